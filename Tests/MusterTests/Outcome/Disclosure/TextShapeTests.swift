import Testing

@testable import Muster

/// Shapes explain a format and tell no value.
@Suite struct TextShapeTests {
  @Test(arguments: [
    ("", ""), ("2024-05-01", "9999-99-99"), ("2024-05-01T12:30", "9999-99-99T99:99"),
    ("2024-05-01T12:30:00Z", "9999-99-99T99:99:99Z"), ("2024-05-01t12:30:00.5z", "9999-99-99t99:99:99.9z"),
    ("2024-05-01 12:30:00+0100", "9999-99-99 99:99:99+9999"), ("joe1@mail.com", "aaa9@aaaa.aaa"),
    ("T12Z", "A99A"), ("Zoë Müller", "Aaa Aaaaaa"), ("Ärzte", "Aaaaa"), ("日本 2", "aa 9"), ("٣", "9"), ("P1Y", "A9A"),
    ("v1.2.3", "a9.9.9"), ("a/b c", "a/a a"), ("-1", "-9"), ("a\tb\u{0}", "a\u{FFFD}a\u{FFFD}"),
    ("a\u{202E}b", "a\u{FFFD}a"),
    ("a\u{A0}b", "a\u{FFFD}a"), ("5 €", "9 #"), ("1–2", "9–9"), ("   ", "   "),
    // Mostly symbols: they are the value.
    ("!$%^&*()", "########"), ("P@$$!", "A####"), ("👍", "#"), ("-", "#"), ("{}", "##"), ("(1)", "#9#"), ("--a", "##a"),
  ])
  func shapes(_ text: String, _ shape: String) {
    #expect(TextShape.shape(of: text) == shape)
  }

  @Test func longTextsAreCut() {
    #expect(TextShape.shape(of: String(repeating: "x", count: 24)) == String(repeating: "a", count: 24))
    #expect(TextShape.shape(of: String(repeating: "x", count: 25)) == String(repeating: "a", count: 24) + "…")
    #expect(TextShape.shape(of: String(repeating: "x", count: 100_000)) == String(repeating: "a", count: 24) + "…")
    #expect(
      TextShape.shape(of: String(repeating: "x", count: 30) + "-" + String(repeating: "7", count: 30))
        == String(repeating: "a", count: 24) + "…-" + String(repeating: "9", count: 24) + "…")
    let sixtyFour = String(repeating: "ab1 ", count: 16)
    #expect(TextShape.shape(of: sixtyFour) == String(repeating: "aa9 ", count: 16))
    #expect(TextShape.shape(of: sixtyFour + "x") == String(repeating: "aa9 ", count: 15) + "aa9…")
    #expect(TextShape.shape(of: String(repeating: "-", count: 500)) == String(repeating: "#", count: 24) + "…")
  }

  /// Nothing of a value but its punctuation is in its shape, whatever the value.
  @Test func shapesHoldNoLetters() {
    var random = SystemRandomNumberGenerator()
    let allowed = Set("9aA…#\u{FFFD}Tt Zz".unicodeScalars)
    for _ in 0..<2_000 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0..<90, using: &random) {
        let value = UInt32.random(in: 0...(Bool.random() ? 0x7F : 0x2FFFF), using: &random)
        if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
      }
      let shape = TextShape.shape(of: String(scalars))
      #expect(shape.unicodeScalars.count <= TextShape.limit)
      for scalar in shape.unicodeScalars where !allowed.contains(scalar) {
        #expect(scalar.isASCII ? !scalar.properties.isAlphabetic : !scalar.properties.isAlphabetic)
        #expect(scalar.properties.numericType == nil)
      }
    }
  }
}

/// A value that was added to an enumeration is told from other values.
@Suite struct CharacterFormTests {
  @Test(arguments: [
    ("refunded", ["paid", "open"], true), ("refunded_", ["paid", "open"], false),
    ("partially_paid", ["in_full", "x"], true),
    ("partially_refunded", ["in_full", "x"], false), ("PAID", ["paid"], false), ("a1", ["paid"], false),
    ("", ["paid"], true),
    ("", [], false), ("x", [], false), ("x", [""], false), ("2.1", ["1.0", "2.0"], true), ("2-1", ["1.0"], false),
    ("text/html", ["text/css", "a/b"], true), ("me@home", ["text/css", "a/b"], false), ("a b", ["a_b"], false),
    ("größe", ["weite"], false), ("größe", ["höhe"], true), ("日本日本", ["日本"], true), ("日本日本日", ["日本"], false),
    ("a\u{1}", ["a b"], false),
  ])
  func forms(_ text: String, _ listed: [String], _ isOfForm: Bool) {
    #expect(CharacterForm.isOfForm(text, like: listed) == isOfForm)
  }
}
