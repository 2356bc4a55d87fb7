extension FormatProblem.Code {
  // MARK: Any format

  /// The text does not follow the format's grammar, and no other code says why.
  public static let malformed = Self(rawValue: "malformed")
  /// The text is empty.
  public static let empty = Self(rawValue: "empty")
  /// The text would pass without the white space around it.
  public static let surroundingSpace = Self(rawValue: "surrounding-space")
  /// The text would pass without the quotation marks around it.
  public static let surroundingQuotes = Self(rawValue: "surrounding-quotes")
  /// The text goes on where the format is complete.
  public static let trailingText = Self(rawValue: "trailing-text")
  /// A space where none may be.
  public static let space = Self(rawValue: "space")
  /// A character beyond ASCII where none may be.
  public static let notASCII = Self(rawValue: "not-ascii")
  /// A character that may not be where it is.
  public static let unexpectedCharacter = Self(rawValue: "unexpected-character")
  /// The text has too few or too many characters.
  public static let wrongLength = Self(rawValue: "wrong-length")
  /// A number with a zero before its first digit that counts.
  public static let leadingZero = Self(rawValue: "leading-zero")

  // MARK: Dates and times

  /// The time has no zone: neither `Z` nor an offset.
  public static let missingZone = Self(rawValue: "missing-zone")
  /// The offset has no colon between hours and minutes.
  public static let zoneWithoutColon = Self(rawValue: "zone-without-colon")
  /// The offset has hours only.
  public static let zoneWithoutMinutes = Self(rawValue: "zone-without-minutes")
  /// The zone is given by a name or an abbreviation.
  public static let zoneName = Self(rawValue: "zone-name")
  /// The offset's hours exceed 23, or its minutes 59.
  public static let zoneOutOfRange = Self(rawValue: "zone-out-of-range")
  /// White space before a zone.
  public static let spaceBeforeZone = Self(rawValue: "space-before-zone")
  /// A space where a `+` begins an offset, as decoding a query leaves it.
  public static let spaceForPlus = Self(rawValue: "space-for-plus")
  /// A zone in a local time.
  public static let unexpectedZone = Self(rawValue: "unexpected-zone")
  /// A space between date and time, where a `T` is due.
  public static let spaceForT = Self(rawValue: "space-for-t")
  /// Another character between date and time, where a `T` is due.
  public static let missingT = Self(rawValue: "missing-t")
  /// A date alone, where a date and a time are due.
  public static let dateOnly = Self(rawValue: "date-only")
  /// A time alone, where a date is due.
  public static let timeOnly = Self(rawValue: "time-only")
  /// A date and a time, where a date alone is due.
  public static let unexpectedTime = Self(rawValue: "unexpected-time")
  /// A date and a time, where a time alone is due.
  public static let unexpectedDate = Self(rawValue: "unexpected-date")
  /// A number of seconds, nine to eleven digits or with a fraction.
  public static let epochSeconds = Self(rawValue: "epoch-seconds")
  /// A number of milliseconds: twelve or thirteen digits.
  public static let epochMilliseconds = Self(rawValue: "epoch-milliseconds")
  /// Digits alone, of another number.
  public static let digitsOnly = Self(rawValue: "digits-only")
  /// A date without its hyphens.
  public static let compactDate = Self(rawValue: "compact-date")
  /// A time without its colons.
  public static let compactTime = Self(rawValue: "compact-time")
  /// The parts of the date are separated by `/`.
  public static let slashSeparators = Self(rawValue: "slash-separators")
  /// The parts of the date are separated by `.`.
  public static let dotSeparators = Self(rawValue: "dot-separators")
  /// The date does not begin with its year.
  public static let yearNotFirst = Self(rawValue: "year-not-first")
  /// The year has two digits.
  public static let twoDigitYear = Self(rawValue: "two-digit-year")
  /// The year has more than four digits, or a sign.
  public static let longYear = Self(rawValue: "long-year")
  /// The date ends before its day.
  public static let incompleteDate = Self(rawValue: "incomplete-date")
  /// A day given by its week.
  public static let weekDate = Self(rawValue: "week-date")
  /// A day given by its number in the year.
  public static let ordinalDate = Self(rawValue: "ordinal-date")
  /// A month or a day of the week given by its name.
  public static let dateInWords = Self(rawValue: "date-in-words")
  /// A number of one digit, where two are due.
  public static let missingLeadingZero = Self(rawValue: "missing-leading-zero")
  /// The month is not between 01 and 12.
  public static let monthOutOfRange = Self(rawValue: "month-out-of-range")
  /// The day is not between 01 and 31.
  public static let dayOutOfRange = Self(rawValue: "day-out-of-range")
  /// The month has no such day.
  public static let dayNotInMonth = Self(rawValue: "day-not-in-month")
  /// The hour exceeds 23.
  public static let hourOutOfRange = Self(rawValue: "hour-out-of-range")
  /// The minute exceeds 59.
  public static let minuteOutOfRange = Self(rawValue: "minute-out-of-range")
  /// The second exceeds 60.
  public static let secondOutOfRange = Self(rawValue: "second-out-of-range")
  /// The second is 60 where no leap second can be.
  public static let notALeapSecond = Self(rawValue: "not-a-leap-second")
  /// The time ends before its minutes.
  public static let missingMinutes = Self(rawValue: "missing-minutes")
  /// The time has no seconds.
  public static let missingSeconds = Self(rawValue: "missing-seconds")
  /// A fraction without digits.
  public static let emptyFraction = Self(rawValue: "empty-fraction")
  /// A fraction after a comma, where a point is due.
  public static let commaFraction = Self(rawValue: "comma-fraction")
  /// A clock of twelve hours.
  public static let twelveHourClock = Self(rawValue: "twelve-hour-clock")
  /// The day of the week is not that of the date.
  public static let wrongWeekday = Self(rawValue: "wrong-weekday")
  /// A date of HTTP that does not end with `GMT`.
  public static let notGMT = Self(rawValue: "not-gmt")

  // MARK: Durations

  /// The duration does not begin with `P`.
  public static let missingP = Self(rawValue: "missing-p")
  /// A letter of the duration is in lower case.
  public static let lowerCase = Self(rawValue: "lower-case")
  /// The duration has no amount, or none after its `T`.
  public static let noAmount = Self(rawValue: "no-amount")
  /// A number without its unit.
  public static let missingUnit = Self(rawValue: "missing-unit")
  /// A unit without its number.
  public static let missingNumber = Self(rawValue: "missing-number")
  /// A letter that is no unit.
  public static let unknownUnit = Self(rawValue: "unknown-unit")
  /// Hours or seconds without a `T` before them, or a unit of the date after it.
  public static let misplacedUnit = Self(rawValue: "misplaced-unit")
  /// The units do not go from the largest to the smallest, or one occurs twice.
  public static let unitOrder = Self(rawValue: "unit-order")
  /// A unit between two others is left out.
  public static let unitGap = Self(rawValue: "unit-gap")
  /// Weeks beside other units.
  public static let mixedWeeks = Self(rawValue: "mixed-weeks")
  /// A fraction where none may be.
  public static let fraction = Self(rawValue: "fraction")
  /// A sign where none may be.
  public static let sign = Self(rawValue: "sign")

  // MARK: UUIDs

  /// A UUID without its hyphens.
  public static let missingHyphens = Self(rawValue: "missing-hyphens")
  /// A hyphen that is missing in its place, or stands in another.
  public static let misplacedHyphen = Self(rawValue: "misplaced-hyphen")
  /// The text is in braces.
  public static let braces = Self(rawValue: "braces")
  /// The text begins with `urn:`.
  public static let urn = Self(rawValue: "urn")
  /// A character that is no hexadecimal digit.
  public static let notHexadecimal = Self(rawValue: "not-hexadecimal")

  // MARK: Addresses and names of hosts

  /// A number of an IPv4 address exceeds 255.
  public static let numberOutOfRange = Self(rawValue: "number-out-of-range")
  /// An IPv4 address without exactly four numbers, or an IPv6 address with too few or too many groups.
  public static let partCount = Self(rawValue: "part-count")
  /// A group of an IPv6 address has more than four digits.
  public static let longGroup = Self(rawValue: "long-group")
  /// More than one `::`.
  public static let severalGaps = Self(rawValue: "several-gaps")
  /// An IPv6 address, where an IPv4 address is due.
  public static let ipv6ForIPv4 = Self(rawValue: "ipv6-for-ipv4")
  /// An IPv4 address, where an IPv6 address is due.
  public static let ipv4ForIPv6 = Self(rawValue: "ipv4-for-ipv6")
  /// The address has a port.
  public static let unexpectedPort = Self(rawValue: "unexpected-port")
  /// The address has the length of a prefix: `/24`.
  public static let unexpectedPrefixLength = Self(rawValue: "unexpected-prefix-length")
  /// The address has a zone: `%eth0`.
  public static let unexpectedScope = Self(rawValue: "unexpected-scope")
  /// The text is in square brackets.
  public static let brackets = Self(rawValue: "brackets")
  /// The text begins with a scheme.
  public static let unexpectedScheme = Self(rawValue: "unexpected-scheme")
  /// The name has more than 253 characters.
  public static let longName = Self(rawValue: "long-name")
  /// A label has more than 63 characters.
  public static let longLabel = Self(rawValue: "long-label")
  /// Nothing before or between two dots.
  public static let emptyLabel = Self(rawValue: "empty-label")
  /// A label begins or ends with a hyphen.
  public static let hyphenAtLabelEdge = Self(rawValue: "hyphen-at-label-edge")
  /// An underscore in a name.
  public static let underscore = Self(rawValue: "underscore")
  /// A dot after the last label.
  public static let trailingDot = Self(rawValue: "trailing-dot")
  /// A `*` in a name.
  public static let wildcard = Self(rawValue: "wildcard")
  /// A label that international names do not allow, encoded or not.
  public static let disallowedLabel = Self(rawValue: "disallowed-label")

  // MARK: Mail addresses

  /// No `@`.
  public static let missingAt = Self(rawValue: "missing-at")
  /// More than one `@`.
  public static let severalAts = Self(rawValue: "several-ats")
  /// More than one address.
  public static let severalAddresses = Self(rawValue: "several-addresses")
  /// Nothing before the `@`.
  public static let missingLocalPart = Self(rawValue: "missing-local-part")
  /// Nothing after the `@`.
  public static let missingDomain = Self(rawValue: "missing-domain")
  /// A name beside the address, which is in `<` and `>`.
  public static let displayName = Self(rawValue: "display-name")
  /// More than 64 bytes before the `@`.
  public static let longLocalPart = Self(rawValue: "long-local-part")
  /// A dot at the start or end of what is before the `@`, or after another dot.
  public static let misplacedDot = Self(rawValue: "misplaced-dot")

  // MARK: References, templates, pointers

  /// No scheme.
  public static let missingScheme = Self(rawValue: "missing-scheme")
  /// A `%` that two hexadecimal digits do not follow.
  public static let invalidPercent = Self(rawValue: "invalid-percent")
  /// A `\`.
  public static let backslash = Self(rawValue: "backslash")
  /// A second `#`.
  public static let severalFragments = Self(rawValue: "several-fragments")
  /// The host is an address in brackets that is none.
  public static let invalidHost = Self(rawValue: "invalid-host")
  /// The port is no number.
  public static let invalidPort = Self(rawValue: "invalid-port")
  /// A relative reference whose first segment has a colon.
  public static let colonInFirstSegment = Self(rawValue: "colon-in-first-segment")
  /// A `{` that no `}` closes.
  public static let unclosedBrace = Self(rawValue: "unclosed-brace")
  /// A `}` that no `{` opens.
  public static let unopenedBrace = Self(rawValue: "unopened-brace")
  /// Nothing in braces.
  public static let emptyExpression = Self(rawValue: "empty-expression")
  /// What is in braces names no variable, or asks for something else with it.
  public static let invalidExpression = Self(rawValue: "invalid-expression")
  /// The pointer does not begin with `/`.
  public static let missingSlash = Self(rawValue: "missing-slash")
  /// A `~` that neither `0` nor `1` follows.
  public static let invalidTilde = Self(rawValue: "invalid-tilde")
  /// The pointer is written as a fragment of a URI.
  public static let fragmentPointer = Self(rawValue: "fragment-pointer")

  // MARK: Numbers

  /// The text is no number.
  public static let notANumber = Self(rawValue: "not-a-number")
  /// Infinity, or no number by name.
  public static let notFinite = Self(rawValue: "not-finite")
  /// A number that is not an integer.
  public static let notAnInteger = Self(rawValue: "not-an-integer")
  /// A number above the greatest one.
  public static let tooLarge = Self(rawValue: "too-large")
  /// A number below the least one.
  public static let tooSmall = Self(rawValue: "too-small")
  /// A number with more digits than may be.
  public static let tooManyDigits = Self(rawValue: "too-many-digits")

  // MARK: Base 64

  /// Padding is missing at the end.
  public static let missingPadding = Self(rawValue: "missing-padding")
  /// A `=` that is no padding, or too many.
  public static let misplacedPadding = Self(rawValue: "misplaced-padding")
  /// `-` or `_`: the alphabet for URLs.
  public static let urlAlphabet = Self(rawValue: "url-alphabet")
  /// `+` or `/`: not the alphabet for URLs.
  public static let standardAlphabet = Self(rawValue: "standard-alphabet")
  /// A line break.
  public static let lineBreak = Self(rawValue: "line-break")
  /// The text begins with `data:`.
  public static let dataURL = Self(rawValue: "data-url")

  // MARK: All

  /// Every code of Muster's own formats; `regex` also gives those of ``PatternError/Code``.
  public static let all: [Self] = [
    .malformed, .empty, .surroundingSpace, .surroundingQuotes, .trailingText, .space, .notASCII, .unexpectedCharacter,
    .wrongLength, .leadingZero, .missingZone, .zoneWithoutColon, .zoneWithoutMinutes, .zoneName, .zoneOutOfRange,
    .spaceBeforeZone, .spaceForPlus, .unexpectedZone, .spaceForT, .missingT, .dateOnly, .timeOnly, .unexpectedTime,
    .unexpectedDate, .epochSeconds, .epochMilliseconds, .digitsOnly, .compactDate, .compactTime, .slashSeparators,
    .dotSeparators, .yearNotFirst, .twoDigitYear, .longYear, .incompleteDate, .weekDate, .ordinalDate, .dateInWords,
    .missingLeadingZero, .monthOutOfRange, .dayOutOfRange, .dayNotInMonth, .hourOutOfRange, .minuteOutOfRange,
    .secondOutOfRange, .notALeapSecond, .missingMinutes, .missingSeconds, .emptyFraction, .commaFraction,
    .twelveHourClock, .wrongWeekday, .notGMT, .missingP, .lowerCase, .noAmount, .missingUnit, .missingNumber,
    .unknownUnit, .misplacedUnit, .unitOrder, .unitGap, .mixedWeeks, .fraction, .sign, .missingHyphens,
    .misplacedHyphen, .braces, .urn, .notHexadecimal, .numberOutOfRange, .partCount, .longGroup, .severalGaps,
    .ipv6ForIPv4, .ipv4ForIPv6, .unexpectedPort, .unexpectedPrefixLength, .unexpectedScope, .brackets,
    .unexpectedScheme, .longName, .longLabel, .emptyLabel, .hyphenAtLabelEdge, .underscore, .trailingDot, .wildcard,
    .disallowedLabel, .missingAt, .severalAts, .severalAddresses, .missingLocalPart, .missingDomain, .displayName,
    .longLocalPart, .misplacedDot, .missingScheme, .invalidPercent, .backslash, .severalFragments, .invalidHost,
    .invalidPort, .colonInFirstSegment, .unclosedBrace, .unopenedBrace, .emptyExpression, .invalidExpression,
    .missingSlash, .invalidTilde, .fragmentPointer, .notANumber, .notFinite, .notAnInteger, .tooLarge, .tooSmall,
    .tooManyDigits, .missingPadding, .misplacedPadding, .urlAlphabet, .standardAlphabet, .lineBreak, .dataURL,
  ]
}
