import Muster
import MusterYAML

/// The documents of some folders by the URIs that they give themselves.
///
/// The files are read when a URI is asked for that is no file, once.
final class SchemaCatalog: Sendable {
  /// A folder, and whether the folders in it count.
  struct Folder: Sendable {
    let path: String
    let isDeep: Bool
  }

  private struct Index {
    var paths: [TextKey: String] = [:]
    /// Folders that documents say they are from, with those that they are in.
    var moves: [(declared: String, actual: String)] = []
    var knownMoves: Set<[TextKey]> = []
  }

  /// What is looked through at most: names of files, and bytes of files.
  private static let nameLimit = 100_000
  private static let byteLimit = 1 << 30
  private static let names = ["$id", "id", "$self"]
  private static let endings = [".json", ".yaml", ".yml"]

  private let folders: [Folder]
  private let index = Locked<Index?>(nil)

  init(_ folders: [Folder]) { self.folders = folders }

  /// The path of the document that a URI names, or `nil` if none of the folders has one.
  ///
  /// - Complexity: O(*n*) in the size of the folders' files, the first time.
  func path(of uri: String) -> String? {
    let index = known()
    if let path = index.paths[TextKey(uri)] { return path }
    for move in index.moves {
      guard let encoded = uri.dropping(prefix: move.declared), let rest = PercentEncoding.decode(encoded) else {
        continue
      }
      if let path = SchemaCatalog.file(rest, in: move.actual) { return path }
    }
    return nil
  }

  /// The file that the rest of a URI names in a folder: as it is, or with the ending that URIs leave out.
  static func file(_ rest: String, in folder: String) -> String? {
    let path = folder.hasSuffix("/") ? folder + rest : "\(folder)/\(rest)"
    for ending in [""] + endings where SystemCalls.size(of: path + ending) != nil { return path + ending }
    return nil
  }

  private func known() -> Index {
    if let known = index.withLock({ $0 }) { return known }
    let made = make()
    return index.withLock { index in
      if let known = index { return known }
      index = made
      return made
    }
  }

  private func make() -> Index {
    var index = Index()
    var names = 0
    var bytes = 0
    var rest = folders.reversed().map { $0 }
    while let folder = rest.popLast(), names < SchemaCatalog.nameLimit, bytes < SchemaCatalog.byteLimit {
      guard case .success(let found) = SystemCalls.names(in: folder.path) else { continue }
      names += found.count
      for name in found {
        let path =
          folder.path == "." ? name : folder.path.hasSuffix("/") ? folder.path + name : "\(folder.path)/\(name)"
        switch SystemCalls.kind(of: path) {
        case .folder: if folder.isDeep { rest.append(Folder(path: path, isDeep: true)) }
        case .file where SchemaCatalog.endings.contains(where: name.hasSuffix):
          guard let size = SystemCalls.size(of: path), bytes + size < SchemaCatalog.byteLimit else { continue }
          bytes += size
          SchemaCatalog.add(path, to: &index)
        default: break
        }
      }
    }
    // The longest beginning says most.
    index.moves.sort { ($1.declared.utf8.count, $0.declared) < ($0.declared.utf8.count, $1.declared) }
    return index
  }

  private static func add(_ path: String, to index: inout Index) {
    guard let source = try? SourceFile.read(path, isNamed: false),
      let document = try? SchemaFile.document(source, reading: .intent).0
    else { return }
    for name in names {
      guard let text = document.root[name]?.string else { continue }
      let uri = URIReference(text)
      guard uri.scheme != nil else { continue }
      let declared = uri.withoutFragment
      if index.paths[TextKey(declared)] == nil { index.paths[TextKey(declared)] = path }
      let move = (declared: folder(declared), actual: FilePath.folder(of: path))
      guard !move.declared.isEmpty else { continue }
      if index.knownMoves.insert([TextKey(move.declared), TextKey(move.actual)]).inserted { index.moves.append(move) }
    }
  }

  private static func folder(_ uri: String) -> String {
    guard let slash = uri.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(uri[...slash])
  }
}
