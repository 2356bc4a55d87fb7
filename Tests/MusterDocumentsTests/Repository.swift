import Foundation
import Muster
import MusterContracts
import MusterDocuments
import Testing

/// Where the repository keeps what the tests read.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let schemas = root.appending(path: "Schemas")
  static let corpus = root.appending(path: "Corpus")

  /// The vendors' published pages, beside the repository or beside `MUSTER_SUITES`; `nil` where they are not there.
  static let seeds: URL? = {
    var candidates = [root.appending(path: "../shared/seeds")]
    if let suites = ProcessInfo.processInfo.environment["MUSTER_SUITES"] {
      candidates.insert(URL(filePath: suites).appending(path: "../seeds"), at: 0)
    }
    return candidates.map(\.standardizedFileURL).first { FileManager.default.fileExists(atPath: $0.path) }
  }()

  /// The vendors' OpenAPI documents, in the same places; `nil` where they are not there.
  static let specs: URL? = {
    var candidates = [root.appending(path: "../shared/specs")]
    if let suites = ProcessInfo.processInfo.environment["MUSTER_SUITES"] {
      candidates.insert(URL(filePath: suites).appending(path: "../specs"), at: 0)
    }
    return candidates.map(\.standardizedFileURL).first { FileManager.default.fileExists(atPath: $0.path) }
  }()

  /// The folders in a folder, by name.
  static func folders(in folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])
      .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  /// The files in a folder, by name.
  static func files(in folder: URL, suffix: String = "") throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])
      .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory != true }
      .filter { $0.lastPathComponent.hasSuffix(suffix) && !$0.lastPathComponent.hasPrefix(".") }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  static func bytes(of file: URL) throws -> [UInt8] { Array(try Data(contentsOf: file)) }
}

/// A vendor's folder under `Schemas`.
struct Vendor: CustomTestStringConvertible, Sendable {
  let name: String

  var testDescription: String { name }

  var folder: URL { Repository.schemas.appending(path: name) }
  var contractFile: URL { folder.appending(path: "contract.muster") }

  static let all: [Vendor] = ((try? Repository.folders(in: Repository.schemas)) ?? []).map {
    Vendor(name: $0.lastPathComponent)
  }

  /// The sources, named as from the repository's root.
  func sources() throws -> [SourceText] {
    try Repository.files(in: folder)
      .filter { !["PROVENANCE.md", "contract.muster"].contains($0.lastPathComponent) }
      .map { SourceText(name: "Schemas/\(name)/\($0.lastPathComponent)", bytes: try Repository.bytes(of: $0)) }
  }

  func contract() throws -> Contract { try Contract(compiled: Repository.bytes(of: contractFile)) }
}
