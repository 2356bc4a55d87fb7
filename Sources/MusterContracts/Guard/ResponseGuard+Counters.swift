import Muster
import Synchronization

extension ResponseGuard {
  /// Why a call was not checked.
  public typealias SkipReason = MusterContracts.SkipReason

  /// What one call came to.
  public enum Verdict: Sendable, Hashable {
    /// It is as documented.
    case passed
    /// It breaks nothing that is documented, but has something that is not.
    case drifted
    /// It is not as documented.
    case violated
    /// It was not checked.
    case skipped(SkipReason)
  }

  /// How many calls came to what: each is counted once.
  public struct Counters: Sendable, Hashable {
    /// Calls that passed.
    public let passed: Int
    /// Calls with drift and no violation.
    public let drifted: Int
    /// Calls with at least one violation.
    public let violated: Int
    /// Calls that were checked, but for keywords of the schema that cannot be used.
    public let partlyChecked: Int
    /// Calls that were not checked, by reason; reasons that did not occur are not there.
    public let skipped: [SkipReason: Int]

    /// Calls that were checked.
    public var checked: Int { passed + drifted + violated }
    /// All calls.
    public var calls: Int { checked + skipped.values.reduce(0, +) }
  }
}

extension SkipReason {
  /// The reason that a limit ended a guard's check.
  init(_ limit: LimitExceeded.Limit) {
    switch limit {
    case .bytes: self = .size
    case .depth: self = .depth
    case .pattern: self = .pattern
    default: self = .time
    }
  }

  /// The reason as a guard counts it, or `nil` if it is not about the body.
  var ofBody: SkipReason? {
    switch self {
    case .noSchema, .notJSON, .encoded: self
    case .gzip: .encoded
    default: nil
    }
  }
}

/// The counts of a guard, each a word of its own.
struct GuardCounts: ~Copyable, Sendable {
  private let passed = Atomic<Int>(0)
  private let drifted = Atomic<Int>(0)
  private let violated = Atomic<Int>(0)
  private let partlyChecked = Atomic<Int>(0)
  private let skipped = SkipReason.allCases.map { _ in AtomicCount() }
  /// Numbers the calls that sampling decides by number.
  private let numbers = Atomic<UInt64>(0)

  var passedCount: Int { passed.load(ordering: .relaxed) }

  func nextNumber() -> UInt64 { numbers.wrappingAdd(1, ordering: .relaxed).oldValue }

  func add(_ verdict: ResponseGuard.Verdict) {
    switch verdict {
    case .passed: passed.wrappingAdd(1, ordering: .relaxed)
    case .drifted: drifted.wrappingAdd(1, ordering: .relaxed)
    case .violated: violated.wrappingAdd(1, ordering: .relaxed)
    case .skipped(let reason): skipped[reason.ordinal].value.wrappingAdd(1, ordering: .relaxed)
    }
  }

  /// Counts a call that was checked but for some keywords, beside its verdict.
  func addPartlyChecked() { partlyChecked.wrappingAdd(1, ordering: .relaxed) }

  func snapshot() -> ResponseGuard.Counters {
    var reasons: [SkipReason: Int] = [:]
    for reason in SkipReason.allCases {
      let count = skipped[reason.ordinal].value.load(ordering: .relaxed)
      if count > 0 { reasons[reason] = count }
    }
    return ResponseGuard.Counters(
      passed: passed.load(ordering: .relaxed), drifted: drifted.load(ordering: .relaxed),
      violated: violated.load(ordering: .relaxed), partlyChecked: partlyChecked.load(ordering: .relaxed),
      skipped: reasons)
  }
}

/// A count on the heap, so that an array can hold it.
final class AtomicCount: Sendable {
  let value = Atomic<Int>(0)
}
