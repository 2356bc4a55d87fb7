import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

@Suite("Finding operations")
struct MatchTests {
  private static let fragment = TestContract.contract(
    vendor: "fragment",
    """
    openapi: 3.1.0
    info: {title: F, version: '1'}
    paths:
      /accounts/{account}/tokens/{id}:
        get: {operationId: getToken, responses: {'204': {description: d}}}
      /{anything}:
        get: {operationId: getAnything, responses: {'204': {description: d}}}
    """)

  private static let second = TestContract.contract(
    vendor: "second",
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
  private static let odd = TestContract.contract(
    vendor: "odd",
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
    #expect(found(method, url, in: OperationIndex([Self.odd].compactMap { $0 })) == expected)
  }

  private static let index = OperationIndex([TestContract.items, second, fragment].compactMap { $0 })

  private func found(_ method: String, _ url: String, in index: OperationIndex = Self.index) -> String {
    switch index.match(method: method, url: TargetURL(url)) {
    case .operation(let entry, let path):
      let parameters = path.parameters.map { "\($0.name)=\($0.text ?? "?")" }
      return ([index.entries[entry].operation.id ?? ""] + parameters).joined(separator: " ")
    case .otherMethods(_, let methods): return "methods \(methods.joined(separator: " "))"
    case .lost(let path, _): return "lost \(path)"
    case .foreign: return "foreign"
    case .none(let nearest): return "none \(nearest ?? "")"
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
    ("get", "https://second.dev/items/7", "methods GET POST"),
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
    let index = OperationIndex([TestContract.items, Self.second].compactMap { $0 })
    #expect(found("GET", "https://cdn.example.com/logo.png", in: index) == "foreign")
    #expect(found("GET", "https://cdn.example.com/v2/nothing", in: index) == "none ")
    #expect(found("GET", "http://127.0.0.1/logo.png", in: index) == "none ")
    #expect(found("GET", "https://second.dev/logo.png", in: index) == "none ")
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
  ])
  func knowsLocalHosts(host: String, isLocal: Bool) {
    #expect(Server.isLocal(host) == isLocal)
  }
}
