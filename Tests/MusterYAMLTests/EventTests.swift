import Muster
import MusterYAML
import Testing

/// Corners of the grammar as events, each on its own.
@Suite struct EventTests {
  /// The events of the one document of a text, on one line.
  private func events(_ yaml: String) throws -> String {
    let source = SourceText(name: "t", bytes: Array(yaml.utf8))
    return try YAMLReader().events(of: source).split(separator: "\n").dropFirst(2).dropLast(2)
      .joined(separator: " | ")
  }

  @Test(arguments: [
    // Keys that are collections, in blocks and in flow sequences, one inside the other.
    (
      "[[a, [[b]]: c]]: d",
      "+MAP | +SEQ [] | +SEQ [] | =VAL :a | +MAP {} | +SEQ [] | +SEQ [] | =VAL :b | -SEQ | -SEQ"
        + " | =VAL :c | -MAP | -SEQ | -SEQ | =VAL :d | -MAP"
    ),
    ("[{a: b}:c]", "+SEQ [] | +MAP {} | +MAP {} | =VAL :a | =VAL :b | -MAP | =VAL :c | -MAP | -SEQ"),
    ("? []: x", "+MAP | +MAP | +SEQ [] | -SEQ | =VAL :x | -MAP | =VAL : | -MAP"),
    ("&m\n&k [x]: y", "+MAP &m | +SEQ [] &k | =VAL :x | -SEQ | =VAL :y | -MAP"),
    ("&m\n[x]: y", "+MAP &m | +SEQ [] | =VAL :x | -SEQ | =VAL :y | -MAP"),
    // Keys and values that are left out.
    ("- ? : x", "+SEQ | +MAP | +MAP | =VAL : | =VAL :x | -MAP | =VAL : | -MAP | -SEQ"),
    ("- :", "+SEQ | +MAP | =VAL : | =VAL : | -MAP | -SEQ"),
    ("::", "+MAP | =VAL :: | =VAL : | -MAP"),
    (
      "[: a, ? b, ? , : ]",
      "+SEQ [] | +MAP {} | =VAL : | =VAL :a | -MAP | +MAP {} | =VAL :b | =VAL : | -MAP"
        + " | +MAP {} | =VAL : | =VAL : | -MAP | +MAP {} | =VAL : | =VAL : | -MAP | -SEQ"
    ),
    (
      "{a: !!str, !!str : b, &c}",
      "+MAP {} | =VAL :a | =VAL <tag:yaml.org,2002:str> : | =VAL <tag:yaml.org,2002:str> :"
        + " | =VAL :b | =VAL &c : | =VAL : | -MAP"
    ),
    ("&a : b", "+MAP | =VAL &a : | =VAL :b | -MAP"),
    ("!", "=VAL <!> :"),
    // Colons, question marks and dashes that are text.
    ("{\"a\"::b, ?c: d, e:f}", "+MAP {} | =VAL \"a | =VAL ::b | =VAL :?c | =VAL :d | =VAL :e:f | =VAL : | -MAP"),
    ("---a\nb", "=VAL :---a b"),
    ("a: b\n  - c", "+MAP | =VAL :a | =VAL :b - c | -MAP"),
    ("&a: b: *a:\n", "+MAP | =VAL &a: :b | =ALI *a: | -MAP"),
    // Properties on lines of their own.
    ("a: &x !y\n  &k b: c", "+MAP | =VAL :a | +MAP &x <!y> | =VAL &k :b | =VAL :c | -MAP | -MAP"),
    ("a:\n  &x\n  b", "+MAP | =VAL :a | =VAL &x :b | -MAP"),
    ("a: &x\nb: &y\n- c", "+MAP | =VAL :a | =VAL &x : | =VAL :b | +SEQ &y | =VAL :c | -SEQ | -MAP"),
    // Sequences at the indentation of their mapping.
    ("?\n- a\n:\n- b", "+MAP | +SEQ | =VAL :a | -SEQ | +SEQ | =VAL :b | -SEQ | -MAP"),
    ("? a\n: -\tb\n  -  -\tc", "+MAP | =VAL :a | +SEQ | =VAL :b | +SEQ | =VAL :c | -SEQ | -SEQ | -MAP"),
    // Block scalars at the end of the text.
    ("- |+\n   ", "+SEQ | =VAL |\\n | -SEQ"),
    ("- |+\n\n\n", "+SEQ | =VAL |\\n\\n | -SEQ"),
    ("- |\n a", "+SEQ | =VAL |a\\n | -SEQ"),
    ("- |-\n a\n\n", "+SEQ | =VAL |a | -SEQ"),
    ("- >\n a\n b\n\n  c\n d", "+SEQ | =VAL >a b\\n\\n c\\nd\\n | -SEQ"),
    ("- >\n \t\n d", "+SEQ | =VAL >\\t\\nd\\n | -SEQ"),
    ("a: |2\n    b", "+MAP | =VAL :a | =VAL |  b\\n | -MAP"),
    // Folding in quotes.
    ("\"a \\\n  \\ b\n\n c\\t\n d\"", "=VAL \"a  b\\nc\\t d"),
    ("'a\n\n  b '", "=VAL 'a\\nb "),
    ("\"\\\"\\\\\\n\"", "=VAL \"\"\\\\\\n"),
  ])
  func document(_ yaml: String, _ expected: String) throws {
    #expect(try events(yaml) == expected, "\(yaml)")
  }

  @Test(arguments: [
    "a: &x\n!!map\n  b: c", "a: &x\n!!map\nb: c", "a: 1\n&b", "a: 1\n&b\n", "&a - b", "- a\n&b\n- c", "- !!str, a",
    "a: \"b\nc\"", "[a, b]]", "{a: b}}", "a: [b\n]", "--- a: b", "--- - a", "%YAML 1.2\n...", "a # b\n%YAML 1.2\n---",
    "... a", "--- |0\n", "--- |10\n", "a: > b\n  c", "a: |\n   \n  b", "[-]", "[-, a]", "[a,#b\n]", "a: 'b': c",
    "- a: b\n - c", "&a &b c", "&a\n&b c", "[\"a\"\n: b]", "[a\n b: c]", "a: *b c", "a: |#b\n", "{a: b: c}", "{a b: }c",
    "!<> a", "!<a", "a: !%4 b", "'a' b", "a: [b] c", "%YAML 1.2 x\n---", "%TAG ! x\n%TAG ! y\n---\n",
  ])
  func isNotYAML(_ yaml: String) {
    let source = SourceText(name: "t", bytes: Array(yaml.utf8))
    #expect(throws: YAMLError.self, "\(yaml)") { try YAMLReader().events(of: source) }
  }
}
