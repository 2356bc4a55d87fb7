import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

/// Query, header fields, cookies and credentials, judged and never shown.
@Suite("Judging parameters")
struct ParameterTests {
  private static let contract = TestContract.contract(
    vendor: "search",
    """
    openapi: 3.1.0
    info: {title: Search, version: '1'}
    servers: [{url: 'https://api.search.dev'}]
    security: [{key: []}, {bearer: [], mail: []}]
    paths:
      /search:
        get:
          parameters:
            - {name: limit, in: query, required: true, schema: {type: integer, maximum: 100}}
            - {name: tags, in: query, schema: {type: array, items: {enum: [red, blue]}}}
            - {name: old, in: query, deprecated: true, schema: {type: string}}
            - {name: X-Trace, in: header, schema: {type: string, maxLength: 4}}
            - {name: session, in: cookie, schema: {type: string, minLength: 20}}
          responses:
            '200':
              description: d
              headers:
                X-Rate: {required: true, schema: {type: integer}}
              content: {application/json: {schema: {type: object}}}
            '401': {description: d}
    components:
      securitySchemes:
        key: {type: apiKey, in: query, name: key}
        bearer: {type: http, scheme: bearer}
        mail: {type: apiKey, in: header, name: X-Mail}
    """)

  private static let canary = "CanaryHunter"

  private func report(
    _ query: String, headers: [(String, String)] = [("Authorization", "Bearer \(canary)"), ("X-Mail", canary)],
    status: Int = 200, answer: [(String, String)] = [("X-Rate", "5")]
  ) throws -> LintReport {
    let contract = try #require(ParameterTests.contract)
    var linter = TrafficLinter(contracts: [contract])
    linter.add(
      Exchange(
        place: ExchangePlace(recording: "r"),
        request: Exchange.Request(
          method: "GET", url: "https://api.search.dev/search\(query)", headers: HeaderFields(headers),
          body: MessageBody(.none)),
        response: Exchange.Response(
          status: status, headers: HeaderFields([("Content-Type", "application/json")] + answer),
          body: MessageBody(status == 200 ? .bytes(Array("{}".utf8)) : .none))))
    return linter.report()
  }

  private func found(_ report: LintReport) -> [String] {
    report.findings.map { "\($0.rule.id) \($0.parameter ?? "-")" }.sorted()
  }

  private func row(_ part: ExchangePart, _ report: LintReport) -> [Int] {
    let totals = report.ledger.totalsByPart.first { $0.part == part }?.totals ?? Ledger.Totals()
    return [totals.checked, totals.failures, totals.skipped, totals.undocumented]
  }

  @Test func whatIsRightIsCounted() throws {
    let report = try report("?limit=5&tags=red&tags=blue")
    #expect(found(report) == [])
    #expect(row(.queryParameter, report) == [2, 0, 0, 0])
    #expect(row(.credentials, report) == [1, 0, 0, 0])
    #expect(row(.responseHeader, report) == [1, 0, 0, 0])
  }

  @Test func whatIsWrongIsFound() throws {
    let report = try report(
      "?limit=500&tags=green&old=1&limi=3",
      headers: [("Authorization", "Bearer t"), ("X-Mail", "m"), ("X-Trace", "12345"), ("Cookie", "session=short")],
      answer: [("X-Rate", "many")])
    #expect(
      found(report) == [
        "cookie-parameter-invalid session", "deprecated-parameter old", "header-invalid X-Rate",
        "header-invalid X-Trace", "query-parameter-invalid limit", "query-parameter-invalid tags",
        "undocumented-query-parameter limi",
      ])
    #expect(report.findings.first { $0.parameter == "limi" }?.nearest == "limit")
    #expect(report.findings.first { $0.parameter == "X-Rate" }?.side == .response)
    #expect(row(.queryParameter, report) == [3, 2, 0, 1])
    #expect(row(.requestHeader, report) == [1, 1, 0, 0])
    #expect(row(.cookieParameter, report) == [1, 1, 0, 0])
    #expect(row(.responseHeader, report) == [1, 1, 0, 0])
  }

  @Test func whatIsRequiredIsMissed() throws {
    let report = try report("", answer: [])
    #expect(found(report) == ["missing-parameter X-Rate", "missing-parameter limit"])
    #expect(report.findings.first { $0.parameter == "limit" }?.schema?.line == 9)
  }

  @Test func whatTheServerRefusedIsNotHeldAgainstTheClient() throws {
    let report = try report("?limit=x", status: 422)
    #expect(found(report).contains("refused-request-invalid limit"))
    #expect(row(.queryParameter, report) == [0, 0, 1, 0])
  }

  @Test func credentialsAreMissedWhereTheServerMissesThem() throws {
    // One of two that are needed together is not enough; the other alternative is.
    let half = try report("?limit=1", headers: [("X-Mail", "m")], status: 401)
    #expect(found(half) == ["missing-credentials -"])
    #expect(row(.credentials, half) == [1, 1, 0, 0])
    let other = try report("?limit=1&key=\(ParameterTests.canary)", headers: [], status: 401)
    #expect(found(other) == [])
    #expect(row(.credentials, other) == [1, 0, 0, 0])
    // What was taken is no failure: many tools leave credentials out.
    let taken = try report("?limit=1", headers: [])
    #expect(found(taken) == ["missing-credentials -"])
    #expect(row(.credentials, taken) == [0, 0, 1, 0])
    #expect(taken.ledger.skippedByReason.map(\.reason.code) == ["credentials-not-recorded"])
  }

  @Test(arguments: [
    "?limit=CanaryHunter", "?tags=CanaryHunter&limit=1", "?limit=1&CanaryHunter", "?limit=1&limit=CanaryHunter",
    "?limit=%FFCanaryHunter", "?CanaryHunter%20x=1", "?key=CanaryHunter",
  ])
  func valuesAreNeverShown(query: String) throws {
    let report = try report(
      query,
      headers: [
        ("X-Trace", ParameterTests.canary), ("X-Trace", ParameterTests.canary),
        ("Cookie", "session=\(ParameterTests.canary); session=\(ParameterTests.canary)"),
      ], answer: [("X-Rate", ParameterTests.canary)])
    #expect(!report.findings.isEmpty)
    var shown = ""
    dump(report, to: &shown, maxDepth: 40, maxItems: 100_000)
    #expect(!shown.contains(ParameterTests.canary), "\(report.findings.map(\.message))")
  }
}
