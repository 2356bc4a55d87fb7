import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

@Suite("Routing requests")
struct RouterTests {
  static func contract(_ vendor: String, _ document: String) -> Contract? {
    try? Contract(compiling: [SourceText("\(vendor).yaml", document)], vendor: vendor)
  }

  private static let items = contract(
    "items",
    """
    openapi: 3.1.0
    info: {title: Items, version: '1'}
    servers: [{url: 'https://api.items.dev/v2'}, {url: 'https://{region}.items.dev/v2'}]
    paths:
      /items/{id}:
        get: {operationId: getItem, responses: {'204': {description: d}}}
        put: {operationId: putItem, responses: {'204': {description: d}}}
        delete: {operationId: deleteItem, responses: {'204': {description: d}}}
      /items/mine:
        get: {operationId: getMine, responses: {'204': {description: d}}}
      /items/{id}/notes:
        post: {operationId: addNote, responses: {'204': {description: d}}}
    """)

  private static let fragment = contract(
    "fragment",
    """
    openapi: 3.1.0
    info: {title: F, version: '1'}
    paths:
      /accounts/{account}/tokens/{id}:
        get: {operationId: getToken, responses: {'204': {description: d}}}
      /{anything}:
        get: {operationId: getAnything, responses: {'204': {description: d}}}
    """)

  private static let second = contract(
    "second",
    """
    openapi: 3.1.0
    info: {title: S, version: '1'}
    servers: [{url: 'https://second.dev'}]
    paths:
      /items/{id}:
        get: {operationId: secondItem, responses: {'204': {description: d}}}
        post: {operationId: secondPost, responses: {'204': {description: d}}}
      /files/{name}.{kind}:
        get: {operationId: getFile, responses: {'204': {description: d}}}
      /files/{name}:
        get: {operationId: getName, responses: {'204': {description: d}}}
    """)

  /// Servers without a scheme, methods in lower case, and parameters with nothing between them.
  private static let odd = contract(
    "odd",
    """
    openapi: 3.2.0
    info: {title: O, version: '1'}
    servers: [{url: '//odd.dev/base'}]
    paths:
      /items/{id}:
        get: {operationId: oddItem, responses: {'204': {description: d}}}
        additionalOperations:
          link: {operationId: oddLink, responses: {'204': {description: d}}}
          COPY: {operationId: oddCopy, responses: {'204': {description: d}}}
      /files/{name}{ext}{version}:
        get: {operationId: oddFile, responses: {'204': {description: d}}}
    """)

  @Test(arguments: [
    ("GET", "https://odd.dev/base/items/7", "oddItem id=7"), ("GET", "http://ODD.dev:80/base/items/7", "oddItem id=7"),
    ("LINK", "https://odd.dev/base/items/7", "oddLink id=7"), ("COPY", "https://odd.dev/base/items/7", "oddCopy id=7"),
    ("PUT", "https://odd.dev/base/items/7", "methods GET link COPY"),
    ("GET", "https://odd.dev/base/files/a.json;v=1", "oddFile name=a ext=.json version=;v=1"),
    ("GET", "https://odd.dev/base/files/abc", "oddFile name=a ext=b version=c"),
    ("GET", "https://odd.dev/base/files/%C3%A4%C3%B6%C3%BC%C3%9F", "oddFile name=äö ext=ü version=ß"),
    ("GET", "https://odd.dev/base/files/ab", "none /files/{name}{ext}{version}"),
    ("GET", "https://odd.dev/base/files/..x", "oddFile name=. ext=. version=x"),
  ])
  func matchesOddDocuments(method: String, url: String, expected: String) {
    #expect(found(method, url, in: Router([Self.odd].compactMap { $0 })) == expected)
  }

  private static let router = Router([items, second, fragment].compactMap { $0 })

  private func found(_ method: String, _ url: String, in router: Router = Self.router) -> String {
    switch router.route(method: method, TargetURL(url), isCaseLost: true) {
    case .operation(let match):
      let parameters = match.path.parameters.map { "\($0.name)=\($0.text ?? "?")" }
      return ([router.entries[match.entry].operation.id ?? ""] + parameters).joined(separator: " ")
    case .methodUndocumented(_, _, let methods): return "methods \(methods.joined(separator: " "))"
    case .lost(let lost): return "lost \(lost.path)"
    case .foreignHost: return "foreign"
    case .notHTTP: return "not HTTP"
    case .pathUndocumented(let nearest): return "none \(nearest ?? "")"
    }
  }

