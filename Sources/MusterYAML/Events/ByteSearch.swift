/// Finds bytes eight at a time.
enum ByteSearch {
  @inline(__always) private static var ones: UInt64 { 0x0101_0101_0101_0101 }
  @inline(__always) private static var lows: UInt64 { 0x7F7F_7F7F_7F7F_7F7F }
  @inline(__always) private static var highs: UInt64 { 0x8080_8080_8080_8080 }

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

  /// Moves over ASCII text whose only control characters are tabs and line breaks, as far as whole words go.
  @inline(__always)
  static func skipText(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    while index &+ 8 <= end {
      let word = word(in: bytes, at: index)
      // Below 0x80 these tests are exact in every byte, so that no carry runs into the next one.
      let controls = ~((word & (ones &* 0x60)) &+ lows) & highs
      let allowed = zeros(word ^ (ones &* 0x0A)) | zeros(word ^ (ones &* 0x0D)) | zeros(word ^ (ones &* 0x09))
      let found = (word & highs) | (controls & ~allowed) | zeros(word ^ (ones &* 0x7F))
      if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
      index &+= 8
    }
    return index
  }

  /// The highest bit of every byte that is zero, if none is above 0x7F.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    ~(word &+ lows) & highs
  }

  /// Eight bytes, the first one lowest; the slice makes their bounds be checked once.
  @inline(__always)
  private static func word(in bytes: Span<UInt8>, at index: Int) -> UInt64 {
    let eight = bytes.extracting(index..<(index &+ 8))
    return UInt64(eight[0]) | UInt64(eight[1]) << 8 | UInt64(eight[2]) << 16 | UInt64(eight[3]) << 24
      | UInt64(eight[4]) << 32 | UInt64(eight[5]) << 40 | UInt64(eight[6]) << 48 | UInt64(eight[7]) << 56
  }
}
