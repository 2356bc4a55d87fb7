import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

/// Look-up, guard and router give one answer, and it is what trying every template in turn gives.
@Suite("One answer for every user")
struct RouterPropertyTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
      elements[Int.random(in: elements.indices, using: &self)]
    }
  }

  private static let templateSegments = [
    "a", "b", "items", "v1", "{x}", "{y}", "{x}.json", "v{x}", "{x}-{y}", "a%20b", "%7Ba", "{x}{y}", "",
  ]
  private static let pathSegments = [
    "a", "b", "items", "v1", "v2", "7", "x.json", "v7.json", "1-2", "1-2-3", "a%20b", "%61", "%zz", "%FF", "", "{a",
    "é",
    "a%2Fb", "..",
  ]
  private static let servers = [
    [], ["https://api.one.dev"], ["https://api.one.dev/v1"], ["https://api.one.dev/v1", "https://api.two.dev/a/b"],
    ["https://{region}.one.dev/v1"], ["/v1"], ["https://{any}/v1"], ["https://api.one.dev", "https://api.one.dev/v1"],
    ["https://api.one.dev/{version}"],
  ]
  private static let hosts = [
    "", "https://api.one.dev", "https://API.one.dev:443", "http://eu.one.dev", "https://api.two.dev",
    "https://u:p@api.one.dev", "http://localhost:8080", "https://other.example", "ftp://api.one.dev",
  ]

  private static func document(_ generator: inout Generator) -> (text: String, paths: [String]) {
    var text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"
    let list = { (urls: [String]) in urls.map { "{url: '\($0)'}" }.joined(separator: ", ") }
    let servers = generator.pick(Self.servers)
    if !servers.isEmpty { text += "servers: [\(list(servers))]\n" }
    text += "paths:\n"
    var paths: [String] = []
    for _ in 0..<Int.random(in: 1...14, using: &generator) {
      let segments = (0..<Int.random(in: 1...4, using: &generator)).map { _ in generator.pick(templateSegments) }
      let path = "/" + segments.joined(separator: "/")
      guard !paths.contains(path) else { continue }
      paths.append(path)
      text += "  '\(path)':\n"
      if Int.random(in: 0..<4, using: &generator) == 0 {
        let own = generator.pick(RouterPropertyTests.servers)
        if !own.isEmpty { text += "    servers: [\(list(own))]\n" }
      }
      for method in ["get", "post"] where method == "get" || Bool.random(using: &generator) {
        text += "    \(method): {responses: {'204': {description: d}}}\n"
      }
    }
    return (text, paths)
  }

  /// A target like one of the documented paths, or of any segments.
  private static func target(_ generator: inout Generator, near paths: [String]) -> String {
    var segments = (0..<Int.random(in: 1...6, using: &generator)).map { _ in generator.pick(pathSegments) }
    if Int.random(in: 0..<4, using: &generator) > 0 {
      segments = generator.pick([[], [], ["v1"], ["v1"], ["a", "b"], ["x", "y"]])
      for segment in generator.pick(paths).utf8.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false) {
        let isLiteral = !segment.contains(UInt8(ascii: "{")) && Int.random(in: 0..<8, using: &generator) > 0
        segments.append(isLiteral ? String(decoding: segment, as: UTF8.self) : generator.pick(pathSegments))
      }
    }
    let path = segments.joined(separator: "/")
    return generator.pick(hosts) + "/" + path + generator.pick(["", "", "?a=b", "#f", "?x=/a/b"])
  }

  @Test(arguments: 0..<8) func allGiveTheAnswerOfTryingEveryTemplate(seed: Int) throws {
    var generator = Generator(state: UInt64(seed))
    var found = 0
    for _ in 0..<8 {
      let (document, paths) = Self.document(&generator)
      let contract = try Contract(compiling: [SourceText("generated.yaml", document)])
      let table = OperationTable(contract)
      let router = Router([contract])
      let pair = Router([contract, contract], reading: .intent)
      for _ in 0..<100 {
        let target = Self.target(&generator, near: paths)
        let method = generator.pick(["GET", "POST", "get", "PUT"])
        let expected = Self.oracle(router, method, target)
        let reference = expected.map { router.entries[$0].reference }
        #expect(
          table.entry(method: method, url: target)?.owned.reference == reference, "\(method) \(target)\n\(document)")
        let match = contract.match(method: method, path: target)
        #expect(match?.operation.reference == reference, "\(method) \(target)")
        for router in [router, pair] {
          guard case .operation(let route) = router.route(method: method, TargetURL(target)) else {
            #expect(expected == nil, "\(method) \(target)\n\(document)")
            continue
          }
          #expect(router.entries[route.entry].reference == reference)
          #expect(route.path == match?.path)
          #expect(route.path == table.parameters(method: method, url: target))
        }
        found += expected == nil ? 0 : 1
      }
    }
    #expect(found > 60)
  }

  // MARK: Trying every template

  private struct Candidate {
    let entry: Int
    let order: [[Int]]
  }

  /// The entry that the rules of ``Router`` lead to.
  private static func oracle(_ router: Router, _ method: String, _ text: String) -> Int? {
    let target = TargetURL(text)
    // A path that begins with two slashes begins with a host.
    guard target.isHTTP else { return nil }
    for method in method == method.uppercased() ? [method] : [method, method.uppercased()] {
      for rank in 0..<4 {
        let candidates = router.entries.indices.flatMap { Self.candidates(router, $0, method, target, rank: rank) }
        let best = candidates.min { left, right in
          left.order == right.order
            ? left.entry < right.entry
            : left.order.lexicographicallyPrecedes(right.order) { $0.lexicographicallyPrecedes($1) }
        }
        if let best { return best.entry }
      }
    }
    return nil
  }

  private static func candidates(
    _ router: Router, _ index: Int, _ method: String, _ target: TargetURL, rank: Int
  ) -> [Candidate] {
    let operation = router.entries[index].operation
    guard operation.method == method else { return [] }
    let servers = operation.servers.map { ServerAddress($0) }
    let own = servers.filter { server in
      guard let host = target.host, let pattern = server.host, pattern.isUsable else { return false }
      return pattern.matches(host.utf8.span)
    }
    let isForeign = target.host.map { !LocalHost.isOne($0.utf8.span) } ?? false
    let template = PathTemplate(operation.path)
    let isLiteralFirst = template.patterns.first?.isLiteral ?? false
    var bases: [(base: [SegmentPattern], skipped: Int)] = []
    switch rank {
    case 0: bases = own.map { ($0.base, 0) }
    case 1 where own.isEmpty:
      bases = (servers.isEmpty ? [[]] : servers.map(\.base)).map { ($0, 0) }
      if isForeign, !isLiteralFirst, !servers.isEmpty { bases.removeAll { $0.base.isEmpty } }
    case 2 where own.isEmpty && !servers.isEmpty && (isLiteralFirst || !isForeign): bases = [([], 0)]
    case 3 where servers.isEmpty && isLiteralFirst && template.patterns.count(where: \.isLiteral) > 1:
      bases = (1...8).map { ([], $0) }
    default: break
    }
    let segments = SegmentPattern.decoded(target.path)
    return bases.compactMap { base, skipped in
      let count = base.count + skipped
      guard segments.count > count, zip(base, segments).allSatisfy({ $0.admits($1) }),
        template.match(target.path, skipping: count) != nil
      else { return nil }
      let order = [[skipped]] + (base + template.patterns).map(concreteness)
      return Candidate(entry: index, order: rank == 0 ? [[hostOrder(own)]] + order : order)
    }
  }

  /// A host without variables comes before those with one.
  private static func hostOrder(_ own: [ServerAddress]) -> Int { own.contains { $0.host?.suffix == nil } ? 0 : 1 }

  private static func concreteness(_ pattern: SegmentPattern) -> [Int] {
    switch pattern {
    case .literal: [0]
    case .mixed(let mixed): [1] + mixed.concreteness.map { -$0 }
    case .parameter: [2]
    case .rest: [3]
    }
  }

  // MARK: Hostile targets

  private static let hostile: [(name: String, text: @Sendable (Int) -> String)] = [
    ("a long segment", { "/items/" + String(repeating: "a", count: $0) }),
    ("many segments", { String(repeating: "/a", count: $0 / 2) }),
    ("many empty segments", { "https://api.one.dev" + String(repeating: "/", count: $0) }),
    ("escapes", { "/items/" + String(repeating: "%41", count: $0 / 3) }),
    ("bad escapes", { "/items/" + String(repeating: "%", count: $0) }),
    ("zeros", { "/\u{0}" + String(repeating: "\u{0}", count: $0) }),
    ("a huge query", { "/items/7?" + String(repeating: "a=b&", count: $0 / 4) }),
    ("a huge host", { "https://" + String(repeating: "a.", count: $0 / 2) + "/items/7" }),
    ("many at-signs", { "https://" + String(repeating: "@", count: $0) + "/items/7" }),
    ("marks", { "/files/" + String(repeating: ".", count: $0) }),
    ("dashes", { "/x/" + String(repeating: "a-", count: $0 / 2) }),
    ("colons", { String(repeating: ":", count: $0) }), ("nothing", { _ in "" }), ("a query", { _ in "?" }),
  ]

  @Test(arguments: hostile.indices) func hostileTargetsHaveAnAnswerInLinearTime(index: Int) throws {
    let contract = try Contract(compiling: [
      SourceText(
        "hostile.yaml",
        """
        openapi: 3.1.0
        info: {title: T, version: '1'}
        servers: [{url: 'https://api.one.dev'}]
        paths:
          /items/{id}: {get: {responses: {'204': {description: d}}}}
          /files/{a}.{b}.{c}: {get: {responses: {'204': {description: d}}}}
          /x/{a}-{b}{c}: {get: {responses: {'204': {description: d}}}}
          /a/a/{x}/a: {get: {responses: {'204': {description: d}}}}
          /m?a=c: {get: {responses: {'204': {description: d}}}}
        """)
    ])
    let router = Router([contract])
    let gate = ResponseGuard(contract)
    let clock = ContinuousClock()
    let text = Self.hostile[index].text(200_000)
    // Some milliseconds are usual; a quadratic look-up takes minutes.
    let time = clock.measure {
      _ = router.route(method: "GET", TargetURL(text))
      _ = contract.match(method: "GET", path: text)
      _ = try? gate.check(ResponseGuard.Response(status: 204, mediaType: nil, body: []), method: "GET", url: text)
    }
    #expect(time < .seconds(8), "\(Self.hostile[index].name)")
  }
}
