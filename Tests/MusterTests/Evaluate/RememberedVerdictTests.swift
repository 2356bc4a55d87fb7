import Testing

@testable import Muster

/// A block is judged once on a value, however many ways lead to the two.
@Suite struct RememberedVerdictTests {
  // MARK: Work that doubles

  /// Schemas by which the work doubles with each level of a payload.
  private static let recursive: [String] = [
    ##"{"anyOf":[{"type":"array","items":{"$ref":"#"}},{"type":"array","items":{"$ref":"#"},"minItems":1},{"type":"integer"}]}"##,
    ##"{"oneOf":[{"type":"array","items":{"$ref":"#"}},{"type":"array","items":{"$ref":"#"},"maxItems":0},{"type":"integer"}]}"##,
    ##"{"anyOf":[{"type":"integer"},{"type":"array","items":{"$ref":"#"},"not":{"items":{"not":{"$ref":"#"}},"minItems":1}}]}"##,
    ##"{"if":{"type":"array","items":{"$ref":"#"}},"then":{"items":{"$ref":"#"}},"else":{"type":"integer"}}"##,
    ##"{"allOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/b"}],"$defs":{"a":{"anyOf":[{"type":"integer"},{"type":"array","contains":{"$ref":"#"}}]},"b":{"type":["array","integer"],"items":{"$ref":"#"}}}}"##,
    ##"{"$dynamicAnchor":"n","anyOf":[{"type":"integer"},{"type":"array","items":{"$dynamicRef":"#n"}},{"type":"array","items":{"$dynamicRef":"#n"},"minItems":1}]}"##,
    ##"{"anyOf":[{"type":"integer"},{"type":"array","items":{"$ref":"#"}},{"type":"array","items":{"$ref":"#"},"minItems":1}],"unevaluatedItems":false}"##,
  ]

  /// Deeper than plans go as well.
  @Test(arguments: [26, 64, 140])
  func recursionIsLinear(_ depth: Int) throws {
    let limits = Limits(steps: 400_000)
    for text in Self.recursive {
      let schema = try Schema(text.utf8)
      for (leaf, passes) in [("1", true), (#""x""#, false)] {
        let payload = String(repeating: "[", count: depth) + leaf + String(repeating: "]", count: depth)
        switch schema.check(Array(payload.utf8), limits: limits) {
        case .valid: #expect(passes, "\(text) \(depth)")
        case .invalid(let issues):
          let told = Set(issues.map { "\($0.instance) \($0.schema?.pointer ?? "")" })
          #expect(!passes && told.count == issues.count, "\(text) \(depth)")
        case let outcome: Testing.Issue.record("\(outcome) \(text) \(depth)")
        }
      }
    }
  }

  /// A schema of references that fan out: each to the next one, twice.
  private func fan(_ keyword: String, _ levels: Int, _ leaf: String) throws -> Schema {
    let definitions = (0..<levels).map {
      ##""s\##($0)":{"\##(keyword)":[{"$ref":"#/$defs/s\##($0 + 1)"},{"$ref":"#/$defs/s\##($0 + 1)"}]}"##
    }
    return try Schema(
      ##"{"$ref":"#/$defs/s0","$defs":{\##(definitions.joined(separator: ",")),"s\##(levels)":\##(leaf)}}"##.utf8)
  }

  @Test(arguments: ["allOf", "anyOf"], [24, 60])
  func referencesThatFanOutAreOneIssue(_ keyword: String, _ levels: Int) throws {
    let limits = Limits(steps: 400_000)
    let types = try fan(keyword, levels, #"{"type":"integer"}"#)
    let members = try fan(keyword, levels, #"{"properties":{"a":{"maximum":3}},"required":["b"]}"#)
    for (schema, payload, count) in [
      (types, "1", 0), (types, #""x""#, 1), (members, #"{"a":1,"b":1}"#, 0), (members, #"{"a":5}"#, 2),
      (members, #"{"a":5,"b":1}"#, 1),
    ] {
      let inspection = schema.inspect(Array(payload.utf8), limits: limits)
      #expect(inspection.omittedIssues == 0)
      switch inspection.outcome {
      case .valid: #expect(count == 0)
      case .invalid(let issues): #expect(issues.count == count, "\(issues)")
      case let outcome: Testing.Issue.record("\(outcome)")
      }
    }
  }

  /// Copies of one small schema report one issue.
  @Test func sameIssuesAreOne() throws {
    let schema = try Schema(
      ##"{"allOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"},{"minimum":7},{"minimum":7}],"$defs":{"a":{"minimum":5}}}"##
        .utf8)
    guard case .invalid(let issues) = schema.check("1") else {
      Testing.Issue.record("expected the payload to fail")
      return
    }
    #expect(issues.compactMap { $0.schema?.pointer } == ["/$defs/a/minimum", "/allOf/2/minimum", "/allOf/3/minimum"])
  }

  // MARK: Against runs that remember nothing

  /// What remembers from the first step on says what remembers nothing says: verdicts and issues.
  @Test(arguments: 0..<30)
  func rememberingChangesNothing(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var compared = 0
    for _ in 0..<40 {
      let text = GeneratedSchema([.draft202012, .draft201909, .openAPI31][seed % 3], &random).text
      guard let schema = try? Schema(text.utf8), let plan = PlanBuilder.plan(of: schema.program) else { continue }
      for _ in 0..<20 {
        let payload = GeneratedSchema.value(depth: 4, &random)
        let document = try JSONDocument(SourceText(name: "p", bytes: Array(payload.utf8)))
        let (usual, remembering) = document.withTape { tape in
          (results(schema.program, plan, tape, patience: nil), results(schema.program, plan, tape, patience: 0))
        }
        compared += 1
        if usual != remembering {
          Testing.Issue.record("\(usual)\n\(remembering)\n\(text)\n\(payload)")
          return
        }
      }
    }
    #expect(compared > 300)
  }

  private struct Results: Equatable {
    var planned: Bool?
    var evaluated: Bool
    var issues: [RawIssue]
  }

  private func results(_ program: Program, _ plan: Plan, _ tape: TapeView, patience: Int?) -> Results {
    var scratch = Scratch()
    var planned: Bool?
    if var run = VerdictRun(plan: plan, tape: tape, steps: 1_000_000, patience: patience) {
      planned = run.run(root: plan.roots[0], &scratch)
      #expect(run.stop == .none && !run.isTooDeep)
    }
    let entry = Int(program.entries[0])
    let memory = ExplainMemory()
    return program.withView { view in
      var evaluator = Evaluator(
        program: view, tape: tape, sink: VerdictSink(), steps: 1_000_000, patience: patience)
      let evaluated = evaluator.run(entry, &scratch)
      if evaluated { return Results(planned: planned, evaluated: evaluated, issues: []) }
      var explaining = Evaluator(
        program: view, tape: tape,
        sink: ExplainSink(program: view, tape: tape, plan: plan, steps: 1_000_000, memory: memory),
        steps: 1_000_000, patience: patience)
      _ = explaining.run(entry, &scratch)
      _ = explaining.sink.merge(program.origins)
      return Results(planned: planned, evaluated: evaluated, issues: memory.issues)
    }
  }
}
