import Muster
import MusterContracts
import MusterDocuments
import Testing

@testable import MusterTraffic

@Suite struct HostTests {
  private static func contract(_ servers: String) -> Contract? {
    TestContract.contract(
      vendor: "hosts",
      """
      openapi: 3.0.3
      info: {title: H, version: '1'}
      \(servers)
      paths:
        /:
          get: {responses: {'200': {description: d}}}
        /users/{id}:
          get: {responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}}
      """)
  }

  private static func report(
    _ servers: String, _ urls: [String], _ hosts: HostPolicy = .init(), _ filter: ExchangeFilter = .init()
  ) throws -> LintReport {
    let contract = try #require(Self.contract(servers))
    var linter = TrafficLinter(contracts: [contract], options: LintOptions(hosts: hosts, filter: filter))
    for (index, url) in urls.enumerated() {
      linter.add(
        Exchange(
          place: ExchangePlace(recording: "r", index: index), request: Exchange.Request(method: "GET", url: url),
          response: Exchange.Response(
            status: 200, headers: HeaderFields([("Content-Type", "application/json")]),
            body: MessageBody(.bytes(Array("{}".utf8))))))
    }
    return linter.report()
  }

  private static let own = "servers: [{url: 'https://api.hub.example/v1'}]"

  @Test(arguments: [
    (own, "https://api.hub.example/v1/users/1", true), (own, "https://API.HUB.EXAMPLE:8443/v1/users/1", true),
    (own, "/v1/users/1", true), (own, "http://localhost:8080/users/1", true),
    (own, "http://127.9.0.1/v1/users/1", true),
    (own, "http://[::1]:3000/users/1", true), (own, "http://mock.localhost/users/1", true),
    (own, "https://other.example/v1/users/1", false), (own, "http://10.0.0.7/users/1", false),
    (own, "https://api.hub.example.evil.example/v1/users/1", false), (own, "https://localhost.example/users/1", false),
    (own, "https://news.example/", false),
    ("servers: [{url: /v1}]", "https://any.example/v1/users/1", false), ("servers: [{url: /v1}]", "/v1/users/1", true),
    ("", "https://any.example/users/1", false), ("", "http://localhost/users/1", true),
    (
      "servers: [{url: 'https://{t}.hub.example', variables: {t: {default: a}}}]", "https://x.hub.example/users/1", true
    ),
    (
      "servers: [{url: 'https://{a}.{b}', variables: {a: {default: x}, b: {default: y.example}}}]",
      "https://n.m/users/1", false
    ),
    (
      "servers: [{url: 'https://{a}.{b}', variables: {a: {default: x}, b: {default: y.example}}}]",
      "https://x.y.example/users/1", true
    ),
    (
      "servers: [{url: '{p}://{h}', variables: {p: {default: https}, h: {default: y.example}}}]",
      "https://z.example/users/1", false
    ),
  ])
  func aContractIsForItsHosts(servers: String, url: String, isChecked: Bool) throws {
    let report = try Self.report(servers, [url])
    #expect(report.exchanges.checked == (isChecked ? 1 : 0))
    #expect(report.ledger.foreignHosts.isEmpty == isChecked)
  }

  @Test(arguments: [
    (own, "https://staging.example", "https://staging.example/v1/users/1"),
    (own, "https://staging.example", "https://staging.example/users/1"),
    (own, "staging.example:8443", "https://staging.example/v1/users/1"),
    (own, "https://staging.example/api", "https://staging.example/api/users/1"),
    ("", "https://staging.example", "https://staging.example/users/1"),
    ("servers: [{url: /v1}]", "https://staging.example", "https://staging.example/v1/users/1"),
  ])
  func aServerThatIsGivenIsOneMore(servers: String, given: String, url: String) throws {
    let report = try Self.report(servers, [url], HostPolicy(servers: [given]))
    #expect(report.exchanges.checked == 1)
  }

