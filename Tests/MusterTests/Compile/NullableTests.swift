import Testing

@testable import Muster

/// `nullable` in every version and reading: the traps that begin with it.
@Suite struct NullableTests {
  static func accepts(
    _ schema: String, _ payload: String, _ version: String, _ reading: Reading
  ) throws -> Bool {
    let options = Schema.Options(reading: reading, dialect: Dialect.openAPI(version: version))
    let text =
      #"{"openapi": "\#(version)", "root": \#(schema), "components": {"schemas": {"#
      + #""Model": {"type": "object"}, "Kind": {"type": "string", "enum": ["a"]}}}}"#
    let document = try JSONDocument(SourceText(name: "t", bytes: Array(text.utf8)))
    let compiled = try Schema(document, at: JSONPointer(["root"]), options: options)
    #expect(compiled.check(payload).isValid == compiled.accepts(payload))
    return compiled.accepts(payload)
  }

  static let model = ##"{"$ref": "#/components/schemas/Model"}"##
  static let kind = ##"{"$ref": "#/components/schemas/Kind"}"##

  /// Schema, then whether null passes: by intent, by the letter of 3.0.1, of 3.0.2, of 3.0.3, of 3.0.4.
  @Test(arguments: [
    (#"{"allOf": [\#(model)], "nullable": true}"#, true, true, true, false, false),
    (#"{"type": "object", "allOf": [\#(model)], "nullable": true}"#, true, true, true, false, false),
    (#"{"allOf": [\#(kind)], "nullable": true}"#, true, true, true, false, false),
    (#"{"type": "string", "nullable": true, "enum": ["a"]}"#, true, false, false, false, false),
    (#"{"type": "string", "nullable": true, "enum": ["a", null]}"#, true, true, true, true, true),
    (##"{"$ref": "#/components/schemas/Model", "nullable": true}"##, true, false, false, false, false),
    (#"{"type": "string", "nullable": true}"#, true, true, true, true, true),
    (#"{"type": "object", "nullable": true, "enum": [null]}"#, true, true, true, true, true),
    (#"{"type": "object", "allOf": [\#(model)]}"#, false, false, false, false, false),
    (#"{"type": "string", "nullable": false}"#, false, false, false, false, false),
    (#"{"description": "untyped"}"#, true, true, true, true, true),
    ("{}", true, true, true, true, true),
  ])
  func null(_ schema: String, intent: Bool, letter1: Bool, letter2: Bool, letter3: Bool, letter4: Bool) throws {
    for version in ["3.0.0", "3.0.1", "3.0.2", "3.0.3", "3.0.4"] {
      #expect(try Self.accepts(schema, "null", version, .intent) == intent, "\(version)")
    }
    #expect(try Self.accepts(schema, "null", "3.0.1", .letter) == letter1)
    #expect(try Self.accepts(schema, "null", "3.0.2", .letter) == letter2)
    #expect(try Self.accepts(schema, "null", "3.0.3", .letter) == letter3)
    #expect(try Self.accepts(schema, "null", "3.0.4", .letter) == letter4)
  }

  @Test func nullableIn31() throws {
    #expect(try Self.accepts(#"{"type": "string", "nullable": true}"#, "null", "3.1.0", .intent))
    #expect(try !Self.accepts(#"{"type": "string", "nullable": true}"#, "null", "3.1.0", .letter))
    #expect(try Self.accepts(#"{"type": ["string", "null"]}"#, "null", "3.1.0", .letter))
  }

  @Test func whatIsNotNullIsJudgedAllTheSame() throws {
    for reading in Reading.allCases {
      #expect(try !Self.accepts(#"{"type": "object", "nullable": true, "enum": [null]}"#, "{}", "3.0.3", reading))
      #expect(try !Self.accepts(#"{"allOf": [\#(Self.kind)], "nullable": true}"#, #""b""#, "3.0.1", reading))
      #expect(try Self.accepts(#"{"allOf": [\#(Self.kind)], "nullable": true}"#, #""a""#, "3.0.1", reading))
    }
  }

  @Test func integersBySpelling() throws {
    #expect(try Self.accepts(#"{"type": "integer"}"#, "1.0", "3.0.3", .intent))
    #expect(try !Self.accepts(#"{"type": "integer"}"#, "1.0", "3.0.3", .letter))
    #expect(try Self.accepts(#"{"type": "integer"}"#, "1.0", "3.1.0", .letter))
    #expect(try !Self.accepts(#"{"type": "integer"}"#, "1.5", "3.0.3", .intent))
  }

  @Test func siblingsOfAReference() throws {
    let schema = ##"{"$ref": "#/components/schemas/Kind", "maxLength": 0}"##
    #expect(try Self.accepts(schema, #""a""#, "3.0.3", .intent))
    #expect(try !Self.accepts(schema, #""a""#, "3.1.0", .intent))
  }
}
