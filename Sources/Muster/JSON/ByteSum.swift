/// A 64-bit sum over bytes.
///
/// It guards against accidents and idle edits, not against forgery. Four words are summed beside each other, as one
/// multiplication takes longer than reading four words. Each step is a bijection of a sum for a given word, and of the word
/// for a given sum: a change within one word never goes unnoticed.
package enum ByteSum {
  private static let start: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The sum of a range of bytes, which is cut to them.
  ///
  /// - Parameter hole: Where in the range eight bytes count as zeros, a multiple of eight; `nil` for nowhere.
  /// - Complexity: O(*n*), at about the rate that memory is read with.
  package static func of(_ bytes: [UInt8], in range: Range<Int>, withoutWordAt hole: Int? = nil) -> UInt64 {
    let range = range.clamped(to: 0..<bytes.count)
    return ByteView.with(bytes) { view in
      var (first, second) = (start ^ UInt64(range.count), start &* 3)
      var (third, fourth) = (start &* 5, start &* 7)
      var offset = range.lowerBound
      let hole = hole.map { range.lowerBound + $0 } ?? -1
      while offset &+ 32 <= range.upperBound {
        if hole >= offset, hole < offset &+ 32 { break }
        // The thirty-two bytes lie in the range, which was cut to the text.
        first = unsafe mix(first, view.uncheckedWord(at: offset))
        second = unsafe mix(second, view.uncheckedWord(at: offset &+ 8))
        third = unsafe mix(third, view.uncheckedWord(at: offset &+ 16))
        fourth = unsafe mix(fourth, view.uncheckedWord(at: offset &+ 24))
        offset &+= 32
      }
      while offset < range.upperBound {
        let word = view.prefix(at: offset, length: min(8, range.upperBound &- offset))
        first = mix(first, offset == hole ? 0 : word)
        offset &+= 8
      }
      var sum = mix(mix(mix(mix(start, first), second), third), fourth)
      sum ^= sum >> 29
      sum = sum &* 0xBF58_476D_1CE4_E5B9
      return sum ^ (sum >> 32)
    }
  }

  @inline(__always)
  private static func mix(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (sum ^ word) &* 0xD6E8_FEB8_6659_FD93
    return mixed << 27 | mixed >> 37
  }
}
