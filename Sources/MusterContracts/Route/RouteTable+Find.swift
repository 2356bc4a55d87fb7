import Muster

extension RouteTable {
  /// An operation that was found.
  struct Hit {
    /// The index of its entry.
    let entry: Int
    /// How many segments of the path come before those of its template.
    let baseCount: Int
  }

  /// Which of a tree's templates count for a target.
  enum Scope {
    case all
    /// Those whose servers are elsewhere; on the host of somebody else only those whose path tells that they are meant.
    /// Only those of some contracts, if these have the host and no other may.
    case elsewhere(hosts: [Int], isForeign: Bool, contracts: [Int]?)
    /// Those that may be under a base path that nobody knows.
    case floating(contracts: [Int]?)
  }

  /// A template that was found.
  struct Found {
    let target: PathForest.Target
    /// How many segments of the path were passed over.
    let skipped: Int
    let scope: Scope

    var hit: Hit { Hit(entry: target.entry, baseCount: target.baseCount + skipped) }
  }

  /// How many segments a base path may have that nobody knows.
  private static let unknownBaseLimit = 8

  /// Finds the operation of a method and a URL or path.
  ///
  /// Allocates nothing for a URL on a host that servers have, or for a path under their base path.
  /// - Complexity: O(*n*) in the size of the URL.
  @inline(__always)
  func find(method: String, url: String) -> Hit? {
    let bytes = url.utf8.span
    let parts = TargetParts(bytes)
    guard parts.isHTTP else { return nil }
    let start = RouteTable.firstSegment(bytes, parts)
    let text = method.utf8.span
    guard let host = parts.host else {
      return find(method: text, bytes, start, bytes.extracting(0..<0), hasHost: false)
    }
    return find(method: text, bytes, start, bytes.extracting(host), hasHost: true)
  }

  /// Where the first segment begins.
  ///
  /// If there is no path, it is `/` (RFC 3986, section 6.2.3).
  @inline(__always)
  private static func firstSegment(_ bytes: Span<UInt8>, _ parts: TargetParts) -> Int {
    let hasSlash = parts.path < bytes.count && bytes[parts.path] == UInt8(ascii: "/")
    return hasSlash ? parts.path &+ 1 : parts.path
  }

  /// Finds the operation of a method and a target with its parts.
  @inline(__always)
  func find(
    method: Span<UInt8>, _ target: Span<UInt8>, _ start: Int, _ host: Span<UInt8>, hasHost: Bool,
    isCaseLost: Bool = false
  ) -> Hit? {
    find(
      method: method, target, start, host, hostIndex: hasHost ? hosts.exact(host) : -1, hasHost: hasHost,
      isCaseLost: isCaseLost)
  }

  /// The same where it is known which of the hosts without variables the host is; -1 for none.
  @inline(__always)
  func find(
    method: Span<UInt8>, _ target: Span<UInt8>, _ start: Int, _ host: Span<UInt8>, hostIndex: Int, hasHost: Bool,
    isCaseLost: Bool
  ) -> Hit? {
    let number = number(of: method, isUppercased: false)
    if number >= 0 {
      var root = underBase
      if hasHost { root = hostIndex < 0 ? 0 : hosts.roots[hostIndex] }
      if root != 0 {
        let index = forest.find(target, from: start, at: root) { $0.method == number }
        if index >= 0 { return Hit(entry: forest.targets[index].entry, baseCount: forest.targets[index].baseCount) }
      }
    }
    return findElsewhere(method, number, target, start, host, hasHost: hasHost, isCaseLost: isCaseLost)
  }

  @inline(never)
  private func findElsewhere(
    _ method: Span<UInt8>, _ number: Int, _ target: Span<UInt8>, _ start: Int, _ host: Span<UInt8>, hasHost: Bool,
    isCaseLost: Bool
  ) -> Hit? {
    if number >= 0, let found = search(number, target, start, host, hasHost: hasHost) { return found.hit }
    let upper = self.number(of: method, isUppercased: true)
    if upper >= 0, upper != number, let found = search(upper, target, start, host, hasHost: hasHost) {
      return found.hit
    }
    guard isCaseLost else { return nil }
    let written = method.indices.map { method[$0] >= 0x61 && method[$0] <= 0x7A ? method[$0] & 0xDF : method[$0] }
    for other in methods.indices where other != number && other != upper && methods[other].count == written.count {
      let isSame = zip(methods[other], written).allSatisfy { $0 == $1 || ($0 >= 0x61 && $0 <= 0x7A && $0 & 0xDF == $1) }
      if isSame, let found = search(other, target, start, host, hasHost: hasHost) { return found.hit }
    }
    return nil
  }

