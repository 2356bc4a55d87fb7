import Muster

/// Compiles schemas whose references make a graph, each twice as large as the one before, and shows that the time
/// grows with the size.
///
/// Usage: `compile-benchmark`
var previous: Double?
print("compile a graph of schemas, median of 7 rounds")
for count in [500, 1_000, 2_000, 4_000] {
  let text = Array(graph(of: count).utf8)
  var rounds: [Double] = []
  for _ in 0..<7 {
    let time = try ContinuousClock().measure { _ = try Schema(text) }
    rounds.append(Double(time.components.seconds) * 1e3 + Double(time.components.attoseconds) / 1e15)
  }
  let median = rounds.sorted()[rounds.count / 2]
  let growth = previous.map { ", \(rounded(median / $0)) times the one before" } ?? ""
  print("\(text.count / 1_000) kB, \(count) definitions: \(rounded(median)) ms\(growth)")
  previous = median
}

/// A schema of many definitions, each with references to three others.
func graph(of count: Int) -> String {
  var definitions: [String] = []
  for number in 0..<count {
    definitions.append(
      """
      "s\(number)": {"type": "object", "description": "node \(number) of the graph", "required": ["name"],
        "properties": {"name": {"type": "string", "maxLength": 40}, "kind": {"enum": ["a", "b", "k\(number)"]},
          "left": {"$ref": "#/$defs/s\((2 * number + 1) % count)"},
          "right": {"$ref": "#/$defs/s\((2 * number + 2) % count)"},
          "up": {"anyOf": [{"$ref": "#/$defs/s\(number / 2)"}, {"type": "null"}]}}, "additionalProperties": false}
      """)
  }
  return ##"{"$ref": "#/$defs/s0", "$defs": {"## + definitions.joined(separator: ",\n") + "}}"
}

func rounded(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}
