import Testing

@testable import Muster

/// What plans decide beforehand, and that they decide as the evaluator does.
@Suite struct PlanTests {
  /// The operations that judge a value of a kind at the root, without the end.
  private func root(_ schema: String, _ kind: TapeWord.Kind) throws -> [PlanOperation.Code] {
    let parts = try parts(schema)
    return operations(parts, Int(parts.entries[Int(parts.roots[0]) + Int(kind.rawValue)])).map(\.code)
  }

  private func parts(_ schema: String) throws -> Plan.Parts {
    try #require(PlanBuilder.parts(of: Schema(schema.utf8).program))
  }

  private func operations(_ parts: Plan.Parts, _ list: Int) -> [PlanOperation] {
    if list == Plan.reject { return [PlanOperation(.reject)] }
    return Array(parts.operations[list...].prefix { $0.code != .accept })
  }

  // MARK: Lists for kinds

  @Test func typesAreDecidedByTheKind() throws {
    let schema = #"{"type": ["string", "null"], "minLength": 2, "minItems": 1}"#
    #expect(try root(schema, .null) == [])
    #expect(try root(schema, .string) == [.minLength])
    #expect(try root(schema, .array) == [.reject])
    #expect(try root(schema, .object) == [.reject])
  }

  @Test func integersAreTheOnlyTypeLeftToLookAt() throws {
    #expect(try root(#"{"type": "integer"}"#, .number) == [.integer])
    #expect(try root(#"{"type": "number"}"#, .number) == [])
  }

  @Test func allOfIsOneList() throws {
    let schema = ##"{"allOf": [{"minLength": 1}, {"$ref": "#/$defs/a"}], "$defs": {"a": {"maxLength": 5}}}"##
    #expect(try root(schema, .string) == [.minLength, .maxLength])
    #expect(try root(#"{"allOf": [{"type": "string"}, {"type": "number"}]}"#, .string) == [.reject])
  }

  @Test func constantsOfOtherKindsAreLeftOut() throws {
    let schema = #"{"enum": ["a", "b", null, 5]}"#
    #expect(try root(schema, .string) == [.oneOfNames])
    #expect(try root(schema, .null) == [])
    #expect(try root(schema, .true) == [.reject])
    #expect(try root(schema, .number) == [.leaf])
  }

  @Test func formatsOfManyTextsHaveOperationsOfTheirOwn() throws {
    #expect(try root(#"{"format": "uuid"}"#, .string) == [.uuid])
    #expect(try root(#"{"format": "date-time"}"#, .string) == [.dateTime])
    #expect(try root(#"{"format": "email"}"#, .string) == [.format])
  }

  // MARK: Unions

  @Test func unionsOfTypesNeedNoUnion() throws {
    let schema = #"{"oneOf": [{"type": "string", "minLength": 1}, {"type": "array", "minItems": 1}, {"type": "null"}]}"#
    #expect(try root(schema, .string) == [.minLength])
    #expect(try root(schema, .array) == [.minItems])
    #expect(try root(schema, .null) == [])
    #expect(try root(schema, .number) == [.reject])
  }

  @Test func branchesThatAcceptDecideAUnion() throws {
    #expect(try root(#"{"anyOf": [true, {"minLength": 3}]}"#, .string) == [])
    #expect(try root(#"{"oneOf": [true, {"minLength": 3}]}"#, .string) == [.noneOf])
    #expect(try root(#"{"oneOf": [true, {"minItems": 3}]}"#, .string) == [.reject])
    #expect(try root(#"{"not": {"type": "string"}}"#, .string) == [.reject])
  }

