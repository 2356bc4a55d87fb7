import Muster

/// The lines of the vendors' sources, as far as they lie beside the contracts.
struct SourceLines {
  private let folders: [String: String]
  private var sources: [String: SourceText] = [:]
  private var missing: Set<String> = []

  private static let largest = 64 << 20

  init(folders: [String: String]) { self.folders = folders }

  /// The line that a place of a schema is on; `nil` where the source is not there, or is plainly another one by now.
  mutating func line(_ location: SchemaLocation) -> String? {
    guard let source = source(location.source), let line = source.line(location.line) else { return nil }
    guard let name = location.pointer.split(separator: "/").last(where: { Int($0) == nil }) else { return line }
    let key = name.replacing("~1", with: "/").replacing("~0", with: "~")
    return line.contains(key) ? line : nil
  }

  private mutating func source(_ name: String) -> SourceText? {
    if let source = sources[name] { return source }
    guard !missing.contains(name) else { return nil }
    let base = FilePath.name(of: name)
    for path in [folders[name].map { $0 + base }, name].compactMap({ $0 }) {
      guard let size = SystemCalls.size(of: path), size <= SourceLines.largest,
        let source = try? SourceFile.read(path, isNamed: false)
      else { continue }
      sources[name] = source
      return source
    }
    missing.insert(name)
    return nil
  }
}
