import Muster

/// Keeps count of offset, line and column while a text passes by in pieces.
///
/// Lines end at LF, CR LF or CR, as in ``TextPosition``; a CR at the end of a piece waits for the next byte.
struct PositionTracker: Sendable {
  private var offset: Int
  private var line: Int
  private var column: Int
  private var isAfterReturn = false

  init(at position: TextPosition = TextPosition(offset: 0, line: 1, column: 1)) {
    offset = position.offset
    line = position.line
    column = position.column
  }

  /// The place of the next byte.
  var position: TextPosition {
    // A CR has ended its line whatever follows, unless an LF does, which then has no place of its own on the new one.
    TextPosition(offset: offset, line: isAfterReturn ? line + 1 : line, column: isAfterReturn ? 1 : column)
  }

  /// Passes over bytes of which the last one is an LF, with no CR among them but directly before it.
  mutating func advance(overLine count: Int) {
    // Of a CR that came before, an LF is part.
    line &+= isAfterReturn && count > 1 ? 2 : 1
    column = 1
    isAfterReturn = false
    offset &+= count
  }

  /// Passes over a range of a piece.
  mutating func advance(over bytes: Span<UInt8>, from start: Int, to end: Int) {
    let end = min(end, bytes.count)
    guard start < end, start >= 0 else { return }
    if !isAfterReturn {
      let scan = LineScan(bytes, from: start, to: end)
      if !scan.hasReturns {
        line &+= scan.lines
        column = scan.lines > 0 ? scan.columns &+ 1 : column &+ scan.columns
        offset += end - start
        return
      }
    }
    var index = start
    var line = line
    var column = column
    var isAfterReturn = isAfterReturn
    while index < end {
      let byte = bytes[index]
      index &+= 1
      if isAfterReturn {
        isAfterReturn = false
        line &+= 1
        column = 1
        if byte == 0x0A { continue }
      }
      if byte >= 0x20 {
        if byte & 0xC0 != 0x80 { column &+= 1 }
      } else if byte == 0x0A {
        line &+= 1
        column = 1
      } else if byte == 0x0D {
        isAfterReturn = true
      } else {
        column &+= 1
      }
    }
    self.line = line
    self.column = column
    self.isAfterReturn = isAfterReturn
    offset += end - start
  }
}
