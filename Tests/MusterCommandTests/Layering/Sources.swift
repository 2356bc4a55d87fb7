import Foundation

/// The sources of the package, as the tests of their layers read them.
enum Sources {
  static let root = Repository.root.appending(path: "Sources")

  /// The files of a folder of the sources with those of its subfolders, by path.
  static func files(in folder: String = "") -> [URL] {
    Repository.files(in: folder.isEmpty ? root : root.appending(path: folder), extension: "swift")
  }

  /// The path of a file from the sources on.
  static func path(of file: URL) -> String { String(file.path.dropFirst(root.path.count).drop { $0 == "/" }) }

  /// The folder of a file from the sources on.
  static func folder(of file: URL) -> String { path(of: file.deletingLastPathComponent()) }

  /// The code of a file without the comments at its lines' ends.
  static func code(of file: URL) throws -> String {
    try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
      .map { line in line.firstRange(of: "//").map { String(line[..<$0.lowerBound]) } ?? line }
      .joined(separator: "\n")
  }

  /// The modules that a code imports.
  static func imports(in code: String) -> [String] {
    code.components(separatedBy: "\n").compactMap { line in
      guard line.contains("import ") else { return nil }
      let words = line.split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), words.indices.contains(keyword + 1),
        words[..<keyword].allSatisfy({ $0.hasPrefix("@") || $0 == "public" || $0 == "package" || $0 == "internal" })
      else { return nil }
      return String(words[keyword + 1])
    }
  }

  /// The words of a code.
  static func words(in code: String) -> Set<String> {
    Set(code.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
  }
}
