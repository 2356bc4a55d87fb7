import Muster

/// The templates of contracts in trees, by the hosts and base paths that they are under.
///
/// A server is a host with a base path, and operations with the same servers are a *site*. For each host there is a tree of the
/// templates under the base paths that sites have there; hosts with the same base paths share one. Three more trees are for
/// targets without a host or with another one: every template under every base path, every template without its base
/// path, and those without a server, which may be under any.
final class RouteTable: Sendable {
  /// What is known of an operation.
  struct Entry: Sendable {
    /// The index of its contract.
    let contract: Int
    /// Its index in the contract.
    let operation: Int
    let method: String
    let path: String
    let template: PathTemplate
    /// The segments of the template.
    let patterns: [SegmentPattern]
    /// The index of its servers.
    let site: Int
    /// Whether its template begins with a literal segment.
    let isLiteralFirst: Bool
    /// Whether its template tells enough for a base path that nobody knows: two literals, the first segment one of them.
    let tellsEnough: Bool
  }

  /// What routes are made of: the operations of one contract, and the documents that they are from.
  struct Source {
    let operations: OperationRecords
    let documents: [ContractDocument]
  }

  /// Servers that operations share.
  struct Site: Sendable {
    let servers: [ServerAddress]
    /// The indices of its hosts.
    let hosts: [Int]
    /// Whether the document names no server.
    let isServerless: Bool
  }

  let entries: [Entry]
  let sites: [Site]
  let forest: PathForest
  /// The hosts with their trees.
  let hosts: HostTable
  /// Templates under their base paths, whatever the host; 0 for none, here as below.
  let underBase: Int
  /// Templates of operations that have servers, without their base paths.
  let withoutBase: Int
  /// Templates of operations that have no servers.
  let floating: Int
  /// Templates of paths that a mistake in the document takes down.
  let lostRoot: Int
  let lostPaths: [(path: ContractDocument.LostPath, isLiteralFirst: Bool)]
  /// The methods, each by its number.
  let methods: [[UInt8]]
  /// The literal segments of templates and base paths.
  let literals: Set<String>
  /// Whether a server is a path alone, so that the contract is for any host.
  let hasRelativeServer: Bool
  /// The base paths of servers, without the empty one.
  let bases: [[SegmentPattern]]
  /// Whether each host's tree has all of its templates.
  let isComplete: Bool
  /// Whether a path on a host is a contract's only if the contract has the host, or the host is loopback.
  let isStrict: Bool
  /// For each host the contracts that have it.
  let contractsOfHosts: [[Int]]

  /// Routes to the operations of contracts.
  ///
  /// - Complexity: O(*n*) in the size of all path templates, times the base paths that an operation has.
  init(_ contracts: [Source], reading: Reading, hosts policy: HostPolicy?) {
    var builder = RouteTableBuilder(furtherServers: policy?.servers ?? [])
    for (index, contract) in contracts.enumerated() { builder.add(contract, index, reading) }
    builder.plant()
    entries = builder.entries
    let sites = builder.sites.map { site in
      Site(servers: site.servers, hosts: builder.hostIndices(of: site.servers), isServerless: site.isServerless)
    }
    self.sites = sites
    isStrict = policy.map { !$0.takesAnyHost } ?? false
    var contractsOfHosts = [Set<Int>](repeating: [], count: builder.hosts.count)
    for entry in builder.entries {
      for host in sites[entry.site].hosts { contractsOfHosts[host].insert(entry.contract) }
    }
    self.contractsOfHosts = contractsOfHosts.map { $0.sorted() }
    forest = builder.forest
    hosts = HostTable(builder.hosts, roots: builder.hostRoots)
    (underBase, withoutBase, floating) = (builder.underBase, builder.withoutBase, builder.floating)
    (lostRoot, lostPaths) = (builder.lostRoot, builder.lostPaths)
    methods = builder.methods
    literals = builder.literals
    bases = builder.bases
    isComplete = builder.isComplete
    hasRelativeServer = builder.sites.contains { site in site.servers.contains { $0.host == nil } }
  }
}

/// The hosts of servers with the trees of their templates.
struct HostTable: Sendable {
  let patterns: [HostPattern]
  let roots: [Int]
  /// A host without variables; no reference in it, so that looking at one retains nothing.
  private struct Exact: Sendable, BitwiseCopyable {
    /// Where its text is among those of all.
    let start: Int
    let count: Int
    /// Its index.
    let index: Int
  }

  /// The hosts without variables, in the order of their lengths and bytes.
  private let exact: [Exact]
  private let texts: [UInt8]
  /// The hosts with a variable, those with the most literal text first.
  let open: [Int]

  init(_ patterns: [HostPattern], roots: [Int]) {
    self.patterns = patterns
    self.roots = roots
    let usable = patterns.indices.filter { patterns[$0].isUsable }
    let sorted = usable.filter { patterns[$0].suffix == nil }.sorted { left, right in
      let (first, second) = (patterns[left].prefix, patterns[right].prefix)
      return first.count == second.count ? first.lexicographicallyPrecedes(second) : first.count < second.count
    }
    var texts: [UInt8] = []
    exact = sorted.map { index in
      texts += patterns[index].prefix
      let count = patterns[index].prefix.count
      return Exact(start: texts.count - count, count: count, index: index)
    }
    self.texts = texts
    open = usable.filter { patterns[$0].suffix != nil }.sorted { left, right in
      let (first, second) = (HostTable.length(patterns[left]), HostTable.length(patterns[right]))
      return first == second ? left < right : first > second
    }
  }

  private static func length(_ pattern: HostPattern) -> Int { pattern.prefix.count + (pattern.suffix?.count ?? 0) }

  /// The index of a host that is written without variables; -1 for none.
  ///
  /// - Complexity: O(*n* log *hosts*) in the size of the host.
  @inline(__always)
  func exact(_ host: Span<UInt8>) -> Int {
    var (first, last) = (0, exact.count &- 1)
    while first <= last {
      let middle = (first &+ last) &>> 1
      let known = exact[middle]
      let difference = difference(known, host)
      if difference == 0 { return known.index }
      if difference > 0 { last = middle &- 1 } else { first = middle &+ 1 }
    }
    return -1
  }

  @inline(__always)
  private func difference(_ known: Exact, _ host: Span<UInt8>) -> Int {
    let difference = known.count &- host.count
    guard difference == 0 else { return difference }
    var index = 0
    while index < host.count {
      let (own, byte) = (texts[known.start &+ index], host[index].asciiLowercased)
      if own != byte { return Int(own) &- Int(byte) }
      index &+= 1
    }
    return 0
  }

  /// The indices of all hosts that a host is of.
  func all(_ host: Span<UInt8>) -> [Int] {
    let known = exact(host)
    return (known < 0 ? [] : [known]) + open.filter { patterns[$0].matches(host) }
  }
}
