import Muster
import MusterTraffic

/// Hands out the entries of recordings, a batch at a time, to as many threads as ask.
///
/// Whoever asks reads on, with the lock held, until a batch is full, and judges it without the lock. Taking a recording
/// apart costs a small part of judging it, so that nobody waits long, and no more than one batch a thread is in memory.
final class LintFeed: Sendable {
  /// A file that is open, to be read by one thread at a time.
  fileprivate final class Source: Sendable {
    private let file: InputFile

    init(_ file: consuming InputFile) { self.file = file }

    func read(into buffer: inout [UInt8]) throws(SystemFailure) -> Int { try file.read(into: &buffer, from: 0) }
  }

  fileprivate struct State: Sendable {
    let paths: [String]
    let form: RecordingForm?
    let limits: RecordingLimits
    /// The paths whose files may be something else than recordings.
    let doubtful: Set<String>
    var progress: Progress
    var ordinal = -1
    var source: Source?
    var reader: RecordingReader?
    var buffer: [UInt8] = []
    var bytes = 0
    var exchanges = 0
    var summaries: [RecordingSummary] = []
    var failures: [SystemFailure] = []
  }

  private let state: Locked<State>

  fileprivate static let chunk = 1 << 18
  /// Bytes of exchanges that are judged at a stretch.
  private static let batch = 1 << 18

  /// A feed of recordings.
  ///
  /// - Parameters:
  ///   - form: The form of the recordings; `nil` to find out.
  init(
    _ paths: [String], doubtful: Set<String>, form: RecordingForm?, limits: RecordingLimits, progress: Progress
  ) {
    state = Locked(State(paths: paths, form: form, limits: limits, doubtful: doubtful, progress: progress))
  }

  /// Fills an empty batch.
  ///
  /// - Returns: Whether it has anything; otherwise all recordings are read, or the run was asked to end.
  func fill(_ batch: inout RecordingBatch) -> Bool {
    state.withLock { state in
      while batch.byteCount < LintFeed.batch, batch.count < LintFeed.batch / 64, !Interruption.isRequested {
        guard state.read(into: &batch) else { break }
      }
      return batch.count > 0
    }
  }

  /// What was read of each recording, and what could not be; takes the progress away.
  func finish() -> (summaries: [RecordingSummary], failures: [SystemFailure]) {
    state.withLock { state in
      state.endRecording()
      state.progress.clear()
      return (state.summaries, state.failures)
    }
  }
}

extension LintFeed.State {
  /// Reads a piece, of the next recording if none is open; `false` if there is no more.
  fileprivate mutating func read(into batch: inout RecordingBatch) -> Bool {
    do throws(SystemFailure) {
      guard let source else { return try openNext() }
      if buffer.isEmpty { buffer = [UInt8](repeating: 0, count: LintFeed.chunk) }
      let count = try source.read(into: &buffer)
      guard count > 0 else {
        reader?.finish(into: &batch)
        endRecording()
        return true
      }
      bytes += count
      reader?.feed(buffer[..<count], into: &batch)
      progress.update(bytes: bytes, exchanges: exchanges + (reader?.summary.exchanges ?? 0))
    } catch {
      // A recording that cannot be read on does not keep the others from being read.
      failures.append(error)
      if source != nil { reader?.finish(into: &batch) }
      endRecording()
    }
    return true
  }

  private mutating func openNext() throws(SystemFailure) -> Bool {
    guard ordinal + 1 < paths.count else { return false }
    ordinal += 1
    let path = paths[ordinal]
    let name = path == "-" ? InputFile.standardInputName : path
    reader = RecordingReader(
      name: name, ordinal: ordinal, form: form, limits: limits, isDoubtful: doubtful.contains(path))
    source = LintFeed.Source(try InputFile.open(path))
    return true
  }

  /// Takes note of a recording that is read, or that the run ends in.
  fileprivate mutating func endRecording() {
    guard let reader else { return }
    summaries.append(reader.summary)
    exchanges += reader.summary.exchanges
    self.reader = nil
    source = nil
  }
}
