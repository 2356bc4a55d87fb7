import Muster

/// Pointers without what differs from payload to payload.
enum PointerPattern {
  /// A pointer with `*` for each index of an array and each key that is no name.
  static func of(_ pointer: JSONPointer) -> String {
    var pattern = ""
    for token in pointer.tokens {
      pattern += "/" + (isName(token) && token != Disclosure.omission ? JSONPointer.escape(token) : "*")
    }
    return pattern
  }

  private static func isName(_ token: String) -> Bool {
    guard let first = token.utf8.first else { return true }
    if first >= 0x30 && first <= 0x39 { return false }
    return !SecretShape.isLikely(token) && !isUUID(token)
  }

  private static func isUUID(_ token: String) -> Bool {
    let runs = token.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return runs.map(\.count) == [8, 4, 4, 4, 12]
      && runs.joined().allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x66) }
  }
}
