import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

/// Lines as proxies, gateways and libraries log them.
@Suite("Lines of logs")
struct LogTests {
  static let host = #""host":"api.items.dev""#

  @Test(arguments: [
    // Envoy
    #"{"start_time":"t","method":"GET","path":"/v2/items/1","authority":"api.items.dev","protocol":"HTTP/1.1","response_code":"418"}"#,
    #"{"method":"GET","path":"/v2/items/1","authority":"api.items.dev","response_code":418,"response_flags":"-","bytes_sent":3}"#,
    // nginx
    #"{"request_method":"GET","request_uri":"/v2/items/1","http_host":"api.items.dev","host":"api.items.dev","status":"418","body_bytes_sent":10}"#,
    #"{"request":"GET /v2/items/1 HTTP/1.1","host":"api.items.dev","status":418,"request_time":0.1}"#,
    // Caddy
    #"{"level":"info","msg":"handled request","request":{"method":"GET","host":"api.items.dev","uri":"/v2/items/1","headers":{"Accept":["*/*"]}},"status":418,"resp_headers":{"Content-Type":["application/json"]}}"#,
    // Traefik
    #"{"RequestMethod":"GET","RequestPath":"/v2/items/1","RequestHost":"api.items.dev","DownstreamStatus":418,"OriginStatus":418}"#,
    // API Gateway
    #"{"requestId":"a","httpMethod":"GET","resourcePath":"/v2/items/{id}","path":"/v2/items/1","status":"418","domainName":"api.items.dev"}"#,
    // Google Cloud
    #"{"httpRequest":{"requestMethod":"GET","requestUrl":"https://api.items.dev/v2/items/1","status":418,"responseSize":"5"}}"#,
    // OpenTelemetry
    #"{"attributes":{"http.request.method":"GET","url.full":"https://api.items.dev/v2/items/1","http.response.status_code":418}}"#,
    #"{"http.request.method":"GET","url.scheme":"https","url.path":"/v2/items/1","server.address":"api.items.dev","http.response.status_code":418}"#,
    #"{"http.method":"GET","http.url":"https://api.items.dev/v2/items/1","http.status_code":418}"#,
    #"{"name":"GET","attributes":[{"key":"http.request.method","value":{"stringValue":"GET"}},{"key":"url.full","value":{"stringValue":"https://api.items.dev/v2/items/1"}},{"key":"http.response.status_code","value":{"intValue":"418"}}]}"#,
    // Elastic Common Schema
    #"{"http":{"request":{"method":"GET"},"response":{"status_code":418}},"url":{"full":"https://api.items.dev/v2/items/1"}}"#,
    // Kong
    #"{"request":{"method":"GET","uri":"/v2/items/1","url":"http://api.items.dev:80/v2/items/1","size":"5","headers":{"host":"api.items.dev"}},"response":{"status":418,"headers":{}},"latencies":{"proxy":1}}"#,
    // Cassettes and collections, an exchange a line
    #"{"request":{"method":"get","uri":"https://api.items.dev/v2/items/1","headers":{}},"response":{"status":{"code":418,"message":"x"},"headers":{},"body":{"string":"{}"}}}"#,
    #"{"http_interactions":[{"request":{"method":"get","uri":"https://api.items.dev/v2/items/1"},"response":{"status":{"code":418}}}]}"#,
    #"{"request":{"method":"GET","url":{"raw":"https://api.items.dev/v2/items/1","host":["api","items","dev"],"path":["v2","items","1"]}},"response":{"code":418}}"#,
    #"{"request":{"method":"GET","url":"https://api.items.dev/v2/items/1"},"response":{"status":"418 I'm a teapot"}}"#,
    #"{"request":{"method":"GET","url":"https://api.items.dev/v2/items/1"},"response":{"statusLine":"HTTP/1.1 418 x"}}"#,
  ])
  func aStatusOfALogIsFound(line: String) {
    // The same line twice, as a cassette of its own would be read as one.
    for text in [line, line + "\n" + line] {
      let report = TrafficLinter.report(text)
      #expect(report.findings.map(\.rule.id) == ["undocumented-status"], "\(report.findings.map(\.message))")
      #expect(report.findings.first?.count == report.exchanges.total)
    }
  }

  @Test func eachSpanOfAnExportIsAnExchange() throws {
    func span(_ id: Int, _ status: Int) -> String {
      #"{"name":"é","attributes":[{"key":"http.request.method","value":{"stringValue":"GET"}},{"key":"url.full","value":{"stringValue":"https://api.items.dev/v2/items/\#(id)"}},{"key":"http.response.status_code","value":{"intValue":"\#(status)"}}]}"#
    }
    let other = #"{"name":"SELECT","attributes":[{"key":"db.system.name","value":{"stringValue":"x"}}]}"#
    let export =
      #" {"resourceSpans":[{"resource":{},"scopeSpans":[{"spans":[\#(span(1, 200)),\#(other)]},{"spans":[\#(span(2, 418))]}]}]}"#
    let none = #"{"resourceSpans":[{"scopeSpans":[{"spans":[\#(other)]}]}]}"#
    for text in [export, none + "\n" + export + "\n", export + "\n" + none] {
      let report = TrafficLinter.report(text)
      #expect(report.exchanges.total == 2 && report.exchanges.checked == 2)
      let sample = try #require(report.findings.first?.samples.first)
      #expect(report.findings.map(\.rule) == [.undocumentedStatus])
      #expect(sample.exchange.index == 1)
      let characters = Array(export)
      let column = try #require(characters.indices.last { String(characters[$0...]).hasPrefix(span(2, 418)) }) + 1
      #expect(sample.position.column == column && sample.position.line == (text.hasPrefix(none) ? 2 : 1))
    }
    #expect(TrafficLinter.report(none).exchanges.total == 0)
  }

