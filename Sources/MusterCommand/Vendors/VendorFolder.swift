import Muster
import MusterContracts
import MusterDocuments
import MusterReport

/// Where a vendor's files are: `Schemas/NAME` and `Corpus/NAME` in some folder.
///
/// Contracts have the names of sources from that folder on, so that the same files give the same bytes wherever it lies.
struct VendorFolder: Sendable {
  /// The folder that holds `Schemas` and `Corpus`, as it was given.
  let directory: String
  let name: String

  /// Names of folders in a corpus that are no vendors'.
  private static let reserved: Set = ["exchanges", "traps"]

  /// A vendor's folder.
  ///
  /// - Throws: ``CommandError`` for a name that a folder should not have.
  init(directory: String, name: String) throws(CommandError) {
    self.directory = directory
    self.name = name
    let isPlain = name.utf8.allSatisfy {
      ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || "._-".utf8.contains($0)
    }
    guard isPlain, !name.isEmpty, !name.hasPrefix("."), !name.hasPrefix("-") else {
      throw .failure("'\(name)' is no name for a vendor: letters, digits, '-', '_' and '.' were expected")
    }
    guard !VendorFolder.reserved.contains(name) else {
      throw .failure("'\(name)' is no name for a vendor: Corpus/\(name) holds other cases")
    }
  }

  var schemas: String { "Schemas/\(name)" }
  var corpus: String { "Corpus/\(name)" }
  var provenance: String { "\(schemas)/\(Provenance.name)" }
  var contract: String { "\(schemas)/\(ContractFile.nameInFolder)" }
  var exchanges: String { "Corpus/exchanges/\(name).json" }

  /// The path of a file by its name from the folder on.
  func path(_ name: String) -> String { VendorFolder.path(directory, name) }

  private static func path(_ directory: String, _ name: String) -> String {
    directory == "." ? name : directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
  }

  /// The vendors of a folder: those in `Schemas` that have a contract or say where it is from.
  static func all(in directory: String) throws(CommandError) -> [VendorFolder] {
    let folder = path(directory, "Schemas")
    switch SystemCalls.names(in: folder) {
    case .failure(let error):
      throw .failure(
        "cannot read the folder '\(folder)': \(error.reason); '--directory' says where Schemas and Corpus are")
    case .success(let names):
      var found: [VendorFolder] = []
      for name in names where SystemCalls.isDirectory("\(folder)/\(name)") && !name.hasPrefix(".") {
        found.append(try VendorFolder(directory: directory, name: name))
      }
      return found
    }
  }

  /// Reads a file by its name from the folder on, under that name.
  func read(_ name: String) throws(CommandError) -> SourceText {
    SourceText(name: name, bytes: try SourceFile.read(path(name)).bytes)
  }

  /// The files in one of the vendor's folders and below, by their names in it.
  func files(in folder: String) -> [String] {
    var found: [String] = []
    var rest = [""]
    while let prefix = rest.popLast() {
      guard case .success(let names) = SystemCalls.names(in: path(folder + (prefix.isEmpty ? "" : "/\(prefix)"))),
        prefix.utf8.count < 1_024
      else { continue }
      for name in names where !name.hasPrefix(".") {
        let inner = prefix.isEmpty ? name : "\(prefix)/\(name)"
        switch SystemCalls.kind(of: path("\(folder)/\(inner)")) {
        case .folder: rest.append(inner)
        case .file: found.append(inner)
        case .other, nil: break
        }
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// How the vendor's sources are compiled: references are followed to what a function gives by its name in the folder.
  ///
  /// What there is to say of a file that is not there is the same as with `muster compile`: it goes into the contract.
  func options(
    servers: [String], overlays: [SourceText],
    load: @escaping @Sendable (_ name: String) throws(CommandError) -> [UInt8]?
  ) -> Contract.CompileOptions {
    let prefix = "muster:///"
    let folder = schemas + "/"
    return Contract.CompileOptions(
      vendor: name, servers: servers, overlays: overlays,
      load: { (uri) throws(ContractError) in
        guard let encoded = uri.dropping(prefix: prefix), let name = PercentEncoding.decode(encoded) else {
          throw ContractError(
            .reference, detail: "nothing is fetched, and '\(uri)' is no file; put it beside the document")
        }
        var bytes: [UInt8]?
        if let rest = name.dropping(prefix: folder), !name.split(separator: "/").contains("..") {
          do throws(CommandError) { bytes = try load(rest) } catch {
            throw ContractError(.reference, detail: error.message)
          }
        }
        guard let bytes else {
          throw ContractError(.reference, detail: "cannot open '\(name)': No such file or directory")
        }
        return SourceText(name: name, bytes: bytes)
      })
  }

  /// Whether a message says of a file that it was looked for outside of the vendor's folder.
  func isOutside(_ message: String) -> Bool {
    let words = message.split(separator: "cannot open 'Schemas/", maxSplits: 1, omittingEmptySubsequences: false)
    return words.count == 2 && !words[1].hasPrefix(name + "/")
  }
}

/// The files that sources refer to, read in some folders by their names in these.
final class VendorReferences: Sendable {
  private let folders: [String]
  private let files = Locked<[(name: String, bytes: [UInt8])]>([])

  init(_ folders: [String]) { self.folders = folders }

  /// What was read, in the order of first use.
  var found: [(name: String, bytes: [UInt8])] { files.withLock { $0 } }

  /// The bytes of a file; `nil` where it is in none of the folders.
  ///
  /// - Throws: ``CommandError`` where it cannot be read, or lies elsewhere behind a symbolic link.
  func read(_ name: String) throws(CommandError) -> [UInt8]? {
    for folder in folders {
      let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      guard SystemCalls.exists(path), let uri = ReferenceFolders.uri(ofFile: path) else { continue }
      let bytes = try ReferenceFolders([folder]).read(uri).bytes
      files.withLock { files in
        if !files.contains(where: { $0.name.hasSameBytes(as: name) }) { files.append((name, bytes)) }
      }
      return bytes
    }
    return nil
  }
}

/// Something that is not as it should be with a vendor's files.
struct VendorFinding {
  enum Severity: String { case error, warning }

  let code: String
  var severity = Severity.error
  let source: String
  var position = TextPosition(offset: 0, line: 1, column: 1)
  var pointer = ""
  let message: String

  /// The finding as reports of documents take it.
  var diagnostic: Diagnostic {
    Diagnostic(
      code: code, severity: severity == .error ? .error : .warning,
      place: SourceLocation(source: source, pointer: pointer, line: position.line, column: position.column),
      message: message)
  }

  init(
    _ code: String, _ severity: Severity = .error, in source: String,
    at position: TextPosition = TextPosition(offset: 0, line: 1, column: 1), pointer: String = "", _ message: String
  ) {
    self.code = code
    self.severity = severity
    self.source = source
    self.position = position
    self.pointer = pointer
    self.message = message
  }

  init(_ code: String, _ severity: Severity = .error, at location: SourceLocation, _ message: String) {
    self.init(
      code, severity, in: location.source,
      at: TextPosition(offset: 0, line: location.line, column: location.column), pointer: location.pointer, message)
  }

  init(_ code: String, _ error: ContractError, in source: String) {
    self.init(
      code, in: error.source ?? source, at: error.position ?? TextPosition(offset: 0, line: 1, column: 1),
      pointer: error.pointer ?? "", error.detail)
  }
}
