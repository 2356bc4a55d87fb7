import MusterText
import Testing

/// What ECMA-262 says, where other engines say something else, and what `node` here is too old to be asked.
@Suite struct PatternSemanticsTests {
  private func expect(
    _ source: String,
    matches: [String] = [],
    not others: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let pattern = try Pattern(source)
    for text in matches {
      #expect(pattern.search(text) == .matched, "\(text.debugDescription)", sourceLocation: sourceLocation)
    }
    for text in others {
      #expect(pattern.search(text) == .unmatched, "\(text.debugDescription)", sourceLocation: sourceLocation)
    }
  }

  @Test func escapesMeanASCII() throws {
    try expect("^\\d$", matches: ["0"], not: ["߀", "৪"])
    try expect("^\\D$", matches: ["߀"], not: ["0"])
    try expect("^\\w$", matches: ["a", "_", "9"], not: ["é", "ſ"])
    try expect("^\\W$", matches: ["é"], not: ["a"])
    try expect("[a-z]cole", matches: ["LES HIVERS DE MON ENFANCE: ecole"], not: ["école"])
    try expect("^\\cC$", matches: ["\u{3}"], not: ["\\cC"])
    try expect("^\\t$", matches: ["\t"], not: ["\\t"])
  }

  @Test func spaceIsWhatECMASays() throws {
    let spaces = [
      "\u{20}", "\t", "\u{B}", "\u{C}", "\u{A0}", "\u{FEFF}", "\n", "\r", "\u{2028}", "\u{2029}", "\u{2003}",
    ]
    try expect("^\\s$", matches: spaces, not: ["\u{1}", "\u{2013}", "\u{85}", "\u{180E}", "\u{200B}"])
    try expect("^\\S$", matches: ["\u{1}", "\u{2013}", "\u{180E}"], not: spaces)
  }

  @Test func endIsTheEnd() throws {
    try expect("^abc$", matches: ["abc"], not: ["abc\n", "\nabc", "abc\nabc"])
    try expect("(?m:^abc$)", matches: ["x\nabc\ny", "abc\u{2028}"], not: ["abcd\nxabc"])
    try expect("^.$", matches: ["a", "\u{85}", "🐲"], not: ["\n", "\r", "\u{2028}", "\u{2029}", ""])
    try expect("(?s:^.$)", matches: ["\n", "\u{2028}"], not: ["\r\n"])
  }

  @Test func codePointsCount() throws {
    try expect("^🐲*$", matches: ["", "🐲", "🐲🐲"], not: ["🐉", "🐉🐉"])
    try expect("^[🐲-🐵]$", matches: ["🐳"], not: ["🐉"])
    try expect("^.{2}$", matches: ["🐲🐲", "e\u{301}"], not: ["🐲", "é"])
    try expect("^\\uD83D\\uDC32$", matches: ["🐲"])
    try expect("\\uD83D", not: ["🐲"])
    try expect("é", matches: ["é"], not: ["e\u{301}"])
  }

  @Test func propertiesAreUnicode17() throws {
    try expect("\\p{Letter}cole", matches: ["école", "ecole"], not: ["1cole"])
    try expect("^\\p{digit}+$", matches: ["42", "৪২"], not: ["-%#"])
    try expect("^\\p{Lu}$", matches: ["É", "\u{A7CE}"], not: ["é"])
    try expect("^\\p{scx=Deva}$", matches: ["\u{951}"])
    try expect("^\\p{sc=Deva}$", not: ["\u{951}"])
  }

  @Test func modifiersSwitchCase() throws {
    try expect("^a(?i:b)c$", matches: ["abc", "aBc"], not: ["ABc", "abC"])
    try expect("^(?i:a(?-i:b)c)$", matches: ["AbC"], not: ["aBc"])
    try expect("^(?i:[^x])$", matches: ["y"], not: ["X"])
    try expect("^(?i:ſ)$", matches: ["s", "S", "ſ"])
    try expect("^(?i:\\w)$", matches: ["\u{212A}", "ſ"])
    try expect("^(?i:ß)$", matches: ["ẞ"], not: ["ss"])
    try expect("(?i:(a)\\1)", matches: ["aA", "Aa"])
    try expect("^(?i:(?<n>k)\\k<n>)$", matches: ["k\u{212A}"])
  }

  @Test func oneNameInTwoAlternatives() throws {
    try expect("^(?:(?<q>')|(?<q>\"))a\\k<q>$", matches: ["'a'", "\"a\""], not: ["'a\"", "\"a'"])
    try expect("^(?:(?<a>x)|(?<a>y)|z)*\\k<a>$", matches: ["xyy", "xyz"], not: ["xyx!"])
  }

  @Test func capturesFollowTheSpecification() throws {
    try expect("^(z)((a+)?(b+)?(c))*\\3$", matches: ["zaacbbbcaca"], not: ["zaacbbbcacaa"])
    try expect("^(?:(a)|b)*\\1$", matches: ["ab", "aa"], not: ["abc"])
    try expect("^(?=(a+))a*b\\1$", matches: ["aabaa"], not: ["aaba"])
    try expect("(?<=(\\d+)(\\d+))$", matches: ["1053"])
    try expect("(?<=\\1(a))b", matches: ["aab"], not: ["ab"])
    try expect("^(a*)*$", matches: ["", "aaa"], not: ["b"])
    try expect("(?!(a))\\1b", matches: ["b"])
    try expect("^(?:a(?=(b)))?\\1$", matches: ["", "ab"], not: ["abb"])
  }

  @Test func lookAroundsWork() throws {
    try expect("^(?=.*[A-Z])(?=.*\\d).{8,}$", matches: ["Abcdefg1"], not: ["abcdefg1", "Abcdefgh", "Ab1"])
    try expect("^(?!.*foo).*$", matches: ["bar"], not: ["a foo"])
    try expect("(?<=\\$)\\d+", matches: ["$42"], not: ["42"])
    try expect("(?<!\\$)\\b\\d+", matches: ["42"], not: ["$42"])
    try expect("^(?=a(?!b))", matches: ["ac", "a"], not: ["ab"])
    try expect("a(?=b(?<=ab))b(?<!c)", matches: ["ab"])
  }

  @Test func budgetEndsInUndecided() throws {
    let pattern = try Pattern("^(a+)+\\1$", limits: PatternLimits(steps: 1_000, stepsPerByte: 0))
    #expect(pattern.search(String(repeating: "a", count: 40) + "b") == .undecided)
    #expect(pattern.search("aa") == .matched)
  }

  @Test func largeCountsNeedNoRoom() throws {
    try expect(
      "^.{1,65535}$", matches: ["a", String(repeating: "é", count: 65_535)],
      not: ["", String(repeating: "a", count: 65_536)])
    try expect("^[a-z]{2147483648,}$", not: ["a"])
  }
}
