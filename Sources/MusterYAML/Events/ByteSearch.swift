/// Finds bytes eight at a time.
enum ByteSearch {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The index of the first byte of a range that a JSON string cannot hold as it is: `"`, `\` or a control character.
  ///
  /// - Complexity: O(*n*).
  @inline(__always)
  static func indexOfEscaped(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    while index &+ 8 <= end {
      let word = word(in: bytes, at: index)
      // The highest bit of a byte is set where the byte is looked for, and never below the first such byte.
      let quotes = word ^ (ones &* UInt64(UInt8.quotationMark))
      let slashes = word ^ (ones &* UInt64(UInt8.backslash))
      let found =
        (((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes) | ((word &- ones &* 0x20) & ~word)) & highs
      if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < end {
      let byte = bytes[index]
      if byte < .space || byte == .quotationMark || byte == .backslash { return index }
      index &+= 1
    }
    return end
  }

  /// Whether the eight bytes at an index are ASCII without control characters.
  @inline(__always)
  static func isPlainASCII(in bytes: Span<UInt8>, at index: Int) -> Bool {
    let word = word(in: bytes, at: index)
    let deletes = word ^ (ones &* 0x7F)
    return ((word | (word &- ones &* 0x20) | (deletes &- ones)) & highs) == 0
  }

  /// Eight bytes, the first one lowest; the slice makes their bounds be checked once.
  @inline(__always)
  private static func word(in bytes: Span<UInt8>, at index: Int) -> UInt64 {
    let eight = bytes.extracting(index..<(index &+ 8))
    return UInt64(eight[0]) | UInt64(eight[1]) << 8 | UInt64(eight[2]) << 16 | UInt64(eight[3]) << 24
      | UInt64(eight[4]) << 32 | UInt64(eight[5]) << 40 | UInt64(eight[6]) << 48 | UInt64(eight[7]) << 56
  }
}
