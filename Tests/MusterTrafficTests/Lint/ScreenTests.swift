import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

/// An exchange that is screened comes to the same as one that is judged in full, whatever it is.
@Suite("Screen")
struct ScreenTests {
  private static let contract = TestContract.contract(
    vendor: "screened",
    """
    openapi: 3.1.0
    info: {title: Screened, version: '1'}
    servers: [{url: https://api.screened.dev/v1}]
    security: [{bearer: []}, {key: []}]
    paths:
      /items/{id}:
        parameters:
          - {name: id, in: path, required: true, schema: {type: integer, minimum: 1}}
          - {name: limit, in: query, schema: {type: integer, maximum: 50}}
          - {name: cursor, in: query, schema: {type: string, maxLength: 8}}
          - {name: tags, in: query, schema: {type: array, items: {type: string}}}
          - {name: X-Trace, in: header, schema: {type: string, pattern: '^[a-f0-9]+$'}}
        get:
          responses:
            '200':
              description: d
              headers:
                X-Rate: {schema: {type: integer}}
                X-Names: {schema: {type: array, items: {type: string}}}
              content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}
            '404':
              description: d
              content: {application/json: {}}
            '204': {description: d}
        put:
          requestBody:
            required: true
            content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}
          responses:
            '200':
              description: d
              content:
                application/json: {schema: {$ref: '#/components/schemas/Item'}}
                text/csv: {schema: {type: string}}
                text/html: {}
      /files/{name}.{ext}:
        get:
          parameters:
            - {name: name, in: path, required: true, schema: {type: string}}
            - {name: ext, in: path, required: true, schema: {enum: [csv, json]}}
            - {name: session, in: cookie, schema: {type: integer}}
          responses:
            '200': {description: d, content: {application/json: {schema: {type: object}}}}
    components:
      securitySchemes:
        bearer: {type: http, scheme: bearer}
        key: {type: apiKey, in: query, name: api_key}
      schemas:
        Item:
          type: object
          required: [id, name]
          properties:
            id: {type: integer}
            name: {type: string, maxLength: 12}
            note: {type: [string, 'null']}
            secret: {type: string, writeOnly: true}
    """)

  /// Makes exchanges of which most are right, each with many ways to differ from the others.
  private struct Generator {
    var random: SeededGenerator

    mutating func pick<Value>(_ values: [Value]) -> Value {
      // The first value is the usual one: exchanges that differ in all of their names have nothing in common.
      Int.random(in: 0..<16, using: &random) < 15 ? values[0] : values.randomElement(using: &random) ?? values[0]
    }

    mutating func chance(_ share: Int) -> Bool { Int.random(in: 0..<(share * 3), using: &random) == 0 }

    mutating func body() -> String {
      pick([
        #"{"id": 1, "name": "a"}"#, #"{"id": 27, "name": "b\"c", "note": null}"#, #"{"id": "1", "name": "a"}"#,
        #"{"id": 1, "name": "é\n"}"#, #"{"id": 1, "name": "a", "more": 1}"#, #"{"id": 1, "id": 1, "name": "a"}"#,
        #"{"id": 1, "name": "a", "secret": "s"}"#, " {\"id\":1,\"name\":\"\u{1F600}\"} ", "{", "", "<html></html>",
        "a,b\n1,2",
        "\u{FEFF}{\"id\": 1, \"name\": \"a\"}", "null",
      ])
    }

    mutating func target() -> String {
      let query = pick([
        "", "?limit=5", "?limit=5&cursor=ab", "?limit=51", "?limit=x", "?cursor=a%20b", "?cursor=a+b", "?tags=a&tags=b",
        "?tags=a,b", "?api_key=k", "?other=1", "?cursor=", "?limit=1&limit=2", "?", "?cursor=abcdefghi", "?&limit=3&",
        "?limit=5#part",
      ])
      let path = pick([
        "/items/1", "/items/2", "/items/0", "/items/x", "/items/%31", "/items/", "/items", "/files/a.csv",
        "/files/a.b.json", "/files/a.txt", "/itmes/1", "/items/1/",
      ])
      let server = pick([
        "https://api.screened.dev/v1", "https://API.screened.dev/v1", "/v1", "https://other.example/v1",
        "http://localhost:8080/v1", "https://u:p@api.screened.dev:443/v1", "wss://api.screened.dev/v1",
        "//api.screened.dev/v1",
      ])
      return server + path + query
    }

