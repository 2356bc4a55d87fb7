/// Finds the operation of a method and URL by the path, under the base path of any of the operation's servers or none.
///
/// The host is not looked at: a client may talk to a test server or through a proxy.
final class RouteTable: Sendable {
  /// One operation under one base path.
  struct Route: Sendable {
    let operation: Int
    let template: PathTemplate
    fileprivate let segments: [Segment]
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

  private struct Key: Hashable {
    let method: String
    let segments: Int
  }

  private let routes: [Key: [Route]]
  private let methods: Set<String>
  private let literals: Set<String>

  init(_ operations: [Operation]) {
    var routes: [Key: [Route]] = [:]
    var literals: Set<String> = []
    for (index, operation) in operations.enumerated() {
      var bases: [String] = []
      for base in operation.servers.map(RouteTable.basePath) + [""] where !bases.contains(base) { bases.append(base) }
      for base in bases {
        let template = PathTemplate(base + operation.path)
        let segments = template.segments.map(Segment.init)
        for case .literal(let bytes) in segments { literals.insert(String(decoding: bytes, as: UTF8.self)) }
        routes[Key(method: operation.method, segments: segments.count), default: []].append(
          Route(operation: index, template: template, segments: segments))
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
    methods = Set(operations.map(\.method))
  }

  func match(method: String, url: String) -> Route? {
    let path = RouteTable.path(of: url).utf8
    let count = path.count { $0 == UInt8(ascii: "/") } + 1
    let candidates =
      routes[Key(method: method, segments: count)]
      ?? routes[Key(method: PathItemMethod.uppercased(method), segments: count)]
    // Escapes are rare, and decoding allocates: the template does it.
    let isEscaped = path.contains(UInt8(ascii: "%"))
    return candidates?.first { route in
      let isPlain = !isEscaped && !route.segments.contains { if case .mixed = $0 { true } else { false } }
      return isPlain ? RouteTable.matches(route.segments, path) : route.template.match(String(Substring(path))) != nil
    }
  }

  private static func matches(_ segments: [Segment], _ path: Substring.UTF8View) -> Bool {
    var rest = path
    for segment in segments {
      let text = rest.prefix { $0 != UInt8(ascii: "/") }
      switch segment {
      case .literal(let literal):
        if !text.elementsEqual(literal) { return false }
      case .parameter, .mixed:
        if text.isEmpty { return false }
      }
      rest = rest[text.endIndex...].dropFirst()
    }
    return true
  }

  func wording(method: String, url: String) -> String {
    let upper = PathItemMethod.uppercased(method)
    let isMethod = upper.utf8.count <= 16 && upper.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    let segments = RouteTable.path(of: url).split(separator: "/", maxSplits: 32, omittingEmptySubsequences: false).map {
      literals.contains(String($0)) ? String($0) : "{…}"
    }
    return (isMethod ? upper : "{…}") + " " + segments.joined(separator: "/")
  }

  /// The path of a URL or of a request target: without scheme, host, query and fragment (RFC 3986, section 3).
  static func path(of url: String) -> Substring {
    let utf8 = url.utf8
    var start = url.startIndex
    if utf8.first != UInt8(ascii: "/") || utf8.dropFirst().first == UInt8(ascii: "/") {
      // An authority follows "//", with or without a scheme before it.
      guard let colon = utf8.firstIndex(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }),
        utf8[colon...].starts(with: "//".utf8)
      else { return url[...].prefix { $0 != "?" && $0 != "#" } }
      let authority = utf8.index(colon, offsetBy: 2)
      start =
        utf8[authority...].firstIndex {
          $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
        } ?? url.endIndex
    }
    let end = utf8[start...].firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? url.endIndex
    return start == end ? "/" : url[start..<end]
  }

  /// The path that a server's URL puts before each operation's, without a slash at its end.
  private static func basePath(_ server: String) -> String {
    var path = path(of: server)
    while path.utf8.last == UInt8(ascii: "/") { path = path.dropLast() }
    return String(path)
  }
}
