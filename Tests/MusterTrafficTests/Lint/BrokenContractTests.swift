import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

@Suite("Contracts with mistakes")
struct BrokenContractTests {
  private static let contract = TestContract.contract(
    vendor: "broken",
    """
    openapi: 3.1.0
    servers: [{url: https://api.broken.dev}]
    paths:
      /parts/{id}:
        post:
          parameters: [{name: id, in: path, required: true, schema: {$ref: '#/nowhere'}}]
          requestBody: {$ref: '#/nowhere'}
          responses:
            '200': {$ref: '#/nowhere'}
            '201': {description: d, content: {application/json: {schema: {type: object}}}}
      /whole: {get: 5}
      /lost/{id}: {$ref: '#/components/pathItems/Nobody'}
    """)

  private func report(_ exchange: Exchange) throws -> LintReport {
    var linter = TrafficLinter(contracts: [try #require(Self.contract)])
    linter.add(exchange)
    return linter.report()
  }

  @Test func whatIsBrokenIsSkippedAndSaysSo() throws {
    let exchange = Exchange.of("POST", "https://api.broken.dev/parts/1", request: "{}", status: 200, response: "{}")
    let report = try report(exchange)
    #expect(
      report.rows == [
        "path-parameter contract-unreadable", "request-media-type contract-unreadable",
        "request-body contract-unreadable", "status contract-unreadable", "response-media-type contract-unreadable",
        "response-body contract-unreadable",
      ])
    let findings = report.findings.filter { $0.rule == .unreadableContract }
    #expect(findings.count == 3)
    #expect(findings.contains { $0.message.contains("response 200 of POST /parts/{id} cannot be checked") })
    #expect(Set(findings.compactMap { $0.schema?.line }) == [6, 7, 9])
  }

  @Test func whatIsSoundBesideItIsChecked() throws {
    let exchange = Exchange.of("POST", "https://api.broken.dev/parts/1", request: "{}", status: 201, response: "[]")
    #expect(try report(exchange).summary.contains("response-body-invalid #"))
  }

  @Test func aPathThatIsLostIsNotUndocumented() throws {
    for path in ["/lost/1", "/base/lost/1"] {
      let report = try report(.of("POST", "https://api.broken.dev\(path)", request: "{}", response: "{}"))
      #expect(report.findings.filter { $0.rule == .unreadableContract }.map { $0.schema?.line } == [12])
      #expect(!report.summary.contains("undocumented-path"))
      #expect(
        report.rows.contains("path contract-unreadable") && report.rows.contains("response-body contract-unreadable"))
    }
    #expect(
      try self.report(.of("POST", "https://api.broken.dev/lost", response: "{}")).summary.contains("undocumented-path"))
  }

  @Test func anOperationThatIsBrokenAsAWholeIsKnown() throws {
    let report = try report(.of("GET", "https://api.broken.dev/whole", response: "{}"))
    #expect(!report.summary.contains("undocumented-path"))
    #expect(report.rows.contains("response-body contract-unreadable"))
  }
}
