import Testing

@testable import Muster

/// The output formats of the specification: units, their locations, errors and annotations.
@Suite struct OutputTests {
  /// A unit as cases expect it.
  struct Expected: Equatable {
    var path: String
    var schema: String
    var instance: String
    var errors: [String] = []
    var annotations: [String: String] = [:]
    var dropped: [String: String] = [:]

    init(
      _ path: String, _ schema: String, _ instance: String, errors: [String] = [], annotations: [String: String] = [:],
      dropped: [String: String] = [:]
    ) {
      self.path = path
      self.schema = schema
      self.instance = instance
      self.errors = errors
      self.annotations = annotations
      self.dropped = dropped
    }

    init(_ unit: Output.Unit) {
      path = unit.evaluationPath.description
      schema = unit.schemaLocation
      instance = unit.instanceLocation.description
      errors = unit.errors.map(\.keyword)
      annotations = Dictionary(uniqueKeysWithValues: unit.annotations.map { ($0.keyword, $0.json) })
      dropped = Dictionary(uniqueKeysWithValues: unit.droppedAnnotations.map { ($0.keyword, $0.json) })
    }
  }

  static func units(
    _ schema: String, _ payload: String, _ format: Output.Format = .list, dialect: Dialect? = nil
  ) throws -> [Output.Unit] {
    try AnnotatingSchema(schema.utf8, options: Schema.Options(dialect: dialect)).output(payload, as: format).units
  }

  /// What units say at a place of the payload, by keyword.
  static func annotations(
    _ schema: String, _ payload: String, at instance: String = "", dialect: Dialect? = nil
  ) throws -> [String: [String]] {
    var found: [String: [String]] = [:]
    for unit in try units(schema, payload, dialect: dialect) where unit.instanceLocation.description == instance {
      for annotation in unit.annotations { found[annotation.keyword, default: []].append(annotation.json) }
    }
    return found
  }

  // MARK: The specification's example