    mutating func fields(isRequest: Bool) -> [(String, String)] {
      var fields: [(String, String)] = []
      if isRequest {
        if !chance(6) { fields.append(("Authorization", pick(["Bearer abc", "Bearer def", "Basic x", "Bearer", ""]))) }
        if chance(3) { fields.append(("x-trace", pick(["af09", "xyz", "", "a,b"]))) }
        if chance(6) { fields.append(("Host", pick(["api.screened.dev", "localhost:1", "other.example"]))) }
        if chance(6) { fields.append(("Cookie", pick(["session=1", "session=x", "a=b"]))) }
      } else {
        if chance(3) { fields.append(("X-Rate", pick(["5", "10", "x", " 5 "]))) }
        if chance(5) { fields.append(("X-Names", pick(["a,b", "a"]))) }
      }
      if chance(5) { fields.append(("Content-Length", pick(["22", "0", "3", "9999", "x"]))) }
      if chance(9) { fields.append(("Content-Encoding", pick(["gzip", "identity", "br"]))) }
      if !chance(6) {
        fields.append(
          (
            pick(["Content-Type", "content-type"]),
            pick([
              "application/json", "application/json; charset=utf-8", "text/csv", "text/html", "application/xml", "x",
            ])
          ))
      }
      if chance(4) { fields.append((pick(["Date", "Server"]), pick(["a", "b\\c", ""]))) }
      return fields
    }

