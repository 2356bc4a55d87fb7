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
/// Of HTTP Archives and NDJSON it holds one exchange at a time, and at most `RecordingLimits.exchangeBytes` of that.
/// Recordings of other forms are held as a whole, up to `RecordingLimits.documentBytes`, and their entries come out at
/// the end. The entries are the same however the recording is cut into pieces.
public struct RecordingReader: Sendable {
  private let name: String
  private let ordinal: Int
  private let limits: RecordingLimits
  private let attached: AttachedFiles?
  private let isDoubtful: Bool
  private var isPassedOver = false
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
    case document(RecordingDocument)
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
  ///   - isDoubtful: Whether it may be something else than a recording, such as any JSON file of a folder. Then it is
  ///     passed over if it is, instead of being an error.
  public init(
    name: String, ordinal: Int = 0, form: RecordingForm? = nil, limits: RecordingLimits = .init(),
    attached: AttachedFiles? = nil, isDoubtful: Bool = false
  ) {
    self.isDoubtful = isDoubtful
    self.name = name
    self.ordinal = ordinal
    self.limits = limits
    self.attached = attached
    self.form = form
    state = .detecting
  }

  /// What was read so far.
  public var summary: RecordingSummary {
    RecordingSummary(
      name: name, ordinal: ordinal, form: form, exchanges: exchangeCount, bytes: byteCount, isPassedOver: isPassedOver)
  }

  /// Takes the next bytes.
  ///
  /// - Parameter batch: What the entries that end in them are added to.
  /// - Complexity: O(*n*) in the number of bytes.
  public mutating func feed(_ chunk: ArraySlice<UInt8>, into batch: inout RecordingBatch) {
    byteCount += chunk.count
    if case .detecting = state {
      prefix.append(contentsOf: chunk)
      detect(isEnd: false, &batch)
    } else {
      scan(chunk, &batch)
    }
  }

  /// Takes the next bytes.
  ///
  /// - Returns: The entries that end in them.
  /// - Complexity: O(*n*) in the number of bytes.
  public mutating func feed(_ chunk: ArraySlice<UInt8>) -> [RecordingEntry] {
    var batch = RecordingBatch()
    feed(chunk, into: &batch)
    return batch.items.map(batch.entry)
  }

  /// Takes the next bytes.
  public mutating func feed(_ chunk: [UInt8]) -> [RecordingEntry] { feed(chunk[...]) }

  /// Takes note that there are no more bytes.
  ///
  /// - Parameter batch: What the entries that end there are added to.
  public mutating func finish(into batch: inout RecordingBatch) {
    if case .detecting = state { detect(isEnd: true, &batch) }
    begin(&batch)
    switch state {
    case .har(var scanner): scanner.finish(into: &batch)
    case .lines(var scanner): scanner.finish(into: &batch)
    case .document(let document):
      let found = document.entries()
      form = found.form
      begin(&batch)
      if isDoubtful, case .unreadable = found.entries.first?.content {
        isPassedOver = true
        break
      }
      for entry in found.entries { batch.add(entry.content, start: entry.start) }
    case .detecting, .ended: break
    }
    exchangeCount = batch.nextIndex
    state = .ended
  }

  /// Takes note that there are no more bytes.
  ///
  /// - Returns: The entries that end there.
  public mutating func finish() -> [RecordingEntry] {
    var batch = RecordingBatch()
    finish(into: &batch)
    return batch.items.map(batch.entry)
  }

  /// Whether the first line of what was read so far is an exchange, or may be one as far as it goes.
  private var beginsWithExchange: Bool {
    let line = prefix.drop { $0.isJSONSpace }.prefix { $0 != 0x0A }
    guard line.count < prefix.count || line.count < 1 << 15 else { return true }
    return (try? ExchangeReader.read(Array(line), form: .ndjson, place: ExchangePlace(recording: name))) != nil
  }

  private func begin(_ batch: inout RecordingBatch) {
    batch.begin(
      RecordingBatch.Source(name: name, ordinal: ordinal, form: form, attached: attached), nextIndex: exchangeCount)
  }

  private mutating func detect(isEnd: Bool, _ batch: inout RecordingBatch) {
    let found = RecordingDetection.of(prefix, forced: form, isEnd: isEnd)
    switch found {
    case .undecided: break
    case .unreadable(let reason):
      state = .ended
      prefix = []
      begin(&batch)
      guard !isDoubtful else {
        isPassedOver = true
        return
      }
      batch.add(.unreadable(reason), start: PositionTracker().position)
    case .form(let form):
      if isDoubtful, self.form == nil, form == .ndjson, !beginsWithExchange {
        state = .ended
        prefix = []
        isPassedOver = true
        return
      }
      self.form = form
      switch form {
      case .har: state = .har(HARScanner(limit: limits.exchangeBytes))
      case .ndjson: state = .lines(LineScanner(limit: limits.exchangeBytes))
      default: state = .document(RecordingDocument(form: form, limits: limits, attached: attached))
      }
    case .document:
      state = .document(RecordingDocument(form: nil, limits: limits, attached: attached))
    }
    guard found.isReadable else { return }
    let bytes = prefix
    prefix = []
    scan(bytes[...], &batch)
  }

  private mutating func scan(_ chunk: ArraySlice<UInt8>, _ batch: inout RecordingBatch) {
    begin(&batch)
    switch state {
    case .har(var scanner):
      // The scanner's buffer must not be shared while it is appended to.
      state = .ended
      scanner.feed(chunk, into: &batch)
      state = .har(scanner)
    case .lines(var scanner):
      state = .ended
      scanner.feed(chunk, into: &batch)
      state = .lines(scanner)
    case .document(var document):
      state = .ended
      document.feed(chunk)
      state = .document(document)
    case .detecting, .ended: return
    }
    exchangeCount = batch.nextIndex
  }
}
