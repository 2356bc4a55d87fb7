import Muster

/// Gathers operations by their servers, and plants the trees of a ``RouteTable``.
struct RouteTableBuilder {
  /// A base path under which a site's templates are.
  private struct Mount: Hashable {
    let base: [SegmentPattern]
    let site: Int
  }

  /// A base path on a host.
  private struct HostMount: Hashable {
    let host: Int
    let mount: Mount
  }

  /// Servers that operations share.
  struct Site: Hashable {
    let servers: [ServerAddress]
    /// Whether the document names none of them.
    let isServerless: Bool
  }

  private(set) var entries: [RouteTable.Entry] = []
  private(set) var sites: [Site] = []
  private(set) var hosts: [HostPattern] = []
  private(set) var hostRoots: [Int] = []
  private(set) var forest = PathForest()
  private(set) var underBase = 0
  private(set) var withoutBase = 0
  private(set) var floating = 0
  private(set) var lostRoot = 0
  private(set) var lostPaths: [(path: ContractDocument.LostPath, isLiteralFirst: Bool)] = []
  private(set) var methods: [[UInt8]] = []
  private(set) var literals: Set<String> = [""]
  private(set) var bases: [[SegmentPattern]] = []
  /// Whether each tree has all of its templates.
  private(set) var isComplete = true

  private let furtherServers: [ServerAddress]
  private var siteIndices: [Site: Int] = [:]
  private var sitesOfServers: [[ServerTemplate]: Int] = [:]
  private var hostIndices: [HostPattern: Int] = [:]
  private var methodIndices: [String: Int] = [:]
  private var entryMethods: [Int] = []
  private var entriesOfSites: [[Int]] = []
  /// The trees that are planted, by what is in them.
  private var roots: [[Mount]: Int] = [:]

  /// How many templates the trees of all hosts may have, and how many the one of all base paths.
  ///
  /// A document may name thousands of servers for each of thousands of operations. An operation that is beyond is found
  /// like one of another host.
  private static let templateLimit = 1 << 20

  /// How many bytes the paths and server URLs of all operations may have.
  ///
  /// Operations may share one long path or URL, of which each makes segments of its own. An operation that is beyond is
  /// found by its name only.
  private static let textLimit = 1 << 24
  /// How many of these bytes are left.
  private var textBudget = textLimit

  /// A builder.
  ///
  /// - Parameter furtherServers: URLs where each operation is beside its own servers.
  init(furtherServers: [String]) {
    // Whoever writes a host alone means no path.
    self.furtherServers = furtherServers.map { url in
      ServerAddress(url.contains("//") || url.hasPrefix("/") ? url : "//" + url)
    }
  }

  // MARK: Gathering

  /// Adds the operations of a contract.
  mutating func add(_ contract: RouteTable.Source, _ contractIndex: Int, _ reading: Reading) {
    for index in contract.operations.indices {
      let record = contract.operations[index]
      guard !record.isIncoming, spend(record.path.utf8.count) else { continue }
      let template = record.template(reading)
      let patterns = template.patterns
      let site = site(of: record.servers)
      let isLiteralFirst = patterns.first?.isLiteral ?? false
      entriesOfSites[site].append(entries.count)
      entryMethods.append(number(of: record.method))
      entries.append(
        RouteTable.Entry(
          contract: contractIndex, operation: index, method: record.method, path: record.path, template: template,
          patterns: patterns, site: site, isLiteralFirst: isLiteralFirst,
          tellsEnough: isLiteralFirst && patterns.count(where: \.isLiteral) >= 2))
      note(patterns)
    }
    for path in contract.documents.flatMap(\.lostPaths) where path.path.utf8.first == UInt8(ascii: "/") {
      lostPaths.append((path, PathTemplate(path.path).patterns.first?.isLiteral ?? false))
    }
  }

  /// Takes some bytes from those that are left.
  ///
  /// - Returns: Whether there were as many.
  private mutating func spend(_ bytes: Int) -> Bool {
    guard bytes <= textBudget else {
      isComplete = false
      return false
    }
    textBudget -= bytes
    return true
  }

  private mutating func note(_ patterns: [SegmentPattern]) {
    for case .literal(let text) in patterns { literals.insert(String(decoding: text, as: UTF8.self)) }
  }

  private mutating func number(of method: String) -> Int {
    if let known = methodIndices[method] { return known }
    methodIndices[method] = methods.count
    methods.append(Array(method.utf8))
    return methods.count - 1
  }

