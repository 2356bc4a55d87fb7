import MusterText
import Testing

/// Patterns that were written for a `RegExp` without the flag `u`.
@Suite struct LegacyPatternTests {
  struct Reading: CustomTestStringConvertible {
    var source: String
    var matching: [String]
    var others: [String]

    init(_ source: String, _ matching: [String], _ others: [String]) {
      self.source = source
      self.matching = matching
      self.others = others
    }

    var testDescription: String { source }
  }

  @Test(arguments: [
    Reading(#"^[a-z\_]+\-\d$"#, ["a_b-1"], ["a_b1", #"a\-1"#]),
    Reading(#"^\/[^\*\?\&\%]*(\/\*)?$"#, ["/", "/a/b", "/a/*"], ["/a?b", "/a&b", "a", #"/%"#]),
    Reading(#"^[\w-.]+$"#, ["a-b.c", "-"], ["a b", ",", ""]),
    Reading(#"^[.-\w]+$"#, ["a-b.c", "-"], ["a b", ","]),
    Reading(#"^[\d-\s]$"#, ["1", "-", " "], ["a", "\\"]),
    Reading(#"^{[^}]*}$"#, ["{}", "{a}"], ["a", "{", "}"]),
    Reading(#"^a{,2}$"#, ["a{,2}"], ["", "a", "aa"]),
    Reading(#"^a{1$"#, ["a{1"], ["a"]),
    Reading(#"^a{x}{2}$"#, ["a{x}}"], ["a{x}", "a{x}a{x}"]),
    Reading(#"^[a]]$"#, ["a]"], ["a", "]"]),
    Reading(#"^\é\'\@\ \<$"#, ["é'@ <"], ["é'@<"]),
  ])
  func isReadWithoutTheFlag(_ reading: Reading) throws {
    #expect(throws: PatternError.self) { try Pattern(reading.source) }
    let pattern = try Pattern(allowingLegacySyntax: reading.source)
    #expect(pattern.isLegacy)
    for text in reading.matching { #expect(pattern.search(text) == .matched, "\(text)") }
    for text in reading.others { #expect(pattern.search(text) == .unmatched, "\(text)") }
  }

  @Test func whatIsAPatternWithTheFlagIsReadWithIt() throws {
    let pattern = try Pattern(allowingLegacySyntax: #"^\u{1F600}{2}$"#)
    #expect(!pattern.isLegacy)
    #expect(pattern.search("😀😀") == .matched)
  }

  /// What means something else in other languages, or nothing, or what no grammar has.
  @Test(arguments: [
    #"\A"#, #"a\Z"#, #"\z"#, #"\h"#, #"[\a]"#, #"\1"#, #"\01"#, #"\x4"#, #"\u12"#, #"\c"#, #"\k"#, "(?i)a", "(?P<a>b)",
    "(?>a)", "a**", "*", "{1}", "a{2,1}", "(", ")", "[", "[b-a]", #"[\w-"#, "\\", "(?=a)*",
  ])
  func isRefusedEitherWay(_ source: String) {
    #expect(throws: PatternError.self) { try Pattern(allowingLegacySyntax: source) }
  }

  /// Whatever is read is read as `node` reads it; what `node` takes and Muster does not is one of few things.
  @Test(.enabled(if: NodeOracle.version != nil, "node is not here to compare with"))
  func agreesWithNodeOnPatternsMadeAtRandom() throws {
    let parts = [
      #"\-"#, #"\&"#, #"\_"#, "{", "}", "]", "[", "-", "^", "a", "b", "1", ",", "{1}", "{1,2}", "{,2}", "*", "?", "|",
      "(", ")", #"[\w-.]"#, #"[a-\d]"#, #"[^\s-&]"#, #"\w"#, ".", "$", #"\{"#,
    ]
    let letters = ["a", "b", "1", "-", "&", "_", "{", "}", "]", ",", "2", ".", "[", " "]
    var generator = SeededGenerator(seed: 11)
    let questions = (0..<4_000).map { _ in
      let texts = (0..<8).map { _ in
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? "" }
          .joined()
      }
      let source = (0..<Int.random(in: 1...7, using: &generator)).map { _ in
        parts.randomElement(using: &generator) ?? ""
      }
      return NodeOracle.Question(pattern: source.joined(), isUnicode: false, texts: texts)
    }
    let answers = try NodeOracle.ask(questions)
    var compared = 0
    for (question, answer) in zip(questions, answers.verdicts) {
      guard let pattern = try? Pattern(allowingLegacySyntax: question.pattern) else {
        #expect(answer == nil, "\(question.pattern) is refused, and not by node")
        continue
      }
      guard let answer else {
        Issue.record("\(question.pattern) is accepted, and not by node")
        continue
      }
      if pattern.isLegacy { compared += 1 }
      for (text, expected) in zip(question.texts, answer) {
        #expect((pattern.search(text) == .matched) == expected, "\(question.pattern) in \(text)")
      }
    }
    #expect(compared > 500)
  }
}
