/// One code point read from UTF-8, and the bytes it took.
struct DecodedCodePoint {
  var value: UInt32
  var length: Int
}

extension Span<UInt8> {
  /// Reads the code point that starts at an index inside the span.
  ///
  /// A byte that starts no code point is read alone, as U+FFFD, so that damaged text never traps and always ends.
  @inline(__always)
  func codePoint(at index: Int) -> DecodedCodePoint {
    let first = self[index]
    if first < 0x80 {
      return DecodedCodePoint(value: UInt32(first), length: 1)
    }
    return multibyteCodePoint(at: index, first: first)
  }

  private func multibyteCodePoint(at index: Int, first: UInt8) -> DecodedCodePoint {
    let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
    guard length > 0, index + length <= count else {
      return DecodedCodePoint(value: 0xFFFD, length: 1)
    }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for step in 1..<length {
      let byte = self[index + step]
      guard byte & 0xC0 == 0x80 else {
        return DecodedCodePoint(value: 0xFFFD, length: 1)
      }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return DecodedCodePoint(value: value, length: length)
  }

  /// Reads the code point that ends before an index greater than zero.
  func codePoint(before index: Int) -> DecodedCodePoint {
    let last = self[index - 1]
    if last < 0x80 {
      return DecodedCodePoint(value: UInt32(last), length: 1)
    }
    var length = 2
    while length <= 4, index >= length {
      let decoded = codePoint(at: index - length)
      if decoded.length == length {
        return decoded
      }
      length += 1
    }
    return DecodedCodePoint(value: 0xFFFD, length: 1)
  }
}
