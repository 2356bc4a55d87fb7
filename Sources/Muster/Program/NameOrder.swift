/// The order in which the names of an object's shape are sorted: by length, then by their first eight bytes, then by the rest.
///
/// A name is found by halving, which takes as long for names that somebody chose as for any others; names with one hash would
/// make a hash table slow, and the seed that prevents it cannot stand in a file.
enum NameOrder {
  /// Whether a name comes before a property's (negative), is the same (0), or comes after it (positive).
  ///
  /// - Parameters:
  ///   - prefix: The name's first eight bytes, as `ByteView.prefix` gives them.
  ///   - text: What the property's name lies in.
  @inline(__always)
  static func compare(
    _ prefix: UInt64, _ bytes: ByteView, from offset: Int, count: Int, with property: PropertyEntry, in text: ByteView
  ) -> Int {
    let length = Int(property.nameLength)
    if count != length { return count < length ? -1 : 1 }
    if prefix != property.prefix { return prefix < property.prefix ? -1 : 1 }
    return count <= 8 ? 0 : compareRest(bytes, from: offset, count: count, text, from: Int(property.nameStart))
  }

  private static func compareRest(
    _ bytes: ByteView, from offset: Int, count: Int, _ text: ByteView, from start: Int
  ) -> Int {
    var place = 8
    while place < count {
      let left = bytes.prefix(at: offset &+ place, length: min(8, count &- place))
      let right = text.prefix(at: start &+ place, length: min(8, count &- place))
      if left != right { return left < right ? -1 : 1 }
      place &+= 8
    }
    return 0
  }
}
