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
    let bytes: [UInt8]
    do throws(CommandError) { (name, bytes) = try SourceFile.bytes(of: file) } catch {
      guard file != path else { throw error }
      throw .failure("\(error.message); make one with 'muster compile SOURCE... --output \(file)'")
    }
    do throws(ContractError) {
      guard bytes.starts(with: ContractFile.magic) || file.hasSuffix(".muster") else {
        let contract = try ContractSources(paths: [file]).contract(of: [SourceText(name: name, bytes: bytes)])
        return (contract, contract.notices)
      }
      do throws(ContractError) { return (try Contract(compiled: bytes), []) } catch {
        throw ContractError(error.code, source: name, detail: error.detail)
      }
    } catch {
      throw .failure("the contract cannot be used: \(error)")
    }
  }

  /// The operation that a reference names.
  static func operation(_ reference: String, in contract: Contract) throws(CommandError) -> Operation {
    do throws(ContractError) { return try contract.operation(reference) } catch {
      throw .failure(error.description)
    }
  }
}
