/// The bytes of one exchange as they gather, up to a limit: past it nothing is kept but that it is too long.
struct BoundedText: Sendable {
  private let limit: Int
  private(set) var bytes: [UInt8] = []
  private(set) var isOversized = false

  init(limit: Int) {
    self.limit = max(1, limit)
  }

  /// Takes bytes of a piece, by their offsets in it.
  mutating func take(_ chunk: ArraySlice<UInt8>, from: Int, to: Int) {
    guard from < to, !isOversized else { return }
    guard bytes.count + (to - from) <= limit else {
      isOversized = true
      bytes = []
      return
    }
    bytes.append(contentsOf: chunk[(chunk.startIndex + from)..<(chunk.startIndex + to)])
  }

  /// Begins anew; the memory is kept where the next text is likely to be as short.
  mutating func clear(keepingCapacity: Bool) {
    bytes.removeAll(keepingCapacity: keepingCapacity)
    isOversized = false
  }

  /// What an exchange that is too long comes to.
  var oversized: RecordingEntry.Content { .oversized(limit: limit) }
}
