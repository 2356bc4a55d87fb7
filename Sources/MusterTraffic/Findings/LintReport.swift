import MusterContracts

/// What a run over recorded traffic found.
///
/// Nothing in it may be a secret; how it looks is for renderers to say.
public struct LintReport: Sendable, Hashable {
  /// The findings: errors first, then by operation and first place.
  public let findings: [Finding]
  /// How many findings of each severity there were, those left out of `findings` among them.
  public let findingCounts: Counts
  /// How many different findings were left out of `findings`, as there are too many.
  public let omittedFindings: Int
  /// How often something was found that no finding is kept for, as there are too many different ones.
  public var omittedOccurrences: Int { omittedByRule.reduce(0) { $0 + $1.count } }
  /// The same for each rule that has any, in the order of the rules.
  public let omittedByRule: [OmittedOccurrences]
  /// How often each rule found something that the options say to ignore, in the order of the rules.
  public let ignored: [OmittedOccurrences]
  /// What was checked, what was not, and why.
  public let ledger: Ledger
  /// How many exchanges there were and what became of them.
  public let exchanges: ExchangeCounts
  /// The recordings, in the order they were given.
  public let recordings: [RecordingSummary]
  /// The operations of the contracts, in their order, with how often each was used.
  public let operations: [OperationCoverage]
  /// Whether the run was ended before it was through.
  public let isPartial: Bool

  /// Whether a recording cannot be read at all.
  public var hasUnreadableRecording: Bool {
    ledger.entries.contains { $0.verdict == .skipped(.unreadableRecording) }
  }

  /// How often a rule found something that no finding is listed for.
  public struct OmittedOccurrences: Sendable, Hashable {
    /// The rule.
    public let rule: Rule
    /// How often.
    public let count: Int
  }

  /// Numbers of findings by severity.
  public struct Counts: Sendable, Hashable {
    /// Errors.
    public var errors = 0
    /// Warnings.
    public var warnings = 0
    /// Notes.
    public var notes = 0
  }
}

/// How many exchanges there were and what became of them.
public struct ExchangeCounts: Sendable, Hashable {
  /// Exchanges that the recordings have.
  public var total = 0
  /// Of these, those of which at least one body, parameter or status was held to a contract.
  public var checked = 0
  /// Those that no contract documents.
  public var undocumented = 0
  /// Those of which nothing was checked, for reasons that the ledger has.
  public var skipped = 0
}

/// How often an operation was used.
public struct OperationCoverage: Sendable, Hashable {
  /// The vendor of the contract, if it has one.
  public let contract: String?
  /// The method and path template.
  public let operation: String
  /// The `operationId`, if there is one.
  public let operationID: String?
  /// How many exchanges belong to it.
  public let exchanges: Int
}
