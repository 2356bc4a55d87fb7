import Testing

@testable import Muster

/// What is left unevaluated is found by the plan as by the evaluator, whatever stands beside it.
@Suite struct PlanUnevaluatedTests {
  private func parts(_ schema: String) throws -> Plan.Parts {
    try #require(PlanBuilder.parts(of: Schema(schema.utf8).program))
  }

  private func root(_ schema: String, _ kind: TapeWord.Kind) throws -> [PlanOperation.Code] {
    let parts = try parts(schema)
    let list = Int(parts.entries[Int(parts.roots[0]) + Int(kind.rawValue)])
    return parts.operations[list...].prefix { $0.code != .accept }.map(\.code)
  }

  // MARK: What is known beforehand

  @Test func whatHoldsInAnyCaseIsOneShape() throws {
    let schema = ##"""
      {"$ref": "#/$defs/a", "allOf": [{"properties": {"b": true}}], "properties": {"c": true},
       "unevaluatedProperties": false, "$defs": {"a": {"properties": {"a": {"type": "null"}}}}}
      """##
    #expect(try root(schema, .object) == [.object])
    let compiled = try Schema(schema.utf8)
    #expect(compiled.accepts(#"{"a": null, "b": 1, "c": 2}"#))
    #expect(!compiled.accepts(#"{"a": null, "d": 1}"#))
    #expect(!compiled.accepts(#"{"a": 1}"#))
  }

  @Test func nothingIsLeftOfWhatIsEvaluatedAsAWhole() throws {
    #expect(
      try root(
        #"{"allOf": [{"additionalProperties": {"type": "null"}}], "unevaluatedProperties": false}"#, .object)
        == [.object])
    #expect(
      try root(
        #"{"allOf": [{"unevaluatedProperties": {"type": "null"}}], "unevaluatedProperties": false}"#, .object)
        == [.object])
    #expect(try root(#"{"allOf": [{"items": {"type": "null"}}], "unevaluatedItems": false}"#, .array) == [.items])
  }

  @Test func itemsAfterTheFirstOnesAreLeft() throws {
    let schema = #"{"allOf": [{"prefixItems": [{"type": "null"}]}], "unevaluatedItems": {"type": "string"}}"#
    #expect(try root(schema, .array) == [.prefixItems, .items])
    let compiled = try Schema(schema.utf8)
    #expect(compiled.accepts(#"[null, "a"]"#))
    #expect(!compiled.accepts(#"[null, null]"#))
  }

  @Test func whatEvaluatesNothingNeedsNoBranch() throws {
    #expect(
      try root(
        #"{"anyOf": [{"required": ["a"]}, {"required": ["b"]}], "properties": {"a": true}, "unevaluatedProperties": false}"#,
        .object
      ).contains(.covering) == false)
  }

  @Test func branchesThatDependAreAsked() throws {
    let schema =
      #"{"anyOf": [{"properties": {"a": true}, "required": ["a"]}, {"properties": {"b": true}}], "unevaluatedProperties": false}"#
    #expect(try root(schema, .object) == [.covering])
  }

  @Test func namesOfBranchesAreNotedInTheOnePass() throws {
    let text = #"""
      {"properties": {"a": {"type": "null"}}, "required": ["a"], "patternProperties": {"^x": true},
       "if": {"properties": {"kind": {"const": 1}}, "required": ["kind"]}, "then": {"properties": {"one": true}},
       "else": {"properties": {"other": true, "xother": {"type": "null"}}}, "unevaluatedProperties": {"type": "string"}}
      """#
    let parts = try parts(text)
    let remainder = try #require(parts.remainders.first)
    #expect(remainder.dependentStart != .max)
    // Names that a pattern covers in any case hang on no branch.
    #expect(parts.shapes.contains { $0.dependentMask.nonzeroBitCount == 3 })
    let schema = try Schema(text.utf8)
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
        program: schema.program, plan: nil, root: 0, pool: ScratchPool(), entry: 0, notices: [])
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

/// A schema of applicators in each other, with `unevaluatedProperties` and `unevaluatedItems` among them.
struct GeneratedSchema {
  private(set) var text = ""
  private let dialect: Dialect

  init(_ dialect: Dialect, _ random: inout SeededGenerator) {
    self.dialect = dialect
    let definitions = (0..<4).map { "\"d\($0)\":\(schema(depth: 2, &random, isDefinition: true))" }
    let isRecursive = Int.random(in: 0...3, using: &random) == 0
    var members = keywords(depth: 3, &random)
    if isRecursive { members.append(anchor("n")) }
    var nodes: [String] = []
    if isRecursive {
      // A resource of its own, with an anchor of the same name.
      for name in ["r", "s"] {
        nodes.append(
          "\"\(name)\":{\"$id\":\"https://example.test/\(name)\",\(anchor("n")),"
            + "\(keywords(depth: 2, &random).joined(separator: ",").nonEmpty ?? "\"minProperties\":0")}")
      }
    }
    text =
      "{\"$schema\":\"\(dialect.metaschemaURI ?? "")\",\"$id\":\"https://example.test/root\","
      + (members + ["\"$defs\":{\((definitions + nodes).joined(separator: ","))}"]).joined(separator: ",") + "}"
    if isRecursive {
      text = text.replacing("@reference@", with: reference)
    } else {
      text = text.replacing("@reference@", with: "\"$ref\":\"https://example.test/root#/$defs/d1\"")
    }
  }

  private func anchor(_ name: String) -> String {
    dialect != .draft201909 ? "\"$dynamicAnchor\":\"\(name)\"" : "\"$recursiveAnchor\":true"
  }

  private var reference: String {
    dialect != .draft201909 ? "\"$dynamicRef\":\"#n\"" : "\"$recursiveRef\":\"#\""
  }

  private func schema(depth: Int, _ random: inout SeededGenerator, isDefinition: Bool = false) -> String {
    if !isDefinition {
      switch Int.random(in: 0...(depth > 0 ? 13 : 8), using: &random) {
      case 0: return "true"
      case 1: return "false"
      case 2: return #"{"type":"string"}"#
      case 3: return #"{"type":["number","null"]}"#
      case 4: return #"{"required":["a"]}"#
      case 5: return ##"{"$ref":"https://example.test/root#/$defs/d\##(Int.random(in: 0...3, using: &random))"}"##
      case 6: return #"{"type":["object","array","string"]}"#
      case 7: return #"{"properties":{"\#(name(&random))":{"type":"string"}}}"#
      case 8: return "{\"properties\":{\"c\":{@reference@}}}"
      default: break
      }
    }
    return "{" + keywords(depth: depth, &random).joined(separator: ",") + "}"
  }

  private func name(_ random: inout SeededGenerator) -> String {
    ["a", "b", "c", "ab", "bc", "a long name of sorts"].randomElement(using: &random) ?? "a"
  }

  private func keywords(depth: Int, _ random: inout SeededGenerator) -> [String] {
    var found: [String: String] = [:]
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let (keyword, value) = keyword(depth: depth, &random)
      found[keyword] = value
    }
    if Int.random(in: 0...2, using: &random) == 0 {
      found["unevaluatedProperties"] = ["false", "false", "true", #"{"type":"number"}"#].randomElement(using: &random)
    }
    if Int.random(in: 0...2, using: &random) == 0 {
      found["unevaluatedItems"] = ["false", "false", "true", #"{"type":"number"}"#].randomElement(using: &random)
    }
    if dialect == .openAPI31, found["anyOf"] != nil || found["oneOf"] != nil {
      let mapping = [
        "", ##","mapping":{"x":"d0"}"##, ##","mapping":{"x":"#/$defs/d1","d1":"https://example.test/root#/$defs/d2"}"##,
        ##","mapping":{"x":"d3","d0":"none"}"##,
      ]
      found["discriminator"] =
        "{\"propertyName\":\"\(name(&random))\"\(mapping.randomElement(using: &random) ?? "")}"
    }
    if found["if"] != nil {
      if Bool.random(using: &random) { found["then"] = schema(depth: depth - 1, &random) }
      if Bool.random(using: &random) { found["else"] = schema(depth: depth - 1, &random) }
    }
    return found.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
  }

  private func keyword(depth: Int, _ random: inout SeededGenerator) -> (String, String) {
    func list(_ count: ClosedRange<Int>) -> String {
      var items: [String] = []
      for _ in 0..<Int.random(in: count, using: &random) { items.append(schema(depth: depth - 1, &random)) }
      return "[\(items.joined(separator: ","))]"
    }
    func map(_ count: ClosedRange<Int>, _ keys: [String]) -> String {
      var members: [String] = []
      for key in keys.shuffled(using: &random).prefix(Int.random(in: count, using: &random)) {
        members.append("\"\(key)\":\(schema(depth: depth - 1, &random))")
      }
      return "{\(members.joined(separator: ","))}"
    }
    let names = ["a", "b", "c", "ab", "bc"]
    switch Int.random(in: 0...17, using: &random) {
    case 0, 1, 2: return ("properties", map(1...3, names))
    case 3: return ("patternProperties", map(1...2, ["^a", "b", "c$"]))
    case 4:
      return ("additionalProperties", schema(depth: depth - 1, &random))
    case 5, 6: return ("allOf", list(1...3))
    case 7, 8: return ("anyOf", list(2...3))
    case 9, 10: return ("oneOf", list(2...3))
    case 11: return ("if", schema(depth: depth - 1, &random))
    case 12: return ("dependentSchemas", map(1...2, names))
    case 13: return ("not", schema(depth: depth - 1, &random))
    case 14: return ("$ref", ##""https://example.test/root#/$defs/d\##(Int.random(in: 0...3, using: &random))""##)
    case 15: return ("contains", schema(depth: depth - 1, &random))
    case 16: return (dialect != .draft201909 ? "prefixItems" : "items", list(1...2))
    default:
      // With `items` as a list this would take its place.
      return ("items", schema(depth: depth - 1, &random))
    }
  }

  /// A payload of the names that schemas know.
  static func value(depth: Int, _ random: inout SeededGenerator) -> String {
    switch Int.random(in: depth > 0 ? 0...10 : 7...10, using: &random) {
    case 0...4:
      let names = ["a", "b", "c", "ab", "bc", "d", "\\u0061", "a long name of sorts"].shuffled(using: &random)
      return "{"
        + names.prefix(Int.random(in: 0...3, using: &random)).map { "\"\($0)\":\(value(depth: depth - 1, &random))" }
        .joined(separator: ",") + "}"
    case 5, 6:
      return "["
        + (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth - 1, &random) }
        .joined(separator: ",") + "]"
    case 7: return "null"
    case 8: return "3"
    default: return ["\"x\"", "\"d0\"", "\"d1\"", "\"d\\u0032\""].randomElement(using: &random) ?? "null"
    }
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
