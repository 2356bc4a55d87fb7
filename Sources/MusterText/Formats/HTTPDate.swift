/// A date as HTTP writes it: RFC 9110 section 5.6.7, `HTTP-date`, in the preferred form or one of the two obsolete ones.
///
/// Case matters (section 5.6.7). That the day of the week fits the date is checked. Relaxed takes a day that does not.
enum HTTPDateFormat {
  private static let dayNames = "MonTueWedThuFriSatSun"
  private static let longDayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
  private static let monthNames = "JanFebMarAprMayJunJulAugSepOctNovDec"

  static func accepts(_ text: Span<UInt8>, mode: Format.Mode) -> Bool {
    guard let comma = text.firstIndex(of: UInt8(ascii: ",")) else {
      return acceptsAsctime(text, mode: mode)
    }
    return comma == 3 ? acceptsPreferred(text, mode: mode) : acceptsRFC850(text, comma: comma, mode: mode)
  }

  /// `IMF-fixdate`: `Sun, 06 Nov 1994 08:49:37 GMT`.
  private static func acceptsPreferred(_ text: Span<UInt8>, mode: Format.Mode) -> Bool {
    guard text.count == 29, isLiteral(" ", text, 4), isLiteral(" ", text, 7), isLiteral(" ", text, 11),
      isLiteral(" ", text, 16), isLiteral(" GMT", text, 25), let weekday = name(text, 0, dayNames),
      let day = text.number(5, digits: 2), let month = name(text, 8, monthNames), let year = text.number(12, digits: 4)
    else { return false }
    return isClock(text, 17) && isDay(day, month, year, weekday, mode: mode)
  }

  /// `rfc850-date`: `Sunday, 06-Nov-94 08:49:37 GMT`.
  ///
  /// Its two digits of a year say no century, so no day of the week.
  private static func acceptsRFC850(_ text: Span<UInt8>, comma: Int, mode: Format.Mode) -> Bool {
    guard longDayNames.contains(where: { comma == $0.utf8.count && isLiteral($0, text, 0) }), text.count == comma + 24,
      isLiteral(" ", text, comma + 1), isLiteral("-", text, comma + 4), isLiteral("-", text, comma + 8),
      isLiteral(" ", text, comma + 11), isLiteral(" GMT", text, comma + 20),
      let day = text.number(comma + 2, digits: 2), let month = name(text, comma + 5, monthNames),
      let year = text.number(comma + 9, digits: 2)
    else { return false }
    return isClock(text, comma + 12) && isDay(day, month, 2000 + year, nil, mode: mode)
  }

  /// `asctime-date`: `Sun Nov  6 08:49:37 1994`.
  private static func acceptsAsctime(_ text: Span<UInt8>, mode: Format.Mode) -> Bool {
    guard text.count == 24, isLiteral(" ", text, 3), isLiteral(" ", text, 7), isLiteral(" ", text, 10),
      isLiteral(" ", text, 19), let weekday = name(text, 0, dayNames), let month = name(text, 4, monthNames),
      let day = text[8] == UInt8(ascii: " ") ? text.number(9, digits: 1) : text.number(8, digits: 2),
      let year = text.number(20, digits: 4)
    else { return false }
    return isClock(text, 11) && isDay(day, month, year, weekday, mode: mode)
  }

  private static func isLiteral(_ literal: String, _ text: Span<UInt8>, _ start: Int) -> Bool {
    let wanted = literal.utf8.span
    for index in wanted.indices where text.byte(start + index) != wanted[index] {
      return false
    }
    return true
  }

  /// Which of the names of three letters stands at an index.
  private static func name(_ text: Span<UInt8>, _ start: Int, _ names: String) -> Int? {
    let all = names.utf8.span
    var place = 0
    while place < all.count {
      var length = 0
      while length < 3, text.byte(start + length) == all[place + length] { length += 1 }
      if length == 3 { return place / 3 }
      place += 3
    }
    return nil
  }

  private static func isClock(_ text: Span<UInt8>, _ start: Int) -> Bool {
    guard text.byte(start + 8) == UInt8(ascii: " "), let clock = Calendar.clock(text, at: start) else { return false }
    return clock.second < 60 || (clock.hour == 23 && clock.minute == 59)
  }

  private static func isDay(_ day: Int, _ month: Int, _ year: Int, _ weekday: Int?, mode: Format.Mode) -> Bool {
    guard day >= 1, day <= Calendar.days(inMonth: month + 1, of: year) else { return false }
    guard let weekday, mode == .strict else { return true }
    // Days since Monday, 1 January of the year 1, in the proleptic Gregorian calendar.
    let lead = month < 2 ? year - 1 : year
    var days = (year - 1) * 365 + lead / 4 - lead / 100 + lead / 400 + day - 1
    for earlier in 0..<month {
      days += earlier == 1 ? 28 : Calendar.days(inMonth: earlier + 1, of: 1)
    }
    return (days % 7 + 7) % 7 == weekday
  }
}
