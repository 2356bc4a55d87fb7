import Muster
import Synchronization

extension ResponseGuard {
  /// Why a call was not checked; new reasons may be added.
  public struct SkipReason: Sendable, Hashable, CaseIterable, CustomStringConvertible {
    let index: Int
    /// The reason as reports print it.
    public let description: String

    /// The policy is `off`.
    public static let off = SkipReason(index: 0, description: "off")
    /// The sampling passed the call over.
    public static let notSampled = SkipReason(index: 1, description: "not-sampled")
    /// The body is longer than the budget's bytes.
    public static let size = SkipReason(index: 2, description: "size")
    /// The check would have taken longer than the budget's time.
    public static let time = SkipReason(index: 3, description: "time")
    /// The body nests deeper than `Limits.depth`.
    public static let depth = SkipReason(index: 4, description: "depth")
    /// A pattern took more steps than its budget.
    public static let pattern = SkipReason(index: 5, description: "pattern")
    /// The media type is documented without a schema; the body is JSON.
    public static let noSchema = SkipReason(index: 6, description: "no-schema")
    /// The media type is documented, but nothing can be made of it that a schema checks; or there is none, and the body is
    /// not JSON.
    public static let notJSON = SkipReason(index: 7, description: "not-json")
    /// There is no body and need not be one: an optional request body, or the answer to `HEAD`.
    public static let noBody = SkipReason(index: 8, description: "no-body")
    /// The contract's program for the operation cannot be trusted.
    public static let unusableContract = SkipReason(index: 9, description: "unusable-contract")

    /// The body is compressed.
    public static let encoded = SkipReason(index: 10, description: "encoded")

    /// The reasons there are.
    public static let allCases: [SkipReason] = [
      off, notSampled, size, time, depth, pattern, noSchema, notJSON, noBody, unusableContract, encoded,
    ]

    private init(index: Int, description: String) {
      self.index = index
      self.description = description
    }

    /// The reason that a limit ended a check.
    init(_ limit: LimitExceeded.Limit) {
      switch limit {
      case .bytes: self = .size
      case .depth: self = .depth
      case .pattern: self = .pattern
      default: self = .time
      }
    }

    /// The reason that a body was not judged; `nil` if that is no matter of the body.
    init?(_ reason: MusterContracts.SkipReason) {
      switch reason {
      case .noSchema: self = .noSchema
      case .notJSON: self = .notJSON
      case .gzip, .encoded: self = .encoded
      default: return nil
      }
    }
  }

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
    /// Calls that were not checked, by reason; reasons that did not occur are not there.
    public let skipped: [SkipReason: Int]

    /// Calls that were checked.
    public var checked: Int { passed + drifted + violated }
    /// All calls.
    public var calls: Int { checked + skipped.values.reduce(0, +) }
  }
}

/// The counts of a guard, each a word of its own.
struct GuardCounts: ~Copyable, Sendable {
  private let passed = Atomic<Int>(0)
  private let drifted = Atomic<Int>(0)
  private let violated = Atomic<Int>(0)
  private let skipped = ResponseGuard.SkipReason.allCases.map { _ in AtomicCount() }
  /// Numbers the calls that sampling decides by number.
  private let numbers = Atomic<UInt64>(0)

  var passedCount: Int { passed.load(ordering: .relaxed) }

  func nextNumber() -> UInt64 { numbers.wrappingAdd(1, ordering: .relaxed).oldValue }

  func add(_ verdict: ResponseGuard.Verdict) {
    switch verdict {
    case .passed: passed.wrappingAdd(1, ordering: .relaxed)
    case .drifted: drifted.wrappingAdd(1, ordering: .relaxed)
    case .violated: violated.wrappingAdd(1, ordering: .relaxed)
    case .skipped(let reason): skipped[reason.index].value.wrappingAdd(1, ordering: .relaxed)
    }
  }

  func snapshot() -> ResponseGuard.Counters {
    var reasons: [ResponseGuard.SkipReason: Int] = [:]
    for reason in ResponseGuard.SkipReason.allCases {
      let count = skipped[reason.index].value.load(ordering: .relaxed)
      if count > 0 { reasons[reason] = count }
    }
    return ResponseGuard.Counters(
      passed: passed.load(ordering: .relaxed), drifted: drifted.load(ordering: .relaxed),
      violated: violated.load(ordering: .relaxed), skipped: reasons)
  }
}

/// A count on the heap, so that an array can hold it.
final class AtomicCount: Sendable {
  let value = Atomic<Int>(0)
}
