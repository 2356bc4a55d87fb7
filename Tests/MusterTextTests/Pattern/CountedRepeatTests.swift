import Foundation
import MusterText
import Testing

/// Counted repeats that are not written out: what they match, what they cost, and where the limit is.
@Suite struct CountedRepeatTests {
  struct Case {
    var pattern: String
    var matched: [String] = []
    var unmatched: [String] = []
  }

  private static func text(_ unit: String, _ count: Int, _ tail: String = "") -> String {
    String(repeating: unit, count: count) + tail
  }

  /// Patterns that are too large to write out.
  static let large = [
    Case(
      pattern: "^\\w{1,255}(,\\w{1,255}){0,99}$",
      matched: ["a", "a,b", text("a", 255), text("a", 255) + text("," + text("b", 255), 99), text("a,", 99, "a")],
      unmatched: [
        "", ",", "a,", "a,,b", text("a", 256), text("a,", 100, "a"), "a," + text("b", 256), text("a,", 25_000),
      ]
    ),
    Case(
      pattern: "^(\\w{1,255},?){0,99}$",
      matched: ["", "a", "a,a", text("a", 255 * 9), text("a,", 99)],
      unmatched: [",", "a,,a", text("a", 255 * 9, "!"), text("a,", 100)]
    ),
    Case(
      pattern: "^(a{1,1000}){1,1000}$",
      matched: ["a", text("a", 20_000)], unmatched: ["", "b", text("a", 20_000, "b")]
    ),
    Case(
      pattern: "^(?:a{2,3000}){2,4}b$",
      matched: ["aaaab", text("a", 12_000, "b")], unmatched: ["aaab", text("a", 12_001, "b"), text("a", 5_000)]
    ),
    // Fewer than 200 letters or more than 210 are never a multiple of 200 to 210: the counts between are left out.
    Case(
      pattern: "^(?:a{200,210}){1,100}$",
      matched: [text("a", 200), text("a", 210), text("a", 400), text("a", 4_300)],
      unmatched: [text("a", 199), text("a", 211), text("a", 399)]
    ),
    Case(
      pattern: "x[ab]{20000,30000}y",
      matched: ["x" + text("ab", 10_000, "y"), "x" + text("a", 5, "x") + text("b", 30_000, "y")],
      unmatched: ["x" + text("a", 19_999, "y"), "x" + text("a", 30_001, "y"), "x" + text("a", 20_000, "cy")]
    ),
    Case(
      pattern: "a.{30000,}b$",
      matched: [text("a", 30_001, "b"), "aé" + text("é", 29_999, "b")], unmatched: [text("a", 30_000, "b"), "ab"]
    ),
    Case(
      pattern: "(?<=c\\w{25000})d", matched: ["c" + text("a", 25_000, "d")], unmatched: ["c" + text("a", 24_999, "d")]
    ),
    Case(
      pattern: "^(?=\\w{5,25000}!).*b", matched: [text("b", 5, "!"), text("b", 25_000, "!")],
      unmatched: [text("b", 4, "!"), text("b", 25_001, "!")]
    ),
    // A choice of single characters is one set.
    Case(
      pattern: "^(.|\\n){0,9000}$", matched: ["", text("a\n", 4_500)], unmatched: [text("a", 9_001), text("\n", 9_001)]
    ),
    Case(
      pattern: "^(?:a|[bc]|é){2,20000}!$", matched: [text("ab", 10_000, "!"), "cé!"],
      unmatched: ["a!", text("a", 20_001, "!"), text("a", 10, "d!")]
    ),
    Case(
      pattern: "x(\\w|-){1,30000}y$", matched: ["x-y", "x" + text("a-", 15_000, "y")],
      unmatched: ["xy", "x" + text("-", 30_001, "y"), "x y"]
    ),
    Case(
      pattern: "^a{1,99999999999999999999}$", matched: [text("a", 25_000)], unmatched: ["", text("a", 25_000, "b")]),
  ]

  @Test(arguments: large.map(\.pattern)) func largePatterns(source: String) throws {
    let pattern = try Pattern(source)
    // One working memory for all texts: nothing may be left in it from the search before.
    var scratch = PatternScratch()
    for example in Self.large where example.pattern == source {
      for _ in 0..<2 {
        for text in example.matched {
          #expect(pattern.search(text.utf8.span, scratch: &scratch) == .matched, "\(text.prefix(40)), \(text.count)")
        }
        for text in example.unmatched {
          #expect(pattern.search(text.utf8.span, scratch: &scratch) == .unmatched, "\(text.prefix(40)), \(text.count)")
        }
      }
    }
  }

