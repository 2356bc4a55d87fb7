/// A 64-bit sum over bytes.
///
/// It guards against accidents and idle edits, not against forgery. Four words are summed beside each other, as one
/// multiplication takes longer than reading four words. Each step is a bijection of a sum for a given word, and of the word
/// for a given sum: a change within one word never goes unnoticed.
package enum ByteSum {
  private static let start: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The sum of bytes, of which the aligned word at an offset counts as zeros.
  ///
  /// - Complexity: O(*n*), at about the rate that memory is read with.
  package static func of(_ bytes: [UInt8], withoutWordAt hole: Int) -> UInt64 {
    ByteView.with(bytes) { view in
      var (first, second) = (start ^ UInt64(view.count), start &* 3)
      var (third, fourth) = (start &* 5, start &* 7)
      var offset = 0
      while offset &+ 32 <= view.count {
        let holds = hole >= offset && hole < offset &+ 32
        first = mix(first, word(view, offset, hole, holds))
        second = mix(second, word(view, offset &+ 8, hole, holds))
        third = mix(third, word(view, offset &+ 16, hole, holds))
        fourth = mix(fourth, word(view, offset &+ 24, hole, holds))
        offset &+= 32
      }
      while offset < view.count {
        let rest = view.prefix(at: offset, length: min(8, view.count &- offset))
        first = mix(first, offset == hole ? 0 : rest)
        offset &+= 8
      }
      var sum = mix(mix(mix(mix(start, first), second), third), fourth)
      sum ^= sum >> 29
      sum = sum &* 0xBF58_476D_1CE4_E5B9
      return sum ^ (sum >> 32)
    }
  }

  @inline(__always)
  private static func word(_ view: ByteView, _ offset: Int, _ hole: Int, _ holds: Bool) -> UInt64 {
    holds && offset == hole ? 0 : view.loadedWord(at: offset)
  }

  @inline(__always)
  private static func mix(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (sum ^ word) &* 0xD6E8_FEB8_6659_FD93
    return mixed << 27 | mixed >> 37
  }
}
