import MusterText

extension FormatProblemCases {
  static let nameCases: [(name: String, cases: [Case])] = [
    (
      "hostname",
      [
        Case(String(repeating: "a", count: 64) + ".com", .longLabel, 0), Case("a_b.example", .underscore, 1),
        Case(String(repeating: "abcdefg.", count: 32) + "com", .longName), Case("example.com.", .trailingDot, 11),
        Case("a..b", .emptyLabel, 2), Case(".", .emptyLabel, 0), Case("-a.b", .hyphenAtLabelEdge, 0),
        Case("a-.b", .hyphenAtLabelEdge, 1), Case("http://a.b", .unexpectedScheme, 0),
        Case("a.b:80", .unexpectedPort, 3),
        Case("*.a.b", .wildcard, 0), Case("a b", .space, 1), Case("bücher.example", .notASCII, 1),
        Case("xn--X", .disallowedLabel, 0), Case("", .empty), Case("a/b", .unexpectedCharacter, 1),
      ]
    ),
    ("idn-hostname", [Case("〮실례.테스트", .disallowedLabel, 0), Case("a_b", .underscore, 1)]),
    (
      "ipv4",
      [
        Case("192.168.01.1", .leadingZero, 8), Case("256.0.0.1", .numberOutOfRange, 0), Case("1.2.3", .partCount),
        Case("1.2.3.4.5", .partCount), Case("::1", .ipv6ForIPv4), Case("1.2.3.4:80", .unexpectedPort, 7),
        Case("1.2.3.0/24", .unexpectedPrefixLength, 7), Case("1.2.3.x", .unexpectedCharacter, 6), Case("", .empty),
        Case("1.2. 3.4", .space, 4),
      ]
    ),
    (
      "ipv6",
      [
        Case("1.2.3.4", .ipv4ForIPv6), Case("12345::", .longGroup, 0), Case("1::2::3", .severalGaps, 4),
        Case("1:2:3", .partCount), Case("1:2:3:4:5:6:7:8:9", .partCount), Case("fe80::1%eth0", .unexpectedScope, 7),
        Case("::1/64", .unexpectedPrefixLength, 3), Case("[::1]", .brackets, 0),
        Case("::laptop", .unexpectedCharacter, 2),
        Case("::1.2.300.4", .numberOutOfRange, 6), Case(":1", .unexpectedCharacter, 0), Case("", .empty),
      ]
    ),
    (
      "email",
      [
        Case("joe", .missingAt), Case("a@b@c", .severalAts, 3), Case("a@b.c, d@e.f", .severalAddresses, 5),
        Case("@example.com", .missingLocalPart, 0), Case("joe@", .missingDomain, 4),
        Case("Joe <joe@example.com>", .displayName, 4), Case("mailto:joe@example.com", .unexpectedScheme, 0),
        Case("joe bloggs@example.com", .space, 3), Case(".a@b.c", .misplacedDot, 0), Case("a..b@c.d", .misplacedDot, 2),
        Case(String(repeating: "a", count: 65) + "@b.c", .longLocalPart, 64), Case("a@b_c.d", .underscore, 3),
        Case("a@-b.c", .hyphenAtLabelEdge, 2), Case("a@[1.2.3]", .invalidHost, 2), Case("é@b.c", .notASCII, 0),
        Case("a@b.c.", .trailingDot, 5), Case("", .empty), Case("a@b c", .space, 3), Case("a@é.c", .notASCII, 2),
      ]
    ),
    ("idn-email", [Case("é", .missingAt), Case("a b@é.c", .space, 1)]),
    (
      "uri",
      [
        Case("//example.com/a", .missingScheme, 0), Case("example.com", .missingScheme, 0), Case("a:b c", .space, 3),
        Case("a:%2", .invalidPercent, 2), Case("http://a/é", .notASCII, 9), Case("c:\\a", .backslash, 2),
        Case("http://a/{id}", .braces, 9), Case("a:b#c#d", .severalFragments, 5),
        Case("http://[::z]/", .invalidHost, 7),
        Case("http://[::1", .invalidHost, 7), Case("http://a:b/", .invalidPort, 9), Case("http://a/[b]", .brackets, 9),
        Case("a:<b>", .unexpectedCharacter, 2), Case("", .empty), Case("http://a@b@c/", .unexpectedCharacter, 10),
      ]
    ),
    ("uri-reference", [Case("1a:b", .colonInFirstSegment, 2), Case("a b", .space, 1), Case("\\\\a", .backslash, 0)]),
    ("iri", [Case("/é", .missingScheme, 0), Case("http://é:a/", .invalidPort, 10)]),
    ("iri-reference", [Case("é:b", .colonInFirstSegment, 2), Case("\\\\a", .backslash, 0)]),
    (
      "uri-template",
      [
        Case("a/{b", .unclosedBrace, 2), Case("a}", .unopenedBrace, 1), Case("{}", .emptyExpression, 0),
        Case("{a b}", .invalidExpression, 1), Case("%2", .invalidPercent, 0), Case("a b", .space, 1),
        Case("<a>", .unexpectedCharacter, 0),
      ]
    ),
    (
      "json-pointer",
      [
        Case("a/b", .missingSlash, 0), Case("/a~2", .invalidTilde, 2), Case("/a~", .invalidTilde, 2),
        Case("#/a", .fragmentPointer, 0),
      ]
    ),
    (
      "relative-json-pointer",
      [
        Case("/a", .missingNumber, 0), Case("01/a", .leadingZero, 0), Case("0#a", .trailingText, 2),
        Case("1a", .missingSlash, 1), Case("1/~", .invalidTilde, 2), Case("", .empty), Case("1+/a", .missingNumber, 2),
      ]
    ),
  ]
}
