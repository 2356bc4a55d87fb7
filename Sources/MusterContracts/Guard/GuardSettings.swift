import Synchronization

/// What a guard's owner may change while checks run: a word for each setting, read without a lock.
///
/// The policy's action and share lie in one word, so that no check sees the one without the other.
struct GuardSettings: ~Copyable, Sendable {
  private let policyWord: Atomic<UInt64>
  private let bytes: Atomic<Int>
  private let nanoseconds: Atomic<Int>
  private let additionsWord: Atomic<UInt8>

  init(policy: ResponseGuard.Policy, budget: ResponseGuard.Budget, additions: AdditionPolicy) {
    policyWord = Atomic(GuardSettings.word(policy))
    bytes = Atomic(budget.bytes)
    nanoseconds = Atomic(GuardSettings.nanoseconds(budget.time))
    additionsWord = Atomic(GuardSettings.word(additions))
  }

  var policy: ResponseGuard.Policy {
    get {
      let word = policyWord.load(ordering: .relaxed)
      let action: ResponseGuard.Policy.Action =
        switch word & 3 {
        case 0: .off
        case 1: .report
        default: .enforce
        }
      return ResponseGuard.Policy(action, sampling: ResponseGuard.Sampling(threshold: word >> 2))
    }
    nonmutating set { policyWord.store(GuardSettings.word(newValue), ordering: .relaxed) }
  }

  var budget: ResponseGuard.Budget {
    get { ResponseGuard.Budget(bytes: maximumBytes, time: .nanoseconds(time)) }
    nonmutating set {
      bytes.store(newValue.bytes, ordering: .relaxed)
      nanoseconds.store(GuardSettings.nanoseconds(newValue.time), ordering: .relaxed)
    }
  }

  var additions: AdditionPolicy {
    get {
      switch additionsWord.load(ordering: .relaxed) {
      case 0: .drift
      case 1: .fails
      default: .ignored
      }
    }
    nonmutating set { additionsWord.store(GuardSettings.word(newValue), ordering: .relaxed) }
  }

  private static func word(_ additions: AdditionPolicy) -> UInt8 {
    switch additions {
    case .drift: 0
    case .fails: 1
    case .ignored: 2
    }
  }

  /// The longest body that is checked.
  var maximumBytes: Int { bytes.load(ordering: .relaxed) }

  /// The time that a check may take, in nanoseconds.
  var time: Int { nanoseconds.load(ordering: .relaxed) }

  private static func word(_ policy: ResponseGuard.Policy) -> UInt64 {
    let action: UInt64 =
      switch policy.action {
      case .off: 0
      case .report: 1
      case .enforce: 2
      }
    return policy.sampling.threshold << 2 | action
  }

  /// A time in nanoseconds; an hour stands for all that is longer, so that no sum with it overflows.
  private static func nanoseconds(_ time: Duration) -> Int {
    let hour = 3_600_000_000_000
    guard time > .zero else { return 0 }
    guard time < .seconds(3_600) else { return hour }
    return Int(time.components.seconds) * 1_000_000_000 + Int(time.components.attoseconds / 1_000_000_000)
  }
}
