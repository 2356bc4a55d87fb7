import Muster
import MusterYAML
import Testing

@Suite("Places inside of scalars")
struct ScalarPlaceTests {
  /// Every letter of a scalar's content is found where it is written, whatever the scalar's style.
  @Test(arguments: [
    "plain text", "'it''s quoted'", #""a\"b\\c\u00e9\x41z\n\Nx""#, "'two\n  lines\n\n  and more'",
    "two\n  lines\n\n\n  more",
    "\"folded\n  and \\\n    \\ continued\n\n  end\"", "|\n  {\n    a: 1\n\n    b: 2\n  }\n",
    "|2-\n     deep\n   less\n",
    ">\n  one\n  two\n\n  three\n    more\n    spaced\n  last\n", "|+\n\n  text\n\n", ">-\n\n\n  a\n  b\n",
    "'é ü\n  ß'",
  ])
  func lettersAreFound(scalar: String) throws {
    for prefix in ["key: ", "# c\n- ", "a:\n- !!str "] {
      let source = SourceText(name: "t", bytes: Array((prefix + scalar + "\n").utf8))
      var assembler = JSONAssembler()
      _ = try YAMLReader().read(source, into: &assembler)
      var value = try JSONDocument(assembler).root
      while value.kind != .string {
        value = try #require(value.kind == .array ? value[0] : value.members.first { _ in true }?.value)
      }
      let content = Array((value.string ?? "").utf8)
      let start = try #require(value.origin?.offset)
      var last = start
      for (offset, byte) in content.enumerated() {
        let place = YAMLReader.place(ofByte: offset, of: content, inScalarAt: start, of: source.bytes)
        #expect(place >= last, "\(offset)")
        last = place
        let isLetter = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
        if isLetter, source.bytes[place] != UInt8(ascii: "\\") { #expect(source.bytes[place] == byte, "\(offset)") }
        if !isLetter, byte != 0x20, byte != 0x0A, byte < 0x80, source.bytes[place] != UInt8(ascii: "\\") {
          #expect(source.bytes[place] == byte, "\(offset)")
        }
      }
    }
  }

  @Test func anyPlaceInAnyTextIsHarmless() {
    let texts = ["", "|", ">", "'", "\"", "\"\\", "\"\\u12", "|\n", "'a\n", "x"]
    for text in texts {
      for start in -1...text.utf8.count {
        for offset in -1...5 {
          let place = YAMLReader.place(ofByte: offset, of: Array("abc".utf8), inScalarAt: start, of: Array(text.utf8))
          #expect(place >= -1)
        }
      }
    }
  }
}
