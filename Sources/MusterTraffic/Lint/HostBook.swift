import MusterContracts

/// Counts exchanges with hosts that are none of the contracts'.
///
/// How many hosts are told apart is bounded. Which ones does not depend on the order they come in: those whose hashes are
/// lowest. A host that is kept in the end was never dropped on the way, so that its count is exact.
struct HostBook: Sendable {
  private struct Tally: Sendable {
    var exchanges: Int
    var fitting: Int
  }

  private static let limit = 4_096
  /// How many hosts a report names.
  private static let listLimit = 20

  private var tallies: [String: Tally] = [:]
  /// The highest hash of what is kept; `nil` while there is room.
  private var lastKept: UInt64?
  /// Exchanges with hosts that are not kept.
  private var omitted = 0

  /// Adds an exchange.
  ///
  /// - Parameter fits: Whether the contracts document its method and path.
  mutating func add(_ host: String, fits: Bool) {
    add(host, Tally(exchanges: 1, fitting: fits ? 1 : 0))
    if tallies.count >= HostBook.limit * 2 { prune() }
  }

  private mutating func add(_ host: String, _ tally: Tally) {
    if let lastKept, HostBook.hash(host) > lastKept {
      omitted += tally.exchanges
      return
    }
    var sum = tallies[host] ?? Tally(exchanges: 0, fitting: 0)
    sum.exchanges += tally.exchanges
    sum.fitting += tally.fitting
    tallies[host] = sum
  }

  /// Takes in what another book has.
  mutating func merge(_ other: HostBook) {
    omitted += other.omitted
    if let theirs = other.lastKept {
      lastKept = lastKept.map { min($0, theirs) } ?? theirs
      drop()
    }
    for (host, tally) in other.tallies { add(host, tally) }
    if tallies.count >= HostBook.limit * 2 { prune() }
  }

  private mutating func prune() {
    guard tallies.count > HostBook.limit else { return }
    lastKept = tallies.keys.map(HostBook.hash).sorted()[HostBook.limit - 1]
    drop()
  }

  /// Drops what is beyond the last one that is kept.
  private mutating func drop() {
    guard let lastKept else { return }
    for (host, tally) in tallies where HostBook.hash(host) > lastKept {
      omitted += tally.exchanges
      tallies[host] = nil
    }
  }

  private static func hash(_ host: String) -> UInt64 {
    var hash = StableHash()
    hash.add(host)
    return hash.value
  }

  /// The hosts with the most exchanges, and how many exchanges are with others.
  func hosts() -> (listed: [ForeignHost], others: Int) {
    var copy = self
    copy.prune()
    let sorted = copy.tallies.map {
      ForeignHost(host: $0.key, exchanges: $0.value.exchanges, fitting: $0.value.fitting)
    }
    .sorted { ($1.exchanges, $0.host) < ($0.exchanges, $1.host) }
    let listed = Array(sorted.prefix(HostBook.listLimit))
    return (listed, sorted.dropFirst(listed.count).reduce(copy.omitted) { $0 + $1.exchanges })
  }

  /// The hosts of which the most exchanges would be checked if they were servers.
  func fitting(limit: Int) -> [ForeignHost] {
    tallies.filter { $0.value.fitting > 0 }
      .map { ForeignHost(host: $0.key, exchanges: $0.value.exchanges, fitting: $0.value.fitting) }
      .sorted { ($1.fitting, $0.host) < ($0.fitting, $1.host) }
      .prefix(limit).map { $0 }
  }
}
