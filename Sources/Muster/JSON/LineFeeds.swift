/// Where lines end in a text.
package enum LineFeeds {
  /// The offset of the first line feed from an offset on; the number of bytes if there is none.
  ///
  /// - Complexity: O(*n*) in the number of bytes passed over, 64 at a time.
  package static func first(in text: Span<UInt8>, from start: Int) -> Int {
    ByteView.with(text) { bytes in
      var offset = max(0, start)
      while offset < bytes.count {
        let feeds = LineMarks(at: offset, in: bytes).feeds
        if feeds != 0 { return offset &+ feeds.trailingZeroBitCount }
        offset &+= BlockWidth.bytes
      }
      return bytes.count
    }
  }
}
