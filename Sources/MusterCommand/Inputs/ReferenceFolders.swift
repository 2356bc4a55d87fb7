import Muster

/// The folders that references are followed in: relative ones and `file:` URIs.
///
/// Nothing is fetched: a reference with another scheme leads to a file that a map or a document's own URI tells of, or
/// nowhere. A file outside of the folders is not read, whether the way to it is a `..` or a symbolic link: whoever wrote a
/// document must not choose what else is read. Paths are compared by their bytes, as the file system does.
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
      guard let real = SystemCalls.realPath(name), !folders.contains(where: { $0.real.hasSameBytes(as: real) })
      else { continue }
      folders.append((name, real))
    }
    self.folders = folders
  }

  /// Reads the file at a URI, under the name of the folder that it lies in.
  ///
  /// - Throws: ``CommandError`` that says why there is none.
  func read(_ uri: String) throws(CommandError) -> SourceText {
    let place = try place(of: uri)
    return try SourceFile.read(place.path, beneath: place.folder, called: place.name)
  }

  /// A file without symbolic links on the way from a folder to it.
  private struct Place {
    let folder: String
    /// The way from the folder.
    let path: String
    /// What messages call the file.
    let name: String
  }

  private func place(of uri: String) throws(CommandError) -> Place {
    if uri.hasPrefix("muster:") {
      throw .failure("nothing is known of where the document is from, so that nothing is beside it")
    }
    guard let path = try file(at: uri) else {
      throw .failure(
        "nothing is fetched, and no file here is '\(uri)'; '--schemas FOLDER' finds files by their '$id', "
          + "'--map PREFIX=FOLDER' by the URI")
    }
    guard !path.utf8.contains(0) else {
      throw .failure("'\(uri)' names no file: a path has no byte of zero ('%00')")
    }
    guard let real = SystemCalls.realPath(path) else {
      throw .failure("there is no file '\(ReferenceFolders.shortened(path))'")
    }
    for folder in folders {
      guard let rest = real.dropping(prefix: folder.real == "/" ? folder.real : folder.real + "/") else { continue }
      return Place(folder: folder.real, path: rest, name: ReferenceFolders.name(of: rest, in: folder.name, real))
    }
    throw .failure(
      "'\(ReferenceFolders.shortened(path))' lies outside of "
        + "'\(folders.first.map { ReferenceFolders.shortened($0.real) } ?? ".")', "
        + "where references are followed; name a folder that holds both with '--root'")
  }

  /// What messages call a file, by its way from a folder.
  private static func name(of rest: String, in folder: String, _ real: String) -> String {
    if folder == "." { return rest }
    // A way up and down again says less than the way from here.
    if folder.hasPrefix(".."), let short = inCurrentFolder(real) { return short }
    return folder.utf8.last == UInt8(ascii: "/") ? folder + rest : "\(folder)/\(rest)"
  }

  /// The file that a URI names: itself, by a map, or by what documents call themselves; `nil` if there is none.
  private func file(at uri: String) throws(CommandError) -> String? {
    for map in maps {
      guard let encoded = uri.dropping(prefix: map.prefix), let rest = PercentEncoding.decode(encoded) else { continue }
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
    inCurrentFolder(path) ?? path
  }

  /// The path from the current folder, for files in it; `nil` for others.
  private static func inCurrentFolder(_ path: String) -> String? {
    guard let folder = SystemCalls.currentFolder else { return nil }
    if path.hasSameBytes(as: folder) { return "." }
    return path.dropping(prefix: folder == "/" ? folder : "\(folder)/")
  }
}
