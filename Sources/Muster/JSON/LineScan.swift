/// How many lines and columns a piece of text passes over.
package struct LineScan: Sendable {
  /// How many line feeds there are.
  package private(set) var lines = 0
  /// The code points behind the last line feed; all of them if there is none.
  package private(set) var columns = 0
  /// Whether there is a CR without an LF behind it, so that line feeds do not tell where lines end.
  package private(set) var hasReturns = false

  /// Scans bytes between two offsets.
  ///
  /// - Complexity: O(*n*) in the number of bytes, 64 at a time; it ends early at a CR without an LF.
  package init(_ text: Span<UInt8>, from start: Int, to end: Int) {
    let start = min(max(0, start), text.count)
    let end = min(max(start, end), text.count)
    ByteView.with(text.extracting(start..<end)) { bytes in
      var offset = 0
      var lastLine = 0
      while offset < bytes.count {
        let marks = LineMarks(at: offset, in: bytes)
        if marks.returns != 0 {
          let next: UInt64 = bytes[offset &+ BlockWidth.bytes] == 0x0A ? 1 &<< 63 : 0
          if marks.returns & ~(marks.feeds &>> 1 | next) != 0 {
            hasReturns = true
            return
          }
        }
        if marks.feeds != 0 {
          lines &+= marks.feeds.nonzeroBitCount
          lastLine = offset &+ BlockWidth.bytes &- marks.feeds.leadingZeroBitCount
        }
        offset &+= BlockWidth.bytes
      }
      // Columns count from the last line on, which is short in most texts with many lines.
      offset = lastLine
      while offset < bytes.count {
        let count = min(BlockWidth.bytes, bytes.count &- offset)
        columns &+= count &- LineMarks(at: offset, in: bytes).continuations.nonzeroBitCount
        offset &+= count
      }
    }
  }
}
