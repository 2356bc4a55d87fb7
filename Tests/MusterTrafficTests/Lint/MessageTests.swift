import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

/// Findings about messages as a whole: bodies that are there or not, properties that go the wrong way, credentials.
@Suite("Judging messages")
struct MessageTests {
  private static func contract(_ version: String) -> Contract? {
    let header = version.hasPrefix("2") ? "swagger: '2.0'" : "openapi: \(version)"
    let yaml = """
      \(header)
      info: {title: Messages, version: '1'}
      servers: [{url: 'https://api.messages.dev'}]
      host: api.messages.dev
      paths:
        /plain:
          get:
            responses: {'200': {description: d}, '204': {description: d}, '304': {description: d}, default: {description: d}}
      """
    let more = """

        /any:
          get: {responses: {'200': {description: d, content: {application/json: {}}}}}
        /empty:
          get: {responses: {'200': {description: d, content: {application/json: {schema: {}}}}}}
        /nothing:
          get: {responses: {'200': {description: d, content: {application/json: }}}}
        /object:
          get: {responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}}
        /users:
          post:
            security: [{key: []}]
            requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}
            responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}}
        /search:
          get:
            parameters:
              - {name: n, in: query, schema: {type: integer}}
              - {name: after, in: query, schema: {type: string, format: date-time}}
              - {name: sort, in: query, style: deepObject, explode: true, schema: {type: object, required: [order], properties: {order: {}}}}
              - {name: X-Size, in: header, schema: {type: integer}}
            responses: {'200': {description: d}}
      components:
        securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
        schemas:
          User:
            type: object
            required: [id, pin]
            properties: {id: {type: integer, readOnly: true}, pin: {type: string, writeOnly: true}, name: {type: string}}
      """
    return TestContract.contract(vendor: "messages", version.hasPrefix("2") ? yaml : yaml + more)
  }

  private func report(_ exchanges: [Exchange], _ version: String = "3.1.0") throws -> LintReport {
    var linter = TrafficLinter(contracts: [try #require(MessageTests.contract(version))])
    for exchange in exchanges { linter.add(exchange) }
    return linter.report()
  }

  private static let host = "https://api.messages.dev"

  @Test(arguments: [
    ("3.0.3", 200, "undocumented-response-body warning"), ("3.1.0", 500, "undocumented-response-body warning"),
    ("3.2.0", 204, "unexpected-body error"), ("3.0.3", 304, "unexpected-body error"),
    ("2.0", 200, "unexpected-body error"),
    ("3.1.0", 205, "unexpected-body error"), ("2.0", 204, "unexpected-body error"),
  ])
  func bodiesWithoutContent(version: String, status: Int, expected: String) throws {
    let report = try report([.of("GET", Self.host + "/plain", status: status, response: "{}")], version)
    #expect(report.findings.map { "\($0.rule.id) \($0.severity)" } == [expected])
  }

  @Test(arguments: [
    ("/any", "empty-response-body note"), ("/empty", "empty-response-body note"),
    ("/nothing", "empty-response-body note"),
    ("/object", "missing-response-body error"),
  ])
  func contentWithoutABody(path: String, expected: String) throws {
    let report = try report([.of("GET", Self.host + path, response: "")])
    #expect(report.findings.map { "\($0.rule.id) \($0.severity)" } == [expected])
  }

  @Test(arguments: ["3.0.3", "3.1.0"])
  func propertiesThatGoTheWrongWay(version: String) throws {
    let exchange = Exchange.of(
      "POST", Self.host + "/users", request: #"{"id":1,"pin":"1234"}"#, response: #"{"id":1,"pin":"CanaryHunter"}"#)
    let report = try report([exchange, exchange], version)
    let found = report.findings.filter { $0.rule == .wrongDirection }
    #expect(
      found.map { "\($0.side?.rawValue ?? "") \($0.instance?.description ?? "") \($0.severity) \($0.count)" }.sorted()
        == ["request /id note 2", "response /pin note 2"])
    #expect(!report.findings.contains { $0.rule == .requestBodyInvalid || $0.rule == .responseBodyInvalid })
    var shown = ""
    dump(report, to: &shown, maxDepth: 40, maxItems: 100_000)
    #expect(!shown.contains("CanaryHunter"))
  }

  @Test func credentialsThatAreNotRecordedAreCountedOnce() throws {
    let taken = Exchange.of("POST", Self.host + "/users", request: #"{"pin":"1"}"#, response: #"{"id":1}"#)
    let refused = Exchange.of(
      "POST", Self.host + "/users", request: #"{"pin":"1"}"#, status: 401, response: nil)
    let report = try report([taken, taken, taken, refused])
    let found = report.findings.filter { $0.rule == .missingCredentials }
    #expect(found.map(\.count).sorted() == [1, 3])
    #expect(found.allSatisfy { $0.severity == .note })
  }

  @Test(arguments: [
    ("n=", "found an empty string", ""), ("n=CanaryHunter", "", "empty"),
    ("after=2020-01-01T15:33:01+01:00", "read as a space", "2020"),
    ("sort[CanaryHunter]=x", "required property 'order'", ""),
  ])
  func parametersThatExplainThemselves(query: String, said: String, unsaid: String) throws {
    let report = try report([.of("GET", Self.host + "/search?" + query)])
    let finding = try #require(report.findings.first { $0.rule == .queryParameterInvalid })
    #expect(
      said.isEmpty || finding.message.contains(said), "\(finding.message)")
    #expect(unsaid.isEmpty || !finding.message.contains(unsaid), "\(finding.message)")
    #expect(!finding.message.contains("CanaryHunter"))
  }
}
