import Testing

@testable import Muster

/// Wrong schemas are errors with a place, never half-checked.
@Suite struct SchemaErrorTests {
  static func error(_ schema: String, dialect: Dialect? = .draft202012) -> SchemaError? {
    do throws(SchemaError) {
      _ = try Schema(schema.utf8, options: Schema.Options(dialect: dialect))
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("", SchemaError.Code.unreadable, ""), ("[]", .notASchema, ""), (#"{"type":5}"#, .keywordValue, "/type"),
    (#"{"type":"strng"}"#, .keywordValue, "/type"),
    (#"{"properties":{"a":{"minLength":-1}}}"#, .keywordValue, "/properties/a/minLength"),
    (#"{"minLength":1.5}"#, .keywordValue, "/minLength"), (#"{"enum":5}"#, .keywordValue, "/enum"),
    (#"{"allOf":[]}"#, .keywordValue, "/allOf"), (#"{"pattern":"("}"#, .pattern, "/pattern"),
    (#"{"required":"a"}"#, .keywordValue, "/required"), (#"{"multipleOf":0.0}"#, .keywordValue, "/multipleOf"),
    (#"{"multipleOf":-1}"#, .keywordValue, "/multipleOf"), (#"{"properties":{"a":5}}"#, .notASchema, "/properties/a"),
    (##"{"$ref":"#/$defs/x"}"##, .unresolvedReference, "/$ref"),
    (##"{"items":{"$ref":"#nowhere"}}"##, .unresolvedReference, "/items/$ref"),
    (#"{"$ref":"http://example.com/x"}"#, .unresolvedReference, "/$ref"),
    (##"{"$ref":"#"}"##, .circularReference, "/$ref"),
    (##"{"allOf":[{"$ref":"#"}]}"##, .circularReference, "/allOf/0/$ref"),
    (##"{"anyOf":[{"type":"null"},{"$ref":"#/$defs/a"}],"$defs":{"a":{"not":{"$ref":"#"}}}}"##, .circularReference, ""),
  ])
  func wrongSchemas(_ schema: String, _ code: SchemaError.Code, _ pointer: String) throws {
    let error = try #require(Self.error(schema))
    #expect(error.code == code, "\(error)")
    if code != .circularReference || !pointer.isEmpty { #expect(error.location.pointer == pointer) }
  }

  @Test func wordsSayWhatToDo() throws {
    #expect(
      try #require(Self.error(#"{"type":"strng"}"#)).description
        == "<schema>:1:2: /type: 'strng' is not a type; did you mean 'string'?")
    let reference = try #require(Self.error(##"{"$defs":{"token":{}},"$ref":"#/$defs/tokn"}"##))
    #expect(reference.detail == "'#/$defs/tokn' leads nowhere: there is no 'tokn' at '/$defs'; did you mean 'token'?")
  }

  @Test func unknownDialectsAreNotGuessed() throws {
    #expect(try #require(Self.error(#"{"$schema":"http://example.com/own"}"#, dialect: nil)).code == .unknownDialect)
    #expect(try #require(Self.error(#"{"openapi":"4.0.0"}"#, dialect: nil)).code == .unknownDialect)
  }

  @Test func recursionThroughThePayloadIsFine() throws {
    let schema = try Schema(
      ##"{"type":"object","properties":{"next":{"$ref":"#"}},"additionalProperties":false}"##.utf8)
    #expect(schema.accepts(#"{"next":{"next":{}}}"#))
    #expect(!schema.accepts(#"{"next":{"next":{"x":1}}}"#))
    // As deep as the reader allows, on a thread with a small stack.
    let deep = String(repeating: #"{"next":"#, count: 1_023) + "{}" + String(repeating: "}", count: 1_023)
    #expect(schema.accepts(deep))
    #expect(schema.check(deep) == .valid)
  }

  @Test func deepSchemasCompile() throws {
    let depth = 900
    let items = String(repeating: #"{"items":"#, count: depth) + "{}" + String(repeating: "}", count: depth)
    #expect(Self.error(items) == nil)
    let all = String(repeating: #"{"allOf":["#, count: 500) + #"{"type":"null"}"# + String(repeating: "]}", count: 500)
    let schema = try Schema(all.utf8, options: Schema.Options(dialect: .draft202012))
    #expect(schema.accepts("null"))
    #expect(!schema.accepts("1"))
  }

  @Test func whatChecksNothingIsNoticed() throws {
    let schema = try Schema(#"{"tpye":"string","format":"uid","x-own":1}"#.utf8)
    #expect(schema.notices.map(\.code) == [.unknownKeyword, .unknownKeyword, .unknownFormat])
    #expect(schema.notices.map(\.pointer) == ["/tpye", "/x-own", "/format"])
    #expect(schema.notices.first?.message.contains("'type'") == true)
    let document = try Schema(#"{"openapi":"3.0.3","x-own":1,"const":5}"#.utf8, options: .init(dialect: .openAPI30))
    #expect(document.notices.map(\.pointer) == ["/openapi", "/const"])
  }

  /// Counted repeats compile however far they count; a pattern beyond the limit costs its keyword and nothing else.
  @Test func patternsBeyondTheLimitAreUncheckedAndNoticed() throws {
    let counted = try Schema(#"{"pattern":"^\\w{1,255}(,\\w{1,255}){0,99}$"}"#.utf8)
    #expect(counted.notices.isEmpty)
    #expect(counted.accepts(#""ab,c""#))
    #expect(!counted.accepts(#""ab,,c""#))

    let schema = try Schema(#"{"pattern":"^(?:ab|c){1,99999}$","maxLength":3}"#.utf8)
    #expect(schema.notices.map(\.code) == [.uncheckedKeyword])
    #expect(schema.notices.map(\.pointer) == ["/pattern"])
    #expect(schema.accepts(#""xyz""#))
    #expect(!schema.accepts(#""abab""#))

    // What the unchecked pattern names is not known, so nothing is additional; the other patterns still count.
    let names = try Schema(
      #"""
      {"patternProperties":{"^(?:ab|c){1,99999}$":{"type":"null"},"^n":{"type":"number"}},"additionalProperties":false,
       "required":["n"]}
      """#.utf8)
    #expect(names.notices.map(\.code) == [.uncheckedKeyword])
    #expect(names.accepts(#"{"n":1,"ab":2,"z":3}"#))
    #expect(!names.accepts(#"{"n":"1"}"#))
    #expect(!names.accepts(#"{"ab":null}"#))
    let open = try Schema(
      #"{"patternProperties":{"^(?:ab|c){1,99999}$":{}},"unevaluatedProperties":false}"#.utf8,
      options: Schema.Options(dialect: .draft202012))
    #expect(open.accepts(#"{"ab":2,"z":3}"#))
    #expect(open.check(#"{"ab":2,"z":3}"#) == .valid)
  }

  @Test func patternsWrittenWithoutTheFlagAreReadAndNoticed() throws {
    let schema = try Schema(
      #"{"properties":{"a":{"pattern":"^[\\w-.]+$"}},"patternProperties":{"^x\\-":{"type":"null"},"^y":{}}}"#.utf8)
    #expect(schema.notices.map(\.code) == [.legacyPattern, .legacyPattern])
    #expect(Set(schema.notices.map(\.pointer)) == ["/properties/a/pattern", "/patternProperties/^x\\-"])
    #expect(schema.accepts(#"{"a":"b-c.d","x-":null}"#))
    #expect(!schema.accepts(#"{"a":"b,c"}"#))
    #expect(!schema.accepts(#"{"x-":1}"#))
    let again = try SchemaSet(encoded: SchemaSet(program: schema.program).encoded())[0]
    #expect(!again.accepts(#"{"a":"b,c"}"#))
    #expect(throws: SchemaError.self) { try Schema(#"{"pattern":"^a\\y"}"#.utf8) }
    // The format is strict: its expressions are to be built with the flag.
    let format = Schema.Options(formats: .strict)
    #expect(try !Schema(#"{"format":"regex"}"#.utf8, options: format).accepts(#""a\\-""#))
  }
}
