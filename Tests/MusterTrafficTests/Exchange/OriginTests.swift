import Muster
import MusterText
import Testing

@testable import MusterContracts
@testable import MusterTraffic

@Suite("Places in recordings")
struct OriginTests {
  @Test func theTrackerAgreesWithTheTableOfLines() {
    let text = Array("a\né\r\nb\r\rc\u{1F600}d\n\n\t.\r\n".utf8)
    let source = SourceText(name: "", bytes: text)
    for end in 0...text.count {
      // Between CR and LF a line has not ended for the one and has for the other.
      if end > 0, end < text.count, text[end - 1] == 0x0D, text[end] == 0x0A { continue }
      for cut in 0...end {
        var tracker = PositionTracker()
        tracker.advance(over: text.span, from: 0, to: cut)
        tracker.advance(over: text.span, from: cut, to: end)
        #expect(tracker.position == source.position(at: end), "\(cut) \(end)")
      }
    }
  }

  @Test func everyByteOfABodyIsFound() throws {
    let raw = #"  "a\"\\\/é\u00e9\u20ac\ud83d\ude00z\n""#
    let text = Array(raw.utf8)
    let start = TextPosition(offset: 100, line: 7, column: 5)
    let origin = BodyOrigin(form: .string, text: text, start: start, offset: 2)
    // One entry for each byte of the decoded body: where the character that it belongs to is written.
    let expected = [3, 4, 6, 8, 10, 11, 12, 12, 18, 18, 18, 24, 24, 24, 24, 36, 37, 39]
    #expect((0..<expected.count).map { origin.position(of: $0).offset - 100 } == expected)
    #expect(origin.position(of: 1_000).offset == 139)
    #expect(origin.position(of: 15) == TextPosition(offset: 136, line: 7, column: 40))
    #expect(BodyOrigin(form: .base64, text: text, start: start, offset: 2).position(of: 9).offset == 102)
    #expect(BodyOrigin(form: .json, text: text, start: start, offset: 2).position(of: 9).offset == 111)
  }

  @Test(
    arguments: [
      ("", []), ("e30=", [0x7B, 0x7D]), ("e30", [0x7B, 0x7D]), ("e3\n0=", [0x7B, 0x7D]), ("-_+/", [0xFB, 0xFF, 0xBF]),
      ("e", nil), ("e30=e", nil), ("e3*0", nil), ("YWI=", [0x61, 0x62]), ("YQ==", [0x61]),
    ] as [(String, [UInt8]?)])
  func decodesBase64(text: String, bytes: [UInt8]?) {
    #expect(Base64.decode(text.utf8.span, isLenient: true) == bytes)
  }

  @Test(
    arguments: [
      ("{}", "br", nil), ("\u{1}x", "br", .brotli), ("\u{1}x", "gzip, BR", .brotli), ("\u{1}x", "gzip", nil),
      ("\u{1}x", "zstd", .zstandard), ("\u{1}x", "compress", .encoded), ("\u{1}x", "br, identity", .brotli),
      ("\u{1}x", nil, nil), ("<p>", "br", nil), ("", "br", nil),
    ] as [(String, String?, SkipReason?)])
  func tellsContentCodings(body: String, field: String?, reason: SkipReason?) {
    #expect(ContentCoding.unread(field, Array(body.utf8)) == reason)
  }

  @Test func tellsZstandardByItsBytes() {
    #expect(ContentCoding.unread(nil, [0x28, 0xB5, 0x2F, 0xFD, 4]) == .zstandard)
    #expect(ContentCoding.unreadUnlessText("br", Array("a=1&b=2".utf8)) == nil)
    #expect(ContentCoding.unreadUnlessText("br", [0x0B, 0x02, 0x80]) == .brotli)
    #expect(ContentCoding.unreadUnlessText("br", Array("\u{B}\u{FFFD}".utf8)) == .brotli)
    #expect(ContentCoding.unreadUnlessText("br", Array("--b\r\n".utf8) + [0x80]) == nil)
  }
}
