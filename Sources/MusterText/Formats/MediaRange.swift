/// A media range: RFC 9110 section 12.5.1, `media-range`, with parameters (section 5.6.6).
///
/// Relaxed is the same as strict.
enum MediaRangeFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    var index = 0
    let star = UInt8(ascii: "*")
    let type = index
    guard skipToken(text, &index), text.byte(index) == UInt8(ascii: "/") else { return false }
    let anyType = index - type == 1 && text[type] == star
    index += 1
    let subtype = index
    guard skipToken(text, &index) else { return false }
    if anyType, !(index - subtype == 1 && text[subtype] == star) { return false }
    return acceptsParameters(text, from: index)
  }

  private static func skipToken(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
    let start = index
    while text.byte(index).isTokenCharacter { index += 1 }
    return index > start
  }

  private static func skipSpace(_ text: Span<UInt8>, _ index: inout Int) {
    while text.byte(index) == 0x20 || text.byte(index) == 0x09 { index += 1 }
  }

  /// Checks `parameters = *( OWS ";" OWS [ parameter ] )`.
  private static func acceptsParameters(_ text: Span<UInt8>, from start: Int) -> Bool {
    var index = start
    while index < text.count {
      skipSpace(text, &index)
      guard text.byte(index) == UInt8(ascii: ";") else { return false }
      index += 1
      skipSpace(text, &index)
      if index == text.count || text[index] == UInt8(ascii: ";") { continue }
      guard skipToken(text, &index), text.byte(index) == UInt8(ascii: "=") else { return false }
      index += 1
      guard text.byte(index) == UInt8(ascii: "\"") ? skipQuoted(text, &index) : skipToken(text, &index) else {
        return false
      }
    }
    return true
  }

  /// `quoted-string` of section 5.6.4.
  private static func skipQuoted(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
    index += 1
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\""):
        index += 1
        return true
      case UInt8(ascii: "\\"):
        index += 1
        guard index < text.count, isText(text[index]) else { return false }
      default:
        guard isText(text[index]) else { return false }
      }
      index += 1
    }
    return false
  }

  private static func isText(_ byte: UInt8) -> Bool {
    byte == 0x09 || (byte >= 0x20 && byte != 0x7F)
  }
}
