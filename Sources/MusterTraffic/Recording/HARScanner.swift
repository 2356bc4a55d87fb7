import Muster

/// Finds the items of `log.entries` in an HTTP Archive while its bytes pass by.
///
/// Only brackets, strings and escapes are followed, and names at the two outer levels; each item is then read for
/// itself, so that a mistake inside of one spoils no other.
struct HARScanner: Sendable {
  private var structure = StructureScan()
  private var tracker = PositionTracker()

  /// The name that was last read at one of the two outer levels.
  private var name: [UInt8] = []
  private var isReadingName = false
  /// Whether the brackets opened so far are those of `log`, and of its `entries`.
  private var isInLog = false
  private var isInEntries = false
  private var hasEntries = false
  private var isClosed = false

  private var item: BoundedText
  private var itemStart: TextPosition?

  private static let entriesDepth = 3

  init(limit: Int) {
    item = BoundedText(limit: limit)
  }

  /// Takes the next bytes; adds the items that end in them to a batch.
  mutating func feed(_ chunk: ArraySlice<UInt8>, into batch: inout RecordingBatch) {
    let bytes = chunk.span
    var index = 0
    var trackedTo = 0
    while index < bytes.count {
      if itemStart != nil {
        let end = endOfItem(in: bytes, from: index)
        if end.isEnd {
          finishItem(chunk, from: index, to: end.index, &batch)
        } else {
          item.take(chunk, from: index, to: end.index)
        }
        index = end.index
        continue
      }
      let byte = bytes[index]
      if isInEntries, structure.depth == HARScanner.entriesDepth, !structure.isInString, HARScanner.beginsItem(byte) {
        tracker.advance(over: bytes, from: trackedTo, to: index)
        trackedTo = index
        itemStart = tracker.position
        continue
      }
      takeOutside(byte)
      index += 1
    }
    tracker.advance(over: bytes, from: trackedTo, to: bytes.count)
  }

  /// Takes note of the end; says where the recording is not complete.
  mutating func finish(into batch: inout RecordingBatch) {
    if let itemStart {
      batch.add(.truncated(insideOfExchange: true), start: itemStart)
    } else if !isClosed, hasEntries || structure.depth > 0 {
      batch.add(.truncated(insideOfExchange: false), start: tracker.position)
    } else if !hasEntries {
      batch.add(.unreadable(Reason(.recordingWithoutEntries)), start: PositionTracker().position)
    }
  }

  // MARK: Inside of an item

  /// Where the item that has begun ends in a piece: after its last byte, or at the piece's end.
  private mutating func endOfItem(in bytes: Span<UInt8>, from start: Int) -> (index: Int, isEnd: Bool) {
    var index = start
    while index < bytes.count {
      if structure.depth > HARScanner.entriesDepth {
        index = structure.take(bytes, from: index, downTo: HARScanner.entriesDepth)
        return (index, structure.depth == HARScanner.entriesDepth)
      }
      let byte = bytes[index]
      // A scalar ends before what follows it.
      if !structure.isInString, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") { return (index, true) }
      structure.take(byte)
      index &+= 1
    }
    return (index, false)
  }

  private mutating func finishItem(
    _ chunk: ArraySlice<UInt8>, from: Int, to: Int, _ batch: inout RecordingBatch
  ) {
    let start = itemStart ?? tracker.position
    let oversized = item.oversized
    item.finish(chunk, from: from, to: to) { text, isOversized in
      if isOversized { batch.add(oversized, start: start) } else { batch.add(text, start: start) }
    }
    itemStart = nil
  }

  private static func beginsItem(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): false
    default: true
    }
  }

  // MARK: Outside of items

  private mutating func takeOutside(_ byte: UInt8) {
    let before = structure.depth
    let wasInString = structure.isInString
    structure.take(byte)
    if structure.isInString {
      if !wasInString {
        isReadingName = before == 1 || (before == 2 && isInLog)
        if isReadingName { name.removeAll(keepingCapacity: true) }
      } else if isReadingName, name.count < 16 {
        name.append(byte)
      }
      return
    }
    if structure.depth > before { open(byte, depth: structure.depth) } else if structure.depth < before { close() }
  }

  private mutating func open(_ byte: UInt8, depth: Int) {
    if depth == 2 { isInLog = byte == UInt8(ascii: "{") && name.elementsEqual("log".utf8) }
    if depth == 3 {
      isInEntries = isInLog && byte == UInt8(ascii: "[") && name.elementsEqual("entries".utf8)
      hasEntries = hasEntries || isInEntries
    }
  }

  private mutating func close() {
    if structure.depth < HARScanner.entriesDepth { isInEntries = false }
    if structure.depth < 2 { isInLog = false }
    if structure.depth <= 0 { isClosed = true }
  }
}