  @Test(arguments: [
    #"{"request_method":"PUT","request_uri":"/v2/items/1","host":"api.items.dev","status":"200","request_length":812,"body_bytes_sent":410}"#,
    #"{"method":"PUT","path":"/v2/items/1","authority":"api.items.dev","response_code":200}"#,
    #"{"request":{"method":"PUT","url":"https://api.items.dev/v2/items/1"},"response":{"status":200}}"#,
  ])
  func whatALogDoesNotRecordIsNotMissing(line: String) {
    let report = TrafficLinter.report(line)
    #expect(report.findings.filter { $0.severity == .error } == [])
    #expect(report.rows.isSuperset(of: ["request-body not-recorded", "response-body not-recorded"]))
  }

  @Test(arguments: [
    #"{"request":{"method":"PUT","url":"https://api.items.dev/v2/items/1","headers":{"Content-Length":"0"}},"response":{"status":200}}"#,
    #"{"request":{"method":"PUT","url":"https://api.items.dev/v2/items/1","body":null},"response":{"status":200}}"#,
    #"{"request":{"method":"PUT","url":"https://api.items.dev/v2/items/1","headers":{}},"response":{"status":200}}"#,
  ])
  func whatALogSaysIsEmptyIs(line: String) {
    #expect(TrafficLinter.report(line).findings.contains { $0.rule == .missingRequestBody })
  }

  @Test(arguments: [
    #"{"method":"GET","url":"https://api.items.dev/v2/items/1","response":{"result":"boom"}}"#,
    #"{"method":"GET","url":"https://api.items.dev/v2/items/1","responseBody":"boom"}"#,
    #"{"request":{"method":"GET","url":"https://api.items.dev/v2/items/1"},"response":{"state":"fine","body":"boom"}}"#,
    #"{"request":{"method":"GET","url":"https://api.items.dev/v2/items/1"},"response":{"status":"fine"}}"#,
    #"{"method":"GET","url":"https://api.items.dev/v2/items/1","status":true}"#,
  ])
  func aResponseWithoutAReadableStatusIsTold(line: String) {
    let report = TrafficLinter.report(line)
    #expect(report.findings.map(\.rule.id) == ["no-exchanges-checked", "unreadable-exchange"])
    #expect(report.findings.last?.message.contains("no status") == true)
  }

  @Test(arguments: [
    #"{"method":"GET","url":"https://api.items.dev/v2/items/1"}"#,
    #"{"method":"GET","url":"https://api.items.dev/v2/items/1","status":0,"response_time":3}"#,
    #"{"request":{"method":"GET","url":"https://api.items.dev/v2/items/1"},"response":null,"error":"timeout"}"#,
    #"{"request":{"method":"GET","url":"https://api.items.dev/v2/items/1"},"response":{}}"#,
  ])
  func aLineWithoutAResponseIsOne(line: String) {
    let report = TrafficLinter.report(line)
    #expect(report.findings.map(\.rule.id) == [])
    #expect(report.rows.contains("response-body no-response"))
  }

  static let parameters = TestContract.contract(
    vendor: "fields",
    """
    openapi: 3.1.0
    info: {title: t, version: '1'}
    servers: [{url: 'https://api.fields.dev'}]
    paths:
      /things:
        get:
          security: [{key: []}]
          parameters:
            - {name: X-Tenant, in: header, required: true, schema: {type: string}}
            - {name: page, in: query, required: true, schema: {type: integer}}
          responses:
            '200': {description: d, headers: {X-Rate: {required: true, schema: {type: integer}}}}
    components:
      securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
    """)

  @Test func fieldsThatALogDoesNotRecordAreNotMissing() throws {
    func findings(_ line: String) throws -> (rules: Set<String>, rows: Set<String>) {
      var linter = TrafficLinter(contracts: [try #require(Self.parameters)])
      for entry in Recording(name: "log", bytes: Array(line.utf8)) { linter.add(entry) }
      let report = linter.report()
      return (Set(report.findings.map(\.rule.id)), report.rows)
    }
    let flat = try findings(
      #"{"method":"GET","url.path":"/things","host":"api.fields.dev","status":200}"#)
    #expect(flat.rules == [])
    #expect(
      flat.rows.isSuperset(of: [
        "query-parameter fields-not-recorded", "request-header fields-not-recorded",
        "response-header fields-not-recorded",
        "credentials credentials-not-recorded",
      ]))
    let full = try findings(
      #"{"request":{"method":"GET","url":"https://api.fields.dev/things","headers":{}},"response":{"status":200,"headers":{}}}"#
    )
    #expect(full.rules.contains("missing-parameter"))
  }
}
