import Muster
import MusterContracts
import MusterDocuments
import Testing

@testable import MusterTraffic

/// How an HTTP Archive may write, or not write, a body.
struct ArchiveBodyCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// The members of the request or the response.
  let members: String
  var method = "POST"
  var status = 200
  /// The body; `nil` if `reason` says why there is none.
  var text: String?
  var reason: SkipReason?

  static let requests = [
    ArchiveBodyCase(testDescription: "nothing at all", members: "", reason: .notRecorded),
    ArchiveBodyCase(testDescription: "no size known", members: #""bodySize": -1"#, reason: .notRecorded),
    ArchiveBodyCase(testDescription: "a null size", members: #""bodySize": null"#, reason: .notRecorded),
    ArchiveBodyCase(testDescription: "a size", members: #""bodySize": 12"#, reason: .notRecorded),
    ArchiveBodyCase(testDescription: "no bytes", members: #""bodySize": 0"#, text: ""),
    ArchiveBodyCase(
      testDescription: "a length", members: #""bodySize": -1, "headers": [{"name": "Content-Length", "value": "10"}]"#,
      reason: .notRecorded),
    ArchiveBodyCase(
      testDescription: "a length as a number", members: #""headers": [{"name": "content-length", "value": 10}]"#,
      reason: .notRecorded),
    ArchiveBodyCase(
      testDescription: "a length against the size",
      members: #""bodySize": 0, "headers": [{"name": "Content-Length", "value": "10"}]"#, reason: .notRecorded),
    ArchiveBodyCase(
      testDescription: "a length of nothing", members: #""headers": [{"name": "Content-Length", "value": "0"}]"#,
      text: ""),
    ArchiveBodyCase(
      testDescription: "chunks", members: #""headers": [{"name": "Transfer-Encoding", "value": "chunked"}]"#,
      method: "GET", reason: .notRecorded),
    ArchiveBodyCase(testDescription: "a method without bodies", members: #""bodySize": -1"#, method: "GET", text: ""),
    ArchiveBodyCase(
      testDescription: "a method without bodies, but a type",
      members: #""headers": [{"name": "Content-Type", "value": "application/json"}]"#, method: "DELETE",
      reason: .notRecorded),
    ArchiveBodyCase(testDescription: "empty text", members: #""postData": {"text": ""}"#, text: ""),
    ArchiveBodyCase(
      testDescription: "empty text with a size", members: #""bodySize": 5, "postData": {"text": ""}"#,
      reason: .notRecorded),
    ArchiveBodyCase(
      testDescription: "empty text of unknown size", members: #""bodySize": -1, "postData": {"text": ""}"#,
      reason: .notRecorded),
    ArchiveBodyCase(testDescription: "null data", members: #""bodySize": 0, "postData": null"#, text: ""),
    ArchiveBodyCase(testDescription: "null text", members: #""postData": {"text": null}"#, reason: .notRecorded),
    ArchiveBodyCase(testDescription: "text", members: #""postData": {"text": "{}", "params": []}"#, text: "{}"),
    ArchiveBodyCase(testDescription: "JSON for text", members: #""postData": {"text": {"a": 1}}"#, text: #"{"a": 1}"#),
    ArchiveBodyCase(
      testDescription: "text before names",
      members: #""postData": {"mimeType": "", "text": "a=1", "params": [{"name": "a", "value": "2"}]}"#, text: "a=1"),
    ArchiveBodyCase(
      testDescription: "names",
      members:
        #""postData": {"params": [{"name": "a b", "value": "c&d=é"}, {"name": "e"}, {"name": "f", "value": 1}]}"#,
      text: "a+b=c%26d%3D%C3%A9&e=&f=1"),
    ArchiveBodyCase(
      testDescription: "names beside empty text",
      members: #""postData": {"text": "", "params": [{"name": "a", "value": "1"}]}"#, text: "a=1"),
    ArchiveBodyCase(
      testDescription: "parts",
      members:
        #""postData": {"mimeType": "multipart/form-data; boundary=B", "params": [{"name": "a", "value": "1"}, {"name": "f", "value": "{}", "fileName": "f.json", "contentType": "application/json"}]}"#,
      text: "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--B\r\nContent-Disposition: form-data; "
        + "name=\"f\"; filename=\"f.json\"\r\nContent-Type: application/json\r\n\r\n{}\r\n--B--\r\n"),
    ArchiveBodyCase(
      testDescription: "a file that is not there",
      members:
        #""postData": {"mimeType": "multipart/form-data", "params": [{"name": "f", "fileName": "f.png"}]}"#,
      reason: .notRecorded),
    ArchiveBodyCase(
      testDescription: "a boundary inside of a value",
      members:
        #""postData": {"mimeType": "multipart/form-data; boundary=B", "params": [{"name": "a", "value": "--B"}]}"#,
      reason: .notRecorded),
    ArchiveBodyCase(
      testDescription: "names of JSON",
      members: #""postData": {"mimeType": "application/json", "params": [{"name": "a", "value": "1"}]}"#,
      reason: .notRecorded),
    ArchiveBodyCase(
      testDescription: "a file", members: #""postData": {"mimeType": "application/json", "_file": "a.json"}"#,
      text: #"{"file": 1}"#),
    ArchiveBodyCase(
      testDescription: "a file that cannot be read", members: #""postData": {"_file": "../a.json"}"#,
      reason: .elsewhere),
  ]

  static let responses = [
    ArchiveBodyCase(testDescription: "no content", members: "", reason: .notRecorded),
    ArchiveBodyCase(testDescription: "null content", members: #""content": null"#, reason: .notRecorded),
    ArchiveBodyCase(testDescription: "no size known", members: #""content": {"size": -1}"#, reason: .notRecorded),
    ArchiveBodyCase(
      testDescription: "empty text of unknown size", members: #""content": {"size": -1, "text": ""}"#,
      reason: .notRecorded),
    ArchiveBodyCase(
      testDescription: "empty text with a size", members: #""content": {"size": 8, "text": ""}"#, reason: .notRecorded),
    ArchiveBodyCase(
      testDescription: "a size from a cache", members: #""bodySize": 0, "content": {"size": 8}"#, reason: .notRecorded),
    ArchiveBodyCase(testDescription: "no bytes", members: #""bodySize": -1, "content": {"size": 0}"#, text: ""),
    ArchiveBodyCase(testDescription: "empty text", members: #""content": {"text": ""}"#, text: ""),
    ArchiveBodyCase(
      testDescription: "a length",
      members: #""content": {"size": 0}, "headers": [{"name": "content-length", "value": "7"}]"#,
      reason: .notRecorded),
    ArchiveBodyCase(
      testDescription: "HEAD",
      members: #""content": {"size": 0}, "headers": [{"name": "content-length", "value": "7"}]"#,
      method: "HEAD", text: ""),
    ArchiveBodyCase(
      testDescription: "no content by status", members: #""bodySize": -1, "content": {}"#, status: 204, text: ""),
    ArchiveBodyCase(
      testDescription: "base64 in capitals", members: #""content": {"text": "e30=", "encoding": "BASE64"}"#, text: "{}"),
    ArchiveBodyCase(
      testDescription: "null encoding", members: #""content": {"text": "e30=", "encoding": null}"#, text: "e30="),
    ArchiveBodyCase(
      testDescription: "a list of base64",
      members: #""content": {"text": "[\"e30=\",\"IA==\"]", "encoding": "base64"}"#,
      text: "{} "),
    ArchiveBodyCase(
      testDescription: "binary in digits", members: #""content": {"text": "7b7d", "_isBinary": true}"#, text: "{}"),
    ArchiveBodyCase(
      testDescription: "cut off", members: #""content": {"mimeType": "application/json", "text": "{\"a", "size": 90}"#,
      reason: .cutOff),
    ArchiveBodyCase(
      testDescription: "a file", members: #""content": {"_file": "a.json", "size": 12}"#, text: #"{"file": 1}"#),
  ]
}

@Suite("Bodies of HTTP Archives")
struct ArchiveBodyTests {
  private static let files: AttachedFiles = { path in path == "a.json" ? Array(#"{"file": 1}"#.utf8) : nil }

  private func exchange(_ text: String) throws -> Exchange {
    let place = ExchangePlace(recording: "test")
    let exchange = try ExchangeReader.read(Array(text.utf8), form: .har, place: place, attached: Self.files)
    return exchange.withUsableBodies(InflateLimits(bytes: 1 << 20))
  }

  private func expect(_ body: MessageBody?, _ example: ArchiveBodyCase) {
    switch body?.sent {
    case .unavailable(let reason): #expect(reason == example.reason)
    case .some: #expect(body?.bytes.map { String(decoding: $0, as: UTF8.self) } == example.text)
    case nil: Issue.record("there is no message")
    }
  }

  @Test(arguments: ArchiveBodyCase.requests)
  func readsRequests(example: ArchiveBodyCase) throws {
    let members = example.members.isEmpty ? "" : ", \(example.members)"
    let exchange = try exchange(
      #"{"request": {"method": "\#(example.method)", "url": "/"\#(members)}, "response": {"status": 200}}"#)
    expect(exchange.request.body, example)
  }

  @Test(arguments: ArchiveBodyCase.responses)
  func readsResponses(example: ArchiveBodyCase) throws {
    let members = example.members.isEmpty ? "" : ", \(example.members)"
    let exchange = try exchange(
      #"{"request": {"method": "\#(example.method)", "url": "/"}, "response": {"status": \#(example.status)\#(members)}}"#
    )
    expect(exchange.response?.body, example)
  }

  @Test(
    arguments: [
      (#""status": "200""#, 200), (#""status": "404 Not Found""#, 404),
      (#""status": 0"#, nil),
      (#""status": -1, "_error": "net::ERR_ABORTED""#, nil), (#""_error": "x""#, nil), (#""status": null"#, nil),
      (#""status": "", "content": {"text": ""}"#, nil),
    ] as [(String, Int?)])
  func readsStatus(members: String, status: Int?) throws {
    let exchange = try exchange(#"{"request": {"method": "GET", "url": "/"}, "response": {\#(members)}}"#)
    #expect(exchange.response?.status == status)
  }

  @Test(arguments: [#""status": "OK""#, #""status": {}"#, #""content": {"text": "{}"}"#])
  func aResponseWithoutAStatusIsUnreadable(members: String) {
    #expect(throws: ExchangeReader.Mistake.self) {
      try exchange(#"{"request": {"method": "GET", "url": "/"}, "response": {\#(members)}}"#)
    }
  }

  @Test func headerFieldsMayHaveNoValues() throws {
    let exchange = try exchange(
      #"{"request": {"method": "GET", "url": "/", "headers": [{"name": "Accept", "value": null}, {"name": "a"}, {}, 1, null]}, "response": {"status": 200, "headers": null}}"#
    )
    #expect(exchange.request.headers["accept"] == nil)
    #expect(exchange.response?.headers["accept"] == nil)
  }

  @Test(arguments: [
    #""_webSocketMessages": [{"type": "send", "data": "{}"}]"#, #""_resourceType": "websocket""#,
  ])
  func webSocketsAreNoExchanges(member: String) {
    let entry =
      #"{\#(member), "request": {"method": "GET", "url": "https://api.items.dev/v2/items/1"}, "response": {"status": 101}}"#
    let report = TrafficLinter.report(Archive.of([entry]))
    #expect(report.rows.contains("path other-protocol"))
    #expect(report.findings.map(\.rule.id) == ["no-exchanges-checked"])
  }

  // MARK: Whole archives

  private static let entry = Archive.entry(
    content: #"{"mimeType": "application/json", "text": "{\"id\": 1, \"status\": \"gone\"}"}"#)

  @Test(arguments: [
    "onInputData(\(Archive.of([entry])));", "\u{FEFF}  a.$b_1 (\n\(Archive.of([entry]))\n)",
    #"{"comment": null, "x": {"log": 1}, "log": {"browser": null, "pages": null, "entries": [\#(entry)], "version": "1.1"}}"#,
    #"{"log": {"entries": [\#(entry)], "version": "1.1"}}"#,
  ])
  func areFoundWhateverIsAround(text: String) throws {
    for piece in [1, 5, 1 << 16] {
      let report = TrafficLinter.report(text, piece: piece)
      #expect(report.recordings.map(\.form) == [.har])
      #expect(report.findings.map(\.rule.id) == ["undocumented-enum-value"])
      let sample = try #require(report.findings.first?.first)
      #expect(sample.position.offset == text.utf8.firstOffset(of: #"\"gone\""#))
    }
  }

  // MARK: Forms

  /// Three operations in one: a form, parts, or JSON.
  private static let forms = TestContract.contract(
    vendor: "forms",
    """
    openapi: 3.0.3
    info: {title: t, version: '1'}
    servers: [{url: https://a.example/v1}]
    paths:
      /x:
        post:
          requestBody:
            required: true
            content:
              application/x-www-form-urlencoded: {schema: &form {type: object, required: [a], properties: {a: {type: integer}}}}
              multipart/form-data: {schema: *form}
              application/json: {schema: {type: object, required: [a]}}
          responses: {'204': {description: none}}
    """)

  private func report(request members: String) throws -> (report: LintReport, text: String) {
    let contract = try #require(Self.forms)
    let text = Archive.of([
      #"{"request": {"method": "POST", "url": "https://a.example/v1/x", \#(members)}, "response": {"status": 204}}"#
    ])
    var linter = TrafficLinter(contracts: [contract])
    for entry in Recording(name: "test", bytes: Array(text.utf8)) { linter.add(entry) }
    return (linter.report(), text)
  }

  @Test(arguments: ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"])
  func valuesHaveTheirPlaces(type: String) throws {
    let (report, text) = try report(
      request:
        #""postData": {"mimeType": "\#(type)", "params": [{"name": "b", "value": "1"}, {"name": "a", "value": "zz"}]}"#)
    #expect(report.findings.map(\.rule.id).contains("request-body-invalid"))
    let finding = try #require(report.findings.first { $0.rule.id == "request-body-invalid" })
    #expect(finding.instance?.description == "/a")
    #expect(finding.first?.position.offset == text.utf8.firstOffset(of: #""zz""#))
  }

  @Test func aRequestThatWasNotRecordedIsNotMissing() throws {
    let (report, _) = try report(
      request:
        #""headers": [{"name": "content-type", "value": "application/json"}, {"name": "content-length", "value": "10"}], "bodySize": -1"#
    )
    #expect(report.findings.isEmpty)
    #expect(report.rows == ["request-body not-recorded"])
  }

  @Test func aBodyInPiecesIsJudged() throws {
    let gzip = PackedText.gzip.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let entry =
      #"{"_id": "0", "_order": 0, "request": {"method": "GET", "url": "https://api.items.dev/v2/items/1", "bodySize": 0}, "response": {"status": 200, "headers": [{"name": "content-type", "value": "application/json"}, {"name": "content-encoding", "value": "ENCODING"}], "content": {"mimeType": "application/json", "size": 90, "text": "[\"\#(gzip.prefix(20))\",\"\#(gzip.dropFirst(20))\"]"}}}"#
    let text = Archive.of([entry.replacing("ENCODING", with: "gzip")])
    let report = TrafficLinter.report(text)
    // Three texts in a row are no JSON text: that it is read at all is what counts.
    #expect(report.findings.map(\.rule.id) == ["body-not-json"])
    #expect(report.findings.first?.first?.position.offset == text.utf8.firstOffset(of: #""[\""#))
    let brotli = TrafficLinter.report(
      Archive.of([
        entry.replacing("ENCODING", with: "br").replacing(String(gzip.prefix(20)), with: "0b02").replacing(
          String(gzip.dropFirst(20)), with: "80")
      ]))
    #expect(brotli.findings.isEmpty)
    #expect(brotli.rows == ["response-body brotli"])
  }
}
