import Foundation
import Testing

@testable import Muster
@testable import MusterCommand

/// What references may read: files beneath the folders that they are followed in, and nothing else.
@Suite("Folders that references are followed in")
struct ReferenceFolderTests {
  /// A folder with files and symbolic links, which goes when the test ends.
  private final class Folder {
    let path: String

    init(_ files: [String: String], links: [String: String] = [:]) throws {
      let made = FileManager.default.temporaryDirectory.appending(path: "folders-\(UUID().uuidString)").path
      path = made
      for (name, text) in files {
        // Foundation would write names in another normal form on some systems.
        try FileManager.default.createDirectory(
          atPath: FilePath.folder(of: "\(made)/\(name)"), withIntermediateDirectories: true)
        try AtomicFile.write(Array(text.utf8), to: "\(made)/\(name)")
      }
      for (name, target) in links {
        try FileManager.default.createSymbolicLink(atPath: "\(made)/\(name)", withDestinationPath: target)
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func uri(_ name: String) -> String { ReferenceFolders.uri(ofFile: "\(path)/\(name)") ?? "" }
  }

  private func message(_ folders: ReferenceFolders, _ uri: String) -> String? {
    do throws(CommandError) {
      _ = try folders.read(uri)
      return nil
    } catch {
      return error.message
    }
  }

  @Test func filesBeneathTheFolderAreRead() throws {
    let folder = try Folder(
      ["root/a.json": "1", "root/deep/b.json": "2", "out/c.json": "3"],
      links: ["root/link.json": "deep/b.json", "root/out.json": "../out/c.json", "root/away": "../out"])
    let folders = ReferenceFolders(["\(folder.path)/root"])
    for (name, text) in ["a.json": "1", "deep/b.json": "2", "link.json": "2", "deep/../a.json": "1"] {
      #expect(try folders.read(folder.uri("root/\(name)")).bytes == Array(text.utf8), "\(name)")
    }
    for name in ["out.json", "away/c.json", "../out/c.json"] {
      let message = try #require(message(folders, folder.uri("root/\(name)")), "\(name)")
      #expect(message.contains("lies outside of"), "\(message)")
    }
  }

  /// A folder beside the root whose name is only canonically equivalent is another one.
  @Test func foldersAreComparedByTheirBytes() throws {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    let folder = try Folder(["\(composed)/a.json": "1", "\(decomposed)/secret.json": "2"])
    guard !SystemCalls.exists("\(folder.path)/\(composed)/secret.json") else { return }
    let folders = ReferenceFolders(["\(folder.path)/\(composed)"])
    #expect(try folders.read(folder.uri("\(composed)/a.json")).bytes == Array("1".utf8))
    for way in ["\(decomposed)/secret.json", "\(composed)/../\(decomposed)/secret.json"] {
      #expect(message(folders, folder.uri(way))?.contains("lies outside of") == true, "\(way)")
    }
  }

  @Test func zeroBytesAreNoPaths() throws {
    let folder = try Folder(["a.json": "1", "map/b.json": "2"])
    let folders = ReferenceFolders(
      [folder.path], maps: [ReferencePlaces.Map(prefix: "urn:m:", folder: "\(folder.path)/map")])
    for uri in [folder.uri("a.json") + "%00", folder.uri("a.json") + "%00.yaml", "urn:m:b.json%00"] {
      #expect(message(folders, uri)?.contains("has no byte of zero") == true, "\(uri)")
    }
    #expect(SystemCalls.realPath("\(folder.path)/a.json\0") == nil)
  }

  /// A link that is put on the way after the path was looked at is not followed.
  @Test func opensWithoutFollowingLinks() throws {
    let folder = try Folder(
      ["root/deep/b.json": "2", "out/b.json": "3"],
      links: ["root/away": "../out", "root/deep/link.json": "b.json"])
    func isOpened(_ path: String) -> Bool {
      do throws(SystemFailure) {
        _ = try InputFile.open(path, beneath: "\(folder.path)/root", called: path)
        return true
      } catch {
        return false
      }
    }
    #expect(isOpened("deep/b.json"))
    for path in ["away/b.json", "deep/link.json", "../out/b.json", "deep/../../out/b.json", "deep", "", "none.json"] {
      #expect(!isOpened(path), "\(path)")
    }
  }
}
