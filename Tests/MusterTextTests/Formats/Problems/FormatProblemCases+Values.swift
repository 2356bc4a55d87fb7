import MusterText

extension FormatProblemCases {
  static let valueCases: [(name: String, cases: [Case])] = [
    (
      "uuid",
      [
        Case("2eb8aa08aa9811eab4aa73b441d16380", .missingHyphens), Case("2eb8aa08-aa98-11ea-b4aa", .wrongLength),
        Case("2eb8aa08-aa98-11ea-b4aa-73b441d163800", .wrongLength),
        Case("2eb8aa08-aa98-11ea-b4aa73b441d16380-", .misplacedHyphen),
        Case("{2eb8aa08-aa98-11ea-b4aa-73b441d16380}", .braces, 0),
        Case("urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380", .urn, 0),
        Case("2eb8aa08-aa98-11ea-b4ga-73b441d16380", .notHexadecimal, 21), Case("", .empty), Case("42", .wrongLength),
      ]
    ),
    (
      "int32",
      [
        Case("2147483648", .tooLarge), Case("-2147483649", .tooSmall), Case("1.5", .notAnInteger, 1),
        Case("1e-2", .notAnInteger), Case("abc", .notANumber), Case("", .empty), Case("007", .leadingZero, 0),
        Case("+1", .sign, 0), Case("NaN", .notFinite), Case(" 1", .surroundingSpace, 0),
      ]
    ),
    ("int64", [Case("9223372036854775808", .tooLarge), Case("1e400", .tooLarge), Case("abc", .notANumber)]),
    ("uint8", [Case("256", .tooLarge), Case("-1", .tooSmall)]),
    ("float", [Case("3.5e38", .tooLarge), Case("-3.5e38", .tooSmall), Case("-Infinity", .notFinite)]),
    ("double", [Case("1.8e308", .tooLarge), Case("-1e400", .tooSmall), Case("1,5", .notANumber)]),
    ("sf-decimal", [Case("1.2345", .tooManyDigits), Case("1234567890123", .tooLarge)]),
    ("sf-integer", [Case("1234567890123456", .tooLarge), Case("1.5", .notAnInteger, 1)]),
    (
      "byte",
      [
        Case("YWJjZA", .missingPadding, 6), Case("YWJjZA=", .missingPadding, 7), Case("YWJj=", .misplacedPadding, 4),
        Case("Y=WJ", .misplacedPadding, 1), Case("-_-_", .urlAlphabet, 0), Case("YWJjZ", .wrongLength),
        Case("YWJj\nYWJj", .lineBreak, 4), Case("YW Jj", .space, 2), Case("YWJé", .notASCII, 3),
        Case("YWJ!", .unexpectedCharacter, 3), Case("data:text/plain;base64,YWJj", .dataURL, 0),
      ]
    ),
    ("base64url", [Case("+/+/", .standardAlphabet, 0), Case("YWJjZ", .wrongLength), Case("YQ=", .missingPadding, 3)]),
    ("char", [Case("ab", .wrongLength), Case("", .empty)]),
    (
      "regex",
      [
        Case("^(a", FormatProblem.Code(rawValue: PatternError.Code.unbalancedGroup.rawValue), 1),
        Case("a{2,1}", FormatProblem.Code(rawValue: PatternError.Code.invalidQuantifier.rawValue), 1),
      ]
    ),
    ("color", [Case("#12345", .malformed), Case("", .empty)]),
  ]
}
