import Muster
import MusterTraffic

/// Reads recordings and holds them to contracts, on several cores.
///
/// One thread reads and takes the recordings apart; the others judge. Where they have enough to do, the first one judges
/// too, so that no more than a few megabytes wait at any time.
struct LintRun {
  private let empty: TrafficLinter
  private let jobs: Int
  private let form: RecordingForm?
  private let limits: RecordingLimits
  private var progress: Progress
  /// What could not be read.
  private(set) var failures: [SystemFailure] = []

  private static let chunk = 1 << 18
  /// Bytes of exchanges that are judged at a stretch.
  private static let batch = 1 << 18
  /// Bytes from which on an exchange is large.
  private static let large = 1 << 20
  /// Bytes of exchanges that may wait.
  private static let capacity = 1 << 21

  /// A run.
  ///
  /// - Parameters:
  ///   - linter: A linter that has seen nothing.
  ///   - jobs: How many threads take part.
  ///   - form: The form of the recordings; `nil` to find out.
  init(linter: TrafficLinter, jobs: Int, form: RecordingForm?, limits: RecordingLimits, progress: Progress) {
    empty = linter
    self.jobs = max(1, jobs)
    self.form = form
    self.limits = limits
    self.progress = progress
  }

  /// Reads all recordings.
  ///
  /// A recording that cannot be read on does not keep the others from being read; ``failures`` has it.
  mutating func run(_ paths: [String]) -> LintReport {
    let empty = empty
    let others = Locked<[TrafficLinter]>([])
    var mine = empty
    let queue = WorkQueue<[RecordingEntry]>(threads: jobs - 1, capacity: LintRun.capacity) { next in
      var linter = empty
      while let entries = next() {
        for entry in entries { linter.add(entry) }
      }
      others.withLock { $0.append(linter) }
    }
    var batch = Batch()
    var bytes = 0
    var exchanges = 0
    var inputs = RecordingInputs(paths)
    var ordinal = 0
    while !Interruption.isRequested {
      var input: RecordingInput
      do throws(SystemFailure) {
        guard let next = try inputs.next() else { break }
        input = next
      } catch {
        failures.append(error)
        continue
      }
      var reader = RecordingReader(
        name: input.name, ordinal: ordinal, form: form, limits: limits, attached: input.attached)
      ordinal += 1
      let before = bytes
      do throws(SystemFailure) {
        var buffer = [UInt8](repeating: 0, count: LintRun.chunk)
        while !Interruption.isRequested {
          let count = try input.read(into: &buffer)
          if count == 0 { break }
          bytes = before + input.consumed
          batch.add(reader.feed(buffer[..<count]))
          if batch.cost >= LintRun.batch { LintRun.hand(&batch, to: queue, or: &mine) }
          progress.update(bytes: bytes, exchanges: exchanges + reader.summary.exchanges)
        }
      } catch {
        failures.append(error)
      }
      // Where the run is ended inside of a recording, that it breaks off there is not the recording's fault.
      if !Interruption.isRequested { batch.add(reader.finish()) }
      mine.add(reader.summary)
      exchanges += reader.summary.exchanges
    }
    batch.entries.forEach { mine.add($0) }
    queue.close()
    progress.clear()
    for linter in others.withLock({ $0 }) { mine.merge(linter) }
    return mine.report(isPartial: Interruption.isRequested || !failures.isEmpty)
  }

  private static func hand(_ batch: inout Batch, to queue: WorkQueue<[RecordingEntry]>, or linter: inout TrafficLinter)
  {
    // What a large exchange takes, several times its size, only one thread shall take.
    if batch.largest > LintRun.large || !queue.offer(batch.entries, cost: batch.cost) {
      for entry in batch.entries { linter.add(entry) }
    }
    batch = Batch()
  }

  /// Exchanges that are judged at a stretch.
  private struct Batch {
    var entries: [RecordingEntry] = []
    var cost = 0
    var largest = 0

    mutating func add(_ new: [RecordingEntry]) {
      entries += new
      for entry in new {
        guard case .exchange(let text) = entry.content else {
          cost += 64
          continue
        }
        cost += text.count
        largest = max(largest, text.count)
      }
    }
  }
}
