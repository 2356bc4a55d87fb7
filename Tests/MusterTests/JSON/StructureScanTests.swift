import Testing

@testable import Muster

/// What is done many bytes at a time comes to the same as byte by byte.
@Suite("Scans of JSON texts")
struct StructureScanTests {
  private static let alphabet: [String] = [
    "{", "}", "[", "]", "\"", "\\", "\\\\", "\\\"", "a", " ", "\n", "é", "\u{1F600}", ",", ":",
    "plain text of some length",
  ]

  private static func text(_ random: inout some RandomNumberGenerator, _ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count { bytes += Array((alphabet.randomElement(using: &random) ?? "a").utf8) }
    return bytes
  }

  @Test func bracketsAreFollowedAsByteByByte() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<4_000 {
      // Backslashes stand in strings only.
      let body = StructureScanTests.text(&random, Int.random(in: 0..<300, using: &random))
      let text = Array("[".utf8) + StructureScanTests.onlyInStrings(body)
      var slow = StructureScan()
      var index = 0
      while index < text.count {
        slow.take(text[index])
        index += 1
        if slow.depth == 0 { break }
      }
      var fast = StructureScan()
      fast.take(text[0])
      var place = 1
      while place < text.count, fast.depth > 0 {
        let end = min(text.count, place + Int.random(in: 1..<150, using: &random))
        let piece = Array(text[..<end])
        place = fast.take(piece.span, from: place, downTo: 0)
      }
      #expect(place == index && fast.depth == slow.depth && fast.isInString == slow.isInString)
    }
  }

  /// The text without backslashes outside of strings.
  private static func onlyInStrings(_ text: [UInt8]) -> [UInt8] {
    var scan = StructureScan()
    return text.filter { byte in
      if byte == UInt8(ascii: "\\"), !scan.isInString { return false }
      scan.take(byte)
      return true
    }
  }

  @Test func linesAndColumnsAreCountedAsByteByByte() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<2_000 {
      var text = StructureScanTests.text(&random, Int.random(in: 0..<300, using: &random))
      // In half of the texts there are CRs, most of them before an LF.
      for index in text.indices where Bool.random(using: &random) && text[index] == 0x0A && index > 0 {
        text[index - 1] = 0x0D
      }
      let isLone = Int.random(in: 0..<20, using: &random) == 0
      if isLone, !text.isEmpty { text[Int.random(in: text.indices, using: &random)] = 0x0D }
      let start = Int.random(in: 0...text.count, using: &random)
      let end = Int.random(in: start...text.count, using: &random)
      var (lines, columns) = (0, 0)
      let loneReturn = (start..<end).first { index in
        text[index] == 0x0D && !(index + 1 < end && text[index + 1] == 0x0A)
      }
      for byte in text[start..<end] {
        if byte == 0x0A { (lines, columns) = (lines + 1, 0) } else if byte & 0xC0 != 0x80 { columns += 1 }
      }
      let scan = LineScan(text.span, from: start, to: end)
      #expect(scan.hasReturns == (loneReturn != nil))
      if loneReturn == nil { #expect(scan.lines == lines && scan.columns == columns) }
      let feed = LineFeeds.first(in: text.span, from: start)
      let expected = text[start...].firstIndex(of: 0x0A) ?? text.count
      #expect(feed.offset == expected)
      let before = text[start..<expected].firstIndex(of: 0x0D).map {
        $0 < (expected < text.count ? expected - 1 : .max)
      }
      #expect(feed.hasReturns == (before ?? false))
    }
  }

  @Test func aReturnBeforeALineFeedIsNoLineOfItsOwn() {
    func scanned(_ text: String) -> (lines: Int, columns: Int, hasReturns: Bool) {
      let bytes = Array(text.utf8)
      let scan = LineScan(bytes.span, from: 0, to: bytes.count)
      return (scan.lines, scan.columns, scan.hasReturns)
    }
    #expect(scanned("a\r\nbc") == (1, 2, false))
    // The two are on either side of a block's end.
    #expect(scanned(String(repeating: "a", count: 63) + "\r\nbc") == (1, 2, false))
    #expect(scanned("a\rb").hasReturns && scanned("a\r").hasReturns)
  }

  @Test func stringsAreDecodedAsTheTapeDoes() throws {
    var random = SeededGenerator(seed: 3)
    let pieces = [
      "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0041", "\\u00e9", "\\u20ac", "\\ud83d\\ude00", "é",
      "a", "some plain text", "\u{1F600}",
    ]
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0..<30, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
      let json = Array(("\"" + text.joined() + "\"").utf8)
      let expected = try JSONDocument(SourceText(name: "", bytes: json)).root.string
      var buffer = ByteBuffer()
      buffer.append(decoding: json.span, 1..<(json.count - 1))
      let copy = buffer.copy()
      #expect(copy == expected.map { Array($0.utf8) })
    }
  }

  @Test func base64IsDecodedOrLeft() {
    let good = [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("+/+/", "\u{FB}")]
    for (text, plain) in good.dropLast() {
      var buffer = ByteBuffer()
      let bytes = Array(text.utf8)
      let isTaken = buffer.append(decodingBase64: bytes.span, 0..<bytes.count)
      let copy = buffer.copy()
      #expect(isTaken && copy == Array(plain.utf8))
    }
    for text in ["Zg=", "Z", "Zg==Zg==", "Z===", "Zm9v\n", "Zh==", "Zm9=", "Zm-v", "====", "Zm9vé"] {
      var buffer = ByteBuffer()
      let bytes = Array(text.utf8)
      let isTaken = buffer.append(decodingBase64: bytes.span, 0..<bytes.count)
      #expect(!isTaken, "\(text)")
    }
  }

  @Test func membersAreFoundWhereTheyAre() throws {
    let tree = MemberTree([
      MemberTree.Member("a", 0, [MemberTree.Member("a long name", 1), MemberTree.Member("c", 2)]),
      MemberTree.Member("list", 3), MemberTree.Member("e", 4),
    ])
    let json = Array(
      #" {"x": {"a": 0}, "a" : {"a long nams": 1, "a long name": "t\n", "c" : {"d": [1]} } , "a": 7, "list": [{"name": "n", "value": "v"}], "e": -1.5 } "#
        .utf8)
    var reader = MemberReader(tree)
    let isRead = reader.read(json.span)
    #expect(isRead)
    let found = reader.found
    func text(_ slot: Int) -> String {
      String(decoding: json[found[slot].start..<found[slot].end], as: UTF8.self)
    }
    #expect(text(0) == #"{"a long nams": 1, "a long name": "t\n", "c" : {"d": [1]} }"#)
    #expect(text(1) == #"t\n"# && found[1].hasEscapes)
    #expect(text(2) == #"{"d": [1]}"#)
    #expect(text(4) == "-1.5")
    var fields: ContiguousArray<FoundField> = []
    let hasFields = reader.appendFields(3, of: json.span, to: &fields)
    #expect(hasFields)
    #expect(fields.count == 1 && String(decoding: json[fields[0].value], as: UTF8.self) == "v")
    let hasOthers = !reader.appendFields(0, of: json.span, to: &fields)
    #expect(hasOthers)
    for text in ["[]", "{", #"{"\u0061": 1}"#, ""] {
      let bytes = Array(text.utf8)
      let isRead = reader.read(bytes.span)
      #expect(!isRead, "\(text)")
    }
  }
}
