import Testing

@testable import Muster

/// Payloads that users meet, each with what has to be told of it.
@Suite struct PayloadCaseTests {
  private static func issues(
    _ schema: String, _ payload: String, dialect: Dialect = .openAPI30
  ) throws -> [Muster.Issue] {
    let compiled = try Schema(schema.utf8, options: Schema.Options(dialect: dialect))
    switch compiled.check(payload) {
    case .valid: return []
    case .invalid(let issues): return issues
    case let outcome:
      Testing.Issue.record("\(outcome)")
      return []
    }
  }

  // MARK: Formats

  /// A format, a value, and what about it fails.
  @Test(arguments: [
    ("date-time", "2019-02-31T10:00:00Z", "day-not-in-month"),
    ("date-time", "2023-02-29T10:00:00Z", "day-not-in-month"),
    ("date-time", "2019-02-01T10:00:00+0100", "zone-without-colon"),
    ("date-time", "2019-02-01T10:00:00+01", "zone-without-minutes"),
    ("date-time", "2019-02-01 10:00:00Z", "space-for-t"),
    ("date-time", "2019-02-01T10:00:00", "missing-zone"),
    ("date-time", "2019-02-01", "date-only"),
    ("date-time", "2019-13-01T10:00:00Z", "month-out-of-range"),
    ("date-time", "2019-02-01T24:00:00Z", "hour-out-of-range"),
    ("date-time", "", "empty"),
    ("date", "2019-02-31", "day-not-in-month"), ("date", "01/02/2019", "slash-separators"),
    ("date", "20190201", "compact-date"),
    ("uuid", "2c5ea4c0406711e98bad9b1deb4d3b7d", "missing-hyphens"),
    ("email", "nobody", "missing-at"), ("uri", "example.test/a", "missing-scheme"),
  ])
  func formatsTellWhatFails(_ format: String, _ value: String, _ problem: String) throws {
    let issues = try Self.issues(#"{"type":"string","format":"\#(format)"}"#, "\"\(value)\"")
    #expect(issues.map(\.keyword) == ["format"])
    #expect(issues.map(\.reason.expected.format) == [format])
    #expect(issues.map(\.reason.expected.problem) == [problem])
  }

  /// A value of another type is one issue, whatever else is asked of it.
  @Test(arguments: [
    (#"{"type":"integer","format":"int64"}"#, #""abc""#),
    (#"{"type":"integer","format":"int32","minimum":1,"enum":[1,2]}"#, #""abc""#),
    (#"{"type":"string","format":"date-time","minLength":3,"pattern":"^2"}"#, "5"),
    (#"{"allOf":[{"type":"integer"},{"format":"int64"},{"type":"number"}]}"#, #""abc""#),
    (#"{"type":"integer","anyOf":[{"enum":[1]},{"enum":[2]}]}"#, #""abc""#),
    (#"{"type":"boolean","oneOf":[{"enum":[true]},{"enum":[false]}]}"#, #""abc""#),
  ])
  func wrongTypesAreOneIssue(_ schema: String, _ payload: String) throws {
    #expect(try Self.issues(schema, payload).map(\.reason.code) == [.type])
  }

  // MARK: Equal items

  @Test(arguments: [
    ("[1,2,1]", [0, 2]), ("[1,1.0]", [0, 1]), (#"[{"a":1,"b":2},0,{"b":2,"a":1}]"#, [0, 2]),
    (#"["a","\u0061"]"#, [0, 1]), ("[[],[0],[]]", [0, 2]), ("[null,false,0,null,false]", [0, 3]),
  ])
  func equalItemsAreTold(_ payload: String, _ items: [Int]) throws {
    let reasons = try Self.issues(#"{"uniqueItems":true}"#, payload).map(\.reason)
    #expect(reasons.map(\.code) == [.uniqueItems] && reasons.map(\.items) == [items])
  }

  @Test func equalItemsOfManyAreTold() throws {
    let items = (0..<300).map { #"{"id":\#($0)}"# } + [#"{"id":17}"#]
    let reasons = try Self.issues(#"{"uniqueItems":true}"#, "[\(items.joined(separator: ","))]").map(\.reason)
    #expect(reasons.map(\.items) == [[17, 300]])
  }

  /// Objects of many members in another order are compared in proportion to their size.
  @Test func reversedMembersAreComparedSoon() throws {
    let names = (0..<20_000).map { #""n\#($0)":\#($0)"# }
    let (one, other) = (names.joined(separator: ","), names.reversed().joined(separator: ","))
    let schema = try Schema(#"{"uniqueItems":true}"#.utf8)
    let took = ContinuousClock().measure {
      #expect(!schema.accepts("[{\(one)},{\(other)}]"))
      #expect(schema.accepts(#"[{\#(one),"x":1},{\#(other),"y":1}]"#))
    }
    #expect(took < .seconds(5), "\(took)")
    // A name that occurs twice is no other name.
    let twice = names.prefix(19_999) + [#""n0":0"#]
    #expect(schema.accepts("[{\(one)},{\(twice.reversed().joined(separator: ","))}]"))
  }

  // MARK: Patterns

  /// Counted repeats of classes compile, in bounded memory.
  @Test(arguments: [
    (#"^\w{1,255}(,\w{1,255}){0,99}$"#, "a,b,c", true), (#"^\w{1,255}(,\w{1,255}){0,99}$"#, "a,,c", false),
    (#"^([a-z]{0,63}\.){1,20}[a-z]{2,63}$"#, "a.b.test", true), (#"^(a{1,500}b{1,500}){1,50}$"#, "aab", true),
  ])
  func countedRepeatsCompile(_ pattern: String, _ text: String, _ passes: Bool) throws {
    let escaped = pattern.replacing("\\", with: "\\\\")
    let schema = try Schema(#"{"type":"string","pattern":"\#(escaped)"}"#.utf8)
    #expect(schema.notices.isEmpty)
    #expect(schema.accepts("\"\(text)\"") == passes)
    #expect(!schema.accepts("5"))
  }

  // MARK: Counts

  /// Failures in fan-outs are counted once each.
  @Test(arguments: [1, 4, 12])
  func fanOutsAreCountedOnce(_ levels: Int) throws {
    let fan = (0..<levels).map {
      ##""s\##($0)":{"allOf":[{"$ref":"#/$defs/s\##($0 + 1)"},{"$ref":"#/$defs/s\##($0 + 1)"}]}"##
    }
    let schema = try Schema(
      ##"{"$ref":"#/$defs/s0","$defs":{\##(fan.joined(separator: ",")),"s\##(levels)":{"items":{"maximum":3}}}}"##.utf8)
    let payload = "[" + Array(repeating: "5", count: 3_000).joined(separator: ",") + "]"
    let inspection = schema.inspect(Array(payload.utf8), limits: Limits(issues: 10))
    guard case .invalid(let issues) = inspection.outcome else {
      Testing.Issue.record("expected issues")
      return
    }
    #expect(issues.count == 10 && inspection.omittedIssues == 2_990)
  }

  /// Several failures of each value, more than are kept.
  @Test func manyFailuresOfEachValueAreCounted() throws {
    let schema = try Schema(#"{"items":{"type":"integer","format":"int64","maximum":3,"multipleOf":2}}"#.utf8)
    for (item, each) in [("5", 2), (#""x""#, 1)] {
      let payload = "[" + Array(repeating: item, count: 30_000).joined(separator: ",") + "]"
      let inspection = schema.inspect(Array(payload.utf8), limits: Limits(issues: 10))
      #expect(inspection.omittedIssues == 30_000 * each - 10)
    }
  }

  // MARK: Depth

  /// Explaining unions in unions takes time in proportion to the payload.
  @Test func deepUnionsAreExplainedSoon() throws {
    let schema = try Schema(
      ##"{"anyOf":[{"type":"object","properties":{"n":{"$ref":"#"},"l":{"items":{"type":"integer"}}},"required":["a"]},{"type":"object","properties":{"n":{"$ref":"#"},"l":{"items":{"type":"boolean"}}},"required":["b"]},{"type":"null"}]}"##
        .utf8)
    let list = "[" + Array(repeating: #""x""#, count: 40).joined(separator: ",") + "]"
    for depth in [75, 150, 300] {
      let payload =
        String(repeating: #"{"l":\#(list),"n":"#, count: depth) + "null" + String(repeating: "}", count: depth)
      let took = ContinuousClock().measure { #expect(!schema.check(payload).isValid) }
      #expect(took < .seconds(60), "\(took)")
    }
  }

  @Test func depthsAreThoseOfThePayload() throws {
    let document = try JSONDocument(
      SourceText(name: "p", bytes: Array(#"{"a":{"b":[0,{"c":1}],"d":2},"e":[[[3]]],"f":4}"#.utf8)))
    document.withTape { tape in
      let program = try? Schema("true".utf8).program
      program?.withView { view in
        let memory = ExplainMemory()
        let sink = ExplainSink(program: view, tape: tape, plan: nil, steps: 1_000, memory: memory)
        var index = TapeIndex.root
        var expected: [Int] = []
        while index < tape.end(.root) {
          var depth = 0
          tape.forEachStep(to: index) { _, _, _ in depth += 1 }
          memory.issues.append(RawIssue(kind: .assertion, pc: 0, value: index))
          expected.append(depth)
          index = tape[index].isContainer ? tape.firstChild(index) : tape.next(after: index)
        }
        for position in memory.issues.indices {
          #expect(sink.deepest(of: position..<position + 1, below: .root) == expected[position])
          #expect(sink.deepest(of: 0..<position + 1, below: .root) == expected[...position].max())
        }
      }
    }
  }
}
