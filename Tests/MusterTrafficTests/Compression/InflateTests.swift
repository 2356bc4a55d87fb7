import Foundation
import Testing

@testable import MusterTraffic

@Suite("Inflate")
struct InflateTests {
  /// A stream and what it comes to.
  struct Stream: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let format: CompressedFormat
    let bytes: [UInt8]
    let text: String
  }

  static let streams = [
    Stream(testDescription: "zlib", format: .zlib, bytes: PackedText.zlib, text: PackedText.text),
    Stream(
      testDescription: "gzip", format: .gzip, bytes: PackedText.gzip,
      text: PackedText.text + PackedText.text + PackedText.text),
    Stream(testDescription: "stored", format: .deflate, bytes: PackedText.stored, text: PackedText.text),
    Stream(
      testDescription: "fixed", format: .deflate, bytes: PackedText.fixed, text: PackedText.text + PackedText.text),
    Stream(testDescription: "dynamic", format: .deflate, bytes: PackedText.dynamic, text: PackedText.runs),
    Stream(
      testDescription: "two members", format: .gzip, bytes: PackedText.gzip + PackedText.gzip + [0, 0, 0],
      text: String(repeating: PackedText.text, count: 6)),
  ]

  static func decode(
    _ bytes: [UInt8], _ format: CompressedFormat, limits: InflateLimits = .init(bytes: 1 << 16)
  ) -> Result<[UInt8], InflateError> { Inflate.decode(bytes, format, limits: limits) }

  private static func code(_ bytes: [UInt8], _ format: CompressedFormat = .deflate) -> InflateError.Code? {
    if case .failure(let error) = decode(bytes, format) { error.code } else { nil }
  }

  @Test(arguments: streams)
  func decodesWhatZlibMade(stream: Stream) {
    #expect(Self.decode(stream.bytes, stream.format) == .success(Array(stream.text.utf8)))
  }

  @Test(arguments: streams, [1, 2, 7])
  func decodesPiecesOfAnySize(stream: Stream, size: Int) throws {
    var decompressor = Decompressor(stream.format, piece: 5)
    var result: [UInt8] = []
    for start in stride(from: 0, to: stream.bytes.count, by: size) {
      decompressor.take(Array(stream.bytes[start..<min(start + size, stream.bytes.count)]))
      while let bytes = try decompressor.next() { result += bytes }
    }
    decompressor.finish()
    while let bytes = try decompressor.next() { result += bytes }
    #expect(result == Array(stream.text.utf8))
    #expect(decompressor.isAtEnd)
    #expect(decompressor.offset == stream.bytes.count)
  }

  @Test(arguments: streams)
  func aStreamThatIsCutIsNotWhole(stream: Stream) {
    for count in 0..<stream.bytes.count {
      // Behind a whole member an archive may end, and so may the zeros that follow it.
      if stream.format == .gzip, count > 0, count % PackedText.gzip.count == 0 { continue }
      if count > PackedText.gzip.count * 2 { continue }
      #expect(Self.code(Array(stream.bytes[..<count]), stream.format) == .truncated, "\(count)")
    }
  }

  @Test(
    arguments: [
      ("07", .blockType), ("0100000000", .storedLength), ("011a00e5fe", .storedLength),
      // 287 literals, and 31 distances.
      ("f50000", .tooManyCodes), ("05bf00", .tooManyCodes),
      // A copy before the first byte, and a length that stands for nothing.
      ("4b041200", .distance), ("1b03", .symbol),
      // All lengths for lengths 1: too many words of one bit. All 0: none.
      ("0580244992244992244902", .codeLengths), ("05e000000000000000000000", .codeLengths),
    ] as [(String, InflateError.Code)])
  func damagedBlocksAreTold(digits: String, code: InflateError.Code) {
    #expect(Self.code(PackedText.bytes(digits)) == code)
  }

  @Test func damagedContainersAreTold() {
    func changed(_ bytes: [UInt8], at index: Int) -> [UInt8] {
      var bytes = bytes
      bytes[index < 0 ? bytes.count + index : index] ^= 0x41
      return bytes
    }
    #expect(Self.code(changed(PackedText.gzip, at: 0), .gzip) == .header)
    #expect(Self.code(changed(PackedText.gzip, at: 2), .gzip) == .header)
    #expect(Self.code(changed(PackedText.gzip, at: -1), .gzip) == .length)
    #expect(Self.code(changed(PackedText.gzip, at: -5), .gzip) == .checksum)
    #expect(Self.code(PackedText.gzip + [1], .gzip) == .trailingData)
    #expect(Self.code(PackedText.gzip + [0] + PackedText.gzip, .gzip) == .trailingData)
    #expect(Self.code(changed(PackedText.zlib, at: 0), .zlib) == .header)
    #expect(Self.code([0x78, 0xBB] + PackedText.zlib.dropFirst(2), .zlib) == .dictionary)
    #expect(Self.code(changed(PackedText.zlib, at: -1), .zlib) == .checksum)
    #expect(Self.code(PackedText.zlib + [0], .zlib) == .trailingData)
    #expect(Self.code(PackedText.fixed + [0], .deflate) == .trailingData)
  }

  @Test func fieldsOfAGzipHeaderArePassedOver() {
    let rest = PackedText.gzip[10...]
    let head = PackedText.gzip[..<3]
    let fields: [UInt8] = [3, 0, 1, 2, 3] + Array("traffic.har".utf8) + [0] + Array("a comment".utf8) + [0, 9, 9]
    let bytes = head + [2 | 4 | 8 | 16, 1, 2, 3, 4, 0, 3] + fields + rest
    #expect(Self.decode(Array(bytes), .gzip) == .success(Array(String(repeating: PackedText.text, count: 3).utf8)))
    #expect(Self.code(Array(head + [0x20, 1, 2, 3, 4, 0, 3] + rest), .gzip) == .header)
  }

  @Test func limitsEndABomb() {
    // Copies of 258 zeros by two bits each: fixed codes of eight and five bits, over and over.
    var bits: [UInt8] = [1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0]
    for _ in 0..<4_000 { bits += [1, 1, 0, 0, 0, 1, 0, 1] + [0, 0, 0, 0, 0] }
    bits += [0, 0, 0, 0, 0, 0, 0]
    while bits.count % 8 != 0 { bits.append(0) }
    let bytes = stride(from: 0, to: bits.count, by: 8).map { start in
      (0..<8).reduce(UInt8(0)) { $0 | bits[start + $1] << UInt8($1) }
    }
    #expect(Self.decode(bytes, .deflate, limits: .init()) == .success([UInt8](repeating: 0, count: 1_032_001)))
    #expect(
      Self.decode(bytes, .deflate, limits: .init(bytes: 1 << 19)).failure?.code == .size)
    #expect(Self.decode(bytes, .deflate, limits: .init(ratio: 100, ratioStart: 1 << 16)).failure?.code == .ratio)
    #expect(Self.decode(bytes, .deflate, limits: .init(ratio: 100, ratioStart: 20 << 20)).failure == nil)
  }

  /// How many changes of each stream are tried in each of four parts; 4,200 make a hundred thousand in all.
  private static let changes = ProcessInfo.processInfo.environment["MUSTER_INFLATE_CHANGES"].flatMap { Int($0) } ?? 300

  @Test(arguments: streams, 0..<4)
  func changedStreamsAreHarmless(stream: Stream, part: Int) {
    var generator = SeededGenerator(state: UInt64(part) << 32 | UInt64(stream.bytes.count))
    var refused = 0
    for _ in 0..<Self.changes {
      var bytes = stream.bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 2: bytes.remove(at: index)
        default: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: index)
        }
        if bytes.isEmpty { bytes = [0] }
      }
      switch Self.decode(bytes, stream.format, limits: .init(bytes: 2_048)) {
      case .success(let result): #expect(result.count <= 2_048)
      case .failure: refused += 1
      }
    }
    // Checksums find nearly every change; without one, few changes leave a stream that ends where its bytes do.
    #expect(refused > (stream.format == .deflate ? Self.changes / 4 : Self.changes * 9 / 10))
  }

  @Test(arguments: [
    ("1f8b08", CompressedFormat.gzip), ("789c", .zlib), ("7801", .zlib), ("78da", .zlib), ("789d", nil), ("7b22", nil),
    ("1f", nil), ("", nil), ("504b0304", nil),
  ])
  func tellsFormatsByTheirHeaders(digits: String, format: CompressedFormat?) {
    #expect(CompressedFormat(of: PackedText.bytes(digits)) == format)
  }
}

extension Result {
  fileprivate var failure: Failure? { if case .failure(let failure) = self { failure } else { nil } }
}
