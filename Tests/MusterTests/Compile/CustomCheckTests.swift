import Testing

@testable import Muster

/// Formats and keywords of the caller's own.
@Suite struct CustomCheckTests {
  static let even = CustomKeyword("even") { argument throws(CustomKeyword.Mistake) in
    guard let wanted = argument.boolean else { throw CustomKeyword.Mistake("a boolean is expected") }
    return { value in
      guard let number = value.integer, (number % 2 == 0) != wanted else { return nil }
      return wanted ? "expected an even number" : "expected an odd number"
    }
  }

  static let custom = CustomChecks(
    formats: ["shout": { text in text.indices.allSatisfy { text[$0] < 0x61 } }], keywords: [even])

  static func schema(_ text: String) throws -> Schema {
    try Schema(text.utf8, options: Schema.Options(custom: custom))
  }

  @Test func keywordsJudgeAndExplain() throws {
    let schema = try Self.schema(
      #"{"properties": {"n": {"even": true}, "list": {"items": {"anyOf": [{"even": false}, {"type": "null"}]}}}}"#)
    #expect(schema.notices.isEmpty)
    #expect(schema.accepts(#"{"n": 2, "list": [1, null]}"#))
    #expect(!schema.accepts(#"{"n": 2, "list": [2]}"#))
    guard case .invalid(let issues) = schema.check(#"{"n": 3}"#) else {
      Testing.Issue.record("expected an issue")
      return
    }
    #expect(issues.map(\.keyword) == ["even"])
    #expect(issues.map(\.instance.description) == ["/n"])
    #expect(issues.map(\.reason.quote) == ["expected an even number"])
  }

  @Test func formatsJudgeDecodedStrings() throws {
    let schema = try Self.schema(#"{"format": "shout"}"#)
    #expect(schema.accepts(#""HEY""#))
    #expect(schema.accepts(#""\u0048EY""#))
    #expect(!schema.accepts(#""\u0068EY""#))
    #expect(schema.accepts("5"))
    #expect(schema.notices.isEmpty)
  }

  @Test func wrongArgumentsAreSchemaErrors() throws {
    let error = #expect(throws: SchemaError.self) { try Self.schema(#"{"items": {"even": 5}}"#) }
    #expect(error?.location.pointer == "/items/even")
    #expect(error?.detail == "'even': a boolean is expected")
  }

  @Test func programsAreReadWithTheirChecksOnly() throws {
    let document = try JSONDocument(SourceText(name: "s", bytes: Array(#"{"even": true, "format": "shout"}"#.utf8)))
    let set = try SchemaSet(document, at: [JSONPointer()], options: Schema.Options(custom: Self.custom))
    let again = try SchemaSet(encoded: set.encoded(), custom: Self.custom)
    #expect(again.encoded() == set.encoded())
    #expect(!again[0].accepts("3"))
    #expect(!again[0].accepts(#""hey""#))
    let error = #expect(throws: ProgramError.self) { try SchemaSet(encoded: set.encoded()) }
    #expect(error?.code == .missingCheck)
  }
}
