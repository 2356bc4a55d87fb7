import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

/// A line and the exchange that it is.
struct LineCase: CustomTestStringConvertible, Sendable {
  let line: String
  var body: String? = #"{"id":1}"#
  var request: String? = ""
  var host: String?

  var testDescription: String { line }

  static let all: [LineCase] = [
    LineCase(
      line: #"{"request":{"method":"GET","url":"/v2/items/1"},"response":{"status":200,"body":"{\"id\":1}"}}"#),
    LineCase(line: #"{"req":{"method":"get","url":"/v2/items/1"},"res":{"statusCode":200,"body":{"id":1}}}"#),
    LineCase(
      line: #"{"httpRequest":{"method":"GET","path":"/v2/items/1"},"httpResponse":{"status":"200","json":{"id":1}}}"#),
    LineCase(
      line: #"{"request":{"method":"GET","uri":"/v2/items/1"},"response":{"status":200,"bodyBase64":"eyJpZCI6MX0="}}"#),
    LineCase(
      line:
        #"{"request":{"verb":"GET","url":"/v2/items/1"},"resp":{"status":200,"body":"eyJpZCI6MX0=","isBase64Encoded":true}}"#
    ),
    LineCase(line: #"{"method":"GET","url":"/v2/items/1","status":200,"responseBody":"{\"id\":1}"}"#),
    LineCase(
      line: #"{"method":"GET","url":"/v2/items/1","requestBody":{"a":1},"status":200,"response_body":{"id":1}}"#,
      request: #"{"a":1}"#),
    LineCase(
      line:
        #"{"requestMethod":"GET","requestUrl":"/v2/items/1","request_body":"x","responseStatus":200,"responseJson":{"id":1}}"#,
      request: "x"),
    LineCase(
      line: #"{"method":"GET","path":"/v2/items/1","host":"api.items.dev","status":200,"responseBody":{"id":1}}"#,
      host: "api.items.dev"),
    LineCase(
      line:
        #"{"request":{"method":"GET","url":"/v2/items/1","headers":{"Host":["a.b"]}},"response":{"status":204,"body":null}}"#,
      body: "", host: "a.b"),
    LineCase(
      line:
        #"{"request":{"method":"GET","url":"/v2/items/1","postData":{"text":"x"}},"response":{"status":200,"content":{"text":"e30=","encoding":"base64"}}}"#,
      body: "{}", request: "x"),
    LineCase(line: #"{"request":{"method":"GET","url":"/v2/items/1"},"response":{"status":200}}"#, body: nil),
    LineCase(
      line:
        #"{"request":{"method":"POST","url":"/v2/items/1","headers":[["content-type","a/b"]]},"response":{"status":201,"headers":{"Content-Length":"0"}}}"#,
      body: "", request: nil),
  ]
}

@Suite("One exchange a line")
struct LineTests {
  @Test(arguments: LineCase.all)
  func readsShapes(_ example: LineCase) throws {
    let exchange = try ExchangeReader.read(
      Array(example.line.utf8), form: .ndjson, place: ExchangePlace(recording: "test"))
    #expect(exchange.request.url == "/v2/items/1")
    #expect(exchange.request.body.bytes == example.request.map { Array($0.utf8) })
    let response = try #require(exchange.response)
    #expect(response.body.bytes == example.body.map { Array($0.utf8) })
    #expect(exchange.request.headers["host"] == example.host)
    #expect(RecordingDetection.of(Array(example.line.utf8), forced: nil, isEnd: true) == .form(.ndjson))
  }

  @Test func placesAreThoseOfTheRecording() throws {
    let recording = #"""
      {"method": "GET", "url": "/v2/items/1", "status": 200, "responseBody": {"id": 1, "status": "active"}}

      {"method": "GET", "url": "/v2/items/1", "status": 200, "c": "é", "responseBody": {"id": 1, "status": "gone"}}
      """#
    let report = TrafficLinter.report(recording)
    let finding = try #require(report.findings.first { $0.rule == .undocumentedEnumValue })
    let offset = try #require(recording.utf8.firstOffset(of: #""gone""#))
    #expect(finding.first?.position == SourceText(name: "", bytes: Array(recording.utf8)).position(at: offset))
    #expect(finding.first?.exchange.index == 1)
    #expect(finding.first?.payloadPosition?.column == 21)
  }

  @Test func aMistakeInOneLineSpoilsNoOther() {
    let good = #"{"method":"GET","url":"/v2/items/1","status":200,"responseBody":{"id":1,"status":"active"}}"#
    let recording =
      "\u{FEFF}" + [good, "nonsense", "", "{}", "\(good)\r", #"{"method":"GET","#].joined(separator: "\n")
    let report = TrafficLinter.report(recording, form: .ndjson)
    #expect(report.exchanges == ExchangeCounts(total: 5, checked: 2, undocumented: 0, skipped: 3))
    #expect(
      Set(report.findings.map(\.rule.id))
        == ["unreadable-exchange", "truncated-recording", "missing-content-type"])
    #expect(report.recordings.map(\.bytes) == [recording.utf8.count])
  }

  @Test(
    arguments: [
      ([0x1F, 0x8B, 0x08, 0x00], "gzip"), ([0x78, 0x9C, 0x00, 0x00], "zlib"), ([0x50, 0x4B, 0x03, 0x04], "zip"),
      ([0xFF, 0xFE, 0x7B, 0x00], "UTF-16"), ([], "empty"), (Array(" \n\n ".utf8), "empty"),
      (Array("<html>".utf8), "XML"), (Array("[1, 2]".utf8), "no form that is known"),
      (Array("nothing".utf8), "neither"),
      (Array(#"1.2.3.4 - - [01/Jan/2026:00:00:00 +0000] "GET /x HTTP/1.1" 200 5"#.utf8), "access log"),
      (Array("GET /x HTTP/1.1\r\nHost: a\r\n".utf8), "text of requests"), (Array("curl https://a.b/c".utf8), "curl"),
      (Array("4567:9:websocket;0:~8:response;".utf8), "mitmdump"), (Array("meta {\n  name: x\n}".utf8), "Bruno"),
      (Array("a: [1, 2\nb: 3\n".utf8), "YAML"), (Array("a: 1\n".utf8), "no form that is known"),
    ] as [([UInt8], String)])
  func saysWhyARecordingCannotBeRead(bytes: [UInt8], part: String) {
    for piece in [1, 3, 64] {
      let report = TrafficLinter.report(bytes, piece: piece)
      #expect(report.findings.map(\.rule.id) == ["no-exchanges-checked", "unreadable-recording"])
      #expect(report.findings.last?.message.contains(part) == true, "\(report.findings.last?.message ?? "")")
      #expect(report.rows == ["exchange unreadable-recording"])
    }
  }

  @Test(arguments: [
    (#"{"log":{"#, RecordingForm.har), (#"{"log" : {"version"#, .har), ("{\n  \"comment\": \"x\",\n \"log\": {", .har),
    (#"{"a":{"log":{}}}"#, .ndjson), (#"{"interactions":1}{"method":1}"#, .ndjson),
    (#"{"log":"x","method":"GET"}"#, .ndjson), (#"{"$id":"\"log\"","log":{"#, .har),
  ])
  func tellsTheForm(text: String, form: RecordingForm) {
    #expect(RecordingDetection.of(Array(text.utf8), forced: nil, isEnd: true) == .form(form))
  }

  @Test(arguments: [
    "{\n \"a\": 1}", "[", #"{"http_interactions": []}"#, #"{"info": {}, "item": []}"#, "a: 1\n", "---\n", "- a\n",
    "# c\nversion: 2\ninteractions:\n",
  ])
  func tellsADocument(text: String) {
    #expect(RecordingDetection.of(Array(text.utf8), forced: nil, isEnd: true) == .document)
  }
}
