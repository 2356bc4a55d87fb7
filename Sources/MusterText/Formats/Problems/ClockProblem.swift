/// What is wrong with times of day and their zones: RFC 3339 section 5.6, `partial-time` and `time-offset`.
enum ClockProblem {
  /// What may follow a time.
  enum Zone {
    case required, optional, none
  }

  /// The problem of the time at an index, with what must follow it up to the end; `nil` if it is well formed.
  ///
  /// Leap seconds are not judged.
  static func problem(in text: Span<UInt8>, at start: Int, zone: Zone) -> FormatProblem? {
    if hasHalfDayMark(text, from: start) { return FormatProblem(.twelveHourClock, at: text.count - 2) }
    guard let clock = Calendar.clock(text, at: start) else { return inClock(text, at: start) }
    if clock.end == text.count {
      return zone == .required ? FormatProblem(.missingZone, at: clock.end) : nil
    }
    if text.byte(clock.end) == UInt8(ascii: ",") { return FormatProblem(.commaFraction, at: clock.end) }
    if Calendar.offset(text, at: clock.end) != nil {
      return zone == .none ? FormatProblem(.unexpectedZone, at: clock.end) : nil
    }
    let next = text.byte(clock.end)
    if zone == .none, next != UInt8(ascii: " "), startsZone(next) {
      return FormatProblem(.unexpectedZone, at: clock.end)
    }
    return inZone(text, at: clock.end)
  }

  /// Whether a text ends with `AM` or `PM`.
  private static func hasHalfDayMark(_ text: Span<UInt8>, from start: Int) -> Bool {
    guard text.count >= start + 3, text[text.count - 1] | 0x20 == UInt8(ascii: "m") else { return false }
    let half = text[text.count - 2] | 0x20
    let before = text[text.count - 3]
    return (half == UInt8(ascii: "a") || half == UInt8(ascii: "p")) && (before.isDigit || before == UInt8(ascii: " "))
  }

  // MARK: Hours, minutes, seconds

  private static func inClock(_ text: Span<UInt8>, at start: Int) -> FormatProblem {
    let colon = UInt8(ascii: ":")
    let hour = text.endOfDigits(from: start)
    if let found = number(text, start, hour, below: 24, .hourOutOfRange) { return found }
    if hour == text.count { return FormatProblem(.missingMinutes, at: hour) }
    guard text.byte(hour) == colon else { return DateProblem.character(text, at: hour) }
    let minute = text.endOfDigits(from: hour + 1)
    if let found = number(text, hour + 1, minute, below: 60, .minuteOutOfRange) { return found }
    guard text.byte(minute) == colon else {
      let isNext = minute == text.count || startsZone(text.byte(minute))
      return isNext ? FormatProblem(.missingSeconds, at: minute) : DateProblem.character(text, at: minute)
    }
    let second = text.endOfDigits(from: minute + 1)
    if let found = number(text, minute + 1, second, below: 61, .secondOutOfRange) { return found }
    if text.byte(second) == UInt8(ascii: ".") { return FormatProblem(.emptyFraction, at: second) }
    return FormatProblem(.malformed, at: start)
  }

  private static func startsZone(_ byte: UInt8) -> Bool {
    byte | 0x20 == UInt8(ascii: "z") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: " ")
  }

  /// What is wrong with a number of two digits, given by where its digits end.
  private static func number(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, below limit: Int, _ code: FormatProblem.Code
  ) -> FormatProblem? {
    switch end - start {
    case 0: DateProblem.character(text, at: start)
    case 1: text.byte(end) < 0x80 ? FormatProblem(.missingLeadingZero, at: start) : FormatProblem(.notASCII, at: end)
    case 2: text.number(start, digits: 2) ?? limit < limit ? nil : FormatProblem(code, at: start)
    case 4, 6: limit == 24 ? FormatProblem(.compactTime, at: start) : FormatProblem(.malformed, at: start)
    default: FormatProblem(.malformed, at: start)
    }
  }

  // MARK: Zones

  private static func inZone(_ text: Span<UInt8>, at start: Int) -> FormatProblem {
    let byte = text.byte(start)
    if byte | 0x20 == UInt8(ascii: "z"), start + 1 < text.count, !text.byte(start + 1).isLetter {
      return FormatProblem(.trailingText, at: start + 1)
    }
    switch byte {
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      return inOffset(text, at: start)
    case UInt8(ascii: " "):
      let next = text.byte(start + 1)
      // A query's decoder reads `+` as a space.
      if next.isDigit, isOffsetWithoutSign(text, from: start + 1) { return FormatProblem(.spaceForPlus, at: start) }
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { return FormatProblem(.spaceBeforeZone, at: start) }
      if next | 0x20 == UInt8(ascii: "z"), start + 2 == text.count { return FormatProblem(.spaceBeforeZone, at: start) }
      return FormatProblem(next.isLetter ? .zoneName : .trailingText, at: next.isLetter ? start + 1 : start)
    case UInt8(ascii: "["):
      return FormatProblem(.zoneName, at: start)
    default:
      if byte.isLetter { return FormatProblem(.zoneName, at: start) }
      return FormatProblem(byte < 0x80 ? .trailingText : .notASCII, at: start)
    }
  }

  /// Whether `01:00`, `0100` or `01` is the rest of a text.
  private static func isOffsetWithoutSign(_ text: Span<UInt8>, from start: Int) -> Bool {
    let end = text.endOfDigits(from: start)
    if end == text.count { return end - start == 2 || end - start == 4 }
    return end - start == 2 && text.byte(end) == UInt8(ascii: ":") && text.endOfDigits(from: end + 1) == end + 3
      && text.count == end + 3
  }

  /// Goes on at the sign of an offset.
  private static func inOffset(_ text: Span<UInt8>, at start: Int) -> FormatProblem {
    let hour = text.endOfDigits(from: start + 1)
    let digits = hour - start - 1
    if hour == text.count {
      switch digits {
      case 1: return FormatProblem(.missingLeadingZero, at: start + 1)
      case 2: return FormatProblem(.zoneWithoutMinutes, at: hour)
      case 4: return FormatProblem(.zoneWithoutColon, at: start + 3)
      default: return FormatProblem(.malformed, at: start)
      }
    }
    guard digits == 2, text.byte(hour) == UInt8(ascii: ":") else {
      return digits == 1 ? FormatProblem(.missingLeadingZero, at: start + 1) : DateProblem.character(text, at: hour)
    }
    let minute = text.endOfDigits(from: hour + 1)
    guard minute == hour + 3 else {
      return minute == hour + 2
        ? FormatProblem(.missingLeadingZero, at: hour + 1) : FormatProblem(.malformed, at: hour + 1)
    }
    if minute < text.count {
      return FormatProblem(text.byte(minute) == UInt8(ascii: "[") ? .zoneName : .trailingText, at: minute)
    }
    return FormatProblem(.zoneOutOfRange, at: start)
  }
}
