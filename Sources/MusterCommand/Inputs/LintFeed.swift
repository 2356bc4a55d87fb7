import Muster
import MusterTraffic

/// Hands out the entries of recordings, a batch at a time, to as many threads as ask.
///
/// Whoever asks reads on, with the lock held, until a batch is full, and judges it without the lock. Taking a recording
/// apart costs a small part of judging it, so that nobody waits long, and no more than one batch a thread is in memory.
final class LintFeed: Sendable {
  fileprivate struct State: Sendable {
    var inputs: RecordingInputs
    let form: RecordingForm?
    let limits: RecordingLimits
    /// The paths whose files may be something else than recordings.
    let doubtful: Set<String>
    var progress: Progress
    var ordinal = -1
    var input: RecordingInput?
    var reader: RecordingReader?
    var buffer: [UInt8] = []
    /// Bytes of the recordings before the one that is open.
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
    state = Locked(
      State(
        inputs: RecordingInputs(paths, doubtful: doubtful), form: form, limits: limits, doubtful: doubtful,
        progress: progress))
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

  /// What was read of each recording, what could not be, and the archives without a recording; takes the progress away.
  func finish() -> (summaries: [RecordingSummary], failures: [SystemFailure], passedOver: [String]) {
    state.withLock { state in
      state.endRecording()
      state.progress.clear()
      return (state.summaries, state.failures, state.inputs.passedOver)
    }
  }
}

extension LintFeed.State {
  /// Reads the next piece of the recording that is open, or opens the next one; `false` if all are read.
  fileprivate mutating func read(into batch: inout RecordingBatch) -> Bool {
    do throws(SystemFailure) {
      guard input != nil else { return try openNext() }
      if buffer.isEmpty { buffer = [UInt8](repeating: 0, count: LintFeed.chunk) }
      let count = try input?.read(into: &buffer) ?? 0
      guard count > 0 else {
        endRecording(&batch)
        return true
      }
      reader?.feed(buffer[..<count], into: &batch)
      progress.update(
        bytes: bytes + (input?.consumed ?? 0), exchanges: exchanges + (reader?.summary.exchanges ?? 0))
    } catch {
      // A recording that cannot be read on does not keep the others from being read.
      failures.append(error)
      endRecording(&batch)
    }
    return true
  }

  private mutating func openNext() throws(SystemFailure) -> Bool {
    guard let next = try inputs.next() else { return false }
    ordinal += 1
    reader = RecordingReader(
      name: next.name, ordinal: ordinal, form: form, limits: limits, attached: next.attached,
      isDoubtful: doubtful.contains(next.name))
    input = next
    return true
  }

  private mutating func endRecording(_ batch: inout RecordingBatch) {
    reader?.finish(into: &batch)
    endRecording()
  }

  /// Takes note of a recording that is read, or that the run ends in.
  fileprivate mutating func endRecording() {
    guard let reader else { return }
    summaries.append(reader.summary)
    exchanges += reader.summary.exchanges
    bytes += input?.consumed ?? 0
    self.reader = nil
    input = nil
  }
}
