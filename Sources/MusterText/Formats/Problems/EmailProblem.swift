/// What is wrong with mail addresses: RFC 5321 section 4.1.2.
enum EmailProblem {
  private static let at = UInt8(ascii: "@")
  private static let longestLocalPart = 64

  /// The problem of a text that is no mail address.
  ///
  /// - Parameter international: whether characters beyond ASCII are allowed.
  static func problem(in text: Span<UInt8>, international: Bool, mode: Format.Mode) -> FormatProblem {
    if text.isEmpty { return FormatProblem(.empty) }
    if text[text.count - 1] == UInt8(ascii: ">"), let open = text.firstIndex(of: UInt8(ascii: "<")) {
      return FormatProblem(.displayName, at: open)
    }
    if text.count > 7, text.extracting(0..<7).equalsIgnoringCase("mailto:") {
      return FormatProblem(.unexpectedScheme, at: 0)
    }
    guard let first = text.firstIndex(of: at), let last = text.lastIndex(of: at) else {
      return FormatProblem(.missingAt)
    }
    if first == 0 { return FormatProblem(.missingLocalPart, at: 0) }
    if last == text.count - 1 { return FormatProblem(.missingDomain, at: text.count) }
    let isQuoted = text[0] == UInt8(ascii: "\"")
    if first != last, !isQuoted { return severalAts(text, first: first) }
    if last > longestLocalPart, mode == .strict { return FormatProblem(.longLocalPart, at: longestLocalPart) }
    let local = text.extracting(0..<last)
    let found = isQuoted ? inQuoted(local, international) : inDotString(local, international, mode: mode)
    return found ?? inDomain(text, from: last + 1, international)
  }

  private static func severalAts(_ text: Span<UInt8>, first: Int) -> FormatProblem {
    for index in first..<text.count where text[index] == UInt8(ascii: ",") || text[index] == UInt8(ascii: ";") {
      return FormatProblem(.severalAddresses, at: index)
    }
    let second = text.firstIndex(of: at, from: first + 1)
    return FormatProblem(.severalAts, at: second)
  }

  private static func inDotString(
    _ text: Span<UInt8>, _ international: Bool, mode: Format.Mode
  ) -> FormatProblem? {
    let dot = UInt8(ascii: ".")
    for index in text.indices {
      let byte = text[index]
      if byte == dot {
        let isMisplaced = index == 0 || index == text.count - 1 || text[index - 1] == dot
        if isMisplaced, mode == .strict { return FormatProblem(.misplacedDot, at: index) }
      } else if !MailboxGrammar.isAtomText(byte), !(international && byte >= 0x80) {
        return character(text, at: index)
      }
    }
    return nil
  }

  private static func inQuoted(_ text: Span<UInt8>, _ international: Bool) -> FormatProblem? {
    var index = 1
    let end = text.count - 1
    guard end >= 1, text[end] == UInt8(ascii: "\"") else { return FormatProblem(.malformed, at: 0) }
    while index < end {
      let isEscaped = text[index] == UInt8(ascii: "\\")
      if isEscaped { index += 1 }
      let byte = text[index]
      let isPlain = (0x20...0x7E).contains(byte) || (international && byte >= 0x80)
      if index == end || !isPlain || (byte == UInt8(ascii: "\"") && !isEscaped) {
        return character(text, at: index)
      }
      index += 1
    }
    return nil
  }

  private static func inDomain(_ text: Span<UInt8>, from start: Int, _ international: Bool) -> FormatProblem {
    let domain = text.extracting(start..<text.count)
    if domain[0] == UInt8(ascii: "[") { return FormatProblem(.invalidHost, at: start) }
    return HostnameProblem.problem(in: domain, international: international, mode: .strict, form: .any).shifted(
      by: start)
  }

  private static func character(_ text: Span<UInt8>, at index: Int) -> FormatProblem {
    let byte = text.byte(index)
    if byte == UInt8(ascii: " ") { return FormatProblem(.space, at: index) }
    return FormatProblem(byte < 0x80 ? .unexpectedCharacter : .notASCII, at: index)
  }
}
