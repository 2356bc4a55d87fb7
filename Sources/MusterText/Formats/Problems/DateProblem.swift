/// What is wrong with dates: RFC 3339 section 5.6, `full-date`.
enum DateProblem {
  private static let hyphen = UInt8(ascii: "-")

  /// The problem of a text that is no `full-date`.
  static func problem(in text: Span<UInt8>) -> FormatProblem {
    if let found = number(text) ?? inDate(text) { return found }
    let next = text.byte(10)
    if next | 0x20 == UInt8(ascii: "t") || next == UInt8(ascii: " ") || next == UInt8(ascii: "_"),
      text.byte(11).isDigit
    {
      return FormatProblem(.unexpectedTime, at: 10)
    }
    return text.count > 10 ? FormatProblem(.trailingText, at: 10) : FormatProblem(.malformed)
  }

  /// Whether a text is a number, written in digits, and of what kind.
  ///
  /// Eight digits are left to ``inDate(_:)``: they are a date more often than a number.
  static func number(_ text: Span<UInt8>) -> FormatProblem? {
    let start = text.byte(0) == hyphen ? 1 : 0
    let end = text.endOfDigits(from: start)
    guard end > start else { return nil }
    if end == text.count {
      switch end - start {
      case 9...11: return FormatProblem(.epochSeconds)
      case 12, 13: return FormatProblem(.epochMilliseconds)
      case 4 where start == 0: return FormatProblem(.incompleteDate, at: end)
      case 8, 14: return start == 0 ? FormatProblem(.compactDate) : FormatProblem(.digitsOnly)
      default: return FormatProblem(.digitsOnly)
      }
    }
    guard text[end] == UInt8(ascii: "."), end - start >= 9,
      text.endOfDigits(from: end + 1) == text.count
    else { return nil }
    return FormatProblem(.epochSeconds)
  }

  /// The problem of the date at the start of a text; `nil` if its first ten bytes are a date.
  static func inDate(_ text: Span<UInt8>) -> FormatProblem? {
    if Calendar.isDate(text, at: 0) { return nil }
    if text.isEmpty { return FormatProblem(.empty) }
    let first = text.byte(0)
    if isName(text, at: 0) { return FormatProblem(.dateInWords, at: 0) }
    if first == UInt8(ascii: "+") || first == hyphen {
      return FormatProblem(text.endOfDigits(from: 1) > 4 ? .longYear : .malformed, at: 0)
    }
    let year = text.endOfDigits(from: 0)
    guard year > 0 else { return character(text, at: 0) }
    let separator = text.byte(year)
    if separator == UInt8(ascii: "/") { return FormatProblem(.slashSeparators, at: year) }
    if separator == UInt8(ascii: "."), year <= 4 { return FormatProblem(.dotSeparators, at: year) }
    if separator == UInt8(ascii: ":") { return FormatProblem(.timeOnly) }
    if year == 8 { return FormatProblem(.compactDate) }
    guard separator == hyphen else {
      return year == text.count ? FormatProblem(.incompleteDate, at: year) : character(text, at: year)
    }
    guard year == 4 else { return FormatProblem(yearCode(text, year: year), at: 0) }
    return inMonthAndDay(text)
  }

  /// What is wrong with a year that has not four digits.
  private static func yearCode(_ text: Span<UInt8>, year: Int) -> FormatProblem.Code {
    if year > 4 { return .longYear }
    var second = text.endOfDigits(from: year + 1)
    // The month may be written in letters: `01-Feb-2024`.
    while text.byte(second).isLetter, second < year + 16 { second += 1 }
    if text.byte(second) == hyphen, text.endOfDigits(from: second + 1) == second + 5 { return .yearNotFirst }
    return year == 2 ? .twoDigitYear : .malformed
  }

  /// Goes on after `YYYY-`.
  private static func inMonthAndDay(_ text: Span<UInt8>) -> FormatProblem {
    let month = text.endOfDigits(from: 5)
    if month == 5 {
      if text.byte(5) | 0x20 == UInt8(ascii: "w") { return FormatProblem(.weekDate, at: 5) }
      if isName(text, at: 5) { return FormatProblem(.dateInWords, at: 5) }
      return text.count == 5 ? FormatProblem(.incompleteDate, at: 5) : character(text, at: 5)
    }
    if month == 8, text.byte(8) != hyphen { return FormatProblem(.ordinalDate, at: 5) }
    if month == 6 {
      return text.byte(6) == hyphen || text.count == 6
        ? FormatProblem(.missingLeadingZero, at: 5) : character(text, at: 6)
    }
    guard month == 7 else { return FormatProblem(.malformed, at: 5) }
    guard let value = text.number(5, digits: 2), (1...12).contains(value) else {
      return FormatProblem(.monthOutOfRange, at: 5)
    }
    if text.count == 7 { return FormatProblem(.incompleteDate, at: 7) }
    guard text.byte(7) == hyphen else { return character(text, at: 7) }
    let day = text.endOfDigits(from: 8)
    switch day {
    case 8:
      return text.count == 8 ? FormatProblem(.incompleteDate, at: 8) : character(text, at: 8)
    case 9:
      // `1৪`: what follows the first digit is a digit of another script.
      return text.byte(9) < 0x80 ? FormatProblem(.missingLeadingZero, at: 8) : character(text, at: 9)
    case 10:
      let number = text.number(8, digits: 2) ?? 0
      return FormatProblem((1...31).contains(number) ? .dayNotInMonth : .dayOutOfRange, at: 8)
    default:
      return FormatProblem(.malformed, at: 8)
    }
  }

  private static let names = "MonTueWedThuFriSatSunJanFebMarAprMayJunJulAugSepOctNovDec"

  /// Whether the English name of a month or a day of the week starts at an index, or its first three letters.
  private static func isName(_ text: Span<UInt8>, at index: Int) -> Bool {
    let names = names.utf8.span
    var place = 0
    while place < names.count {
      var length = 0
      while length < 3, text.byte(index + length) | 0x20 == names[place + length] | 0x20 { length += 1 }
      if length == 3 { return true }
      place += 3
    }
    return false
  }

  /// The problem of a character that none of the expected ones is.
  static func character(_ text: Span<UInt8>, at index: Int) -> FormatProblem {
    let byte = text.byte(index)
    if byte >= 0x80 { return FormatProblem(.notASCII, at: index) }
    return FormatProblem(index < text.count && byte == UInt8(ascii: " ") ? .space : .malformed, at: index)
  }
}

extension Span<UInt8> {
  /// Where the decimal digits that start at an index end.
  func endOfDigits(from start: Int) -> Int {
    var index = start
    while byte(index).isDigit { index += 1 }
    return index
  }
}
