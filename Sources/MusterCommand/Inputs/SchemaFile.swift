import Muster
import MusterContracts
import MusterDocuments

/// A schema in a file: JSON or YAML, whole or at a place of it.
struct SchemaFile {
  /// The file, as it was given.
  let path: String
  /// Where in the document the schema lies.
  let pointer: JSONPointer

  /// A file and a place in it, from `path`, `path#` or `path#/json/pointer`, the pointer percent-encoded or not.
  ///
  /// - Returns: `nil` where what follows the `#` is no pointer.
  init?(_ reference: String) {
    let scalars = reference.unicodeScalars
    guard let mark = scalars.lastIndex(of: "#"), scalars[scalars.index(after: mark)...].first.map({ $0 == "/" }) ?? true
    else {
      path = reference
      pointer = JSONPointer()
      return
    }
    path = String(scalars[..<mark])
    guard let fragment = PercentEncoding.decode(String(scalars[scalars.index(after: mark)...])),
      let pointer = JSONPointer(parsing: fragment)
    else { return nil }
    self.pointer = pointer
  }

  /// Reads and compiles the schema; what there is to say about it goes to the console.
  ///
  /// References are followed where `places` says, by default within the schema's own folder.
  func schema(
    _ options: Schema.Options, _ places: ReferencePlaces = .init()
  ) throws(CommandError) -> (schema: Schema, notices: [Notice]) {
    let (schema, notices) = try compiled(options, places) { (document, pointer, options) throws(SchemaError) in
      try Schema(document, at: pointer, options: options)
    }
    return (schema, notices + schema.notices)
  }

  /// Reads and compiles the schema for the output formats of the specification, as ``schema(_:_:)`` does.
  func annotatingSchema(
    _ options: Schema.Options, _ places: ReferencePlaces = .init()
  ) throws(CommandError) -> (schema: AnnotatingSchema, notices: [Notice]) {
    let (schema, notices) = try compiled(options, places) { (document, pointer, options) throws(SchemaError) in
      try AnnotatingSchema(document, at: pointer, options: options)
    }
    return (schema, notices + schema.notices)
  }

  private func compiled<Result>(
    _ options: Schema.Options, _ places: ReferencePlaces,
    _ compile: (JSONDocument, JSONPointer, Schema.Options) throws(SchemaError) -> Result
  ) throws(CommandError) -> (schema: Result, notices: [Notice]) {
    let (document, notices) = try SchemaFile.document(try SourceFile.read(path), reading: options.reading)
    let neighbours = NeighbouringSchemas(path == "-" ? nil : path, places, reading: options.reading)
    var options = options
    options.registry.load = { neighbours.document(at: $0) }
    options.registry.reason = { neighbours.reason(for: $0) }
    if path != "-", let base = ReferenceFolders.uri(ofFile: path) { options.baseURI = base }
    do throws(SchemaError) {
      let result = try compile(document, pointer, options)
      return (result, notices + neighbours.notices)
    } catch {
      throw .failure("the schema cannot be used: \(error)")
    }
  }

  /// Reads a document of schemas, JSON or YAML.
  static func document(_ source: SourceText, reading: Reading) throws(CommandError) -> (JSONDocument, [Notice]) {
    do throws(SchemaText.Mistake) {
      let text = try SchemaText(source, reading: reading)
      return (text.document, text.notices)
    } catch {
      switch error {
      case .json(let mistake): throw .failure("the schema is not JSON: \(source.name):\(mistake)")
      case .yaml(let mistake): throw .failure("the schema is not YAML: \(mistake)")
      case .unreadable(let mistake): throw .failure("the schema cannot be read: \(source.name):\(mistake)")
      }
    }
  }
}

/// Files that are no payloads: schemas, pages, contracts.
enum SourceFile {
  /// How many bytes one may have.
  private static let limit = 1 << 28

  /// Reads a file, or standard input for `-`.
  ///
  /// - Parameters:
  ///   - isNamed: Whether a user named the file; otherwise it has to be a regular one.
  ///   - isInput: Whether the run depends on it, so that it may not be written over.
  static func read(_ path: String, isNamed: Bool = true, isInput: Bool = true) throws(CommandError) -> SourceText {
    do throws(SystemFailure) {
      let file = try InputFile.open(path, isNamed: isNamed, isInput: isInput)
      return SourceText(name: file.name, bytes: try readAll(file))
    } catch {
      throw CommandError(error)
    }
  }

  /// Reads the file that a way without symbolic links leads to from a folder.
  ///
  /// - Parameter name: What messages call it.
  static func read(_ path: String, beneath folder: String, called name: String) throws(CommandError) -> SourceText {
    do throws(SystemFailure) {
      let file = try InputFile.open(path, beneath: folder, called: name)
      return SourceText(name: name, bytes: try readAll(file))
    } catch {
      throw CommandError(error)
    }
  }

  /// The bytes of a file.
  static func readAll(_ file: borrowing InputFile) throws(SystemFailure) -> [UInt8] {
    let bytes = try file.readAll(limit: limit)
    try check(size: bytes.count, of: file.name)
    return bytes
  }

  /// Holds the size of a file to `limit`.
  static func check(size: Int, of name: String) throws(SystemFailure) {
    guard size <= limit else {
      throw SystemFailure(
        action: "read", name: name,
        reason: "it has more than \(limit) bytes, the most that a schema, document or contract may have")
    }
  }
}
