import Testing

@testable import Muster

/// Patterns of names, counts of members, dependent names and unique items: judged as the evaluator judges them.
@Suite struct MemberPlanTests {
  @Test(arguments: [
    #"{"oneOf": [{"required": ["a"]}, {"required": ["b"]}, {"required": ["é"]}], "not": {"required": [""]}}"#,
    #"{"contains": {"required": ["ab"]}, "if": {"required": ["bb"]}, "then": {"required": ["c-"]}}"#,
    #"""
    {"properties": {"a": {"type": "string"}, "ab": {"type": ["null", "string"]}}, "required": ["b"],
     "patternProperties": {"^a": {"maxLength": 2}, "b$": {"type": "string"}, "^\\p{L}*é": {"type": "null"}, "": {}}}
    """#,
    #"""
    {"properties": {"a": {"type": "string"}, "é": true}, "patternProperties": {"^[a-c]{2,}$": {"type": "null"},
     "^(?!a).+": {"type": ["string", "null"]}}, "additionalProperties": {"type": "string"}}
    """#,
    #"{"patternProperties": {"^$": {"type": "null"}, "^a\\-?b": {}}, "additionalProperties": {"type": "number"}}"#,
    #"{"dependentRequired": {"a": ["b", "ab"], "é": []}, "minProperties": 1, "maxProperties": 3}"#,
    #"{"minProperties": 3, "dependentSchemas": {"a": {"required": ["b"]}}}"#,
    #"{"uniqueItems": true, "maxItems": 5}"#,
    #"{"additionalProperties": {"uniqueItems": true}, "items": {"uniqueItems": true, "minProperties": 2}}"#,
  ])
  func judgeAsTheEvaluatorDoes(_ text: String) throws {
    let schema = try Schema(text.utf8)
    let alone = SchemaStorage(
      program: schema.program, plan: nil, root: .accepting, pool: ScratchPool(), entry: 0, notices: [])
    var random = SeededGenerator(seed: 12)
    var accepted = 0
    for _ in 0..<4_000 {
      let payload = Array(Self.value(depth: 2, &random).utf8)
      let verdict = schema.accepts(payload.span)
      #expect(verdict == alone.accepts(payload.span, Limits()), "\(String(decoding: payload, as: UTF8.self))")
      accepted += verdict ? 1 : 0
    }
    #expect(accepted > 0 && accepted < 4_000)
  }

  /// Long texts that differ in the middle only, some of them written with escapes, and names that occur twice.
  @Test func textsOfAnArrayAreComparedAsAWhole() throws {
    let schema = try Schema(#"{"uniqueItems": true}"#.utf8)
    let texts = (0..<24).map { #""https://example.com/\#($0)/something""# }
    #expect(schema.accepts("[\(texts.joined(separator: ","))]"))
    for position in [0, 11, 22] {
      #expect(!schema.accepts("[\((texts.dropLast() + [texts[position]]).joined(separator: ","))]"))
    }
    #expect(!schema.accepts(#"["a","b","\u0061"]"#))
    #expect(schema.accepts(#"["", "a", "aa", null, "null"]"#))
    #expect(!schema.accepts(#"["", "a", ""]"#))
  }

  private static func value(depth: Int, _ random: inout SeededGenerator) -> String {
    switch Int.random(in: depth > 0 ? 0...9 : 5...9, using: &random) {
    case 0...3:
      let names = ["a", "b", "ab", "bb", "", "é", #"\u0061"#, #"\u0061b"#, "a", "aé", "c-", "long name of many bytes"]
      let chosen = names.shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random))
      return "{" + chosen.map { "\"\($0)\":\(value(depth: depth - 1, &random))" }.joined(separator: ",") + "}"
    case 4:
      let items = (0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth - 1, &random) }
      return "[" + items.joined(separator: ",") + "]"
    case 5: return "null"
    case 6: return ["3", "3.0", "30e-1"].randomElement(using: &random) ?? "3"
    case 7: return #""x""#
    case 8: return [#""""#, #""\u0078""#, #""é""#].randomElement(using: &random) ?? "1"
    default: return #""abc""#
    }
  }
}
