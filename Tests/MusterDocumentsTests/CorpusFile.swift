import Foundation
import Muster
import MusterContracts
import MusterDocuments
import Testing

/// A file of the corpus: the cases for one side and status of one operation, or for its path.
///
/// `Corpus/README.md` says what its members mean.
struct CorpusFile: CustomTestStringConvertible, Sendable {
  let url: URL

  var folder: String { url.deletingLastPathComponent().lastPathComponent }
  var name: String { "Corpus/\(folder)/\(url.lastPathComponent)" }
  var testDescription: String { name }

  static let all: [CorpusFile] = ((try? Repository.folders(in: Repository.corpus)) ?? []).flatMap { folder in
    ((try? Repository.files(in: folder, suffix: ".json")) ?? []).map { CorpusFile(url: $0) }
  }

  /// Those that hold payloads and paths, which contracts alone can judge; whole exchanges are the linter's.
  static let payloads = all.filter { $0.folder != "exchanges" }

  private func document() throws -> JSONDocument {
    try JSONDocument(SourceText(name: name, bytes: Repository.bytes(of: url)))
  }

  /// The contract of the file's own document, or else that of the vendor that its folder is named after.
  func contract() throws -> Contract {
    guard let document = try document().root["document"] else { return try Vendor(name: folder).contract() }
    return try Contract(compiling: [SourceText(name: name, bytes: document.rawText)])
  }

  func traps() throws -> Set<String> {
    var traps: Set<String> = []
    for item in try #require(document().root["cases"]).items {
      traps.formUnion(item["traps"]?.items.compactMap(\.string) ?? [])
    }
    return traps
  }

  /// What the file expects of the bodies of an operation: by `request` or the key of the response.
  func verdicts(of operation: MusterContracts.Operation) throws -> [(key: String, isValid: Bool)] {
    let root = try document().root
    guard let reference = root["operation"]?.string, root["document"] == nil,
      reference == operation.id || reference == operation.reference, let side = root["side"]?.string, side != "path"
    else { return [] }
    return try #require(root["cases"]).items.map { item in
      let status = (item["status"] ?? root["status"])?.integer ?? 0
      let key = try operation.response(status: status).statusKey?.description ?? ""
      return (side == "request" ? side : key, (item["expect"] ?? item["intent"])?.string == "valid")
    }
  }

  /// What does not hold, in sentences.
  func run(against contract: Contract) throws -> [String] {
    let file = try MusterDocuments.CorpusFile(SourceText(name: name, bytes: Repository.bytes(of: url)))
    return file.problems(against: contract).map { problem in
      "\(problem.name ?? name)\(problem.reading.map { ", \($0.rawValue)" } ?? ""): \(problem.message)"
    }
  }
}