  /// The number of a method, as it is written or in upper case; -1 if no operation has it.
  @inline(__always)
  private func number(of method: Span<UInt8>, isUppercased: Bool) -> Int {
    for number in methods.indices where methods[number].count == method.count {
      var index = 0
      while index < method.count {
        let byte = method[index]
        let isLower = isUppercased && byte >= 0x61 && byte <= 0x7A
        guard methods[number][index] == (isLower ? byte & 0xDF : byte) else { break }
        index &+= 1
      }
      if index == method.count { return number }
    }
    return -1
  }

  // MARK: All trees

  /// Looks for a method, or for any if its number is -1, in one tree after the other.
  func search(_ method: Int, _ target: Span<UInt8>, _ start: Int, _ host: Span<UInt8>, hasHost: Bool) -> Found? {
    var scope = Scope.all
    var contracts: [Int]?
    if hasHost {
      let own = hosts.all(host)
      for index in own {
        if let found = search(hosts.roots[index], method, target, start, .all) { return found }
      }
      if isStrict, !LocalHost.isLoopback(host) { contracts = own.flatMap { contractsOfHosts[$0] } }
      scope = .elsewhere(hosts: own, isForeign: !LocalHost.isOne(host), contracts: contracts)
    }
    for root in [underBase, withoutBase] {
      if let found = search(root, method, target, start, scope) { return found }
    }
    guard floating != 0 else { return nil }
    var offset = start
    for skipped in 1...RouteTable.unknownBaseLimit {
      guard let next = RouteTable.nextSegment(target, offset) else { return nil }
      offset = next
      if let found = search(floating, method, target, offset, .floating(contracts: contracts), skipped: skipped) {
        return found
      }
    }
    return nil
  }

  private func search(
    _ root: Int, _ method: Int, _ target: Span<UInt8>, _ start: Int, _ scope: Scope, skipped: Int = 0
  ) -> Found? {
    guard root != 0 else { return nil }
    let index = forest.find(target, from: start, at: root) { [self] in
      (method < 0 || $0.method == method) && admits($0, scope)
    }
    return index < 0 ? nil : Found(target: forest.targets[index], skipped: skipped, scope: scope)
  }

  private func admits(_ target: PathForest.Target, _ scope: Scope) -> Bool {
    let entry = entries[target.entry]
    switch scope {
    case .all: return true
    case .floating(let contracts):
      return entry.tellsEnough && contracts.map { $0.contains(entry.contract) } ?? true
    case .elsewhere(let hosts, let isForeign, let contracts):
      if let contracts, !contracts.contains(entry.contract) { return false }
      let site = sites[entry.site]
      if isComplete, hosts.contains(where: { site.hosts.contains($0) }) { return false }
      return !isForeign || entry.isLiteralFirst || target.baseCount > 0 || site.isServerless
    }
  }

  /// Where the next segment begins; `nil` behind the last one.
  private static func nextSegment(_ target: Span<UInt8>, _ start: Int) -> Int? {
    var index = start
    while index < target.count, !URLBytes.endsAuthority(target[index]) { index += 1 }
    return index < target.count && target[index] == UInt8(ascii: "/") ? index + 1 : nil
  }

  // MARK: What a path has beside the method

  /// An operation of a documented path, and the methods that the path has.
  func documented(
    _ target: Span<UInt8>, _ start: Int, _ host: Span<UInt8>, hasHost: Bool
  ) -> (hit: Hit, methods: [String])? {
    guard let found = search(-1, target, start, host, hasHost: hasHost) else { return nil }
    let node = forest.nodes[found.target.node]
    var methods: [String] = []
    for index in node.firstTarget..<(node.firstTarget + node.targetCount) {
      let other = forest.targets[index]
      guard admits(other, found.scope), forest.suits(other, target) else { continue }
      let method = entries[other.entry].method
      if !methods.contains(method) { methods.append(method) }
    }
    return (found.hit, methods)
  }

