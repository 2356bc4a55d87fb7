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

  /// Takes the next bytes; adds the lines that end in them to a batch.
  mutating func feed(_ chunk: ArraySlice<UInt8>, into batch: inout RecordingBatch) {
    let bytes = chunk.span
    var index = 0
    while index < bytes.count {
      let (end, hasReturns) = LineFeeds.first(in: bytes, from: index)
      if hasReturns || end == bytes.count {
        tracker.advance(over: bytes, from: index, to: min(end + 1, bytes.count))
      } else {
        tracker.advance(overLine: end + 1 - index)
      }
      if end < bytes.count {
        finish(chunk, from: index, to: end, isLast: false, &batch)
        start = tracker.position
      } else {
        line.take(chunk, from: index, to: end)
      }
      index = end + 1
    }
  }

  /// Adds the last line, if it has no end.
  mutating func finish(into batch: inout RecordingBatch) { finish([], from: 0, to: 0, isLast: true, &batch) }

  private mutating func finish(
    _ chunk: ArraySlice<UInt8>, from: Int, to: Int, isLast: Bool, _ batch: inout RecordingBatch
  ) {
    let (start, isAtStart, oversized) = (start, isAtStart, line.oversized)
    line.finish(chunk, from: from, to: to) { text, isOversized in
      if isOversized { return batch.add(oversized, start: start) }
      var (text, place) = (text, start)
      if isAtStart, text.starts(with: [0xEF, 0xBB, 0xBF]) {
        text = text.dropFirst(3)
        place = TextPosition(offset: 3, line: 1, column: 2)
      }
      guard text.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return }
      if let spans = SpanLine.exchanges(in: text) {
        // From span to span, so that a long line is passed over once.
        var tracker = PositionTracker(at: place)
        var passed = 0
        let bytes = text.span
        for span in spans {
          tracker.advance(over: bytes, from: passed, to: span.lowerBound)
          passed = span.lowerBound
          let first = text.startIndex + span.lowerBound
          batch.add(text[first..<(first + span.count)], start: tracker.position)
        }
        return
      }
      if isLast, !LineScanner.isComplete(text) {
        batch.add(.truncated(insideOfExchange: true), start: place)
      } else {
        batch.add(text, start: place)
      }
    }
    self.isAtStart = false
  }

  /// Whether a line that nothing follows is whole: its brackets and strings are all closed.
  private static func isComplete(_ line: ArraySlice<UInt8>) -> Bool {
    var structure = StructureScan()
    for byte in line { structure.take(byte) }
    return structure.depth <= 0 && !structure.isInString
  }
}
