import Testing

@testable import Muster

/// Shapes and items that one list asks for are joined, and judge as each of them would.
@Suite struct JoinedPlanTests {
  @Test(arguments: [
    // Each branch refuses what it does not know.
    #"{"allOf": [{"properties": {"a": true}, "additionalProperties": false}, {"properties": {"b": {"type": "null"}}}]}"#,
    #"""
    {"allOf": [
      {"properties": {"a": {"type": "string"}}, "additionalProperties": {"type": ["string", "number"]}},
      {"properties": {"b": {"type": "string"}}, "additionalProperties": {"maxLength": 2}, "required": ["a"]},
      {"properties": {"a": {"minLength": 1}, "c": {"enum": ["x", 3]}}, "required": ["c"]}]}
    """#,
    // Recursive, through both branches.
    ##"""
    {"$ref": "#/$defs/all", "$defs": {
      "all": {"allOf": [{"$ref": "#/$defs/one"}, {"$ref": "#/$defs/two"}]},
      "one": {"properties": {"a": {"$ref": "#/$defs/all"}, "b": {"type": ["string", "null"]}}},
      "two": {"properties": {"a": {"$ref": "#/$defs/one"}, "c": {"$ref": "#/$defs/all"}, "b": {"maxLength": 1}}}}}
    """##,
    #"""
    {"patternProperties": {"^[ab]": {"type": ["string", "null"]}}, "additionalProperties": {"type": "object"},
      "properties": {"a": {"minLength": 1}}, "allOf": [
        {"patternProperties": {"^[ab]": {"maxLength": 2}}, "properties": {"b": {"type": "string"}}},
        {"properties": {"b": {"minLength": 1}, "c": {"minProperties": 1}}, "additionalProperties": {"type": ["object", "string"]}}]}
    """#,
    #"""
    {"patternProperties": {"a": {"type": "string"}}, "additionalProperties": {"type": ["string", "null", "array"]},
      "allOf": [{"patternProperties": {"a": {"minLength": 1}, "b|d": {"type": ["array", "null"]}}, "required": ["a", "c"]}]}
    """#,
    #"{"items": {"properties": {"a": {"type": "null"}}}, "allOf": [{"items": {"required": ["b"]}}, {"items": {"maxProperties": 2}}]}"#,
  ])
  func joinedListsJudgeAsTheEvaluatorDoes(_ text: String) throws {
    let schema = try Schema(text.utf8)
    let alone = SchemaStorage(
      program: schema.program, plan: nil, root: .accepting, pool: ScratchPool(), entry: 0, notices: [])
    var random = SeededGenerator(seed: 11)
    var accepted = 0
    for _ in 0..<2_000 {
      let payload = Array(Self.value(depth: 3, &random).utf8)
      let verdict = schema.accepts(payload.span)
      #expect(verdict == alone.accepts(payload.span, Limits()), "\(String(decoding: payload, as: UTF8.self))")
      accepted += verdict ? 1 : 0
    }
    // Payloads of both kinds were tried.
    #expect(accepted > 0 && accepted < 2_000)
  }

  private static func value(depth: Int, _ random: inout SeededGenerator) -> String {
    switch Int.random(in: depth > 0 ? 0...9 : 5...9, using: &random) {
    case 0...3:
      let names = ["a", "b", "c", "d"].shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random))
      return "{" + names.map { "\"\($0)\":\(value(depth: depth - 1, &random))" }.joined(separator: ",") + "}"
    case 4:
      return "["
        + (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth - 1, &random) }
        .joined(separator: ",") + "]"
    case 5: return "null"
    case 6: return "3"
    case 7: return "\"x\""
    case 8: return "\"\""
    default: return "\"abc\""
    }
  }
}
