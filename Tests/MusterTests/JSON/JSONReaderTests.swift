import Testing

@testable import Muster

@Suite struct JSONReaderTests {
  static func error(_ text: String, limits: Limits = .init()) -> JSONError? { error(Array(text.utf8), limits: limits) }

  static func error(_ bytes: [UInt8], limits: Limits = .init()) -> JSONError? {
    do throws(JSONError) {
      _ = try JSONDocument(SourceText(name: "t", bytes: bytes), limits: limits)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("", JSONError.Code.endOfText, 1, 1), ("  ", .endOfText, 1, 3), ("{\n  \"a\": tru", .endOfText, 2, 11),
    ("[1,]", .unexpectedCharacter, 1, 4), ("[1\n,,2]", .unexpectedCharacter, 2, 2), ("1 2", .trailingText, 1, 3),
    ("01", .number, 1, 1), ("[-]", .number, 1, 2), ("1.", .endOfText, 1, 3), ("\"\\x\"", .escape, 1, 2),
    ("\"a\nb\"", .controlCharacter, 1, 3), ("\"\\ud800\"", .loneSurrogate, 1, 2),
    ("{\"a\" 1}", .unexpectedCharacter, 1, 6),
    ("{1:2}", .unexpectedCharacter, 1, 2), ("{\"a\":1", .endOfText, 1, 7), ("nul", .endOfText, 1, 4),
    ("nulx", .unexpectedCharacter, 1, 1), ("[1}", .unexpectedCharacter, 1, 3), ("\u{0}", .unexpectedCharacter, 1, 1),
    ("\"é\\u12", .endOfText, 1, 7),
  ])
  func mistakesAreLocated(_ text: String, _ code: JSONError.Code, _ line: Int, _ column: Int) throws {
    let error = try #require(Self.error(text))
    #expect(error.code == code, "\(error)")
    #expect(error.position.line == line)
    #expect(error.position.column == column)
  }

  @Test func notUTF8IsLocated() throws {
    let error = try #require(Self.error([0x22, 0x61, 0xFF, 0x22]))
    #expect(error.code == .encoding)
    #expect(error.position.offset == 2)
  }

  @Test func depthHasALimit() throws {
    let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    let error = try #require(Self.error(deep))
    #expect(error.code == .depth)
    #expect(error.position.column == 1_025)
    #expect(Self.error(deep, limits: Limits(depth: 10_000)) == nil)
  }

  @Test func sizeHasALimit() throws {
    #expect(try #require(Self.error("[1,2,3]", limits: Limits(bytes: 6))).code == .size)
    #expect(Self.error("[1,2,3]", limits: Limits(bytes: 7)) == nil)
  }

  /// Every prefix of a text and every change of one byte is read or rejected, and reading says the same twice.
  @Test func anyBytesGiveAnAnswer() {
    let text = Array(
      #"{"a": [1, -2.5e+3, true, null, "é\n😀\u00e9\ud83d\ude00", {"b": {}}], "c": "0123456789abcdef"}"#.utf8)
    for count in 0..<text.count { #expect(Self.error(Array(text.prefix(count))) != nil) }
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<20_000 {
      var changed = text
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        changed[Int.random(in: 0..<changed.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      #expect(Self.error(changed) == Self.error(changed))
    }
  }

  @Test func longStringsAndNumbersKeepTheirLength() throws {
    let long = String(repeating: "x", count: TapeWord.lengthLimit + 5)
    let document = try JSONDocument(SourceText(name: "t", bytes: Array("[\"\(long)\", 1]".utf8)))
    #expect(document.root[0]?.string?.utf8.count == long.utf8.count)
    #expect(document.root[1]?.integer == 1)
    let schema = try Schema(#"{"items": {"maxLength": 16777219}}"#.utf8)
    #expect(!schema.accepts("[\"\(long)\"]"))
  }

  @Test func viewWalksTheDocument() throws {
    let text = #"{"a/b": {"~": [10, {"x": null}]}, "k": true, "k": false, "e\u0301": "\u00e9"}"#
    let root = try JSONDocument(SourceText(name: "t", bytes: Array(text.utf8))).root
    #expect(root[JSONPointer(parsing: "/a~1b/~0/1/x") ?? JSONPointer()]?.kind == .null)
    #expect(root[JSONPointer(parsing: "/a~1b/~0/01") ?? JSONPointer()] == nil)
    #expect(root["k"]?.boolean == true)
    #expect(root.members.map(\.name).count == 4)
    // The key is decomposed, the value composed: canonical equivalence must not make them one.
    #expect(root["\u{e9}"] == nil)
    #expect(root["e\u{301}"]?.string == "\u{e9}")
    #expect(root["a/b"]?.rawText == Array(#"{"~": [10, {"x": null}]}"#.utf8))
  }

  @Test func pointersAreReadAndWritten() {
    #expect(JSONPointer(parsing: "")?.tokens == [])
    #expect(JSONPointer(parsing: "/")?.tokens == [""])
    #expect(JSONPointer(parsing: "/a~01~1b//c")?.tokens == ["a~1/b", "", "c"])
    #expect(JSONPointer(parsing: "a") == nil)
    #expect(JSONPointer(parsing: "/~2") == nil)
    #expect(JSONPointer(["a~/b", ""]).description == "/a~0~1b/")
  }
}

/// A generator of the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
