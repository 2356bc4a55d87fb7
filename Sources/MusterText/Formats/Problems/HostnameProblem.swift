/// What is wrong with names of hosts: RFC 1123 section 2.1, RFC 5890 section 2.3.2.
enum HostnameProblem {
  private static let dot = UInt8(ascii: ".")
  private static let hyphen = UInt8(ascii: "-")

  /// The problem of a text that is no name of a host.
  ///
  /// - Parameter international: whether labels may have characters beyond ASCII.
  static func problem(
    in text: Span<UInt8>, international: Bool, mode: Format.Mode, form: InternationalName.Form = .composed
  ) -> FormatProblem {
    if text.isEmpty { return FormatProblem(.empty) }
    if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
      return inAddress(text, colon: colon)
    }
    // A relaxed name in ASCII is judged like any other name.
    let international = international && !(mode == .relaxed && text.isASCII)
    var start = 0
    var index = 0
    while index <= text.count {
      let byte = text.byte(index)
      if index == text.count || byte == dot {
        if let found = inLabel(text, start, index, mode: mode, international: international, form: form) {
          return found
        }
        start = index + 1
      } else if !byte.isLetterOrDigit, byte != hyphen, !(international && byte >= 0x80),
        mode == .strict || byte != UInt8(ascii: "_")
      {
        return character(text, at: index)
      }
      index += 1
    }
    // Beyond ASCII the length of a name is that of its encoding, which the bytes do not show.
    if text.count > HostnameFormat.longestName, !international || text.isASCII { return FormatProblem(.longName) }
    return FormatProblem(.disallowedLabel)
  }

  private static func inLabel(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, mode: Format.Mode, international: Bool,
    form: InternationalName.Form
  ) -> FormatProblem? {
    if start == end {
      let isLast = end == text.count && end > 0
      if isLast, mode == .relaxed, !international { return nil }
      return FormatProblem(isLast ? .trailingDot : .emptyLabel, at: isLast ? end - 1 : start)
    }
    if text[start] == hyphen { return FormatProblem(.hyphenAtLabelEdge, at: start) }
    if text[end - 1] == hyphen { return FormatProblem(.hyphenAtLabelEdge, at: end - 1) }
    let label = text.extracting(start..<end)
    if end - start > HostnameFormat.longestLabel, label.isASCII { return FormatProblem(.longLabel, at: start) }
    guard mode == .strict || international else { return nil }
    let isJudged = international || HostnameFormat.hasEncodedPrefix(text, at: start)
    if isJudged, end - start <= 4 * HostnameFormat.longestName,
      !InternationalName.accepts(label, separators: .everyFullStop, form: form)
    {
      return FormatProblem(.disallowedLabel, at: start)
    }
    return nil
  }

  /// Goes on at a colon: what is before it is a scheme, or what follows it is a port.
  private static func inAddress(_ text: Span<UInt8>, colon: Int) -> FormatProblem {
    if text.byte(colon + 1) == UInt8(ascii: "/") { return FormatProblem(.unexpectedScheme, at: 0) }
    let isPort = colon + 1 < text.count && text.endOfDigits(from: colon + 1) == text.count
    return FormatProblem(isPort && colon > 0 ? .unexpectedPort : .unexpectedCharacter, at: colon)
  }

  private static func character(_ text: Span<UInt8>, at index: Int) -> FormatProblem {
    switch text.byte(index) {
    case UInt8(ascii: "_"): FormatProblem(.underscore, at: index)
    case UInt8(ascii: "*"): FormatProblem(.wildcard, at: index)
    case UInt8(ascii: " "): FormatProblem(.space, at: index)
    case 0x80...: FormatProblem(.notASCII, at: index)
    default: FormatProblem(.unexpectedCharacter, at: index)
    }
  }
}
