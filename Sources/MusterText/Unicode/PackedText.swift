/// Reads the tables that `.ci/generate-unicode-tables.py` writes as text, in place.
enum PackedText {
  /// The value of one character as a digit in base 64.
  @inline(__always)
  static func digit(_ byte: UInt8) -> UInt32 {
    UInt32(byte &- (byte > 0x5C ? 0x24 : 0x23)) & 63
  }

  /// The ranges that a text holds as distances.
  static func ranges(_ text: Span<UInt8>) -> [CodePointRange] {
    var result: [CodePointRange] = []
    var index = 0
    var next: UInt32 = 0
    while index < text.count {
      let lower = next &+ number(text, &index)
      let upper = lower &+ number(text, &index)
      result.append(CodePointRange(lower: lower, upper: upper))
      next = upper &+ 1
    }
    return result
  }

  private static func number(_ text: Span<UInt8>, _ index: inout Int) -> UInt32 {
    var value: UInt32 = 0
    var shift: UInt32 = 0
    while index < text.count {
      let found = digit(text[index])
      index += 1
      value |= (found & 31) << shift
      shift += 5
      if found < 32 { break }
    }
    return value
  }

  /// The number that some digits of fixed width write.
  @inline(__always)
  static func number(_ text: Span<UInt8>, at start: Int, width: Int) -> UInt32 {
    var value: UInt32 = 0
    for index in start..<(start + width) {
      value = value << 6 | digit(text[index])
    }
    return value
  }

  /// Finds the last record whose key of four digits is not above a code point: the index of its first byte.
  ///
  /// - Complexity: O(log *n*) for *n* records.
  static func record(_ text: Span<UInt8>, width: Int, notAbove codePoint: UInt32) -> Int? {
    var low = 0
    var high = text.count / width
    while low < high {
      let middle = low + (high - low) / 2
      if number(text, at: middle * width, width: 4) <= codePoint {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low > 0 ? (low - 1) * width : nil
  }

  /// Finds the record whose key of four digits is a code point.
  static func record(_ text: Span<UInt8>, width: Int, equalTo codePoint: UInt32) -> Int? {
    guard let found = record(text, width: width, notAbove: codePoint),
      number(text, at: found, width: 4) == codePoint
    else { return nil }
    return found
  }
}
