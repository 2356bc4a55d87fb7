/// What is wrong with dates and times together, and with times alone: RFC 3339 section 5.6.
enum DateTimeProblem {
  /// The problem of a text that is no `date-time`, or with no zone allowed none of a local one.
  static func problem(in text: Span<UInt8>, zone: ClockProblem.Zone, mode: Format.Mode) -> FormatProblem {
    if let found = DateProblem.number(text) { return found }
    if Calendar.clock(text, at: 0) != nil { return FormatProblem(.timeOnly) }
    if let found = DateProblem.inDate(text) { return found }
    if text.count == 10 { return FormatProblem(.dateOnly, at: 10) }
    let separator = text.byte(10)
    if !DateTimeFormat.isSeparator(separator, mode: mode) {
      if separator >= 0x80 { return FormatProblem(.notASCII, at: 10) }
      if !text.byte(11).isDigit { return FormatProblem(.trailingText, at: 10) }
      return FormatProblem(separator == UInt8(ascii: " ") ? .spaceForT : .missingT, at: 10)
    }
    if text.count == 11 { return FormatProblem(.dateOnly, at: 11) }
    return ClockProblem.problem(in: text, at: 11, zone: zone) ?? leapSecond(text, at: 11)
  }

  /// The problem of a text that is no time of day.
  static func problem(inTime text: Span<UInt8>, zone: ClockProblem.Zone) -> FormatProblem {
    if text.isEmpty { return FormatProblem(.empty) }
    if Calendar.isDate(text, at: 0) { return FormatProblem(text.count == 10 ? .dateOnly : .unexpectedDate) }
    return ClockProblem.problem(in: text, at: 0, zone: zone) ?? leapSecond(text, at: 0)
  }

  private static func leapSecond(_ text: Span<UInt8>, at start: Int) -> FormatProblem {
    FormatProblem(text.number(start + 6, digits: 2) == 60 ? .notALeapSecond : .malformed, at: start + 6)
  }
}
