/// A node that aliases can stand for.
struct Anchor {
  /// Where its text begins and ends; it has no end while it is open.
  var start: Int
  var end: Int?
  var firstPlace: Int
  var endPlace: Int
  /// Its text and places on their own, once the text around them was rewritten.
  var copy: JSONWriter.Output?
}

extension JSONWriter {
  /// Begins a node with an anchor; a name that is declared again stands for the later node (YAML 1.2.2, section 6.9.2).
  mutating func openAnchor(_ name: Range<Int>) {
    anchorNames[Array(bytes[name])] = anchors.count
    anchors.append(Anchor(start: output.text.count, end: nil, firstPlace: output.places.count, endPlace: 0))
  }

  func knows(_ name: Range<Int>) -> Bool { anchorNames[Array(bytes[name])] != nil }

  @inline(__always) mutating func closeAnchor(_ index: Int?, before tail: Int = 0) {
    guard let index, index < anchors.count else { return }
    anchors[index].end = output.text.count - tail
    anchors[index].endPlace = output.places.count
  }

  /// Takes bytes from what aliases and merges may copy.
  mutating func spend(_ count: Int, at offset: Int) throws(Failure) {
    guard count <= budget else { throw Failure(.expansionTooLarge, at: offset) }
    budget -= count
  }

  mutating func alias(_ name: Range<Int>, role: Role, at offset: Int) throws(Failure) {
    guard let index = anchorNames[Array(bytes[name])], index < anchors.count else {
      throw Failure(.undefinedAlias, at: offset)
    }
    let anchor = anchors[index]
    guard let end = anchor.end else { throw Failure(.recursiveAlias, at: offset) }
    let length = anchor.copy?.text.count ?? (end - anchor.start)
    let placeCount = anchor.copy?.places.count ?? (anchor.endPlace - anchor.firstPlace)
    try spend(length + placeCount * 8, at: offset)
    separate(role)
    if role == .key, output.text.last != .leftBrace { output.text.append(.comma) }
    let start = output.text.count
    copy(anchor, end: end)
    guard role == .key else { return }
    guard output.text[start] != .leftBrace, output.text[start] != .leftBracket else {
      throw Failure(.collectionAsKey, at: offset)
    }
    quoteKey(from: start)
    finishKey(from: start, at: offset, isMerge: false)
  }

  /// Writes the text of an anchored node once more, with the places it came from.
  private mutating func copy(_ anchor: Anchor, end: Int) {
    let base = output.text.count
    if let copy = anchor.copy {
      output.text.append(contentsOf: copy.text)
      for place in copy.places {
        output.places.append(Place(generated: place.generated &+ UInt32(clamping: base), offset: place.offset))
      }
      return
    }
    // Not as a slice, which would make the whole text be copied first.
    output.text.reserveCapacity(output.text.count + end - anchor.start)
    for index in anchor.start..<end { output.text.append(output.text[index]) }
    let shift = UInt32(clamping: base - anchor.start)
    for index in anchor.firstPlace..<anchor.endPlace {
      let place = output.places[index]
      output.places.append(Place(generated: place.generated &+ shift, offset: place.offset))
    }
  }

  /// Gives the anchors inside a collection a text of their own, before the collection is rewritten.
  mutating func detachAnchors(of collection: Collection, at offset: Int) throws(Failure) {
    for index in collection.firstAnchor..<max(anchors.count, collection.firstAnchor) where anchors[index].copy == nil {
      let anchor = anchors[index]
      guard let end = anchor.end else { continue }
      try spend(end - anchor.start, at: offset)
      var copy = Output()
      copy.text = Array(output.text[anchor.start..<end])
      copy.places = output.places[anchor.firstPlace..<anchor.endPlace].map {
        Place(generated: $0.generated &- UInt32(clamping: anchor.start), offset: $0.offset)
      }
      anchors[index].copy = copy
    }
  }
}
