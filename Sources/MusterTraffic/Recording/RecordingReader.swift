import Muster

/// Takes a recording apart while it is read: bytes go in, in pieces of any size, entries come out.
///
/// ```swift
/// var reader = RecordingReader(name: "traffic.har")
/// while let chunk = nextChunk() {
///   for entry in reader.feed(chunk) { linter.add(entry) }
/// }
/// for entry in reader.finish() { linter.add(entry) }
/// linter.add(reader.summary)
/// ```
/// It holds one exchange at a time, and at most `RecordingLimits.exchangeBytes` of that. The entries are the same
/// however the recording is cut into pieces.
public struct RecordingReader: Sendable {
  private let name: String
  private let ordinal: Int
  private let limits: RecordingLimits
  private let attached: AttachedFiles?
  private var state: State
  /// The bytes that came before the form was known.
  private var prefix: [UInt8] = []
  private var byteCount = 0
  private var exchangeCount = 0
  private var form: RecordingForm?

  private enum State: Sendable {
    case detecting
    case har(HARScanner)
    case lines(LineScanner)
    /// Nothing more is read.
    case ended
  }

  /// A reader of one recording.
  ///
  /// - Parameters:
  ///   - name: What reports call the recording: a path as the user gave it, or `<stdin>`.
  ///   - ordinal: Which of the recordings of the run it is, from 0; it decides the order in reports.
  ///   - form: The recording's form; `nil` to find out.
  ///   - attached: Loads the files beside the recording that it refers to; `nil` if there are none.
  public init(
    name: String, ordinal: Int = 0, form: RecordingForm? = nil, limits: RecordingLimits = .init(),
    attached: AttachedFiles? = nil
  ) {
    self.name = name
    self.ordinal = ordinal
    self.limits = limits
    self.attached = attached
    self.form = form
    state = .detecting
  }

  /// What was read so far.
  public var summary: RecordingSummary {
    RecordingSummary(name: name, ordinal: ordinal, form: form, exchanges: exchangeCount, bytes: byteCount)
  }

  /// Takes the next bytes.
  ///
  /// - Returns: The entries that end in them.
  /// - Complexity: O(*n*) in the number of bytes.
  public mutating func feed(_ chunk: ArraySlice<UInt8>) -> [RecordingEntry] {
    byteCount += chunk.count
    guard case .detecting = state else { return scan(chunk) }
    prefix.append(contentsOf: chunk)
    return detect(isEnd: false)
  }

  /// Takes the next bytes.
  public mutating func feed(_ chunk: [UInt8]) -> [RecordingEntry] { feed(chunk[...]) }

  /// Takes note that there are no more bytes.
  ///
  /// - Returns: The entries that end there.
  public mutating func finish() -> [RecordingEntry] {
    var entries: [RecordingEntry] = []
    if case .detecting = state { entries = detect(isEnd: true) }
    switch state {
    case .har(var scanner): entries += scanner.finish().map { entry($0) }
    case .lines(var scanner): entries += scanner.finish().map { entry($0) }
    case .detecting, .ended: break
    }
    state = .ended
    return entries
  }

  private mutating func detect(isEnd: Bool) -> [RecordingEntry] {
    let found = RecordingDetection.of(prefix, forced: form, isEnd: isEnd)
    switch found {
    case .undecided: return []
    case .unreadable(let reason):
      state = .ended
      prefix = []
      return [entry(ScannedEntry(content: .unreadable(reason), start: PositionTracker().position))]
    case .form(let form):
      self.form = form
      let bytes = prefix
      prefix = []
      switch form {
      case .har: state = .har(HARScanner(limit: limits.exchangeBytes))
      case .ndjson: state = .lines(LineScanner(limit: limits.exchangeBytes))
      }
      return scan(bytes[...])
    }
  }

  private mutating func scan(_ chunk: ArraySlice<UInt8>) -> [RecordingEntry] {
    let scanned: [ScannedEntry]
    switch state {
    case .har(var scanner):
      // The scanner's buffer must not be shared while it is appended to.
      state = .ended
      scanned = scanner.feed(chunk)
      state = .har(scanner)
    case .lines(var scanner):
      state = .ended
      scanned = scanner.feed(chunk)
      state = .lines(scanner)
    case .detecting, .ended: return []
    }
    return scanned.map { entry($0) }
  }

  private mutating func entry(_ scanned: ScannedEntry) -> RecordingEntry {
    let place = ExchangePlace(recording: name, ordinal: ordinal, index: exchangeCount, position: scanned.start)
    switch scanned.content {
    case .exchange, .oversized, .truncated(insideOfExchange: true): exchangeCount += 1
    case .truncated(insideOfExchange: false), .unreadable: break
    }
    return RecordingEntry(place: place, form: form, content: scanned.content, attached: attached)
  }
}

/// An entry as a scanner finds it, before it has a number.
struct ScannedEntry: Sendable {
  let content: RecordingEntry.Content
  let start: TextPosition
}
