import MusterText
import Testing

/// Patterns of other languages, and the ECMA-262 pattern that each becomes.
@Suite struct ForeignPatternTests {
  struct Translation: CustomTestStringConvertible {
    var source: String
    var translation: String
    var matching: [String] = []
    var others: [String] = []

    init(_ source: String, _ translation: String, _ matching: [String] = [], _ others: [String] = []) {
      self.source = source
      self.translation = translation
      self.matching = matching
      self.others = others
    }

    var testDescription: String { source }
  }

  static let anchorsAndFlags = [
    Translation(#"\A[a-z]+\z"#, "^[a-z]+$", ["abc"], ["abc1", "abc\n"]),
    Translation(#"^a\Z"#, "^a$", ["a"], ["a\n", "ab"]),
    Translation("(?i)^abc|def$", "(?i:^abc|def$)", ["ABC", "xDEF"], ["ab"]),
    Translation("a(?i)b", "a(?i:b)", ["aB"], ["AB"]),
    Translation("a|(?i)b|c", "a|(?i:b)|(?i:c)", ["a", "B", "C"], ["A"]),
    Translation("((?i)a|b)c", "((?i:a|b))c", ["Ac", "Bc"], ["AC"]),
    Translation("(?i)a(?-i)b", "(?i:a(?-i:b))", ["Ab"], ["AB"]),
    Translation("(?is-m)^.$", "(?is:^.$)", ["\n"], [""]),
    Translation(#"(?m)^a$\z"#, "(?m:^a$(?-m:$))", ["b\na"], ["a\nb"]),
    Translation("(?x) ^ a b # both\n c $", "^abc$", ["abc"], ["a b c"]),
    Translation(#"(?x: a \  [b] )+ c"#, "(?:a [b])+ c", ["a b c"], ["abc"]),
    Translation("a(?#one)+b", "a+b", ["aab"], ["b"]),
    Translation("/^[a-z]+$/i", "(?i:^[a-z]+$)", ["ABC"], ["A1"]),
    Translation(#"/^\/a$/"#, "^/a$", ["/a"], ["a"]),
    Translation("/^https?://x$/", "^https?://x$", ["http://x"], ["/http://x/"]),
    Translation("/[0-9]+$/g", "[0-9]+$", ["a1"], ["a"]),
    Translation(#"/a\d/i"#, #"(?i:a\d)"#, ["A1"], ["A"]),
  ]

  static let groups = [
    Translation("(?P<n>a|b)(?P=n)", #"(?<n>a|b)\k<n>"#, ["aa", "bb"], ["ab"]),
    Translation(#"(?'n'a)\k'n'\k{n}"#, #"(?<n>a)\k<n>\k<n>"#, ["aaa"], ["aa"]),
    Translation(#"(a)(b)\g{-1}\g1"#, #"(a)(b)\2\1"#, ["abba"], ["abab"]),
    Translation(#"(a)\g{1}0"#, #"(a)\1(?:)0"#, ["aa0"], ["aa"]),
    Translation("(?<n>a)(?<n>b)", "(?<n>a)(b)", ["ab"], ["a"]),
    Translation("(?|(a)|(b))c", "(?:(a)|(b))c", ["ac", "bc"], ["c"]),
    Translation(#"a\Kb"#, "ab", ["ab"], ["a"]),
  ]

  static let characters = [
    Translation("^[[:alpha:]]+$", "^[A-Za-z]+$", ["ab"], ["a1", ""]),
    Translation("^[^[:space:][:digit:]]+$", #"^[^\t-\r 0-9]+$"#, ["ab"], ["a b", "1"]),
    Translation("^[[:^alpha:]]$", #"^[\x00-@\[-`{-\u{10FFFF}]$"#, ["1", "é"], ["a"]),
    Translation("^[][:alnum:]_-]+$", #"^[\]0-9A-Za-z_\-]+$"#, ["]a1_-"], [" "]),
    Translation("^[^]]+$", #"^[^\]]+$"#, ["ab"], ["]"]),
    Translation("[a-z&&[^aeiou]]", "[b-df-hj-np-tv-z]", ["b"], ["a"]),
    Translation(#"^\pL\PN$"#, #"^\p{L}\P{N}$"#, ["aa"], ["a1"]),
    Translation(#"\p{L&}"#, #"\p{LC}"#, ["a"], ["1"]),
    Translation(#"\p{^L}"#, #"\P{L}"#, ["1"], ["a"]),
    Translation(#"\p{IsLatin}"#, #"\p{Script=Latin}"#, ["é"], ["я"]),
    Translation(#"\p{Cyrillic}"#, #"\p{Script=Cyrillic}"#, ["я"], ["a"]),
    Translation(#"\p{script=GREEK}"#, #"\p{Script=Greek}"#, ["α"], ["a"]),
    Translation(#"\p{IsAlphabetic}"#, #"\p{Alphabetic}"#, ["é"], ["1"]),
    Translation(#"\p{IsLu}"#, #"\p{Lu}"#, ["A"], ["a"]),
    Translation(#"[\p{Alnum}_-]"#, #"[0-9A-Za-z_\-]"#, ["-"], ["."]),
    Translation(#"\P{Digit}"#, "[^0-9]", ["a"], ["1"]),
    Translation(#"\p{javaLetterOrDigit}"#, #"[\p{L}\p{Nd}]"#, ["é", "1"], ["."]),
    Translation(#"\p{InGreek}"#, "[\u{370}-\u{3FF}]", ["α"], ["a"]),
    Translation(#"\p{IsBasicLatin}"#, #"[\x00-\x7F]"#, ["a"], ["é"]),
    Translation(#"^\h$"#, #"^[\t \xA0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000]$"#, [" ", "\u{A0}"], ["\n"]),
    Translation(#"^\R$"#, #"^(?:\r\n|[\n-\r\x85\u2028\u2029])$"#, ["\r\n", "\n"], ["\n\n", " "]),
    Translation(#"^\N$"#, #"^[^\n]$"#, ["a"], ["\n"]),
    Translation(#"\Qa.b\E+"#, #"a\.b+"#, ["a.bb"], ["axb"]),
    Translation(#"[\Q^]\E]"#, #"[\^\]]"#, ["^", "]"], ["a"]),
    Translation(#"\x{41}\x{1F600}"#, #"A\u{1F600}"#, ["A😀"], ["A"]),
    Translation(#"\U0001F600\e\a"#, #"\u{1F600}\x1B\x07"#, ["😀\u{1B}\u{7}"], ["😀"]),
    Translation(#"\012\o{101}[\101]"#, #"\nA[A]"#, ["\nAA"], ["A"]),
    Translation(#"\141"#, "a", ["a"], ["141"]),
    Translation(#"\A\-\_{]"#, #"^-_\{\]"#, ["-_{]"], [#"\-_"#]),
  ]

  static let atomic = [
    Translation("^[a-z]++[0-9]", "^[a-z]+[0-9]", ["a1"], ["aa"]),
    Translation(#"^\w*+$"#, #"^\w*$"#, ["", "ab"], ["a b"]),
    Translation(#"\w++"#, #"\w+"#, ["a"], [" "]),
    Translation("^(?>[0-9]+)-", "^(?:[0-9]+)-", ["12-"], ["12"]),
    Translation("(?>ab|cd)c", "(?:ab|cd)c", ["abc", "cdc"], ["ab"]),
    Translation(#"^(?:[a-z]++\.)*[a-z]++$"#, #"^(?:[a-z]+\.)*[a-z]+$"#, ["a.b.c"], ["a..b"]),
    Translation("a{3}+a", "a{3}a", ["aaaa"], ["aaa"]),
    Translation("(?>a|ab)", "(?:a|ab)", ["a"], ["b"]),
    Translation("(?=x(?>a|ab))x", "(?=x(?:a|ab))x", ["xa"], ["xb"]),
  ]

  @Test(arguments: anchorsAndFlags + groups + characters + atomic)
  func isTranslated(_ example: Translation) throws {
    let found = try #require(try ForeignPattern(example.source))
    #expect(found.translation == example.translation)
    #expect(!found.constructs.isEmpty)
    let pattern = try Pattern(found.translation)
    for text in example.matching { #expect(pattern.search(text) == .matched, "\(text)") }
    for text in example.others { #expect(pattern.search(text) == .unmatched, "\(text)") }
  }

  /// What ECMA-262 has, with the flag or without it, is left to it; so is what may mean its slashes.
  @Test(arguments: [
    "", "a", #"^[a-z]+\.(?:b|c)$"#, "(?i:a)b", #"(?<n>a)\k<n>"#, #"\p{Alpha}"#, #"\u0041"#, #"\0"#, "[:alpha:]",
    "[a&&b]", "/users/", "/users/i", "/a/b/", "/[a-z]+/", "^/api/$", "/", "//", #"^[\w-.]+$"#, "^{a}$", #"\_\-"#,
    #"(a)?\1b"#, "[a]]", "[[a]", #"\[[^[]]"#,
  ])
  func isLeftToECMAScript(_ source: String) throws {
    #expect(try ForeignPattern(source) == nil)
  }

  /// What languages read in different ways, or ECMA-262 cannot say.
  @Test(arguments: [
    "a(?i)b|c", #"\w++\w"#, #"\w++\b"#, "(?>a|ab)c", "(?>a*?)b", "(?:a|ab){2}+", "(?<=a++)b", #"(?:\w++,)*+\w++$"#,
    "([a][a1]?+){2,}", "a{,3}", "a{1, 3}", "^[a-z[0-9]]+$", "^[a-z-[aeiou]]+$", "[[:foo:]]", "[[.a.]]",
    #"\p{IsGreek}"#, #"\p{Punct}"#, #"\p{foo}"#, #"\pX"#, #"(?i)\p{Lu}"#, #"(?i)[[:^upper:]]"#, #"\A(a)?\1"#,
    #"\A(?:(a)|b)\1"#, #"\A\1(a)"#, #"\A(?<=(a)\1)"#, #"(?<n>a)(?<n>b)\k<n>"#, #"(?|(a)|(b))\1"#, #"\X"#, #"\G"#,
    "(?R)", "(?1)", "(?&n)", "(?(1)a)", "(?U)a", "(?^i:a)", "(*UTF8)a", "(?#a\\))", "a{2}{3}", #"\A*"#,
    #"\x4"#, #"\0123"#, #"\08"#, #"(a)\141"#, "(?x)[ a]", #"(?x)\Qa b\E"#, #"\A\v"#, #"\A[a&&b]"#, #"(?=a\K)"#,
    #"\b{wb}"#, #"\N{DIGIT ONE}"#, #"\i\c*"#, #"\uD8"#, #"(?P<1a>b)"#,
  ])
  func isUncertain(_ source: String) throws {
    let error = #expect(throws: PatternError.self) { _ = try ForeignPattern(source) }
    #expect(error?.code == .uncertainMeaning || source == #"\uD8"#, "\(source): \(String(describing: error))")
  }

  @Test(arguments: [
    "(", "a)", "[a", "*", "{2}", "a**", "a++?", "[b-a]", "\\", #"\A(a"#, #"\A\2(a)"#, #"\A\k<n>"#, "[]", "a{2,1}",
  ])
  func isNoPattern(_ source: String) throws {
    guard source != "[]" else {
      #expect(try ForeignPattern(source) == nil)
      return
    }
    #expect(throws: PatternError.self) { _ = try ForeignPattern(source) }
  }

  @Test func constructsAreNamedOnceWithTheirPlaces() throws {
    let found = try #require(try ForeignPattern(#"é\A[[:alpha:]]\h[[:alpha:]]\z"#))
    #expect(found.constructs.map(\.text) == [#"\A"#, "[:alpha:]", #"\h"#, #"\z"#])
    #expect(found.constructs.map(\.offset) == [2, 5, 15, 28])
    let literal = try #require(try ForeignPattern("/^a$/i"))
    #expect(literal.constructs.map(\.text) == ["/…/i"])
    let long = try #require(try ForeignPattern("a(?#" + String(repeating: "b", count: 90) + ")"))
    #expect(long.constructs.first?.text.count == 25)
  }

  // MARK: Cost

  /// However a pattern is made, reading it ends soon and without overflowing the stack.
  @Test(
    arguments: [
      ("(?>", "a", ")"), ("(?i)(", "a", ")"), ("(?i:", "a", ")"), ("[a", "b", "]"), ("(a|", "b", ")"),
      ("(?=", "a", ")"),
    ])
  func deepNestingIsALimit(_ open: String, _ body: String, _ close: String) {
    let source = String(repeating: open, count: 20_000) + body + String(repeating: close, count: 20_000)
    #expect(throws: PatternError.self) { _ = try ForeignPattern(source) }
  }

  @Test(arguments: [
    "[a&&[b]]", "(?i)a", "(?i)a|", #"(a)\g1"#, "a++b", "(?>ab|cd)", "[[a", "[]", "[[:alpha:]]", #"\p{L}++"#, "(?#c)",
    "{",
    #"\Qa"#, "a{1,2}+", "(?x) #", #"\p{InGreek}"#, "(?P<n>a)", "/",
  ])
  func longPatternsTakeLinearTime(_ unit: String) {
    func time(_ count: Int) -> Duration {
      let source = #"\A"# + String(repeating: unit, count: count)
      return ContinuousClock().measure { _ = try? ForeignPattern(source) }
    }
    _ = time(50)
    let short = time(400)
    let long = time(3_200)
    #expect(long < .milliseconds(200) + short * 40, "\(unit): \(short), \(long)")
  }

  @Test func anyTextIsReadOrRefused() throws {
    let parts = [
      "\\", "\\A", "\\Q", "\\E", "(", ")", "(?", "(?i", "(?i)", "(?>", "(?<", "<n>", "(?P<n>", "(?P=n)", "(?#", "[",
      "]",
      "[:", ":]", "alpha", "[^", "&&[", "-", "{", "}", "{2", ",", "+", "*", "?", "|", "^", "$", "/", "i", "\\p{", "Is",
      "\\x{",
      "41", "\\g{", "-1", "\\0", "1", "\\k", "'", "#", " ", "\n", "é", "😀", "a", "\\R", "\\N{U+", "\\u", "\\c", "\\",
    ]
    var generator = SeededGenerator(seed: 14)
    var translated = 0
    for _ in 0..<20_000 {
      let source = (0..<Int.random(in: 0...9, using: &generator)).map { _ in
        parts.randomElement(using: &generator) ?? ""
      }
      .joined()
      guard let found = try? ForeignPattern(source) else { continue }
      translated += 1
      #expect(throws: Never.self, "\(source)") { try Pattern(found.translation) }
      // The translation is a pattern of ECMA-262, which has nothing left to translate.
      #expect(try ForeignPattern(found.translation) == nil || found.translation.hasPrefix("/"), "\(source)")
    }
    #expect(translated > 500)
  }
}
