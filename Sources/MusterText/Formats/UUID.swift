/// A UUID: RFC 9562 section 4, in letters of either case.
///
/// Relaxed: without hyphens, in braces, or after `urn:uuid:` (section 4, the URN form).
enum UUIDFormat {
  static func accepts(_ text: Span<UInt8>, mode: Format.Mode) -> Bool {
    if text.count == 36 {
      return acceptsHyphenated(text)
    }
    guard mode == .relaxed else { return false }
    switch text.count {
    case 32:
      for index in text.indices where !text[index].isHexDigit {
        return false
      }
      return true
    case 38:
      return text[0] == UInt8(ascii: "{") && text[37] == UInt8(ascii: "}")
        && acceptsHyphenated(text.extracting(1..<37))
    case 45:
      return text.extracting(0..<9).equalsIgnoringCase("urn:uuid:") && acceptsHyphenated(text.extracting(9..<45))
    default:
      return false
    }
  }

  private static func acceptsHyphenated(_ text: Span<UInt8>) -> Bool {
    for index in text.indices {
      switch index {
      case 8, 13, 18, 23:
        guard text[index] == UInt8(ascii: "-") else { return false }
      default:
        guard text[index].isHexDigit else { return false }
      }
    }
    return true
  }
}
