/// Questions about single bytes, in the names of RFC 5234 appendix B.1.
extension UInt8 {
  @inline(__always)
  var isDigit: Bool { self &- 0x30 < 10 }

  @inline(__always)
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

  @inline(__always)
  var isLetterOrDigit: Bool { isDigit || isLetter }

  @inline(__always)
  var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }

  /// The value of a hexadecimal digit.
  var hexValue: UInt8 { isDigit ? self &- 0x30 : (self | 0x20) &- 0x61 &+ 10 }
}

extension Span<UInt8> {
  /// The byte at an index, or zero beyond the end.
  @inline(__always)
  func byte(_ index: Int) -> UInt8 {
    index >= 0 && index < count ? self[index] : 0
  }

  /// The index of the first such byte at or after a start, or nil.
  func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    var index = start
    while index < count {
      if self[index] == byte { return index }
      index += 1
    }
    return nil
  }

  /// The index of the last such byte, or nil.
  func lastIndex(of byte: UInt8) -> Int? {
    var index = count
    while index > 0 {
      index -= 1
      if self[index] == byte { return index }
    }
    return nil
  }

  /// Whether every byte is ASCII.
  var isASCII: Bool {
    for index in indices where self[index] >= 0x80 {
      return false
    }
    return true
  }

  /// Whether the bytes are an ASCII text, letter case aside.
  ///
  /// The text is given in lower case.
  func equalsIgnoringCase(_ lowercase: String) -> Bool {
    let wanted = lowercase.utf8.span
    guard count == wanted.count else { return false }
    for index in wanted.indices {
      guard (self[index].isLetter ? self[index] | 0x20 : self[index]) == wanted[index] else { return false }
    }
    return true
  }

  /// The number that decimal digits in a range write, or nil if there are others or the range goes beyond the end.
  @inline(__always)
  func number(_ start: Int, digits: Int) -> Int? {
    guard start >= 0, start + digits <= count else { return nil }
    var value = 0
    for index in start..<(start + digits) {
      guard self[index].isDigit else { return nil }
      value = value * 10 + Int(self[index] &- 0x30)
    }
    return value
  }
}
