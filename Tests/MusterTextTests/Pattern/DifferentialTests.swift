import Foundation
import MusterText
import Testing

/// Compares verdicts with those of `node` on patterns made at random.
///
/// The environment sets `MUSTER_DIFFERENTIAL_PATTERNS` (how many patterns, with eight texts each) and
/// `MUSTER_DIFFERENTIAL_SEED`. A disagreement is made as small as it can be before it is reported.
@Suite struct DifferentialTests {
  struct Case {
    var pattern: GeneratedPattern
    var flags: String
    var texts: [String]
    /// Used in the place of the tree's text, for patterns that were damaged on purpose.
    var override: String?

    var source: String { override ?? pattern.text }

    /// The pattern as Muster is asked for it: its flags become modifiers.
    var ours: String { flags.isEmpty ? source : "(?\(flags):\(source))" }
  }

  private static let environment = ProcessInfo.processInfo.environment

  /// What differs between the two on one case; nil if nothing does.
  private func disagreement(_ test: Case, _ answer: [Bool]?, undecided: inout Int) -> String? {
    let pattern: Pattern
    do {
      pattern = try Pattern(test.ours)
    } catch {
      // Only a valid pattern can be wrapped in modifiers, so a refusal must be shared.
      return answer == nil || error.code == .tooLarge ? nil : "refused with \(error)"
    }
    guard let answer else { return "accepted, where node refuses it" }
    // Without a table of states, so that following them as sets is put to the test too.
    let slow = try? Pattern(test.ours, limits: PatternLimits(states: 0))
    var scratch = PatternScratch()
    for (text, expected) in zip(test.texts, answer) {
      let found = pattern.search(text.utf8.span, scratch: &scratch)
      if found == .undecided {
        // The budget may end a search with back-references, and no other.
        guard test.source.contains(/\\[1-9k]/) else { return "undecided in \(text.debugDescription)" }
        undecided += 1
      } else if expected, let first = text.utf8.first, unsafe !BorrowedPattern(pattern).mayMatch(textFrom: first) {
        return "\(text.debugDescription) matches, but is said not to begin as a match may"
      } else if (found == .matched) != expected {
        return "\(found) in \(text.debugDescription), where node says \(expected)"
      } else if slow?.search(text.utf8.span, scratch: &scratch) != found {
        return "\(found) by its table in \(text.debugDescription), and not without it"
      }
    }
    // On long texts states are remembered as they are found: no oracle here, but the ways must agree.
    let long = String(repeating: test.texts.joined(), count: 8)
    if let slow, pattern.search(long.utf8.span, scratch: &scratch) != slow.search(long.utf8.span, scratch: &scratch) {
      return "found in one way and not in another in the texts joined, eight times over"
    }
    return nil
  }

  private struct Tally {
    var undecided = 0
    var corrected = 0
    var matched = 0
  }

  private func firstDisagreement(_ cases: [Case], _ tally: inout Tally) throws -> (Case, String)? {
    let questions = cases.map { NodeOracle.Question(pattern: $0.source, flags: $0.flags, texts: $0.texts) }
    let answers = try NodeOracle.ask(questions)
    tally.corrected += answers.corrected
    tally.matched += answers.verdicts.reduce(0) { $0 + ($1?.count { $0 } ?? 0) }
    for (test, answer) in zip(cases, answers.verdicts) {
      if let found = disagreement(test, answer, undecided: &tally.undecided) {
        return (test, found)
      }
    }
    return nil
  }

  /// Makes a disagreement smaller until nothing smaller disagrees.
  private func shrink(_ start: Case, _ reason: String) throws -> (Case, String) {
    var best = (start, reason)
    var ignored = Tally()
    for _ in 0..<100 {
      var candidates: [Case] = []
      if best.0.override == nil {
        candidates += best.0.pattern.smaller.map { Case(pattern: $0, flags: best.0.flags, texts: best.0.texts) }
      }
      for (index, text) in best.0.texts.enumerated() {
        var test = best.0
        if test.texts.count > 1 {
          test.texts = [text]
          candidates.append(test)
        } else {
          for place in text.unicodeScalars.indices {
            var shorter = text.unicodeScalars
            shorter.remove(at: place)
            test.texts[index] = String(shorter)
            candidates.append(test)
          }
        }
      }
      guard let smaller = try firstDisagreement(candidates, &ignored) else { return best }
      best = smaller
    }
    return best
  }

  @Test func agreesWithNode() throws {
    guard let version = NodeOracle.version else {
      print("differential run: SKIPPED, no node on this machine")
      return
    }
    let count = Self.environment["MUSTER_DIFFERENTIAL_PATTERNS"].flatMap { Int($0) } ?? 1_500
    let seed = Self.environment["MUSTER_DIFFERENTIAL_SEED"].flatMap { UInt64($0) } ?? 20_251_121
    var generator = PatternGenerator(seed: seed)
    var pairs = 0
    var tally = Tally()
    var done = 0
    var refused = 0
    while done < count {
      var cases: [Case] = []
      for _ in 0..<min(2_000, count - done) {
        let tree = generator.pattern()
        var test = Case(pattern: tree, flags: "", texts: (0..<8).map { _ in generator.string() })
        if generator.random.once(in: 4) {
          test.flags = generator.random.pick(["i", "m", "s", "im", "is", "ims"])
        } else if generator.random.once(in: 8) {
          test.override = generator.damaged(tree.text)
        }
        cases.append(test)
      }
      if let (test, reason) = try firstDisagreement(cases, &tally) {
        let (small, why) = try shrink(test, reason)
        Issue.record("seed \(seed): /\(small.source)/u\(small.flags) is \(why)")
        return
      }
      refused += cases.count { (try? Pattern($0.ours)) == nil }
      pairs += cases.count * 8
      done += cases.count
    }
    print(
      "differential run: \(pairs) pairs of \(done) patterns (\(refused) refused by both), seed \(seed), node \(version):",
      "0 disagreements, \(tally.undecided) undecided, \(tally.corrected) verdicts of node put right, \(tally.matched) matched"
    )
    #expect(tally.undecided * 1_000 <= pairs)
  }
}