  @Test(arguments: [
    ("GET", "https://api.items.dev/v2/items/7", "getItem id=7"),
    ("GET", "https://second.dev/items/7", "secondItem id=7"),
    ("GET", "https://SECOND.dev:8443/items/7?x#y", "secondItem id=7"),
    ("GET", "https://second.dev/items/a%2Fb%20c", "secondItem id=a/b c"),
    ("GET", "https://second.dev/items/%C3%A9", "secondItem id=é"),
    ("GET", "https://second.dev/items/%FF", "secondItem id=?"),
    ("GET", "https://second.dev/files/a.csv", "getFile name=a kind=csv"),
    ("GET", "https://second.dev/files/a", "getName name=a"),
    ("GET", "http://localhost:9/v2/items/mine", "getMine"),
    ("GET", "http://localhost:9/items/mine", "secondItem id=mine"),
    ("POST", "http://localhost:9/items/1", "secondPost id=1"),
    ("GET", "https://staging.second.io/items/7", "secondItem id=7"),
    ("get", "https://second.dev/items/7", "secondItem id=7"), ("ftp", "ftp://second.dev/items/7", "not HTTP"),
    ("PATCH", "https://second.dev/items/7", "methods GET POST"),
    ("GET", "https://api.vendor.com/client/v4/accounts/a/tokens/b", "getToken account=a id=b"),
    ("GET", "https://api.vendor.com/accounts/a/tokens/b", "getToken account=a id=b"),
    ("GET", "https://api.vendor.com/client/v4/accounts/a/tokns/b", "none /accounts/{account}/tokens/{id}"),
    ("GET", "https://second.dev/items/7/", "none /items/{id}"),
    ("GET", "https://second.dev//items/7", "none /items/{id}"),
    ("GET", "https://second.dev/items/", "none "),
  ])
  func matches(method: String, url: String, expected: String) {
    #expect(found(method, url) == expected)
  }

  @Test func othersHostsAreForeign() {
    let router = Router([Self.items, Self.second].compactMap { $0 })
    #expect(found("GET", "https://cdn.example.com/logo.png", in: router) == "foreign")
    #expect(found("GET", "https://cdn.example.com/v2/nothing", in: router) == "none ")
    #expect(found("GET", "http://127.0.0.1/logo.png", in: router) == "none ")
    #expect(found("GET", "https://second.dev/logo.png", in: router) == "none ")
  }

  @Test func takesURLsApart() {
    func parts(_ text: String) -> [String?] {
      let url = TargetURL(text)
      return [url.scheme, url.host, url.port, url.path, url.query]
    }
    #expect(parts("https://u:p@A.b:1/c/d?e=f?g#h") == ["https", "a.b", "1", "/c/d", "e=f?g"])
    #expect(parts("http://[::1]:80") == ["http", "[::1]", "80", "/", nil])
    #expect(parts("http://[::1]?a") == ["http", "[::1]", nil, "/", "a"])
    #expect(parts("/a:b://c?") == [nil, nil, nil, "/a:b://c", ""])
    #expect(parts("") == [nil, nil, nil, "/", nil])
    #expect(TargetURL("/a", host: "u@H:7").host == "h")
    #expect(TargetURL("http://x/a", host: "y").host == "x")
    #expect(TargetURL("chrome-extension://x/a").isHTTP == false)
  }

  @Test(arguments: [
    ("127.0.0.1", true), ("10.1.2.3", true), ("172.16.0.1", true), ("172.32.0.1", false), ("192.168.1.1", true),
    ("localhost", true), ("[::1]", true), ("api.test", true), ("example.com", false), ("1.2.3", false), ("", false),
    ("LOCALHOST", true), ("a.localhost", true), ("127.0.0", false), ("127.0.0.1.dev", false), ("10.0.0.x", false),
  ])
  func knowsLocalHosts(host: String, isLocal: Bool) {
    #expect(LocalHost.isOne(host.utf8.span) == isLocal)
  }
}

