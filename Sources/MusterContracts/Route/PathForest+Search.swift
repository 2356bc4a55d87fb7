import Muster

extension PathForest {
  /// Finds the most concrete template of a path.
  ///
  /// Every node of the tree is seen at most once. Where the search fails it goes back by the nodes' parents, so that it
  /// needs no stack and no memory.
  ///
  /// - Parameters:
  ///   - url: A target with the path that is looked for, and with its query.
  ///   - offset: Where the path's first segment begins, behind its slash.
  ///   - root: The tree.
  ///   - admits: Whether a template that the path is of is one that is looked for.
  /// - Returns: The index of a target; -1 if there is none.
  /// - Complexity: O(*n*) in the size of the path for each of the templates that begin as it does.
  @inline(__always)
  func find(
    _ url: Span<UInt8>, from offset: Int, at root: Int, _ admits: (Target) -> Bool
  ) -> Int {
    var (node, start, stage) = (root, offset, 0)
    while true {
      var end = URLBytes.segmentMarks.first(in: url, from: start, to: url.count)
      let isEscaped = end < url.count && url[end] == UInt8(ascii: "%")
      if isEscaped { end = URLBytes.authorityEnds.first(in: url, from: end, to: url.count) }
      let isLast = end == url.count || url[end] != UInt8(ascii: "/")
      var child = 0
      if stage == 0 {
        child = isEscaped ? escapedLiteral(node, url, start, end) : literal(node, url, start, end)
        stage = 1
      }
      var isRest = false
      if child == 0, end > start {
        if stage <= nodes[node].mixedCount { child = mixed(node, url, start, end, &stage) }
        if child == 0 {
          // A parameter comes after all segments with text in them, what takes the rest after that.
          let isBefore = stage == nodes[node].mixedCount &+ 1
          child = isBefore ? nodes[node].parameter : 0
          if isBefore { stage &+= 1 }
          if child == 0, stage == nodes[node].mixedCount &+ 2 {
            child = nodes[node].rest
            isRest = child != 0
            stage &+= 1
          }
        }
      }
      if child == 0 {
        guard node != root else { return -1 }
        (node, stage) = (nodes[node].parent, nodes[node].nextStage)
        start &-= 1
        while start > offset, url[start &- 1] != UInt8(ascii: "/") { start &-= 1 }
      } else if isLast || isRest {
        let first = nodes[child].firstTarget
        for index in first..<(first &+ nodes[child].targetCount) where admits(targets[index]) {
          if suits(targets[index], url) { return index }
        }
      } else {
        (node, start, stage) = (child, end &+ 1, 0)
      }
    }
  }

  /// Whether a URL has the query that a template asks for.
  @inline(__always)
  func suits(_ target: Target, _ url: Span<UInt8>) -> Bool { target.query < 0 || hasQuery(target.query, url) }

  @inline(never)
  private func hasQuery(_ query: Int, _ url: Span<UInt8>) -> Bool {
    for pair in queries[query] where !pair.isIn(url) { return false }
    return true
  }

  /// Whether a node has an edge for the segment that begins at an offset.
  func hasLiteral(_ node: Int, _ url: Span<UInt8>, _ start: Int) -> Bool {
    var end = start
    while end < url.count, !URLBytes.endsAuthority(url[end]) { end += 1 }
    return escapedLiteral(node, url, start, end) != 0
  }

  /// The node behind the literal that a range of bytes is; 0 for none.
  @inline(__always)
  func literal(_ node: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var (first, last) = (nodes[node].firstEdge, nodes[node].lastEdge)
    while first <= last {
      let middle = (first &+ last) &>> 1
      let edge = edges[middle]
      var difference = edge.count &- (end &- start)
      if difference == 0 {
        var index = 0
        while index < edge.count, bytes[start &+ index] == texts[edge.start &+ index] { index &+= 1 }
        if index == edge.count { return edge.node }
        difference = Int(texts[edge.start &+ index]) &- Int(bytes[start &+ index])
      }
      if difference > 0 { last = middle &- 1 } else { first = middle &+ 1 }
    }
    return 0
  }

  /// The same for bytes with percent-encoded ones among them, decoded one by one.
  @inline(never)
  private func escapedLiteral(_ node: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var count = 0
    var index = start
    while index < end {
      guard PathForest.byte(bytes, &index, end) != nil else { return 0 }
      count += 1
    }
    var (first, last) = (nodes[node].firstEdge, nodes[node].lastEdge)
    while first <= last {
      let middle = (first + last) >> 1
      let edge = edges[middle]
      var difference = edge.count - count
      index = start
      var place = 0
      while difference == 0, place < edge.count, let byte = PathForest.byte(bytes, &index, end) {
        difference = Int(texts[edge.start + place]) - Int(byte)
        place += 1
      }
      if difference == 0 { return edge.node }
      if difference > 0 { last = middle - 1 } else { first = middle + 1 }
    }
    return 0
  }

  /// The byte at an index, decoded; `nil` if an escape is malformed (RFC 3986, section 2.1).
  private static func byte(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> UInt8? {
    let byte = bytes[index]
    index += 1
    guard byte == UInt8(ascii: "%") else { return byte }
    guard index + 1 < end, let high = bytes[index].hexadecimalValue, let low = bytes[index + 1].hexadecimalValue else {
      return nil
    }
    index += 2
    return high << 4 | low
  }

  /// The node behind the next segment with text in it that takes a range of bytes; 0 for none.
  @inline(never)
  private func mixed(_ node: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ stage: inout Int) -> Int {
    let segment = bytes.extracting(start..<end)
    var decoded: [UInt8]?
    for index in segment.indices where segment[index] == UInt8(ascii: "%") {
      // What cannot be decoded is the text of no literal.
      guard let text = PercentEncoding.decode(segment.indices.map { segment[$0] }) else {
        stage = nodes[node].mixedCount + 1
        return 0
      }
      decoded = Array(text.utf8)
      break
    }
    while stage <= nodes[node].mixedCount {
      let edge = mixedEdges[nodes[node].firstMixed + stage - 1]
      stage += 1
      if decoded.map({ edge.pattern.matches($0.span) }) ?? edge.pattern.matches(segment) { return edge.node }
    }
    return 0
  }
}
