import Muster
import MusterContracts
import MusterDocuments

/// What a contract is compiled from: the sources that were named, and the files that they refer to.
struct ContractSources {
  /// The paths as they were given; `-` is standard input.
  let paths: [String]
  /// The folder that references are followed in; `nil` for the sources' own folders.
  var root: String?
  /// What messages call the vendor.
  var vendor: String?
  /// Where the operations are, whatever the documents say.
  var servers: [String] = []
  /// Overlays, in the order that they are applied.
  var overlays: [String] = []

  /// Reads and compiles the sources.
  func contract() throws(CommandError) -> Contract {
    try checkRoot()
    var sources: [SourceText] = []
    for path in paths { sources.append(try SourceFile.read(path)) }
    let changes = try overlayTexts()
    do throws(ContractError) { return try contract(of: sources, overlays: changes) } catch {
      throw .failure("the contract cannot be compiled: \(error)")
    }
  }

  /// Reads the overlays.
  func overlayTexts() throws(CommandError) -> [SourceText] {
    var texts: [SourceText] = []
    for path in overlays { texts.append(try SourceFile.read(path)) }
    return texts
  }

  /// Compiles texts that were read from the paths.
  func contract(of sources: [SourceText], overlays: [SourceText] = []) throws(ContractError) -> Contract {
    var options = options
    options.overlays = overlays
    return try Contract(compiling: sources, options: options)
  }

  /// Makes sure that there is a folder to follow references in, where one was given.
  func checkRoot() throws(CommandError) {
    guard let root, !SystemCalls.isDirectory(root) else { return }
    throw .failure("cannot follow references in '\(root)': it is no folder")
  }

  /// How the sources are compiled: with the files in their folders to refer to.
  var options: Contract.CompileOptions {
    let files = paths.filter { $0 != "-" }
    let folders = ReferenceFolders(root.map { [$0] } ?? files.map(FilePath.folder))
    return Contract.CompileOptions(
      vendor: vendor, servers: servers,
      uri: { name in files.contains(name) ? ReferenceFolders.uri(ofFile: name) : nil },
      load: { (uri) throws(ContractError) in
        do throws(CommandError) { return try SourceFile.read(try folders.path(at: uri)) } catch {
          throw ContractError(.reference, detail: error.message)
        }
      })
  }
}
