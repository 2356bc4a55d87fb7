/// The recordings that operands name: files, folders, patterns, standard input.
struct RecordingFiles {
  /// The paths, each once, in the order that the report follows.
  private(set) var paths: [String] = []
  /// How many bytes they have together; `nil` where that is not known.
  private(set) var size: Int? = 0
  private var seen: Set<String> = []

  /// The files of folders that may be something else than recordings.
  private(set) var doubtful: Set<String> = []

  /// What a recording in a folder ends in, in whatever case.
  static let extensions = certainExtensions + doubtfulExtensions
  private static let certainExtensions = [".har", ".ndjson", ".jsonl", ".har.gz", ".zhar"]
  /// What many files end in that are no recordings.
  private static let doubtfulExtensions = [".json", ".yaml", ".yml", ".gz", ".zip"]
  private static let deepest = 64

  /// Finds the recordings.
  ///
  /// - Throws: ``CommandError`` where an operand names nothing.
  init(_ operands: [String]) throws(CommandError) {
    for operand in operands {
      if operand == "-" {
        add(operand)
      } else if SystemCalls.isDirectory(operand) {
        guard try addFolder(operand, depth: 0) > 0 else {
          throw .failure(
            "the folder '\(operand)' has no recording: no file in it ends in "
              + RecordingFiles.extensions.joined(separator: ", "))
        }
      } else if SystemCalls.exists(operand) || !operand.contains(where: { "*?[".contains($0) }) {
        guard SystemCalls.exists(operand) else {
          throw .failure("cannot open '\(operand)': \(SystemErrorNumber.current.reason)")
        }
        add(operand)
      } else {
        let found = SystemCalls.paths(matching: operand)
        guard !found.isEmpty else { throw .failure("nothing matches '\(operand)'") }
        for path in found {
          if SystemCalls.isDirectory(path) { try addFolder(path, depth: 0) } else { add(path) }
        }
      }
    }
  }

  private mutating func add(_ path: String) {
    guard seen.insert(path).inserted else { return }
    paths.append(path)
    guard let known = size, path != "-", let bytes = SystemCalls.size(of: path) else {
      size = nil
      return
    }
    size = known + bytes
  }

  /// - Returns: How many recordings there are in it.
  @discardableResult
  private mutating func addFolder(_ folder: String, depth: Int) throws(CommandError) -> Int {
    guard depth < RecordingFiles.deepest else {
      throw .failure("the folder '\(folder)' lies more than \(RecordingFiles.deepest) folders deep")
    }
    let names: [String]
    switch SystemCalls.names(in: folder) {
    case .success(let found): names = found
    case .failure(let error): throw .failure("cannot read the folder '\(folder)': \(error.reason)")
    }
    var count = 0
    for name in names where !name.hasPrefix(".") {
      let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      switch SystemCalls.kind(of: path) {
      case .folder: count += try addFolder(path, depth: depth + 1)
      case .file where RecordingFiles.ends(name, in: RecordingFiles.extensions):
        let isCertain = RecordingFiles.ends(name, in: RecordingFiles.certainExtensions)
        if !isCertain, !seen.contains(path) { doubtful.insert(path) }
        add(path)
        count += 1
      case .file, .other, nil: break
      }
    }
    return count
  }

  private static func ends(_ name: String, in endings: [String]) -> Bool {
    let name = name.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    return endings.contains { name.suffix($0.utf8.count).elementsEqual($0.utf8) }
  }
}
