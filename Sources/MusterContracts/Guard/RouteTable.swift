/// Finds the operation of a method and URL by the path, under the base path of any of the operation's servers or none.
///
/// The host is not looked at: a client may talk to a test server or through a proxy.
final class RouteTable: Sendable {
  /// One operation under one base path.
  private struct Route: Sendable {
    let operation: Int
    let method: String
    let template: PathTemplate

    /// The segments as a tree takes them; `nil` for what is left to the template.
    ///
    /// That is a segment that is literal and parameter in one, and a literal that has a slash in it, or none at all.
    var plainSegments: [[UInt8]?]? {
      guard template.segments.count < RouteTree.deepest else { return nil }
      var result: [[UInt8]?] = [Array(method.utf8)]
      for pieces in template.segments {
        guard pieces.count <= 1 else { return nil }
        switch pieces.first {
        case .literal(let text)?:
          if text.utf8.contains(UInt8(ascii: "/")) { return nil }
          result.append(Array(text.utf8))
        case .parameter?: result.append(nil)
        case nil: result.append([])
        }
      }
      return result
    }

    /// Orders the more concrete first, segment by segment.
    var ranks: [Int] {
      template.segments.map { pieces in
        if pieces.count > 1 { return max(1, 1_000 - pieces.count) }
        if case .parameter? = pieces.first { return 1_000 }
        return 0
      }
    }
  }

  /// The routes, of those that match the same path the most concrete first, as `Contract.match` would choose.
  private let routes: [Route]
  private let operations: [Int]
  /// Nearly all of them.
  private let tree: RouteTree
  /// The places of the others.
  private let others: [Int]
  private let literals: Set<String>

  init(_ operations: [Operation]) {
    var routes: [Route] = []
    var literals: Set<String> = [""]
    for (index, operation) in operations.enumerated() where !operation.isIncoming {
      var bases: [String] = []
      for base in operation.servers.map(RouteTable.basePath) + [""] where !bases.contains(base) { bases.append(base) }
      for base in bases {
        let route = Route(operation: index, method: operation.method, template: PathTemplate(base + operation.path))
        for case .literal(let text)? in route.template.segments.map(\.first) { literals.insert(text) }
        routes.append(route)
      }
    }
    let ranked = routes.map { (route: $0, ranks: $0.ranks) }.sorted { left, right in
      left.ranks == right.ranks
        ? left.route.operation < right.route.operation : left.ranks.lexicographicallyPrecedes(right.ranks)
    }
    routes = ranked.map(\.route)
    var plain: [(segments: [[UInt8]?], place: Int)] = []
    var others: [Int] = []
    for (place, route) in routes.enumerated() {
      if let segments = route.plainSegments { plain.append((segments, place)) } else { others.append(place) }
    }
    self.routes = routes
    self.operations = routes.map(\.operation)
    self.tree = RouteTree(plain)
    self.others = others
    self.literals = literals
  }

  /// The operation of the most concrete route of a method and URL.
  @inline(__always)
  func operation(method: String, url: String) -> Int? {
    guard let place = find(method, url) else { return nil }
    return operations[place]
  }

  /// The path parameters that a URL has by the most concrete route.
  func parameters(method: String, url: String) -> PathMatch? {
    guard let place = find(method, url) else { return nil }
    return routes[place].template.match(RequestPath.text(of: url))
  }

  private func find(_ method: String, _ url: String) -> Int? {
    let bytes = url.utf8.span
    let start = RequestPath.start(of: bytes)
    // Where there is a host and no path, the path is "/" (RFC 3986, section 6.2.3).
    if start > 0, start == bytes.count || URLBytes.endsPath(bytes[start]) { return find(method, "/") }
    let found = tree.find(method.utf8.span, bytes, from: start)
    if others.isEmpty, case .place(let place) = found { return place }
    return find(method, url, found)
  }

  /// The place where the tree found one, or that of a more concrete route that is not in the tree.
  @inline(never)
  private func find(_ method: String, _ url: String, _ found: RouteTree.Finding) -> Int? {
    let place: Int?
    switch found {
    // Escapes are rare, and taking them apart allocates: the templates do it.
    case .escaped: place = match(method, url, among: routes.indices)
    case .none: place = match(method, url, among: others)
    case .place(let known): place = match(method, url, among: others.prefix { $0 < known }) ?? known
    }
    if let place { return place }
    let upper = PathItemMethod.uppercased(method)
    return upper == method ? nil : find(upper, url)
  }

  /// The first place of some whose template takes the URL's path.
  private func match(_ method: String, _ url: String, among places: some Sequence<Int>) -> Int? {
    let segments = RequestPath(of: url.utf8.span).segments
    return places.first { place in
      let route = routes[place]
      return route.method == method && route.template.segments.count == segments
        && route.template.match(RequestPath.text(of: url)) != nil
    }
  }

  /// A method and URL as a message may show them: names that the contract has, and `{…}` for what may be a secret.
  func wording(method: String, url: String) -> String {
    let upper = PathItemMethod.uppercased(method)
    let isMethod = upper.utf8.count <= 16 && upper.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    let path = RequestPath.text(of: url)
    let segments = path.split(separator: "/", maxSplits: 32, omittingEmptySubsequences: false).map { segment in
      literals.contains(String(segment)) ? String(segment) : "{…}"
    }
    return (isMethod ? upper : "{…}") + " " + segments.joined(separator: "/")
  }

  /// The path that a server's URL puts before each operation's, without a slash at its end.
  private static func basePath(_ server: String) -> String {
    var path = RequestPath.text(of: server)
    while path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    return path
  }
}
