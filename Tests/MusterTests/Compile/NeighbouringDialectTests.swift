import Testing

@testable import Muster

/// Under intent a well-formed keyword of a neighbouring version is read as that version has it.
@Suite struct NeighbouringDialectTests {
  private static func schema(_ text: String, _ dialect: Dialect, _ reading: Reading) throws -> Schema {
    var options = Schema.Options(reading: reading, dialect: dialect)
    options.mistakes = .unchecked
    return try Schema(text.utf8, options: options)
  }

  struct Row: Sendable {
    var schema: String
    var dialects: [Dialect]
    var passes: String
    var fails: String
    var code = Notice.Code.neighbouringDialect

    init(_ schema: String, _ dialects: [Dialect], _ passes: String, _ fails: String, _ code: Notice.Code? = nil) {
      self.schema = schema
      self.dialects = dialects
      self.passes = passes
      self.fails = fails
      if let code { self.code = code }
    }
  }

  private static let early: [Dialect] = [.swagger20, .openAPI30]
  private static let late: [Dialect] = [.openAPI31, .openAPI32]

  static let rows: [Row] = [
    Row(#"{"type": ["string", "null"]}"#, early, "null", "1"),
    Row(#"{"type": "null"}"#, early, "null", "1"),
    Row(#"{"const": "a"}"#, early + [.draft4], #""a""#, #""b""#),
    Row(#"{"exclusiveMinimum": 3}"#, early + [.draft4], "4", "3"),
    Row(#"{"exclusiveMaximum": 3, "maximum": 9}"#, early, "2", "3"),
    Row(#"{"minimum": 3, "exclusiveMinimum": true}"#, late + [.draft6, .draft7, .draft202012], "4", "3"),
    Row(#"{"items": [{"type": "string"}], "additionalItems": false}"#, late, #"["a"]"#, #"["a", 1]"#),
    Row(#"{"items": [{"type": "string"}], "additionalItems": false}"#, [.draft202012], #"["a"]"#, #"["a", 1]"#),
    Row(#"{"items": [{"type": "string"}]}"#, early, #"["a", 1]"#, "[1]"),
    Row(#"{"prefixItems": [{"type": "string"}], "items": {"type": "integer"}}"#, early, #"["a", 1]"#, #"["a", "b"]"#),
    Row(#"{"patternProperties": {"^x": {"type": "integer"}}}"#, early, #"{"x": 1, "y": "a"}"#, #"{"xa": "a"}"#),
    Row(
      #"{"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 5}}"#,
      early + [.draft4, .draft6], #""ab""#, "4"),
    Row(#"{"contains": {"type": "string"}}"#, early + [.draft4], #"[1, "a"]"#, "[1]"),
    Row(#"{"propertyNames": {"maxLength": 1}}"#, early + [.draft4], #"{"a": 1}"#, #"{"ab": 1}"#),
    Row(#"{"dependentRequired": {"a": ["b"]}}"#, early + [.draft4, .draft7], #"{"b": 1}"#, #"{"a": 1}"#),
    Row(#"{"dependentSchemas": {"a": {"required": ["b"]}}}"#, early + [.draft6], #"{"b": 1}"#, #"{"a": 1}"#),
    Row(#"{"anyOf": [{"type": "string"}, {"type": "integer"}]}"#, [.swagger20], "1", "true"),
    Row(#"{"not": {"type": "string"}}"#, [.swagger20], "1", #""a""#),
    Row(#"{"type": "string", "nullable": true}"#, [.swagger20] + late, "null", "1"),
    Row(#"{"type": "string", "x-nullable": true}"#, early + late, "null", "1"),
    Row(#"{"properties": {"a": true, "b": false}}"#, early, #"{"a": 1}"#, #"{"b": 1}"#),
    // Names of types.
    Row(#"{"type": "String"}"#, early + late + [.draft7], #""a""#, "1", .typeAlias),
    Row(#"{"type": "int"}"#, early + late, "1", "1.5", .typeAlias),
    Row(#"{"type": "float"}"#, early + late, "1.5", #""a""#, .typeAlias),
    Row(#"{"type": "bool"}"#, early, "true", "1", .typeAlias),
    Row(#"{"type": "date"}"#, early + late, #""2024-02-29""#, #""2023-02-29""#, .typeAlias),
    Row(#"{"type": "datetime"}"#, early, #""2024-02-29T00:00:00Z""#, #""2024-02-29""#, .typeAlias),
    Row(#"{"type": "list", "minItems": 1}"#, early, "[1]", "{}", .typeAlias),
    Row(#"{"type": "dict"}"#, early, "{}", "[]", .typeAlias),
    Row(#"{"type": "any", "maximum": 3}"#, early, #""a""#, "4", .typeAlias),
    Row(#"{"type": ["Integer", "null"]}"#, late, "null", #""a""#, .typeAlias),
    // Numbers and booleans as text.
    Row(#"{"maxLength": "3"}"#, early + late, #""abc""#, #""abcd""#, .numberAsText),
    Row(#"{"minimum": "-1.5"}"#, early + late, "-1.5", "-1.6", .numberAsText),
    Row(#"{"multipleOf": "0.01"}"#, early, "0.07", "0.075", .numberAsText),
    Row(#"{"uniqueItems": "true"}"#, early, "[1]", "[1, 1]", .numberAsText),
    Row(
      #"{"properties": {"a": {}}, "additionalProperties": "false"}"#, early, #"{"a": 1}"#, #"{"b": 1}"#, .numberAsText),
    Row(#"{"type": "string", "nullable": "true"}"#, [.openAPI30], "null", "1", .numberAsText),
  ]

  @Test(arguments: rows.indices) func isReadUnderIntent(_ index: Int) throws {
    let row = Self.rows[index]
    for dialect in row.dialects {
      let schema = try Self.schema(row.schema, dialect, .intent)
      #expect(schema.accepts(row.passes), "\(dialect.name): \(row.schema) \(row.passes)")
      #expect(!schema.accepts(row.fails), "\(dialect.name): \(row.schema) \(row.fails)")
      #expect(schema.notices.contains { $0.code == row.code }, "\(dialect.name): \(row.schema) \(schema.notices)")
      #expect(!schema.hasUncheckedKeywords, "\(dialect.name): \(row.schema)")
    }
  }

  /// By the letter what a version does not have checks nothing, and what it has in another form is not checked.
  @Test(arguments: rows.indices) func isNotReadByTheLetter(_ index: Int) throws {
    let row = Self.rows[index]
    for dialect in row.dialects {
      let schema = try Self.schema(row.schema, dialect, .letter)
      let isTold = !schema.notices.isEmpty || row.schema.contains("x-nullable")
      #expect(isTold, "\(dialect.name): \(row.schema)")
      #expect(schema.notices.allSatisfy { $0.code != row.code }, "\(dialect.name): \(row.schema)")
    }
  }

  /// What stands beside a `$ref` stays ignored, but for what relaxes.
  @Test func besideReferences() throws {
    let text =
      ##"{"properties": {"a": {"$ref": "#/definitions/s", "const": "x", "x-nullable": true}}, "definitions": {"s": {"type": "string"}}}"##
    let schema = try Self.schema(text, .swagger20, .intent)
    #expect(schema.accepts(#"{"a": "y"}"#) && schema.accepts(#"{"a": null}"#) && !schema.accepts(#"{"a": 1}"#))
    #expect(Set(schema.notices.map(\.code)) == [.ignoredSibling, .neighbouringDialect])
  }

  /// An identifier of another version changes nothing, and a vocabulary that is off stays off.
  @Test func identityIsNotTaken() throws {
    #expect(NeighbouringKeyword.named("$id", beside: .draft4) == nil)
    #expect(NeighbouringKeyword.named("id", beside: .draft202012) == nil)
    #expect(NeighbouringKeyword.named("$dynamicRef", beside: .draft7) == nil)
    #expect(NeighbouringKeyword.named("nullable", beside: .draft7) == nil)
    var core = Dialect.draft202012
    core.vocabularies = [.core]
    #expect(NeighbouringKeyword.named("maxLength", beside: core) == nil)
  }
}
