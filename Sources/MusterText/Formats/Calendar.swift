/// Days and clock times as RFC 3339 section 5.6 and 5.7 write them.
enum Calendar {
  /// A time of day, and what to subtract from it to have UTC.
  struct Clock {
    var hour: Int
    var minute: Int
    var second: Int
    /// Where reading ended.
    var end: Int
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether `full-date` starts at an index; it takes ten bytes.
  @inline(__always)
  static func isDate(_ text: Span<UInt8>, at start: Int) -> Bool {
    guard start + 10 <= text.count, text[start + 4] == UInt8(ascii: "-"), text[start + 7] == UInt8(ascii: "-"),
      let year = text.number(start, digits: 4), let month = text.number(start + 5, digits: 2),
      let day = text.number(start + 8, digits: 2)
    else { return false }
    return (1...12).contains(month) && day >= 1 && (day <= 28 || day <= days(inMonth: month, of: year))
  }

  /// Reads `partial-time`, whose second may be 60.
  @inline(__always)
  static func clock(_ text: Span<UInt8>, at start: Int) -> Clock? {
    guard start + 8 <= text.count, text[start + 2] == UInt8(ascii: ":"), text[start + 5] == UInt8(ascii: ":"),
      let hour = text.number(start, digits: 2), let minute = text.number(start + 3, digits: 2),
      let second = text.number(start + 6, digits: 2), hour < 24, minute < 60, second <= 60
    else { return nil }
    var end = start + 8
    if text.byte(end) == UInt8(ascii: ".") {
      end += 1
      let fraction = end
      while text.byte(end).isDigit { end += 1 }
      if end == fraction { return nil }
    }
    return Clock(hour: hour, minute: minute, second: second, end: end)
  }

  /// Reads `time-offset`, which must end the text, in minutes.
  @inline(__always)
  static func offset(_ text: Span<UInt8>, at start: Int) -> Int? {
    let sign = text.byte(start)
    if sign | 0x20 == UInt8(ascii: "z") {
      return start + 1 == text.count ? 0 : nil
    }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), start + 6 == text.count,
      text[start + 3] == UInt8(ascii: ":"), let hour = text.number(start + 1, digits: 2),
      let minute = text.number(start + 4, digits: 2), hour < 24, minute < 60
    else { return nil }
    return (hour * 60 + minute) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }

  /// The minute of the UTC day, with the day it lies in relative to the local one.
  static func utc(_ clock: Clock, offset: Int) -> (minute: Int, dayShift: Int) {
    let minute = clock.hour * 60 + clock.minute - offset
    if minute < 0 { return (minute + 1440, -1) }
    return minute >= 1440 ? (minute - 1440, 1) : (minute, 0)
  }

  /// Whether the day some days from a date is the last of its month.
  ///
  /// The shift is -1, 0 or 1.
  static func isMonthEnd(_ text: Span<UInt8>, at start: Int, shift: Int) -> Bool {
    guard let year = text.number(start, digits: 4), let month = text.number(start + 5, digits: 2),
      let day = text.number(start + 8, digits: 2)
    else { return false }
    switch shift {
    case -1: return day == 1
    case 0: return day == days(inMonth: month, of: year)
    default: return day == days(inMonth: month, of: year) - 1
    }
  }
}
