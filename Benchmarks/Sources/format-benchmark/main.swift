import Foundation
import MusterText

/// Nanoseconds that a check of each format takes, on a text that has it and on one that has not.
///
/// Usage: `format-benchmark`, or `format-benchmark NAME...` for some formats
let wanted = CommandLine.arguments.dropFirst()
print("ns per check                right    wrong")
for format in Format.all where format.subject != .none && (wanted.isEmpty || wanted.contains(format.name)) {
  guard let sample = Samples.all.first(where: { $0.format == format.name }) else {
    print("\(format.name): there is no sample")
    continue
  }
  var remarks = ""
  let right = measure(format, sample.right, accepts: true, &remarks)
  let wrong = measure(format, sample.wrong, accepts: false, &remarks)
  print(
    format.name + String(repeating: " ", count: max(1, 24 - format.name.utf8.count)) + column(right) + column(wrong)
      + remarks)
}

/// The median of nine rounds, in nanoseconds.
func measure(_ format: Format, _ text: String, accepts: Bool, _ remarks: inout String) -> Double {
  let bytes = Array(text.utf8)
  var scratch = PatternScratch()
  if format.accepts(bytes.span, mode: .strict, scratch: &scratch) != accepts { remarks += "  '\(text)' came out WRONG" }
  var rounds: [Double] = []
  let count = 20_000
  for _ in 0..<9 {
    var accepted = 0
    let time = ContinuousClock().measure {
      for _ in 0..<count where format.accepts(bytes.span, mode: .strict, scratch: &scratch) { accepted += 1 }
    }
    if accepted != (accepts ? count : 0) { remarks += "  verdicts differ" }
    rounds.append(time / .nanoseconds(1) / Double(count))
  }
  return rounds.sorted()[rounds.count / 2]
}

func column(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  let text = "\(tenths / 10).\(tenths % 10)"
  return String(repeating: " ", count: max(1, 9 - text.utf8.count)) + text
}
