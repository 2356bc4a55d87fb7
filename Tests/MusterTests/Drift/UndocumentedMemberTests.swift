import Testing

@testable import Muster

/// Which members of a payload that passes are documented by nothing.
@Suite struct UndocumentedMemberTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var schema: String
    var payload: String
    var found: [String]
    /// Whether the verdict's note may be wrong.
    var isNoted: Bool?

    var testDescription: String { name }
  }

  static func tracking(_ schema: String) throws -> Schema {
    var options = Schema.Options()
    options.tracksUndocumented = true
    return try Schema(schema.utf8, options: options)
  }

  static let cases: [Case] = [
    Case(
      name: "an open object", schema: #"{"type": "object", "properties": {"kind": {"type": "string"}}}"#,
      payload: #"{"kind": "a", "added": 1}"#, found: ["/added"]),
    Case(
      name: "a clean object", schema: #"{"type": "object", "properties": {"kind": {"type": "string"}}}"#,
      payload: #"{"kind": "a"}"#, found: []),
    Case(
      name: "all members are allowed", schema: #"{"properties": {"kind": true}, "additionalProperties": true}"#,
      payload: #"{"kind": "a", "added": 1}"#, found: []),
    Case(
      name: "any schema for the rest", schema: #"{"properties": {"kind": true}, "additionalProperties": {}}"#,
      payload: #"{"kind": "a", "added": {"b": 1}}"#, found: []),
    Case(
      name: "a map of objects",
      schema: #"{"additionalProperties": {"type": "object", "properties": {"a": {"type": "number"}}}}"#,
      payload: #"{"x": {"a": 1}, "y": {"a": 1, "b": 2}}"#, found: ["/y/b"]),
    Case(name: "a free object", schema: #"{"type": "object"}"#, payload: #"{"a": {"b": 1}}"#, found: []),
    Case(name: "no properties are named", schema: #"{"properties": {}}"#, payload: #"{"a": 1}"#, found: []),
    Case(
      name: "names that are only required", schema: #"{"type": "object", "required": ["a"]}"#,
      payload: #"{"a": 1, "b": 2}"#, found: []),
    Case(
      name: "a required name beside properties", schema: #"{"properties": {"a": true}, "required": ["b"]}"#,
      payload: #"{"a": 1, "b": 2}"#, found: ["/b"]),
    Case(
      name: "one required name that is all", schema: #"{"properties": {"a": true}, "required": ["a"]}"#,
      payload: #"{"b": 2, "a": 1}"#, found: ["/b"]),
    Case(
      name: "nothing within an undocumented member", schema: #"{"properties": {"a": {"properties": {"b": true}}}}"#,
      payload: #"{"x": {"y": {"z": 1}}, "a": {"c": 1, "b": {"d": 1}}}"#, found: ["/x", "/a/c"]),
    Case(
      name: "items", schema: #"{"items": {"properties": {"a": true}}}"#,
      payload: #"[{"a": 1}, {"b": 1}, 5, [{"c": 1}]]"#,
      found: ["/1/b"]),
    Case(
      name: "first items",
      schema: #"{"prefixItems": [{"properties": {"a": true}}], "items": {"properties": {"b": true}}}"#,
      payload: #"[{"b": 1}, {"b": 1}, {"a": 1}]"#, found: ["/0/b", "/2/a"]),
    Case(
      name: "patterns", schema: #"{"patternProperties": {"^x-": true}}"#, payload: #"{"x-a": 1, "y": 2}"#, found: ["/y"]
    ),
    Case(
      name: "patterns beside names", schema: #"{"patternProperties": {"^x-": true}, "properties": {"a": true}}"#,
      payload: #"{"x-a": 1, "a": 2}"#, found: []),
    Case(
      name: "parts of allOf",
      schema: #"{"allOf": [{"properties": {"a": true}}, {"properties": {"b": {"properties": {"c": true}}}}]}"#,
      payload: #"{"a": 1, "b": {"c": 1, "d": 2}, "e": 3}"#, found: ["/b/d", "/e"]),
    Case(
      name: "parts of allOf, clean",
      schema: #"{"properties": {"x": true}, "allOf": [{"properties": {"a": true}}, {"properties": {"b": true}}]}"#,
      payload: #"{"a": 1, "b": 2, "x": 3}"#, found: []),
    Case(
      name: "one value through several schemas",
      schema: #"""
        {"allOf": [{"properties": {"a": {"properties": {"b": true}}}}, {"properties": {"a": {"properties": {"c": true}}}}]}
        """#, payload: #"{"a": {"b": 1, "c": 2, "d": 3}}"#, found: ["/a/d"]),
    Case(
      name: "one value through several schemas, clean",
      schema: #"""
        {"allOf": [{"properties": {"a": {"properties": {"b": true}}}}, {"properties": {"a": {"properties": {"c": true}}}}]}
        """#, payload: #"{"a": {"b": 1, "c": 2}}"#, found: []),
    Case(
      name: "a losing branch",
      schema: #"""
        {"oneOf": [{"properties": {"a": true, "b": {"type": "string"}}, "required": ["a"]},
          {"properties": {"b": {"type": "number"}}}]}
        """#, payload: #"{"a": 1, "b": 2}"#, found: ["/a"]),
    Case(
      name: "a winning branch after a losing one",
      schema: #"{"oneOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"a": {"type": "number"}}}]}"#,
      payload: #"{"a": 1}"#, found: []),
    Case(
      name: "a branch beside properties",
      schema: #"""
        {"properties": {"kind": true}, "oneOf": [{"properties": {"a": {"type": "string"}}, "required": ["a"]},
          {"properties": {"b": {"type": "string"}}, "required": ["b"]}]}
        """#, payload: #"{"kind": 1, "b": "x"}"#, found: []),
    Case(
      name: "a branch beside properties, with more",
      schema: #"""
        {"properties": {"kind": true}, "oneOf": [{"properties": {"a": {"type": "string"}}, "required": ["a"]},
          {"properties": {"b": {"type": "string"}}, "required": ["b"]}]}
        """#, payload: #"{"a": 5, "kind": 1, "b": "x"}"#, found: ["/a"]),
    Case(
      name: "all branches of anyOf that pass",
      schema: #"{"anyOf": [{"properties": {"a": true}}, {"properties": {"b": true}}]}"#,
      payload: #"{"a": 1, "b": 2, "c": 3}"#, found: ["/c"]),
    Case(
      name: "several branches of anyOf, clean",
      schema: #"{"anyOf": [{"properties": {"a": true}}, {"properties": {"a": true, "b": true}}]}"#,
      payload: #"{"a": 1, "b": 2}"#, found: [], isNoted: false),
    Case(
      name: "branches that need each other",
      schema: #"{"anyOf": [{"properties": {"a": true}}, {"properties": {"b": true}}]}"#,
      payload: #"{"a": 1, "b": 2}"#, found: [], isNoted: true),
    Case(
      name: "a free branch before one that names",
      schema: #"{"anyOf": [{"type": "object"}, {"properties": {"a": true}}]}"#,
      payload: #"{"b": 1}"#, found: ["/b"]),
    Case(
      name: "a free member before one that is described",
      schema: #"{"anyOf": [{"properties": {"x": true}}, {"properties": {"x": {"properties": {"a": true}}}}]}"#,
      payload: #"{"x": {"b": 1}}"#, found: ["/x/b"]),
    Case(
      name: "free items before described ones", schema: #"{"anyOf": [true, {"items": {"properties": {"a": true}}}]}"#,
      payload: #"[{"b": 1}]"#, found: ["/0/b"]),
    Case(
      name: "an object or null",
      schema: #"{"properties": {"a": {"anyOf": [{"type": "null"}, {"type": "object", "properties": {"b": true}}]}}}"#,
      payload: #"{"a": {"b": 1}}"#, found: []),
    Case(
      name: "a condition that holds",
      schema: #"{"if": {"properties": {"a": {"const": 1}}, "required": ["a"]}, "then": {"properties": {"b": true}}}"#,
      payload: #"{"a": 1, "b": 2, "c": 3}"#, found: ["/c"]),
    Case(
      name: "a condition that does not hold",
      schema: #"{"if": {"properties": {"a": {"const": 1}}}, "then": {"properties": {"b": true}}}"#,
      payload: #"{"a": 2}"#, found: [], isNoted: false),
    Case(
      name: "a condition alone", schema: #"{"properties": {"a": true}, "if": {"properties": {"b": {"const": 1}}}}"#,
      payload: #"{"a": 2, "b": 1}"#, found: []),
    Case(
      name: "what is negated", schema: #"{"properties": {"b": true}, "not": {"properties": {"a": {"const": 1}}}}"#,
      payload: #"{"a": 2, "b": 3}"#, found: ["/a"]),
    Case(
      name: "a dependent schema",
      schema: #"{"properties": {"a": true}, "dependentSchemas": {"a": {"properties": {"b": true}}}}"#,
      payload: #"{"a": 1, "b": 2}"#, found: []),
    Case(
      name: "a dependent schema that is not applied",
      schema: #"{"properties": {"c": true}, "dependentSchemas": {"a": {"properties": {"b": true}}}}"#,
      payload: #"{"c": 1, "b": 2}"#, found: ["/b"]),
    Case(
      name: "items that are contained",
      schema: #"{"contains": {"properties": {"a": true}, "required": ["a"]}}"#,
      payload: #"[{"a": 1}, {"b": 1}, {"a": 1, "b": 2}]"#, found: ["/2/b"]),
    Case(
      name: "unevaluated properties",
      schema: #"{"properties": {"a": true}, "unevaluatedProperties": {"type": "number"}}"#,
      payload: #"{"a": 1, "b": 2}"#, found: []),
    Case(
      name: "within unevaluated properties",
      schema: #"{"properties": {"a": true}, "unevaluatedProperties": {"properties": {"c": true}}}"#,
      payload: #"{"a": 1, "b": {"d": 2}}"#, found: ["/b/d"]),
    Case(
      name: "anyOf within what is evaluated as a whole",
      schema: #"""
        {"anyOf": [{"properties": {"x": true}}, {"properties": {"n": {"properties": {"a": true}}}}],
          "unevaluatedProperties": true}
        """#, payload: #"{"n": {"b": 1}}"#, found: ["/n/b"]),
    Case(
      name: "a recursive schema", schema: ##"{"properties": {"next": {"$ref": "#"}, "value": true}}"##,
      payload: #"{"value": 1, "next": {"value": 2, "next": {"vale": 3}}}"#, found: ["/next/next/vale"]),
    Case(
      name: "dynamic references",
      schema: ##"""
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.test/root",
         "$dynamicAnchor": "node", "$ref": "tree", "properties": {"extra": true}, "$defs": {
         "tree": {"$id": "tree", "$dynamicAnchor": "node", "properties": {"child": {"$dynamicRef": "#node"}}}}}
        """##, payload: #"{"child": {"extra": 1, "child": {"other": 1}}}"#, found: ["/child/child/other"]),
    Case(
      name: "a name that is written with an escape", schema: #"{"properties": {"a": true}}"#,
      payload: #"{"\u0061": 1, "\u0062": 2}"#, found: ["/b"]),
    Case(
      name: "a payload that does not pass", schema: #"{"properties": {"a": {"type": "null"}}}"#,
      payload: #"{"a": 1, "b": 2}"#, found: []),
  ]

  @Test(arguments: cases) func membersAreFound(_ test: Case) throws {
    let schema = try Self.tracking(test.schema)
    let bytes = Array(test.payload.utf8)
    let found = schema.undocumentedMembers(of: bytes)
    #expect(found.members.map(\.instance.description) == test.found)
    #expect(found.stopped == nil)
    let screening = schema.screen(bytes.span)
    #expect(screening.passes == schema.accepts(bytes))
    #expect(screening.mayHaveUndocumented == (test.isNoted ?? !test.found.isEmpty))
    #expect(schema.inspect(bytes.span, undocumented: true).undocumented == found)
    #expect(schema.inspect(bytes).undocumented.members.isEmpty)
    // Without a tracking plan the same is found.
    let plain = try Schema(test.schema.utf8)
    #expect(plain.undocumentedMembers(of: bytes) == found)
    #expect(plain.screen(bytes.span).mayHaveUndocumented == screening.passes)
    // As it is with a program that was stored.
    let set = try SchemaSet(encoded: SchemaSet(program: schema.program).encoded(), tracksUndocumented: true)
    #expect(set[0].undocumentedMembers(of: bytes) == found)
  }

  @Test func findingsSayWhereAndWhatIsDocumented() throws {
    let schema = try Self.tracking(
      #"{"properties": {"name": true, "kind": true}, "allOf": [{"properties": {"kind": true}}]}"#)
    let found = schema.undocumentedMembers(of: "{\"kind\": 1,\n \"nmae\": 2}")
    let member = try #require(found.members.first)
    #expect(member.position == TextPosition(offset: 13, line: 2, column: 2))
    #expect(Set(member.documentedNames) == ["name", "kind"])
    #expect(member.schema?.pointer.hasSuffix("/properties") == true)
  }

  @Test func findingsAreCountedBeyondTheLimit() throws {
    let schema = try Self.tracking(#"{"items": {"properties": {"a": true}}}"#)
    let payload = "[" + Array(repeating: #"{"a": 1, "b": 2}"#, count: 50).joined(separator: ",") + "]"
    let found = schema.undocumentedMembers(of: Array(payload.utf8).span, limits: Limits(issues: 3))
    #expect(found.members.map(\.instance.description) == ["/0/b", "/1/b", "/2/b"])
    #expect(found.omitted == 47)
  }

  /// Every branch passes at every level: without a memory the evaluations would double from level to level.
  @Test func manyBranchesThatPassAreNoManyTimesTheWork() throws {
    let schema = try Self.tracking(
      ##"{"anyOf": [{"properties": {"a": {"$ref": "#"}}}, {"properties": {"a": {"$ref": "#"}, "b": true}}]}"##)
    let depth = 60
    let payload = String(repeating: #"{"a":"#, count: depth) + #"{"c": 1}"# + String(repeating: "}", count: depth)
    let found = schema.undocumentedMembers(of: Array(payload.utf8).span, limits: Limits(steps: 200_000))
    #expect(found.members.count == 1)
    #expect(found.stopped == nil)
  }

  @Test func aLimitThatEndsTheSearchIsTold() throws {
    let schema = try Schema(##"{"properties": {"a": {"allOf": [{"$ref": "#"}, {"$ref": "#"}]}}}"##.utf8)
    let payload = String(repeating: #"{"a":"#, count: 9) + "{}" + String(repeating: "}", count: 9)
    let found = schema.undocumentedMembers(of: Array(payload.utf8).span, limits: Limits(steps: 700))
    #expect(found.stopped?.limit == .steps || found.members.isEmpty)
  }
}
