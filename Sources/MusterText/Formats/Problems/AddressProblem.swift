/// What is wrong with IPv4 addresses (RFC 3986 section 3.2.2) and IPv6 addresses (RFC 4291 section 2.2).
enum AddressProblem {
  private static let colon = UInt8(ascii: ":")
  private static let dot = UInt8(ascii: ".")

  /// The problem of a text that is no IPv4 address.
  static func problem(inIPv4 text: Span<UInt8>) -> FormatProblem {
    if text.isEmpty { return FormatProblem(.empty) }
    if IPv6Format.accepts(text) { return FormatProblem(.ipv6ForIPv4) }
    return inNumbers(text) ?? FormatProblem(.malformed)
  }

  private static func inNumbers(_ text: Span<UInt8>) -> FormatProblem? {
    var index = 0
    var parts = 0
    while true {
      let start = index
      let end = text.endOfDigits(from: start)
      if end == start { return character(text, at: start, parts: parts) }
      parts += 1
      if end - start > 1, text[start] == UInt8(ascii: "0") { return FormatProblem(.leadingZero, at: start) }
      if end - start > 3 || text.number(start, digits: end - start) ?? 256 > 255 {
        return FormatProblem(.numberOutOfRange, at: start)
      }
      if end == text.count { return parts == 4 ? nil : FormatProblem(.partCount) }
      guard text[end] == dot else { return character(text, at: end, parts: parts) }
      index = end + 1
    }
  }

  private static func character(_ text: Span<UInt8>, at index: Int, parts: Int) -> FormatProblem {
    guard index < text.count else { return FormatProblem(.partCount) }
    switch text[index] {
    case colon where parts == 4: return FormatProblem(.unexpectedPort, at: index)
    case UInt8(ascii: "/") where parts == 4: return FormatProblem(.unexpectedPrefixLength, at: index)
    case UInt8(ascii: "["): return FormatProblem(.brackets, at: index)
    default: return other(text, at: index)
    }
  }

  private static func other(_ text: Span<UInt8>, at index: Int) -> FormatProblem {
    let byte = text.byte(index)
    if byte == UInt8(ascii: " ") { return FormatProblem(.space, at: index) }
    return FormatProblem(byte < 0x80 ? .unexpectedCharacter : .notASCII, at: index)
  }

  /// The problem of a text that is no IPv6 address.
  static func problem(inIPv6 text: Span<UInt8>) -> FormatProblem {
    if text.isEmpty { return FormatProblem(.empty) }
    if IPv4Format.accepts(text) { return FormatProblem(.ipv4ForIPv6) }
    if text[0] == UInt8(ascii: "[") { return FormatProblem(.brackets, at: 0) }
    var index = 0
    var gaps = 0
    while index < text.count {
      let start = index
      while text.byte(index).isHexDigit { index += 1 }
      if index > start {
        if text.byte(index) == dot { return inEmbedded(text, from: start) }
        if index - start > 4 { return FormatProblem(.longGroup, at: start) }
        if index == text.count { break }
      }
      switch text[index] {
      case colon where text.byte(index + 1) == colon:
        gaps += 1
        if gaps > 1 { return FormatProblem(.severalGaps, at: index) }
        index += 2
      case colon where index > start && index + 1 < text.count:
        index += 1
      case colon:
        return FormatProblem(.unexpectedCharacter, at: index)
      case UInt8(ascii: "%"):
        return FormatProblem(.unexpectedScope, at: index)
      case UInt8(ascii: "/"):
        return FormatProblem(.unexpectedPrefixLength, at: index)
      default:
        return other(text, at: index)
      }
    }
    return FormatProblem(.partCount)
  }

  /// Goes on at an IPv4 address at the end of an IPv6 address.
  private static func inEmbedded(_ text: Span<UInt8>, from start: Int) -> FormatProblem {
    inNumbers(text.extracting(start..<text.count))?.shifted(by: start) ?? FormatProblem(.partCount)
  }
}
