import Muster

/// Finds the lines of a recording that has one exchange a line.
struct LineScanner: Sendable {
  private var line: BoundedText
  private var tracker = PositionTracker()
  private var start = PositionTracker().position
  private var isAtStart = true

  init(limit: Int) {
    line = BoundedText(limit: limit)
  }

  /// Takes the next bytes; gives the lines that end in them.
  mutating func feed(_ chunk: ArraySlice<UInt8>) -> [ScannedEntry] {
    var entries: [ScannedEntry] = []
    let bytes = chunk.span
    var index = 0
    while index < bytes.count {
      var end = index
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      line.take(chunk, from: index, to: end)
      let isEnded = end < bytes.count
      tracker.advance(over: bytes, from: index, to: isEnded ? end + 1 : end)
      if isEnded {
        if let entry = entry(isLast: false) { entries.append(entry) }
        start = tracker.position
      }
      index = end + 1
    }
    return entries
  }

  /// Gives the last line, if it has no end.
  mutating func finish() -> [ScannedEntry] { entry(isLast: true).map { [$0] } ?? [] }

  private mutating func entry(isLast: Bool) -> ScannedEntry? {
    defer {
      line.clear(keepingCapacity: line.bytes.count < 1 << 16)
      isAtStart = false
    }
    if line.isOversized { return ScannedEntry(content: line.oversized, start: start) }
    var text = line.bytes
    var place = start
    if isAtStart, text.starts(with: [0xEF, 0xBB, 0xBF]) {
      text.removeFirst(3)
      place = TextPosition(offset: 3, line: 1, column: 2)
    }
    guard text.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return nil }
    if isLast, !LineScanner.isComplete(text) {
      return ScannedEntry(content: .truncated(insideOfExchange: true), start: place)
    }
    return ScannedEntry(content: .exchange(text), start: place)
  }

  /// Whether a line that nothing follows is whole: its brackets and strings are all closed.
  private static func isComplete(_ line: [UInt8]) -> Bool {
    let line = line.span
    var structure = StructureScan()
    var index = 0
    while index < line.count {
      structure.take(line[index])
      index += 1
    }
    return structure.depth <= 0 && !structure.isInString
  }
}

/// Follows the brackets and strings of a JSON text byte by byte.
struct StructureScan: Sendable {
  /// How many brackets are open.
  private(set) var depth = 0
  /// Whether the next byte is inside of a string.
  private(set) var isInString = false
  private var isEscaped = false

  /// Takes a byte.
  @inline(__always)
  mutating func take(_ byte: UInt8) {
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
      }
      return
    }
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth &+= 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"): depth &-= 1
    default: break
    }
  }
}
