import Testing

@testable import Muster

/// Plans judge by what they decided beforehand.
@Suite struct PlanVerdictTests {
  // MARK: Unions

  @Test func aTellingMemberPicksTheBranch() throws {
    let branches = ["a", "b", "c"].map {
      #"{"type": "object", "required": ["kind"], "properties": {"kind": {"const": "\#($0)"}, "\#($0)": {"type": "null"}}}"#
    }
    let schema = try Schema(#"{"oneOf": [\#(branches.joined(separator: ","))]}"#.utf8)
    #expect(schema.accepts(#"{"kind": "b", "b": null, "a": 5}"#))
    #expect(!schema.accepts(#"{"kind": "b", "b": 5}"#))
    #expect(!schema.accepts(#"{"kind": "d"}"#))
    #expect(!schema.accepts("{}"))
    // Every occurrence counts.
    #expect(!schema.accepts(#"{"kind": "b", "kind": "a"}"#))
    #expect(schema.accepts(#"{"k\u0069nd": "\u0062"}"#))
  }

  @Test func aMemberThatMayBeAbsentStillTells() throws {
    let schema = try Schema(
      """
      {"anyOf": [{"type": "object", "properties": {"kind": {"enum": ["a"]}}, "required": ["x"]},
        {"type": "object", "properties": {"kind": {"enum": ["b", "c"]}}, "required": ["y"]}]}
      """.utf8)
    #expect(schema.accepts(#"{"y": 1}"#))
    #expect(schema.accepts(#"{"kind": "c", "y": 1}"#))
    #expect(!schema.accepts(#"{"kind": "c", "x": 1}"#))
  }

  // MARK: Objects

  /// Conditions that ask about one member after the other, of objects that lie in each other.
  @Test func conditionsOnOneMemberAreToldApart() throws {
    let schema = try Schema(
      """
      {"$id": "http://x/", "if": {"properties": {"kind": {"const": "a"}}, "required": ["kind"]}, "then": {"minProperties": 2},
        "else": {"if": {"properties": {"kind": {"enum": ["b", "c"]}}}, "then": {"properties": {"next": {"$ref": "#"}}},
          "else": {"properties": {"kind": {"type": "null"}}}}}
      """.utf8)
    let expected = [
      #"{"kind": "a"}"#: false, #"{"kind": "a", "x": 1}"#: true, #"{"x": 1, "k\u0069nd": "\u0061"}"#: true, "{}": true,
      #"{"k\u0069nd": "a"}"#: false, #"{"kind": "b", "next": {"kind": "a"}}"#: false, #"{"kind": null}"#: true,
      #"{"kind": "c", "next": {"kind": "b", "next": {"x": 1, "kind": "a"}}}"#: true, #"{"kind": 1}"#: false,
      #"{"next": {"kind": "d"}, "kind": "c"}"#: false, #"{"next": {"kind": "d"}}"#: false, "7": true,
      // Every occurrence of a name counts: these are neither "a" only, nor of "b" and "c" only.
      #"{"kind": "a", "kind": "b"}"#: false, #"{"kind": null, "kind": "a"}"#: false,
      #"{"kind": "c", "kind": "b"}"#: true,
      #"{"kind": null, "kind": null}"#: true, #"{"kind": "a", "kind": "a"}"#: false,
    ]
    for (payload, passes) in expected {
      #expect(schema.accepts(payload) == passes, "\(payload)")
      #expect(schema.check(payload).isValid == passes, "\(payload)")
    }
  }

  @Test func aNameThatIsOnlyRequiredIsNotDeclared() throws {
    let schema = try Schema(
      #"{"type": "object", "required": ["a", "b"], "properties": {"a": {"type": "null"}}, "additionalProperties": false}"#
        .utf8)
    #expect(!schema.accepts(#"{"a": null}"#))
    // A name that is only required is not declared.
    #expect(!schema.accepts(#"{"a": null, "b": 1}"#))
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
