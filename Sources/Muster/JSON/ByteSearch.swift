/// Searches a text for one of a few bytes, eight bytes of the text at a time.
package struct ByteSearch: Sendable {
  /// Each byte that is looked for, eight times.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  /// A search for up to four bytes.
  @inline(__always)
  package init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
    self.first = ByteMarks.repeated(UInt64(first))
    self.second = ByteMarks.repeated(UInt64(second))
    self.third = ByteMarks.repeated(UInt64(third))
    self.fourth = ByteMarks.repeated(UInt64(fourth))
  }

  /// The offset of the first such byte between two offsets; `end` if there is none.
  ///
  /// - Complexity: O(*n*) in the number of bytes passed over.
  package func first(in text: Span<UInt8>, from start: Int, to end: Int) -> Int {
    let end = min(end, text.count)
    return ByteView.with(text) { bytes in
      var offset = max(0, start)
      while offset < end {
        let word = bytes.prefix(at: offset, length: end &- offset)
        let marks = ByteSearch.zeros(word ^ first) | ByteSearch.zeros(word ^ second) | ByteSearch.zeros(word ^ third)
        let all = marks | ByteSearch.zeros(word ^ fourth)
        // The zeros behind the text never match, as no search is for a zero byte.
        if all != 0 { return min(end, offset &+ all.trailingZeroBitCount &>> 3) }
        offset &+= 8
      }
      return max(start, end)
    }
  }

  /// The lowest of the bytes that are zero, as its highest bit; above that one, bits may be set that stand for nothing.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    // The subtraction borrows at the lowest zero first.
    (word &- ByteMarks.repeated(1)) & ~word & ByteMarks.repeated(0x80)
  }
}
