import Muster
import Testing

@testable import MusterYAML

/// Texts in every encoding that YAML allows (YAML 1.2.2, section 5.2).
@Suite("Character encodings")
struct EncodingTests {
  private static let text = "name: \"é \u{1F600} \u{FEFF}\"\nb: [1, x\u{1F600}y, 'é']\r\n# é\nb: 2\n"

  private static let encodings: [CharacterEncoding] = [
    .utf8, .utf16(isBigEndian: true), .utf16(isBigEndian: false), .utf32(isBigEndian: true), .utf32(isBigEndian: false),
  ]

  private static func encode(_ text: String, _ encoding: CharacterEncoding) -> [UInt8] {
    func split(_ unit: some FixedWidthInteger, _ isBigEndian: Bool) -> [UInt8] {
      let bytes = stride(from: 0, to: unit.bitWidth, by: 8).map { UInt8(truncatingIfNeeded: unit >> $0) }
      return isBigEndian ? bytes.reversed() : bytes
    }
    switch encoding {
    case .utf8: return Array(text.utf8)
    case .utf16(let isBigEndian): return text.utf16.flatMap { split($0, isBigEndian) }
    case .utf32(let isBigEndian): return text.unicodeScalars.flatMap { split($0.value, isBigEndian) }
    }
  }

  @Test(arguments: encodings, [false, true])
  func sayTheSameAtTheSamePlaces(encoding: CharacterEncoding, hasMark: Bool) throws {
    let text = (hasMark ? "\u{FEFF}" : "") + Self.text
    let bytes = Self.encode(text, encoding)
    #expect(CharacterEncoding(of: bytes) == encoding)
    var assembler = JSONAssembler()
    let warnings = try YAMLReader().read(SourceText(name: "t.yaml", bytes: bytes), into: &assembler)
    var expected = JSONAssembler()
    let known = try YAMLReader().read(SourceText(name: "t.yaml", bytes: Array(text.utf8)), into: &expected)
    #expect(assembler.bytes == expected.bytes)
    #expect(warnings == known)
    #expect(warnings.map(\.position.line) == [4])
    let value = try JSONDocument(assembler).root["b"]?.items.map { $0 }[2]
    #expect(value?.string == "é")
    #expect(value?.origin?.position.line == 2)
    #expect(value?.origin?.position.column == 13)
    #expect(try YAMLReader().readAll(SourceText(name: "t.yaml", bytes: bytes)).map(\.json.bytes) == [expected.bytes])
  }

  @Test(arguments: encodings)
  func mistakesAreWhereTheyAre(encoding: CharacterEncoding) throws {
    let source = SourceText(name: "t.yaml", bytes: Self.encode("a: é\nb: \u{1F600} @c: 1\n", encoding))
    var assembler = JSONAssembler()
    let error = #expect(throws: YAMLError.self) { try YAMLReader().read(source, into: &assembler) }
    #expect(error?.position.line == 2)
    let plain = SourceText(name: "t.yaml", bytes: Array("a: é\nb: \u{1F600} @c: 1\n".utf8))
    #expect(error == #expect(throws: YAMLError.self) { try YAMLReader().read(plain, into: &assembler) })
  }
}
