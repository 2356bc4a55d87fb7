import Testing

@testable import Muster

/// Issues as values, and that what is kept from one check to the next changes none.
@Suite struct IssueTests {
  private static func issues(_ outcome: Outcome) -> [Muster.Issue] {
    guard case .invalid(let issues) = outcome else { return [] }
    return issues
  }

  @Test func issuesOfEqualSchemasAreEqual() throws {
    let text = #"{"properties":{"a":{"type":"string"},"b":{"type":"string"}}}"#
    let first = Self.issues(try Schema(text.utf8).check(#"{"a":1,"b":1}"#))
    let second = Self.issues(try Schema(text.utf8).check(#"{"a":1,"b":1}"#))
    #expect(first == second)
    #expect(first.map(\.hashValue) == second.map(\.hashValue))
    try #require(first.count == 2)
    #expect(first[0] != first[1])
    #expect(Set(first + second).count == 2)
  }

  /// An issue that a caller puts together equals one that a check gave.
  @Test func issuesAreMadeOfTheirParts() throws {
    let issue = try #require(Self.issues(try Schema(#"{"type":"string"}"#.utf8).check("5")).first)
    let location = try #require(issue.schema)
    #expect(location == SchemaLocation(source: "<schema>", pointer: "/type", line: 1, column: 2))
    let same = Muster.Issue(
      issue.reason, keyword: issue.keyword, instance: issue.instance, position: issue.position, schema: location)
    #expect(issue == same && issue.hashValue == same.hashValue)
    let elsewhere = Muster.Issue(
      issue.reason, keyword: issue.keyword, instance: issue.instance, position: issue.position,
      schema: SchemaLocation(source: "<schema>", pointer: "/type", line: 2, column: 9))
    #expect(issue != elsewhere)
    let nowhere = Muster.Issue(
      issue.reason, keyword: issue.keyword, instance: issue.instance, position: issue.position)
    #expect(issue != nowhere && nowhere.schema == nil)
  }

  /// More places fail than are kept.
  @Test func everyPlaceIsItsOwn() throws {
    let names = (0..<700).map { "p\($0)" }
    let schema = try Schema(
      ("{\"properties\":{" + names.map { "\"\($0)\":{\"type\":\"string\"}" }.joined(separator: ",") + "}}").utf8)
    let payload = "{" + names.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
    var limits = Limits()
    limits.issues = 1_000
    for _ in 0..<2 {
      let issues = Self.issues(schema.check(Array(payload.utf8), limits: limits))
      #expect(issues.map { $0.schema?.pointer } == names.map { "/properties/\($0)/type" })
      #expect(issues.map(\.instance.description) == names.map { "/\($0)" })
    }
  }

  /// Places are made once, by whichever thread comes first.
  @Test func placesAreSharedByThreads() async throws {
    let names = (0..<200).map { "p\($0)" }
    let schema = try Schema(
      ("{\"properties\":{" + names.map { "\"\($0)\":{\"type\":\"string\"}" }.joined(separator: ",") + "}}").utf8)
    let payload = Array(("{" + names.map { "\"\($0)\":1" }.joined(separator: ",") + "}").utf8)
    let outcomes = await withTaskGroup(of: Outcome.self) { group in
      for _ in 0..<16 { group.addTask { schema.check(payload) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let first = try #require(outcomes.first)
    #expect(!first.isValid && outcomes.allSatisfy { $0 == first })
  }

  /// A schema that has checked other payloads says what a new one says.
  @Test func nothingIsLeftOfAnEarlierCheck() throws {
    let text = ##"""
      {"$ref":"#/$defs/node","$defs":{"node":{"type":"object","required":["k","v"],"properties":{
        "k":{"enum":["a","b"]},"v":{"anyOf":[{"$ref":"#/$defs/node"},{"type":"string","maxLength":3},
        {"type":"array","items":{"oneOf":[{"$ref":"#/$defs/node"},{"const":1}]}}]},
        "w":{"type":"string","format":"password","minLength":99}},"additionalProperties":false}}}
      """##
    let payloads = [
      #"{"k":"a","v":"long text"}"#, #"{"k":"c","v":"x"}"#, #"{"v":"x","k":"c"}"#, #"{"k":"a","v":{"k":"b","v":7}}"#,
      #"{"k":"a","w":"hidden","v":"x"}"#, #"{"k":"a","k":"x","v":"x"}"#, #"{"v":[1,{"k":"b","v":[2]},3],"k":"a"}"#,
      #"{"k":"a","v":"x","x":"hidden"}"#, #"{"k":"a"}"#, #"{"k":"a","v":{"k":"b","v":{"k":"a","v":{"k":"z","v":[]}}}}"#,
      #"[]"#, #"{"k":"a","v":"x"}"#, #"{}"#,
    ]
    let used = try Schema(text.utf8)
    for first in payloads {
      for second in payloads {
        _ = used.check(first)
        _ = used.accepts(second)
        #expect(used.check(second) == (try Schema(text.utf8).check(second)), "\(first), then \(second)")
      }
    }
  }
}

/// Texts from parts.
@Suite struct TextBuilderTests {
  @Test func partsFollowEachOther() {
    var text = TextBuilder(capacity: 0)
    for number in [0, 7, 10, 99, 100, 1_000_001, Int.max] {
      text.append(number)
      text.append(UInt8(ascii: ","))
    }
    text.append(literal: "é, and ")
    text.append(String(repeating: "long ", count: 40))
    text.append(literal: "")
    #expect(
      text.string == "0,7,10,99,100,1000001,9223372036854775807,é, and " + String(repeating: "long ", count: 40))
  }
}
