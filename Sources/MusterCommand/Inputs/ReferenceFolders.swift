import Muster

/// The folders that references are followed in: relative ones and `file:` URIs.
///
/// Nothing is fetched: a reference with another scheme leads to a file that a map or a document's own URI tells of, or
/// nowhere. A file outside of the folders is not read, be the
/// way to it a `..` or a symbolic link: whoever wrote a document must not choose what else is read.
struct ReferenceFolders: Sendable {
  /// The folders as they were given, and without symbolic links.
  private let folders: [(name: String, real: String)]
  private let maps: [ReferencePlaces.Map]
  private let catalog: SchemaCatalog

  /// Follows references within some folders.
  ///
  /// - Parameters:
  ///   - isRootGiven: Whether somebody chose the folders, so that those in them count when URIs are looked for.
  ///   - schemas: Folders with schemas that are named by their own URIs.
  ///   - maps: Folders for beginnings of URIs.
  init(
    _ names: [String], isRootGiven: Bool = false, schemas: [String] = [], maps: [ReferencePlaces.Map] = []
  ) {
    self.maps = maps.sorted { $0.prefix.utf8.count > $1.prefix.utf8.count }
    catalog = SchemaCatalog(
      schemas.map { SchemaCatalog.Folder(path: $0, isDeep: true) }
        + names.map { SchemaCatalog.Folder(path: $0, isDeep: isRootGiven) })
    var folders: [(name: String, real: String)] = []
    for name in names + schemas + maps.map(\.folder) {
      guard let real = SystemCalls.realPath(name), !folders.contains(where: { $0.real == real }) else { continue }
      folders.append((name, real))
    }
    self.folders = folders
  }

  /// The path of the file at a URI, by the name of its folder where that is one of them.
  ///
  /// - Throws: ``CommandError`` that says why there is none.
  func path(at uri: String) throws(CommandError) -> String {
    if uri.hasPrefix("muster:") {
      throw .failure("nothing is known of where the document is from, so that nothing is beside it")
    }
    guard let path = try file(at: uri) else {
      throw .failure(
        "nothing is fetched, and no file here is '\(uri)'; '--schemas FOLDER' finds files by their '$id', "
          + "'--map PREFIX=FOLDER' by the URI")
    }
    guard let real = SystemCalls.realPath(path) else {
      throw .failure("there is no file '\(ReferenceFolders.shortened(path))'")
    }
    for folder in folders where real.hasPrefix(folder.real == "/" ? folder.real : folder.real + "/") {
      let rest = String(real.dropFirst(folder.real == "/" ? 1 : folder.real.count + 1))
      if folder.name == "." { return rest }
      // A way up and down again says less than the way from here.
      if folder.name.hasPrefix(".."), ReferenceFolders.shortened(real) != real {
        return ReferenceFolders.shortened(real)
      }
      return folder.name.hasSuffix("/") ? folder.name + rest : "\(folder.name)/\(rest)"
    }
    throw .failure(
      "'\(ReferenceFolders.shortened(path))' lies outside of "
        + "'\(folders.first.map { ReferenceFolders.shortened($0.real) } ?? ".")', "
        + "where references are followed; name a folder that holds both with '--root'")
  }

  /// The file that a URI names: itself, by a map, or by what documents call themselves; `nil` if there is none.
  private func file(at uri: String) throws(CommandError) -> String? {
    for map in maps where uri.hasPrefix(map.prefix) {
      guard let rest = PercentEncoding.decode(String(uri.dropFirst(map.prefix.count))) else { continue }
      if let path = SchemaCatalog.file(rest, in: map.folder) { return path }
      throw .failure("'\(map.folder)' has no file '\(rest)', which '--map \(map.prefix)=\(map.folder)' asks for")
    }
    if uri.hasPrefix("file:///") { return PercentEncoding.decode(String(uri.dropFirst(7))) }
    return catalog.path(of: uri)
  }

  /// The URI of a file (RFC 8089, section 2).
  static func uri(ofFile path: String) -> String? {
    var whole = path
    if !path.hasPrefix("/") {
      guard let folder = SystemCalls.currentFolder else { return nil }
      whole = "\(folder)/\(path)"
    }
    var uri = "file://"
    for byte in whole.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        uri += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return uri
  }

  /// The path from the current folder, for files in it.
  static func shortened(_ path: String) -> String {
    guard let folder = SystemCalls.currentFolder else { return path }
    if path == folder { return "." }
    guard path.hasPrefix("\(folder)/") else { return path }
    return String(path.dropFirst(folder.count + 1))
  }
}
