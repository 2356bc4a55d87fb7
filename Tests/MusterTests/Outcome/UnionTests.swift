import Testing

@testable import Muster

/// What is told where no branch of a union passes, or more than one does.
@Suite struct UnionTests {
  private static func issues(
    _ schema: String, _ payload: String, reading: Reading = .intent, dialect: Dialect = .openAPI31
  ) throws -> [Muster.Issue] {
    let compiled = try Schema(schema.utf8, options: Schema.Options(reading: reading, dialect: dialect))
    guard case .invalid(let issues) = compiled.check(payload) else { return [] }
    return issues
  }

  /// A reason in short: its code, or a required name, with its place; the ways out of a union in brackets.
  private static func short(_ reason: Reason) -> String {
    let place = reason.place.map { "\($0) " } ?? ""
    guard !reason.branches.isEmpty else {
      return place + (reason.names.isEmpty ? reason.code.description : reason.names.joined(separator: "+"))
    }
    let ways = reason.branches.map { branch in
      (branch.name ?? "\(branch.index)") + ":" + branch.reasons.map(short).joined(separator: "&")
    }
    return place + "[" + ways.joined(separator: " ") + "]"
  }

  /// Schema, payload, and each issue: keyword, place, reason in short.
  private static let ties: [(String, String, [String])] = [
    // Both ways out, at the union's value.
    (
      #"{"anyOf":[{"required":["one"]},{"required":["two"]}]}"#, #"{"foo":{}}"#, ["anyOf  [0:one 1:two]"]
    ),
    (#"{"oneOf":[{"required":["one"]},{"required":["two"]}]}"#, "{}", ["oneOf  [0:one 1:two]"]),
    (
      #"{"properties":{"a":{"anyOf":[{"minLength":5},{"pattern":"^x"}]}}}"#, #"{"a":"b"}"#,
      ["anyOf /a [0:min-length 1:pattern]"]
    ),
    // Several reasons of each, in several places.
    (
      #"{"anyOf":[{"required":["a","b"]},{"required":["c","d"]}]}"#, "{}", ["anyOf  [0:a&b 1:c&d]"]
    ),
    (
      #"{"anyOf":[{"properties":{"a":{"type":"integer"}}},{"properties":{"b":{"type":"integer"}}},{"properties":{"c":{"minimum":3}}}]}"#,
      #"{"a":"x","b":"y","c":1}"#, ["anyOf  [0:/a type 1:/b type 2:/c minimum]"]
    ),
    // Three and more branches; only those that are as close.
    (
      #"{"anyOf":[{"required":["a"]},{"required":["b","c"]},{"required":["d"]},{"type":"string"},{"required":["e"]}]}"#,
      "{}", ["anyOf  [0:a 2:d 4:e]"]
    ),
    // Names of schemas.
    (
      ##"{"oneOf":[{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/Dog"}],"$defs":{"Cat":{"type":"object","required":["lives"]},"Dog":{"type":"object","required":["bark"]}}}"##,
      "{}", ["oneOf  [Cat:lives Dog:bark]"]
    ),
    (
      ##"{"oneOf":[{"$ref":"#/$defs/Cat"},{"required":["wings"]}],"$defs":{"Cat":{"type":"object","required":["lives"]}}}"##,
      "{}", ["oneOf  [Cat:lives 1:wings]"]
    ),
    // What all branches ask for is an issue of its own.
    (
      ##"{"oneOf":[{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/Dog"}],"$defs":{"Cat":{"type":"object","required":["id","lives"]},"Dog":{"type":"object","required":["id","bark"]}}}"##,
      "{}", ["oneOf  [Cat:lives Dog:bark]", "required  id"]
    ),
    (
      ##"{"oneOf":[{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/Dog"}],"$defs":{"Cat":{"type":"object","required":["id"]},"Dog":{"type":"object","required":["id"]}}}"##,
      "{}", ["required  id"]
    ),
    (
      #"{"anyOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"a":{"type":"string"}},"maxProperties":9}]}"#,
      #"{"a":1}"#, ["type /a type"]
    ),
    // Of a type and a format one cause.
    (
      #"{"anyOf":[{"properties":{"a":{"type":"integer","format":"int64"}}},{"properties":{"a":{"type":"boolean"}}}]}"#,
      #"{"a":"x"}"#, ["anyOf  [0:/a type 1:/a type]"]
    ),
    // Unions in unions.
    (
      #"{"anyOf":[{"anyOf":[{"required":["a"]},{"required":["b"]}]},{"required":["c"]}]}"#, "{}",
      ["anyOf  [0:[0:a 1:b] 1:c]"]
    ),
    (
      #"{"anyOf":[{"properties":{"x":{"oneOf":[{"required":["a"]},{"required":["b"]}]}}},{"properties":{"y":{"oneOf":[{"required":["c"]},{"required":["d"]}]}}}]}"#,
      #"{"x":{},"y":{}}"#, ["anyOf  [0:/x [0:a 1:b] 1:/y [0:c 1:d]]"]
    ),
    // A branch that fails deeper, or less often, is closer.
    (#"{"anyOf":[{"required":["x"]},{"properties":{"n":{"required":["y"]}}}]}"#, #"{"n":{}}"#, ["required /n y"]),
    (#"{"anyOf":[{"required":["x"]},{"required":["y","z"]}]}"#, "{}", ["required  x"]),
    // A member that is not declared does not send anybody elsewhere.
    (
      #"{"anyOf":[{"properties":{"a":{}},"additionalProperties":false},{"required":["b"]}]}"#, #"{"c":1}"#,
      ["additionalProperties /c c"]
    ),
  ]

  @Test func tiesTellAllWaysOut() throws {
    for (schema, payload, expected) in Self.ties {
      let issues = try Self.issues(schema, payload)
      #expect(
        issues.map { "\($0.keyword) \($0.instance) \(Self.short($0.reason))" } == expected, "\(schema) \(payload)")
    }
  }

  /// Many branches are counted beyond those that are told, and so are many reasons.
  @Test func manyWaysAreCounted() throws {
    let branches = (0..<30).map { #"{"required":["n\#($0)"]}"# }.joined(separator: ",")
    let reason = try #require(try Self.issues(#"{"anyOf":[\#(branches)]}"#, "{}").first?.reason)
    #expect(reason.branches.count + reason.omittedBranches == 30 && reason.branches.count >= 8)
    let names = { (prefix: String) in (0..<20).map { "\"\(prefix)\($0)\"" }.joined(separator: ",") }
    let wide = try #require(
      try Self.issues(#"{"anyOf":[{"required":[\#(names("a"))]},{"required":[\#(names("b"))]}]}"#, "{}").first?.reason)
    #expect(
      wide.branches.map { branch in branch.reasons.map(\.names.count).reduce(0, +) + branch.omittedReasons } == [
        20, 20,
      ])
  }

  /// The reason of ties in ties is bounded, however deep they are.
  @Test(arguments: [2, 4, 30, 300])
  func deepTiesAreBounded(_ depth: Int) throws {
    let schema = ##"""
      {"$ref":"#/$defs/a","$defs":{
        "a":{"type":"object","anyOf":[{"properties":{"n":{"$ref":"#/$defs/a"}},"required":["x"]},{"properties":{"n":{"$ref":"#/$defs/b"}},"required":["y"]}]},
        "b":{"type":"object","anyOf":[{"properties":{"n":{"$ref":"#/$defs/b"}},"required":["z"]},{"properties":{"n":{"$ref":"#/$defs/a"}},"required":["w"]}]}}}
      """##
    let payload = String(repeating: #"{"n":"#, count: depth) + "{}" + String(repeating: "}", count: depth)
    var issues: [Muster.Issue] = []
    let took = try ContinuousClock().measure { issues = try Self.issues(schema, payload, dialect: .draft202012) }
    #expect(!issues.isEmpty && took < .seconds(10))
    func size(_ reason: Reason) -> Int { 1 + reason.branches.flatMap(\.reasons).map(size).reduce(0, +) }
    for issue in issues { #expect(size(issue.reason) < 200 && issue.message.utf8.count < 10_000) }
  }

  // MARK: More than one branch

  @Test func bothMatchingBranchesAreNamed() throws {
    let definitions =
      ##""$defs":{"Cat":{"type":"object","required":["id"]},"Dog":{"type":"object","properties":{"bark":{}}}}"##
    let examples: [(String, String, [Int], [String?])] = [
      (#"{"oneOf":[{"type":"integer"},{"minimum":2}]}"#, "3", [0, 1], [nil, nil]),
      (#"{"oneOf":[{"type":"string"},{"type":"integer"},{"minimum":2},{}]}"#, "3", [1, 2], [nil, nil]),
      (
        ##"{"oneOf":[{"type":"array"},{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/Dog"}],\##(definitions)}"##, #"{"id":1}"#,
        [1, 2], ["Cat", "Dog"]
      ),
      (
        ##"{"oneOf":[{"$ref":"#/$defs/Cat"},{"minProperties":1}],\##(definitions)}"##, #"{"id":1}"#, [0, 1],
        ["Cat", nil]
      ),
    ]
    for (schema, payload, indices, names) in examples {
      let reasons = try Self.issues(schema, payload).map(\.reason)
      #expect(reasons.map(\.code) == [.severalBranches], "\(schema)")
      #expect(reasons.first?.branches.map(\.index) == indices && reasons.first?.branches.map(\.name) == names)
      #expect(reasons.first?.subject == nil)
    }
  }

  /// By the letter a tag decides nothing, and the reason names it.
  @Test func theLetterNamesTheTag() throws {
    let schema = ##"""
      {"oneOf":[{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/Dog"}],
       "discriminator":{"propertyName":"kind","mapping":{"cat":"#/$defs/Cat","dog":"#/$defs/Dog"}},
       "$defs":{"Cat":{"type":"object","required":["kind"]},"Dog":{"type":"object","required":["kind"]}}}
      """##
    #expect(try Self.issues(schema, #"{"kind":"cat"}"#).isEmpty)
    let reason = try #require(try Self.issues(schema, #"{"kind":"cat"}"#, reading: .letter).first?.reason)
    #expect(reason.code == .severalBranches && reason.branches.map(\.name) == ["Cat", "Dog"])
    #expect(reason.subject == Reason.Subject(.member, "kind"))
    #expect(try Self.issues(schema, #"{"kind":"bird"}"#).map(\.reason.code) == [.unknownTag])
  }

  // MARK: Not

  @Test(arguments: [
    (#"{"not":{"required":["a","b"]}}"#, #"{"a":1,"b":2}"#, ["missing-property a b"]),
    (#"{"not":{"required":["a"]}}"#, #"{"a":1}"#, ["missing-property a"]),
    (#"{"not":{"anyOf":[{"required":["a"]},{"required":["b"]}]}}"#, #"{"b":1}"#, ["missing-property b"]),
    (#"{"not":{"oneOf":[{"required":["a"]},{"required":["b","c"]}]}}"#, #"{"b":1,"c":1}"#, ["missing-property b c"]),
    (##"{"not":{"$ref":"#/$defs/x"},"$defs":{"x":{"required":["a"]}}}"##, #"{"a":1}"#, ["missing-property a"]),
    (#"{"not":{"type":"string"}}"#, #""x""#, ["type "]),
    (#"{"not":{"type":"object","required":["a"]}}"#, #"{"a":1}"#, ["type ", "missing-property a"]),
    (#"{"not":{"enum":[1,2]}}"#, "2", ["enum "]), (#"{"not":{"const":1}}"#, "1", ["const "]),
    (#"{"not":{"pattern":"^x"}}"#, #""xy""#, ["pattern "]), (#"{"not":{"minimum":3}}"#, "4", ["minimum "]),
    (#"{"not":{}}"#, "4", []),
  ])
  func notTellsWhatMatched(_ schema: String, _ payload: String, _ expected: [String]) throws {
    let reasons = try Self.issues(schema, payload).map(\.reason)
    #expect(reasons.map(\.code) == [.not])
    let causes = reasons.flatMap(\.causes).map { "\($0.code) \($0.names.joined(separator: " "))" }
    #expect(Set(causes) == Set(expected) && causes.count == expected.count, "\(schema): \(causes)")
  }
}
