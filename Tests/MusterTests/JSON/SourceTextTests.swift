import Testing

@testable import Muster

@Suite struct SourceTextTests {
  @Test func linesEndAtEveryKindOfBreak() {
    let text = SourceText(name: "t", bytes: Array("a\nb\r\nc\rd".utf8))
    #expect(text.position(at: 0) == TextPosition(offset: 0, line: 1, column: 1))
    #expect(text.position(at: 2) == TextPosition(offset: 2, line: 2, column: 1))
    #expect(text.position(at: 5) == TextPosition(offset: 5, line: 3, column: 1))
    #expect(text.position(at: 7) == TextPosition(offset: 7, line: 4, column: 1))
  }

  @Test func columnsCountCodePoints() {
    let text = SourceText(name: "t", bytes: Array("é😀x".utf8))
    #expect(text.position(at: 6).column == 3)
  }

  @Test func offsetsPastTheEndAreTheEnd() {
    let text = SourceText(name: "t", bytes: Array("ab".utf8))
    #expect(text.position(at: 99) == TextPosition(offset: 2, line: 1, column: 3))
    #expect(SourceText(name: "e", bytes: []).position(at: 5) == TextPosition(offset: 0, line: 1, column: 1))
  }

  /// The table with its checkpoints and the plain count must agree, in long lines as in short ones.
  @Test func tableAgreesWithCounting() {
    var bytes: [UInt8] = []
    for index in 0..<3_000 { bytes += Array((index % 701 == 700 ? "\n" : index % 3 == 0 ? "é" : "x").utf8) }
    let text = SourceText(name: "t", bytes: bytes)
    for offset in stride(from: 0, through: bytes.count, by: 17) {
      #expect(text.position(at: offset) == SourceText.position(at: offset, in: bytes.span))
    }
  }
}

@Suite struct JSONAssemblerTests {
  @Test func positionsLeadBackToEachSource() throws {
    var assembler = JSONAssembler()
    let first = assembler.add(SourceText(name: "first", bytes: Array("line one\n  {\"a\": 1}".utf8)))
    let second = assembler.add(SourceText(name: "second", bytes: Array("xx [true]".utf8)))
    assembler.append("{\"p\":", from: first, at: 0)
    assembler.append(verbatim: 11..<19, of: first)
    assembler.append(",\"q\":", from: second, at: 0)
    assembler.append(verbatim: 3..<9, of: second)
    assembler.append("}", from: second, at: 9)
    let document = try JSONDocument(assembler)
    let inner = try #require(document.root["p"]?["a"]?.origin)
    #expect(inner.source.name == "first")
    #expect(inner.position == TextPosition(offset: 17, line: 2, column: 9))
    let item = try #require(document.root["q"]?[0]?.origin)
    #expect(item.source.name == "second")
    #expect(item.position.column == 5)
  }

  @Test func stringsAreEscaped() throws {
    var assembler = JSONAssembler()
    let source = assembler.add(SourceText(name: "s", bytes: []))
    assembler.append(string: "a\"\\\u{1}é".utf8, from: source, at: 0)
    #expect(try JSONDocument(assembler).root.string == "a\"\\\u{1}é")
  }

  @Test func rangesOutsideOfASourceAreCut() {
    var assembler = JSONAssembler()
    let source = assembler.add(SourceText(name: "s", bytes: Array("12".utf8)))
    assembler.append(verbatim: 1..<99, of: source)
    #expect(assembler.bytes == Array("2".utf8))
  }
}
