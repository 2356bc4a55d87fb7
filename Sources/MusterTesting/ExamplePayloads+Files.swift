import Foundation
import Muster
import MusterContracts
import MusterDocuments

extension ExamplePayloads {
  /// The payloads of a vendor's documents in a file or a folder.
  ///
  /// ```swift
  /// let payloads = try ExamplePayloads(contentsOf: "Schemas/parcels")
  /// let answer = try payloads.response("createParcel", status: 201)
  /// ```
  /// - Parameters:
  ///   - path: A document or page, or a folder with some, found as `Contract(contentsOf:)` finds it. A compiled contract in
  ///     the folder is passed over, because it keeps no examples.
  ///   - callingFile: The calling file.
  /// - Throws: ``MusterContracts/ContractError`` with the code `file` if no document can be read there, or what compiling
  ///   throws.
  public init(contentsOf path: String, callingFile: StaticString = #filePath) throws(ContractError) {
    let url = TestFiles.find(path, from: callingFile.description)
    try self.init(ContractFiles(url: url, name: TestFiles.name(path, foundAt: url)))
  }

  /// The payloads of a vendor's documents in a file or a folder.
  ///
  /// - Throws: What ``init(contentsOf:callingFile:)`` throws.
  public init(contentsOf url: URL) throws(ContractError) {
    try self.init(ContractFiles(url: url, name: TestFiles.name(of: url)))
  }

  private init(_ files: ContractFiles) throws(ContractError) {
    guard files.url.pathExtension != "muster" else {
      throw ContractError(
        .file, source: files.name,
        detail: "a compiled contract keeps no examples; give the folder or the document that it was compiled from")
    }
    let vendor = try files.isFolder() ? files.url.lastPathComponent : nil
    try self.init(compiling: try files.sources(), options: Contract.CompileOptions(vendor: vendor))
  }
}

extension ExamplePayload: PayloadSource {
  /// The payload, called what the document calls it.
  public func payloads() -> [PayloadText] { [PayloadText(name: name, bytes: bytes)] }
}
