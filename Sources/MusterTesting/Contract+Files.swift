import Foundation
import Muster
import MusterContracts
import MusterDocuments

extension Contract {
  /// Loads a vendor's contract from a file or a folder.
  ///
  /// A file is a compiled contract (`.muster`), or a page or OpenAPI document to compile. A folder holds
  /// `contract.muster`, or else sources that are compiled together: its files that end in `.json`, `.yaml`, `.yml`, `.md`,
  /// `.mdx` and `.txt`, other than `README.md` and `PROVENANCE.md`. The vendor's name is then the folder's.
  ///
  /// - Parameters:
  ///   - path: Where it is. A relative path is looked for from the working directory, then from each folder above the
  ///     calling file, so that a test finds it wherever it is run from; a single name is also looked for in the folder
  ///     `Schemas` of each.
  ///   - callingFile: The calling file.
  /// - Throws: ``MusterContracts/ContractError`` with the code `file` if nothing can be read there, or what compiling
  ///   and loading throw.
  public init(contentsOf path: String, callingFile: StaticString = #filePath) throws(ContractError) {
    let url = TestFiles.find(path, from: callingFile.description)
    try self.init(at: url, named: TestFiles.name(path, foundAt: url))
  }

  /// Loads a vendor's contract from a file or a folder.
  ///
  /// - Throws: What ``init(contentsOf:callingFile:)`` throws.
  public init(contentsOf url: URL) throws(ContractError) {
    try self.init(at: url, named: TestFiles.name(of: url))
  }

  init(at url: URL, named name: String) throws(ContractError) {
    let files = ContractFiles(url: url, name: name)
    if let compiled = try files.compiled() {
      try self.init(compiled: compiled)
    } else if try files.isFolder() {
      try self.init(compiling: try files.sources(), vendor: url.lastPathComponent)
    } else {
      try self.init(compiling: try files.sources())
    }
  }
}

extension ContractError.Code {
  /// A file or folder that is not there or cannot be read.
  public static let file = ContractError.Code(rawValue: "file")
}

/// The files of a vendor: a compiled contract, or the sources of one.
struct ContractFiles {
  private static let extensions: Set<String> = ["json", "yaml", "yml", "md", "mdx", "txt"]
  private static let others: Set<String> = ["readme.md", "provenance.md"]

  let url: URL
  /// The name as it was given.
  let name: String

  func isFolder() throws(ContractError) -> Bool {
    do throws(TestFiles.Failure) { return try TestFiles.isFolder(url) } catch { throw failure(error, of: name) }
  }

  /// The compiled contract; `nil` if there are only sources.
  func compiled() throws(ContractError) -> [UInt8]? {
    guard try isFolder() else { return url.pathExtension == "muster" ? try bytes(of: url, named: name) : nil }
    let file = url.appendingPathComponent("contract.muster")
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try bytes(of: file, named: path(of: "contract.muster"))
  }

  /// The sources, by name.
  func sources() throws(ContractError) -> [SourceText] {
    guard try isFolder() else { return [SourceText(name: name, bytes: try bytes(of: url, named: name))] }
    let names: [String]
    do throws(TestFiles.Failure) { names = try TestFiles.names(in: url) } catch { throw failure(error, of: name) }
    var sources: [SourceText] = []
    for file in names where !ContractFiles.others.contains(file.lowercased()) {
      let url = url.appendingPathComponent(file)
      guard ContractFiles.extensions.contains(url.pathExtension.lowercased()) else { continue }
      sources.append(SourceText(name: path(of: file), bytes: try bytes(of: url, named: path(of: file))))
    }
    guard !sources.isEmpty else {
      throw ContractError(
        .file, source: name, detail: "the folder has neither 'contract.muster' nor a page or document to compile")
    }
    return sources
  }

  private func path(of file: String) -> String { name + (name.hasSuffix("/") ? "" : "/") + file }

  private func bytes(of url: URL, named name: String) throws(ContractError) -> [UInt8] {
    do throws(TestFiles.Failure) { return try TestFiles.bytes(of: url) } catch { throw failure(error, of: name) }
  }

  private func failure(_ failure: TestFiles.Failure, of name: String) -> ContractError {
    ContractError(.file, source: name, detail: failure.detail)
  }
}
