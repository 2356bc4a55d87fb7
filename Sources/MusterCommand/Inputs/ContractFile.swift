import Muster
import MusterContracts

/// A contract as it can be named: a folder, a compiled file, or what a vendor published.
struct ContractFile {
  /// The path as it was given.
  let path: String

  static let nameInFolder = "contract.muster"
  private static let magic = Array("MUSTER".utf8)

  /// Loads or compiles the contract.
  ///
  /// - Returns: What compiling had to say, too, where it was compiled now.
  func contract() throws(CommandError) -> (contract: Contract, notices: [Notice]) {
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
      do throws(ContractError) {
        switch content {
        case .compiled(let file):
          return (try Contract(compiledSize: file.size) { file.bytes(in: $0) }, [])
        case .other(let bytes) where bytes.starts(with: ContractFile.magic) || file.hasSuffix(".muster"):
          return (try Contract(compiled: bytes), [])
        case .other(let bytes):
          let source = SourceText(name: name, bytes: bytes)
          let contract = try ContractSources(paths: [file]).contract(of: [source])
          return (contract, contract.notices)
        }
      } catch {
        throw error.source == nil ? ContractError(error.code, source: name, detail: error.detail) : error
      }
    } catch {
      throw .failure("the contract cannot be used: \(error)")
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
        return (name, .compiled(RangedFile(file, size: size)))
      }
      return (name, .other(try file.readAll()))
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