/// What documents say beyond templates and servers.
@Suite("Routing by what vendors add")
struct RouterAdditionTests {
  private static func answer(_ document: String, _ method: String, _ url: String, _ reading: Reading = .intent)
    -> String
  {
    guard let contract = RouterTests.contract("t", "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n" + document) else {
      return "no contract"
    }
    let stored = (try? Contract(compiled: contract.encoded())) ?? contract
    let router = Router([stored], reading: reading)
    switch router.route(method: method, TargetURL(url)) {
    case .operation(let match):
      let parameters = match.path.parameters.map { "\($0.name)=\($0.text ?? "?")" }
      return ([router.entries[match.entry].reference] + parameters).joined(separator: " ")
    case .methodUndocumented(_, _, let methods): return "methods \(methods.joined(separator: " "))"
    case .lost(let lost): return "lost \(lost.path)"
    case .foreignHost: return "foreign"
    case .notHTTP: return "not HTTP"
    case .pathUndocumented(let nearest): return "none \(nearest ?? "")"
    }
  }

  private static let queries = """
    servers: [{url: 'https://api.x.example'}]
    paths:
      /v1/messages: {post: {responses: {'204': {description: d}}}}
      /v1/messages?beta=true: {post: {responses: {'204': {description: d}}}}
      /v1/models?beta=true: {get: {responses: {'204': {description: d}}}}
      /{bucket}?acl: {get: {responses: {'204': {description: d}}}}
      /{bucket}?versions&id={id}: {get: {responses: {'204': {description: d}}}}
    """

  @Test(arguments: [
    ("POST", "/v1/messages", "POST /v1/messages"), ("POST", "/v1/messages?beta=false", "POST /v1/messages"),
    ("POST", "/v1/messages?beta=true", "POST /v1/messages?beta=true"),
    ("POST", "/v1/messages?a=b&bet%61=true#x", "POST /v1/messages?beta=true"),
    ("POST", "/v1/messages?xbeta=true", "POST /v1/messages"), ("POST", "/v1/messages#?beta=true", "POST /v1/messages"),
    ("GET", "/v1/models?beta=true", "GET /v1/models?beta=true"), ("GET", "/v1/models", "none /v1/models?beta=true"),
    ("PUT", "/v1/messages?beta=true", "methods POST"), ("PUT", "/v1/models?beta=true", "methods GET"),
    ("GET", "/b?acl", "GET /{bucket}?acl bucket=b"), ("GET", "/b?acl=", "GET /{bucket}?acl bucket=b"),
    ("GET", "/b?acl=1", "none "), ("GET", "/b?id=7&versions", "GET /{bucket}?versions&id={id} bucket=b"),
  ])
  func aQueryInThePathSelects(method: String, path: String, expected: String) {
    #expect(Self.answer(Self.queries, method, "https://api.x.example" + path) == expected)
    #expect(Self.answer(Self.queries, method, path) == expected)
  }

  @Test func aQueryInThePathIsNoPathByTheLetter() {
    let url = "https://api.x.example/v1/messages?beta=true"
    #expect(Self.answer(Self.queries, "POST", url, .letter) == "POST /v1/messages")
  }

  private static let rest = """
    servers: [{url: 'https://api.hub.example/v3'}]
    paths:
      /repos/{owner}/git/ref/{ref}:
        get:
          parameters:
            - {name: owner, in: path, required: true, schema: {type: string}}
            - {name: ref, in: path, required: true, schema: {type: string}, x-multi-segment: true}
          responses: {'204': {description: d}}
      /repos/{owner}/git/ref/{name}/lock: {get: {responses: {'204': {description: d}}}}
    """

  @Test(arguments: [
    ("/repos/o/git/ref/main", "GET /repos/{owner}/git/ref/{ref} owner=o ref=main"),
    ("/repos/o/git/ref/heads/a%20b/c?x", "GET /repos/{owner}/git/ref/{ref} owner=o ref=heads/a b/c"),
    ("/repos/o/git/ref/heads/lock", "GET /repos/{owner}/git/ref/{name}/lock owner=o name=heads"),
    ("/repos/o/git/ref/heads/a/lock", "GET /repos/{owner}/git/ref/{ref} owner=o ref=heads/a/lock"),
    ("/repos/o/git/ref/", "none "),
    ("/repos/o/git/ref", "none /repos/{owner}/git/ref/{ref}"),
  ])
  func aMultiSegmentParameterTakesTheRest(path: String, expected: String) {
    #expect(Self.answer(Self.rest, "GET", "https://api.hub.example/v3" + path) == expected)
  }

  @Test func aMultiSegmentParameterIsOneSegmentByTheLetter() {
    let url = "https://api.hub.example/v3/repos/o/git/ref/heads/main"
    #expect(Self.answer(Self.rest, "GET", url, .letter).hasPrefix("none"))
  }

