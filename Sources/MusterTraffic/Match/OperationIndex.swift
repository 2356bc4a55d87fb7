import Muster
import MusterContracts

/// The operations of several contracts, to be found by method and URL.
struct OperationIndex: Sendable {
  /// An operation with what finding it needs.
  struct Entry: Sendable {
    /// Which of the contracts it is from.
    let contract: Int
    let vendor: String?
    let operation: MusterContracts.Operation
    /// The method as recordings are read, which write it in lower case at times.
    let method: String
    let reference: String
    let segments: [PathSegment]
    let servers: [Server]
  }

  /// What a method and a URL lead to.
  enum Match: Sendable {
    /// An operation; `entry` is its index.
    case operation(entry: Int, path: PathMatch)
    /// A path that is documented, but not with this method.
    case otherMethods(entry: Int, methods: [String])
    /// A path that is documented, but with a mistake that keeps its operations from being known.
    case lost(path: String, mistake: BrokenPart)
    /// A host that no contract is for.
    case foreign
    /// A path that is not documented; the nearest one, if one is near.
    case none(nearest: String?)
  }

  /// A path whose operations are not known.
  private struct Lost: Sendable {
    let path: ContractDocument.LostPath
    let segments: [PathSegment]
  }

  let entries: [Entry]
  private let lost: [Lost]
  /// The indices of the entries with so many segments.
  private let byCount: [Int: [Int]]
  private let literals: Set<String>
  /// The same in an order that is always the same.
  private let sortedLiterals: [String]

  init(_ contracts: [Contract]) {
    var entries: [Entry] = []
    var literals: Set<String> = []
    var servers: [[String]: [Server]] = [:]
    for (index, contract) in contracts.enumerated() {
      for operation in contract.operations {
        let own = servers[operation.servers] ?? operation.servers.map { Server($0) }
        servers[operation.servers] = own
        let segments = PathSegment.segments(of: operation.path)
        for segment in own.flatMap(\.base) + segments {
          if case .literal(let text) = segment { literals.insert(text) }
        }
        entries.append(
          Entry(
            contract: index, vendor: contract.vendor, operation: operation,
            method: ExchangeReader.method(operation.method), reference: operation.reference, segments: segments,
            servers: own))
      }
    }
    self.entries = entries
    lost = contracts.flatMap { $0.documents.flatMap(\.lostPaths) }.filter { $0.path.hasPrefix("/") }.map { path in
      Lost(path: path, segments: PathSegment.segments(of: path.path))
    }
    self.literals = literals
    sortedLiterals = literals.sorted()
    byCount = Dictionary(grouping: entries.indices) { entries[$0].segments.count }
  }

  /// Whether a text is a literal segment of a documented path.
  func isDocumented(segment: String) -> Bool { literals.contains(segment) }

  /// Whether a text is nearly a literal segment of a documented path: a slip, and so no secret.
  func isNearlyDocumented(segment: String) -> Bool {
    segment.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
      && NearestName.of(segment, among: sortedLiterals) != nil
  }

  /// Finds the operation of a method and a URL.
  ///
  /// An operation of the URL's host is taken before others, one with its base path before one without, then the one
  /// whose path is more literal, then the first.
  func match(method: String, url: TargetURL) -> Match {
    let path = PathSegment.decoded(url.path)
    var best: Candidate?
    var others: [Candidate] = []
    for baseCount in 0..<max(1, min(path.count, 9)) {
      for index in byCount[path.count - baseCount] ?? [] {
        guard let candidate = candidate(index, baseCount: baseCount, path: path, url: url) else { continue }
        if entries[index].method != method {
          others.append(candidate)
        } else if best.map({ candidate.isBetter(than: $0) }) ?? true {
          best = candidate
        }
      }
    }
    if let best, let found = entries[best.entry].operation.match(path: rest(of: url.path, after: best.baseCount)) {
      return .operation(entry: best.entry, path: found)
    }
    if let lost = lost(of: path) { return .lost(path: lost.path, mistake: lost.part) }
    if let first = others.max(by: { $1.isBetter(than: $0) }) {
      let documented = others.filter { $0.baseCount == first.baseCount && $0.rank == first.rank }
      return .otherMethods(entry: first.entry, methods: documented.map { entries[$0.entry].operation.method })
    }
    if isForeign(url, path) { return .foreign }
    return .none(nearest: nearest(to: path))
  }

