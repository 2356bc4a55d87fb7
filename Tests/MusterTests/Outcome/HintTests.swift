import Testing

@testable import Muster

/// Hints: what is probably meant by a name or value, and when nothing is.
@Suite struct HintTests {
  private static func reasons(_ schema: String, _ payload: String, _ disclosure: Disclosure = .safe) throws -> [Reason]
  {
    let compiled = try Schema(schema.utf8)
    guard case .invalid(let issues) = compiled.check(payload, disclosing: disclosure) else { return [] }
    return issues.map(\.reason)
  }

  /// Schema, payload, and the suggestion of each issue; a hyphen for none.
  @Test(arguments: [
    // A slip.
    (#"{"required":["name"]}"#, #"{"nmae":1}"#, "nmae"),
    (#"{"required":["name"]}"#, #"{"Name":1}"#, "Name"),
    (#"{"required":["created_at"]}"#, #"{"createdat":1}"#, "createdat"),
    (#"{"properties":{"name":{}},"additionalProperties":false}"#, #"{"nmae":1}"#, "name"),
    (#"{"enum":["ADMIN","MEMBER"]}"#, #""MEMBR""#, #""MEMBER""#),
    // Nothing that is far away.
    (#"{"required":["name"]}"#, #"{"size":1}"#, "-"), (#"{"required":["id"]}"#, #"{"to":1}"#, "-"),
    (#"{"required":["id"]}"#, #"{"ip":1}"#, "-"), (#"{"enum":["open"]}"#, #""shut""#, "-"),
    (#"{"properties":{"kind":{}},"additionalProperties":false}"#, #"{"mime":1}"#, "-"),
    // Nothing that differs in a number only.
    (#"{"required":["line1"]}"#, #"{"line2":1}"#, "-"), (#"{"enum":["v1","v2"]}"#, #""v3""#, "-"),
    (#"{"properties":{"item_10":{}},"additionalProperties":false}"#, #"{"item_11":1}"#, "-"),
    // Nothing that is present.
    (#"{"properties":{"name":{}},"additionalProperties":false}"#, #"{"name":1,"nmae":1}"#, "-"),
    // Nothing that is declared: beside, in allOf, by reference, in a branch, in a condition, by a dependency, by a pattern.
    (#"{"required":["name"],"properties":{"names":{}}}"#, #"{"names":1}"#, "-"),
    (#"{"required":["name"],"allOf":[{"properties":{"names":{}}}]}"#, #"{"names":1}"#, "-"),
    (#"{"allOf":[{"required":["name"]},{"properties":{"names":{}}}]}"#, #"{"names":1}"#, "-"),
    (##"{"$ref":"#/$defs/a","properties":{"names":{}},"$defs":{"a":{"required":["name"]}}}"##, #"{"names":1}"#, "-"),
    (##"{"required":["name"],"$ref":"#/$defs/a","$defs":{"a":{"properties":{"names":{}}}}}"##, #"{"names":1}"#, "-"),
    (#"{"required":["name"],"anyOf":[{"properties":{"names":{}}},{"properties":{"nome":{}}}]}"#, #"{"names":1}"#, "-"),
    (#"{"required":["name"],"oneOf":[{"properties":{"names":{}}}]}"#, #"{"names":1}"#, "-"),
    (#"{"required":["name"],"if":{"properties":{"names":{}}},"then":{}}"#, #"{"names":1}"#, "-"),
    (#"{"required":["name"],"if":{},"then":{"properties":{"names":{}}}}"#, #"{"names":1}"#, "-"),
    (#"{"required":["name"],"if":{},"else":{"properties":{"names":{}}}}"#, #"{"names":1}"#, "-"),
    (#"{"required":["name"],"dependentSchemas":{"x":{"properties":{"names":{}}}}}"#, #"{"names":1}"#, "-"),
    (#"{"required":["name"],"dependentSchemas":{"names":{}}}"#, #"{"names":1}"#, "-"),
    (#"{"required":["name"],"dependentRequired":{"names":["id"]}}"#, #"{"names":1,"id":1}"#, "-"),
    (#"{"required":["name"],"patternProperties":{"^nam":{}}}"#, #"{"names":1}"#, "-"),
    (#"{"required":["name","names"]}"#, #"{"names":1}"#, "-"),
    (#"{"allOf":[{"required":["name"]},{"required":["names"]}]}"#, #"{"names":1}"#, "-"),
    // Another name is still near enough.
    (#"{"required":["name"],"properties":{"names":{}}}"#, #"{"names":1,"nane":2}"#, "nane"),
  ])
  func suggestions(_ schema: String, _ payload: String, _ expected: String) throws {
    #expect(try Self.reasons(schema, payload).map { $0.suggestion ?? "-" } == [expected])
  }

  /// A name of the payload is a hint only where it may be shown.
  @Test func hintsKeepSecrets() throws {
    let schema = #"{"properties":{"tokens":{"required":["name"]}},"required":["abcdefghij-klmn"]}"#
    let payload = #"{"tokens":{"nmae":1},"abcdefghij klmn":1}"#
    #expect(try Self.reasons(schema, payload, .contract).allSatisfy { $0.suggestion == nil })
    #expect(try Self.reasons(#"{"required":["name"]}"#, #"{"nmae":1}"#, .never).map(\.suggestion) == [nil])
  }

  // MARK: Closed subschemas

  /// Each undeclared member with the code of its reason.
  @Test(arguments: [
    (
      #"{"allOf":[{"properties":{"a":{}},"additionalProperties":false},{"properties":{"b":{}},"additionalProperties":false}]}"#,
      #"{"a":1,"b":2}"#, ["a closed-subschemas", "b closed-subschemas"]
    ),
    (
      #"{"allOf":[{"properties":{"a":{}},"additionalProperties":false},{"properties":{"b":{}}}]}"#, #"{"a":1,"b":2}"#,
      ["b closed-subschema"]
    ),
    (
      #"{"properties":{"a":{}},"additionalProperties":false,"allOf":[{"properties":{"b":{}}}]}"#, #"{"b":2}"#,
      ["b closed-subschema"]
    ),
    (
      ##"{"allOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/b"}],"$defs":{"a":{"properties":{"a":{},"c":{},"d":{},"e":{}},"additionalProperties":false},"b":{"properties":{"b":{}},"additionalProperties":false}}}"##,
      #"{"b":2}"#, ["b closed-subschemas"]
    ),
    (
      #"{"properties":{"a":{}},"additionalProperties":false,"allOf":[{"patternProperties":{"^x-":{}}}]}"#,
      #"{"x-b":2}"#, ["x-b closed-subschema"]
    ),
    (
      #"{"properties":{"a":{}},"additionalProperties":false,"if":{},"then":{"properties":{"b":{}}}}"#, #"{"b":2}"#,
      ["b closed-subschema"]
    ),
    // Another branch of a union is no cause: only one of them is meant.
    (
      #"{"anyOf":[{"properties":{"a":{}},"additionalProperties":false},{"properties":{"b":{}},"required":["c"]}]}"#,
      #"{"b":2}"#, ["b undeclared-property"]
    ),
    // In one branch both apply.
    (
      #"{"anyOf":[{"type":"string"},{"allOf":[{"properties":{"a":{}},"additionalProperties":false},{"properties":{"b":{}}}]}]}"#,
      #"{"b":2}"#, ["b closed-subschema"]
    ),
    (#"{"properties":{"a":{}},"additionalProperties":false}"#, #"{"b":2}"#, ["b undeclared-property"]),
  ])
  func closedSubschemas(_ schema: String, _ payload: String, _ expected: [String]) throws {
    let reasons = try Self.reasons(schema, payload)
    #expect(reasons.map { "\($0.names.first ?? "") \($0.code)" } == expected)
    #expect(reasons.allSatisfy { $0.suggestion == nil })
  }
}
