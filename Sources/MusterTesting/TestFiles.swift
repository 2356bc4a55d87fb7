import Foundation

/// Finds and reads the files of a test.
enum TestFiles {
  /// Why a file or folder cannot be read, without its name.
  struct Failure: Error {
    let detail: String
  }

  /// Folders that a name without a slash is looked for in, too.
  private static let homes = ["", "Schemas/"]

  /// Where a path leads: from the working directory if it is there, or else from the nearest folder above a file.
  ///
  /// A path of one name is looked for in the folder `Schemas` as well, which is where the folders of vendors are.
  static func find(_ path: String, from callingFile: String) -> URL {
    let files = FileManager.default
    guard !path.hasPrefix("/"), !files.fileExists(atPath: path) else { return URL(fileURLWithPath: path) }
    let candidates = path.contains("/") ? [path] : homes.map { $0 + path }
    var folder = URL(fileURLWithPath: callingFile).deletingLastPathComponent().standardizedFileURL
    while folder.path != "/" {
      for candidate in candidates {
        let url = folder.appendingPathComponent(candidate)
        if files.fileExists(atPath: url.path) { return url }
      }
      folder.deleteLastPathComponent()
    }
    return URL(fileURLWithPath: path)
  }

  /// What messages call a path that was found: with the folder `Schemas` if it was found there.
  static func name(_ path: String, foundAt url: URL) -> String {
    guard !path.contains("/"), let home = homes.last, url.path.hasSuffix("/\(home)\(path)") else { return path }
    return home + path
  }

  /// What a failure calls a file: its path from the working directory, or its last part if it is elsewhere.
  static func name(of url: URL) -> String {
    let here = FileManager.default.currentDirectoryPath
    let path = url.standardizedFileURL.path
    return path.hasPrefix("\(here)/") ? String(path.dropFirst(here.count + 1)) : url.lastPathComponent
  }

  /// Whether a folder is at a URL.
  static func isFolder(_ url: URL) throws(Failure) -> Bool {
    do {
      return try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false
    } catch {
      throw Failure(detail: "there is no such file or folder, or it cannot be read")
    }
  }

  /// The bytes of a file.
  static func bytes(of url: URL) throws(Failure) -> [UInt8] {
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw Failure(detail: "there is no such file; a relative path is looked for from the folders above the test")
    }
    do {
      return Array(try Data(contentsOf: url))
    } catch {
      throw Failure(detail: "the file cannot be read: \(error.localizedDescription)")
    }
  }

  /// The names of a folder's files that are not hidden, sorted.
  static func names(in folder: URL) throws(Failure) -> [String] {
    guard try isFolder(folder) else { throw Failure(detail: "it is a file, and a folder was expected") }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }.sorted()
    } catch {
      throw Failure(detail: "the folder cannot be read: \(error.localizedDescription)")
    }
  }
}
