import Testing

@testable import Muster

/// What a text that is not JSON is told to be instead.
@Suite struct JSONSlipTests {
  struct Slip: Sendable {
    let text: String
    let slip: JSONSlip?
    let expected: JSONExpectation
    let after: Unicode.Scalar?
    let found: JSONFinding
    let column: Int

    init(
      _ text: String, _ slip: JSONSlip?, _ expected: JSONExpectation, after: Unicode.Scalar? = nil,
      _ found: JSONFinding, _ column: Int
    ) {
      (self.text, self.slip, self.expected, self.after) = (text, slip, expected, after)
      (self.found, self.column) = (found, column)
    }
  }

  static let slips: [Slip] = [
    // Punctuation.
    Slip(#"{"a":1,}"#, .trailingComma, .name, after: ",", .character("}"), 8),
    Slip("[1,]", .trailingComma, .value, after: ",", .character("]"), 4),
    Slip("{},", .trailingComma, .end, .character(","), 3),
    Slip("[1,,2]", .extraComma, .value, after: ",", .character(","), 4),
    Slip("[,1]", .extraComma, .valueOrBracket, .character(","), 2),
    Slip("{,}", .extraComma, .nameOrBrace, .character(","), 2),
    Slip(#"{"a":1,,"b":2}"#, .extraComma, .name, after: ",", .character(","), 8),
    Slip("[1 2]", .missingComma, .commaOrBracket, .digit, 4),
    Slip(#"["a" "b"]"#, .missingComma, .commaOrBracket, .character("\""), 6),
    Slip(#"["a""b"]"#, .missingComma, .commaOrBracket, .character("\""), 5),
    Slip(#"{"a":1 "b":2}"#, .missingComma, .commaOrBrace, .character("\""), 8),
    Slip("[{}{}]", .missingComma, .commaOrBracket, .character("{"), 4),
    Slip(#"{"a" 1}"#, .missingColon, .colon, .digit, 6),
    Slip(#"{"a"=1}"#, .missingColon, .colon, .character("="), 5),
    Slip(#"{"a"}"#, .missingValue, .colon, .character("}"), 5),
    Slip(#"{"a","b":1}"#, .missingValue, .colon, .character(","), 5),
    Slip(#"{"a":}"#, .missingValue, .value, after: ":", .character("}"), 6),
    Slip(#"{"a":,"b":1}"#, .missingValue, .value, after: ":", .character(","), 6),
    Slip("[1}", .wrongBracket, .commaOrBracket, .character("}"), 3),
    Slip(#"{"a":1]"#, .wrongBracket, .commaOrBrace, .character("]"), 7),
    Slip("{]", .wrongBracket, .nameOrBrace, .character("]"), 2),
    Slip("[1]]", .extraBracket, .end, .character("]"), 4),
    Slip("}", .extraBracket, .value, .character("}"), 1),
    Slip("{};", .semicolon, .end, .character(";"), 3),
    Slip(#"{"a":1; "b":2}"#, .semicolon, .commaOrBrace, .character(";"), 7),
    Slip(#"["a":1]"#, .nameInArray, .commaOrBracket, .character(":"), 5),
    Slip("{} {}", .secondValue, .end, .character("{"), 4),
    Slip("1 2", .secondValue, .end, .digit, 3),
    // Quotes and text.
    Slip("{'a':1}", .singleQuotes, .nameOrBrace, .character("'"), 2),
    Slip(#"{"a":'x'}"#, .singleQuotes, .value, after: ":", .character("'"), 6),
    Slip("'a'", .singleQuotes, .value, .character("'"), 1),
    Slip("[`a`]", .backticks, .valueOrBracket, .character("`"), 2),
    Slip("{“a”: 1}", .typographicQuotes, .nameOrBrace, .nonASCII, 2),
    Slip("{a:1}", .unquotedName, .nameOrBrace, .character("a"), 2),
    Slip(#"{"a":1,b:2}"#, .unquotedName, .name, after: ",", .character("b"), 8),
    Slip("{1:2}", .unquotedName, .nameOrBrace, .digit, 2),
    Slip("{é:2}", .unquotedName, .nameOrBrace, .nonASCII, 2),
    Slip("[abc]", .unquotedText, .valueOrBracket, .character("a"), 2),
    Slip("Hello", .unquotedText, .value, .character("H"), 1),
    Slip("a=1&b=2", .unquotedText, .value, .character("a"), 1),
    Slip("[2024-05-01]", .unquotedText, .commaOrBracket, .character("-"), 6),
    Slip("[12ab]", .unquotedText, .commaOrBracket, .character("a"), 4),
    Slip("truex", .unquotedText, .end, .character("x"), 5),
    Slip("nulx", .unquotedText, .value, .character("n"), 1),
    Slip(#"["say "hi" now"]"#, .unescapedQuote, .commaOrBracket, .character("h"), 8),
    Slip("[1,\u{A0}2]", .foreignSpace, .value, after: ",", .nonASCII, 4),
    Slip("[1\u{3000}]", .foreignSpace, .commaOrBracket, .nonASCII, 3),
    Slip("[\u{FEFF}1]", .byteOrderMark, .valueOrBracket, .nonASCII, 2),
    Slip("\u{FEFF}\u{FEFF}1", .byteOrderMark, .value, .nonASCII, 2),
    Slip("// c\n{}", .comment, .value, .character("/"), 1),
    Slip("{} // c", .comment, .end, .character("/"), 4),
    Slip("[1, /* c */ 2]", .comment, .value, after: ",", .character("/"), 5),
    Slip(##"{"a":1 # c"##, .comment, .commaOrBrace, .character("#"), 8),
    Slip(#"{"a": {{a}}}"#, .placeholder, .nameOrBrace, .character("{"), 8),
    Slip("[${a}]", .placeholder, .valueOrBracket, .character("$"), 2),
    // Literals and numbers.
    Slip("NaN", .nonFiniteNumber, .value, .character("N"), 1),
    Slip("[NaN]", .nonFiniteNumber, .valueOrBracket, .character("N"), 2),
    Slip(#"{"a":Infinity}"#, .nonFiniteNumber, .value, after: ":", .character("I"), 6),
    Slip("[-Infinity]", .nonFiniteNumber, .digit, after: "-", .character("I"), 2),
    Slip("[+Infinity]", .nonFiniteNumber, .valueOrBracket, .character("+"), 2),
    Slip("True", .foreignTrue, .value, .character("T"), 1),
    Slip("[FALSE]", .foreignFalse, .valueOrBracket, .character("F"), 2),
    Slip(#"{"a":None}"#, .foreignNull, .value, after: ":", .character("N"), 6),
    Slip("[1, undefined]", .foreignNull, .value, after: ",", .character("u"), 5),
    Slip("nil", .foreignNull, .value, .character("n"), 1),
    Slip("[01]", .leadingZero, .endOfNumber, .digit, 2),
    Slip("-012", .leadingZero, .endOfNumber, .digit, 1),
    Slip("+1", .leadingPlus, .value, .character("+"), 1),
    Slip("[.5]", .bareDecimalPoint, .valueOrBracket, .character("."), 2),
    Slip("[-.5]", .bareDecimalPoint, .digit, after: "-", .character("."), 2),
    Slip("[1.]", .bareDecimalPoint, .digit, after: ".", .character("]"), 2),
    Slip("[1.5e]", nil, .digit, after: "e", .character("]"), 2),
    Slip("[1E+x]", nil, .digit, after: "+", .character("x"), 2),
    Slip("[-]", nil, .digit, after: "-", .character("]"), 2),
    Slip("0x1F", .hexadecimalNumber, .end, .character("x"), 2),
    Slip("[1_000]", .digitSeparator, .commaOrBracket, .character("_"), 3),
    // Strings.
    Slip("[\"a\nb\"]", .lineBreakInString, .endOfString, .lineBreak, 4),
    Slip("\"a\tb\"", .controlCharacter, .endOfString, .tab, 3),
    Slip("\"a\u{1}\"", .controlCharacter, .endOfString, .control, 3),
    Slip(#""\x""#, .badEscape, .escape, after: "\\", .character("x"), 2),
    Slip(#"{"a":"\'"}"#, .badEscape, .escape, after: "\\", .character("'"), 7),
    Slip(#""\u12G4""#, .badEscape, .hexadecimalDigits, after: "u", .character("G"), 2),
    Slip(#""\ud800""#, .loneSurrogate, .surrogate, .character("\""), 2),
    Slip(#""\udc00x""#, .loneSurrogate, .surrogate, .character("x"), 2),
    // The text as a whole.
    Slip("", .emptyText, .value, .end, 1),
    Slip("  ", .emptyText, .value, .end, 3),
    Slip("[", .truncatedText, .valueOrBracket, .end, 2),
    Slip("{", .truncatedText, .nameOrBrace, .end, 2),
    Slip(#"{"a"#, .truncatedText, .endOfString, .end, 4),
    Slip(#"{"a""#, .truncatedText, .colon, .end, 5),
    Slip(#"{"a":"#, .truncatedText, .value, after: ":", .end, 6),
    Slip(#"{"a":1"#, .truncatedText, .commaOrBrace, .end, 7),
    Slip(#"{"a":1,"#, .truncatedText, .name, after: ",", .end, 8),
    Slip("[true", .truncatedText, .commaOrBracket, .end, 6),
    Slip("[1,tru", .truncatedText, .value, after: ",", .end, 7),
    Slip("[fa", .truncatedText, .valueOrBracket, .end, 4),
    Slip("n", .truncatedText, .value, .end, 2),
    Slip("-", .truncatedText, .digit, after: "-", .end, 2),
    Slip("[1.", .truncatedText, .digit, after: ".", .end, 4),
    Slip("1e", .truncatedText, .digit, after: "e", .end, 3),
    Slip(#""a\"#, .truncatedText, .escape, after: "\\", .end, 4),
    Slip(#""\u00"#, .truncatedText, .hexadecimalDigits, after: "u", .end, 6),
    Slip(#""\n\\"#, .truncatedText, .endOfString, .end, 6),
    Slip("<!DOCTYPE html><html>", .htmlPage, .value, .character("<"), 1),
    Slip("\n<!-- x -->\n<html lang='en'>", .htmlPage, .value, .character("<"), 1),
    Slip("<?xml version='1.0'?><a/>", .xmlDocument, .value, .character("<"), 1),
    Slip("cb({})", .javaScript, .value, .character("c"), 1),
    Slip("var a = {}", .javaScript, .value, .character("v"), 1),
    Slip(")]}',\n{}", .guardPrefix, .value, .character(")"), 1),
    Slip("while(1);{}", .guardPrefix, .value, .character("w"), 1),
    Slip("data: {}", .eventStream, .value, .character("d"), 1),
    Slip("\u{1F}\u{8B}\u{8}", nil, .value, .control, 1),
    Slip("{\u{0}\"\u{0}a\u{0}", .utf16, .nameOrBrace, .control, 2),
  ]

  @Test(arguments: slips)
  func slipsAreNamed(_ case: Slip) throws {
    let error = try #require(JSONReaderTests.error(`case`.text))
    #expect(error.slip == `case`.slip, "\(`case`.text): \(error)")
    #expect(error.expected == `case`.expected, "\(`case`.text): \(error)")
    #expect(error.after == `case`.after, "\(`case`.text): \(error)")
    #expect(error.found == `case`.found, "\(`case`.text): \(error)")
    #expect(error.position.column == `case`.column, "\(`case`.text): \(error)")
  }

  /// Every slip has a case above, or is one of bytes.
  @Test func everySlipIsTried() {
    var untried = Set(JSONSlip.allCases).subtracting(Self.slips.compactMap(\.slip))
    let others: [([UInt8], JSONSlip)] = [([0x1F, 0x8B, 0x08], .compressed), ([0xFF, 0xFE, 0x7B, 0x00], .utf16)]
    for (bytes, slip) in others {
      #expect(JSONReaderTests.error(bytes)?.slip == slip)
      untried.remove(slip)
    }
    #expect(untried.isEmpty)
  }

  /// The same slips in other places: the place changes what is expected, not which slip it is.
  @Test(arguments: ["'a'", "NaN", "True", "None", "+1", "abc", "// c", "`a`", "${a}", "\u{A0}", "“a”"])
  func slipsAreNamedAnywhere(_ slip: String) throws {
    let places: [(String, JSONExpectation)] = [
      ("", .value), (" \n", .value), ("[", .valueOrBracket), ("[1, ", .value), (#"{"a": "#, .value),
      (#"[{"a": [{"b": "}]"}], "c": "#, .value), ("\u{FEFF}", .value), (#"[[], {}, "\"", -1.5e3, "#, .value),
    ]
    let alone = try #require(JSONReaderTests.error(slip)?.slip)
    for (before, expected) in places {
      let error = try #require(JSONReaderTests.error(before + slip))
      #expect(error.slip == alone, "\(before + slip): \(error)")
      #expect(error.expected == expected, "\(before + slip): \(error)")
    }
  }

  @Test(arguments: [
    ("[1,]", "expected a value after ',', found ']' (trailing comma)"),
    (#"{"a":1,}"#, "expected a name in double quotes after ',', found '}' (trailing comma)"),
    ("{'a':1}", #"expected a name in double quotes or '}', found "'" (single quotes; JSON has double quotes only)"#),
    ("[01]", "expected '.' or the end of the number after '0', found a digit (leading zero)"),
    ("", "expected a value, found the end of the text (the text is empty)"),
    (#"{"a":1"#, "expected ',' or '}', found the end of the text (the text is cut off)"),
    ("[1.5e]", "expected a digit after 'e', found ']'"),
    ("<html>", "expected a value, found '<' (this is an HTML page)"),
  ])
  func slipsAreWorded(_ text: String, _ words: String) throws {
    #expect(try #require(JSONReaderTests.error(text)).detail == words)
  }

  /// A sentence shows at most one letter or punctuation character of the text.
  @Test func textsAreNotShown() throws {
    for text in [
      "zqxjk77", "[zqxjk77]", "{zqxjk77}", #"{"a" zqxjk77}"#, #"["a" zqxjk77]"#, "1 zqxjk77", "98765 4", "[0x98765]",
    ] {
      let detail = try #require(JSONReaderTests.error(text)).detail
      for index in text.indices.dropLast(2) {
        let part = text[index...].prefix(3)
        if part.contains(where: \.isLetter) || part.contains(where: \.isNumber) {
          #expect(!detail.contains(part), "\(text): \(detail)")
        }
      }
    }
  }

  @Test func limitsAreWorded() throws {
    #expect(
      try #require(JSONReaderTests.error("[[1]]", limits: Limits(depth: 1))).detail
        == "arrays and objects nest deeper than the limit of 1")
    #expect(
      try #require(JSONReaderTests.error("[1]", limits: Limits(bytes: 2))).detail
        == "the text has 3 bytes, more than the limit of 2")
  }
}

/// A byte order mark before a text is skipped, and a notice says so.
@Suite struct ByteOrderMarkTests {
  static let mark = "\u{FEFF}"

  @Test(arguments: ["{}", #"{"a": 1}"#, " []", "1", "\"x\"", "null"])
  func isSkippedWithANotice(_ text: String) throws {
    let schema = try Schema(#"{"type": ["object", "array", "number", "string", "null"]}"#.utf8)
    let payload = Array((Self.mark + text).utf8)
    #expect(schema.accepts(payload))
    #expect(schema.check(payload) == .valid)
    let inspection = schema.inspect(payload)
    #expect(inspection.outcome == .valid)
    #expect(inspection.notices.map(\.code) == [.byteOrderMark])
    let plain = Array(text.utf8)
    let passes = (
      schema.passesWithoutNotice(payload.span, limits: Limits()),
      schema.passesWithoutNotice(plain.span, limits: Limits())
    )
    #expect(passes == (false, true))
    #expect(schema.inspect(plain).notices.isEmpty)
  }

  @Test func countsInPositions() throws {
    let schema = try Schema(#"{"properties": {"a": {"type": "string"}}}"#.utf8)
    let inspection = schema.inspect(Array((Self.mark + #"{"a": 1}"#).utf8))
    guard case .invalid(let issues) = inspection.outcome else { throw Unexpected() }
    #expect(issues.map(\.position) == [TextPosition(offset: 9, line: 1, column: 8)])
    #expect(inspection.notices.map(\.code) == [.byteOrderMark])
    #expect(JSONReaderTests.error(Self.mark)?.code == .endOfText)
    let payload = Array((Self.mark + "[1,]").utf8)
    guard case .unreadable(let error) = schema.check(payload) else { throw Unexpected() }
    #expect(error.position == TextPosition(offset: 6, line: 1, column: 5))
  }

  @Test func isToldOfSchemas() throws {
    let schema = try Schema((Self.mark + #"{"type": "object", "unknown": 1}"#).utf8)
    #expect(schema.notices.map(\.code) == [.byteOrderMark, .unknownKeyword])
    #expect(schema.notices.first?.source == "<schema>")
    #expect(schema.accepts("{}"))
    let document = try JSONDocument(SourceText(name: "t", bytes: Array((Self.mark + "[1]").utf8)))
    #expect(document.hasByteOrderMark)
    #expect(document.text == Array("[1]".utf8))
  }

  private struct Unexpected: Error {}
}
