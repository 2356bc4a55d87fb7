import Testing

@testable import Muster

/// Where issues point and what they say.
@Suite struct ExplanationTests {
  static func issues(_ schema: String, _ payload: String, dialect: Dialect = .draft202012) throws -> [Muster.Issue] {
    let compiled = try Schema(schema.utf8, options: Schema.Options(dialect: dialect))
    switch compiled.check(payload) {
    case .invalid(let issues):
      #expect(!compiled.accepts(payload))
      return issues
    case .valid:
      #expect(compiled.accepts(payload))
      return []
    default: throw Unexpected()
    }
  }

  struct Unexpected: Error {}

  /// Schema, payload, and the keyword, instance location and schema location of each issue.
  @Test(arguments: [
    (#"{"type":"object"}"#, "[]", [("type", "", "/type")]),
    (#"{"required":["a","b"]}"#, #"{"a":1}"#, [("required", "", "/required")]),
    (
      #"{"properties":{"a":{}},"additionalProperties":false}"#, #"{"b":1}"#,
      [("additionalProperties", "/b", "/additionalProperties")]
    ),
    (#"{"additionalProperties":{"type":"string"}}"#, #"{"b":1}"#, [("type", "/b", "/additionalProperties/type")]),
    (
      #"{"patternProperties":{"^x":{"minimum":5}}}"#, #"{"x1":1}"#,
      [("minimum", "/x1", "/patternProperties/^x/minimum")]
    ),
    (#"{"properties":{"a/b":{"const":1}}}"#, #"{"a/b":2}"#, [("const", "/a~1b", "/properties/a~1b/const")]),
    (#"{"items":{"enum":["x"]}}"#, #"["x","y"]"#, [("enum", "/1", "/items/enum")]),
    (
      #"{"prefixItems":[{},{"type":"null"}],"items":false}"#, "[1,2,3]",
      [("type", "/1", "/prefixItems/1/type"), ("items", "/2", "/items")]
    ),
    (#"{"contains":{"type":"string"}}"#, "[1]", [("contains", "", "/contains")]),
    (#"{"contains":{"type":"string"},"maxContains":1}"#, #"["a","b"]"#, [("maxContains", "", "/contains")]),
    (#"{"propertyNames":{"maxLength":1}}"#, #"{"ab":1}"#, [("maxLength", "/ab", "/propertyNames/maxLength")]),
    (#"{"dependentRequired":{"a":["b"]}}"#, #"{"a":1}"#, [("dependentRequired", "", "/dependentRequired/a")]),
    (
      #"{"dependentSchemas":{"a":{"required":["b"]}}}"#, #"{"a":1}"#, [("required", "", "/dependentSchemas/a/required")]
    ),
    (#"{"not":{"type":"null"}}"#, "null", [("not", "", "/not")]),
    (#"{"if":{"type":"string"},"then":{"minLength":3},"else":{"minimum":3}}"#, "1", [("minimum", "", "/else/minimum")]),
    (#"{"oneOf":[{"type":"integer"},{"minimum":2}]}"#, "3", [("oneOf", "", "/oneOf")]),
    (#"{"minLength":2,"pattern":"^b"}"#, #""a""#, [("minLength", "", "/minLength"), ("pattern", "", "/pattern")]),
    (
      #"{"uniqueItems":true,"maxItems":1}"#, "[1,1.0]",
      [("maxItems", "", "/maxItems"), ("uniqueItems", "", "/uniqueItems")]
    ),
    (#"{"multipleOf":0.01}"#, "0.005", [("multipleOf", "", "/multipleOf")]),
    (#"{"minProperties":2}"#, #"{"a":1,"a":2}"#, [("minProperties", "", "/minProperties")]),
    (#"{"format":"date-time"}"#, #""2024-01-01""#, [("format", "", "/format")]),
    (
      ##"{"$defs":{"x":{"properties":{"y":{"type":"string"}}}},"properties":{"z":{"$ref":"#/$defs/x"}}}"##,
      #"{"z":{"y":1}}"#, [("type", "/z/y", "/$defs/x/properties/y/type")]
    ),
    // Unions: one issue for a wrong type, the closest branch for a wrong content.
    (#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, "1", [("type", "", "/anyOf")]),
    (#"{"anyOf":[{"type":"string","format":"uuid"},{"type":"null"}]}"#, #""x""#, [("format", "", "/anyOf/0/format")]),
    (
      #"{"oneOf":[{"properties":{"kind":{"const":"a"},"n":{"type":"integer"}}},{"properties":{"kind":{"const":"b"},"m":{"type":"integer"},"l":{"type":"integer"}}}]}"#,
      #"{"kind":"b","m":"","l":""}"#,
      [("type", "/m", "/oneOf/1/properties/m/type"), ("type", "/l", "/oneOf/1/properties/l/type")]
    ),
    // A type that is narrowed several times is one issue.
    (
      #"{"allOf":[{"anyOf":[{"type":"object"},{"type":"array"},{"type":"string"}]},{"anyOf":[{"type":"object"},{"type":"string"}]},{"type":"object"}]}"#,
      "1", [("type", "", "/allOf/2/type")]
    ),
  ])
  func places(_ schema: String, _ payload: String, _ expected: [(String, String, String)]) throws {
    let issues = try Self.issues(schema, payload)
    #expect(
      issues.map { [$0.keyword, $0.instance.description, $0.schema?.pointer ?? ""] }
        == expected.map { [$0.0, $0.1, $0.2] })
  }

  @Test func positionsAreThoseOfTheValue() throws {
    let issues = try Self.issues(
      #"{"properties":{"b":{"items":{"type":"string"}}},"additionalProperties":false}"#,
      "{\n  \"b\": [\"x\",\n    7],\n \"c\": 1}")
    #expect(issues.map { [$0.position.line, $0.position.column] } == [[3, 5], [4, 2]])
  }

  @Test func schemaPositionsAreThoseOfTheKeyword() throws {
    let issue = try #require(
      try Self.issues("{\n \"properties\": {\n  \"a\": {\"type\": \"string\"}}}", #"{"a":1}"#).first)
    #expect(issue.schema?.line == 3)
    #expect(issue.schema?.column == 9)
    #expect(issue.schema?.source == "<schema>")
  }

  @Test(arguments: [
    // The name of the schema, a name from the mapping, and one that names no branch.
    (#"{"kind": "Dog", "bark": 1, "purr": 1}"#, "/components/schemas/Dog/properties/bark/type"),
    (#"{"kind": "tabby", "bark": 1, "purr": 1}"#, "/components/schemas/Cat/properties/purr/type"),
    (#"{"kind": "fish", "purr": 1, "claws": 1, "bark": 1}"#, "/components/schemas/Pet/oneOf"),
  ])
  func discriminatorsNameTheBranch(_ payload: String, _ pointer: String) throws {
    let text = ##"""
      {"openapi": "3.0.3", "components": {"schemas": {
        "Cat": {"type": "object", "required": ["kind"], "properties": {"purr": {"type": "string"}, "claws": {"type": "string"}}},
        "Dog": {"type": "object", "required": ["kind"], "properties": {"bark": {"type": "string"}}},
        "Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
          "discriminator": {"propertyName": "kind", "mapping": {"tabby": "#/components/schemas/Cat"}}}}}}
      """##
    let document = try JSONDocument(SourceText(name: "t", bytes: Array(text.utf8)))
    let set = try SchemaSet(document, at: [JSONPointer(["components", "schemas", "Pet"])])
    for schema in [set[0], try SchemaSet(encoded: set.encoded())[0]] {
      guard case .invalid(let issues) = schema.check(payload) else { throw Unexpected() }
      #expect(issues.map { $0.schema?.pointer } == [pointer])
    }
  }

  // MARK: Secrets

  @Test(arguments: [
    #"{"password": "CANARY"}"#, #"{"api_key": "CANARY"}"#, #"{"clientSecret": {"value": "CANARY"}}"#,
    #"{"Authorization": ["CANARY"]}"#, #"{"access-token": "CANARY"}"#, #"{"hidden": "CANARY"}"#,
    #"{"secrets": {"a": {"b": ["CANARY"]}}}"#,
  ])
  func secretsAreNotShown(_ payload: String) throws {
    let constraint =
      ##"{"anyOf":[{"type":"object","additionalProperties":{"$ref":"#/$defs/leaf"}},{"type":"array","items":{"$ref":"#/$defs/leaf"}},{"enum":["CANARZ"]}]}"##
    let schema =
      ##"{"properties":{"hidden":{"writeOnly":true}},"additionalProperties":{"$ref":"#/$defs/leaf"},"allOf":[{"properties":{"hidden":{"enum":["CANARZ"]}}}],"$defs":{"leaf":\##(constraint)}}"##
    let compiled = try Schema(schema.utf8)
    #expect(!compiled.accepts(payload))
    #expect(!"\(compiled.inspect(Array(payload.utf8)))".contains("CANARY"))
  }

  @Test func longValuesAreNotShown() throws {
    let issues = try Self.issues(#"{"type":"integer"}"#, "\"" + String(repeating: "x", count: 200) + "\"")
    #expect(issues.first?.reason.found == FoundValue(.string, count: 200))
  }

  // MARK: Counts

  @Test func issuesAreLimitedAndCounted() throws {
    let schema = try Schema(#"{"items":{"type":"string"}}"#.utf8)
    let payload = "[" + Array(repeating: "1", count: 30_000).joined(separator: ",") + "]"
    let inspection = schema.inspect(Array(payload.utf8), limits: Limits(issues: 3))
    guard case .invalid(let issues) = inspection.outcome else { throw Unexpected() }
    #expect(issues.count == 3)
    #expect(inspection.omittedIssues == 29_997)
  }

  @Test func duplicateNamesAreNoticedAndEachIsChecked() throws {
    let schema = try Schema(#"{"properties":{"id":{"type":"string"}}}"#.utf8)
    let both = schema.inspect(Array(#"{"id":5,"id":"x"}"#.utf8))
    #expect(both.notices.map(\.code) == [.duplicateName])
    #expect(!both.outcome.isValid)
    #expect(!schema.accepts(#"{"id":"x","id":5}"#))
    #expect(!schema.accepts(#"{"id":5,"i\u0064":"x"}"#))
    let right = Array(#"{"id":"y","i\u0064":"x"}"#.utf8)
    #expect(schema.inspect(right).outcome == .valid)
    #expect(schema.inspect(right).notices.map(\.pointer) == ["/id"])
    guard case .invalid(let issues) = schema.inspect(right, duplicateNames: .reject).outcome else { throw Unexpected() }
    #expect(issues.map(\.keyword) == ["duplicateName"])
  }
}
