extension TapeView {
  /// Hands the bytes that a string stands for, escapes decoded, to `emit`, in order, until it says to stop.
  ///
  /// - Returns: Whether `emit` took all of them.
  @inline(__always)
  func forEachDecodedByte(_ index: TapeIndex, _ emit: (UInt8) -> Bool) -> Bool {
    var position = self[index].offset
    let end = position &+ length(index)
    while position < end {
      let byte = bytes[position]
      guard byte == UInt8(ascii: "\\") else {
        if !emit(byte) { return false }
        position &+= 1
        continue
      }
      let escape = bytes[position &+ 1]
      position &+= 2
      switch escape {
      case UInt8(ascii: "b"): if !emit(0x08) { return false }
      case UInt8(ascii: "f"): if !emit(0x0C) { return false }
      case UInt8(ascii: "n"): if !emit(0x0A) { return false }
      case UInt8(ascii: "r"): if !emit(0x0D) { return false }
      case UInt8(ascii: "t"): if !emit(0x09) { return false }
      case UInt8(ascii: "u"):
        var scalar = bytes.hexadecimalUnit(at: position) ?? 0xFFFD
        position &+= 4
        if scalar & 0xFC00 == 0xD800 {
          let low = bytes.hexadecimalUnit(at: position &+ 2) ?? 0xDC00
          scalar = 0x10000 &+ (scalar &- 0xD800) << 10 &+ (low & 0x3FF)
          position &+= 6
        }
        if !TapeView.forEachByte(of: scalar, emit) { return false }
      default: if !emit(escape) { return false }
      }
    }
    return true
  }

  /// Hands the UTF-8 form of a code point to `emit` (RFC 3629, section 3).
  @inline(__always)
  private static func forEachByte(of scalar: UInt32, _ emit: (UInt8) -> Bool) -> Bool {
    func trail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | (scalar >> shift) & 0x3F) }
    if scalar < 0x80 { return emit(UInt8(truncatingIfNeeded: scalar)) }
    if scalar < 0x800 { return emit(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)) && emit(trail(0)) }
    if scalar < 0x10000 {
      return emit(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)) && emit(trail(6)) && emit(trail(0))
    }
    return emit(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)) && emit(trail(12)) && emit(trail(6)) && emit(trail(0))
  }

  /// The bytes that a string stands for.
  func decodedBytes(_ index: TapeIndex) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(length(index))
    _ = forEachDecodedByte(index) {
      result.append($0)
      return true
    }
    return result
  }

  /// The string that a string value or key stands for.
  func decodedString(_ index: TapeIndex) -> String {
    if self[index].flags & TapeWord.hasEscape == 0 {
      return bytes.string(from: self[index].offset, count: length(index))
    }
    return String(decoding: decodedBytes(index), as: UTF8.self)
  }

  /// How many code points a string stands for (JSON Schema Validation 2020-12, section 6.3.1; RFC 8259, section 7).
  ///
  /// - Complexity: O(1) for a string of plain ASCII, else O(*n*).
  @inline(__always)
  func codePointCount(_ index: TapeIndex) -> Int {
    let flags = self[index].flags
    if flags & TapeWord.nonASCII == 0 { return length(index) }
    return countCodePoints(index)
  }

  @inline(never)
  private func countCodePoints(_ index: TapeIndex) -> Int {
    var count = 0
    _ = forEachDecodedByte(index) { byte in
      if byte & 0xC0 != 0x80 { count &+= 1 }
      return true
    }
    return count
  }

  /// Whether two strings, of this tape and another, stand for the same code points.
  func stringsEqual(_ index: TapeIndex, _ other: TapeView, _ otherIndex: TapeIndex) -> Bool {
    let word = self[index]
    let otherWord = other[otherIndex]
    if (word.flags | otherWord.flags) & TapeWord.hasEscape == 0 {
      let length = length(index)
      return length == other.length(otherIndex)
        && bytes.equals(from: word.offset, count: length, other.bytes, from: otherWord.offset)
    }
    return decodedBytes(index) == other.decodedBytes(otherIndex)
  }

  /// The value of the first member of a name in an object.
  func value(of name: String, in object: TapeIndex) -> TapeIndex? {
    var key = firstChild(object)
    let end = end(object)
    while key < end {
      let value = next(after: key)
      if isString(key, name.utf8) { return value }
      key = next(after: value)
    }
    return nil
  }

  /// Whether a string stands for exactly these bytes.
  private func isString(_ index: TapeIndex, _ wanted: String.UTF8View) -> Bool {
    let word = self[index]
    guard word.flags & TapeWord.hasEscape == 0 else { return isString(index, Array(wanted)) }
    guard length(index) == wanted.count else { return false }
    var offset = word.offset
    for byte in wanted {
      if bytes[offset] != byte { return false }
      offset &+= 1
    }
    return true
  }

  /// Whether a string stands for exactly these bytes.
  func isString(_ index: TapeIndex, _ wanted: [UInt8]) -> Bool {
    var position = 0
    let all = forEachDecodedByte(index) { byte in
      guard position < wanted.count, wanted[position] == byte else { return false }
      position += 1
      return true
    }
    return all && position == wanted.count
  }
}
