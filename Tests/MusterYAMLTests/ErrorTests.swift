import Muster
import MusterYAML
import Testing

@Suite struct ErrorTests {
  @Test func tabs() throws {
    expect(try error("a:\n\tb: c\n"), .tab, 2, 1)
    expect(try error("a:\n  b: 1\n\tc: 2\n"), .tab, 3, 1)
    expect(try error("-\t- a\n"), .tab, 1, 2)
    expect(try error("? \t a: b\n"), .tab, 1, 3)
    expect(try error("a: |\n\t\nb: 1\n"), .tab, 2, 1)
    expect(try error("a: [\n\tb]\n"), .tab, 2, 2)
    expect(try error("a: \"b\n\tc\"\n"), .tab, 2, 1)
    #expect(try json("a:\tb\t# c\n") == #"{"a":"b"}"#)
  }

  @Test func structure() throws {
    expect(try error("a: b: c\n"), .keyNotAllowed, 1, 5)
    expect(try error("a: 1\n b: 2\n"), .keyNotAllowed, 2, 3)
    expect(try error("a:\n    b: 1\n  c: 2\n"), .indentation, 3, 3)
    expect(try error("a: 1\nb\n"), .colonExpected, 2, 2)
    expect(try error("- a\nb: 1\n"), .entryExpected, 2, 1)
    expect(try error("a: [1, 2\nb: 3\n"), .flowIndentation, 2, 1)
    expect(try error("a: [1, 2"), .unterminatedCollection, 1, 4)
    expect(try error("[1, 2}"), .mismatchedBracket, 1, 6)
    expect(try error("[1,, 2]"), .entryMissing, 1, 4)
    expect(try error("[\"a\" \"b\"]"), .commaExpected, 1, 6)
    expect(try error("a: \"b"), .unterminatedScalar, 1, 4)
    expect(try error("a: \"\\q\""), .invalidEscape, 1, 5)
    expect(try error("a: @b"), .reservedIndicator, 1, 4)
    expect(try error("[a]: 1"), .collectionAsKey, 1, 1)
    expect(try error("? {a: b}\n: c\n"), .collectionAsKey, 1, 3)
    expect(try error("\"a\n b\": 1"), .multilineKey, 1, 1)
    expect(try error("a\nb: 1"), .keyNotAllowed, 2, 2)
    expect(try error(String(repeating: "k", count: 1100) + ": 1"), .keyTooLong, 1, 1)
  }

  @Test func documents() throws {
    expect(try error(""), .noDocument, 1, 1)
    expect(try error("# nothing\n"), .noDocument, 1, 1)
    expect(try error("a: 1\n---\nb: 2\n"), .severalDocuments, 2, 1)
    expect(try error("%YAML 2.0\n---\n"), .unsupportedVersion, 1, 7)
    expect(try error("%FOO\n"), .directiveWithoutDocument, 1, 1)
    #expect(try json("---\n...\n") == "null")
    let source = SourceText(name: "t", bytes: Array("1\n---\n2\n...\n---\n".utf8))
    let documents = try YAMLReader().readAll(source).map { String(decoding: $0.json.bytes, as: UTF8.self) }
    #expect(documents == ["1", "2", "null"])
  }

  @Test func encodings() throws {
    expect(try error([0x61, 0x3A, 0x20, 0xC3, 0x28]), .invalidUTF8, 1, 4)
    expect(try error([0x61, 0xED, 0xA0, 0x80]), .invalidUTF8, 1, 2)
    expect(try error([0, 0, 0xFE, 0xFF]), .noDocument, 1, 1)
    expect(try error([0xFE, 0xFF]), .noDocument, 1, 1)
    // Half a surrogate pair, the other half, half a unit; no code point; a surrogate in UTF-32, half a unit.
    expect(try error([0x61, 0, 0x0A, 0, 0x62, 0, 0x3D, 0xD8, 0x62, 0]), .invalidEncoding, 2, 2)
    expect(try error([0xFE, 0xFF, 0xDE, 0x00]), .invalidEncoding, 1, 2)
    expect(try error([0, 0x61, 0]), .invalidEncoding, 1, 2)
    expect(try error([0x61, 0, 0, 0, 0, 0, 0x11, 0]), .invalidEncoding, 1, 2)
    expect(try error([0, 0, 0, 0x61, 0, 0, 0xD8, 0]), .invalidEncoding, 1, 2)
    expect(try error([0, 0, 0, 0x61, 0, 0]), .invalidEncoding, 1, 2)
    expect(try error([0, 0x61, 0, 0]), .forbiddenCharacter, 1, 2)
    expect(try error([0x61, 0x62, 0]), .forbiddenCharacter, 1, 3)
    expect(try error("a: b\u{7F}\n"), .forbiddenCharacter, 1, 5)
    expect(try error("a: b # \u{FEFF}\n"), .forbiddenCharacter, 1, 8)
    #expect(try json("\u{FEFF}a: \"\u{7F}é\u{FEFF}\"\n") == "{\"a\":\"\u{7F}é\u{FEFF}\"}")
  }

  @Test func escapes() throws {
    #expect(try json(#""\ud83d\ude00\x41\U0001F600\u00e9\/\_""#) == "\"😀A😀é/\u{A0}\"")
    #expect(try json(#""\0\e\b\f\t\n""#) == #""\u0000\u001b\b\f\t\n""#)
    #expect(try json("'a\"b\\c'") == #""a\"b\\c""#)
    expect(try error(#""\ud83d""#), .invalidEscape, 1, 2)
    expect(try error(#""\U00110000""#), .invalidEscape, 1, 2)
  }

  @Test func repeatedKeys() throws {
    let found = try warnings("a: 1\nb: {c: 1, d: 2, c: 3}\n\"a\": 4\n")
    #expect(found.map(\.code) == [.repeatedKey, .repeatedKey])
    #expect(found.map(\.position.line) == [2, 3])
    #expect(found.map(\.related?.column) == [5, 1])
    #expect(try json("a: 1\na: 2\n") == #"{"a":1,"a":2}"#)
    #expect(
      found.first?.description
        == "t:2:17: the key is written twice in this mapping, first at 2:5; remove or rename one of them")
    let many = (0..<300).map { "k\($0 % 250): 1\n" }.joined()
    #expect(try warnings(many).count == 50)
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "[{\"a\":", "\n "])
  func deepNesting(_ piece: String) throws {
    #expect(try error(String(repeating: piece, count: 100_000)).code != .invalidUTF8)
  }

  @Test func depthIsLimited() throws {
    expect(try error(String(repeating: "[", count: 100_000)), .tooDeep, 1, 513)
    expect(try error(String(repeating: "- ", count: 100_000) + "a"), .tooDeep, 1, 1025)
    #expect(try json(String(repeating: "[", count: 512) + String(repeating: "]", count: 512)).utf8.count == 1024)
    expect(try error("a: [[1]]", limits: .init(depth: 2)), .tooDeep, 1, 5)
    expect(try error("a: 1", limits: .init(documentBytes: 3)), .documentTooLarge, 1, 1)
  }
}
