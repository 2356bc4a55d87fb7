import Muster
import Synchronization

/// Stands between an API and a running client: checks responses, and requests before they go out.
///
/// ```swift
/// let gate = ResponseGuard(contract, policy: .report(sampling: 0.05)) { violation in log(violation) }
/// try gate.check(body.span, status: 200, mediaType: "application/json", for: "updateTokenAuthToken")
/// ```
/// A body that is right costs one look-up, one verdict and one count: no lock and, once an operation was seen with a
/// status and a media type, no allocation. Issues are looked for only where the verdict is no. The guard never alters a
/// payload and keeps nothing of it; what it keeps of a finding is its ``Fingerprint``.
///
/// Every call is counted once: as passed, violated, drifted or skipped with a reason. See ``counters``.
public final class ResponseGuard: Sendable {
  let contract: Contract
  let operations: OperationTable
  let settings: GuardSettings
  let tallies = FingerprintTable()
  let counts = GuardCounts()
  let handler: @Sendable (Violation) -> Void
  let disclosure: Disclosure

  /// A guard for one vendor's operations.
  ///
  /// - Parameters:
  ///   - contract: What the vendor documents.
  ///   - policy: What to do with what does not pass, and how much to check.
  ///   - budget: What one check may cost.
  ///   - additions: What it means that a message has more than the contract documents.
  ///   - disclosure: What violations may show of a message's values.
  ///   - handler: Called on the checking thread, once for each new fingerprint, under `report` and `enforce` alike.
  /// - Complexity: O(*operations*).
  public init(
    _ contract: Contract, policy: Policy = .report, budget: Budget = .init(), additions: AdditionPolicy = .drift,
    disclosure: Disclosure = .contract, handler: @escaping @Sendable (Violation) -> Void = { _ in }
  ) {
    self.contract = contract
    self.handler = handler
    self.disclosure = disclosure
    operations = OperationTable(contract)
    settings = GuardSettings(policy: policy, budget: budget, additions: additions)
  }

  // MARK: Settings, which may be changed while checks run

  /// What to do with what does not pass; a change holds from the next check on.
  public var policy: Policy {
    get { settings.policy }
    set { settings.policy = newValue }
  }

  /// What one check may cost; a change holds from the next check on.
  public var budget: Budget {
    get { settings.budget }
    set { settings.budget = newValue }
  }

  /// What it means that a message has more than the contract documents; a change holds from the next check on.
  public var additions: AdditionPolicy {
    get { settings.additions }
    set { settings.additions = newValue }
  }

  // MARK: What was seen

  /// How many calls came to what.
  public var counters: Counters { counts.snapshot() }

  /// The distinct findings with how often each was seen, the most frequent first.
  ///
  /// - Complexity: O(*n* log *n*) in the number of distinct findings, of which at most 1,024 are told apart.
  public func tally() -> [(fingerprint: Fingerprint, count: Int)] { tallies.tally() }
}
