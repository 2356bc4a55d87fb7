/// What is wrong with dates of HTTP: RFC 9110 section 5.6.7.
enum HTTPDateProblem {
  static func problem(in text: Span<UInt8>, mode: Format.Mode) -> FormatProblem {
    if text.isEmpty { return FormatProblem(.empty) }
    if let found = DateProblem.number(text) { return found }
    // The day of the week is all that relaxing the format lets pass.
    if mode == .strict, HTTPDateFormat.accepts(text, mode: .relaxed) { return FormatProblem(.wrongWeekday, at: 0) }
    let preferred = 26
    if text.count >= preferred, text.byte(3) == UInt8(ascii: ","), text.byte(25) == UInt8(ascii: " "),
      text.byte(19) == UInt8(ascii: ":"), !text.extracting(preferred..<text.count).equalsIgnoringCase("gmt")
    {
      return FormatProblem(.notGMT, at: preferred)
    }
    return FormatProblem(.malformed)
  }
}