  private static let variables = """
    servers:
      - url: https://{subdomain}.{site}
        variables: {site: {default: api.metrics.example, enum: [api.metrics.example, eu.metrics.example]}, subdomain: {default: api}}
      - url: '{protocol}://{name}'
        variables: {name: {default: api.other.example}, protocol: {default: https}}
      - url: https://{tenant}.vendor.example:{port}/base
        variables: {tenant: {default: t}, port: {default: '8443', enum: ['443']}}
      - url: https://{a}.{b}/none
      - url: https://{undescribed}.known.example
    paths:
      /{any}: {get: {responses: {'204': {description: d}}}}
    """

  @Test(arguments: [
    ("https://x.api.metrics.example/v", "GET /{any} any=v"), ("https://eu.eu.metrics.example/v", "GET /{any} any=v"),
    ("https://api.other.example/v", "GET /{any} any=v"), ("https://x.other.example/v", "foreign"),
    ("https://stats.example/v", "foreign"), ("https://static.news.example/v", "foreign"),
    ("https://acme.vendor.example/base/v", "GET /{any} any=v"), ("https://acme.vendor.example/v", "none "),
    ("https://q.known.example/v", "GET /{any} any=v"), ("https://known.example/v", "foreign"),
    ("https://us.metrics.example/v", "foreign"),
  ])
  func aVariableOfAHostTakesNoForeignHost(url: String, expected: String) {
    #expect(Self.answer(Self.variables, "GET", url) == expected)
  }

  private static let hints = """
    servers: [{url: 'https://a.example'}]
    paths:
      /teams/{team_id}: {get: {responses: {'200': {description: ok}}}}
      /api/v1/api_key: {post: {responses: {'200': {description: ok}}}}
      /api/v1/usage/hourly-attribution: {get: {responses: {'200': {description: ok}}}}
      /api/v1/api_key/{key}: {get: {responses: {'200': {description: ok}}}}
      /{x}/{y}/{z}/{w}/{v}: {get: {responses: {'200': {description: ok}}}}
    """

  @Test(arguments: [
    ("/repos/sferik/rails_admin/git/matching-refs/heads/rails", ""), ("/api/v2/roles", ""), ("/heads/rails", ""),
    ("/api/v1/usage/attribution", "/api/v1/usage/hourly-attribution"), ("/api/v1/api_keys", "/api/v1/api_key"),
    ("/teams", ""), ("/teams/", ""), ("/a/b/c/d", ""), ("/api/v1/api_keys/7", "/api/v1/api_key/{key}"), ("/", ""),
  ])
  func hintsShareALiteralSegment(path: String, nearest: String) {
    #expect(Self.answer(Self.hints, "GET", "https://a.example" + path) == "none \(nearest)")
  }

  @Test(arguments: [
    ("/f/a.b", "a|b"), ("/f/a.b.c", "a|b.c a.b|c"), ("/f/..x", ".|x"), ("/f/...", ".|."), ("/f/a..b", "a|.b a.|b"),
    ("/g/abc", "ab|c a|bc"), ("/g/ab", "a|b"), ("/g/%C3%A4%C3%B6", "ä|ö"), ("/g/a.b", "a|.b a.|b"),
  ])
  func anAmbiguousSegmentHasAllItsReadings(path: String, expected: String) throws {
    let contract = try Contract(compiling: [
      SourceText(
        "t.yaml",
        """
        openapi: 3.1.0
        info: {title: T, version: '1'}
        paths:
          /f/{a}.{b}: {get: {responses: {'204': {description: d}}}}
          /g/{a}{b}: {get: {responses: {'204': {description: d}}}}
        """)
    ])
    let match = try #require(contract.match(method: "GET", path: path)).path
    let readings = match.readings.map { $0.map { $0.text ?? "?" }.joined(separator: "|") }
    #expect(readings.joined(separator: " ") == expected)
    #expect(match.isAmbiguous == (readings.count > 1))
    #expect(!match.hasMoreReadings)
  }

  @Test func manyReadingsAreCut() throws {
    let template = PathTemplate("/{a}-{b}")
    let few = try #require(template.match("/" + String(repeating: "x-", count: 15) + "x"))
    #expect(few.readings.count == 15 && !few.hasMoreReadings)
    for count in [40, 100_000] {
      let many = try #require(template.match("/" + String(repeating: "x-", count: count) + "x"))
      #expect(many.hasMoreReadings && many.readings.count <= PathMatch.readingLimit && many["a"] == "x")
    }
  }
}
