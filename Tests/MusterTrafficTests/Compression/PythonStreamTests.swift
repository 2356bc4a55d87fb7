import Foundation
import Testing

@testable import MusterTraffic

/// What python3 compresses with zlib, where there is a python3.
enum PythonStreams {
  /// A stream of python's and what it was made of.
  struct Stream: Sendable {
    let format: CompressedFormat
    let text: [UInt8]
    let bytes: [UInt8]
  }

  static let version = try? run(["-c", "import zlib; print(zlib.ZLIB_VERSION)"])

  /// Writes texts of all sorts, each with every level and strategy, as records: format, length, text, length, stream.
  private static let script = """
    import random, struct, sys, zlib
    random.seed(15)
    texts = [b'', b'a', b'ab' * 4000, bytes(range(256)) * 9, random.randbytes(7000),
      b''.join(b'{"id":%d,"name":"item %d"}\\n' % (i, i * 7919 % 1000) for i in range(400)),
      bytes(random.choice(b'aaaaaaabbbbccd') for _ in range(5000)),
      bytes(min(255, int(random.expovariate(0.05))) for _ in range(4000)),
      b'start' + random.randbytes(32768 - 5) + b'start', b'\\0' * 70000]
    out = sys.stdout.buffer
    for text in texts:
      for level in (0, 1, 6, 9):
        for strategy in (0, 1, 2, 3, 4):
          for memory in (1, 9):
            for kind, bits in ((0, -15), (1, 15), (1, 9), (2, 31)):
              if (memory == 1 or bits == 9) and level != 6: continue
              packer = zlib.compressobj(level, zlib.DEFLATED, bits, memory, strategy)
              half = len(text) // 2
              packed = packer.compress(text[:half]) + packer.flush(random.choice((zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH,
                zlib.Z_NO_FLUSH, zlib.Z_BLOCK))) + packer.compress(text[half:]) + packer.flush()
              out.write(struct.pack('<BI', kind, len(text)) + text + struct.pack('<I', len(packed)) + packed)
    """

  static func streams() throws -> [Stream] {
    let data = [UInt8](try data(["-c", script]))
    var streams: [Stream] = []
    var index = 0
    func number() -> Int {
      defer { index += 4 }
      return (0..<4).reduce(0) { $0 | Int(data[index + $1]) << ($1 * 8) }
    }
    func bytes() -> [UInt8] {
      let count = number()
      defer { index += count }
      return Array(data[index..<(index + count)])
    }
    while index < data.count {
      let format = [CompressedFormat.deflate, .zlib, .gzip][Int(data[index])]
      index += 1
      let text = bytes()
      streams.append(Stream(format: format, text: text, bytes: bytes()))
    }
    return streams
  }

  private static func run(_ arguments: [String]) throws -> String {
    String(decoding: try data(arguments), as: UTF8.self)
  }

  static func data(_ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return data
  }
}

@Suite("Inflate against zlib")
struct PythonStreamTests {
  @Test(.enabled(if: PythonStreams.version != nil, "not run: there is no python3 to compress with"))
  func decodesWhatPythonMakes() throws {
    let streams = try PythonStreams.streams()
    #expect(streams.count > 400)
    var wrong = 0
    for stream in streams {
      let result = Inflate.decode(stream.bytes, stream.format, limits: .init(ratioStart: .max))
      if result != .success(stream.text) { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  @Test(.enabled(if: PythonStreams.version != nil, "not run: there is no python3 to make archives with"))
  func readsArchivesOfPython() throws {
    let script = """
      import io, sys, zipfile
      data = io.BytesIO()
      with zipfile.ZipFile(data, 'w') as archive:
        archive.writestr('trace.har', b'{"log":{}}' * 1000, zipfile.ZIP_DEFLATED)
        archive.writestr('resources/é.json', b'{}', zipfile.ZIP_STORED)
        with archive.open('large.ndjson', 'w', force_zip64=True) as file: file.write(b'{}\\n' * 70000)
        archive.comment = b'a comment'
      sys.stdout.buffer.write(data.getvalue())
      """
    let archive = try ZipArchive([UInt8](try PythonStreams.data(["-c", script])))
    #expect(archive.files.map(\.name) == ["trace.har", "resources/é.json", "large.ndjson"])
    for (name, text) in [
      ("trace.har", String(repeating: #"{"log":{}}"#, count: 1_000)), ("resources/é.json", "{}"),
      ("large.ndjson", String(repeating: "{}\n", count: 70_000)),
    ] {
      let file = try #require(archive[name])
      #expect(try archive.bytes(of: file, limits: .init()) == Array(text.utf8), "\(name)")
    }
  }
}
