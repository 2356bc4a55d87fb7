import Muster
import Testing

@testable import MusterContracts

@Suite("Guard's routes")
struct RouteTests {
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
          let expected = contract.match(method: "GET", path: path)
          // What begins with two slashes begins with a host.
          let forms = path.hasPrefix("//") ? [] : [path, path + "?q=/a"]
          for url in forms + ["https://host:1" + path + "#f"] {
            let entry = table.entry(method: "get", url: url)
            #expect(entry?.reference == expected?.operation.reference, "\(url)")
            #expect(table.parameters(method: "GET", url: url) == expected?.path, "\(url)")
          }
          found += expected == nil ? 0 : 1
        }
      }
    }
    #expect(found > 200)
  }

  @Test(arguments: [
    ("https://h", ""), ("https://h/", "/"), ("https://h?x", ""), ("//h/a", "/a"), ("/a?b#c", "/a"), ("a/b", "a/b"),
    ("", ""), ("#", ""), ("?//a", ""), ("http:/a", "http:/a"), ("a//b/c", "a//b/c"), ("https://u:p@h:1/a/b?c", "/a/b"),
  ])
  func takesThePathOfAURL(url: String, path: String) {
    #expect(RequestPath.text(of: url) == path)
  }
}
