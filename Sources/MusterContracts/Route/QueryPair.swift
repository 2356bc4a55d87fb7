import Muster

/// A name and value that a template asks of a request's query, as in `/messages?beta=true`.
struct QueryPair: Sendable, Hashable {
  /// The name, decoded.
  let name: String
  /// The value, decoded; empty if there is only a name, `nil` for any value.
  let value: String?

  /// How many pairs of a template's query count.
  private static let limit = 32

  /// The pairs of a template's query.
  ///
  /// A parameter such as `{id}` stands for any value.
  static func pairs(in query: some Collection<UInt8>) -> [QueryPair] {
    let query = query.prefix { $0 != UInt8(ascii: "#") }
    return query.split(separator: UInt8(ascii: "&"), maxSplits: limit).prefix(limit).map { pair in
      let name = pair.prefix { $0 != UInt8(ascii: "=") }
      let value = pair.dropFirst(name.count + 1)
      let isOpen = value.first == UInt8(ascii: "{") && value.last == UInt8(ascii: "}")
      return QueryPair(name: decoded(Array(name)), value: isOpen ? nil : decoded(Array(value)))
    }
  }

  private static func decoded(_ bytes: [UInt8]) -> String {
    EncodedText(bytes, .form).decoded ?? String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the query of a target has this pair.
  ///
  /// - Complexity: O(*n*) in the size of the target.
  func isIn(_ target: Span<UInt8>) -> Bool {
    var index = 0
    while index < target.count, !URLBytes.endsPath(target[index]) { index += 1 }
    guard index < target.count, target[index] == UInt8(ascii: "?") else { return false }
    while index < target.count, target[index] != UInt8(ascii: "#") {
      let start = index + 1
      index = start
      var equals = -1
      while index < target.count, target[index] != UInt8(ascii: "&"), target[index] != UInt8(ascii: "#") {
        if equals < 0, target[index] == UInt8(ascii: "=") { equals = index }
        index += 1
      }
      let nameEnd = equals < 0 ? index : equals
      guard QueryPair.isEqual(target, start..<nameEnd, name) else { continue }
      guard let value else { return true }
      if QueryPair.isEqual(target, (equals < 0 ? index : equals + 1)..<index, value) { return true }
    }
    return false
  }

  private static func isEqual(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: String) -> Bool {
    // Each byte of the text takes three bytes at most.
    guard range.count >= text.utf8.count, range.count <= 3 * text.utf8.count else { return false }
    return EncodedText(range.map { bytes[$0] }, .form).decoded == text
  }
}
