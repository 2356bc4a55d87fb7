/// The JSON texts of a stream: one a line, or each after a record separator (RFC 7464, section 2.2).
enum JSONSequence {
  /// An item and where it begins in the stream.
  struct Item: Sendable, Hashable {
    let bytes: [UInt8]
    /// Where it begins in the stream.
    let offset: Int
  }

  private static let separator: UInt8 = 0x1E

  /// The items in their order; lines with nothing but white space are none.
  ///
  /// Where the stream begins with a record separator an item goes on to the next one, over line ends.
  /// - Complexity: O(*n*) in the number of bytes.
  static func items(_ bytes: [UInt8]) -> [Item] {
    let isSeparated = bytes.first { !$0.isASCIISpace } == separator
    var items: [Item] = []
    var start = 0
    for (index, byte) in bytes.enumerated() {
      guard byte == (isSeparated ? separator : UInt8(ascii: "\n")) else { continue }
      add(bytes, start..<index, to: &items)
      start = index + 1
    }
    add(bytes, start..<bytes.count, to: &items)
    return items
  }

  private static func add(_ bytes: [UInt8], _ range: Range<Int>, to items: inout [Item]) {
    var range = range
    while let last = range.last, bytes[last].isASCIISpace { range = range.lowerBound..<last }
    guard range.contains(where: { !bytes[$0].isASCIISpace }) else { return }
    items.append(Item(bytes: Array(bytes[range]), offset: range.lowerBound))
  }
}