  @Test func documentedServersStayBesideAGivenOne() throws {
    let report = try Self.report(
      Self.own, ["https://api.hub.example/v1/users/1"], HostPolicy(servers: ["https://staging.example"]))
    #expect(report.exchanges.checked == 1)
  }

  @Test func foreignHostsAreCounted() throws {
    let report = try Self.report(
      Self.own,
      ["https://b.example/users/1", "https://a.example/", "https://b.example/x", "https://c.example/v1/users/2"])
    #expect(
      report.ledger.foreignHosts == [
        ForeignHost(host: "b.example", exchanges: 2, fitting: 1),
        ForeignHost(host: "a.example", exchanges: 1, fitting: 0),
        ForeignHost(host: "c.example", exchanges: 1, fitting: 1),
      ])
    let finding = try #require(report.findings.first)
    #expect(finding.rule == .noExchangesChecked)
    #expect(finding.message.contains("--server https://b.example or --server https://c.example"))
  }

  @Test func theListOfHostsIsBoundedAndCountsAreNot() throws {
    let urls = (0..<50).map { "https://host\($0).example/x" }
    let report = try Self.report(Self.own, urls)
    #expect(report.ledger.foreignHosts.count == 20)
    #expect(report.ledger.otherForeignExchanges == 30)
  }

  @Test func anyHostMayBeTaken() throws {
    let report = try Self.report(Self.own, ["https://b.example/users/1"], HostPolicy(takesAnyHost: true))
    #expect(report.exchanges.checked == 1)
  }

  @Test func ownersOfHostsAreToldApart() throws {
    let first = try #require(Self.contract("servers: [{url: 'https://one.example'}]"))
    let second = try #require(Self.contract("servers: [{url: 'https://two.example'}]"))
    let router = Router([first, second], hosts: HostPolicy())
    guard case .operation(let match) = router.route(method: "GET", TargetURL("https://two.example/users/1")) else {
      Issue.record("no operation was found")
      return
    }
    #expect(router.entries[match.entry].contract == 1)
    let (own, other) = ("TWO.example", "three.example")
    let isOwn = (router.isOwn(host: own.utf8.span), router.isOwn(host: other.utf8.span))
    #expect(isOwn == (true, false))
  }

  // MARK: Filters

  @Test(arguments: [
    (["path=/v1/*"], [], true), (["/v1/users/?"], [], true), (["path=/v2/*"], [], false), (["method=get"], [], true),
    (["POST"], [], false), (["POST", "GET"], [], true), (["GET", "/v2/*"], [], false),
    (["media-type=application/*"], [], true), (["text/html"], [], false), ([], ["GET"], false), ([], ["/v2/*"], true),
    ([], ["application/json"], false),
  ])
  func criteriaChoose(only: [String], excluded: [String], isChecked: Bool) throws {
    let filter = ExchangeFilter(
      only: try only.map { try #require(ExchangeFilter.Criterion($0)) },
      excluded: try excluded.map { try #require(ExchangeFilter.Criterion($0)) })
    let report = try Self.report(Self.own, ["https://api.hub.example/v1/users/1?x=1"], .init(), filter)
    #expect(report.exchanges.checked == (isChecked ? 1 : 0))
    #expect(report.rows.contains("response-body excluded") == !isChecked)
  }

  @Test(arguments: ["size=7", "", "path=", "7up"])
  func whatIsNoCriterionIsNone(text: String) { #expect(ExchangeFilter.Criterion(text) == nil) }

  @Test func hostsChoose() throws {
    let urls = ["https://api.hub.example/v1/users/1", "http://localhost/users/1"]
    let only = try Self.report(
      Self.own, urls, .init(), ExchangeFilter(hosts: [Glob("*.HUB.example", isCaseSensitive: false)]))
    #expect(only.exchanges.checked == 1)
    let without = try Self.report(Self.own, urls, .init(), ExchangeFilter(excludedHosts: [Glob("local*")]))
    #expect(without.exchanges.checked == 1)
  }
}
