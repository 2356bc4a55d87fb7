/// A date and time with a zone: RFC 3339 section 5.6, `date-time`.
///
/// A second of 60 is a leap second: it needs 23:59 UTC on the last day of a month (section 5.7).
/// Relaxed: a space may stand for the `T`, and a leap second may fall on any day.
enum DateTimeFormat {
  static func accepts(_ text: Span<UInt8>, mode: Format.Mode) -> Bool {
    guard Calendar.isDate(text, at: 0), isSeparator(text.byte(10), mode: mode),
      let clock = Calendar.clock(text, at: 11), let offset = Calendar.offset(text, at: clock.end)
    else { return false }
    guard clock.second == 60 else { return true }
    let utc = Calendar.utc(clock, offset: offset)
    return utc.minute == 1439 && (mode == .relaxed || Calendar.isMonthEnd(text, at: 0, shift: utc.dayShift))
  }

  static func isSeparator(_ byte: UInt8, mode: Format.Mode) -> Bool {
    byte | 0x20 == UInt8(ascii: "t") || (mode == .relaxed && byte == UInt8(ascii: " "))
  }
}
