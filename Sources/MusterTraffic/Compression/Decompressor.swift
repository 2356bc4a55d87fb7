/// A format of compressed bytes.
package enum CompressedFormat: Sendable, Hashable {
  /// Deflate without anything around it (RFC 1951).
  case deflate
  /// Deflate with a header and a checksum (RFC 1950).
  case zlib
  /// Deflate with a header, a checksum and a length, any number of times (RFC 1952).
  case gzip

  /// The format whose header the bytes begin with; deflate has none.
  package init?(of bytes: some Collection<UInt8>) {
    let head = Array(bytes.prefix(3))
    if head.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if head.count >= 2, CompressedFormat.isZlib(head[0], head[1]) {
      self = .zlib
    } else {
      return nil
    }
  }

  /// Whether two bytes are the header of zlib with a window of at most 32 KiB (RFC 1950, section 2.2).
  static func isZlib(_ first: UInt8, _ second: UInt8) -> Bool {
    first & 15 == 8 && first >> 4 <= 7 && (UInt16(first) << 8 | UInt16(second)) % 31 == 0
  }
}

/// Decompresses a stream piece by piece, with a window of 32 KiB and a buffer of a few hundred more.
///
/// ```swift
/// var decompressor = Decompressor(.gzip)
/// while let piece = nextPiece() {
///   decompressor.take(piece)
///   while let bytes = try decompressor.next() { use(bytes) }
/// }
/// decompressor.finish()
/// while let bytes = try decompressor.next() { use(bytes) }
/// ```
package struct Decompressor: Sendable {
  private enum State: Sendable {
    case header
    /// Bytes of a gzip header that say nothing of the data, and then the fields that the flags announce.
    case skipped(Int, UInt8)
    case fields(UInt8)
    case extraLength(UInt8)
    case text(UInt8)
    case data
    case trailer
    /// Behind the checksum of gzip.
    case length
    /// Behind a member of gzip.
    case between(isPadding: Bool)
    case end
  }

  /// How many bytes are decompressed at a stretch.
  private let piece: Int
  private let format: CompressedFormat
  private let limits: InflateLimits
  private var inflater = Inflater()
  private var state: State
  private var cyclic = CyclicChecksum()
  private var adler = AdlerChecksum()
  /// How many bytes were decompressed, of the member and of all.
  private var memberCount = 0
  private var count = 0
  private var isFinished = false

  /// A decompressor.
  ///
  /// - Parameter piece: How many bytes to decompress at a stretch.
  package init(_ format: CompressedFormat, limits: InflateLimits = .init(), piece: Int = 1 << 18) {
    self.piece = max(1, piece)
    self.format = format
    self.limits = limits
    state = format == .deflate ? .data : .header
  }

  /// How many compressed bytes were read.
  package var offset: Int { inflater.input.offset }
  /// Whether the stream is through.
  package var isAtEnd: Bool { if case .end = state { true } else { false } }

  /// Takes the next piece; all that the one before came to must be taken.
  package mutating func take(_ bytes: [UInt8]) { inflater.input.take(bytes) }

  /// Takes note that there are no more pieces.
  package mutating func finish() { isFinished = true }

  /// The next decompressed bytes; `nil` if the piece is used up.
  ///
  /// - Throws: ``InflateError``; where ``finish()`` was called, also for a stream that is not complete.
  package mutating func next() throws(InflateError) -> ArraySlice<UInt8>? {
    while true {
      if case .data = state {
        if let bytes = try nextData() { return bytes }
        if case .data = state { return try pause() }
      } else if case .end = state {
        guard inflater.input.need(8) else { return nil }
        throw error(.trailingData)
      } else if try !step() {
        return try pause()
      }
    }
  }

  private func error(_ code: InflateError.Code) -> InflateError { InflateError(code, at: offset) }

  private mutating func pause() throws(InflateError) -> ArraySlice<UInt8>? {
    guard isFinished else { return nil }
    if case .between = state {
      state = .end
      return nil
    }
    throw error(.truncated)
  }

  /// Decompresses; `nil` if nothing came of it, because the piece or the data are through.
  private mutating func nextData() throws(InflateError) -> ArraySlice<UInt8>? {
    inflater.makeRoom(for: piece)
    let pause = try inflater.run()
    let bytes = inflater.take()
    memberCount += bytes.count
    count += bytes.count
    if let failure = limits.exceeded(output: count, input: offset) { throw failure }
    switch format {
    case .gzip: cyclic.update(bytes.span)
    case .zlib: adler.update(bytes.span)
    case .deflate: break
    }
    if case .end = pause {
      inflater.input.align()
      state = format == .deflate ? .end : .trailer
    }
    return bytes.isEmpty ? nil : bytes
  }

  // MARK: Around the data

  private enum Flag {
    static let checksum: UInt8 = 2
    static let extra: UInt8 = 4
    static let name: UInt8 = 8
    static let comment: UInt8 = 16
    static let reserved: UInt8 = 0xE0
  }

  /// What the next field of a gzip header is, by the flags of those that are not read yet.
  private static func field(_ flags: UInt8) -> State {
    if flags & Flag.extra != 0 { return .extraLength(flags & ~Flag.extra) }
    if flags & Flag.name != 0 { return .text(flags & ~Flag.name) }
    if flags & Flag.comment != 0 { return .text(flags & ~Flag.comment) }
    // Few write the header's checksum, and what it guards is not used.
    return flags & Flag.checksum != 0 ? .skipped(2, flags & ~Flag.checksum) : .data
  }

  /// Reads the next piece of a header or trailer; whether there was one.
  private mutating func step() throws(InflateError) -> Bool {
    switch state {
    case .header: return try format == .gzip ? readGzipHeader() : readZlibHeader()
    case .skipped(let rest, let flags):
      guard rest > 0 else {
        state = .fields(flags)
        return true
      }
      guard inflater.input.read(8) != nil else { return false }
      state = .skipped(rest - 1, flags)
    case .fields(let flags): state = Decompressor.field(flags)
    case .extraLength(let flags):
      guard let length = inflater.input.read(16) else { return false }
      state = .skipped(length, flags)
    case .text(let flags):
      guard let byte = inflater.input.read(8) else { return false }
      if byte == 0 { state = .fields(flags) }
    case .trailer: return try readChecksum()
    case .length:
      guard let length = inflater.input.read(32) else { return false }
      guard UInt32(truncatingIfNeeded: length) == UInt32(truncatingIfNeeded: memberCount) else { throw error(.length) }
      state = .between(isPadding: false)
    case .between(let isPadding): return try readBetween(isPadding)
    case .data, .end: return false
    }
    return true
  }

  private mutating func readGzipHeader() throws(InflateError) -> Bool {
    // Magic number, method and flags; then a time, and two bytes that say how and where it was written.
    guard inflater.input.need(32) else { return false }
    guard inflater.input.peek(24) == 0x08_8B1F else { throw error(.header) }
    let flags = UInt8(truncatingIfNeeded: inflater.input.peek(32) >> 24)
    guard flags & Flag.reserved == 0 else { throw error(.header) }
    inflater.input.drop(32)
    state = .skipped(6, flags)
    return true
  }

  private mutating func readZlibHeader() throws(InflateError) -> Bool {
    guard inflater.input.need(16) else { return false }
    let head = inflater.input.peek(16)
    guard CompressedFormat.isZlib(UInt8(truncatingIfNeeded: head), UInt8(truncatingIfNeeded: head >> 8)) else {
      throw error(.header)
    }
    guard head >> 8 & 0x20 == 0 else { throw error(.dictionary) }
    inflater.input.drop(16)
    state = .data
    return true
  }

  private mutating func readChecksum() throws(InflateError) -> Bool {
    guard let read = inflater.input.read(32) else { return false }
    let checksum = UInt32(truncatingIfNeeded: read)
    guard format == .gzip ? checksum == cyclic.value : checksum.byteSwapped == adler.value else {
      throw error(.checksum)
    }
    state = format == .gzip ? .length : .end
    return true
  }

  /// Reads what follows a member: another one, or zeros to the end, as tapes have them.
  private mutating func readBetween(_ isPadding: Bool) throws(InflateError) -> Bool {
    guard inflater.input.need(8) else { return false }
    if inflater.input.peek(8) == 0 {
      inflater.input.drop(8)
      state = .between(isPadding: true)
      return true
    }
    guard !isPadding, inflater.input.peek(8) == 0x1F else { throw error(.trailingData) }
    inflater.restart()
    cyclic = CyclicChecksum()
    memberCount = 0
    state = .header
    return true
  }
}
