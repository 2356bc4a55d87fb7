import Muster
import MusterContracts
import MusterDocuments
import Testing

@testable import MusterTraffic

/// A body that is no JSON with one wrong value in it, written as `‹value›`.
struct ValuePositionCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let type: String
  /// The body; the wrong value is between the marks.
  let body: String
  let instance: String

  static let all = [
    ValuePositionCase(
      testDescription: "an entry of a form", type: "application/x-www-form-urlencoded",
      body: "name=a+b%20c&n=‹x›&m=1", instance: "/n"),
    ValuePositionCase(
      testDescription: "an item of a list", type: "application/x-www-form-urlencoded",
      body: "n=1&list=1&list=2&list=‹x›", instance: "/list/2"),
    ValuePositionCase(
      testDescription: "an item with brackets", type: "application/x-www-form-urlencoded",
      body: "list[]=1&n=1&list%5B%5D=‹x›", instance: "/list/1"),
    ValuePositionCase(
      testDescription: "a member with brackets", type: "application/x-www-form-urlencoded",
      body: "n=1&o[n]=‹x›", instance: "/o/n"),
    ValuePositionCase(
      testDescription: "a member in JSON", type: "application/x-www-form-urlencoded",
      body: "n=1&o=%7B%22n%22:‹%22x%22›%7D", instance: "/o/n"),
    ValuePositionCase(
      testDescription: "a part", type: "multipart/form-data; boundary=b",
      body: "--b\r\nContent-Disposition: form-data; name=\"m\"\r\n\r\n1\r\n--b\r\n"
        + "Content-Disposition: form-data; name=n\r\n\r\n‹x›\r\n--b--\r\n", instance: "/n"),
    ValuePositionCase(
      testDescription: "a member of a part", type: "multipart/form-data; boundary=b",
      body: "--b\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n1\r\n--b\r\n"
        + "Content-Disposition: form-data; name=o\r\nContent-Type: application/json\r\n\r\n{\"a\": 1,\n  \"n\": ‹\"x\"›}\r\n--b--",
      instance: "/o/n"),
    ValuePositionCase(
      testDescription: "an item of lines", type: "application/x-ndjson",
      body: "{\"n\": 1}\r\n\n  {\"n\": ‹\"x\"›}\n{\"n\": 3}", instance: "/1/n"),
    ValuePositionCase(
      testDescription: "an item of a sequence", type: "application/json-seq",
      body: "\u{1E}{\"n\": 1}\n\u{1E}{\"é\": 1,\n\"n\": ‹\"x\"›}\n", instance: "/1/n"),
    ValuePositionCase(
      testDescription: "data of an event", type: "text/event-stream",
      body: ": comment\nevent: add\ndata: {\"n\": 1}\n\ndata: {\"n\":\ndata:   ‹\"x\"›}\nid: 7\n\n",
      instance: "/1/data/n"),
    ValuePositionCase(
      testDescription: "the type of an event", type: "text/event-stream",
      body: "event: add\ndata: {\"n\": 1}\n\ndata: {\"n\": 1}\nevent: ‹gone›\n\n", instance: "/1/event"),
  ]
}

@Suite("Places of values in bodies")
struct ValuePositionTests {
  private static let contract = TestContract.contract(
    vendor: "values",
    """
    openapi: 3.2.0
    info: {title: t, version: '1'}
    servers: [{url: https://a.example}]
    components:
      schemas:
        Form: &form
          type: object
          properties:
            n: {type: integer}
            list: {type: array, items: {type: integer}}
            o: {type: object, properties: {n: {type: integer}}}
        Item: {type: object, required: [n], properties: {n: {type: integer}}}
    paths:
      /x:
        post:
          requestBody:
            content:
              application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Form'}}
              multipart/form-data: {schema: {$ref: '#/components/schemas/Form'}}
              application/x-ndjson: {itemSchema: {$ref: '#/components/schemas/Item'}}
              application/json-seq: {itemSchema: {$ref: '#/components/schemas/Item'}}
              text/event-stream:
                itemSchema:
                  type: object
                  required: [data]
                  properties:
                    event: {type: string, enum: [add]}
                    data: {$ref: '#/components/schemas/Item'}
          responses: {'204': {description: none}}
    """)

  /// A recording of the case's body as a JSON string, and where the value is in it and in the body.
  private func recording(_ example: ValuePositionCase) throws -> (text: String, offset: Int, bodyOffset: Int) {
    let bodyOffset = try #require(example.body.utf8.firstOffset(of: "‹"))
    let marked =
      #"{"method": "POST", "url": "https://a.example/x", "requestHeaders": {"content-type": "\#(example.type)"}, "requestBody": \#(Archive.string(example.body)), "status": 204}"#
    let offset = try #require(marked.utf8.firstOffset(of: "‹"))
    return (marked.replacing("‹", with: "").replacing("›", with: ""), offset, bodyOffset)
  }

  @Test(arguments: ValuePositionCase.all)
  func areTheirOwn(example: ValuePositionCase) throws {
    let contract = try #require(Self.contract)
    let recording = try recording(example)
    var linter = TrafficLinter(contracts: [contract])
    for entry in Recording(name: "test", bytes: Array(recording.text.utf8)) { linter.add(entry) }
    let report = linter.report()
    let finding = try #require(report.findings.first { $0.category == .violation }, "\(report.summary)")
    #expect(finding.instance?.description == example.instance)
    #expect(finding.first?.payloadPosition?.offset == recording.bodyOffset)
    #expect(finding.first?.position.offset == recording.offset)
    let body = example.body.replacing("‹", with: "").replacing("›", with: "")
    #expect(
      finding.first?.payloadPosition == SourceText(name: "", bytes: Array(body.utf8)).position(at: recording.bodyOffset)
    )
  }

  @Test func anErrorInAPartIsInThePart() throws {
    let contract = try #require(Self.contract)
    let body =
      "--b\r\nContent-Disposition: form-data; name=o\r\nContent-Type: application/json\r\n\r\n{\"n\": oops}\r\n--b--\r\n"
    let text =
      #"{"method": "POST", "url": "https://a.example/x", "requestHeaders": {"content-type": "multipart/form-data; boundary=b"}, "requestBody": \#(Archive.string(body)), "status": 204}"#
    var linter = TrafficLinter(contracts: [contract])
    for entry in Recording(name: "test", bytes: Array(text.utf8)) { linter.add(entry) }
    let sample = try #require(linter.report().findings.first { $0.category == .violation }?.first)
    #expect(sample.payloadPosition?.offset == body.utf8.firstOffset(of: "oops"))
    #expect(sample.position.offset == text.utf8.firstOffset(of: "oops"))
  }

  @Test(arguments: ["application/xml", "text/xml", "application/soap+xml; charset=utf-8"])
  func xmlIsToldAsSuch(type: String) throws {
    let contract = try #require(
      TestContract.contract(
        vendor: "xml",
        """
        openapi: 3.0.3
        info: {title: t, version: '1'}
        servers: [{url: https://a.example}]
        paths:
          /x:
            get:
              responses:
                '200': {description: d, content: {'\(type.prefix { $0 != ";" })': {schema: {type: object}}}}
        """))
    var linter = TrafficLinter(contracts: [contract])
    linter.add(Exchange.of("GET", "https://a.example/x", response: "<a/>", responseType: type))
    #expect(linter.report().rows == ["response-body xml"])
  }
}
