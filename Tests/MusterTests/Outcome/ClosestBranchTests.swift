import Testing

@testable import Muster

/// Which branch of a union is explained: one test for each step of the order.
@Suite struct ClosestBranchTests {
  /// The schema locations of the issues of a payload.
  static func pointers(
    _ schema: String, _ payload: String, dialect: Dialect = .openAPI31, reading: Reading = .intent
  ) throws -> [String] {
    let compiled = try Schema(schema.utf8, options: Schema.Options(reading: reading, dialect: dialect))
    guard case .invalid(let issues) = compiled.check(payload) else { return [] }
    return issues.map { $0.schema?.pointer ?? "" }
  }

  /// 1: the discriminator is followed even where a `const` tells of another branch.
  @Test func discriminatorFirst() throws {
    let schema = ##"""
      {"oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}], "discriminator": {"propertyName": "kind"},
       "$defs": {
         "Cat": {"type": "object", "properties": {"breed": {"const": "tabby"}, "lives": {"type": "integer"}}},
         "Dog": {"type": "object", "properties": {"breed": {"const": "corgi"}, "bark": {"type": "string"}}}}}
      """##
    #expect(
      try Self.pointers(schema, #"{"kind": "Cat", "breed": "corgi", "lives": 9, "bark": 1}"#)
        == ["/$defs/Cat/properties/breed/const"])
    #expect(
      try Self.pointers(schema, #"{"breed": "corgi", "lives": 9, "bark": 1}"#)
        == ["/$defs/Dog/properties/bark/type"])
  }

  /// A value that a mapping of all branches does not have is named, with the nearest it has.
  @Test func unknownTag() throws {
    let schema = ##"""
      {"oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}],
       "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/$defs/Cat", "hound": "Dog"}},
       "$defs": {
         "Cat": {"type": "object", "required": ["kind", "lives"], "properties": {"kind": {"type": "string"}}},
         "Dog": {"type": "object", "required": ["kind", "bark"], "properties": {"kind": {"type": "string"}}}}}
      """##
    let compiled = try Schema(schema.utf8, options: Schema.Options(dialect: .openAPI31))
    guard case .invalid(let issues) = compiled.check(#"{"kind": "houd"}"#) else {
      Testing.Issue.record("the payload passes")
      return
    }
    #expect(issues.map(\.keyword) == ["discriminator"] && issues.map(\.instance.description) == ["/kind"])
    let reason = try #require(issues.first?.reason)
    #expect(reason.code == .unknownTag && reason.suggestion == #""hound""#)
    #expect(reason.expected.values == [#""cat""#, #""hound""#, #""Cat""#, #""Dog""#])
    #expect(reason.found == FoundValue(.string, count: 4, text: "houd"))
    #expect(try Self.pointers(schema, #"{"kind": "hound"}"#) == ["/$defs/Dog/required"])
    #expect(try Self.pointers(schema, #"{"kind": "Cat"}"#) == ["/$defs/Cat/required"])
    // Without a mapping tags are the names of schemas; by the letter nobody knows what the vendor means by a value.
    let bare = schema.replacing(##", "mapping": {"cat": "#/$defs/Cat", "hound": "Dog"}"##, with: "")
    #expect(try Self.pointers(bare, #"{"kind": "houd"}"#) == ["/oneOf"])
    #expect(try Self.pointers(bare, #"{"kind": "houd"}"#, reading: .letter) == ["/oneOf"])
  }

  /// 2: a `const` that holds where another branch's fails beats the type, the depth and the count.
  @Test(arguments: [
    // The type that the told branch allows is another.
    (
      #"{"anyOf": [{"type": "object", "properties": {"kind": {"const": "a"}}}, {"type": "array", "properties": {"kind": {"const": "b"}}}]}"#,
      #"{"kind": "b"}"#, ["/anyOf/1/type"]
    ),
    // The other branch allows anything but the tag, the told one fails twice.
    (
      #"{"anyOf": [{"properties": {"kind": {"enum": ["a", "c"]}}}, {"properties": {"kind": {"enum": ["b", "d"]}}, "required": ["x", "y"]}]}"#,
      #"{"kind": "b"}"#, ["/anyOf/1/required", "/anyOf/1/required"]
    ),
    // A branch without the tag fails deeper and only once.
    (
      #"{"oneOf": [{"properties": {"n": {"properties": {"m": {"type": "string"}}}}}, {"properties": {"kind": {"const": "b"}}, "required": ["x", "y"]}, {"properties": {"kind": {"const": "a"}}}]}"#,
      #"{"kind": "b", "n": {"m": 1}}"#, ["/oneOf/1/required", "/oneOf/1/required"]
    ),
    // Through a reference and an allOf.
    (
      ##"{"oneOf": [{"$ref": "#/$defs/a"}, {"allOf": [{"$ref": "#/$defs/b"}, {"required": ["x"]}]}], "$defs": {"a": {"properties": {"kind": {"const": "a"}}}, "b": {"properties": {"kind": {"const": "b"}}}}}"##,
      #"{"kind": "b"}"#, ["/oneOf/1/allOf/1/required"]
    ),
    // Of unions in unions the inner branch still tells the outer ones apart.
    (
      #"{"anyOf": [{"properties": {"kind": {"const": "a"}}}, {"anyOf": [{"properties": {"kind": {"const": "b"}}, "required": ["x", "y"]}, {"properties": {"kind": {"const": "c"}}}]}]}"#,
      #"{"kind": "b"}"#, ["/anyOf/1/anyOf/0/required", "/anyOf/1/anyOf/0/required"]
    ),
  ])
  func tagsSecond(_ schema: String, _ payload: String, _ expected: [String]) throws {
    #expect(try Self.pointers(schema, payload) == expected)
  }

  /// A `const` that holds in all branches tells nothing.
  @Test func tagsThatAllBranchesShareTellNothing() throws {
    let schema =
      #"{"anyOf": [{"properties": {"v": {"const": 1}}, "required": ["x", "y"]}, {"properties": {"v": {"const": 1}}, "required": ["x"]}]}"#
    #expect(try Self.pointers(schema, #"{"v": 1}"#) == ["/anyOf/1/required"])
  }

  /// 3: a branch that allows the type, however much else it asks for.
  @Test func typeThird() throws {
    let schema =
      #"{"anyOf": [{"type": "string"}, {"type": "object", "required": ["a", "b", "c"]}, {"type": "array"}]}"#
    #expect(try Self.pointers(schema, "{}") == Array(repeating: "/anyOf/1/required", count: 3))
    // Where none allows it one issue names them all.
    #expect(try Self.pointers(schema, "1") == ["/anyOf"])
  }

  /// 4: a branch whose tag fails is meant for other values, however deep it fails.
  @Test func missedTagsFourth() throws {
    let schema =
      #"{"anyOf": [{"properties": {"kind": {"const": "a"}, "n": {"properties": {"m": {"type": "string"}}}}}, {"required": ["x", "y"]}]}"#
    #expect(
      try Self.pointers(schema, #"{"kind": "z", "n": {"m": 1}}"#) == Array(repeating: "/anyOf/1/required", count: 2))
  }

  /// 5: the branch that fails deepest.
  @Test func depthFifth() throws {
    let schema =
      #"{"anyOf": [{"required": ["x"]}, {"properties": {"n": {"properties": {"m": {"type": "string"}, "o": {"type": "string"}}}}}]}"#
    #expect(
      try Self.pointers(schema, #"{"n": {"m": 1, "o": 1}}"#) == [
        "/anyOf/1/properties/n/properties/m/type", "/anyOf/1/properties/n/properties/o/type",
      ])
  }

  /// 6 and 7: the branches with the fewest issues; of equal ones the union tells all.
  @Test func fewestIssuesThenAllOfThem() throws {
    let schema = #"{"anyOf": [{"required": ["x", "y"]}, {"required": ["z"]}, {"required": ["w"]}]}"#
    #expect(try Self.pointers(schema, "{}") == ["/anyOf"])
    let fewer = #"{"anyOf": [{"required": ["x", "y"]}, {"required": ["z"]}, {"required": ["w", "v"]}]}"#
    #expect(try Self.pointers(fewer, "{}") == ["/anyOf/1/required"])
  }

  @Test func tagsThatHoldAreNoIssues() throws {
    let schema = try Schema(#"{"items": {"enum": [1, 2]}, "maxItems": 1}"#.utf8)
    let payload = "[" + Array(repeating: "1", count: 30_000).joined(separator: ",") + "]"
    let inspection = schema.inspect(Array(payload.utf8))
    guard case .invalid(let issues) = inspection.outcome else {
      Testing.Issue.record("expected the payload to fail")
      return
    }
    #expect(issues.map(\.keyword) == ["maxItems"])
    #expect(inspection.omittedIssues == 0)
  }
}
