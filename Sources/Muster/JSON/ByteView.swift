/// Bytes borrowed for the duration of one call.
///
/// One of the few places with unsafe pointers: reading needs eight bytes at a time at any offset. The view never
/// outlives the call that lends the memory, and every access is held to `count`: a byte past the end reads as 0. What is
/// called *unchecked* is held to it by its callers.
@safe struct ByteView {
  private let base: UnsafePointer<UInt8>
  let count: Int

  @inline(__always)
  init(base: UnsafePointer<UInt8>, count: Int) {
    unsafe self.base = unsafe base
    self.count = count
  }

  /// The byte at an offset; 0 out of bounds.
  @inline(__always)
  subscript(offset: Int) -> UInt8 {
    guard UInt(bitPattern: offset) < UInt(bitPattern: count) else { return 0 }
    return unsafe base[offset]
  }

  /// Whether eight bytes can be read from an offset that is not negative.
  @inline(__always)
  func hasWord(at offset: Int) -> Bool { offset <= count &- 8 }

  /// Eight bytes from an offset, the first one lowest; only where `hasWord` holds, else 0.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    guard offset >= 0, hasWord(at: offset) else { return 0 }
    return unsafe UnsafeRawPointer(base).loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
  }

  /// Eight bytes from an offset, the first one lowest.
  ///
  /// Precondition: `hasWord` holds there, and the offset is not negative. It is checked in debug builds only.
  @unsafe @inline(__always)
  func uncheckedWord(at offset: Int) -> UInt64 {
    unsafe uncheckedVector(at: offset, as: UInt64.self).littleEndian
  }

  /// As many bytes from an offset as a type has.
  ///
  /// Precondition: they lie in the text. It is checked in debug builds only.
  @unsafe @inline(__always)
  func uncheckedVector<Vector: BitwiseCopyable>(at offset: Int, as type: Vector.Type) -> Vector {
    assert(offset >= 0 && offset &+ MemoryLayout<Vector>.size <= count, "bytes lie outside of the text")
    return unsafe UnsafeRawPointer(base).loadUnaligned(fromByteOffset: offset, as: type)
  }

  /// Up to eight bytes from an offset, the first one lowest, zeros past `length` or the end.
  @inline(__always)
  func prefix(at offset: Int, length: Int) -> UInt64 {
    if hasWord(at: offset) {
      let word = word(at: offset)
      return length >= 8 ? word : word & ((1 << UInt64(truncatingIfNeeded: max(length, 0) &* 8)) &- 1)
    }
    var word: UInt64 = 0
    var index = 0
    while index < min(length, 8) {
      word |= UInt64(self[offset &+ index]) << UInt64(truncatingIfNeeded: index &* 8)
      index &+= 1
    }
    return word
  }

  /// Lends a range as a span; a range out of bounds is cut to the text.
  @inline(__always)
  func withSpan<Result, Failure: Error>(
    from offset: Int, count length: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = min(max(offset, 0), count)
    let length = min(max(length, 0), count &- start)
    let buffer = unsafe UnsafeBufferPointer(start: base + start, count: length)
    return try unsafe body(buffer.span)
  }

  /// A range as a string, with U+FFFD for what is not UTF-8; a range out of bounds is cut to the text.
  func string(from offset: Int, count length: Int) -> String {
    let start = min(max(offset, 0), count)
    let length = min(max(length, 0), count &- start)
    return unsafe String(decoding: UnsafeBufferPointer(start: base + start, count: length), as: UTF8.self)
  }

  /// Whether a range equals a range of other bytes; `false` where either is out of bounds.
  @inline(__always)
  func equals(from offset: Int, count length: Int, _ other: ByteView, from otherOffset: Int) -> Bool {
    guard offset >= 0, otherOffset >= 0, length >= 0, length <= count &- offset,
      length <= other.count &- otherOffset
    else { return false }
    var index = 0
    while index &+ 8 <= length {
      // Both ranges lie in their texts, as was just seen.
      if unsafe uncheckedWord(at: offset &+ index) != other.uncheckedWord(at: otherOffset &+ index) { return false }
      index &+= 8
    }
    while index < length {
      if self[offset &+ index] != other[otherOffset &+ index] { return false }
      index &+= 1
    }
    return true
  }
}

