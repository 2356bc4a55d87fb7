import Muster

/// Finds operations of one or several contracts by method and target.
///
/// ```swift
/// let router = Router([infisical, cloudflare])
/// guard case .operation(let match) = router.route(method: "GET", TargetURL(url)) else { return }
/// let operation = router.entries[match.entry].operation
/// ```
/// Look-up by path, the guard and the linter all ask the same routes:
/// - An operation of the target's host comes before others, and one under its server's base path before one without it;
///   then the template that is more literal, segment by segment; then the first one.
/// - An operation without servers may have any base path, if two literal segments of its template, the first one
///   included, say that it is meant: a page of a vendor's often documents no server.
/// - A path without a host may be any contract's. So may one on a loopback host, as mocks have them.
/// - Without a ``HostPolicy`` a path on a private host may be any contract's too, and one on a host that no server has, if
///   its template begins with a literal segment. With one, hosts of others are foreign.
/// - A server's variable has the values that the document lists. One without a list stands for any text where the rest of
///   the host is literal; otherwise it has its default.
public struct Router: Sendable {
  /// An operation that may be found.
  public struct Entry: Sendable {
    /// The index of its contract.
    public let contract: Int
    /// The contract's vendor.
    public let vendor: String?
    /// The operation.
    public let operation: Operation
    /// Its method and path template.
    public let reference: String
  }

  /// The operations in the order of the contracts; those of webhooks and callbacks have no path and are left out.
  public let entries: [Entry]
  /// The literal segments of all templates and base paths, sorted.
  public let literals: [String]
  let routes: RouteTable

  /// A router for contracts.
  ///
  /// - Parameters:
  ///   - contracts: The contracts.
  ///   - reading: Whether a query in a path template and `x-multi-segment` count; they do by intent.
  ///   - hosts: Which hosts the contracts are for; `nil` if the caller knows that already.
  /// - Complexity: O(*n*) in the size of all path templates, times the base paths that an operation has.
  public init(_ contracts: [Contract], reading: Reading = .intent, hosts: HostPolicy? = nil) {
    if contracts.count == 1, reading == .intent, hosts == nil, let only = contracts.first {
      routes = only.storage.routes
    } else {
      routes = RouteTable(contracts.map(\.storage.routeSource), reading: reading, hosts: hosts)
    }
    entries = routes.entries.map { entry in
      let contract = contracts[entry.contract]
      let operation = Operation(storage: contract.storage, index: entry.operation)
      return Entry(
        contract: entry.contract, vendor: contract.vendor, operation: operation, reference: operation.reference)
    }
    literals = routes.literals.sorted()
  }

  /// Whether a text is a literal segment of a documented path.
  ///
  /// - Complexity: O(*n*) in the size of the text.
  public func isDocumented(segment: String) -> Bool { routes.literals.contains(segment) }

  /// Finds the operation of a method and a target, or says why there is none.
  ///
  /// - Parameters:
  ///   - method: The method. One that is not documented as it is written is looked for in upper case.
  ///   - target: The target.
  ///   - isCaseLost: Whether the method was recorded by something that writes methods in upper case, so that it may be
  ///     one of OpenAPI 3.2 that is in lower case.
  /// - Complexity: O(*n*) in the size of the target. For a path that is not documented, also O(*operations*), of which
  ///   1,000 are looked at for the nearest.
  public func route(method: String, _ target: TargetURL, isCaseLost: Bool = false) -> Route {
    guard target.isHTTP else { return .notHTTP }
    // The authority is taken off, as a host may be known from elsewhere.
    let text = target.path + (target.query.map { "?" + $0 } ?? "")
    let (bytes, hasHost) = (text.utf8.span, target.host != nil)
    let hostText = target.host ?? ""
    let host = hostText.utf8.span
    if hasHost, !routes.isOwn(host) { return .foreignHost }
    if let hit = routes.find(method: method.utf8.span, bytes, 1, host, hasHost: hasHost, isCaseLost: isCaseLost),
      let path = routes.parameters(hit, text)
    {
      return .operation(Route.Match(entry: hit.entry, path: path, baseCount: hit.baseCount))
    }
    if let lost = routes.lost(bytes, 1) { return .lost(lost) }
    if let found = routes.documented(bytes, 1, host, hasHost: hasHost) {
      return .methodUndocumented(entry: found.hit.entry, baseCount: found.hit.baseCount, methods: found.methods)
    }
    let segments = SegmentPattern.decoded(target.path)
    if hasHost, routes.isForeign(host, bytes, 1, segments) { return .foreignHost }
    return .pathUndocumented(nearest: routes.nearest(to: segments))
  }
}

extension Router {
  /// Whether an exchange with a host may be held to the contracts; allocates nothing.
  ///
  /// - Parameter host: The host without user information and port, in letters of any case.
  /// - Complexity: O(*n* log *hosts*) in the size of the host, and O(*n*) for each host with a variable.
  @inline(__always)
  package func isOwn(host: Span<UInt8>) -> Bool { routes.isOwn(host) }

  /// Whether a request to a foreign host would be held to an operation if the host were a server of the contracts.
  ///
  /// A template that does not begin with a literal segment, such as `/`, fits too much to say so.
  /// - Complexity: O(*n*) in the size of the target.
  public func fits(method: String, _ target: TargetURL) -> Bool {
    guard target.isHTTP else { return false }
    let text = target.path + (target.query.map { "?" + $0 } ?? "")
    return routes.fits(method: method.asciiUppercased, text.utf8.span, 1)
  }
}

extension Contract.Storage {
  /// The routes of the operations, by intent; made when they are first asked for.
  var routes: RouteTable {
    lazyRoutes.load() ?? lazyRoutes.storeIfNil(RouteTable([routeSource], reading: .intent, hosts: nil))
  }
}
