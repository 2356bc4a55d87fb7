import MusterTraffic

/// The recordings of a run, opened one after another: a file is one, an archive has one for each in it.
struct RecordingInputs: Sendable {
  private let paths: [String]
  /// The paths whose files may be something else than recordings.
  private let doubtful: Set<String>
  /// The archives among these that have no recording.
  private(set) var passedOver: [String] = []
  private var index = 0
  /// What the archive that was opened last still has.
  private var archived: [RecordingInput] = []
  private var failures: [SystemFailure] = []

  private static let headCount = 1 << 12
  /// How large an archive on standard input may be: it is read as a whole, as its directory is at its end.
  private static let archiveLimit = 1 << 30
  /// How many bytes a file beside a recording may have.
  private static let attachmentLimit = 1 << 26
  /// What a recording in an archive ends in; other JSON there is what recordings refer to.
  private static let extensions = [".har", ".ndjson", ".jsonl"]

  /// The recordings of some paths; `-` is standard input.
  init(_ paths: [String], doubtful: Set<String> = []) {
    self.paths = paths
    self.doubtful = doubtful
  }

  /// Opens the next recording; `nil` after the last one.
  ///
  /// - Throws: `SystemFailure` for one that cannot be opened; the next call goes on behind it.
  mutating func next() throws(SystemFailure) -> RecordingInput? {
    while true {
      if !failures.isEmpty { throw failures.removeFirst() }
      if !archived.isEmpty { return archived.removeFirst() }
      guard index < paths.count else { return nil }
      let path = paths[index]
      index += 1
      if let input = try open(path) { return input }
    }
  }

  /// Opens the recording of a path that has one, in an archive or not.
  ///
  /// - Parameter action: What it is opened for, as messages name it.
  static func single(_ path: String, to action: String) throws(SystemFailure) -> RecordingInput {
    var inputs = RecordingInputs([path])
    guard let input = try inputs.next() else {
      throw SystemFailure(action: action, name: path, reason: "there is no recording in it")
    }
    guard inputs.archived.isEmpty, inputs.failures.isEmpty else {
      let more = inputs.archived.count + inputs.failures.count
      throw SystemFailure(
        action: action, name: path,
        reason:
          "the zip archive has \(more + 1) recordings, of which '\(input.name)' is the first; unpack it, and name one")
    }
    return input
  }

  /// Opens a file; `nil` if it is an archive, whose recordings are then in ``archived``.
  private mutating func open(_ path: String) throws(SystemFailure) -> RecordingInput? {
    let opened = try InputFile.open(path)
    let name = path == "-" ? InputFile.standardInputName : path
    let size = opened.size
    let file = RangedFile(opened, size: size ?? 0)
    var head = [UInt8](repeating: 0, count: RecordingInputs.headCount)
    var count = 0
    // A pipe may give a few bytes at a time.
    while count < 4 {
      var piece = [UInt8](repeating: 0, count: RecordingInputs.headCount - count)
      let read = try file.read(into: &piece)
      if read == 0 { break }
      head.replaceSubrange(count..<(count + read), with: piece[..<read])
      count += read
    }
    head.removeLast(head.count - count)
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      try openArchive(name, file, size: size, head: head)
      return nil
    }
    let attached = path == "-" ? nil : AttachedFolder(of: path, limit: RecordingInputs.attachmentLimit).files
    return RecordingInput(
      name: name, file: file, head: head, format: RecordingInputs.format(of: head), attached: attached)
  }

  /// What a file is compressed with: text may begin like zlib, but does not decompress.
  private static func format(of head: [UInt8]) -> CompressedFormat? {
    guard let format = CompressedFormat(of: head), format == .zlib else { return CompressedFormat(of: head) }
    var decompressor = Decompressor(format, piece: 1 << 10)
    decompressor.take(head)
    do throws(InflateError) {
      guard let bytes = try decompressor.next() else { return nil }
      let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
      return first.map { $0 > 0x20 } ?? true ? format : nil
    } catch {
      return nil
    }
  }

  // MARK: Archives

  private mutating func openArchive(
    _ name: String, _ file: RangedFile, size: Int?, head: [UInt8]
  ) throws(SystemFailure) {
    let all = size == nil ? try RecordingInputs.rest(of: file, name, behind: head) : []
    let archive: ZipArchive
    do throws(ZipError) {
      if let size {
        archive = try ZipArchive(size: size) { file.bytes(in: $0) }
      } else {
        archive = try ZipArchive(all)
      }
    } catch {
      throw SystemFailure(action: "read", name: name, reason: "a zip archive: \(error.sentence)")
    }
    let files = archive.files.filter { file in
      let own = FilePath.name(of: file.name)
      return !file.isFolder && !own.hasPrefix(".") && !file.name.hasPrefix("__MACOSX/")
        && RecordingInputs.extensions.contains { own.lowercased().hasSuffix($0) }
    }
    guard !files.isEmpty else {
      if doubtful.contains(name) {
        passedOver.append(name)
        return
      }
      let names = archive.files.prefix(3).map(\.name).joined(separator: ", ")
      throw SystemFailure(
        action: "read", name: name,
        reason: "the zip archive has no recording: no file in it ends in "
          + RecordingInputs.extensions.joined(separator: ", ") + (names.isEmpty ? "" : " (it has \(names))"))
    }
    for file in files {
      let full = "\(name)!/\(file.name)"
      do throws(ZipError) {
        archived.append(
          try RecordingInput(
            name: full, file: file, of: archive, attached: RecordingInputs.attached(of: file, in: archive)))
      } catch {
        failures.append(SystemFailure(action: "read", name: full, reason: error.sentence))
      }
    }
  }

  /// All bytes of a file that can only be read once.
  private static func rest(of file: RangedFile, _ name: String, behind head: [UInt8]) throws(SystemFailure) -> [UInt8] {
    var bytes = head
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = try file.read(into: &chunk)
      if count == 0 { return bytes }
      guard bytes.count + count <= archiveLimit else {
        throw SystemFailure(
          action: "read", name: name,
          reason: "a zip archive of more than \(archiveLimit) bytes is only read from a file")
      }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// What loads files that a recording in an archive refers to: those of its own folder there.
  private static func attached(of recording: ZipArchive.File, in archive: ZipArchive) -> AttachedFiles {
    let folder = FilePath.folder(of: recording.name)
    return { path in
      guard AttachedFolder.isInside(path), let file = archive[folder == "." ? path : "\(folder)/\(path)"] else {
        return nil
      }
      return try? archive.bytes(of: file, limits: InflateLimits(bytes: attachmentLimit))
    }
  }
}
