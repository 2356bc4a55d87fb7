import Foundation
import Muster

/// Usage: `verdict-benchmark`, or `verdict-benchmark --verdicts N` for just N verdicts on each of two payloads, to count
/// what they allocate,
/// or `verdict-benchmark --profile FOLDER N`, `--explain FOLDER N`, `--compile FOLDER N` to check the payloads, explain the
/// spoilt ones, or compile the schema of a folder N times over, for a profiler,
/// or `verdict-benchmark --json FOLDER...` for lines of JSON on such folders.
let payload = Array(TokenPayload.valid.utf8)
let invalid = Array(TokenPayload.invalid.utf8)
let schema = try Schema(TokenPayload.schema.utf8, options: Schema.Options(dialect: .openAPI30))
let anything = try Schema("{}".utf8)

let arguments = CommandLine.arguments
if arguments.count == 3, arguments[1] == "--verdicts", let count = Int(arguments[2]) {
  var accepted = 0
  let rarePayload = Array(RarePayload.valid.utf8)
  let rareSchema = try Schema(RarePayload.schema.utf8)
  for _ in 0..<count where schema.accepts(payload.span) && rareSchema.accepts(rarePayload.span) { accepted += 1 }
  print("\(accepted) of \(count) pairs of payloads accepted")
  guard accepted == count else { exit(1) }
} else if arguments.count > 2, arguments[1] == "--json" {
  for folder in arguments.dropFirst(2) { try DataSet(URL(filePath: folder)).report() }
} else if arguments.count == 4, arguments[1] == "--profile", let count = Int(arguments[3]) {
  print("\(try DataSet(URL(filePath: arguments[2])).check(times: count)) payloads accepted")
} else if arguments.count == 4, arguments[1] == "--explain", let count = Int(arguments[3]) {
  print("\(try DataSet(URL(filePath: arguments[2])).explain(times: count)) payloads refused")
} else if arguments.count == 4, arguments[1] == "--compile", let count = Int(arguments[3]) {
  print("\(try DataSet(URL(filePath: arguments[2])).compile(times: count)) notices")
} else {
  report()
}

/// Prints the median of several rounds for each thing that is measured.
func report() {
  print("payload of \(payload.count) bytes, nanoseconds, median of 9 rounds")
  let reading = measure("read only (a schema that allows anything)", 200_000) { anything.accepts(payload.span) }
  let verdict = measure("bytes to verdict, valid", 200_000) { schema.accepts(payload.span) }
  _ = measure("bytes to verdict, invalid", 200_000) { !schema.accepts(invalid.span) }
  _ = measure("bytes to outcome, valid", 100_000) { schema.check(payload.span).isValid }
  let explained = measure("bytes to explained outcome, invalid", 20_000) { !schema.check(invalid.span).isValid }
  _ = measure("compile the schema", 2_000) {
    (try? Schema(TokenPayload.schema.utf8, options: Schema.Options(dialect: .openAPI30))) != nil
  }
  print("verdict / read only: \(ratio(verdict, reading)), explained / verdict: \(ratio(explained, verdict))")
}

func measure(_ name: String, _ count: Int, _ body: () -> Bool) -> Double {
  var rounds: [Double] = []
  for _ in 0..<9 {
    var passed = 0
    let time = ContinuousClock().measure {
      for _ in 0..<count where body() { passed += 1 }
    }
    precondition(passed == count, "\(name): a verdict was wrong")
    rounds.append((Double(time.components.seconds) * 1e9 + Double(time.components.attoseconds) / 1e9) / Double(count))
  }
  let median = rounds.sorted()[rounds.count / 2]
  let digits = String(Int(median.rounded()))
  print(String(repeating: " ", count: max(0, 9 - digits.utf8.count)) + digits + "  " + name)
  return median
}

func ratio(_ left: Double, _ right: Double) -> String {
  let hundredths = Int((left / right * 100).rounded())
  return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
}
