import Muster
import MusterContracts
import MusterDocuments

/// What a contract is compiled from: the sources that were named, and the files that they refer to.
struct ContractSources {
  /// The paths as they were given; `-` is standard input.
  let paths: [String]
  /// Where the files are that the sources refer to; by default in their own folders.
  var places = ReferencePlaces()
  /// What messages call the vendor.
  var vendor: String?
  /// Where the operations are, whatever the documents say.
  var servers: [String] = []
  /// Overlays, in the order that they are applied.
  var overlays: [String] = []

  /// Reads and compiles the sources.
  func contract() throws(CommandError) -> Contract {
    try places.check()
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

  /// How the sources are compiled: with the files in their folders to refer to.
  var options: Contract.CompileOptions {
    let files = paths.filter { $0 != "-" }
    let folders = places.folders(of: files)
    return Contract.CompileOptions(
      vendor: vendor, servers: servers,
      uri: { name in files.contains(name) ? ReferenceFolders.uri(ofFile: name) : nil },
      load: { (uri) throws(ContractError) in
        do throws(CommandError) { return try folders.read(uri) } catch {
          throw ContractError(.reference, detail: error.message)
        }
      })
  }
}
