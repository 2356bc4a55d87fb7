import Muster
import MusterContracts
import MusterDocuments

/// What finding an operation costs by how many there are: nanoseconds for each of them in turn, and for paths that are not
/// documented.
enum Routes {
  static let counts = [10, 1_000, 10_000]

  static func report() throws {
    print("nanoseconds for a route through the guard's look-up, by the number of operations, median of 21 rounds")
    for count in counts {
      let contract = try Contract(compiling: [SourceText(name: "routes.yaml", bytes: Array(document(count).utf8))])
      let router = Router([contract])
      let urls = (0..<100).map { url($0 * count / 100) }
      let targets = urls.map { TargetURL($0) }
      let gate = ResponseGuard(contract)
      let body: [UInt8] = []
      var checks: [Double] = []
      var routes: [Double] = []
      for _ in 0..<21 {
        checks.append(
          try measure(100) { index in
            try gate.check(body.span, status: 204, mediaType: nil, method: "GET", url: urls[index % 100])
          })
        routes.append(
          try measure(100) { index in
            guard case .operation = router.route(method: "GET", targets[index % 100]) else {
              preconditionFailure("\(urls[index % 100]) has no operation")
            }
          })
      }
      print("\(whole(median(checks)))  guard  \(whole(median(routes)))  router  \(count) operations")
    }
  }

  /// Each tenth part of the operations shares a resource, as vendors' have them.
  private static func document(_ count: Int) -> String {
    let paths = (0..<count).map { "  \(path($0, "{id}")): {get: {responses: {'204': {description: d}}}}\n" }
    return "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: 'https://api.example.com/v1'}]\npaths:\n"
      + paths.joined()
  }

  private static func path(_ number: Int, _ id: String) -> String { "/group\(number % 10)/\(id)/items\(number / 10)" }

  private static func url(_ number: Int) -> String { "https://api.example.com/v1" + path(number, "7c0ff8a5") }

  private static func measure(_ step: Int, _ body: (Int) throws -> Void) throws -> Double {
    let count = step * 200
    let time = try ContinuousClock().measure { for index in 0..<count { try body(index) } }
    return (Double(time.components.seconds) * 1e9 + Double(time.components.attoseconds) / 1e9) / Double(count)
  }
}
