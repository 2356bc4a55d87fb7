/// The character encodings that a YAML text may have, told by its first bytes (YAML 1.2.2, section 5.2).
package enum CharacterEncoding: Sendable, Hashable {
  case utf8
  case utf16(isBigEndian: Bool)
  case utf32(isBigEndian: Bool)

  /// The encoding of a text: by its byte order mark, or by the zero bytes beside its first character, which is ASCII.
  package init(of bytes: [UInt8]) {
    func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }
    switch (byte(0), byte(1), byte(2), byte(3)) {
    case (0, 0, 0xFE, 0xFF), (0, 0, 0, _?): self = .utf32(isBigEndian: true)
    case (0xFF, 0xFE, 0, 0), (_?, 0, 0, 0): self = .utf32(isBigEndian: false)
    case (0xFE, 0xFF, _, _), (0, _?, _, _): self = .utf16(isBigEndian: true)
    case (0xFF, 0xFE, _, _), (_?, 0, _, _): self = .utf16(isBigEndian: false)
    default: self = .utf8
    }
  }

  /// A text as UTF-8, as far as it is well-formed, and whether all of it is.
  ///
  /// - Complexity: O(*n*).
  func decoded(_ bytes: [UInt8]) -> (text: [UInt8], isWhole: Bool) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    let hasError: Bool
    let rest: Int
    switch self {
    case .utf8: return (bytes, true)
    case .utf16(let isBigEndian):
      rest = bytes.count % 2
      let units = stride(from: 0, to: bytes.count - rest, by: 2).lazy.map { index in
        let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
        return isBigEndian ? first << 8 | second : second << 8 | first
      }
      hasError = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true) {
        text.append($0)
      }
    case .utf32(let isBigEndian):
      rest = bytes.count % 4
      let units = stride(from: 0, to: bytes.count - rest, by: 4).lazy.map { index in
        let unit = (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[index + $1]) }
        return isBigEndian ? unit : unit.byteSwapped
      }
      hasError = transcode(units.makeIterator(), from: UTF32.self, to: UTF8.self, stoppingOnError: true) {
        text.append($0)
      }
    }
    return (text, !hasError && rest == 0)
  }
}
