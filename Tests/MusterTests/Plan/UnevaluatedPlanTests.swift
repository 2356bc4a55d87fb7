import Testing

@testable import Muster

/// What is left unevaluated is found by the plan as by the evaluator, whatever stands beside it.
@Suite struct UnevaluatedPlanTests {
  // MARK: What is known beforehand

  @Test func whatHoldsInAnyCaseIsKnown() throws {
    let schema = try Schema(
      ##"""
      {"$ref": "#/$defs/a", "allOf": [{"properties": {"b": true}}], "properties": {"c": true},
       "unevaluatedProperties": false, "$defs": {"a": {"properties": {"a": {"type": "null"}}}}}
      """##.utf8)
    #expect(schema.accepts(#"{"a": null, "b": 1, "c": 2}"#))
    #expect(!schema.accepts(#"{"a": null, "d": 1}"#))
    #expect(!schema.accepts(#"{"a": 1}"#))
  }

  @Test func itemsAfterTheFirstOnesAreLeft() throws {
    let schema = try Schema(
      #"{"allOf": [{"prefixItems": [{"type": "null"}]}], "unevaluatedItems": {"type": "string"}}"#.utf8)
    #expect(schema.accepts(#"[null, "a"]"#))
    #expect(!schema.accepts(#"[null, null]"#))
  }

  @Test func namesOfBranchesAreNotedInTheOnePass() throws {
    let schema = try Schema(
      #"""
      {"properties": {"a": {"type": "null"}}, "required": ["a"], "patternProperties": {"^x": true},
       "if": {"properties": {"kind": {"const": 1}}, "required": ["kind"]}, "then": {"properties": {"one": true}},
       "else": {"properties": {"other": true, "xother": {"type": "null"}}}, "unevaluatedProperties": {"type": "string"}}
      """#.utf8)
    #expect(schema.accepts(#"{"a": null, "kind": 1, "one": 1, "x": 1}"#))
    #expect(schema.accepts(#"{"a": null, "kind": 2, "other": 1, "xother": null}"#) == false)
    #expect(schema.accepts(#"{"a": null, "kind": "2", "other": 1, "xother": null}"#))
    #expect(!schema.accepts(#"{"a": null, "one": 1}"#))
    #expect(schema.accepts(#"{"a": null, "one": "1", "more": "1"}"#))
    #expect(!schema.accepts(#"{"a": null, "more": 1}"#))
    #expect(!schema.accepts(#"{"kind": 1}"#))
  }

  // MARK: Dynamic references

  private static let trees = ##"""
    {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.test/root",
     "properties": {"strict": {"$ref": "strict"}, "loose": {"$ref": "tree"}},
     "$defs": {
       "tree": {"$id": "tree", "$dynamicAnchor": "node", "type": "object",
         "properties": {"data": true, "children": {"type": "array", "items": {"$dynamicRef": "#node"}}}},
       "strict": {"$id": "strict", "$dynamicAnchor": "node", "$ref": "tree", "unevaluatedProperties": false}}}
    """##

  @Test func dynamicReferencesAreResolvedForEachScope() throws {
    let schema = try Schema(Self.trees.utf8)
    #expect(schema.program.instructions.contains { $0.opcode == .dynamicCall })
    #expect(PlanBuilder.plan(of: schema.program) != nil)
    #expect(schema.accepts(#"{"loose": {"children": [{"daat": 1}]}}"#))
    #expect(!schema.accepts(#"{"strict": {"children": [{"daat": 1}]}}"#))
    #expect(schema.accepts(#"{"strict": {"children": [{"data": 1, "children": []}]}}"#))
    #expect(!schema.check(#"{"strict": {"children": [{"daat": 1}]}, "loose": {"children": [{"daat": 1}]}}"#).isValid)
  }

  /// Whatever the bytes of a program say, it is judged or refused.
  @Test func changedBytesEndWell() throws {
    let bytes = try SchemaSet(program: Schema(Self.trees.utf8).program).encoded()
    let payload = Array(#"{"strict": {"children": [{"daat": 1}]}, "loose": {"children": [{"daat": 1}]}}"#.utf8)
    var refused = 0
    for index in bytes.indices {
      for value in [0, 1, 0x2B, 0x2D, 0xFF] as [UInt8] where bytes[index] != value {
        var changed = bytes
        changed[index] = value
        do throws(ProgramError) {
          let schema = try SchemaSet(deferring: PagedBytes(changed), in: changed.indices).schema(0)
          _ = schema.check(payload, limits: Limits(steps: 10_000))
        } catch { refused += 1 }
      }
    }
    #expect(refused > 100)
  }

  // MARK: Against the evaluator

  /// The schema; `nil` where it leads back to itself, as some that are made at random do.
  private func compiled(_ text: String) throws -> Schema? {
    do throws(SchemaError) {
      return try Schema(text.utf8, options: Schema.Options(unknownKeywords: .error))
    } catch {
      if error.code == .circularReference { return nil }
      throw error
    }
  }

  @Test(arguments: 0..<40)
  func randomSchemasJudgeAsTheEvaluatorDoes(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var verdicts = [0, 0]
    var planned = 0
    for _ in 0..<60 {
      let generated = GeneratedSchema([.draft202012, .draft201909, .openAPI31][seed % 3], &random)
      let text = generated.text
      guard let schema = try compiled(text) else { continue }
      guard let plan = PlanBuilder.plan(of: schema.program) else { continue }
      planned += 1
      let root = plan.roots[0]
      let judged = SchemaStorage(
        program: schema.program, plan: plan, root: root, pool: ScratchPool(), entry: 0, notices: [])
      let alone = SchemaStorage(
        program: schema.program, plan: nil, root: .accepting, pool: ScratchPool(), entry: 0, notices: [])
      for _ in 0..<40 {
        let payload = Array(GeneratedSchema.value(depth: 3, &random).utf8)
        let expected = alone.inspect(payload.span, Limits(), duplicateNames: .warn, .safe).outcome
        let outcome = judged.inspect(payload.span, Limits(), duplicateNames: .warn, .safe).outcome
        if outcome != expected {
          Testing.Issue.record("\(outcome) for \(expected)\n\(text)\n\(String(decoding: payload, as: UTF8.self))")
          return
        }
        verdicts[outcome.isValid ? 1 : 0] += 1
      }
    }
    #expect(planned > 30 && verdicts[0] > 100 && verdicts[1] > 100, "\(planned) \(verdicts)")
  }
}