  // MARK: Candidates

  private struct Candidate {
    let entry: Int
    let baseCount: Int
    /// How well host, base path and segments fit, most important first.
    let rank: [Int]

    func isBetter(than other: Candidate) -> Bool {
      if rank.elementsEqual(other.rank) { return entry < other.entry }
      return other.rank.lexicographicallyPrecedes(rank)
    }
  }

  private func candidate(_ index: Int, baseCount: Int, path: [String?], url: TargetURL) -> Candidate? {
    let entry = entries[index]
    let host = url.host
    guard zip(entry.segments, path.dropFirst(baseCount)).allSatisfy({ $0.admits($1) }) else { return nil }
    let isHost = host.map { host in entry.servers.contains { $0.isHost(host) } } ?? false
    let isRoot = entry.servers.isEmpty && baseCount == 0
    let fits =
      isRoot
      || entry.servers.contains { server in
        server.base.count == baseCount && server.isBase(of: path) && (!isHost || host.map { server.isHost($0) } ?? true)
      }
    guard fits || isPossible(entry, baseCount: baseCount, isHost: isHost) else { return nil }
    if !isHost, let host, !Server.isLocal(host) {
      // On the host of somebody else a path of parameters alone would take in everything.
      guard entry.segments.first?.isLiteral == true || (fits && baseCount > 0) || entry.servers.isEmpty else {
        return nil
      }
    }
    // A template may have literal text beside a parameter, which only the operation itself can tell.
    if entry.segments.contains(.mixed), entry.operation.match(path: rest(of: url.path, after: baseCount)) == nil {
      return nil
    }
    return Candidate(
      entry: index, baseCount: baseCount,
      rank: [isHost ? 1 : 0, fits ? 1 : 0] + entry.segments.map(\.concreteness))
  }

  /// Whether a path may be an operation's with another base path than its servers have.
  ///
  /// A mock leaves the base path out. Where no server is documented, as in a fragment of a vendor's pages, the base path
  /// is not known and may be anything, if the rest tells enough.
  private func isPossible(_ entry: Entry, baseCount: Int, isHost: Bool) -> Bool {
    guard entry.servers.isEmpty else { return baseCount == 0 && !isHost }
    return baseCount == 0
      || (entry.segments.first?.isLiteral == true && entry.segments.count(where: \.isLiteral) >= 2)
  }

  private func rest(of path: String, after baseCount: Int) -> String {
    let segments = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return "/" + segments.dropFirst(baseCount + 1).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
  }

  // MARK: What is not documented

  /// The path with a mistake that a URL's path ends with; one of parameters alone has to be all of it.
  private func lost(of path: [String?]) -> ContractDocument.LostPath? {
    lost.first { lost in
      let count = lost.segments.count
      guard count <= path.count, count == path.count || lost.segments.first?.isLiteral == true else { return false }
      return zip(lost.segments, path.suffix(count)).allSatisfy { $0.admits($1) }
    }?.path
  }

  /// Whether a URL has nothing to do with any contract: another's host, and a path that begins like none of theirs.
  private func isForeign(_ url: TargetURL, _ path: [String?]) -> Bool {
    guard let host = url.host, !Server.isLocal(host) else { return false }
    return !entries.contains { entry in
      guard !entry.servers.isEmpty else {
        guard let first = entry.segments.first, first.isLiteral else { return true }
        return path.contains { first.admits($0) }
      }
      return entry.servers.contains { server in
        server.isHost(host) || server.host == nil || (!server.base.isEmpty && server.isBase(of: path))
      }
    }
  }

  /// The documented path that was probably meant.
  private func nearest(to path: [String?]) -> String? {
    NearestPath.of(path, among: entries.map { ($0.operation.path, $0.servers.first?.base ?? [], $0.segments) })
  }
}
