/// Finds the operation of a method and URL by the path, under the base path of any of the operation's servers or none.
///
/// The host is not looked at: a client may talk to a test server or through a proxy.
final class RouteTable: Sendable {
  /// One operation under one base path.
  struct Route: Sendable {
    let operation: Int
    let template: PathTemplate
    fileprivate let method: String
    /// The template with a zero byte for each parameter.
    fileprivate let pattern: [UInt8]
    /// Whether a segment is literal and parameter in one, or has what a pattern cannot: left to the template.
    fileprivate let isMixed: Bool

    fileprivate init(_ index: Int, _ method: String, _ template: PathTemplate) {
      operation = index
      self.template = template
      self.method = method
      var pattern: [UInt8] = []
      var isMixed = false
      for (position, pieces) in template.segments.enumerated() {
        if position > 0 { pattern.append(UInt8(ascii: "/")) }
        if pieces.count > 1 { isMixed = true }
        switch pieces.first {
        case .literal(let text)?:
          if text.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "/") }) { isMixed = true }
          pattern.append(contentsOf: text.utf8)
        case .parameter?: pattern.append(0)
        case nil: break
        }
      }
      self.pattern = pattern
      self.isMixed = isMixed
    }

    /// Orders the more concrete first, segment by segment.
    fileprivate var ranks: [Int] {
      template.segments.map { pieces in
        if pieces.count > 1 { return max(1, 1_000 - pieces.count) }
        if case .parameter? = pieces.first { return 1_000 }
        return 0
      }
    }
  }

  /// The routes, at how many segments their templates have.
  private let routes: [[Route]]
  private let literals: Set<String>

  init(_ operations: [Operation]) {
    var routes: [[Route]] = []
    var literals: Set<String> = [""]
    for (index, operation) in operations.enumerated() where !operation.isIncoming {
      var bases: [String] = []
      for base in operation.servers.map(RouteTable.basePath) + [""] where !bases.contains(base) { bases.append(base) }
      for base in bases {
        let route = Route(index, operation.method, PathTemplate(base + operation.path))
        for case .literal(let text)? in route.template.segments.map(\.first) { literals.insert(text) }
        let count = route.template.segments.count
        while routes.count <= count { routes.append([]) }
        routes[count].append(route)
      }
    }
    // The first match is the most concrete then, as `Contract.match` would choose.
    for count in routes.indices {
      routes[count].sort { left, right in
        let (mine, theirs) = (left.ranks, right.ranks)
        return mine == theirs ? left.operation < right.operation : mine.lexicographicallyPrecedes(theirs)
      }
    }
    self.routes = routes
    self.literals = literals
  }

  /// The operation of the most concrete route of a method and URL.
  func operation(method: String, url: String) -> Int? {
    guard let (candidates, index) = find(method, url) else { return nil }
    return candidates[index].operation
  }

  /// The path parameters that a URL has by the most concrete route.
  func parameters(method: String, url: String) -> PathMatch? {
    guard let (candidates, index) = find(method, url) else { return nil }
    return candidates[index].template.match(RequestPath.text(of: url))
  }

  private func find(_ method: String, _ url: String) -> (candidates: [Route], index: Int)? {
    let bytes = url.utf8.span
    let path = RequestPath(of: bytes)
    // Where there is a host and no path, the path is "/" (RFC 3986, section 6.2.3).
    if path.start == path.end, path.start > 0 { return find(method, "/") }
    guard path.segments < routes.count else { return nil }
    let candidates = routes[path.segments]
    for index in candidates.indices where candidates[index].method == method {
      // Escapes and mixed segments are rare, and taking them apart allocates: the template does it.
      let isMatch =
        path.isEscaped || candidates[index].isMixed
        ? candidates[index].template.match(RequestPath.text(of: url)) != nil
        : RouteTable.matches(candidates[index].pattern, bytes, path)
      if isMatch { return (candidates, index) }
    }
    let upper = PathItemMethod.uppercased(method)
    return upper == method ? nil : find(upper, url)
  }

  /// Whether a path is of a pattern; a parameter is never empty.
  private static func matches(_ pattern: [UInt8], _ bytes: Span<UInt8>, _ path: RequestPath) -> Bool {
    var index = path.start
    for place in pattern.indices {
      if pattern[place] == 0 {
        let start = index
        while index < path.end, bytes[index] != UInt8(ascii: "/") { index += 1 }
        if index == start { return false }
      } else {
        guard index < path.end, bytes[index] == pattern[place] else { return false }
        index += 1
      }
    }
    return index == path.end
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
