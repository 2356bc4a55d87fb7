import MusterContracts

/// Counts the verdicts of exchanges.
struct LedgerBook: Sendable {
  private struct Key: Hashable {
    /// The index of the operation; `nil` where none was found.
    let operation: Int?
    let part: ExchangePart
    let verdict: PartVerdict
  }

  private struct Tally: Sendable {
    var count: Int
    var failures: Int
    var first: ExchangePlace
  }

  private var tallies: [Key: Tally] = [:]

  /// Adds the rows of one exchange, or of several that came to the same.
  ///
  /// - Parameter place: Where the exchange is, or the first one.
  mutating func add(
    _ rows: [MessageJudgement.Row], operation: Int?, place: ExchangePlace, times count: Int = 1
  ) {
    for row in rows {
      let key = Key(operation: operation, part: row.part, verdict: row.verdict)
      let failures = row.isFailure ? count : 0
      guard var tally = tallies[key] else {
        tallies[key] = Tally(count: count, failures: failures, first: place)
        continue
      }
      tally.count += count
      tally.failures += failures
      if place < tally.first { tally.first = place }
      tallies[key] = tally
    }
  }

  /// Takes in what another book has.
  mutating func merge(_ other: LedgerBook) {
    for (key, theirs) in other.tallies {
      guard var mine = tallies[key] else {
        tallies[key] = theirs
        continue
      }
      mine.count += theirs.count
      mine.failures += theirs.failures
      if theirs.first < mine.first { mine.first = theirs.first }
      tallies[key] = mine
    }
  }

  /// The rows: by operation in the order of the contracts, those without one last; then by part and verdict.
  func ledger(_ router: Router, _ hosts: HostBook) -> Ledger {
    let (listed, others) = hosts.hosts()
    let sorted = tallies.sorted { LedgerBook.order($0.key).lexicographicallyPrecedes(LedgerBook.order($1.key)) }
    return Ledger(
      entries: sorted.map { key, tally in
        let entry = key.operation.flatMap { router.entries.indices.contains($0) ? router.entries[$0] : nil }
        return LedgerEntry(
          contract: entry?.vendor, operation: entry?.reference, part: key.part, verdict: key.verdict,
          count: tally.count, failures: tally.failures, first: tally.first)
      }, foreignHosts: listed, otherForeignExchanges: others)
  }

  private static func order(_ key: Key) -> [UInt8] {
    let operation = UInt64(key.operation ?? .max)
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: operation >> UInt64(56 - $0 * 8)) }
    let part = UInt8(ExchangePart.allCases.firstIndex(of: key.part) ?? 0)
    switch key.verdict {
    case .checked: return bytes + [part, 0]
    case .skipped(let reason): return bytes + [part, 1] + Array(reason.code.utf8)
    case .undocumented: return bytes + [part, 2]
    }
  }
}
