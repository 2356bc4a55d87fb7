import Testing

@testable import Muster

@Suite struct SpecialBytesTests {
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  @Test func everyByteIsToldApartAtEveryPlaceOfAWord() {
    for place in 0..<8 {
      for byte in UInt8.min...UInt8.max {
        for other in [UInt8(ascii: "a"), 0x20, 0x21, 0x23, 0x5B, 0x5D, 0x7F, 0x00, 0x80, 0xFF] {
          var bytes = [UInt8](repeating: other, count: 8)
          bytes[place] = byte
          let word = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
          let expected = bytes.indices.reduce(UInt64(0)) { $0 | (Self.isSpecial(bytes[$1]) ? 1 << $1 : 0) }
          #expect(SpecialBytes.marks(in: word) == expected)
        }
      }
    }
  }

  @Test func blocksSayWhatTheirWordsSay() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let bytes = (0..<64).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      let expected = bytes.indices.reduce(UInt64(0)) { $0 | (Self.isSpecial(bytes[$1]) ? 1 << UInt64($1) : 0) }
      ByteView.with(bytes) { #expect(unsafe SpecialBytes.uncheckedMarks(at: 0, in: $0) == expected) }
    }
  }

  @Test func endsAreFoundFromEveryStart() {
    var random = SeededGenerator(seed: 8)
    for count in 0..<300 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...99, using: &random) < 4 ? UInt8(ascii: "\"") : 0x41 }
      ByteView.with(bytes) { view in
        var specials = SpecialBytes()
        specials.find(in: view)
        for start in 0...count {
          let end = unsafe specials.view.uncheckedFirst(from: start)
          let expected = bytes[start...].firstIndex(of: UInt8(ascii: "\"")) ?? count
          #expect(end == expected, "from \(start) of \(count)")
        }
      }
    }
  }
}