  @Test func beyondTheLimit() {
    for source in ["(?:ab|c){1,30000}", "a{2,99999999}", "((a{2,9}b){1,200}c){1,200}"] {
      let error = #expect(throws: PatternError.self) { try Pattern(source) }
      #expect(error?.code == .tooLarge && error?.isLimit == true, "\(source)")
    }
    let error = #expect(throws: PatternError.self) { try Pattern("^(a{1,1000}") }
    #expect(error?.isLimit == false)
  }

  // MARK: Against copies

  /// A pattern at random, in two ways of writing: with counts, and with every repeat written out.
  private struct Writing {
    var counted: String
    var written: String
  }

  private func writing(_ random: inout SeededGenerator, depth: Int) -> Writing {
    switch random.below(depth > 0 ? 6 : 3) {
    case 0:
      let atom = random.pick(["a", "b", ",", "[ab]", "\\w", ".", "[^b]", "é"])
      return Writing(counted: atom, written: atom)
    case 1, 2:
      let atom = random.pick(["a", "b", "[ab]", "\\w", ".", "[^b]"])
      return repeated(Writing(counted: atom, written: atom), &random, largest: 12)
    case 3:
      let parts = (0..<(2 + random.below(2))).map { _ in writing(&random, depth: depth - 1) }
      return Writing(counted: parts.map(\.counted).joined(), written: parts.map(\.written).joined())
    case 4:
      let (left, right) = (writing(&random, depth: depth - 1), writing(&random, depth: depth - 1))
      return Writing(
        counted: "(?:\(left.counted)|\(right.counted))", written: "(?:\(left.written)|\(right.written))")
    default:
      let body = writing(&random, depth: depth - 1)
      return repeated(
        Writing(counted: "(?:\(body.counted))", written: "(?:\(body.written))"), &random, largest: 4)
    }
  }

  private func repeated(_ body: Writing, _ random: inout SeededGenerator, largest: Int) -> Writing {
    let minimum = random.below(largest)
    if random.once(in: 5) {
      return Writing(
        counted: "\(body.counted){\(minimum),}",
        written: String(repeating: body.written, count: minimum) + "(?:\(body.written))*")
    }
    let maximum = minimum + random.below(largest)
    let optional = String(repeating: "(?:" + body.written, count: maximum - minimum)
    return Writing(
      counted: "\(body.counted){\(minimum),\(maximum)}",
      written: "(?:" + String(repeating: body.written, count: minimum) + optional
        + String(repeating: ")?", count: maximum - minimum) + ")")
  }

  @Test func agreesWithCopiesAndNode() throws {
    var random = SeededGenerator(seed: 9_876)
    var counted = 0
    var matched = 0
    var questions: [NodeOracle.Question] = []
    var found: [[Bool]] = []
    for round in 0..<800 {
      let writing = writing(&random, depth: 3)
      let (start, end) = random.pick([("^", "$"), ("^", ""), ("", "$"), ("", ""), ("(?<=", ")b"), ("^(?=", "b)a")])
      let source = start + writing.counted + end
      // So few instructions that repeats are counted wherever they are long.
      guard let counting = try? Pattern(source, limits: PatternLimits(instructions: 24)),
        let copies = try? Pattern(start + writing.written + end, limits: PatternLimits(states: 0))
      else { continue }
      counted += 1
      var scratch = PatternScratch()
      var texts: [String] = []
      var answers: [Bool] = []
      for _ in 0..<8 {
        let letters = random.pick([["a"], ["a", "b"], ["a", "a", "a", "a", "b"], ["a", "b", ",", "é"]])
        texts.append((0..<random.below(40)).map { _ in random.pick(letters) }.joined())
      }
      for text in texts {
        let answer = counting.search(text.utf8.span, scratch: &scratch)
        #expect(answer == copies.search(text), "\(round): /\(source)/ in \(text.debugDescription)")
        answers.append(answer == .matched)
        if answer == .matched { matched += 1 }
      }
      questions.append(NodeOracle.Question(pattern: source, texts: texts))
      found.append(answers)
    }
    print("counted repeats: \(counted) patterns, \(matched) of \(counted * 8) texts matched")
    #expect(counted > 300 && matched > 300)
    guard NodeOracle.version != nil else { return print("counted repeats: SKIPPED node, there is none") }
    let verdicts = try NodeOracle.ask(questions).verdicts
    for (index, question) in questions.enumerated() {
      #expect(verdicts[index] == found[index], "/\(question.pattern)/ in \(question.texts)")
    }
  }
}
