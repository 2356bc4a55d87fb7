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
  ///   - path: Where it is; a relative path is looked for from the working directory, then from each folder above the
  ///     calling file, so that a test finds it wherever it is run from.
  ///   - callingFile: The calling file.
  /// - Throws: ``MusterContracts/ContractError`` with the code `file` where nothing can be read there, or what compiling
  ///   and loading throw.
  public init(contentsOf path: String, callingFile: StaticString = #filePath) throws(ContractError) {
    try self.init(at: ContractPath.find(path, from: callingFile.description), named: path)
  }

  /// Loads a vendor's contract from a file or a folder.
  ///
  /// - Throws: What ``init(contentsOf:callingFile:)`` throws.
  public init(contentsOf url: URL) throws(ContractError) {
    try self.init(at: url, named: url.path)
  }

  private init(at url: URL, named name: String) throws(ContractError) {
    guard try ContractPath.isFolder(url, named: name) else {
      let bytes = try ContractPath.bytes(of: url, named: name)
      if url.pathExtension == "muster" {
        try self.init(compiled: bytes)
      } else {
        try self.init(compiling: [SourceText(name: name, bytes: bytes)])
      }
      return
    }
    let compiled = url.appendingPathComponent("contract.muster")
    if FileManager.default.fileExists(atPath: compiled.path) {
      try self.init(compiled: ContractPath.bytes(of: compiled, named: name + "/contract.muster"))
      return
    }
    let sources = try ContractPath.sources(in: url, named: name)
    guard !sources.isEmpty else {
      throw ContractError(
        .file, source: name, detail: "the folder has neither 'contract.muster' nor a page or document to compile")
    }
    try self.init(compiling: sources, vendor: url.lastPathComponent)
  }
}

extension ContractError.Code {
  /// A file or folder that is not there or cannot be read.
  public static let file = ContractError.Code(rawValue: "file")
}

/// Files and folders of contracts.
private enum ContractPath {
  private static let extensions: Set<String> = ["json", "yaml", "yml", "md", "mdx", "txt"]
  private static let others: Set<String> = ["readme.md", "provenance.md"]

  static func find(_ path: String, from callingFile: String) -> URL {
    let files = FileManager.default
    guard !path.hasPrefix("/"), !files.fileExists(atPath: path) else { return URL(fileURLWithPath: path) }
    var folder = URL(fileURLWithPath: callingFile).deletingLastPathComponent().standardizedFileURL
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent(path)
      if files.fileExists(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return URL(fileURLWithPath: path)
  }

  static func isFolder(_ url: URL, named name: String) throws(ContractError) -> Bool {
    do {
      return try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false
    } catch {
      throw ContractError(.file, source: name, detail: "there is no such file or folder, or it cannot be read")
    }
  }

  static func bytes(of url: URL, named name: String) throws(ContractError) -> [UInt8] {
    do {
      return Array(try Data(contentsOf: url))
    } catch {
      throw ContractError(.file, source: name, detail: "the file cannot be read: \(error.localizedDescription)")
    }
  }

  static func sources(in folder: URL, named name: String) throws(ContractError) -> [SourceText] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    } catch {
      throw ContractError(.file, source: name, detail: "the folder cannot be read: \(error.localizedDescription)")
    }
    var sources: [SourceText] = []
    for file in names where !file.hasPrefix(".") && !others.contains(file.lowercased()) {
      let url = folder.appendingPathComponent(file)
      guard extensions.contains(url.pathExtension.lowercased()) else { continue }
      let source = name + (name.hasSuffix("/") ? "" : "/") + file
      sources.append(SourceText(name: source, bytes: try bytes(of: url, named: source)))
    }
    return sources
  }
}
