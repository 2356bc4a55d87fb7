import Muster
import MusterContracts
import MusterDocuments

/// A contract as it can be named: a folder, a compiled file, or what a vendor published.
struct ContractFile {
  /// The path as it was given.
  let path: String
  /// How a document is compiled, where that is what is named.
  var options = Options()

  /// How a vendor's document is compiled.
  struct Options: Sendable {
    /// Where the files are that the document refers to; by default in its own folder.
    var places = ReferencePlaces()
    /// Where the operations are, whatever the documents say.
    var servers: [String] = []
    /// Overlays, in the order that they are applied.
    var overlays: [String] = []
  }

  static let nameInFolder = "contract.muster"
  private static let magic = Array("MUSTER".utf8)

  /// Loads or compiles the contract.
  ///
  /// - Returns: What compiling had to say, too, where it was compiled now.
  func contract() throws(CommandError) -> (contract: Contract, notices: [Notice]) {
    let sources = ContractSources(
      paths: [path], places: options.places, servers: options.servers, overlays: options.overlays)
    try sources.places.check()
    let overlays = try sources.overlayTexts()
    var file = path
    if path != "-", SystemCalls.isDirectory(path) {
      file = path.hasSuffix("/") ? path + ContractFile.nameInFolder : "\(path)/\(ContractFile.nameInFolder)"
    }
    let name: String
    let content: Content
    do throws(CommandError) { (name, content) = try ContractFile.open(file) } catch {
      guard file != path else { throw error }
      throw .failure("\(error.message); make one with 'muster compile SOURCE... --output \(file)'")
    }
    do throws(ContractError) {
      switch content {
      case .compiled(let file):
        let contract = try compiled(name) { () throws(ContractError) in
          try Contract(compiledSize: file.size) { file.bytes(in: $0) }
        }
        return (contract, [])
      case .other(let bytes) where bytes.starts(with: ContractFile.magic) || file.hasSuffix(".muster"):
        return (try compiled(name) { () throws(ContractError) in try Contract(compiled: bytes) }, [])
      case .other(let bytes):
        let contract = try sources.contract(of: [SourceText(name: name, bytes: bytes)], overlays: overlays)
        return (contract, contract.notices)
      }
    } catch {
      throw .failure("the contract cannot be used: \(error)")
    }
  }

  /// Loads a compiled contract, which no overlay can change.
  private func compiled(
    _ name: String, _ load: () throws(ContractError) -> Contract
  ) throws(ContractError) -> Contract {
    guard options.overlays.isEmpty else {
      throw ContractError(
        .overlay, source: name,
        detail: "it is compiled, so that no overlay can change it; give the overlay to 'muster compile'")
    }
    do throws(ContractError) {
      let contract = try load()
      return options.servers.isEmpty ? contract : contract.serving(at: options.servers)
    } catch {
      throw ContractError(error.code, source: name, detail: error.detail)
    }
  }

  private enum Content {
    /// A compiled contract, to be read as far as it is used.
    case compiled(RangedFile)
    case other([UInt8])
  }

  private static func open(_ path: String) throws(CommandError) -> (name: String, content: Content) {
    do throws(SystemFailure) {
      let file = try InputFile.open(path)
      let name = file.name
      if let size = file.size, file.bytes(in: 0..<magic.count) == magic {
        try SourceFile.check(size: size, of: name)
        return (name, .compiled(RangedFile(file, size: size)))
      }
      return (name, .other(try SourceFile.readAll(file)))
    } catch {
      throw CommandError(error)
    }
  }

  /// The operation that a reference names.
  static func operation(_ reference: String, in contract: Contract) throws(CommandError) -> Operation {
    do throws(ContractError) { return try contract.operation(reference) } catch {
      throw .failure(error.description)
    }
  }
}

extension Arguments {
  /// How documents that are named as contracts are compiled.
  func contractOptions(_ verb: Verb) throws(CommandError) -> ContractFile.Options {
    ContractFile.Options(
      places: try referencePlaces(verb), servers: all(.server), overlays: all(.overlay))
  }
}
