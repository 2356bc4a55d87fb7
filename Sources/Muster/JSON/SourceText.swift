/// A text and its name, able to say on which line and column an offset lies.
///
/// The table of line starts is made once, when the text is wrapped; a copy is one retain.
public struct SourceText: Sendable {
  private final class Storage: Sendable {
    let name: String
    let bytes: [UInt8]
    let lineStarts: [UInt32]
    /// How many code points begin before each multiple of `stride`, so that a column in a long line costs no more.
    let codePointCounts: [UInt32]
    /// Whether every byte is a code point.
    let isASCII: Bool

    init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
      var starts: [UInt32] = [0]
      var counts: [UInt32] = []
      let count = min(bytes.count, Int(UInt32.max))
      counts.reserveCapacity(count / SourceText.stride + 1)
      let codePoints = ByteView.with(bytes) { SourceText.scan($0, count, &starts, &counts) }
      lineStarts = starts
      codePointCounts = counts
      isASCII = codePoints == bytes.count
    }
  }

  private static let stride = 64

  private let storage: Storage

  /// Wraps a text.
  ///
  /// - Parameters:
  ///   - name: What messages call it: a path as the user gave it, or a description such as `<stdin>`.
  ///   - bytes: The text, UTF-8.
  /// - Complexity: O(*n*) in the number of bytes.
  public init(name: String, bytes: [UInt8]) {
    storage = Storage(name: name, bytes: bytes)
  }

  /// What messages call the text.
  public var name: String { storage.name }

  /// The text itself.
  public var bytes: [UInt8] { storage.bytes }

  /// Whether two are copies of one wrapped text.
  package func isSame(as other: SourceText) -> Bool { storage === other.storage }

  /// The line and column of a byte offset; an offset past the end is taken as the end.
  ///
  /// - Complexity: O(log *lines*).
  public func position(at offset: Int) -> TextPosition {
    var line = 0
    return position(at: offset, near: &line)
  }

  /// The line and column of a byte offset, searched from a line on, counted from 0, which becomes the one that was found.
  func position(at offset: Int, near line: inout Int) -> TextPosition {
    let starts = storage.lineStarts
    let offset = min(max(offset, 0), storage.bytes.count)
    line = SourceFinder.last(in: starts.count, near: line) { Int(starts[$0]) <= offset }
    let start = Int(starts[line])
    let column: Int
    if storage.isASCII {
      column = offset - start
    } else if offset - start <= SourceText.stride * 2 {
      column = ByteView.with(storage.bytes) { SourceText.codePoints(in: $0, from: start, to: offset) }
    } else {
      column = codePoints(before: offset) - codePoints(before: start)
    }
    return TextPosition(offset: offset, line: line + 1, column: 1 + column)
  }

  /// The text of a line, from 1, without its end; `nil` where there is no such line.
  ///
  /// - Complexity: O(*n*) in the length of the line.
  public func line(_ number: Int) -> String? {
    let starts = storage.lineStarts
    guard starts.indices.contains(number - 1) else { return nil }
    let start = Int(starts[number - 1])
    let end = starts.indices.contains(number) ? Int(starts[number]) : storage.bytes.count
    let line = storage.bytes[start..<end].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return String(decoding: line, as: UTF8.self)
  }

  private func codePoints(before offset: Int) -> Int {
    let block = min(offset / SourceText.stride, storage.codePointCounts.count - 1)
    guard block >= 0 else { return 0 }
    return Int(storage.codePointCounts[block])
      + ByteView.with(storage.bytes) { SourceText.codePoints(in: $0, from: block * SourceText.stride, to: offset) }
  }

  /// The line and column of a byte offset in a text that is looked into once, without a table.
  ///
  /// - Complexity: O(*n*) in the offset.
  static func position(at offset: Int, in bytes: Span<UInt8>) -> TextPosition {
    ByteView.with(bytes) { position(at: offset, in: $0) }
  }

  /// The line and column of a byte offset in a text that is looked into once, without a table.
  ///
  /// - Parameter known: A position in the same text that does not lie behind the offset, to go on from.
  /// - Complexity: O(*n*) in the bytes between that and the offset.
  static func position(
    at offset: Int, in bytes: ByteView, after known: TextPosition = TextPosition(offset: 0, line: 1, column: 1)
  ) -> TextPosition {
    let offset = min(max(offset, known.offset), bytes.count)
    var line = known.line
    var column = known.column
    var index = known.offset
    while index < offset {
      // Bytes of ASCII without a control character, sixty-four and sixteen at once, then eight in which no line ends.
      while index &+ 64 <= offset, unsafe isPlain(bytes, uncheckedAt: index) {
        column &+= 64
        index &+= 64
      }
      while index &+ 16 <= offset {
        // The offset was cut to the text; this holds below as well.
        let first = unsafe bytes.uncheckedWord(at: index)
        let second = unsafe bytes.uncheckedWord(at: index &+ 8)
        guard (first | second | (first &- controls) | (second &- controls)) & highs == 0 else { break }
        column &+= 16
        index &+= 16
      }
      guard index < offset else { break }
      if index &+ 8 <= offset {
        let word = unsafe bytes.uncheckedWord(at: index)
        if hasNone(of: UInt8(ascii: "\n"), in: word), hasNone(of: UInt8(ascii: "\r"), in: word) {
          let continuing = word & ~(word << 1) & highs
          column &+= 8 &- continuing.nonzeroBitCount
          index &+= 8
          continue
        }
      }
      let byte = bytes[index]
      index &+= 1
      let endsLine =
        byte == UInt8(ascii: "\n")
        || (byte == UInt8(ascii: "\r") && (index >= bytes.count || bytes[index] != UInt8(ascii: "\n")))
      if endsLine {
        line &+= 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column &+= 1
      }
    }
    return TextPosition(offset: offset, line: line, column: column)
  }

  /// Whether sixty-four bytes are ASCII without a control character.
  ///
  /// Precondition: they lie in the text.
  @unsafe @inline(__always)
  private static func isPlain(_ bytes: ByteView, uncheckedAt index: Int) -> Bool {
    let controls = SIMD2<UInt64>(repeating: controls)
    var strays = SIMD2<UInt64>.zero
    for step in 0..<4 {
      let part = unsafe bytes.uncheckedVector(at: index &+ step &* 16, as: SIMD2<UInt64>.self)
      strays |= part | (part &- controls)
    }
    return (strays.x | strays.y) & highs == 0
  }

  private static var highs: UInt64 { 0x8080_8080_8080_8080 }
  /// Taken from a byte below 0x10, this leaves its high bit set.
  private static var controls: UInt64 { 0x1010_1010_1010_1010 }

  /// Counts code points as the bytes that do not continue one.
  @inline(__always)
  private static func codePoints(in bytes: ByteView, from start: Int, to end: Int) -> Int {
    var count = end - start
    var index = start
    while index &+ 8 <= end {
      let word = bytes.word(at: index)
      if word & 0x8080_8080_8080_8080 != 0 { count &-= (word & ~(word << 1) & 0x8080_8080_8080_8080).nonzeroBitCount }
      index &+= 8
    }
    while index < end {
      if bytes[index] & 0xC0 == 0x80 { count &-= 1 }
      index &+= 1
    }
    return count
  }

  /// Finds where lines begin, and counts the code points before each block; gives how many there are.
  private static func scan(
    _ bytes: ByteView, _ count: Int, _ starts: inout [UInt32], _ counts: inout [UInt32]
  ) -> Int {
    var codePoints = 0
    var index = 0
    while index < count {
      if index % stride == 0 { counts.append(UInt32(truncatingIfNeeded: codePoints)) }
      if index &+ 8 <= count {
        // The count is that of the text.
        let word = unsafe bytes.uncheckedWord(at: index)
        if hasNone(of: UInt8(ascii: "\r"), in: word) {
          let high = word & 0x8080_8080_8080_8080
          codePoints &+= high == 0 ? 8 : 8 &- (high & ~(word << 1)).nonzeroBitCount
          var ends = places(of: UInt8(ascii: "\n"), in: word)
          while ends != 0 {
            starts.append(UInt32(truncatingIfNeeded: index &+ 1 &+ ends.trailingZeroBitCount >> 3))
            ends &= ends &- 1
          }
          index &+= 8
          continue
        }
      }
      let end = min(index &+ 8, count)
      while index < end {
        let byte = bytes[index]
        index &+= 1
        if byte & 0xC0 != 0x80 { codePoints &+= 1 }
        if byte == UInt8(ascii: "\n")
          || (byte == UInt8(ascii: "\r") && (index >= bytes.count || bytes[index] != UInt8(ascii: "\n")))
        {
          starts.append(UInt32(truncatingIfNeeded: index))
        }
      }
    }
    return codePoints
  }

  /// Whether a byte is none of eight.
  private static func hasNone(of byte: UInt8, in word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let difference = word ^ (ones &* UInt64(byte))
    return (difference &- ones) & ~difference & 0x8080_8080_8080_8080 == 0
  }

  /// The upper bits of the bytes that are a given one.
  @inline(__always)
  private static func places(of byte: UInt8, in word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let difference = word ^ (0x0101_0101_0101_0101 &* UInt64(byte))
    return ~(((difference & low) &+ low) | difference | low)
  }
}
