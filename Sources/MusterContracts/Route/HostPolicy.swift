/// Which hosts traffic may have been with to be held to a contract.
///
/// A contract is for the hosts of its servers, for ``servers``, and for loopback; everything else is *foreign*. A contract
/// that documents no server, or only one without a host such as `/v1`, is for ``servers`` and loopback alone. Ports are not
/// looked at.
public struct HostPolicy: Sendable, Hashable {
  /// Further servers of every contract: URLs, perhaps with a base path and with variables in braces.
  ///
  /// One without a base path has the contract's operations with their own base paths and without them.
  public var servers: [String]
  /// Whether any host is taken, if the path fits.
  public var takesAnyHost: Bool

  /// A policy, by default for the contracts' own servers and loopback.
  public init(servers: [String] = [], takesAnyHost: Bool = false) {
    (self.servers, self.takesAnyHost) = (servers, takesAnyHost)
  }
}

extension RouteTable {
  /// Whether an exchange with a host may be held to the contracts; allocates nothing.
  ///
  /// - Parameter host: The host without user information and port, in letters of any case.
  /// - Complexity: O(*n* log *hosts*) in the size of the host, and O(*n*) for each host with a variable.
  @inline(__always)
  func isOwn(_ host: Span<UInt8>) -> Bool {
    if !isStrict || hosts.exact(host) >= 0 { return true }
    for index in hosts.open where hosts.patterns[index].matches(host) { return true }
    return LocalHost.isLoopback(host)
  }
}