extension ByteView {
  /// Whether all bytes of a range are below 0x80.
  func isASCII(from offset: Int, count length: Int) -> Bool {
    var index = 0
    while index &+ 8 <= length {
      if word(at: offset &+ index) & 0x8080_8080_8080_8080 != 0 { return false }
      index &+= 8
    }
    return prefix(at: offset &+ index, length: length &- index) & 0x8080_8080_8080_8080 == 0
  }
}

extension ByteView {
  /// Makes a view for the duration of a call; an empty buffer without an address is lent as no bytes.
  @inline(__always)
  static func with<Result, Failure: Error>(
    _ buffer: UnsafeBufferPointer<UInt8>, _ body: (ByteView) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if let base = buffer.baseAddress {
      return try unsafe body(ByteView(base: base, count: buffer.count))
    }
    var nothing: UInt8 = 0
    return try unsafe withUnsafePointer(to: &nothing) { (base) throws(Failure) -> Result in
      try unsafe body(ByteView(base: base, count: 0))
    }
  }
}

extension ByteView {
  /// Lends the bytes of an array for the duration of a call.
  @inline(__always)
  static func with<Result, Failure: Error>(
    _ bytes: [UInt8], _ body: (ByteView) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe bytes.withUnsafeBufferPointer { (buffer) throws(Failure) -> Result in
      try unsafe ByteView.with(buffer, body)
    }
  }

  /// Lends the bytes of a span for the duration of a call.
  @inline(__always)
  static func with<Result, Failure: Error>(
    _ bytes: Span<UInt8>, _ body: (ByteView) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe bytes.withUnsafeBufferPointer { (buffer) throws(Failure) -> Result in
      try unsafe ByteView.with(buffer, body)
    }
  }

  /// Lends the letters of a literal for the duration of a call.
  static func with<Result>(_ literal: StaticString, _ body: (ByteView) -> Result) -> Result {
    literal.withUTF8Buffer { unsafe ByteView.with($0, body) }
  }

  /// A copy of the bytes.
  func copy() -> [UInt8] { copy(0..<count) }

  /// A copy of a range, which is cut to the bytes.
  func copy(_ range: Range<Int>) -> [UInt8] {
    let range = range.clamped(to: 0..<count)
    return unsafe Array(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
  }
}

/// A text that is put together from parts, in one piece of memory.
///
/// Appending to a `String` costs some hundred instructions each time, and to an array half of that. `count` never exceeds
/// `capacity`, and only written bytes are read.
@safe struct TextBuilder: ~Copyable {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    unsafe bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: self.capacity)
  }

  deinit {
    unsafe bytes.deallocate()
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    unsafe (bytes + count).initialize(to: byte)
    count &+= 1
  }

  mutating func append(_ text: String) { append(text.utf8.span) }

  mutating func append(_ text: Span<UInt8>) {
    unsafe text.withUnsafeBufferPointer { unsafe append($0) }
  }

  /// Appends the letters of a literal, which are at hand as they are.
  @inline(__always)
  mutating func append(literal: StaticString) {
    guard literal.hasPointerRepresentation else { return append(literal.description) }
    unsafe append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Appends a number that is not negative, in decimal digits.
  mutating func append(_ number: Int) {
    var unit = 1
    while number / unit >= 10 { unit *= 10 }
    while unit > 0 {
      append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number / unit % 10))
      unit /= 10
    }
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress else { return }
    if capacity &- count < text.count { grow(by: text.count) }
    unsafe (bytes + count).initialize(from: start, count: text.count)
    count &+= text.count
  }

  @inline(never)
  private mutating func grow(by more: Int) {
    let capacity = max(self.capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    unsafe larger.moveInitialize(from: bytes, count: count)
    unsafe bytes.deallocate()
    unsafe bytes = larger
    self.capacity = capacity
  }

  /// The text, with U+FFFD for what is not UTF-8.
  var string: String { unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self) }
}
