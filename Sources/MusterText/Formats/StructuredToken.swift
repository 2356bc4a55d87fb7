/// A Token of a structured field: RFC 9651 section 3.3.4.
///
/// Relaxed is the same as strict.
enum StructuredTokenFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    guard text.byte(0).isLetter || text.byte(0) == UInt8(ascii: "*") else { return false }
    for index in text.indices {
      guard text[index].isTokenCharacter || text[index] == UInt8(ascii: ":") || text[index] == UInt8(ascii: "/") else {
        return false
      }
    }
    return true
  }
}

extension UInt8 {
  /// `tchar` of RFC 9110 section 5.6.2.
  var isTokenCharacter: Bool {
    if isLetterOrDigit { return true }
    switch self {
    case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
      UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
      return true
    default:
      return false
    }
  }
}
