import Muster
import MusterContracts

/// The contracts that `--contract` names, and the sources that lie beside them.
struct ContractFolders {
  private(set) var contracts: [Contract] = []
  /// What compiling had to say, for contracts that were compiled now.
  private(set) var notices: [Notice] = []
  /// The folders that the sources of the contracts are looked for in, by the sources' names.
  private(set) var folders: [String: String] = [:]

  /// Loads the contracts.
  init(_ paths: [String], options: ContractFile.Options) throws(CommandError) {
    for path in paths {
      for file in ContractFolders.files(path) {
        let loaded = try ContractFile(path: file, options: options).contract()
        contracts.append(loaded.contract)
        notices += loaded.notices
        let folder = ContractFolders.folder(of: file)
        for document in loaded.contract.documents { folders[document.source] = folder }
      }
    }
  }

  /// A folder of folders with contracts stands for all of them.
  private static func files(_ path: String) -> [String] {
    guard path != "-", SystemCalls.isDirectory(path) else { return [path] }
    let base = path.hasSuffix("/") ? path : path + "/"
    guard !SystemCalls.exists(base + ContractFile.nameInFolder), case .success(let names) = SystemCalls.names(in: path)
    else { return [path] }
    let found = names.map { base + $0 }.filter { SystemCalls.exists("\($0)/\(ContractFile.nameInFolder)") }
    return found.isEmpty ? [path] : found
  }

  private static func folder(of path: String) -> String {
    if SystemCalls.isDirectory(path) { return path.hasSuffix("/") ? path : path + "/" }
    return path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }
}
