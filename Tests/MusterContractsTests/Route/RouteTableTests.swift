import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

@Suite("Routes of the guard")
struct RouteTableTests {
  private static let templates = [
    "/", "/a", "/a/", "/{x}", "/a/{x}", "/{x}/b", "/{x}/{y}", "/a/b", "/a/{x}.json", "/a/{x}-{y}", "/a/v{x}", "/a%20b",
    "/a/{x}/c", "/{x}/b/{y}", "/{x}/b/c", "/a/{x}/{y}",
  ]
  private static let segments = ["", "a", "b", "c", "7", "7.json", "v1", "v1-2", "a%20b", "%61", "a b", "é"]

  @Test func findTheOperationThatTheContractFinds() throws {
    let paths = Self.templates.map { "  '\($0)': {get: {responses: {'204': {description: d}}}}" }
    let document = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n" + paths.joined(separator: "\n") + "\n"
    let contract = try Contract(compiling: [SourceText("routes.yaml", document)])
    let table = OperationTable(contract)
    var found = 0
    for first in Self.segments {
      for second in [nil] + Self.segments.map(Optional.init) {
        for third in [nil] + Self.segments.map(Optional.init) where second != nil || third == nil {
          let path = "/" + [first, second, third].compactMap { $0 }.joined(separator: "/")
          // What begins with two slashes begins with a host.
          let hasHost = path.hasPrefix("//")
          let expected = contract.match(method: "GET", path: hasHost ? "https://host" + path : path)
          let forms = hasHost ? [] : [path, path + "?q=/a"]
          for url in forms + ["https://host:1" + path + "#f"] {
            let entry = table.entry(method: "get", url: url)?.owned
            #expect(entry?.reference == expected?.operation.reference, "\(url)")
            #expect(table.parameters(method: "GET", url: url) == expected?.path, "\(url)")
          }
          found += expected == nil ? 0 : 1
        }
      }
    }
    #expect(found > 200)
  }

  /// What a tree is not made of is found all the same, in the same order.
  @Test(arguments: [
    ("GET", "/a/1/long", "getDeep"), ("GET", "/v1/a/1/long?q", "getDeep"),
    ("get", "https://h/v1/a/1/long#f", "getDeep"),
    ("PATCH", "/a/1/long", nil), ("GET", "/a/1/long/", nil), ("GET", "/a//long", nil), ("GET", "/a/1/lon", nil),
    ("GET", "/a/1.json", "getFile"), ("GET", "/a/%31%2Ejson", "getFile"), ("GET", "/a/1.txt", "getAny"),
    ("POST", "/a/1.json", "postAny"), ("GET", "/v1", "getVersion"), ("GET", "https://proxy/v1", "getVersion"),
    ("GET", "https://proxy", "getRoot"), ("GET", "//proxy?x", "getRoot"), ("GET", "https://h", nil),
    ("GET", "https://h/v1", nil),
    ("GET", "https://h/v1/", "getRoot"), ("GET", "", nil), ("", "/", nil),
    ("GET", "/x/y/z/w", "getLiteralFirst"), ("GET", "/x/y/z/v", "getLiteralFirst"),
    ("GET", "/x/q/z/w", "getLiteralLater"),
    ("GET", "/x/q/z/v", nil), ("GET", "/x/y/%7A/w", "getLiteralFirst"), ("GET", "/x/y/u/w", "getBack"),
    ("GET", "/x/y/%7A/v", "getLiteralFirst"),
    ("COPY", "/copy", nil), ("GET", "/two%2Fin/one", "getSlash"), ("GET", "/two/in/one", nil),
  ])
  func findRoutesOfEveryKind(method: String, url: String, id: String?) throws {
    let deep = String(repeating: "/d", count: 40)
    let operations = [
      ("get", "/a/{x}/long", "getDeep"), ("get", "/a/{x}.json", "getFile"), ("get", "/a/{x}", "getAny"),
      ("post", "/a/{x}", "postAny"), ("get", "/v1", "getVersion"), ("get", "/", "getRoot"),
      ("get", "/x/y/z/{a}", "getLiteralFirst"), ("get", "/x/{b}/z/w", "getLiteralLater"),
      ("get", "/x/{b}/u/w", "getBack"), ("get", deep, "getDeepest"),
      ("get", "/two%2Fin/one", "getSlash"),
    ]
    var paths: [String: String] = [:]
    for (method, path, id) in operations {
      paths[path, default: ""] += "    \(method): {operationId: \(id), responses: {'204': {description: d}}}\n"
    }
    let document =
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: 'https://h/v1/'}]\npaths:\n"
      + paths.sorted { $0.key < $1.key }.map { "  '\($0.key)':\n\($0.value)" }.joined()
    let table = OperationTable(try Contract(compiling: [SourceText("routes.yaml", document)]))
    #expect(table.entry(method: method, url: url)?.owned.operation.id == id)
    #expect(table.entry(method: "get", url: "https://h/v1" + deep)?.owned.operation.id == "getDeepest")
    #expect(table.entry(method: "GET", url: deep + "/d") == nil)
  }
}