    mutating func list(_ fields: [(String, String)]) -> String {
      let text = Archive.string
      if chance(4) { return "{" + fields.map { "\(text($0.0)): \(text($0.1))" }.joined(separator: ", ") + "}" }
      return "["
        + fields.map { #"{"name": \#(text($0.0)), "value": \#(text($0.1))}"# }.joined(separator: ", ") + "]"
    }

    /// A member that may be there beside the others.
    mutating func extra(_ names: [String]) -> String {
      guard chance(12) else { return "" }
      let name = names.randomElement(using: &random) ?? "a"
      return #", "\#(name)": \#(pick(["1", "\"base64\"", "true", "null", "\"e30=\"", "{}", "\"application/json\""]))"#
    }

    mutating func archiveEntry() -> String {
      let requestBody = body()
      var request = #""method": "\#(pick(["GET", "GET", "PUT", "OPTIONS", "get", "POST"]))", "url": "\#(target())""#
      request += #", "headers": \#(list(fields(isRequest: true)))"#
      if chance(2) {
        request += #", "postData": {"mimeType": "\#(pick(["application/json", "", "text/csv"]))""#
        if !chance(5) { request += #", "text": \#(Archive.string(requestBody))"# }
        request += extra(["encoding", "params", "_file", "comment"]) + "}"
      }
      request += #", "bodySize": \#(pick(["-1", "0", "5", "null"]))"# + extra(["comment", "_x", "cookies"])
      let responseBody = body()
      var content = #""mimeType": "\#(pick(["application/json", "x-unknown", "text/csv"]))""#
      if !chance(6) {
        if chance(5) {
          content += #", "encoding": "base64", "text": "\#(Base64Text.encoded(Array(responseBody.utf8)))""#
        } else {
          content += #", "text": \#(Archive.string(responseBody))"#
        }
      }
      if !chance(4) { content += #", "size": \#(pick(["\(responseBody.utf8.count)", "-1", "0", "7", "500", "null"]))"# }
      content += extra(["encoding", "_file", "comment", "compression", "_isBinary"])
      let status = pick(["200", "200", "404", "204", "500", "0", "-1", "\"200\"", "null"])
      let kind = pick([
        "", #", "_resourceType": "xhr""#, #", "_resourceType": "websocket""#, #", "_webSocketMessages": []"#,
        #", "_webSocketMessages": null"#,
      ])
      return #"{"startedDateTime": "t", "request": {\#(request)}, "response": {"status": \#(status), "headers": "#
        + #"\#(list(fields(isRequest: false))), "content": {\#(content)}\#(extra(["bodySize", "_error"]))}\#(kind)}"#
    }

    mutating func line() -> String {
      let names = [
        "bodyBase64", "base64Body", "jsonBody", "json", "bodyText", "text", "encoding", "isBase64Encoded", "mimeType",
        "contentType", "header", "host", "postData", "content", "uri", "verb", "statusCode", "x",
      ]
      func value(_ body: String, _ isText: Bool) -> String {
        isText || (try? JSONDocument(SourceText(name: "", bytes: Array(body.utf8)))) == nil
          || body.utf8.starts(with: [0xEF]) ? Archive.string(body) : body
      }
      var request = #""method": "\#(pick(["GET", "PUT", "OPTIONS", "get"]))", "url": "\#(target())""#
      request += #", "headers": \#(list(fields(isRequest: true)))"#
      if chance(2) { request += #", "body": \#(value(body(), chance(3)))"# }
      request += extra(names)
      var response = #""status": \#(pick(["200", "200", "404", "204", "500", "0", "\"200\"", "{\"code\": 200}"]))"#
      if !chance(5) { response += #", "headers": \#(list(fields(isRequest: false)))"# }
      if !chance(5) { response += #", "body": \#(value(body(), chance(3)))"# }
      response += extra(names)
      let root = extra(["req", "res", "httpRequest", "status", "method", "response_code", "type", "service"])
      // Objects whose members count as those of the line.
      let container = pick([
        "", #""attributes": {}, "#, #""attributes": {"http.response.status_code": 500}, "#,
        #""http": {"request": {"method": "PUT"}}, "#,
        #""attributes": [{"key": "url.full", "value": "https://x.example/"}], "#,
        #""attributes": [], "#, #""timings": {"wait": 1}, "#,
      ])
      return #"{\#(container)"request": {\#(request)}, "response": {\#(response)}\#(root)}"#
    }
  }

  private static func reports(
    _ text: String, _ form: RecordingForm, options: LintOptions = LintOptions()
  ) -> (screened: LintReport, full: LintReport, count: Int) {
    let empty = TrafficLinter(contracts: contract.map { [$0] } ?? [], options: options)
    var screened = empty
    var full = empty
    var screen = empty.screen()
    var reader = RecordingReader(name: "recording", form: form)
    var batch = RecordingBatch()
    let bytes = Array(text.utf8)
    var count = 0
    for start in stride(from: 0, to: bytes.count, by: 10_000) {
      reader.feed(bytes[start..<min(start + 10_000, bytes.count)], into: &batch)
      screened.add(batch, &screen)
      for item in batch.items { full.add(batch.entry(item)) }
      batch.removeAll()
    }
    count = screen.screenedCount
    reader.finish(into: &batch)
    screened.add(batch, &screen)
    for item in batch.items { full.add(batch.entry(item)) }
    screened.add(reader.summary)
    full.add(reader.summary)
    return (screened.report(), full.report(), count)
  }

  /// Expects that two reports are equal, and tells what differs.
  private func expectEqual(_ screened: LintReport, _ full: LintReport) {
    func rows(_ report: LintReport) -> [String] {
      report.ledger.entries.map {
        "\($0.operation ?? "") \($0.part) \($0.verdict) \($0.count) \($0.failures) \($0.first.index)"
      }
        + report.findings.map { "\($0.rule.id) \($0.operation ?? "") \($0.count) \($0.samples.map(\.exchange.index))" }
    }
    let (left, right) = (Set(rows(screened)), Set(rows(full)))
    #expect(left.subtracting(right).sorted() == right.subtracting(left).sorted())
    #expect(screened == full)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func archivesComeToTheSame(seed: UInt64) {
    var generator = Generator(random: SeededGenerator(state: seed))
    let text = Archive.of((0..<3_000).map { _ in generator.archiveEntry() })
    let (screened, full, count) = ScreenTests.reports(text, .har)
    expectEqual(screened, full)
    #expect(full.exchanges.total == 3_000)
    #expect(count > 200, "only \(count) exchanges were screened")
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func linesComeToTheSame(seed: UInt64) {
    var generator = Generator(random: SeededGenerator(state: seed))
    let text = (0..<3_000).map { _ in generator.line() }.joined(separator: "\n")
    let (screened, full, count) = ScreenTests.reports(text, .ndjson)
    expectEqual(screened, full)
    #expect(full.exchanges.total == 3_000)
    #expect(count > 200, "only \(count) exchanges were screened")
  }

  @Test(arguments: [AdditionPolicy.ignored, .fails])
  func optionsCount(additions: AdditionPolicy) {
    var generator = Generator(random: SeededGenerator(state: 9))
    let text = (0..<1_000).map { _ in generator.line() }.joined(separator: "\n")
    var options = LintOptions()
    options.judging.additions = additions
    options.judging.reading = .letter
    options.judging.limits.steps = 60
    let (screened, full, _) = ScreenTests.reports(text, .ndjson, options: options)
    #expect(screened == full)
  }

  /// Two exchanges that differ in nothing but values share a profile, and one wrong value is found.
  @Test func aWrongValueIsFoundBehindManyRightOnes() {
    func line(_ id: String, _ name: String) -> String {
      #"{"request":{"method":"GET","url":"/v1/items/\#(id)","headers":{"Authorization":"Bearer x"}},"#
        + #""response":{"status":200,"headers":{"content-type":"application/json"},"body":{"id":1,"name":"\#(name)"}}}"#
    }
    let lines = (1...500).map { line("\($0)", "n\($0)") } + [line("0", "a"), line("1", "more than twelve")]
    let (screened, full, count) = ScreenTests.reports(lines.joined(separator: "\n"), .ndjson)
    #expect(screened == full)
    #expect(count == 499)
    #expect(screened.findings.count == 2)
  }
}
