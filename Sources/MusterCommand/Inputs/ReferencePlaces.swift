import Muster

/// Where the files are that references lead to, as the command line says it.
struct ReferencePlaces: Sendable {
  /// A beginning of URIs, and the folder that has what is behind it.
  struct Map: Sendable {
    let prefix: String
    let folder: String
  }

  /// The folder that references are followed in; `nil` for the folder of what refers to them.
  var root: String?
  /// Folders with schemas that are named by their own URIs.
  var schemas: [String] = []
  /// Folders for beginnings of URIs.
  var maps: [Map] = []

  /// Makes sure that there are the folders.
  func check() throws(CommandError) {
    for folder in [root].compactMap({ $0 }) + schemas + maps.map(\.folder) where !SystemCalls.isDirectory(folder) {
      throw .failure("cannot follow references in '\(folder)': it is no folder")
    }
  }

  /// The folders for what some files refer to.
  func folders(of files: [String]) -> ReferenceFolders {
    ReferenceFolders(
      root.map { [$0] } ?? files.map(FilePath.folder), isRootGiven: root != nil, schemas: schemas, maps: maps)
  }
}

extension CommandOption {
  static let schemas = CommandOption(
    "schemas", .text("FOLDER"),
    "Schemas that are referred to by URI are looked for in the files of this folder, by their '$id' or by where they are "
      + "beside one that has an '$id'; once for each.")
  static let map = CommandOption(
    "map", .text("PREFIX=FOLDER"),
    "A URI that begins with PREFIX is the file of FOLDER that the rest of it names; once for each.")
}

extension Arguments {
  /// Where the files are that references lead to.
  func referencePlaces(_ verb: Verb) throws(CommandError) -> ReferencePlaces {
    var places = ReferencePlaces(root: self[.root], schemas: all(.schemas))
    for text in all(.map) {
      guard let mark = text.lastIndex(of: "="), mark != text.startIndex, text.index(after: mark) != text.endIndex else {
        throw .usage("'\(text)' is not a value for '--map', which takes PREFIX=FOLDER", verb)
      }
      let folder = String(text[text.index(after: mark)...])
      places.maps.append(ReferencePlaces.Map(prefix: String(text[..<mark]), folder: folder))
    }
    try places.check()
    return places
  }
}
