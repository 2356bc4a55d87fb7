/// Base64 (RFC 4648): what `byte` and `base64url` share, and what it stands for.
package enum Base64 {
  /// Whether a text is base64 (RFC 4648, section 3).
  ///
  /// - Parameters:
  ///   - symbols: the two bytes after letters and digits.
  ///   - padding: whether padding must (true), may (nil) or must not (false) fill the last four.
  static func accepts(_ text: Span<UInt8>, symbols: (UInt8, UInt8), padding: Bool?) -> Bool {
    var end = text.count
    while end > 0, text.count - end < 2, text[end - 1] == UInt8(ascii: "=") { end -= 1 }
    let padded = end < text.count
    if padded || padding == true {
      guard padding != false, text.count % 4 == 0 else { return false }
    }
    guard end % 4 != 1 else { return false }
    for index in 0..<end {
      guard text[index].isLetterOrDigit || text[index] == symbols.0 || text[index] == symbols.1 else { return false }
    }
    return true
  }

  /// The bytes that a text stands for; `nil` if it is not base64.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - isLenient: Whether the alphabet for URLs, white space, missing padding and bits that stand for nothing are taken, as
  ///     recorders write them. Otherwise the text has to be that of RFC 4648, section 4, to the letter.
  /// - Complexity: O(*n*).
  package static func decode(_ text: Span<UInt8>, isLenient: Bool) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var (count, padding) = (0, 0)
    for index in text.indices {
      let byte = text[index]
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      if isLenient, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { continue }
      guard padding == 0, let value = value(of: byte, isLenient: isLenient) else { return nil }
      bits = bits << 6 | value
      count += 1
      if count == 4 {
        bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
        bytes.append(UInt8(truncatingIfNeeded: bits))
        (bits, count) = (0, 0)
      }
    }
    guard isLenient || (padding <= 2 && (count + padding) % 4 == 0) else { return nil }
    switch count {
    case 0: return bytes
    case 2:
      guard isLenient || bits & 15 == 0 else { return nil }
      bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
    case 3:
      guard isLenient || bits & 3 == 0 else { return nil }
      bytes.append(UInt8(truncatingIfNeeded: bits >> 10))
      bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
    default: return nil
    }
    return bytes
  }

  private static func value(of byte: UInt8, isLenient: Bool) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    case UInt8(ascii: "-") where isLenient: 62
    case UInt8(ascii: "_") where isLenient: 63
    default: nil
    }
  }
}
