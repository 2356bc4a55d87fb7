import Muster
import Synchronization

/// Counts findings by fingerprint without a lock: chains that only grow, up to a bound.
///
/// A place at a chain's end is filled once, by whoever comes first; the others find what was put there and count in it.
/// So no finding is lost or told twice. Past the bound, which a hostile server could reach with invented names, a new
/// fingerprint is neither kept nor told; the guard's counters still have it.
final class FingerprintTable: Sendable {
  private final class Link: Sendable {
    let fingerprint: Fingerprint
    let count = Atomic<Int>(1)
    let next = Chain()

    init(_ fingerprint: Fingerprint) { self.fingerprint = fingerprint }
  }

  private final class Chain: Sendable {
    let link = SetOnceReference<Link>()
  }

  private static let capacity = 1_024

  private let chains = (0..<64).map { _ in Chain() }
  private let room = Atomic<Int>(FingerprintTable.capacity)

  /// Counts a finding.
  ///
  /// - Returns: Whether it is the first of its kind and is to be told.
  func add(_ fingerprint: Fingerprint) -> Bool {
    var chain = chains[Int(truncatingIfNeeded: fingerprint.digest >> 32) & (chains.count - 1)]
    var made: Link?
    while true {
      if let link = chain.link.load() {
        if link.fingerprint == fingerprint {
          link.count.wrappingAdd(1, ordering: .relaxed)
          if made != nil { room.wrappingAdd(1, ordering: .relaxed) }
          return false
        }
        chain = link.next
        continue
      }
      if made == nil {
        guard room.wrappingSubtract(1, ordering: .relaxed).oldValue > 0 else {
          room.wrappingAdd(1, ordering: .relaxed)
          return false
        }
      }
      let link = made ?? Link(fingerprint)
      made = link
      if chain.link.storeIfNil(link) === link { return true }
    }
  }

  func tally() -> [(fingerprint: Fingerprint, count: Int)] {
    var result: [(fingerprint: Fingerprint, count: Int)] = []
    for start in chains {
      var chain = start
      while let link = chain.link.load() {
        result.append((link.fingerprint, link.count.load(ordering: .relaxed)))
        chain = link.next
      }
    }
    return result.sorted { ($1.count, $0.fingerprint.digest) < ($0.count, $1.fingerprint.digest) }
  }
}
