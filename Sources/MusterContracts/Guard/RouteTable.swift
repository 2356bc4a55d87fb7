/// Finds the operation of a method and URL by the path, under the base path of any of the operation's servers or none.
///
/// The host is not looked at: a client may talk to a test server or through a proxy.
final class RouteTable: Sendable {
  /// One operation under one base path.
  struct Route: Sendable {
    let operation: Int
    fileprivate let method: String
    let template: PathTemplate
    fileprivate let segments: [Segment]
    /// Whether a segment is literal and parameter in one.
    fileprivate let isMixed: Bool

    fileprivate init(_ index: Int, _ method: String, _ template: PathTemplate) {
      operation = index
      self.method = method
      self.template = template
      segments = template.segments.map(Segment.init)
      isMixed = template.segments.contains { $0.count > 1 }
    }
  }

  fileprivate enum Segment: Sendable, Hashable {
    case literal([UInt8])
    case parameter
    /// Literal and parameter in one: left to the template.
    case mixed(pieces: Int)

    init(_ pieces: [PathTemplate.Piece]) {
      if pieces.isEmpty {
        self = .literal([])
      } else if pieces.count == 1, case .literal(let text)? = pieces.first {
        self = .literal(Array(text.utf8))
      } else {
        self = pieces.count == 1 ? .parameter : .mixed(pieces: pieces.count)
      }
    }

    /// Orders the more concrete first.
    var rank: Int {
      switch self {
      case .literal: 0
      case .mixed(let pieces): max(1, 1_000 - pieces)
      case .parameter: 1_000
      }
    }
  }

  /// The routes by how many segments their templates have.
  private let routes: [Int: [Route]]
  private let literals: Set<String>

  init(_ operations: [Operation]) {
    var routes: [Int: [Route]] = [:]
    var literals: Set<String> = []
    for (index, operation) in operations.enumerated() {
      var bases: [String] = []
      for base in operation.servers.map(RouteTable.basePath) + [""] where !bases.contains(base) { bases.append(base) }
      for base in bases {
        let route = Route(index, operation.method, PathTemplate(base + operation.path))
        for case .literal(let bytes) in route.segments { literals.insert(String(decoding: bytes, as: UTF8.self)) }
        routes[route.segments.count, default: []].append(route)
      }
    }
    // The first match is the most concrete then, as `Contract.match` would choose.
    for key in routes.keys {
      routes[key]?.sort { left, right in
        left.segments.lazy.map(\.rank).lexicographicallyPrecedes(right.segments.lazy.map(\.rank))
      }
    }
    self.routes = routes
    self.literals = literals
  }

  /// The most concrete route of a method and URL.
  func match(method: String, url: String) -> Route? {
    let bytes = url.utf8.span
    let path = RequestPath(of: bytes)
    // Where there is a host and no path, the path is "/" (RFC 3986, section 6.2.3).
    if path.start == path.end, path.start > 0 { return match(method: method, url: "/") }
    guard let candidates = routes[path.segments] else { return nil }
    if let route = match(method, candidates, url, bytes, path) { return route }
    let upper = PathItemMethod.uppercased(method)
    return upper == method ? nil : match(upper, candidates, url, bytes, path)
  }

  private func match(
    _ method: String, _ candidates: [Route], _ url: String, _ bytes: Span<UInt8>, _ path: RequestPath
  ) -> Route? {
    for route in candidates where route.method == method {
      // Escapes and mixed segments are rare, and taking them apart allocates: the template does it.
      let isMatch =
        path.isEscaped || route.isMixed
        ? route.template.match(RequestPath.text(of: url)) != nil : RouteTable.matches(route.segments, bytes, path)
      if isMatch { return route }
    }
    return nil
  }

  private static func matches(_ segments: [Segment], _ bytes: Span<UInt8>, _ path: RequestPath) -> Bool {
    var index = path.start
    for segment in segments {
      let start = index
      while index < path.end, bytes[index] != UInt8(ascii: "/") { index += 1 }
      switch segment {
      case .literal(let literal):
        guard literal.count == index - start else { return false }
        for offset in literal.indices where literal[offset] != bytes[start + offset] { return false }
      case .parameter, .mixed:
        if index == start { return false }
      }
      index += 1
    }
    return true
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
