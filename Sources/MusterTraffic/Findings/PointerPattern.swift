import Muster

/// Pointers without what differs from payload to payload.
enum PointerPattern {
  /// A pointer with `*` for each index of an array and each key that is no name.
  ///
  /// - Parameter dataKeys: Which tokens are names that no schema declares, a bit for each.
  static func of(_ pointer: JSONPointer, dataKeys: UInt64) -> String {
    var pattern = ""
    for (index, token) in pointer.tokens.enumerated() {
      let isData = index < 64 && dataKeys >> UInt64(index) & 1 != 0
      pattern += "/" + (!isData && isName(token) && token != Disclosure.omission ? JSONPointer.escape(token) : "*")
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
