import Testing

@testable import Muster

/// Patterns of other languages in schemas, under both readings.
@Suite struct ForeignPatternSchemaTests {
  private static func options(_ reading: Reading) -> Schema.Options {
    Schema.Options(reading: reading, dialect: .draft202012)
  }

  @Test func intentReadsThemAsECMAScript() throws {
    let schema = try Schema(
      #"""
      {"properties":{"a":{"pattern":"\\A[[:alpha:]]+\\z"},"b":{"pattern":"\\A[[:alpha:]]+\\z"}},
       "patternProperties":{"^(?i)x-":{"type":"null"},"^y":{}},"additionalProperties":false}
      """#.utf8, options: Self.options(.intent))
    #expect(schema.notices.map(\.code) == [.foreignPattern, .foreignPattern, .foreignPattern])
    #expect(
      Set(schema.notices.map(\.pointer)) == [
        "/properties/a/pattern", "/properties/b/pattern", "/patternProperties/^(?i)x-",
      ])
    #expect(
      schema.notices.first { $0.pointer == "/properties/a/pattern" }?.message
        == #"ECMA-262 does not have '\A', '[:alpha:]', '\z'; the pattern is read as '^[A-Za-z]+$', which has the same meaning"#
    )
    #expect(schema.accepts(#"{"a":"b","b":"c","X-":null,"y":1}"#))
    #expect(!schema.accepts(#"{"a":"b1"}"#))
    #expect(!schema.accepts(#"{"X-":1}"#))
    #expect(!schema.accepts(#"{"z":1}"#))
    let again = try SchemaSet(encoded: SchemaSet(program: schema.program).encoded())[0]
    #expect(again.accepts(#"{"a":"b","X-":null}"#))
    #expect(!again.accepts(#"{"a":"b1"}"#))
  }

  @Test func byTheLetterTheyAreWhatECMAScriptSays() throws {
    let letter = Self.options(.letter)
    #expect(throws: SchemaError.self) { try Schema(#"{"pattern":"\\Aa"}"#.utf8, options: letter) }
    let posix = try Schema(#"{"pattern":"^[[:alpha:]]$"}"#.utf8, options: letter)
    #expect(posix.notices.map(\.code) == [.legacyPattern])
    #expect(posix.accepts(#""a]""#))
    #expect(!posix.accepts(#""b""#))
    let literal = try Schema(#"{"pattern":"/^a$/"}"#.utf8, options: letter)
    #expect(literal.notices.isEmpty)
    #expect(!literal.accepts(#""a""#))
    #expect(try Schema(#"{"pattern":"/^a$/"}"#.utf8, options: Self.options(.intent)).accepts(#""a""#))
  }

  @Test(arguments: ["a{,3}", #"\\w++\\w"#, #"\\p{IsGreek}"#, "^[a-z[0-9]]$"])
  func whatIsNotCertainIsToldAsSuch(_ pattern: String) throws {
    let error = #expect(throws: SchemaError.self) {
      try Schema(#"{"pattern":"\#(pattern)"}"#.utf8, options: Self.options(.intent))
    }
    #expect(error?.code == .pattern)
    #expect(error?.detail.contains("not certain") == true, "\(String(describing: error))")
  }

  /// Both readings are compiled apart only where they differ.
  @Test(arguments: [
    ("^a$", false), (#"^\\-$"#, false), ("/users/", false), (#"\\Aa"#, true), ("/^a$/", true), ("a{,3}", true),
    ("(", false),
    ("^[[:alpha:]]$", true), (#"\\w++\\w"#, false),
  ])
  func theReadingIsAskedForOnlyWhereItMatters(_ pattern: String, _ depends: Bool) throws {
    let text = pattern.replacing(#"\\"#, with: #"\"#)
    for isIntent in [true, false] {
      #expect(PatternReading(text, isIntent: isIntent).dependsOnReading == depends)
    }
  }
}
