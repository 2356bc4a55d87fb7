/// Where lines end in a text.
package enum LineFeeds {
  /// The offset of the first line feed from an offset on; the number of bytes if there is none.
  ///
  /// - Returns: The offset, and whether there is a CR before it that is not directly before it.
  /// - Complexity: O(*n*) in the number of bytes passed over, 64 at a time.
  package static func first(in text: Span<UInt8>, from start: Int) -> (offset: Int, hasReturns: Bool) {
    ByteView.with(text) { bytes in
      var offset = max(0, start)
      var firstReturn = Int.max
      while offset < bytes.count {
        let marks = LineMarks(at: offset, in: bytes)
        if firstReturn == .max, marks.returns != 0 { firstReturn = offset &+ marks.returns.trailingZeroBitCount }
        if marks.feeds != 0 {
          let end = offset &+ marks.feeds.trailingZeroBitCount
          return (end, firstReturn < end &- 1)
        }
        offset &+= BlockWidth.bytes
      }
      return (bytes.count, firstReturn != .max)
    }
  }
}
