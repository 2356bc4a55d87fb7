import Testing

@testable import Muster

/// A keyword that cannot be used is not checked, and everything around it is.
@Suite struct UncheckedKeywordTests {
  private static func schema(
    _ text: String, _ dialect: Dialect = .openAPI30, _ reading: Reading = .intent
  ) throws -> Schema {
    var options = Schema.Options(reading: reading, dialect: dialect)
    options.mistakes = .unchecked
    return try Schema(text.utf8, options: options)
  }

  /// The pointers of the keywords that a check passed over.
  private static func passedOver(_ schema: Schema, _ payload: String) -> [String] {
    schema.inspect(Array(payload.utf8)).notices.filter { $0.code == .notChecked }.map(\.pointer)
  }

  /// A schema whose `a` has the keyword, and which asks for a string `b`.
  private static func around(_ keyword: String) -> String {
    #"{"type": "object", "required": ["b"], "properties": {"a": {\#(keyword)}, "b": {"type": "string"}}}"#
  }

  static let broken: [(keyword: String, pointer: String)] = [
    (#""maxLength": -1"#, "maxLength"), (#""minLength": 1.5"#, "minLength"), (#""maxItems": {}"#, "maxItems"),
    (#""type": "money""#, "type"), (#""type": []"#, "type"), (#""type": ["string", 5]"#, "type"),
    (#""type": null"#, "type"), (#""pattern": "^(a""#, "pattern"), (#""pattern": 5"#, "pattern"),
    (#""format": 5"#, "format"), (#""enum": "a""#, "enum"), (#""minimum": "low""#, "minimum"),
    (#""minimum": []"#, "minimum"), (#""multipleOf": 0"#, "multipleOf"), (#""multipleOf": -1"#, "multipleOf"),
    (#""exclusiveMinimum": {}"#, "exclusiveMinimum"), (#""uniqueItems": 1"#, "uniqueItems"),
    (#""required": "a""#, "required"), (#""required": ["a", 1]"#, "required"), (#""properties": []"#, "properties"),
    (#""allOf": {}"#, "allOf"), (#""anyOf": []"#, "anyOf"), (#""oneOf": 1"#, "oneOf"), (#""not": 5"#, "not"),
    (#""items": 5"#, "items"), (#""additionalProperties": "some""#, "additionalProperties"),
    (##""$ref": "#/nowhere""##, "$ref"), (#""$ref": 5"#, "$ref"),
    (##""allOf": [{"$ref": "#/properties/a"}]"##, "allOf/0/$ref"),
  ]

  @Test(arguments: broken) func costsItselfOnly(_ keyword: String, _ pointer: String) throws {
    let text = Self.around(keyword)
    #expect(throws: SchemaError.self) { try Schema(text.utf8, options: .init(dialect: .openAPI30)) }
    for reading in Reading.allCases {
      let schema = try Self.schema(text, .openAPI30, reading)
      #expect(!schema.accepts("{}") && !schema.accepts(#"{"b": 1}"#), "\(keyword)")
      #expect(!schema.accepts(#"{"a": 1, "b": 1}"#), "\(keyword)")
      #expect(schema.accepts(#"{"b": "x"}"#), "\(keyword)")
      let told = schema.notices.filter { $0.code == .uncheckedKeyword }.map(\.pointer)
      #expect(told.contains { $0.hasPrefix("/properties/a/") }, "\(keyword) \(told)")
      // A check tells it if it came by.
      #expect(Self.passedOver(schema, #"{"b": "x"}"#) == [], "\(keyword)")
      let payload = keyword.contains("items") ? #"{"a": [1], "b": "x"}"# : #"{"a": {"a": [1]}, "b": "x"}"#
      let passed = Self.passedOver(schema, payload)
      #expect(passed.contains { $0.hasPrefix("/properties/a/\(pointer)") }, "\(keyword) \(passed)")
      // A payload that fails for something else tells it as well.
      let failing = payload.replacing(#""x""#, with: "1")
      #expect(!Self.passedOver(schema, failing).isEmpty && !schema.accepts(failing), "\(keyword)")
    }
  }

  @Test func allMistakesAreTold() throws {
    let schema = try Self.schema(
      #"{"properties": {"a": {"maxLength": -1, "pattern": "("}, "b": {"type": "money"}, "c": 5}}"#)
    let pointers = [
      "/properties/a/maxLength", "/properties/a/pattern", "/properties/b/type", "/properties/c",
    ]
    #expect(schema.notices.map(\.pointer).sorted() == pointers)
    #expect(Self.passedOver(schema, #"{"a": "x", "b": 1, "c": 1}"#).sorted() == pointers)
  }

  /// Where passing counts against a value, a keyword that is passed over must reject nothing.
  @Test(arguments: [
    (##"{"not": {"pattern": "("}}"##, #""x""#, true), (##"{"not": {"not": {"pattern": "("}}}"##, #""x""#, true),
    (##"{"oneOf": [{"pattern": "("}, {"type": "string"}]}"##, #""x""#, true),
    (##"{"oneOf": [{"type": "integer", "maximum": []}, {"type": "string"}]}"##, "true", false),
    (##"{"if": {"pattern": "("}, "then": false, "else": {"minLength": 1}}"##, #""x""#, true),
    (##"{"contains": {"type": "string", "pattern": "("}, "maxContains": 1}"##, #"["a", "b"]"#, true),
    (##"{"contains": {"type": "string", "pattern": "("}}"##, "[1]", false),
    (##"{"properties": {"a": true}, "allOf": 5, "unevaluatedProperties": false}"##, #"{"b": 1}"#, true),
    (##"{"properties": [], "additionalProperties": false}"##, #"{"b": 1}"#, true),
    (##"{"patternProperties": {"(": true}, "additionalProperties": false}"##, #"{"b": 1}"#, true),
    (##"{"patternProperties": {"(": true}, "unevaluatedProperties": false}"##, #"{"b": 1}"#, true),
    (##"{"$ref": "#/nowhere", "type": "object", "unevaluatedProperties": false}"##, #"{"b": 1}"#, true),
    (##"{"type": "array", "prefixItems": 5, "items": false}"##, "[1]", true),
    (
      ##"{"if": {"properties": {"k": {"pattern": "("}}}, "then": {"properties": {"b": true}}, "unevaluatedProperties": false}"##,
      #"{"b": 1}"#, true
    ),
    // What is certain all the same holds.
    (##"{"properties": {"a": {"maxLength": -1}}, "unevaluatedProperties": false}"##, #"{"b": 1}"#, false),
    (##"{"dependentRequired": {"a": 5, "b": ["c"]}}"##, #"{"b": 1}"#, false),
    (##"{"required": ["a", 5]}"##, "{}", false),
  ]) func rejectsNothingWrongly(_ text: String, _ payload: String, _ passes: Bool) throws {
    let schema = try Self.schema(text, .draft202012)
    #expect(schema.accepts(payload) == passes)
    #expect(schema.check(payload).isValid == passes)
    if passes { #expect(!Self.passedOver(schema, payload).isEmpty) }
  }

  /// Nothing is left to check where a reference or the schema itself is the mistake.
  @Test(arguments: [
    ##"{"$ref": "#/nowhere"}"##, ##"{"allOf": [{"$ref": "#/nowhere"}]}"##, ##"{"$ref": "#"}"##, "5",
    ##"{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}"##,
  ]) func nothingIsLeft(_ text: String) {
    #expect(throws: SchemaError.self) { try Self.schema(text, .draft202012) }
  }

  /// A boolean as `required` means nothing for certain, and costs nothing.
  @Test func requiredInAProperty() throws {
    let schema = try Self.schema(Self.around(#""type": "string", "required": true"#))
    #expect(schema.notices.map(\.code) == [.noEffect])
    #expect(!schema.accepts(#"{"a": 1, "b": "x"}"#) && schema.accepts(#"{"b": "x"}"#))
    #expect(Self.passedOver(schema, #"{"a": "x", "b": "x"}"#) == [])
  }

  /// A stored program tells the same.
  @Test func storedProgramsTellTheSame() throws {
    let document = try JSONDocument(
      SourceText(name: "s", bytes: Array(#"{"properties": {"a": {"type": "string", "pattern": "("}}}"#.utf8)))
    var mistakes: [Int: SchemaError] = [:]
    let set = try SchemaSet(document, at: [SchemaPlace(pointer: JSONPointer())], mistakes: &mistakes)
    let stored = try SchemaSet(encoded: set.encoded())
    for schema in [set[0], stored[0], try stored.schema(0)] {
      #expect(!schema.accepts(#"{"a": 1}"#) && schema.accepts(#"{"a": "x"}"#))
      #expect(Self.passedOver(schema, #"{"a": "x"}"#) == ["/properties/a/pattern"])
    }
  }
}
