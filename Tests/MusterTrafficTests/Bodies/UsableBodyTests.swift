import MusterContracts
import Testing

@testable import MusterTraffic

/// A recorded body, and what is made of it.
struct UsableBodyCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  var bytes: [UInt8]
  var fields: [String: String] = [:]
  var type: String? = "application/json"
  var stated: Int?
  /// The body that is judged.
  var text: String?
  var reason: SkipReason?

  private static let text = PackedText.text

  static let all = [
    UsableBodyCase(testDescription: "plain", bytes: Array(text.utf8), text: text),
    UsableBodyCase(
      testDescription: "decoded by the recorder", bytes: Array(text.utf8), fields: ["content-encoding": "gzip"],
      text: text),
    UsableBodyCase(
      testDescription: "gzip with its field", bytes: PackedText.gzip, fields: ["content-encoding": "gzip"],
      text: text + text + text),
    UsableBodyCase(testDescription: "gzip without a field", bytes: PackedText.gzip, text: text + text + text),
    UsableBodyCase(testDescription: "zlib without a field", bytes: PackedText.zlib, text: text),
    UsableBodyCase(
      testDescription: "zlib as deflate", bytes: PackedText.zlib, fields: ["content-encoding": "Deflate"], text: text),
    UsableBodyCase(
      testDescription: "deflate alone", bytes: PackedText.fixed, fields: ["content-encoding": "deflate"],
      text: text + text),
    UsableBodyCase(
      testDescription: "the wrong field", bytes: PackedText.gzip, fields: ["content-encoding": "br"],
      text: text + text + text),
    UsableBodyCase(
      testDescription: "a list of hexadecimal pieces",
      bytes: Array(
        #"["1f8b080000000000", "0203ab56ca4c51b232d4512a2e492c292d56b2524A4C2EC92C4B55AAAD26430600c4042b774e000000"]"#
          .utf8),
      fields: ["content-encoding": "gzip"], text: text + text + text),
    UsableBodyCase(
      testDescription: "a list of digits that is the body", bytes: Array(#"["1f8b08", "aabb"]"#.utf8),
      fields: ["content-encoding": "identity"], text: #"["1f8b08", "aabb"]"#),
    UsableBodyCase(
      testDescription: "a file that is gzip", bytes: PackedText.gzip, type: "application/gzip",
      text: nil),
    UsableBodyCase(
      testDescription: "a file that was sent with gzip", bytes: PackedText.gzip, fields: ["content-encoding": "gzip"],
      type: "application/octet-stream", text: text + text + text),
    UsableBodyCase(
      testDescription: "text that begins like zlib", bytes: Array("x^2 + y^2".utf8), type: "text/plain",
      text: "x^2 + y^2"),
    UsableBodyCase(
      testDescription: "gzip that is cut off", bytes: Array(PackedText.gzip.prefix(30)), reason: .cutOff),
    UsableBodyCase(
      testDescription: "gzip that is damaged", bytes: Array(PackedText.gzip.dropLast()) + [9], reason: .damagedCoding),
    UsableBodyCase(
      testDescription: "a bomb", bytes: PackedText.bomb, fields: ["content-encoding": "gzip"], reason: .unpackedSize),
    UsableBodyCase(
      testDescription: "shorter than Content-Length", bytes: Array(#"{"id": 1, "sta"#.utf8),
      fields: ["content-length": "120"], reason: .cutOff),
    UsableBodyCase(
      testDescription: "shorter than the stated size", bytes: Array("a=1&b=".utf8),
      type: "application/x-www-form-urlencoded", stated: 10, reason: .cutOff),
    UsableBodyCase(
      testDescription: "lines that are cut off", bytes: Array("{}\n{\"a\"".utf8), type: "application/x-ndjson",
      stated: 3_000, reason: .cutOff),
    UsableBodyCase(
      testDescription: "whole JSON of another size", bytes: Array(text.utf8), stated: 400, text: text),
    UsableBodyCase(
      testDescription: "the size before gzip was undone", bytes: Array("\"a\"".utf8),
      fields: ["content-encoding": "gzip", "content-length": "23"], stated: 23, text: "\"a\""),
    UsableBodyCase(
      testDescription: "the size with a byte order mark", bytes: Array("\"abc\"".utf8), stated: 8, text: "\"abc\""),
    UsableBodyCase(
      testDescription: "line ends written anew", bytes: Array("a\nb\n".utf8), type: "text/plain", stated: 6,
      text: "a\nb\n"),
    UsableBodyCase(
      testDescription: "UTF-16 by then", bytes: Array("\"abc\"".utf8), type: "text/plain; charset=UTF-16", stated: 12,
      text: "\"abc\""),
    UsableBodyCase(
      testDescription: "a picture of another size", bytes: [1, 2, 3], type: "image/png", stated: 90,
      text: "\u{1}\u{2}\u{3}"),
    UsableBodyCase(
      testDescription: "empty with a length", bytes: [], fields: ["content-length": "12"], reason: .notRecorded),
    UsableBodyCase(testDescription: "empty", bytes: [], fields: ["content-length": "0"], text: ""),
  ]
}

@Suite("Bodies that can be judged")
struct UsableBodyTests {
  private func made(_ example: UsableBodyCase, status: Int = 200) -> MessageBody? {
    var fields = HeaderFields()
    for (name, value) in example.fields { fields.append(name: name, value: value) }
    var body = MessageBody(.bytes(example.bytes), mediaType: example.type)
    body.statedSize = example.stated
    let exchange = Exchange(
      place: ExchangePlace(recording: "test"), request: Exchange.Request(method: "GET", url: "/"),
      response: Exchange.Response(status: status, headers: fields, body: body))
    return exchange.withUsableBodies(InflateLimits(bytes: 1 << 20, ratio: 200)).response?.body
  }

  @Test(arguments: UsableBodyCase.all)
  func areWhatWasSent(example: UsableBodyCase) throws {
    let body = try #require(made(example))
    switch body.sent {
    case .unavailable(let reason): #expect(reason == example.reason)
    case .none, .bytes:
      #expect(example.reason == nil)
      #expect(body.bytes == example.text.map { Array($0.utf8) } ?? example.bytes)
    }
  }

  @Test func aStatusWithoutABodyHasNoneToMiss() throws {
    let example = UsableBodyCase(testDescription: "", bytes: [], fields: ["content-length": "12"])
    #expect(try #require(made(example, status: 304)).bytes == [])
  }

  @Test func codingsOnTopOfEachOtherAreUndone() throws {
    // What python's gzip makes of PackedText.zlib, by a stored block.
    let inner = PackedText.zlib
    var checksum = CyclicChecksum()
    checksum.update(inner.span)
    let sum = (0..<4).map { UInt8(truncatingIfNeeded: checksum.value >> (8 * UInt32($0))) }
    let count = UInt8(inner.count)
    let outer = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, count, 0, ~count, 0xFF] + inner + sum + [count, 0, 0, 0]
    let example = UsableBodyCase(testDescription: "", bytes: outer, fields: ["content-encoding": "deflate, gzip"])
    #expect(made(example)?.bytes == Array(PackedText.text.utf8))
  }

  @Test(
    arguments: [
      ("[\"aabb\"]", [0xAA, 0xBB]), (" [ \"aA\" ,\n\"0f\" ] ", [0xAA, 0x0F]), ("[\"\"]", []), ("[\"a\"]", nil),
      ("[]", nil),
      ("[\"ab\",]", nil), ("[\"ab\"", nil), ("[\"ab\"] x", nil), ("[\"gg\"]", nil), ("[\"\\u0061b\"]", nil),
      ("\"ab\"", nil),
      ("", nil), ("[\"ab", nil), ("[1]", nil),
    ] as [(String, [UInt8]?)])
  func readsPieces(text: String, bytes: [UInt8]?) {
    #expect(BodyChunks.bytes(of: Array(text.utf8), writtenIn: .hexadecimal) == bytes)
  }

  @Test func readsPiecesOfBase64() {
    #expect(BodyChunks.bytes(of: Array(#"["e30=", "IA=="]"#.utf8), writtenIn: .base64) == [0x7B, 0x7D, 0x20])
    #expect(BodyChunks.bytes(of: Array(#"["e*"]"#.utf8), writtenIn: .base64) == nil)
  }
}
