import Foundation
import Muster
import MusterDocuments
import MusterYAML

extension Schema {
  /// Compiles the schema of a file, JSON or YAML.
  ///
  /// ```swift
  /// let settings = try Schema(contentsOf: "Schemas/settings.yaml")
  /// expectValid(.file("Fixtures/settings.json"), against: settings)
  /// ```
  /// A reference to another file is followed if the file is in the schema's folder or below it. Nothing is fetched.
  /// - Parameters:
  ///   - path: Where it is; a relative path is looked for from the working directory, then from each folder above the
  ///     calling file, so that a test finds it wherever it is run from.
  ///   - pointer: Where in the document the schema is, such as `/components/schemas/Token`.
  ///   - options: How to compile it.
  ///   - callingFile: The calling file.
  /// - Throws: ``SchemaError``, located in the file: with the code `unreadable` if the file is not there, cannot be read or
  ///   is neither JSON nor YAML, otherwise with the code of what compiling finds.
  /// - Complexity: O(*n*) in the size of the schema.
  public init(
    contentsOf path: String, at pointer: JSONPointer = .init(), options: Options = .init(),
    callingFile: StaticString = #filePath
  ) throws(SchemaError) {
    try self.init(TestFiles.find(path, from: callingFile.description), named: path, at: pointer, options)
  }

  /// Compiles the schema of a file, JSON or YAML.
  ///
  /// - Parameters:
  ///   - url: Where it is.
  ///   - pointer: Where in the document the schema is, such as `/components/schemas/Token`.
  ///   - options: How to compile it.
  /// - Throws: What ``init(contentsOf:at:options:callingFile:)`` throws.
  public init(
    contentsOf url: URL, at pointer: JSONPointer = .init(), options: Options = .init()
  ) throws(SchemaError) {
    try self.init(url, named: TestFiles.name(of: url), at: pointer, options)
  }

  private init(_ url: URL, named name: String, at pointer: JSONPointer, _ options: Options) throws(SchemaError) {
    let folder = SchemaFolder(of: url, named: name, reading: options.reading)
    let text = try folder.text(at: url, named: name)
    var options = options
    if options.baseURI.isEmpty { options.baseURI = url.standardizedFileURL.absoluteString }
    let (load, reason) = (options.registry.load, options.registry.reason)
    options.registry.load = { load?($0) ?? (try? folder.document(at: $0)) }
    options.registry.reason = { uri in
      if let reason = reason?(uri) { return reason }
      do throws(SchemaError) {
        _ = try folder.document(at: uri)
        return nil
      } catch {
        return error.detail
      }
    }
    self = try Schema(text.document, at: pointer, options: options).adding(text.notices)
  }
}

/// The folder of a schema, in which its references are followed.
private struct SchemaFolder: Sendable {
  /// The folder without symbolic links.
  private let path: String
  /// The folder as it was given.
  private let name: String
  private let reading: Reading

  init(of file: URL, named name: String, reading: Reading) {
    path = file.deletingLastPathComponent().resolvingSymlinksInPath().path
    self.name = (name as NSString).deletingLastPathComponent
    self.reading = reading
  }

  /// The document that a reference leads to.
  ///
  /// - Throws: ``SchemaError`` if it is no file in the folder, or none that can be read.
  func document(at uri: String) throws(SchemaError) -> JSONDocument {
    guard let url = URL(string: uri), url.isFileURL else {
      throw failure(uri, "nothing is fetched; add the document to the registry of the options")
    }
    let file = url.resolvingSymlinksInPath().path
    guard file.hasPrefix("\(path)/") else {
      throw failure(
        url.lastPathComponent, "the file is outside of the folder of the schema, where references are followed")
    }
    let rest = String(file.dropFirst(path.count + 1))
    return try text(at: url, named: name.isEmpty ? rest : "\(name)/\(rest)").document
  }

  /// The text of a file.
  func text(at url: URL, named name: String) throws(SchemaError) -> SchemaText {
    let bytes: [UInt8]
    do throws(TestFiles.Failure) { bytes = try TestFiles.bytes(of: url) } catch { throw failure(name, error.detail) }
    do throws(SchemaText.Mistake) {
      return try SchemaText(SourceText(name: name, bytes: bytes), reading: reading)
    } catch {
      switch error {
      case .json(let mistake):
        throw failure(name, "the schema is not JSON: \(mistake.detail)", at: mistake.position)
      case .yaml(let error):
        throw failure(name, "the schema is not YAML: \(error.message)", at: error.position)
      case .unreadable(let mistake):
        throw failure(name, "the schema cannot be read: \(mistake.detail)", at: mistake.position)
      }
    }
  }

  private func failure(_ name: String, _ detail: String, at position: TextPosition? = nil) -> SchemaError {
    SchemaError(
      code: .unreadable,
      location: SchemaLocation(
        source: name, pointer: "", line: position?.line ?? 1, column: position?.column ?? 1),
      detail: detail)
  }
}
