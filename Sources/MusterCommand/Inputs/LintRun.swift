import Dispatch
import Muster
import MusterTraffic

/// Reads recordings and holds them to contracts, on several cores.
///
/// Each thread takes the next piece of a recording, and judges what is in it. The report is the same for any number of
/// threads.
struct LintRun {
  private let empty: TrafficLinter
  private let jobs: Int
  private let form: RecordingForm?
  private let limits: RecordingLimits
  private let progress: Progress
  /// What could not be read.
  private(set) var failures: [SystemFailure] = []
  /// The files of folders that turned out to be no recordings.
  private(set) var passedOver: [String] = []

  /// Bytes from which on an exchange is large.
  private static let large = 1 << 20

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
  mutating func run(_ paths: [String], doubtful: Set<String> = []) -> LintReport {
    let feed = LintFeed(paths, doubtful: doubtful, form: form, limits: limits, progress: progress)
    let linters = Locked<[TrafficLinter]>([])
    // What a large exchange takes, several times its size, only one thread shall take.
    let large = Locked(())
    let empty = empty
    let work: @Sendable (Int) -> Void = { _ in
      var linter = empty
      var screen = empty.screen()
      var batch = RecordingBatch()
      while feed.fill(&batch) {
        if batch.byteCount > LintRun.large {
          large.withLock { _ in linter.add(batch, &screen) }
        } else {
          linter.add(batch, &screen)
        }
        batch.removeAll()
      }
      linters.withLock { $0.append(linter) }
    }
    if jobs == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: jobs, execute: work) }
    var all = empty
    for linter in linters.withLock({ $0 }) { all.merge(linter) }
    let read = feed.finish()
    for summary in read.summaries {
      if summary.isPassedOver { passedOver.append(summary.name) } else { all.add(summary) }
    }
    passedOver += read.passedOver
    failures = read.failures
    return all.report(isPartial: Interruption.isRequested || !failures.isEmpty)
  }
}