  private mutating func site(of servers: [ServerTemplate]) -> Int {
    if let known = sitesOfServers[servers] { return known }
    var addresses: [ServerAddress] = []
    for server in servers {
      for url in server.urls where spend(url.utf8.count) { addresses.append(ServerAddress(url)) }
    }
    var bases: [[SegmentPattern]] = [[]]
    var knownBases: Set<[SegmentPattern]> = [[]]
    for address in addresses where knownBases.insert(address.base).inserted { bases.append(address.base) }
    var known = Set(addresses)
    for further in furtherServers {
      let mounted = further.base.isEmpty ? bases.map { ServerAddress(host: further.host, base: $0) } : [further]
      for address in mounted where known.insert(address).inserted { addresses.append(address) }
    }
    let site = Site(servers: addresses, isServerless: servers.isEmpty)
    let index = siteIndices[site] ?? sites.count
    sitesOfServers[servers] = index
    guard index == sites.count else { return index }
    siteIndices[site] = index
    sites.append(site)
    entriesOfSites.append([])
    for address in addresses { note(address.base) }
    return index
  }

  /// The indices of the hosts that some servers have.
  func hostIndices(of servers: [ServerAddress]) -> [Int] {
    var indices: [Int] = []
    var known: Set<Int> = []
    for case let host? in servers.map(\.host) {
      if let index = hostIndices[host], known.insert(index).inserted { indices.append(index) }
    }
    return indices
  }

  // MARK: Planting

  /// Makes the trees.
  mutating func plant() {
    var ofHosts: [[Mount]] = []
    var (all, bare, serverless): ([Mount], [Mount], [Mount]) = ([], [], [])
    var known: Set<Mount> = []
    var onHosts: Set<HostMount> = []
    var knownBases: Set<[SegmentPattern]> = [[]]
    for (index, site) in sites.enumerated() {
      let root = Mount(base: [], site: index)
      if site.isServerless { serverless.append(root) } else { bare.append(root) }
      if site.isServerless, known.insert(root).inserted { all.append(root) }
      for server in site.servers {
        let mount = Mount(base: server.base, site: index)
        if known.insert(mount).inserted { all.append(mount) }
        if knownBases.insert(server.base).inserted { bases.append(server.base) }
        guard let host = server.host else { continue }
        let position = hostIndices[host] ?? hosts.count
        if position == hosts.count {
          hostIndices[host] = position
          hosts.append(host)
          ofHosts.append([])
        }
        if onHosts.insert(HostMount(host: position, mount: mount)).inserted { ofHosts[position].append(mount) }
      }
    }
    // These two have each template once.
    var budget = Int.max
    withoutBase = root(of: bare, &budget)
    floating = root(of: serverless, &budget)
    budget = RouteTableBuilder.templateLimit
    underBase = root(of: all, &budget)
    budget = RouteTableBuilder.templateLimit
    for mounts in ofHosts { hostRoots.append(root(of: mounts, &budget)) }
    plantLost()
  }

  private mutating func root(of mounts: [Mount], _ budget: inout Int) -> Int {
    guard !mounts.isEmpty else { return 0 }
    if let known = roots[mounts] { return known }
    // The entries in their own order, so that of equal templates the first one counts.
    var basesOfSites: [Int: [[SegmentPattern]]] = [:]
    for mount in mounts { basesOfSites[mount.site, default: []].append(mount.base) }
    let indices = basesOfSites.keys.flatMap { entriesOfSites[$0] }.sorted()
    var seedling = PathForest.Seedling()
    for index in indices {
      let entry = entries[index]
      let query = forest.index(of: entry.template.query)
      for base in basesOfSites[entry.site] ?? [] {
        guard budget > 0 else {
          isComplete = false
          break
        }
        budget -= 1
        seedling.insert(
          base + entry.template.patterns,
          PathForest.Target(entry: index, method: entryMethods[index], baseCount: base.count, query: query))
      }
    }
    let root = forest.plant(seedling)
    roots[mounts] = root
    return root
  }

  private mutating func plantLost() {
    guard !lostPaths.isEmpty else { return }
    var seedling = PathForest.Seedling()
    for (index, lost) in lostPaths.enumerated() {
      seedling.insert(
        PathTemplate(lost.path.path).patterns, PathForest.Target(entry: index, method: 0, baseCount: 0, query: -1))
    }
    lostRoot = forest.plant(seedling)
  }
}
