import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

/// An exchange and what is due for it.
struct JudgeCase: CustomTestStringConvertible, Sendable {
  let name: String
  let exchange: Exchange
  var findings: [String] = []
  var rows: Set<String> = []
  var options = LintOptions()

  var testDescription: String { name }

  private static let base = "https://api.items.dev/v2"
  private static let item = #"{"id": 1, "status": "active"}"#
  private static let problem = #"{"statusCode": 404, "message": "no"}"#
  private static let strict = LintOptions(judging: JudgeOptions(additions: .fails))

  static let all: [JudgeCase] = [
    JudgeCase(name: "right", exchange: .of("GET", "\(base)/items/1", response: item)),
    JudgeCase(
      name: "media type's case and parameters",
      exchange: .of("GET", "\(base)/items/1", response: item, responseType: "Application/JSON; charset=utf-8")),
    JudgeCase(
      name: "an invalid response",
      exchange: .of("GET", "\(base)/items/1", response: #"{"id": "x", "status": "active"}"#),
      findings: ["response-body-invalid /id"], rows: ["response-body failed"]),
    JudgeCase(
      name: "an undeclared field",
      exchange: .of("GET", "\(base)/items/1", response: #"{"id": 1, "status": "active", "nmae": "x"}"#),
      findings: ["added-response-field /nmae"], rows: ["response-body failed"]),
    JudgeCase(
      name: "an undeclared field that fails",
      exchange: .of("GET", "\(base)/items/1", response: #"{"id": 1, "status": "active", "nmae": "x"}"#),
      findings: ["response-body-invalid /nmae"], rows: ["response-body failed"], options: strict),
    JudgeCase(
      name: "an undeclared field and a new value",
      exchange: .of("GET", "\(base)/items/1", response: #"{"id": 1, "status": "gone", "new": "x"}"#),
      findings: ["undocumented-enum-value /status", "added-response-field /new"],
      rows: ["response-body failed"]),
    JudgeCase(
      name: "an undeclared field and a new value that fail",
      exchange: .of("GET", "\(base)/items/1", response: #"{"id": 1, "status": "gone", "new": "x"}"#),
      findings: ["response-body-invalid /status", "response-body-invalid /new"],
      rows: ["response-body failed"], options: strict),
    JudgeCase(
      name: "a mistake beside an addition",
      exchange: .of("GET", "\(base)/items/1", response: #"{"id": 1, "status": 7, "new": "x"}"#),
      findings: ["response-body-invalid /status", "added-response-field /new"],
      rows: ["response-body failed"]),
    JudgeCase(
      name: "an invalid request",
      exchange: .of("PUT", "\(base)/items/1", request: #"{"id": 1, "status": "gone"}"#, response: item),
      findings: ["request-body-invalid /status"], rows: ["request-body failed"]),
    JudgeCase(
      name: "a refused request",
      exchange: .of("PUT", "\(base)/items/x", request: #"{"id": 1}"#, status: 404, response: problem),
      findings: ["refused-request-invalid #", "refused-request-invalid #"],
      rows: ["request-body refused-by-server", "path-parameter refused-by-server"]),
    JudgeCase(
      name: "a missing request body", exchange: .of("PUT", "\(base)/items/1", response: item),
      findings: ["missing-request-body"], rows: ["request-body failed"]),
    JudgeCase(
      name: "a bad path parameter", exchange: .of("GET", "\(base)/items/x", response: item),
      findings: ["path-parameter-invalid #"], rows: ["path-parameter failed"]),
    JudgeCase(
      name: "a malformed escape", exchange: .of("GET", "\(base)/items/%zz", response: item),
      findings: ["path-parameter-invalid #"], rows: ["path-parameter failed"]),
    JudgeCase(
      name: "an undocumented path", exchange: .of("GET", "\(base)/itmes/1", response: item),
      findings: ["no-exchanges-checked", "undocumented-path"],
      rows: beyond("operation-undocumented", path: "path undocumented")),
    JudgeCase(
      name: "an undocumented path that the server does not know",
      exchange: .of("GET", "\(base)/itmes/1", status: 404, response: problem),
      findings: ["no-exchanges-checked", "refused-request-invalid"],
      rows: beyond("operation-undocumented", path: "path undocumented")),
    JudgeCase(
      name: "an undocumented method", exchange: .of("PATCH", "\(base)/items/1", response: item),
      findings: ["no-exchanges-checked", "undocumented-method"],
      rows: beyond("operation-undocumented", path: "path undocumented")),
    JudgeCase(
      name: "an undocumented status", exchange: .of("GET", "\(base)/items/1", status: 500, response: "{}"),
      findings: ["undocumented-status"],
      rows: [
        "status undocumented", "response-media-type status-undocumented", "response-body status-undocumented",
      ]),
    JudgeCase(
      name: "an undocumented media type",
      exchange: .of("GET", "\(base)/items/1", response: "<p>", responseType: "text/html"),
      findings: ["undocumented-media-type"],
      rows: ["response-media-type undocumented", "response-body media-type-undocumented"]),
    JudgeCase(
      name: "a problem",
      exchange: .of(
        "GET", "\(base)/items/1", status: 404, response: problem, responseType: "application/problem+json"),
      findings: ["media-type-mismatch"], rows: ["response-media-type failed"]),
    JudgeCase(
      name: "no Content-Type", exchange: .of("GET", "\(base)/items/1", response: item, responseType: nil),
      findings: ["missing-content-type"], rows: ["response-media-type no-content-type"]),
    JudgeCase(
      name: "no Content-Type and no JSON",
      exchange: .of("GET", "\(base)/items/1", response: "hello", responseType: nil),
      findings: ["missing-content-type"],
      rows: ["response-media-type no-content-type", "response-body not-json"]),
    JudgeCase(
      name: "not JSON", exchange: .of("GET", "\(base)/items/1", response: #"{"id": 1, "sta"#),
      findings: ["body-not-json #"], rows: ["response-body failed"]),
    JudgeCase(
      name: "another media type than JSON",
      exchange: .of("GET", "\(base)/exports/all.csv", response: "a,b", responseType: "text/csv"),
      rows: ["path-parameter no-schema", "response-body not-json"]),
    JudgeCase(
      name: "a body with 204", exchange: .of("DELETE", "\(base)/items/1", status: 204, response: "{}"),
      findings: ["unexpected-body", "deprecated-operation"],
      rows: ["response-media-type undocumented", "response-body failed"]),
    JudgeCase(
      name: "a request body that is not documented",
      exchange: .of("DELETE", "\(base)/items/1", request: "{}", status: 204),
      findings: ["undocumented-request-body", "deprecated-operation"],
      rows: ["request-media-type undocumented", "request-body undocumented"]),
    JudgeCase(
      name: "a missing response body", exchange: .of("GET", "\(base)/items/1"),
      findings: ["missing-response-body"], rows: ["response-body failed"]),
    JudgeCase(
      name: "an error in a success",
      exchange: .of("GET", "\(base)/items/1", response: #"{"statusCode": 404, "message": "x"}"#),
      findings: ["status-contradiction #"], rows: ["response-body failed"]),
    JudgeCase(
      name: "a success in an error", exchange: .of("GET", "\(base)/items/1", status: 404, response: item),
      findings: ["status-contradiction #"], rows: ["response-body failed"]),
    JudgeCase(
      name: "a status that the contract allows whatever the response's is",
      exchange: .of("GET", "\(base)/items/1", status: 404, response: #"{"statusCode": 400.0, "message": "x"}"#)),
    JudgeCase(
      name: "a member that the contract ties to no status",
      exchange: .of("GET", "\(base)/items/1", response: #"{"id": 1, "status": "active", "success": false}"#)),
    JudgeCase(
      name: "a member that the contract ties to the status",
      exchange: .of("GET", "\(base)/items/mine", status: 403, response: #"{"statusCode": 404, "ok": true}"#),
      findings: ["status-contradiction /statusCode", "status-contradiction /ok"], rows: ["response-body failed"]),
    JudgeCase(
      name: "the same status as a number with a fraction",
      exchange: .of("GET", "\(base)/items/1", status: 404, response: #"{"statusCode": 404.0, "message": "x"}"#)),
    JudgeCase(
      name: "a name twice",
      exchange: .of("GET", "\(base)/items/1", response: #"{"id": 1, "id": 2, "status": "active"}"#),
      findings: ["duplicate-names /id"]),
    JudgeCase(
      name: "a byte order mark", exchange: .of("GET", "\(base)/items/1", response: "\u{FEFF}" + item),
      findings: ["byte-order-mark #"]),
    JudgeCase(
      name: "gzip", exchange: .of("GET", "\(base)/items/1", response: "\u{1F}\u{8B}"),
      findings: ["body-not-json #"], rows: ["response-body failed"]),
    JudgeCase(
      name: "a media type without a schema", exchange: .of("POST", "\(base)/items/1/notes", response: "[]"),
      rows: ["path-parameter no-schema", "response-body no-schema"]),
    JudgeCase(
      name: "a query", exchange: .of("GET", "\(base)/items/1?expand=all", response: item),
      findings: ["undocumented-query-parameter #"], rows: ["query-parameter undocumented"]),
    JudgeCase(
      name: "another's host", exchange: .of("GET", "https://cdn.example.com/logo.png"),
      findings: ["no-exchanges-checked"], rows: beyond("foreign-host", path: "path foreign-host")),
    JudgeCase(
      name: "another protocol", exchange: .of("GET", "data:image/png;base64,aGk="),
      findings: ["no-exchanges-checked"], rows: beyond("other-protocol", path: "path other-protocol")),
    JudgeCase(
      name: "a mock without the base path", exchange: .of("GET", "http://127.0.0.1:8080/items/1", response: item)),
    JudgeCase(name: "a mock with the base path", exchange: .of("GET", "http://localhost/v2/items/1", response: item)),
    JudgeCase(name: "a server's variable", exchange: .of("GET", "https://eu.items.dev/v2/items/1", response: item)),
    JudgeCase(name: "a path alone", exchange: .of("GET", "/v2/items/1", response: item)),
    JudgeCase(name: "concrete before template", exchange: .of("GET", "\(base)/items/mine", response: "[\(item)]")),
    JudgeCase(name: "an encoded parameter", exchange: .of("GET", "\(base)/items/%31", response: item)),
  ]

  private static func beyond(_ reason: String, path: String) -> Set<String> {
    let parts = ["request-media-type", "request-body", "status", "response-media-type", "response-body"]
    return Set(parts.map { "\($0) \(reason)" } + [path])
  }
}

@Suite("Judging exchanges")
struct JudgeTests {
  @Test(arguments: JudgeCase.all)
  func finds(_ example: JudgeCase) {
    let report = TrafficLinter.report(example.exchange, options: example.options)
    #expect(report.summary == example.findings, "\(report.findings.map(\.message))")
    #expect(report.rows == example.rows)
  }

  @Test func whatTheRecordingDoesNotHaveIsTold() throws {
    var exchange = Exchange.of("GET", "https://api.items.dev/v2/items/1", response: "x")
    exchange.response?.body = MessageBody(.bytes([0x1F, 0x8B, 0x08, 0x00]))
    #expect(TrafficLinter.report(exchange).rows == ["response-body body-cut-off"])
    exchange.response?.body = MessageBody(.notRecorded)
    #expect(TrafficLinter.report(exchange).rows == ["response-body not-recorded"])
    exchange.response = nil
    #expect(
      TrafficLinter.report(exchange).rows
        == ["status no-response", "response-media-type no-response", "response-body no-response"])
  }

  @Test func theNearestIsNamed() {
    func nearest(_ method: String, _ url: String, status: Int = 200, type: String = "application/json") -> String? {
      let exchange = Exchange.of(
        method, "https://api.items.dev\(url)", status: status, response: "{}", responseType: type)
      return TrafficLinter.report(exchange).findings.last?.nearest
    }
    #expect(nearest("GET", "/v2/itmes/4") == "/items/{id}")
    #expect(nearest("GET", "/v2/items/4/") == "/items/{id}")
    #expect(nearest("POST", "/v2/items/4/note") == "/items/{id}/notes")
    #expect(nearest("DELET", "/v2/items/4") == "DELETE")
    #expect(nearest("GET", "/v2/items/4", status: 403) == "404")
    #expect(nearest("GET", "/v2/items/4", type: "application/jsn") == "application/json")
    #expect(nearest("GET", "/v2/entirely/else/where/at/all") == nil)
  }

  @Test func severitiesCanBeSet() {
    let exchange = Exchange.of("GET", "https://api.items.dev/v2/items/1", status: 500)
    let report = TrafficLinter.report(
      exchange, options: LintOptions(severities: [.undocumentedStatus: .error, .noExchangesChecked: .note]))
    #expect(report.findings.map(\.severity) == [.error])
    #expect(report.findingCounts == LintReport.Counts(errors: 1, warnings: 0, notes: 0))
  }

  @Test func thresholdsFollowTheReport() {
    let base = "https://api.items.dev/v2/items/1"
    let item = #"{"id": 1, "status": "active"}"#
    let clean = TrafficLinter.report(.of("GET", base, response: item))
    let skipped = TrafficLinter.report(.of("POST", base + "/notes", request: "{}", status: 201))
    let note = TrafficLinter.report(.of("GET", base, response: item, responseType: nil))
    let warning = TrafficLinter.report(.of("GET", base, response: "<p>", responseType: "text/html"))
    let error = TrafficLinter.report(.of("GET", base, response: "{}"))
    func reached(_ report: LintReport) -> [FailureThreshold] {
      FailureThreshold.allCases.filter { $0.isReached(by: report) }
    }
    #expect(reached(clean) == [])
    #expect(reached(skipped) == [.skipped])
    #expect(reached(note) == [.note, .skipped])
    #expect(reached(warning) == [.warning, .note, .skipped])
    #expect(reached(error) == [.error, .warning, .note, .skipped])
  }
}
