import Foundation

/// Nanoseconds per match: the median of some rounds, each of between a twentieth and a tenth of a second.
struct Measurement {
  private var rounds: [Double] = []
  private var repeats = 1

  /// Finds how often to repeat for one round.
  mutating func calibrate(_ engine: inout some Engine) {
    while seconds({ _ = engine.run(rounds: repeats) }) < 0.05 {
      repeats *= 2
    }
  }

  mutating func add(_ engine: inout some Engine, texts: Int) {
    let time = seconds { checksum &+= engine.run(rounds: repeats) }
    rounds.append(time * 1e9 / Double(repeats * texts))
  }

  var nanoseconds: Double { rounds.sorted()[rounds.count / 2] }
  private(set) var checksum = 0
}

func seconds(_ work: () -> Void) -> Double {
  let time = ContinuousClock().measure(work)
  return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
}

func column(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

print("ns per match           Muster    Regex  NSRegEx   Regex/M  NSRegEx/M")
var worst = Double.infinity
for family in Family.all {
  let texts = family.matching + family.other
  let truth = family.matching.map { _ in true } + family.other.map { _ in false }
  var muster = try MusterEngine(pattern: family.pattern, texts: texts)
  var swift = try SwiftEngine(pattern: family.pattern, texts: texts)
  var foundation = try FoundationEngine(pattern: family.pattern, texts: texts)
  var remarks = ""
  if muster.verdicts() != truth { remarks += " Muster is WRONG" }
  if swift.verdicts() != truth { remarks += " Regex differs" }
  if foundation.verdicts() != truth { remarks += " NSRegEx differs" }
  var sides = (Measurement(), Measurement(), Measurement())
  sides.0.calibrate(&muster)
  sides.1.calibrate(&swift)
  sides.2.calibrate(&foundation)
  for _ in 0..<7 {
    sides.0.add(&muster, texts: texts.count)
    sides.1.add(&swift, texts: texts.count)
    sides.2.add(&foundation, texts: texts.count)
  }
  let ours = sides.0.nanoseconds
  let ratios = (sides.1.nanoseconds / ours, sides.2.nanoseconds / ours)
  worst = min(worst, ratios.0, ratios.1)
  print(
    family.name + column(String(format: "%.1f", ours), 29 - family.name.count)
      + column(String(format: "%.0f", sides.1.nanoseconds), 9)
      + column(String(format: "%.0f", sides.2.nanoseconds), 9)
      + column(String(format: "%.1f", ratios.0), 10) + column(String(format: "%.1f", ratios.1), 11) + remarks)
}
print(String(format: "least ratio: %.1f", worst))
