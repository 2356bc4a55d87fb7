import Testing

@testable import MusterReport

struct ExcerptTests {
  private func excerpt(_ text: String, at place: String, endsAtOffset: Bool = false) -> Excerpt? {
    let bytes = Array(text.utf8)
    let offset = text.utf8.distance(from: text.startIndex, to: text.firstRange(of: place)?.lowerBound ?? text.endIndex)
    return Excerpt(at: offset, in: bytes.span, endsAtOffset: endsAtOffset, shows: { _ in true })
  }

  @Test func showsNamesAndStructureOnly() throws {
    let text = #"{"token": {"id": "canary", "n": -4711.5e3, "ok": true, "none": null, "list": ["canary", []]}}"#
    let shown = try #require(excerpt(text, at: "\"n\""))
    #expect(shown.text == #"{"token": {"id": "…", "n": …, "ok": true, "none": null, "li..."#)
    #expect(shown.caret == 22)
  }

  @Test func keepsToItsLine() throws {
    let shown = try #require(excerpt("{\n\t\"a\": 1,\r\n  \"b\": [2],\n  \"c\": 3}", at: "[2]"))
    #expect(shown.text == "\"b\": […],")
    #expect(shown.caret == 5)
  }

  @Test func cutsBothSides() throws {
    let many = String(repeating: "{\"name\": 1}, ", count: 50)
    let text = "[\(many)[], \(many)"
    let shown = try #require(excerpt(text, at: "[]"))
    #expect(shown.text.hasPrefix("..."))
    #expect(shown.text.hasSuffix("..."))
    #expect(shown.text.unicodeScalars.count <= 100)
    #expect(Array(shown.text.unicodeScalars)[shown.caret] == "[")
  }

  @Test func beginsAtThePlaceWhereTheLineIsLong() throws {
    let text = "[\"" + String(repeating: "\\\"canary", count: 10_000) + "\", {\"a\": 5}]"
    let shown = try #require(excerpt(text, at: "{\"a\""))
    #expect(shown.text == "...{\"a\": …}]")
    #expect(shown.caret == 3)
  }

  @Test func showsNothingBehindTheEndOfWhatIsJSON() throws {
    let text = #"{"a": "x", "token": sk-canary, "b": "canary"}"#
    let shown = try #require(excerpt(text, at: "sk-canary", endsAtOffset: true))
    #expect(shown.text == #"{"a": "…", "token": …"#)
    #expect(shown.caret == 20)
  }

  @Test func hidesNamesThatMayNotBeTold() {
    let bytes = Array(#"{"map": {"me@home.example": 1, "a": 2}}"#.utf8)
    let shown = Excerpt(at: 8, in: bytes.span, endsAtOffset: false) { !$0.contains("@") }
    #expect(shown?.text == #"{"map": {"…": …, "a": …}}"#)
  }

  @Test func ofNothing() {
    #expect(Excerpt(at: 0, in: [UInt8]().span, endsAtOffset: true, shows: { _ in true }) == nil)
    #expect(Excerpt(at: 9, in: Array("{}".utf8).span, endsAtOffset: false, shows: { _ in true }) == nil)
    #expect(Excerpt(at: -1, in: Array("{}".utf8).span, endsAtOffset: false, shows: { _ in true }) == nil)
  }

  /// Whatever the bytes and the place: no trap, nothing that a terminal would obey, and no value.
  @Test func anyBytes() {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("{}[]:,\"\\ \t\n\r\u{1B}canary9é".utf8) + [0xFF, 0x80]
    for _ in 0..<5_000 {
      let bytes = (0..<Int.random(in: 0..<60, using: &generator)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
      for offset in 0...bytes.count {
        for endsAtOffset in [false, true] {
          guard let shown = Excerpt(at: offset, in: bytes.span, endsAtOffset: endsAtOffset, shows: { _ in true }) else {
            continue
          }
          #expect(!shown.text.unicodeScalars.contains(where: TerminalText.isUnsafe))
          #expect(shown.caret <= shown.text.unicodeScalars.count)
        }
      }
    }
  }
}
