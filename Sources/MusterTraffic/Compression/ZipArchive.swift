/// The files of a ZIP archive (APPNOTE.TXT 6.3.9), read from wherever the bytes are.
package struct ZipArchive: Sendable {
  /// Gives a range of the archive's bytes; `nil` or fewer bytes if it cannot.
  package typealias Source = @Sendable (Range<Int>) -> [UInt8]?

  /// A file of an archive.
  package struct File: Sendable, Hashable {
    /// Its path in the archive.
    package let name: String
    /// How many bytes it has, by the directory.
    package let size: Int
    let compressedSize: Int
    let checksum: UInt32
    let method: Int
    let isEncrypted: Bool
    let headerOffset: Int

    /// Whether it stands for a folder.
    package var isFolder: Bool { name.utf8.last == UInt8(ascii: "/") }
  }

  /// How many files an archive may have.
  static let fileLimit = 65_536
  private static let directoryLimit = 1 << 26

  /// The files in the order of the directory.
  package let files: [File]
  private let source: Source
  private let size: Int
  /// Where the directory begins: no file's data lies behind it.
  private let directoryStart: Int
  private let indices: [String: Int]

  /// Reads the directory of an archive.
  ///
  /// - Throws: ``ZipError``.
  /// - Complexity: O(*n*) in the size of the directory.
  package init(size: Int, source: @escaping Source) throws(ZipError) {
    let end = try ZipArchive.end(size: size, source)
    guard end.count <= ZipArchive.fileLimit else { throw .tooManyFiles }
    guard end.length <= ZipArchive.directoryLimit, end.start >= 0, end.length >= 0,
      end.start <= size, end.length <= size - end.start
    else { throw .directory }
    guard let bytes = source(end.start..<(end.start + end.length)), bytes.count == end.length else {
      throw .unreadable
    }
    var files: [File] = []
    var indices: [String: Int] = [:]
    var record = ZipRecord(bytes)
    for _ in 0..<end.count {
      let file = try ZipArchive.file(&record)
      // Of two files of one name the first one counts.
      if indices[file.name] == nil { indices[file.name] = files.count }
      files.append(file)
    }
    self.files = files
    self.indices = indices
    self.source = source
    self.size = size
    directoryStart = end.start
  }

  /// An archive that is in memory.
  package init(_ bytes: [UInt8]) throws(ZipError) {
    try self.init(size: bytes.count) { range in
      let range = range.clamped(to: 0..<bytes.count)
      return Array(bytes[range])
    }
  }

  /// The file of a name.
  package subscript(name: String) -> File? { indices[name].map { files[$0] } }

  // MARK: The directory

  private struct End {
    var count: Int
    var length: Int
    var start: Int
  }

  /// Finds the record at the end of an archive, which a comment may follow (section 4.3.16).
  private static func end(size: Int, _ source: Source) throws(ZipError) -> End {
    let tailStart = max(0, size - 22 - 0xFFFF - 20)
    guard let tail = source(tailStart..<max(size, tailStart)), tail.count == size - tailStart else {
      throw .unreadable
    }
    var index = tail.count - 22
    while index >= 0 {
      defer { index -= 1 }
      guard tail[index] == 0x50, tail[index + 1] == 0x4B else { continue }
      var record = ZipRecord(tail, at: index)
      if record.number(4) == 0x0605_4B50 {
        let disk = record.number(2)
        let directoryDisk = record.number(2)
        _ = record.number(2)
        let end = End(count: record.number(2), length: record.number(4), start: record.number(4))
        let comment = record.number(2)
        if index + 22 + comment <= tail.count {
          let isLarge = end.count == 0xFFFF || end.length == 0xFFFF_FFFF || end.start == 0xFFFF_FFFF
          if index >= 20, let large = try largeEnd(tail, at: index - 20, size: size, source) { return large }
          guard !isLarge else { throw .directory }
          guard disk == 0, directoryDisk == 0 else { throw .parts }
          return end
        }
      }
    }
    throw .noDirectory
  }

  /// The end of an archive that is larger than 32 bits can say (sections 4.3.14 and 4.3.15); `nil` if there is none.
  private static func largeEnd(
    _ tail: [UInt8], at index: Int, size: Int, _ source: Source
  ) throws(ZipError) -> End? {
    var locator = ZipRecord(tail, at: index)
    guard locator.number(4) == 0x0706_4B50 else { return nil }
    let disk = locator.number(4)
    let start = locator.number(8)
    guard disk == 0, locator.number(4) <= 1 else { throw .parts }
    guard start >= 0, size >= 56, start <= size - 56, let bytes = source(start..<(start + 56)), bytes.count == 56 else {
      throw .directory
    }
    var record = ZipRecord(bytes)
    guard record.number(4) == 0x0606_4B50 else { throw .directory }
    record.skip(20)
    _ = record.number(8)
    let count = record.number(8)
    let end = End(count: count, length: record.number(8), start: record.number(8))
    guard !record.isBeyond, end.count >= 0 else { throw .directory }
    return end
  }

  /// Reads a file's record in the directory (section 4.3.12).
  private static func file(_ record: inout ZipRecord) throws(ZipError) -> File {
    guard record.number(4) == 0x0201_4B50 else { throw .directory }
    record.skip(4)
    let flags = record.number(2)
    let method = record.number(2)
    record.skip(4)
    let checksum = UInt32(truncatingIfNeeded: record.number(4))
    var compressedSize = record.number(4)
    var size = record.number(4)
    let nameLength = record.number(2)
    let extraLength = record.number(2)
    let commentLength = record.number(2)
    record.skip(8)
    var offset = record.number(4)
    let name = record.bytes(nameLength)
    var extra = ZipRecord(Array(record.bytes(extraLength)))
    record.skip(commentLength)
    guard !record.isBeyond else { throw .directory }
    while extra.rest >= 4 {
      let kind = extra.number(2)
      var field = ZipRecord(Array(extra.bytes(extra.number(2))))
      guard kind == 1 else { continue }
      // What 32 bits cannot say is here in 64 (section 4.5.3).
      if size == 0xFFFF_FFFF { size = field.number(8) }
      if compressedSize == 0xFFFF_FFFF { compressedSize = field.number(8) }
      if offset == 0xFFFF_FFFF { offset = field.number(8) }
      guard !field.isBeyond else { throw .directory }
    }
    guard size >= 0, compressedSize >= 0, offset >= 0 else { throw .directory }
    return File(
      name: String(decoding: name, as: UTF8.self), size: size, compressedSize: compressedSize, checksum: checksum,
      method: method, isEncrypted: flags & 1 == 1, headerOffset: offset)
  }

  // MARK: Files

  /// Begins to read a file.
  ///
  /// - Throws: ``ZipError``.
  package func open(_ file: File, limits: InflateLimits = .init()) throws(ZipError) -> ZipFileReader {
    guard !file.isEncrypted else { throw .encrypted }
    guard file.method == 0 || file.method == 8 else { throw .method(file.method) }
    guard size >= 30, file.headerOffset <= size - 30,
      let header = source(file.headerOffset..<(file.headerOffset + 30)), header.count == 30
    else { throw .localHeader }
    var record = ZipRecord(header)
    guard record.number(4) == 0x0403_4B50 else { throw .localHeader }
    record.skip(22)
    let start = file.headerOffset + 30 + record.number(2) + record.number(2)
    guard start <= directoryStart, file.compressedSize <= directoryStart - start else { throw .localHeader }
    return ZipFileReader(
      file, source: source, range: start..<(start + file.compressedSize), limits: limits)
  }

  /// Reads a file as a whole.
  ///
  /// - Throws: ``ZipError``.
  package func bytes(of file: File, limits: InflateLimits) throws(ZipError) -> [UInt8] {
    var reader = try open(file, limits: limits)
    var bytes: [UInt8] = []
    while let piece = try reader.next() { bytes.append(contentsOf: piece) }
    return bytes
  }
}

