import Testing

@testable import Muster

/// Hostile payloads and schemas end in a verdict, an issue or a limit.
@Suite struct LimitTests {
  @Test func nestedUnionsRunOutOfSteps() throws {
    // Both branches of each level are tried on every level below: the work doubles with each.
    let schema = try Schema(
      ##"{"anyOf":[{"properties":{"a":{"$ref":"#"}},"required":["x"]},{"properties":{"a":{"$ref":"#"}},"required":["y"]}]}"##
        .utf8)
    let payload = Array((String(repeating: #"{"a":"#, count: 40) + "{}" + String(repeating: "}", count: 40)).utf8)
    guard case .stopped(let limit) = schema.check(payload, limits: Limits(steps: 100_000)) else {
      Testing.Issue.record("expected the steps to run out")
      return
    }
    #expect(limit.limit == .steps)
  }

  @Test func limitsOfTheReaderAreNoVerdict() throws {
    let schema = try Schema("{}".utf8)
    let deep = Array((String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000)).utf8)
    guard case .stopped(let limit) = schema.check(deep) else {
      Testing.Issue.record("expected the depth to end it")
      return
    }
    #expect(limit.limit == .depth)
    #expect(schema.check(deep, limits: Limits(depth: 5_000)) == .valid)
  }

  @Test func manyItemsAreComparedQuickly() throws {
    let schema = try Schema(#"{"uniqueItems":true}"#.utf8)
    let numbers = (0..<100_000).map(String.init).joined(separator: ",")
    #expect(schema.accepts("[\(numbers)]"))
    #expect(!schema.accepts("[\(numbers),7.0]"))
  }

  @Test func emptyAndBrokenPayloadsAreUnreadable() throws {
    let schema = try Schema("true".utf8)
    for text in ["", " ", "{", "nul", "\u{FEFF}{}"] {
      guard case .unreadable = schema.check(text) else {
        Testing.Issue.record("\(text)")
        continue
      }
      #expect(!schema.accepts(text))
    }
  }
}
