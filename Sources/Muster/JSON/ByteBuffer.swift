/// Memory for bytes that are made of others, kept from one text to the next.
///
/// One of the few places with unsafe pointers: growing an array checks for uniqueness at every byte. `count` never exceeds
/// `capacity`.
@safe package struct ByteBuffer: ~Copyable {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// How many bytes it has.
  package private(set) var count = 0

  /// How much room there is beyond what was asked for, as eight bytes are written at a time.
  private static let slack = 16

  /// An empty buffer.
  package init() {
    capacity = 1_024
    unsafe bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
  }

  deinit {
    unsafe bytes.deallocate()
  }

  /// Drops all bytes; their memory stays.
  package mutating func removeAll() { count = 0 }

  /// Makes room.
  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count &+ more &+ ByteBuffer.slack > capacity { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    let size = (count + more + ByteBuffer.slack) * 3 / 2
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    unsafe larger.moveInitialize(from: bytes, count: count)
    unsafe bytes.deallocate()
    unsafe bytes = larger
    capacity = size
  }

  /// Stores a value some bytes behind the last one that counts.
  ///
  /// Precondition: `reserve` made room for it, or it ends within the slack. It is checked in debug builds only.
  @unsafe @inline(__always)
  private func uncheckedStore<Value: BitwiseCopyable>(_ value: Value, behind offset: Int = 0) {
    assert(count &+ offset &+ MemoryLayout<Value>.size <= capacity, "the buffer is full")
    unsafe UnsafeMutableRawPointer(bytes + (count &+ offset)).storeBytes(of: value, as: Value.self)
  }

  /// Adds a byte.
  package mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe uncheckedStore(byte)
    count &+= 1
  }

  /// Adds a number of up to 32 bits.
  package mutating func append(number: Int) {
    reserve(4)
    unsafe uncheckedStore(UInt32(truncatingIfNeeded: number).littleEndian)
    count &+= 4
  }

  /// Adds bytes of a text; a range out of bounds is cut to the text.
  package mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
    ByteView.with(text) { view in
      let start = min(max(0, range.lowerBound), view.count)
      copy(view, start, min(max(start, range.upperBound), view.count))
    }
  }

  /// Adds the bytes of a text between two offsets; what lies out of bounds is cut off.
  @inline(__always)
  mutating func append(_ view: ByteView, from start: Int, to end: Int) {
    copy(view, min(max(0, start), view.count), min(end, view.count))
  }

  /// Adds the bytes of another buffer.
  package mutating func append(_ other: borrowing ByteBuffer) {
    reserve(other.count)
    unsafe (bytes + count).update(from: other.bytes, count: other.count)
    count &+= other.count
  }

  /// Adds a range of a text, behind its length.
  package mutating func appendWithLength(_ text: Span<UInt8>, _ range: Range<Int>) {
    ByteView.with(text) { view in
      let start = min(max(0, range.lowerBound), view.count)
      append(length: range.count, view, from: start, to: min(max(start, range.upperBound), view.count))
    }
  }

  /// Adds the bytes between two offsets that lie in the text, behind a number of up to 32 bits.
  @inline(__always)
  mutating func append(length: Int, _ view: ByteView, from start: Int, to end: Int) {
    append(number: length)
    copy(view, start, end)
  }

  /// Adds bytes of a text behind a number of up to 32 bits.
  ///
  /// - Parameter prefix: The first eight of the bytes, zeros behind the last one.
  @inline(__always)
  mutating func append(head: Int, _ view: ByteView, from start: Int, count length: Int, prefix: UInt64) {
    append(number: head)
    reserve(length)
    guard length <= 8 else { return copy(view, start, start &+ length) }
    // There is room for eight bytes more than are kept.
    unsafe uncheckedStore(prefix.littleEndian)
    count &+= length
  }

  /// Adds the bytes between two offsets that lie in the text.
  @inline(__always)
  private mutating func copy(_ view: ByteView, _ start: Int, _ end: Int) {
    reserve(end &- start)
    var offset = start
    while offset < end {
      // A word past the end of the text reads as what is left of it; there is room for all of a word.
      let word = view.prefix(at: offset, length: end &- offset)
      unsafe uncheckedStore(word.littleEndian)
      let step = min(8, end &- offset)
      count &+= step
      offset &+= step
    }
  }

  /// Adds what the text of a JSON string stands for, escapes decoded (RFC 8259, section 7).
  ///
  /// - Parameters:
  ///   - text: A text that was read without a mistake.
  ///   - range: What is between the string's quotes.
  package mutating func append(decoding text: Span<UInt8>, _ range: Range<Int>) {
    ByteView.with(text) { view in
      let end = min(range.upperBound, view.count)
      var offset = max(0, range.lowerBound)
      // No escape stands for more bytes than it has.
      reserve(max(0, end - offset))
      while offset < end {
        let word = view.prefix(at: offset, length: end &- offset)
        // Room for all of a word was made, so what lies behind a backslash is written, too, and then again.
        unsafe uncheckedStore(word.littleEndian)
        let backslashes = ByteMarks.equal(word, 0x5C)
        let step = min(backslashes == 0 ? 8 : backslashes.trailingZeroBitCount &>> 3, end &- offset)
        count &+= step
        offset &+= step
        if backslashes != 0, offset < end { offset = appendEscape(view, at: offset) }
      }
    }
  }

  /// Adds what an escape stands for; gives the offset behind it.
  @inline(__always)
  private mutating func appendEscape(_ view: ByteView, at offset: Int) -> Int {
    let escape = view[offset &+ 1]
    let byte: UInt8
    switch escape {
    case UInt8(ascii: "b"): byte = 0x08
    case UInt8(ascii: "f"): byte = 0x0C
    case UInt8(ascii: "n"): byte = 0x0A
    case UInt8(ascii: "r"): byte = 0x0D
    case UInt8(ascii: "t"): byte = 0x09
    case UInt8(ascii: "u"): return appendUnit(view, at: offset)
    default: byte = escape
    }
    unsafe uncheckedStore(byte)
    count &+= 1
    return offset &+ 2
  }

  /// Adds the UTF-8 form of a code point that is written as one code unit or two (RFC 3629, section 3).
  @inline(never)
  private mutating func appendUnit(_ view: ByteView, at offset: Int) -> Int {
    var scalar = view.hexadecimalUnit(at: offset &+ 2) ?? 0xFFFD
    var end = offset &+ 6
    if scalar & 0xFC00 == 0xD800 {
      let low = view.hexadecimalUnit(at: offset &+ 8) ?? 0xDC00
      scalar = 0x10000 &+ (scalar &- 0xD800) << 10 &+ (low & 0x3FF)
      end = offset &+ 12
    }
    let value = Unicode.Scalar(scalar) ?? "\u{FFFD}"
    for byte in UTF8.encode(value) ?? UTF8.encodedReplacementCharacter {
      unsafe uncheckedStore(byte)
      count &+= 1
    }
    return end
  }

  /// Adds the bytes that a base64 text stands for (RFC 4648, section 4), if it has its padding and nothing but digits
  /// before that.
  ///
  /// - Returns: Whether it has; otherwise some of the bytes may have been added.
  package mutating func append(decodingBase64 text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count % 4 == 0, range.lowerBound >= 0, range.upperBound <= text.count else { return false }
    return ByteView.with(text) { view in
      reserve(range.count / 4 * 3)
      var index = range.lowerBound
      while index < range.upperBound {
        let (first, second) = (ByteBuffer.digit(view[index]), ByteBuffer.digit(view[index &+ 1]))
        let (third, fourth) = (ByteBuffer.digit(view[index &+ 2]), ByteBuffer.digit(view[index &+ 3]))
        var padding = 0
        if (first | second | third | fourth) & 64 != 0 {
          // Only the last group may be padded.
          guard index &+ 4 == range.upperBound, (first | second) & 64 == 0, fourth == 64,
            view[index &+ 3] == UInt8(ascii: "=")
          else { return false }
          padding = third == 64 ? 2 : 1
          guard padding == 1 ? third & 3 == 0 : view[index &+ 2] == UInt8(ascii: "=") && second & 15 == 0 else {
            return false
          }
        }
        // There is room for all three bytes; of a padded group fewer count.
        unsafe uncheckedStore(first &<< 2 | second &>> 4)
        unsafe uncheckedStore(second &<< 4 | third &>> 2, behind: 1)
        unsafe uncheckedStore(third &<< 6 | fourth, behind: 2)
        count &+= 3 &- padding
        index &+= 4
      }
      return true
    }
  }

  /// What a digit of base64 stands for; 64 for what is none.
  ///
  /// 64 stands for nothing, and its lowest six bits are 0, as those of a padding are.
  @inline(__always)
  private static func digit(_ byte: UInt8) -> UInt8 {
    // Letters of either case by their distance from the first, without a branch for each range.
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    if letter < 26 { return letter &+ (byte & 0x20 == 0 ? 0 : 26) }
    let number = byte &- UInt8(ascii: "0")
    if number < 10 { return number &+ 52 }
    return byte == UInt8(ascii: "+") ? 62 : byte == UInt8(ascii: "/") ? 63 : 64
  }

  /// A hash of the bytes.
  package var hash: UInt64 {
    let buffer = unsafe UnsafeBufferPointer(start: bytes, count: count)
    return unsafe ByteView.with(buffer.span) { view in
      var hash = UInt64(truncatingIfNeeded: view.count) &* 0x9E37_79B9_7F4A_7C15
      var offset = 0
      while view.hasWord(at: offset) {
        // Eight bytes lie there, as was just seen.
        hash = unsafe (hash ^ view.uncheckedWord(at: offset)) &* 0xA24B_AED4_963E_E407
        hash ^= hash &>> 29
        offset &+= 8
      }
      hash = (hash ^ view.prefix(at: offset, length: view.count &- offset)) &* 0xA24B_AED4_963E_E407
      return hash ^ hash &>> 29
    }
  }

  /// Whether it has the bytes of an array.
  package func hasSameBytes(as other: [UInt8]) -> Bool {
    guard other.count == count else { return false }
    let buffer = unsafe UnsafeBufferPointer(start: bytes, count: count)
    return unsafe ByteView.with(buffer.span) { mine in
      ByteView.with(other.span) { theirs in mine.equals(from: 0, count: other.count, theirs, from: 0) }
    }
  }

  /// A copy of the bytes.
  package func copy() -> [UInt8] { unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: count)) }

  /// Lends the bytes.
  package func withSpan<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    let buffer = unsafe UnsafeBufferPointer(start: bytes, count: count)
    return unsafe body(buffer.span)
  }
}
