/// Memory for bytes that are made of others, kept from one text to the next.
///
/// One of the few places with unsafe pointers: growing an array checks for uniqueness at every byte. `count` never exceeds
/// `capacity`.
@safe package struct ByteBuffer: ~Copyable {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// How many bytes it has.
  package private(set) var count = 0

  /// Bytes more than those asked for that there is room for, as eight are written at a time.
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

  /// Adds a byte.
  package mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe bytes[count] = byte
    count &+= 1
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

  /// A range of a text, behind its length.
  package mutating func appendWithLength(_ text: Span<UInt8>, _ range: Range<Int>) {
    append(UInt8(truncatingIfNeeded: range.count))
    append(UInt8(truncatingIfNeeded: range.count &>> 8))
    append(UInt8(truncatingIfNeeded: range.count &>> 16))
    append(text, range)
  }

  /// Adds the bytes between two offsets that lie in the text.
  @inline(__always)
  private mutating func copy(_ view: ByteView, _ start: Int, _ end: Int) {
    reserve(end &- start)
    var offset = start
    while offset < end {
      // A word past the end of the text reads as what is left of it; there is room for all of a word.
      let word = view.prefix(at: offset, length: end &- offset)
      unsafe UnsafeMutableRawPointer(bytes + count).storeBytes(of: word.littleEndian, as: UInt64.self)
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
        unsafe UnsafeMutableRawPointer(bytes + count).storeBytes(of: word.littleEndian, as: UInt64.self)
        let backslashes = ByteBuffer.backslashes(in: word)
        let step = min(backslashes == 0 ? 8 : backslashes.trailingZeroBitCount &>> 3, end &- offset)
        count &+= step
        offset &+= step
        if backslashes != 0, offset < end { offset = appendEscape(view, at: offset) }
      }
    }
  }

  /// The backslashes among the bytes of a word, each as its highest bit.
  @inline(__always)
  private static func backslashes(in word: UInt64) -> UInt64 {
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let difference = word ^ ones &* 0x5C
    return ~((difference & ~highs) &+ ones &* 0x7F | difference) & highs
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
    unsafe bytes[count] = byte
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
      unsafe bytes[count] = byte
      count &+= 1
    }
    return end
  }

  /// Adds the bytes that a base64 text stands for (RFC 4648, section 4), if it is written without anything that takes a
  /// closer look: breaks of lines, or a padding that is missing.
  ///
  /// - Returns: Whether it is.
  package mutating func append(decodingBase64 text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count % 4 == 0, range.lowerBound >= 0, range.upperBound <= text.count else { return false }
    reserve(range.count / 4 * 3)
    var index = range.lowerBound
    while index < range.upperBound {
      var group: UInt32 = 0
      var padding = 0
      for place in index..<(index &+ 4) {
        let digit = ByteBuffer.digit(text[place])
        if digit > 63 {
          guard text[place] == UInt8(ascii: "="), place &+ 4 >= range.upperBound, place > index &+ 1 else { return false }
          padding &+= 1
        } else if padding > 0 {
          return false
        }
        group = group &<< 6 | UInt32(digit & 63)
      }
      if padding == 1, group & 0xC0 != 0 { return false }
      if padding == 2, group & 0xF000 != 0 { return false }
      append(UInt8(truncatingIfNeeded: group &>> 16))
      if padding < 2 { append(UInt8(truncatingIfNeeded: group &>> 8)) }
      if padding < 1 { append(UInt8(truncatingIfNeeded: group)) }
      index &+= 4
    }
    return true
  }

  /// What a digit of base64 stands for; 64 for what is none.
  ///
  /// 64 stands for nothing, and its lowest six bits are 0, as those of a padding are.
  @inline(__always)
  private static func digit(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte &- 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte &- 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte &+ 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: 64
    }
  }

  /// A hash of the bytes.
  package var hash: UInt64 {
    let buffer = unsafe UnsafeBufferPointer(start: bytes, count: count)
    return unsafe ByteView.with(buffer.span) { view in
      var hash = UInt64(truncatingIfNeeded: view.count) &* 0x9E37_79B9_7F4A_7C15
      var offset = 0
      while offset < view.count {
        hash = (hash ^ view.prefix(at: offset, length: view.count &- offset)) &* 0xA24B_AED4_963E_E407
        hash ^= hash &>> 29
        offset &+= 8
      }
      return hash
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
