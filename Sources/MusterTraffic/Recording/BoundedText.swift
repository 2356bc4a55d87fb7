/// The bytes of one exchange that is in several pieces of a recording, up to a limit: past it nothing is kept but that it
/// is too long.
struct BoundedText: Sendable {
  private let limit: Int
  private var bytes: [UInt8] = []
  private var isOversized = false

  init(limit: Int) {
    self.limit = max(1, limit)
  }

  /// Takes bytes of a piece that the exchange does not end in, by their offsets in it.
  mutating func take(_ chunk: ArraySlice<UInt8>, from: Int, to: Int) {
    guard from < to, !isOversized else { return }
    guard bytes.count + (to - from) <= limit else {
      isOversized = true
      bytes = []
      return
    }
    bytes.append(contentsOf: chunk[(chunk.startIndex + from)..<(chunk.startIndex + to)])
  }

  /// Hands the text to `body`, with its last bytes by their offsets in a piece, and begins anew.
  ///
  /// A text that is all in one piece is not copied.
  mutating func finish(
    _ chunk: ArraySlice<UInt8>, from: Int, to: Int, _ body: (_ text: ArraySlice<UInt8>, _ isOversized: Bool) -> Void
  ) {
    if bytes.isEmpty, !isOversized, to - from <= limit {
      return body(chunk[(chunk.startIndex + from)..<(chunk.startIndex + max(from, to))], false)
    }
    take(chunk, from: from, to: to)
    body(bytes[...], isOversized)
    bytes.removeAll(keepingCapacity: bytes.count < 1 << 16)
    isOversized = false
  }

  /// What an exchange that is too long comes to.
  var oversized: RecordingEntry.Content { .oversized(limit: limit) }
}
