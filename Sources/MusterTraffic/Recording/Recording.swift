/// A whole recording in memory, as the sequence of its entries.
///
/// For a recording that is too large for that, feed a ``RecordingReader``.
public struct Recording: Sequence, Sendable {
  let bytes: [UInt8]
  let reader: RecordingReader

  /// A recording.
  ///
  /// - Parameters:
  ///   - name: What reports call it.
  ///   - ordinal: Which of the recordings of the run it is, from 0.
  ///   - form: Its form; `nil` to find out.
  public init(
    name: String, bytes: [UInt8], ordinal: Int = 0, form: RecordingForm? = nil, limits: RecordingLimits = .init()
  ) {
    self.bytes = bytes
    reader = RecordingReader(name: name, ordinal: ordinal, form: form, limits: limits)
  }

  /// What the recording has; reads it once more.
  public var summary: RecordingSummary {
    var reader = reader
    _ = reader.feed(bytes)
    _ = reader.finish()
    return reader.summary
  }

  /// Iterates over the entries in the order of the recording.
  public func makeIterator() -> Iterator { Iterator(bytes: bytes, reader: reader) }

  /// Goes from entry to entry, reading a piece at a time.
  public struct Iterator: IteratorProtocol {
    private static let piece = 1 << 16

    private let bytes: [UInt8]
    private var reader: RecordingReader
    private var offset = 0
    private var isFinished = false
    private var ready: [RecordingEntry] = []
    private var position = 0

    init(bytes: [UInt8], reader: RecordingReader) {
      self.bytes = bytes
      self.reader = reader
    }

    /// The next entry, if there is one.
    public mutating func next() -> RecordingEntry? {
      while position >= ready.count {
        guard !isFinished else { return nil }
        let end = Swift.min(offset + Iterator.piece, bytes.count)
        if offset < end {
          ready = reader.feed(bytes[offset..<end])
          offset = end
        } else {
          ready = reader.finish()
          isFinished = true
        }
        position = 0
      }
      defer { position += 1 }
      return ready[position]
    }
  }
}
