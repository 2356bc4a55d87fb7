import Muster
import MusterContracts
import MusterDocuments

/// Usage: `guard-benchmark`, `guard-benchmark --routes` for what routes cost by the number of operations, or
/// `guard-benchmark --checks N` for just N checks, to count what they allocate.
///
/// What the guard adds to a verdict on a right response: each round measures all in turn, on the same bytes.
let body = Array(TokenResponse.body.utf8)
let contract = try Contract(compiling: [SourceText(name: "token.yaml", bytes: Array(TokenResponse.document.utf8))])
guard let schema = try contract.response("updateToken", status: 200).schema else {
  preconditionFailure("the operation has no schema")
}
let gate = ResponseGuard(contract, policy: .enforce)

let arguments = CommandLine.arguments
if arguments.count == 3, arguments[1] == "--checks", let count = Int(arguments[2]) {
  for number in 0..<count { try number % 2 == 0 ? check() : checkByURL() }
  print("\(gate.counters.passed) of \(count) responses passed")
} else if arguments.dropFirst() == ["--routes"] {
  try Routes.report()
} else {
  try report()
}

func check() throws {
  try gate.check(body.span, status: 200, mediaType: "application/json; charset=utf-8", for: "updateToken")
}

func report() throws {
  print("response of \(body.count) bytes, nanoseconds, median of 21 rounds")
  var verdicts: [Double] = []
  var checks: [Double] = []
  var routed: [Double] = []
  for _ in 0..<21 {
    verdicts.append(try measure { if !schema.accepts(body.span) { preconditionFailure("the verdict is wrong") } })
    checks.append(try measure(check))
    routed.append(try measure(checkByURL))
  }
  print("\(whole(median(verdicts)))  Schema.accepts")
  print("\(whole(median(checks)))  ResponseGuard.check by operation")
  print("\(whole(median(routed)))  ResponseGuard.check by method and URL")
  print(
    "guard / accepts: \(ratio(checks, verdicts)) by operation, \(ratio(routed, verdicts)) by method and URL "
      + "(medians of the rounds' ratios)")
}

func checkByURL() throws {
  try gate.check(
    body.span, status: 200, mediaType: "application/json; charset=utf-8", method: "PATCH",
    url: "https://api.example.com/v1/tokens/7c0ff8a5")
}

func ratio(_ left: [Double], _ right: [Double]) -> String {
  let hundredths = Int((median(zip(left, right).map { $0 / $1 }) * 100).rounded())
  return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
}

func measure(_ body: () throws -> Void) throws -> Double {
  let count = 50_000
  let time = try ContinuousClock().measure { for _ in 0..<count { try body() } }
  return (Double(time.components.seconds) * 1e9 + Double(time.components.attoseconds) / 1e9) / Double(count)
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func whole(_ value: Double) -> String {
  let digits = String(Int(value.rounded()))
  return String(repeating: " ", count: max(0, 9 - digits.utf8.count)) + digits
}
