import Muster
import MusterReport
import Testing

struct JSONWriterTests {
  private func written(_ text: String) -> [UInt8] {
    var writer = JSONWriter(isIndented: false)
    writer.string(text)
    return writer.bytes
  }

  /// RFC 8259, section 7: quotation mark, reverse solidus and U+0000 to U+001F must be escaped, nothing else.
  @Test func escapes() {
    #expect(written("\"\\/") == Array(#""\"\\/""#.utf8))
    #expect(written("\u{8}\u{9}\u{A}\u{C}\u{D}") == Array(#""\b\t\n\f\r""#.utf8))
    #expect(written("\u{0}\u{1F}\u{7F}") == Array(#""\u0000\u001f\u007f""#.utf8))
    #expect(written("é\u{301}👩‍👩‍👧\u{2028}") == Array("\"é\u{301}👩‍👩‍👧\u{2028}\"".utf8))
    #expect(written("a\u{85}\u{202E}\u{2066}é") == Array("\"a\\u0085\\u202e\\u2066é\"".utf8))
  }

  /// Every scalar comes back from our own reader as it was.
  @Test func everyScalarComesBack() throws {
    for start in stride(from: 0, to: 0x110000, by: 0x1000) {
      var scalars = String.UnicodeScalarView()
      for value in start..<(start + 0x1000) {
        if let scalar = Unicode.Scalar(UInt32(value)) { scalars.append(scalar) }
      }
      let text = String(scalars)
      let document = try JSONDocument(SourceText(name: "", bytes: written(text)))
      #expect(document.root.string.map { Array($0.utf8) } == Array(text.utf8), "from U+\(String(start, radix: 16))")
    }
  }

  @Test(arguments: [false, true]) func layout(isIndented: Bool) {
    var writer = JSONWriter(isIndented: isIndented)
    writer.object { writer in
      writer.member("a", -5)
      writer.member("b") { $0.array([true, false]) { $0.boolean($1) } }
      writer.member("c") { $0.object { _ in } }
      writer.member("d") { $0.array([Int]()) { $0.integer($1) } }
      writer.null("e")
    }
    let indented = """
      {
        "a": -5,
        "b": [
          true,
          false
        ],
        "c": {},
        "d": [],
        "e": null
      }
      """
    let compact = #"{"a":-5,"b":[true,false],"c":{},"d":[],"e":null}"#
    #expect(String(decoding: writer.bytes, as: UTF8.self) == (isIndented ? indented : compact))
  }
}