  static let example = ##"""
    {"$id": "https://json-schema.org/schemas/example", "type": "object", "title": "root",
     "properties": {
       "foo": {"allOf": [{"required": ["unspecified-prop"]},
         {"type": "object", "title": "foo-title", "properties": {"foo-prop": {"const": 1, "title": "foo-prop-title"}},
          "additionalProperties": {"type": "boolean"}}]},
       "bar": {"$ref": "#/$defs/bar"}},
     "$defs": {"bar": {"type": "object", "title": "bar-title",
       "properties": {"bar-prop": {"type": "integer", "minimum": 10, "title": "bar-prop-title"}}}}}
    """##
  static let uri = "https://json-schema.org/schemas/example#"

  @Test func failingExample() throws {
    let payload = #"{"foo": {"foo-prop": "not 1", "other-prop": false}, "bar": {"bar-prop": 2}}"#
    #expect(
      try Self.units(Self.example, payload).map(Expected.init) == [
        Expected(
          "/properties/foo/allOf/0", Self.uri + "/properties/foo/allOf/0", "/foo", errors: ["required"]),
        Expected(
          "/properties/foo/allOf/1/properties/foo-prop", Self.uri + "/properties/foo/allOf/1/properties/foo-prop",
          "/foo/foo-prop", errors: ["const"], dropped: ["title": #""foo-prop-title""#]),
        Expected(
          "/properties/bar/$ref/properties/bar-prop", Self.uri + "/$defs/bar/properties/bar-prop", "/bar/bar-prop",
          errors: ["minimum"], dropped: ["title": #""bar-prop-title""#]),
      ])
    let tree = try Self.units(Self.example, payload, .hierarchical)
    #expect(
      tree.map { "\($0.parent.map(String.init) ?? "-") \($0.isValid) \($0.evaluationPath)" } == [
        "- false ", "0 false /properties/foo", "1 false /properties/foo/allOf/0", "1 false /properties/foo/allOf/1",
        "3 false /properties/foo/allOf/1/properties/foo-prop", "3 true /properties/foo/allOf/1/additionalProperties",
        "0 false /properties/bar", "6 false /properties/bar/$ref", "7 false /properties/bar/$ref/properties/bar-prop",
      ])
    #expect(Expected(tree[3]).dropped["title"] == #""foo-title""#)
    #expect(tree.allSatisfy { $0.annotations.isEmpty })
  }

  @Test func passingExample() throws {
    let payload = #"{"foo": {"foo-prop": 1, "unspecified-prop": true}, "bar": {"bar-prop": 20}}"#
    #expect(
      try Self.units(Self.example, payload).map(Expected.init) == [
        Expected("", Self.uri, "", annotations: ["title": #""root""#, "properties": #"["foo","bar"]"#]),
        Expected(
          "/properties/foo/allOf/1", Self.uri + "/properties/foo/allOf/1", "/foo",
          annotations: [
            "title": #""foo-title""#, "properties": #"["foo-prop"]"#, "additionalProperties": #"["unspecified-prop"]"#,
          ]),
        Expected(
          "/properties/foo/allOf/1/properties/foo-prop", Self.uri + "/properties/foo/allOf/1/properties/foo-prop",
          "/foo/foo-prop", annotations: ["title": #""foo-prop-title""#]),
        Expected(
          "/properties/bar/$ref", Self.uri + "/$defs/bar", "/bar",
          annotations: ["title": #""bar-title""#, "properties": #"["bar-prop"]"#]),
        Expected(
          "/properties/bar/$ref/properties/bar-prop", Self.uri + "/$defs/bar/properties/bar-prop", "/bar/bar-prop",
          annotations: ["title": #""bar-prop-title""#]),
      ])
  }

  // MARK: Annotations

  /// Schema, payload, and the annotations at the root.
  @Test(arguments: [
    // Metadata and what is not known is taken as it is written; comments and assertions are no annotations.
    (
      #"{"description": "d", "default": {"a": 1.0}, "examples": [1], "deprecated": true, "readOnly": true, "writeOnly": false, "x": [null], "$comment": "c", "type": "integer"}"#,
      "1",
      [
        "description": [#""d""#], "default": [#"{"a": 1.0}"#], "examples": ["[1]"], "deprecated": ["true"],
        "readOnly": ["true"], "writeOnly": ["false"], "x": ["[null]"],
      ]
    ),
    (#"{"format": "date-time"}"#, "1", ["format": [#""date-time""#]]),
    // Contents are those of strings; a schema of the content needs a media type.
    (
      #"{"contentEncoding": "base64", "contentMediaType": "application/json", "contentSchema": {"type": "array"}}"#,
      #""W10=""#,
      [
        "contentEncoding": [#""base64""#], "contentMediaType": [#""application/json""#],
        "contentSchema": [#"{"type": "array"}"#],
      ]
    ),
    (#"{"contentEncoding": "base64", "contentSchema": {}}"#, #""W10=""#, ["contentEncoding": [#""base64""#]]),
    (#"{"contentEncoding": "base64", "contentMediaType": "application/json"}"#, "1", [:]),
    // Applicators say what they were applied to.
    (
      #"{"properties": {"a": true, "b": true}, "patternProperties": {"^c": true}, "additionalProperties": true}"#,
      #"{"a": 1, "c\u0064": 2, "e": 3}"#,
      [
        "properties": [#"["a"]"#], "patternProperties": [#"["c\u0064"]"#], "additionalProperties": [#"["e"]"#],
      ]
    ),
    (#"{"prefixItems": [true, true, true], "items": true}"#, "[1, 2]", ["prefixItems": ["1"]]),
    (#"{"prefixItems": [true], "items": true}"#, "[1, 2]", ["prefixItems": ["0"], "items": ["true"]]),
    (#"{"contains": {"type": "string"}}"#, #"[1, "a", 2, "b"]"#, ["contains": ["[1,3]"]]),
    (#"{"contains": {"type": "string"}, "minContains": 0}"#, "[]", ["contains": ["[]"]]),
    (
      #"{"properties": {"a": true}, "unevaluatedProperties": {"type": "integer"}}"#, #"{"a": 1, "b": 2}"#,
      ["properties": [#"["a"]"#], "unevaluatedProperties": [#"["b"]"#]]
    ),
    (
      #"{"prefixItems": [true], "unevaluatedItems": true}"#, "[1, 2]",
      ["prefixItems": ["0"], "unevaluatedItems": ["true"]]
    ),
    // They say nothing of values of another type.
    (#"{"properties": {"a": true}, "items": true, "contains": true}"#, "1", [:]),
    // Every branch that passes adds to the annotations, and none that fails does.
    (
      #"{"anyOf": [{"type": "integer", "title": "a"}, {"type": "string", "title": "b"}, {"minimum": 1, "title": "c"}]}"#,
      "1", ["title": [#""a""#, #""c""#]]
    ),
    (#"{"oneOf": [{"type": "integer", "title": "a"}, {"type": "string", "title": "b"}]}"#, "1", ["title": [#""a""#]]),
    (#"{"not": {"type": "string", "title": "a"}}"#, "1", [:]),
    (#"{"not": {"not": {"title": "a"}}}"#, "1", [:]),
    (
      #"{"if": {"minimum": 1, "title": "if"}, "then": {"title": "then"}, "else": {"title": "else"}}"#, "1",
      ["title": [#""if""#, #""then""#]]
    ),
    (
      #"{"if": {"minimum": 2, "title": "if"}, "then": {"title": "then"}, "else": {"title": "else"}}"#, "1",
      ["title": [#""else""#]]
    ),
    (#"{"if": {"title": "if"}}"#, "1", ["title": [#""if""#]]),
    (#"{"dependentSchemas": {"a": {"title": "a"}, "b": {"title": "b"}}}"#, #"{"a": 1}"#, ["title": [#""a""#]]),
    (##"{"$ref": "#/$defs/a", "title": "r", "$defs": {"a": {"title": "a"}}}"##, "1", ["title": [#""r""#, #""a""#]]),
  ])
  func annotations(_ schema: String, _ payload: String, _ expected: [String: [String]]) throws {
    #expect(try Self.annotations(schema, payload) == expected)
  }

  @Test func itemsOfContainsThatFailLeaveNone() throws {
    let schema = #"{"contains": {"type": "string", "title": "a"}}"#
    #expect(try Self.annotations(schema, #"["x", 1]"#, at: "/0") == ["title": [#""a""#]])
    #expect(try Self.annotations(schema, #"["x", 1]"#, at: "/1") == [:])
  }

  @Test func dialectsDifferInTheirAnnotations() throws {
    #expect(try Self.annotations(#"{"contains": true}"#, "[1]", dialect: .draft201909) == [:])
    #expect(
      try Self.annotations(#"{"items": [true], "additionalItems": true}"#, "[1, 2]", dialect: .draft201909)
        == ["items": ["0"], "additionalItems": ["true"]])
    // What stands beside a reference means nothing up to draft 7.
    let reference = ##"{"definitions": {"a": {"title": "a"}}, "allOf": [{"$ref": "#/definitions/a", "title": "r"}]}"##
    #expect(try Self.annotations(reference, "1", dialect: .draft7) == ["title": [#""a""#]])
    #expect(try Self.annotations(reference, "1", dialect: .draft201909) == ["title": [#""r""#, #""a""#]])
  }

  // MARK: Locations

  @Test func resourcesHaveLocationsOfTheirOwn() throws {
    let schema = ##"""
      {"$id": "https://example.com/a", "properties": {"x y": {"$ref": "b#/$defs/%5Ec"}},
       "$defs": {"b": {"$id": "b", "$defs": {"^c": {"title": "c"}}}}}
      """##
    let unit = try #require(try Self.units(schema, #"{"x y": 1}"#).last)
    #expect(
      Expected(unit)
        == Expected(
          "/properties/x y/$ref", "https://example.com/b#/$defs/%5Ec", "/x y", annotations: ["title": #""c""#]))
  }

  @Test func dynamicReferencesAreInThePath() throws {
    let schema = ##"""
      {"$id": "https://example.com/tree", "$dynamicAnchor": "node", "title": "n", "items": {"$dynamicRef": "#node"}}
      """##
    #expect(
      try Self.units(schema, "[[]]").map { Expected($0).path } == ["", "/items/$dynamicRef"])
  }

  // MARK: Bounds and secrets

  @Test func whatHasNoVerdictHasNoOutput() throws {
    let schema = try AnnotatingSchema(
      ##"{"anyOf": [{"items": {"$ref": "#"}}, {"items": {"$ref": "#"}, "minItems": 9}]}"##.utf8)
    for format in Output.Format.allCases {
      #expect(throws: Rejection.self) { try schema.output("[", as: format) }
      let deep = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
      if format == .flag { continue }
      let rejection = #expect(throws: Rejection.self) { try schema.output(deep, as: format) }
      guard case .stopped(let limit) = rejection?.outcome else {
        Testing.Issue.record("expected a limit to end it")
        continue
      }
      #expect(limit.limit == .steps)
    }
  }

  @Test func secretsAreNotShown() throws {
    let schema =
      #"{"properties": {"hidden": {"writeOnly": true}}, "additionalProperties": {"enum": ["X"]}, "allOf": [{"properties": {"hidden": {"enum": ["X"]}}}]}"#
    for payload in [#"{"hidden": "CANARY"}"#, #"{"password": "CANARY"}"#] {
      let units = try Self.units(schema, payload)
      #expect(!units.isEmpty)
      #expect(!units.contains { "\($0.errors)".contains("CANARY") })
    }
  }
}
