import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

@Suite struct CountTests {
  private static let contract = TestContract.contract(
    vendor: "counts",
    """
    openapi: 3.0.3
    info: {title: C, version: '1'}
    servers: [{url: 'https://api.counts.dev'}]
    paths:
      /map/{id}:
        get:
          parameters:
            - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
            - {name: n, in: query, schema: {type: integer}}
          responses:
            '200':
              description: d
              content:
                application/json:
                  schema:
                    type: object
                    required: [a, b, c, d, e, f, g, h]
                    properties:
                      map: {type: object, additionalProperties: {type: object, properties: {n: {type: integer}}}}
                      when: {type: string, format: date-time}
                      list: {type: array, items: {type: integer}}
    """)
  private static let whole = #""a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1"#

  private static func report(
    _ body: String, url: String = "/map/00000000-0000-4000-8000-000000000000", _ options: LintOptions = .init()
  ) throws -> LintReport {
    var linter = TrafficLinter(contracts: [try #require(contract)], options: options)
    linter.add(
      Exchange(
        place: ExchangePlace(recording: "r"),
        request: Exchange.Request(method: "GET", url: "https://api.counts.dev" + url),
        response: Exchange.Response(
          status: 200, headers: HeaderFields([("Content-Type", "application/json")]),
          body: MessageBody(.bytes(Array(body.utf8))))))
    return linter.report()
  }

  @Test(arguments: [Disclosure.contract, .safe, .all, .never])
  func keysOfAMapAreOneFinding(disclosure: Disclosure) throws {
    var options = LintOptions()
    options.judging.disclosure = disclosure
    let map = (0..<400).map { "\"user\($0)\":{\"n\":\"x\"}" }.joined(separator: ",")
    let report = try Self.report("{\(Self.whole),\"map\":{\(map)}}", options)
    #expect(report.findings.map(\.count) == [400])
  }

  @Test func missingMembersOfOneObjectAreOneFinding() throws {
    let report = try Self.report("{}")
    #expect(report.findings.count == 1)
    let message = try #require(report.findings.first?.message)
    for name in ["'a'", "'h'"] { #expect(message.contains(name)) }
  }

  @Test func whatIsBeyondTheLimitIsCountedByRule() throws {
    var options = LintOptions()
    options.judging.limits.issues = 10
    let report = try Self.report(
      "{\(Self.whole),\"list\":[\((0..<50).map { "\"\($0)\"" }.joined(separator: ","))]}", options)
    #expect(report.omittedByRule.map { "\($0.rule.id) \($0.count)" } == ["response-body-invalid 40"])
    #expect(report.findings.map(\.count) == [10])
  }

  @Test(arguments: [
    "<TOKEN>", "{{when}}", "REDACTED", "[FILTERED]", "***", "<redacted>", "**REDACTED**", "${TIME}",
    #"\u003cTIME\u003e"#,
  ])
  func placeholdersAreHeldAgainstNobody(text: String) throws {
    let report = try Self.report("{\(Self.whole),\"when\":\"\(text)\"}")
    #expect(report.findings.isEmpty)
    #expect(report.rows == ["value placeholder"])
  }

  @Test(arguments: ["redacted", "TOKEN", "<b>bold</b>", "*", "**", "a <TOKEN>", "<>", "{{}}", "tomorrow"])
  func otherTextsAre(text: String) throws {
    let report = try Self.report("{\(Self.whole),\"when\":\"\(text)\"}")
    #expect(report.findings.map(\.rule) == [.responseBodyInvalid])
  }

  @Test func placeholdersOfParametersAreSkipped() throws {
    var options = LintOptions()
    options.judging.additions = .ignored
    let report = try Self.report("{\(Self.whole)}", url: "/map/%3CID%3E?n=REDACTED", options)
    #expect(report.findings.isEmpty)
    #expect(report.rows == ["path-parameter placeholder", "query-parameter placeholder"])
  }

  @Test func placeholdersMayBeGiven() throws {
    var options = LintOptions()
    options.judging.placeholders = try Placeholders(["XX-[0-9]+"])
    #expect(try Self.report("{\(Self.whole),\"when\":\"XX-12\"}", options).findings.isEmpty)
    #expect(try !Self.report("{\(Self.whole),\"when\":\"XX-12 \"}", options).findings.isEmpty)
  }

  @Test func aBodyThatIsAPlaceholderIsSkipped() throws {
    let report = try Self.report("[FILTERED]")
    #expect(report.rows == ["response-body placeholder"])
  }
}