/// Reads a file of a ZIP archive piece by piece.
package struct ZipFileReader: Sendable {
  private static let piece = 1 << 17

  private let file: ZipArchive.File
  private let source: ZipArchive.Source
  private let range: Range<Int>
  private let limits: InflateLimits
  private var decompressor: Decompressor?
  private var index: Int
  private var checksum = CyclicChecksum()
  private var count = 0
  private var isFinished = false

  fileprivate init(
    _ file: ZipArchive.File, source: @escaping ZipArchive.Source, range: Range<Int>, limits: InflateLimits
  ) {
    self.file = file
    self.source = source
    self.range = range
    self.limits = limits
    // A small file needs no large buffer.
    let piece = min(1 << 18, max(1 << 10, range.count))
    decompressor = file.method == 0 ? nil : Decompressor(.deflate, limits: limits, piece: piece)
    index = range.lowerBound
  }

  /// How many bytes of the archive were read for it.
  package var offset: Int { index - range.lowerBound }

  /// The next bytes; `nil` at the end.
  ///
  /// - Throws: ``ZipError``; at the end also for a file whose length or checksum is not what the directory says.
  package mutating func next() throws(ZipError) -> ArraySlice<UInt8>? {
    guard !isFinished else { return nil }
    guard let bytes = try nextBytes() else {
      isFinished = true
      guard count == file.size else { throw .data(InflateError(.length, at: offset)) }
      guard checksum.value == file.checksum else { throw .data(InflateError(.checksum, at: offset)) }
      return nil
    }
    checksum.update(bytes.span)
    count += bytes.count
    if let failure = limits.exceeded(output: count, input: max(1, offset)) {
      isFinished = true
      throw .data(failure)
    }
    return bytes
  }

  private mutating func nextBytes() throws(ZipError) -> ArraySlice<UInt8>? {
    guard decompressor != nil else { return try nextPiece().map { $0[...] } }
    while true {
      do throws(InflateError) {
        if let bytes = try decompressor?.next() { return bytes }
      } catch {
        isFinished = true
        throw .data(error)
      }
      if let piece = try nextPiece() {
        decompressor?.take(piece)
      } else if decompressor?.isAtEnd ?? true {
        return nil
      } else {
        decompressor?.finish()
      }
    }
  }

  private mutating func nextPiece() throws(ZipError) -> [UInt8]? {
    guard index < range.upperBound else { return nil }
    let end = min(range.upperBound, index + ZipFileReader.piece)
    guard let bytes = source(index..<end), bytes.count == end - index else {
      isFinished = true
      throw .unreadable
    }
    index = end
    return bytes
  }
}

/// Reads numbers of a record, lowest byte first; what is beyond its end is 0.
private struct ZipRecord {
  private let content: [UInt8]
  private var index: Int
  /// Whether more was asked for than there is.
  private(set) var isBeyond = false

  init(_ content: [UInt8], at index: Int = 0) {
    self.content = content
    self.index = max(0, index)
  }

  /// How many bytes are left.
  var rest: Int { max(0, content.count - index) }

  /// The next number; a negative one if it is not below 2⁶³.
  mutating func number(_ count: Int) -> Int {
    guard rest >= count else {
      isBeyond = true
      index = content.count
      return 0
    }
    var number: UInt64 = 0
    for position in (0..<count).reversed() { number = number << 8 | UInt64(content[index + position]) }
    index += count
    return Int(truncatingIfNeeded: number)
  }

  /// The next bytes; fewer if there are not as many.
  mutating func bytes(_ count: Int) -> ArraySlice<UInt8> {
    let found = content[index...].prefix(count)
    if found.count < count { isBeyond = true }
    index += found.count
    return found
  }

  mutating func skip(_ count: Int) { _ = bytes(count) }
}
