import Testing

@testable import MusterTraffic

@Suite("ZIP archives")
struct ZipTests {
  static let files = [
    ZipFixture.File(name: "a/trace.har", method: 0, text: PackedText.text, packed: Array(PackedText.text.utf8)),
    ZipFixture.File(
      name: "b.json", method: 8, text: PackedText.text + PackedText.text, packed: PackedText.fixed),
    ZipFixture.File(name: "folder/", method: 0, text: "", packed: []),
  ]

  @Test func findsFilesByName() throws {
    let archive = try ZipArchive(ZipFixture.archive(Self.files, comment: "PK"))
    #expect(archive.files.map(\.name) == Self.files.map(\.name))
    #expect(archive.files.map(\.isFolder) == [false, false, true])
    for file in Self.files {
      let found = try #require(archive[file.name])
      #expect(try archive.bytes(of: found, limits: .init()) == Array(file.text.utf8))
    }
    #expect(archive["c"] == nil)
  }

  @Test func whatCannotBeReadIsTold() throws {
    func error(_ change: (inout ZipFixture.File) -> Void, limits: InflateLimits = .init()) throws -> ZipError? {
      var file = Self.files[1]
      change(&file)
      let archive = try ZipArchive(ZipFixture.archive([file]))
      let found = try #require(archive.files.first)
      do throws(ZipError) {
        _ = try archive.bytes(of: found, limits: limits)
        return nil
      } catch {
        return error
      }
    }
    func code(_ error: ZipError?) -> InflateError.Code? { if case .data(let data)? = error { data.code } else { nil } }
    #expect(try error { _ in } == nil)
    #expect(try error { $0.flags = 1 } == .encrypted)
    #expect(try error { $0.method = 14 } == .method(14))
    #expect(try error { $0.offset = 1 } == .localHeader)
    #expect(try error { $0.offset = 0x7FFF_FFFF } == .localHeader)
    #expect(try error { $0.packedSize = 1_000_000 } == .localHeader)
    #expect(try code(error { $0.packedSize = 3 }) == .truncated)
    #expect(try code(error { $0.size = 7 }) == .length)
    #expect(try code(error { $0.checksum = 7 }) == .checksum)
    #expect(try code(error { $0.packed[0] = 7 }) == .blockType)
    #expect(try code(error({ _ in }, limits: .init(bytes: 10))) == .size)
  }

  @Test(arguments: [
    ([], ZipError.noDirectory), (Array("PK\u{3}\u{4}".utf8), .noDirectory), (PackedText.gzip, .noDirectory),
  ])
  func tellsWhatIsNoArchive(bytes: [UInt8], error: ZipError) {
    #expect(throws: error) { try ZipArchive(bytes) }
  }

  @Test func changedArchivesAreHarmless() {
    let original = ZipFixture.archive(Self.files)
    var generator = SeededGenerator(state: 9)
    var whole = 0
    for _ in 0..<2_000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[index] = [0, 0xFF, UInt8.random(in: 0...255, using: &generator)].randomElement(using: &generator) ?? 0
      }
      if Bool.random(using: &generator) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator)) }
      guard let archive = try? ZipArchive(bytes) else { continue }
      for file in archive.files {
        guard let content = try? archive.bytes(of: file, limits: .init(bytes: 1_000)) else { continue }
        #expect(content.count <= 1_000)
        whole += 1
      }
    }
    #expect(whole > 200)
  }
}

/// ZIP archives as tests write them, wrong ones too.
enum ZipFixture {
  struct File: Sendable {
    var name: String
    var method: Int
    var text: String
    var packed: [UInt8]
    var flags = 0
    var size: Int?
    var packedSize: Int?
    var checksum: UInt32?
    var offset: Int?
  }

  static func archive(_ files: [File], comment: String = "") -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
      let offset = file.offset ?? bytes.count
      var checksum = CyclicChecksum()
      checksum.update(Array(file.text.utf8).span)
      let name = Array(file.name.utf8)
      let about =
        number(file.flags, 2) + number(file.method, 2) + number(0, 4) + number(Int(file.checksum ?? checksum.value), 4)
        + number(file.packedSize ?? file.packed.count, 4) + number(file.size ?? file.text.utf8.count, 4)
        + number(name.count, 2) + number(0, 2)
      bytes += number(0x0403_4B50, 4) + number(20, 2) + about + name + file.packed
      directory += number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + about
      directory += number(0, 10) + number(offset, 4) + name
    }
    let start = bytes.count
    bytes += directory + number(0x0605_4B50, 4) + number(0, 4) + number(files.count, 2) + number(files.count, 2)
    return bytes + number(directory.count, 4) + number(start, 4) + number(comment.utf8.count, 2) + comment.utf8
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
  }
}
