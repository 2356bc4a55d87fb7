import MusterTraffic

/// A recording that is open for reading, whatever it is packed in.
struct RecordingInput: Sendable {
  /// What reports call it: the path, and inside of an archive also the path there, as in `traffic.zip!/trace.har`.
  let name: String
  /// Loads files that the recording refers to; `nil` if there can be none.
  let attached: AttachedFiles?
  /// The file; `nil` for a recording in an archive.
  private let file: RangedFile?
  /// What it is packed in, by the name of the format; `nil` if it is a file as it is.
  var packing: String? {
    if member != nil { return "zip" }
    return format.map { $0 == .gzip ? "gzip" : "zlib" }
  }
  /// The first bytes of the file that were read already and not given out.
  private var head: ArraySlice<UInt8> = []
  private let format: CompressedFormat?
  private var decompressor: Decompressor?
  private var member: ZipFileReader?
  /// Whether the file is read to its end.
  private var isAtEnd = false
  /// Decompressed bytes that did not fit in a buffer.
  private var rest: ArraySlice<UInt8> = []
  /// How many bytes of the file were read for it.
  private(set) var consumed = 0

  private static let chunk = 1 << 17
  /// A recording is a bomb if its bytes decompress to far more than those of any that was seen.
  private static let limits = InflateLimits(ratio: 500, ratioStart: 1 << 26)

  /// A recording in a file of its own.
  ///
  /// - Parameters:
  ///   - head: The first bytes of the file, which were read to see what it is.
  ///   - format: What it is compressed with, if it is.
  init(name: String, file: RangedFile, head: [UInt8], format: CompressedFormat?, attached: AttachedFiles?) {
    self.name = name
    self.attached = attached
    self.file = file
    self.format = format
    consumed = head.count
    if let format {
      decompressor = Decompressor(format, limits: RecordingInput.limits)
      decompressor?.take(head)
    } else {
      self.head = head[...]
    }
  }

  /// A recording in an archive.
  init(name: String, file: ZipArchive.File, of archive: ZipArchive, attached: AttachedFiles?) throws(ZipError) {
    self.name = name
    self.attached = attached
    self.file = nil
    format = nil
    member = try archive.open(file, limits: RecordingInput.limits)
  }

  /// Reads into a buffer, which must not be empty.
  ///
  /// - Returns: How many bytes; 0 at the end.
  mutating func read(into buffer: inout [UInt8]) throws(SystemFailure) -> Int {
    if !head.isEmpty { return RecordingInput.give(&head, into: &buffer) }
    if let file, decompressor == nil {
      let count = try file.read(into: &buffer)
      consumed += count
      return count
    }
    if rest.isEmpty { rest = try nextBytes() ?? [] }
    return RecordingInput.give(&rest, into: &buffer)
  }

  private static func give(_ bytes: inout ArraySlice<UInt8>, into buffer: inout [UInt8]) -> Int {
    let count = min(bytes.count, buffer.count)
    buffer.replaceSubrange(0..<count, with: bytes.prefix(count))
    bytes = bytes.dropFirst(count)
    return count
  }

  /// The next decompressed bytes; `nil` at the end.
  private mutating func nextBytes() throws(SystemFailure) -> ArraySlice<UInt8>? {
    if member != nil {
      do throws(ZipError) {
        let bytes = try member?.next()
        consumed = member?.offset ?? 0
        return bytes
      } catch {
        throw SystemFailure(action: "read", name: name, reason: error.sentence)
      }
    }
    while true {
      if let bytes = try decompressed() { return bytes }
      guard !isAtEnd, let file else { return nil }
      var chunk = [UInt8](repeating: 0, count: RecordingInput.chunk)
      let count = try file.read(into: &chunk)
      consumed += count
      isAtEnd = count == 0
      if isAtEnd {
        decompressor?.finish()
      } else {
        chunk.removeLast(chunk.count - count)
        decompressor?.take(chunk)
      }
    }
  }

  private mutating func decompressed() throws(SystemFailure) -> ArraySlice<UInt8>? {
    do throws(InflateError) {
      return try decompressor?.next()
    } catch {
      throw SystemFailure(
        action: "decompress", name: name, reason: "\(packing ?? "") data, byte \(error.offset): \(error.sentence)")
    }
  }
}