  @Test func aTellingMemberPicksTheBranch() throws {
    let branches = ["a", "b", "c"].map {
      #"{"type": "object", "required": ["kind"], "properties": {"kind": {"const": "\#($0)"}, "\#($0)": {"type": "null"}}}"#
    }
    let schema = #"{"oneOf": [\#(branches.joined(separator: ","))]}"#
    #expect(try root(schema, .object) == [.tellingOneOf])
    let parts = try parts(schema)
    let union = operations(parts, Int(parts.entries[Int(parts.roots[0]) + Int(TapeWord.Kind.object.rawValue)]))[0]
    let candidates = Int(parts.lists[Int(union.a) + 2])
    // Without the member, of another kind (objects are not looked into), of another string none; else one each.
    #expect(parts.candidates[candidates..<candidates + 7].allSatisfy { $0 == 0 })
    #expect(Array(parts.candidates[candidates + 8..<candidates + 11]) == [1, 2, 4])

    let compiled = try Schema(schema.utf8)
    #expect(compiled.accepts(#"{"kind": "b", "b": null, "a": 5}"#))
    #expect(!compiled.accepts(#"{"kind": "b", "b": 5}"#))
    #expect(!compiled.accepts(#"{"kind": "d"}"#))
    #expect(!compiled.accepts("{}"))
    // Every occurrence counts.
    #expect(!compiled.accepts(#"{"kind": "b", "kind": "a"}"#))
    #expect(compiled.accepts(#"{"k\u0069nd": "\u0062"}"#))
  }

  @Test func aMemberThatMayBeAbsentStillTells() throws {
    let schema = """
      {"anyOf": [{"type": "object", "properties": {"kind": {"enum": ["a"]}}, "required": ["x"]},
        {"type": "object", "properties": {"kind": {"enum": ["b", "c"]}}, "required": ["y"]}]}
      """
    #expect(try root(schema, .object) == [.tellingAnyOf])
    let compiled = try Schema(schema.utf8)
    #expect(compiled.accepts(#"{"y": 1}"#))
    #expect(compiled.accepts(#"{"kind": "c", "y": 1}"#))
    #expect(!compiled.accepts(#"{"kind": "c", "x": 1}"#))
  }

  // MARK: Objects

  @Test func membersAndRequiredNamesAreOnePass() throws {
    let schema =
      #"{"type": "object", "required": ["a", "b"], "properties": {"a": {"type": "null"}}, "additionalProperties": false}"#
    #expect(try root(schema, .object) == [.object])
    let shape = try #require(parts(schema).shapes.last)
    #expect(shape.requiredMask == 3)
    let compiled = try Schema(schema.utf8)
    #expect(!compiled.accepts(#"{"a": null}"#))
    // A name that is only required is not declared.
    #expect(!compiled.accepts(#"{"a": null, "b": 1}"#))
  }

  @Test(arguments: [1, 7, 8, 9, 15, 16, 17, 23, 24, 25, 31, 40])
  func namesOfEveryLengthAreToldApart(length: Int) throws {
    let name = String(repeating: "n", count: length)
    let schema = try Schema(#"{"properties": {"\#(name)": {"type": "null"}}, "additionalProperties": false}"#.utf8)
    #expect(schema.accepts(#"{"\#(name)": null}"#))
    #expect(!schema.accepts(#"{"\#(name)": 1}"#))
    for position in 0..<length {
      var letters = Array(name.utf8)
      letters[position] = UInt8(ascii: "m")
      #expect(!schema.accepts(#"{"\#(String(decoding: letters, as: UTF8.self))": null}"#))
    }
    #expect(!schema.accepts(#"{"\#(name)n": null}"#))
    #expect(!schema.accepts(#"{"\#(name.dropLast())": null}"#))
  }

  // MARK: Bounds

  @Test(arguments: [
    ("4.99", false), ("5", true), ("5.0", true), ("5.000000000000001", true), ("10", true), ("10.01", false),
    ("-5.5", false), ("1e1", true), ("0.5e1", true), ("50e-1", true), ("1.01E+1", false), ("5e18", false),
    ("-5e18", false), ("0e9", false),
    ("700e-2", true), ("499e-2", false), ("5e99", false), ("1e-400", false), ("99999999999999999", false),
    ("9.99999999999999999999", true),
  ])
  func decimalsAreComparedExactly(number: String, passes: Bool) throws {
    let schema = try Schema(#"{"minimum": 5, "maximum": 10}"#.utf8)
    #expect(schema.accepts(number) == passes)
  }

  @Test func deepPayloadsAreLeftToTheEvaluator() throws {
    let schema = try Schema(##"{"type": "array", "items": {"$ref": "#"}}"##.utf8)
    for depth in [10, 127, 128, 129, 500, 1_000] {
      let open = String(repeating: "[", count: depth)
      let close = String(repeating: "]", count: depth)
      #expect(schema.accepts(open + close))
      #expect(!schema.accepts(open + "5" + close))
    }
  }
}
