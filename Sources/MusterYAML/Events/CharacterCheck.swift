/// Sees to it that a text consists of characters that YAML allows (YAML 1.2.2, section 5.1).
enum CharacterCheck {
  /// Checks a range of a text, and finds the characters that only quoted scalars may hold.
  ///
  /// - Returns: Where DEL, C1 controls other than NEL, U+FFFE, U+FFFF and byte order marks stand.
  /// - Throws: `invalidUTF8`, `forbiddenCharacter`.
  /// - Complexity: O(*n*).
  static func restrictedCharacters(in bytes: Span<UInt8>, range: Range<Int>) throws(Failure) -> [Int] {
    var restricted: [Int] = []
    var index = range.lowerBound
    let end = range.upperBound
    while index < end {
      index = ByteSearch.skipText(in: bytes, from: index, to: end)
      guard index < end else { break }
      let byte = bytes[index]
      if byte &- 0x20 < 0x5F {
        index += 1
      } else if byte < 0x80 {
        if byte == 0x7F {
          restricted.append(index)
        } else if byte != .lineFeed, byte != .carriageReturn, byte != .tabulation {
          throw Failure(.forbiddenCharacter, at: index)
        }
        index += 1
      } else {
        let length = lengthOfCharacter(in: bytes, at: index, end: end)
        guard length > 0 else { throw Failure(.invalidUTF8, at: index) }
        if isRestricted(byte, bytes[index + 1], length == 3 ? bytes[index + 2] : 0) { restricted.append(index) }
        index += length
      }
    }
    return restricted
  }

  /// How many bytes the character at an index has, or zero if it is not well-formed (RFC 3629, section 4).
  @inline(__always)
  private static func lengthOfCharacter(in bytes: Span<UInt8>, at index: Int, end: Int) -> Int {
    let first = bytes[index]
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard first >= 0xC2, first <= 0xF4, index + length <= end else { return 0 }
    let second = bytes[index + 1]
    let lowest: UInt8 = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80
    let highest: UInt8 = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF
    guard second >= lowest, second <= highest else { return 0 }
    if length > 2, bytes[index + 2] & 0xC0 != 0x80 { return 0 }
    if length > 3, bytes[index + 3] & 0xC0 != 0x80 { return 0 }
    return length
  }

  @inline(__always)
  private static func isRestricted(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch first {
    case 0xC2: second < 0xA0 && second != 0x85
    case 0xEF: (second == 0xBB && third == 0xBF) || (second == 0xBF && third >= 0xBE)
    default: false
    }
  }
}
