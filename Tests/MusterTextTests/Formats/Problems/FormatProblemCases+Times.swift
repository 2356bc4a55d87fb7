import MusterText

extension FormatProblemCases {
  static let timeCases: [(name: String, cases: [Case])] = [
    (
      "date-time",
      [
        Case("2024-05-01T10:00:00", .missingZone, 19), Case("2024-05-01T10:00:00.123", .missingZone, 23),
        Case("2024-05-01T10:00:00+0100", .zoneWithoutColon, 22),
        Case("2024-05-01T10:00:00+01", .zoneWithoutMinutes, 22),
        Case("2024-05-01T10:00:00 PST", .zoneName, 20), Case("2024-05-01T10:00:00UTC", .zoneName, 19),
        Case("2024-05-01T10:00:00+01:00[Europe/Paris]", .zoneName, 25),
        Case("2024-05-01T10:00:00+24:00", .zoneOutOfRange, 19),
        Case("2024-05-01T10:00:00+00:60", .zoneOutOfRange, 19),
        Case("2024-05-01T10:00:00 Z", .spaceBeforeZone, 19), Case("2024-05-01T10:00:00 +01:00", .spaceBeforeZone, 19),
        Case("2024-01-01T00:00:00 01:00", .spaceForPlus, 19), Case("2024-01-01T00:00:00.5 0100", .spaceForPlus, 21),
        Case("2024-05-01 10:00:00Z", .spaceForT, 10), Case("2024-05-01_10:00:00Z", .missingT, 10),
        Case("2024-05-01", .dateOnly, 10), Case("2024-05-01T", .dateOnly, 11), Case("10:00:00Z", .timeOnly),
        Case("1714557600", .epochSeconds), Case("-171455760", .epochSeconds), Case("1714557600.25", .epochSeconds),
        Case("1714557600000", .epochMilliseconds), Case("17", .digitsOnly), Case("20240501", .compactDate),
        Case("20240501T100000Z", .compactDate), Case("2024-05-01T100000Z", .compactTime, 11),
        Case("2024/05/01T10:00:00Z", .slashSeparators, 4), Case("05/01/2024 10:00:00", .slashSeparators, 2),
        Case("01.05.2024 10:00", .dotSeparators, 2), Case("01-05-2024T10:00:00Z", .yearNotFirst, 0),
        Case("24-05-01T10:00:00Z", .twoDigitYear, 0), Case("+12024-05-01T10:00:00Z", .longYear, 0),
        Case("2024-05", .incompleteDate, 7), Case("2024", .incompleteDate, 4), Case("2024-05-", .incompleteDate, 8),
        Case("2024-W18-3T10:00:00Z", .weekDate, 5), Case("2024-122T10:00:00Z", .ordinalDate, 5),
        Case("May 1, 2024", .dateInWords, 0), Case("2024-5-01T10:00:00Z", .missingLeadingZero, 5),
        Case("2024-05-1T10:00:00Z", .missingLeadingZero, 8), Case("2024-05-01T9:00:00Z", .missingLeadingZero, 11),
        Case("2024-13-01T10:00:00Z", .monthOutOfRange, 5), Case("0000-00-00T00:00:00Z", .monthOutOfRange, 5),
        Case("2024-05-00T10:00:00Z", .dayOutOfRange, 8), Case("2024-05-32T10:00:00Z", .dayOutOfRange, 8),
        Case("2019-02-31T10:00:00Z", .dayNotInMonth, 8), Case("2019-02-29T10:00:00Z", .dayNotInMonth, 8),
        Case("2024-05-01T24:00:00Z", .hourOutOfRange, 11), Case("2024-05-01T10:60:00Z", .minuteOutOfRange, 14),
        Case("2024-05-01T10:00:61Z", .secondOutOfRange, 17), Case("2024-05-01T10:00:60Z", .notALeapSecond, 17),
        Case("2024-05-01T23:59:60Z", .notALeapSecond, 17), Case("9999-99-99T99:99:99Z", .monthOutOfRange, 5),
        Case("2024-05-01T10", .missingMinutes, 13), Case("2024-05-01T10:00", .missingSeconds, 16),
        Case("2024-05-01T10:00Z", .missingSeconds, 16), Case("2024-05-01T10:00:00.Z", .emptyFraction, 19),
        Case("2024-05-01T10:00:00,5Z", .commaFraction, 19), Case("2024-05-01T10:00:00 PM", .twelveHourClock, 20),
        Case("2024-05-01T10:00:00Zjunk", .zoneName, 19), Case("2024-05-01T10:00:00Z;", .trailingText, 20),
        Case("2024-05-01T10:00:00+01:00Z", .trailingText, 25), Case("2024-05-01junk", .trailingText, 10),
        Case("", .empty), Case(" 2024-05-01T10:00:00Z", .surroundingSpace, 0),
        Case("2024-05-01T10:00:00Z\n", .surroundingSpace, 20),
        Case("\"2024-05-01T10:00:00Z\"", .surroundingQuotes, 0), Case("yesterday", .malformed, 0),
        Case("1963-06-1৪T00:00:00Z", .notASCII, 9), Case("1963-06-11T0৪:00:00Z", .notASCII, 12),
        Case("2024-05-01T10:00:00\u{2212}01:00", .notASCII, 19),
      ]
    ),
    (
      "date",
      [
        Case("2024-05-01T10:00:00Z", .unexpectedTime, 10), Case("2024-05-01 10:00", .unexpectedTime, 10),
        Case("2019-02-31", .dayNotInMonth, 8), Case("05/01/2024", .slashSeparators, 2),
        Case("2024.05.01", .dotSeparators, 4), Case("20240501", .compactDate), Case("24-05-01", .twoDigitYear, 0),
        Case("1-May-2024", .yearNotFirst, 0), Case("12024-05-01", .longYear, 0), Case("2024-May-01", .dateInWords, 5),
        Case("1714557600", .epochSeconds), Case("2024 05 01", .space, 4), Case("10:00:00Z", .timeOnly),
        Case("2024-05-01x", .trailingText, 10), Case("", .empty),
      ]
    ),
    (
      "time",
      [
        Case("10:00:00", .missingZone, 8), Case("2024-05-01T10:00:00Z", .unexpectedDate),
        Case("10:00", .missingSeconds, 5),
        Case("2024-05-01", .dateOnly), Case("8:30 AM", .twelveHourClock, 5), Case("24:00:00Z", .hourOutOfRange, 0),
        Case("10:00:00+0100", .zoneWithoutColon, 11), Case("22:59:60Z", .notALeapSecond, 6), Case("", .empty),
        Case("ab:cd:ef", .malformed, 0), Case("01:01:01,1111", .commaFraction, 8), Case("100000Z", .compactTime, 0),
      ]
    ),
    (
      "date-time-local",
      [
        Case("2024-05-01T10:00:00Z", .unexpectedZone, 19), Case("2024-05-01T10:00:00+0100", .unexpectedZone, 19),
        Case("2024-05-01T10:00", .missingSeconds, 16), Case("2024-05-15T23:59:60", .notALeapSecond, 17),
      ]
    ),
    ("time-local", [Case("10:00:00Z", .unexpectedZone, 8), Case("24:00:00", .hourOutOfRange, 0)]),
    (
      "http-date",
      [
        Case("Mon, 06 Nov 1994 08:49:37 GMT", .wrongWeekday, 0), Case("Sun, 06 Nov 1994 08:49:37 UTC", .notGMT, 26),
        Case("784111777", .epochSeconds), Case("", .empty), Case("1994-11-06T08:49:37Z", .malformed),
      ]
    ),
    (
      "duration",
      [
        Case("4DT12H", .missingP, 0), Case("300ms", .missingP, 0), Case("p1d", .lowerCase, 0),
        Case("P1d", .lowerCase, 2),
        Case("P", .noAmount, 1), Case("P1YT", .noAmount, 4), Case("P1", .missingUnit, 2),
        Case("P1DT5", .missingUnit, 5),
        Case("PD", .missingNumber, 1), Case("P1Q", .unknownUnit, 2), Case("P2H", .misplacedUnit, 2),
        Case("PT1D", .misplacedUnit, 3), Case("P2D1Y", .unitOrder, 4), Case("P1D1D", .unitOrder, 4),
        Case("P1Y1D", .unitGap, 4), Case("PT1H1S", .unitGap, 5), Case("P1Y2W", .mixedWeeks, 4),
        Case("P1W1D", .mixedWeeks, 3), Case("P1.5D", .fraction, 2), Case("P-1D", .sign, 1), Case("-P1D", .sign, 0),
        Case("", .empty), Case("P1D T1H", .space, 3), Case("P২Y", .notASCII, 1),
      ]
    ),
  ]
}
