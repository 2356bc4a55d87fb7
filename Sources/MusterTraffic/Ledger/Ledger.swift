import MusterContracts

/// How often a part of an operation's exchanges came to a verdict.
public struct LedgerEntry: Sendable, Hashable {
  /// The vendor of the contract; `nil` where the contract has none or none is concerned.
  public let contract: String?
  /// The method and path template; `nil` where no operation was found.
  public let operation: String?
  /// The part.
  public let part: ExchangePart
  /// The verdict.
  public let verdict: PartVerdict
  /// How often.
  public let count: Int
  /// How often a part that was checked did not pass.
  public let failures: Int
  /// The first exchange that it happened in.
  public let first: ExchangePlace
}

/// What was checked, what was not, and why: every part of every exchange is in it.
public struct Ledger: Sendable, Hashable {
  /// The rows, by contract, operation, part and verdict.
  public let entries: [LedgerEntry]
  /// The hosts that are none of the contracts', those with the most exchanges first.
  public let foreignHosts: [ForeignHost]
  /// How many exchanges are with further such hosts, which are not listed.
  public let otherForeignExchanges: Int

  /// How often each verdict was come to.
  public struct Totals: Sendable, Hashable {
    /// Parts that were held to the contract.
    public var checked = 0
    /// Of these, parts that did not pass.
    public var failures = 0
    /// Parts that were not.
    public var skipped = 0
    /// Parts that the contract says nothing of.
    public var undocumented = 0

    mutating func add(_ entry: LedgerEntry) {
      switch entry.verdict {
      case .checked: checked += entry.count
      case .skipped: skipped += entry.count
      case .undocumented: undocumented += entry.count
      }
      failures += entry.failures
    }
  }

  /// The totals over all rows.
  public var totals: Totals {
    var totals = Totals()
    for entry in entries { totals.add(entry) }
    return totals
  }

  /// The totals of each part, in the order of the parts; parts that never occurred have none.
  public var totalsByPart: [(part: ExchangePart, totals: Totals)] {
    ExchangePart.allCases.compactMap { part in
      let rows = entries.filter { $0.part == part }
      guard !rows.isEmpty else { return nil }
      var totals = Totals()
      for row in rows { totals.add(row) }
      return (part, totals)
    }
  }

  /// How many parts were skipped for each reason, the most frequent first.
  public var skippedByReason: [(reason: SkipReason, count: Int)] {
    var counts: [SkipReason: Int] = [:]
    for entry in entries {
      if case .skipped(let reason) = entry.verdict { counts[reason, default: 0] += entry.count }
    }
    return counts.map { (reason: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.reason.code) < ($0.count, $1.reason.code) }
  }
}