  /// The path with a mistake that a target's path ends with; one that begins with a parameter has to be all of it.
  func lost(_ target: Span<UInt8>, _ start: Int) -> ContractDocument.LostPath? {
    guard lostRoot != 0 else { return nil }
    var offset: Int? = start
    while let segment = offset {
      let index = forest.find(target, from: segment, at: lostRoot) { [self] in
        segment == start || lostPaths[$0.entry].isLiteralFirst
      }
      if index >= 0 { return lostPaths[forest.targets[index].entry].path }
      offset = RouteTable.nextSegment(target, segment)
    }
    return nil
  }

  /// Whether a target has nothing to do with any contract: another's host, and a path that begins like none of theirs.
  func isForeign(_ host: Span<UInt8>, _ target: Span<UInt8>, _ start: Int, _ segments: [String?]) -> Bool {
    guard !LocalHost.isOne(host), !hasRelativeServer, hosts.all(host).isEmpty else { return false }
    for base in bases where base.count <= segments.count && zip(base, segments).allSatisfy({ $0.admits($1) }) {
      return false
    }
    guard floating != 0 else { return true }
    let root = forest.nodes[floating]
    guard root.parameter == 0, root.rest == 0, root.mixedCount == 0 else { return false }
    var offset: Int? = start
    while let segment = offset {
      if forest.hasLiteral(floating, target, segment) { return false }
      offset = RouteTable.nextSegment(target, segment)
    }
    return true
  }

  /// Whether a request is one of the contracts' by method and path alone, and these say that it is.
  func fits(method: String, _ target: Span<UInt8>, _ start: Int) -> Bool {
    let number = number(of: method.utf8.span, isUppercased: false)
    guard number >= 0, let found = search(number, target, start, target.extracting(0..<0), hasHost: false) else {
      return false
    }
    if found.target.baseCount > 0 { return true }
    guard case .literal(let text)? = entries[found.target.entry].patterns.first else { return false }
    return !text.isEmpty
  }

  /// The documented path that was probably meant.
  func nearest(to segments: [String?]) -> String? {
    NearestPath.of(
      segments,
      among: entries.lazy.map { [sites] entry in
        NearestPath.Candidate(
          path: entry.path, base: sites[entry.site].isServerless ? nil : sites[entry.site].servers.first?.base,
          segments: entry.patterns)
      })
  }

  // MARK: What a path says

  /// The parameters of a target's path by the template that was found for it.
  func parameters(_ hit: Hit, _ target: String) -> PathMatch? {
    entries[hit.entry].template.match(target, skipping: hit.baseCount)
  }

  /// The parameters of a URL's path by the template that its method and path lead to.
  func parameters(method: String, url: String) -> PathMatch? {
    guard let hit = find(method: method, url: url) else { return nil }
    return parameters(hit, url: url)
  }

  /// The parameters of a URL's path by the template that was found for it.
  func parameters(_ hit: Hit, url: String) -> PathMatch? { parameters(hit, RouteTable.pathAndQuery(of: url)) }

  /// A URL without scheme and host.
  private static func pathAndQuery(of url: String) -> String {
    let bytes = url.utf8.span
    let start = TargetParts(bytes).path
    let rest = String(decoding: url.utf8.dropFirst(start), as: UTF8.self)
    return start < bytes.count && bytes[start] == UInt8(ascii: "/") ? rest : "/" + rest
  }

  /// A method and URL as a message may show them: names that the contract has, and `{…}` for what may be a secret.
  func wording(method: String, url: String) -> String {
    let upper = method.asciiUppercased
    let isMethod = upper.utf8.count <= 16 && upper.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    let path = url.utf8.dropFirst(TargetParts(url.utf8.span).path).prefix { !URLBytes.endsPath($0) }
    let segments = String(decoding: path, as: UTF8.self)
      .split(separator: "/", maxSplits: 32, omittingEmptySubsequences: false).map { segment in
        literals.contains(String(segment)) ? String(segment) : "{…}"
      }
    return (isMethod ? upper : "{…}") + " " + segments.joined(separator: "/")
  }
}
