/// Templates by method and segments, so that a path is compared with those only that begin as it does.
///
/// Made of templates whose segments are each a literal or a parameter. A literal is tried before a parameter, segment by
/// segment, which finds the most concrete template first. Each node is seen at most once for a path.
struct RouteTree: Sendable {
  /// What a path came to.
  enum Finding {
    /// The place that was given with the template.
    case place(Int)
    /// It is of no template.
    case none
    /// It has percent-encoded parts, which are to be decoded first.
    case escaped
  }

  private struct Node {
    /// The edges to the nodes behind literals, in the order of their texts' lengths and bytes.
    var firstEdge = 0
    var lastEdge = -1
    /// The node behind a parameter; 0 for none.
    var parameter = 0
    /// The template that ends here; -1 for none.
    var place = -1
  }

  private struct Edge {
    let start: Int
    let count: Int
    let node: Int
  }

  /// How many segments a template may have: a look-up may go into itself once for each.
  static let deepest = 32

  private var nodes: [Node] = [Node()]
  private var edges: [Edge] = []
  private var texts: [UInt8] = []

  /// A tree of templates with their places; of two that take the same paths, the first one holds.
  ///
  /// A segment is `nil` for a parameter; the first one is the method.
  init(_ templates: [(segments: [[UInt8]?], place: Int)]) {
    add(templates, at: 0, to: 0)
  }

  private mutating func add(_ templates: [(segments: [[UInt8]?], place: Int)], at depth: Int, to node: Int) {
    var behind: [[UInt8]: [(segments: [[UInt8]?], place: Int)]] = [:]
    var parameters: [(segments: [[UInt8]?], place: Int)] = []
    for template in templates {
      guard depth < template.segments.count else {
        if nodes[node].place < 0 { nodes[node].place = template.place }
        continue
      }
      if let literal = template.segments[depth] {
        behind[literal, default: []].append(template)
      } else {
        parameters.append(template)
      }
    }
    let literals = behind.keys.sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count }
    let first = nodes.count
    let start = edges.count
    for (offset, literal) in literals.enumerated() {
      edges.append(Edge(start: texts.count, count: literal.count, node: first + offset))
      texts += literal
      nodes.append(Node())
    }
    (nodes[node].firstEdge, nodes[node].lastEdge) = (start, edges.count - 1)
    for (offset, literal) in literals.enumerated() { add(behind[literal] ?? [], at: depth + 1, to: first + offset) }
    guard !parameters.isEmpty else { return }
    nodes[node].parameter = nodes.count
    nodes.append(Node())
    add(parameters, at: depth + 1, to: nodes[node].parameter)
  }

  /// Looks for the method, and for the path that begins at an offset of a URL.
  func find(_ method: Span<UInt8>, _ url: Span<UInt8>, from start: Int) -> Finding {
    let node = nodeBehind(0, method, 0, method.count)
    return node == 0 ? .none : find(url, from: start, at: node)
  }

  /// Looks for what is left of a path, below a node.
  private func find(_ url: Span<UInt8>, from offset: Int, at node: Int) -> Finding {
    var (start, node) = (offset, node)
    while true {
      var end = start
      while end < url.count, !URLBytes.endsSegment(url[end]) { end &+= 1 }
      let isLast = end == url.count || url[end] != UInt8(ascii: "/")
      if isLast, end < url.count, url[end] == UInt8(ascii: "%") { return .escaped }
      let literal = nodeBehind(node, url, start, end)
      let parameter = end > start ? nodes[node].parameter : 0
      if isLast {
        if literal != 0, nodes[literal].place >= 0 { return .place(nodes[literal].place) }
        return parameter != 0 && nodes[parameter].place >= 0 ? .place(nodes[parameter].place) : .none
      }
      if literal != 0, parameter != 0 {
        let found = find(url, from: end + 1, at: literal)
        if case .none = found { node = parameter } else { return found }
      } else {
        node = literal | parameter
        if node == 0 { return .none }
      }
      start = end + 1
    }
  }

  /// The node behind the literal that a range of bytes is; 0 for none.
  @inline(__always)
  private func nodeBehind(_ node: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
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
}
