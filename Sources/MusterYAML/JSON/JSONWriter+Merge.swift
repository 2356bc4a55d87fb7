/// Merge keys: `<<: *base` puts the members of another mapping, or of several, where the mapping has none of its own.
///
/// YAML 1.2 has no such key; the type repository of YAML 1.1 describes it, and vendors' documents use it.
extension JSONWriter {
  /// A member of a JSON object inside a text: all of it, and its key.
  private struct Member {
    var range: Range<Int>
    var key: Range<Int>
  }

  /// Rewrites the innermost mapping, whose brace is not yet closed: its own members first, then the merged ones.
  mutating func merge(_ collection: Collection) throws(Failure) {
    let records = keys[collection.firstKey...]
    let offset = records.first { $0.isMerge }?.offset ?? 0
    try spend(output.text.count - collection.start, at: offset)
    try detachAnchors(of: collection, at: offset)
    let base = collection.start
    let text = Array(output.text[base...])
    let places = Array(output.places[collection.firstPlace...])
    var own: [Member] = []
    var merged: [Member] = []
    var names = Set<ArraySlice<UInt8>>()
    for index in records.indices {
      let record = records[index]
      let end = index + 1 < records.endIndex ? records[index + 1].start - 1 - base : text.count
      let member = Member(range: (record.start - base)..<end, key: (record.start - base)..<(record.end - base))
      if record.isMerge, let members = JSONWriter.mergedMembers(of: text, at: record.end - base + 1) {
        merged += members
      } else {
        if record.isMerge { warn(.mergeOfOther, at: record.offset) }
        own.append(member)
        names.insert(text[member.key])
      }
    }
    output.text.removeLast(output.text.count - base)
    output.places.removeLast(output.places.count - collection.firstPlace)
    output.text.append(.leftBrace)
    if let first = places.first { output.places.append(first) }
    for member in own { append(member, of: text, places, base: base) }
    for member in merged where names.insert(text[member.key]).inserted {
      append(member, of: text, places, base: base)
    }
  }

  private mutating func append(_ member: Member, of text: [UInt8], _ places: [Place], base: Int) {
    if output.text.last != .leftBrace { output.text.append(.comma) }
    let start = output.text.count
    output.text.append(contentsOf: text[member.range])
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if Int(places[middle].generated) - base < member.range.lowerBound { low = middle + 1 } else { high = middle }
    }
    while low < places.count, Int(places[low].generated) - base < member.range.upperBound {
      let generated = Int(places[low].generated) - base - member.range.lowerBound + start
      output.places.append(Place(generated: UInt32(clamping: generated), offset: places[low].offset))
      low += 1
    }
  }

  /// The members of the object, or of all objects of the array, at an index of JSON text; `nil` if it is anything else.
  private static func mergedMembers(of text: [UInt8], at start: Int) -> [Member]? {
    guard start < text.count else { return nil }
    var members: [Member] = []
    if text[start] == .leftBrace {
      _ = appendMembers(of: text, at: start, to: &members)
      return members
    }
    guard text[start] == .leftBracket else { return nil }
    var index = start + 1
    while index < text.count, text[index] != .rightBracket {
      guard text[index] == .leftBrace else { return nil }
      index = appendMembers(of: text, at: index, to: &members)
      if index < text.count, text[index] == .comma { index += 1 }
    }
    return members
  }

  /// Collects the members of an object and says where it ends.
  private static func appendMembers(of text: [UInt8], at start: Int, to members: inout [Member]) -> Int {
    var index = start + 1
    while index < text.count, text[index] != .rightBrace {
      let key = index..<stringEnd(of: text, at: index)
      index = valueEnd(of: text, at: key.upperBound + 1)
      members.append(Member(range: key.lowerBound..<index, key: key))
      if index < text.count, text[index] == .comma { index += 1 }
    }
    return min(index + 1, text.count)
  }

  private static func stringEnd(of text: [UInt8], at start: Int) -> Int {
    var index = start + 1
    while index < text.count, text[index] != .quotationMark { index += text[index] == .backslash ? 2 : 1 }
    return min(index + 1, text.count)
  }

  private static func valueEnd(of text: [UInt8], at start: Int) -> Int {
    var index = start
    var depth = 0
    while index < text.count {
      switch text[index] {
      case .quotationMark:
        index = stringEnd(of: text, at: index)
        continue
      case .leftBrace, .leftBracket: depth += 1
      case .rightBrace, .rightBracket:
        if depth == 0 { return index }
        depth -= 1
      case .comma where depth == 0: return index
      default: break
      }
      index += 1
    }
    return index
  }
}
