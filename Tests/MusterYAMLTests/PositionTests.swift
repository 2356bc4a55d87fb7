import Muster
import MusterYAML
import Testing

@Suite struct PositionTests {
  /// The source text from the origin of a piece of the JSON text on.
  private func origin(of piece: String, in yaml: String, range: Range<Int>? = nil) throws -> String {
    let source = SourceText(name: "t", bytes: Array(yaml.utf8))
    var assembler = JSONAssembler()
    _ = try YAMLReader().read(source, range: range, into: &assembler)
    let text = String(decoding: assembler.bytes, as: UTF8.self)
    let found = try #require(text.firstRange(of: piece))
    let offset = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
    let origin = try #require(assembler.map.origin(of: offset))
    return String(decoding: source.bytes[origin.offset...].prefix(5), as: UTF8.self)
  }

  private let yaml = """
    # a comment
    first: &a {x: 1, "y" : [two,
      three]}
    &k second: !!str 4
    third:
      - |
        text
      - >-
       folded
      - *a
    fourth:
    'fifth': ~
    ? sixth
    : seven

    """

  @Test(arguments: [
    ("\"first\"", "first"), ("{\"x\"", "{x: 1"), ("\"x\"", "x: 1,"), ("1,", "1, \"y"), ("\"y\"", "\"y\" :"),
    ("[\"two\"", "[two,"), ("\"two\"", "two,\n"), ("\"three\"", "three"), ("\"second\"", "secon"),
    ("\"4\"", "4\nthi"), ("\"third\"", "third"), ("[\"text", "- |\n "), ("\"text", "|\n   "), ("\"folded", ">-\n  "),
    ("\"fourth\"", "fourt"), ("null", "\n'fif"), ("\"fifth\"", "'fift"), ("\"sixth\"", "sixth"), ("\"seven\"", "seven"),
  ])
  func nodes(_ piece: String, _ expected: String) throws {
    let found = try origin(of: piece, in: yaml)
    #expect(found == String(expected.prefix(5)))
  }

  @Test func aFenceKeepsThePositionsOfItsPage() throws {
    let page = "# Page\n\n   ```yaml\n   a:\n     b: c\n   ```\n"
    let start = try #require(page.firstRange(of: "   a:")).lowerBound.utf16Offset(in: page)
    let end = try #require(page.range(of: "   ```\n", from: start))
    #expect(try origin(of: "\"b\"", in: page, range: start..<end) == "b: c\n")
    let source = SourceText(name: "page.md", bytes: Array("text\n  a: b: c\nmore\n".utf8))
    var assembler = JSONAssembler()
    let error = try #require(throws: YAMLError.self) {
      _ = try YAMLReader().read(source, range: 5..<14, into: &assembler)
    }
    expect(error, .keyNotAllowed, 2, 7)
    #expect(error.description.hasPrefix("page.md:2:7: "))
  }

  @Test func rangesOutsideOfTheTextAreCut() throws {
    #expect(try origin(of: "\"b\"", in: "a: b", range: 0..<Int.max) == "b")
    var assembler = JSONAssembler()
    let source = SourceText(name: "t", bytes: Array("a".utf8))
    #expect(throws: YAMLError.self) { try YAMLReader().read(source, range: 9..<12, into: &assembler) }
  }
}

extension String {
  fileprivate func range(of piece: String, from offset: Int) -> Int? {
    let start = utf8.index(startIndex, offsetBy: offset)
    return self[start...].firstRange(of: piece).map { utf8.distance(from: startIndex, to: $0.lowerBound) }
  }
}
