import Foundation
import Muster
import MusterContracts
import Testing

@testable import MusterCommand

/// Vendors made of pages that are cut and changed anywhere, and folders in which anything is changed: only verdicts and
/// located findings, and what is added is always right.
@Suite(.timeLimit(.minutes(5)))
struct VendorFuzzTests {
  private static let pages = [
    "Schemas/cloudflare/update-service-token.txt", "Schemas/deepset/patch-token.mdx",
    "Schemas/infisical/update-token.md", "Schemas/softwareone/update-token.md",
    "Tests/MusterCommandTests/Files/documents/broken.yaml",
  ]

  /// A folder of its own, gone when the test is over.
  private final class Scratch {
    let url: URL

    init() throws {
      url = FileManager.default.temporaryDirectory.appending(path: "muster-vendor-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ bytes: [UInt8], to name: String) throws {
      let file = url.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }

    func add(_ source: String) throws -> VendorScaffold {
      let folder = try VendorFolder(directory: url.path, name: "v")
      let scaffold = try VendorScaffold(folder, .init(sources: [url.appending(path: source).path]))
      for file in scaffold.files { try write(file.bytes, to: file.name) }
      return scaffold
    }

    func check() throws -> VendorCheck { try VendorCheck(VendorFolder(directory: url.path, name: "v")) }
  }

  private struct Changes {
    var state: UInt64
    let pieces =
      [
        "{", "}", "[", "]", "\"", "'", "`", "|", ":", ",", "\n", "\r", "\\", " ", "null", "5", "-", "$ref", "#/", "..",
        "\u{0}",
        "example", "default", "token", "é",
      ].map { Array($0.utf8) } + [[0xFF], [0xC3]]

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return bound > 0 ? Int((state >> 33) % UInt64(bound)) : 0
    }

    mutating func changed(_ bytes: [UInt8]) -> [UInt8] {
      var bytes = bytes
      if next(4) == 0 { bytes.removeSubrange(next(bytes.count)...) }
      for _ in 0..<(1 + next(3)) where !bytes.isEmpty {
        let start = next(bytes.count)
        bytes.replaceSubrange(start..<min(bytes.count, start + next(12)), with: pieces[next(pieces.count)])
      }
      return bytes
    }
  }

  @Test(arguments: pages)
  func aChangedSourceIsRightOrRefused(page: String) throws {
    let bytes = [UInt8](try Data(contentsOf: Repository.root.appending(path: page)))
    var changes = Changes(state: 3)
    var added = 0
    for round in 0..<40 {
      let scratch = try Scratch()
      let name = "page.\(page.split(separator: ".").last ?? "txt")"
      try scratch.write(round == 0 ? bytes : changes.changed(bytes), to: name)
      do {
        let scaffold = try scratch.add(name)
        for finding in scaffold.findings { #expect(finding.position.line > 0 && !finding.message.isEmpty) }
        // What is added is right from the first day, but for what somebody has to read.
        // A document without operations has no case.
        let hasOperations = !scaffold.contract.operations.isEmpty
        let findings = try scratch.check().findings.filter {
          $0.code != "review" && (hasOperations || $0.code != "corpus")
        }
        #expect(findings.map(\.message) == [], "round \(round)")
        added += 1
      } catch let error as CommandError {
        #expect(error.message.contains("cannot be compiled"), "round \(round): \(error.message)")
      }
    }
    #expect(added > 0)
  }

  @Test func aChangedFolderIsAFinding() throws {
    let page = [UInt8](
      try Data(contentsOf: Repository.root.appending(path: "Schemas/cloudflare/update-service-token.txt")))
    let scratch = try Scratch()
    try scratch.write(page, to: "page.txt")
    let files = try scratch.add("page.txt").files
    var changes = Changes(state: 7)
    var found = 0
    for round in 0..<120 {
      let file = files[round % files.count]
      try scratch.write(changes.changed(file.bytes), to: file.name)
      let check = try scratch.check()
      found += check.findings.isEmpty ? 0 : 1
      for finding in check.findings { #expect(finding.position.line > 0 && !finding.message.isEmpty) }
      try scratch.write(file.bytes, to: file.name)
    }
    #expect(found > 60)
    #expect(try scratch.check().findings.isEmpty)
  }
}
