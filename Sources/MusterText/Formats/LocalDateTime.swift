/// A date and time without a zone: RFC 3339 section 5.6, `full-date "T" partial-time`; OpenAPI registry, `date-time-local`.
///
/// Where a leap second falls depends on the zone, so any minute on either side of a month's end may have one.
/// Relaxed: a space may stand for the `T`.
enum LocalDateTimeFormat {
  static func accepts(_ text: Span<UInt8>, mode: Format.Mode) -> Bool {
    guard Calendar.isDate(text, at: 0), DateTimeFormat.isSeparator(text.byte(10), mode: mode),
      let clock = Calendar.clock(text, at: 11), clock.end == text.count
    else { return false }
    guard clock.second == 60 else { return true }
    return (-1...1).contains { Calendar.isMonthEnd(text, at: 0, shift: $0) }
  }
}
