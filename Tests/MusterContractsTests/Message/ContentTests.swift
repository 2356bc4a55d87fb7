import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

@Suite("Bodies that are not JSON")
struct ContentTests {
  private static let document = SourceText(
    "content.yaml",
    """
    openapi: 3.2.0
    paths:
      /form:
        post:
          operationId: form
          requestBody:
            required: true
            content:
              application/x-www-form-urlencoded:
                schema:
                  type: object
                  required: [n]
                  additionalProperties: false
                  properties:
                    n: {type: integer}
                    tags: {type: array, items: {type: string}, maxItems: 2}
                    csv: {type: array, items: {type: integer}}
                    object: {type: object, required: [a]}
                    deep: {type: object, properties: {a: {type: integer}}}
                    json: {type: array, items: {type: boolean}}
                encoding:
                  csv: {style: form, explode: false}
                  deep: {style: deepObject, explode: true}
                  json: {contentType: application/json}
          responses: {default: {description: d}}
      /parts:
        post:
          operationId: parts
          requestBody:
            content:
              multipart/form-data:
                schema:
                  type: object
                  required: [file]
                  properties:
                    file: {type: string, format: binary, maxLength: 8}
                    files: {type: array, items: {type: string, format: binary}}
                    count: {type: integer}
                    meta: {type: object, required: [id], properties: {id: {type: integer}}}
                    image: {}
                encoding:
                  image: {contentType: 'image/png, image/*'}
          responses: {default: {description: d}}
      /stream:
        get:
          operationId: stream
          responses:
            '200':
              description: d
              content:
                application/jsonl: {itemSchema: {type: object, required: [id]}}
                application/x-ndjson: {schema: {type: object, required: [id]}}
                application/json-seq: {schema: {type: array, maxItems: 2, items: {type: integer}}}
                text/event-stream:
                  itemSchema:
                    type: object
                    required: [event]
                    properties:
                      event: {enum: [add, drop]}
                      data: {type: string, contentMediaType: application/json, contentSchema: {type: object, required: [id]}}
                      retry: {type: integer, maximum: 100}
            '201': {description: d, content: {text/event-stream: {schema: {type: object, required: [id]}}}}
            '202':
              description: d
              content:
                text/event-stream:
                  schema: {type: object, required: [event], properties: {event: {type: string}, data: {type: object, required: [id]}}}
            '203':
              description: d
              content:
                text/plain: {schema: {type: integer, maximum: 9}}
                text/csv: {schema: {type: string, maxLength: 5}}
                text/xml: {schema: {type: object}}
                application/pdf: {schema: {type: string}}
            '204': {description: d, content: {application/json: {schema: {type: object}}}}
        head:
          operationId: head
          responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}
      /ranges:
        post:
          operationId: ranges
          requestBody: {content: {'*/*': {schema: {type: object, required: [n], properties: {n: {type: integer}}}}}}
          responses:
            '200':
              description: d
              content:
                text/*: {schema: {type: string, maxLength: 2}}
                application/*: {schema: {type: array}}
                application/problem+json: {schema: {type: object}}
    """)

  private static let contract = try? Contract(compiled: Contract(compiling: [document]).encoded())

  /// What is wrong with a body, as `keyword instance`.
  private func findings(_ rule: BodyRule, _ body: String) -> [String] {
    let inspection = rule.inspect(Array(body.utf8))
    #expect(rule.accepts(Array(body.utf8)) == inspection.outcome.isValid)
    switch inspection.outcome {
    case .valid: return []
    case .invalid(let issues): return issues.map { "\($0.keyword) \($0.instance)" }.sorted()
    case .unreadable: return ["unreadable"]
    case .stopped: return ["stopped"]
    }
  }

  private func request(_ id: String, _ media: String, _ body: String) throws -> [String] {
    findings(try #require(Self.contract).request(id, media: media), body)
  }

  private func response(_ status: Int, _ media: String, _ body: String, of id: String = "stream") throws -> [String] {
    findings(try #require(Self.contract).response(id, status: status, media: media), body)
  }

  @Test(arguments: [
    ("n=1", []), ("n=x", ["type /n"]), ("", ["required "]), ("m=1", ["additionalProperties /m", "required "]),
    ("n=1&tags=a+b&tags=c%26", []), ("n=1&tags=a&tags=b&tags=c", ["maxItems /tags"]), ("n=1&csv=1,2", []),
    ("n=1&csv=1,x", ["type /csv/1"]), ("n=1&object=%7B%22a%22%3A1%7D", []), ("n=1&object={}", ["required /object"]),
    ("n=1&object=text", ["type /object"]), ("n=1&deep[a]=1", []), ("n=1&deep[a]=x", ["type /deep/a"]),
    ("n=1&json=[true]", []), ("n=1&json=[1]", ["type /json/0"]), ("n=1&json=[", ["encoding "]), ("n=1&n=2", ["style "]),
    ("n=%zz", ["in "]), ("n=1&tags[]=a&tags[]=b", []), ("n=1&object[a]=1", []),
  ])
  func forms(body: String, expected: [String]) throws {
    #expect(try request("form", "application/x-www-form-urlencoded; charset=utf-8", body) == expected)
  }

  @Test(arguments: [
    (["file|x.bin||bytes"], []), (["file|x.bin||too many bytes"], ["maxLength /file"]), (["count|||1"], ["required "]),
    (["file|x||b", "count|||7"], []), (["file|x||b", "count|||x"], ["type /count"]),
    (["file|x||b", #"meta||application/json|{"id": 1}"#], []),
    (["file|x||b", #"meta|||{"id": "x"}"#], ["type /meta/id"]),
    (["file|x||b", "meta||application/json|{"], ["encoding "]), (["file|x||b", "image|i|image/gif|b"], []),
    (["file|x||b", "image|i|text/plain|b"], ["encoding "]),
    (
      ["file|x||b", "image|i|text/plain|b", "meta||application/json|{", "count|||x"],
      ["encoding ", "encoding ", "type /count"]
    ), (["file|x||b", "file|x||b"], ["encoding "]),
    (["file|x||b", "files|x||b", "files|y||b"], []), (["file|x||b", "files[]|x||b"], []), (["|x||b"], ["content "]),
  ])
  func parts(parts: [String], expected: [String]) throws {
    var body = ""
    for part in parts {
      let fields = part.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
      body += "--b\r\nContent-Disposition: form-data"
      if !fields[0].isEmpty { body += "; name=\"\(fields[0])\"" }
      if !fields[1].isEmpty { body += "; filename=\"\(fields[1])\"" }
      body += "\r\n" + (fields[2].isEmpty ? "" : "Content-Type: \(fields[2])\r\n") + "\r\n\(fields[3])\r\n"
    }
    #expect(try request("parts", "multipart/form-data; boundary=b", body + "--b--\r\n") == expected)
    // The boundary may have been lost on the way.
    #expect(try request("parts", "multipart/form-data", body + "--b--\r\n") == expected)
  }

  @Test(arguments: [
    ("application/jsonl", "{\"id\": 1}\n{}\n\n[]\n{", ["json /3", "required /1", "type /2"]),
    ("application/jsonl", "", []), ("application/x-ndjson", "{\"id\": 1}\n{\"id\": 2}\n", []),
    ("application/x-ndjson", "{}", ["required /0"]), ("application/json-seq", "\u{1E}1\n\u{1E}2\n", []),
    ("application/json-seq", "\u{1E}1\n\u{1E}\"x\"\n\u{1E}3\n", ["maxItems ", "type /1"]),
    ("text/event-stream", "event: add\ndata: {\"id\": 1}\n\n", []),
    (
      "text/event-stream", "data: {\"id\": 1}\n\nevent: gone\ndata: {}\n\n",
      ["enum /1/event", "required /0", "required /1"]
    ),
    ("text/event-stream", "event: add\ndata: text\n\n", ["json /0"]),
    ("text/event-stream", "event: add\nretry: 500\ndata: {\"id\": 1}\n\n", ["maximum /0/retry"]),
    ("text/event-stream", "event: add\ndata: {\"id\": 1}\n\nevent: add\ndata: {\"i", []),
  ])
  func streams(media: String, body: String, expected: [String]) throws {
    #expect(try response(200, media, body) == expected)
  }

  @Test func schemasOfEventsAreTakenAsVendorsMeanThem() throws {
    #expect(try response(201, "text/event-stream", "data: {\"id\": 1}\n\ndata: [DONE]\n\n") == [])
    #expect(try response(201, "text/event-stream", "event: x\ndata: {}\n\n") == ["required /0"])
    #expect(try response(202, "text/event-stream", "event: x\ndata: {\"id\": 1}\n\n") == [])
    #expect(try response(202, "text/event-stream", "data: {}\n\n") == ["required /0", "required /0/data"])
  }

  @Test func issuesInStreamsAreOnTheirLines() throws {
    let rule = try #require(Self.contract).response("stream", status: 200, media: "application/jsonl")
    guard case .invalid(let issues) = rule.check(Array("{\"id\": 1}\n\n  {}\n[\n".utf8)) else {
      Issue.record("two items are wrong")
      return
    }
    #expect(issues.map(\.position.line) == [3, 5] || issues.map(\.position.line) == [3, 4])
    #expect(issues.first?.position.column == 3)
  }

  /// What is wrong in a field of an event is where its value is; what is wrong with the event is where that begins.
  @Test(arguments: [
    ("\n\nevent: gone\ndata: {\ndata:  }\n\n", ["enum 3:8", "required 4:7"]),
    ("event: add\ndata: {\ndata:  x}\n\n", ["json 3:8"]),
    ("event: add\ndata:{}\nretry: 500\n\n", ["maximum 3:8", "required 2:6"]),
  ])
  func issuesInEventsAreOnTheirLines(body: String, expected: [String]) throws {
    let rule = try #require(Self.contract).response("stream", status: 200, media: "text/event-stream")
    guard case .invalid(let issues) = rule.check(Array(body.utf8)) else {
      Issue.record("the event is wrong")
      return
    }
    #expect(issues.map { "\($0.keyword) \($0.position.line):\($0.position.column)" }.sorted() == expected)
  }

  @Test(arguments: [
    ("text/plain", "7", []), ("text/plain", "10", ["maximum "]), ("text/plain", "x", ["type "]),
    ("text/csv", "a,b", []), ("text/csv", "a,b,c,d", ["maxLength "]), ("text/xml", "<a/>", []),
    ("application/pdf", "%PDF", []),
  ])
  func texts(media: String, body: String, expected: [String]) throws {
    #expect(try response(203, media, body) == expected)
  }

  @Test func textThatIsNotUTF8IsAnIssueUnlessItsCharsetIsKnown() throws {
    let contract = try #require(Self.contract)
    #expect(try !contract.response("stream", status: 203, media: "text/csv").accepts([0xE9]))
    #expect(try contract.response("stream", status: 203, media: "text/csv; charset=ISO-8859-1").accepts([0xE9]))
    #expect(try contract.response("stream", status: 203, media: "text/xml").absence == .notJSON)
    #expect(try contract.response("stream", status: 203, media: "application/pdf").absence == .notJSON)
  }

  @Test func whatNeverHasABodyHasNone() throws {
    #expect(try response(204, "application/json", "") == [])
    #expect(try response(204, "application/json", "{}") == ["content "])
    #expect(try response(200, "application/json", "", of: "head") == [])
    #expect(try response(200, "application/json", "{}", of: "head") == ["content "])
    #expect(try #require(Self.contract).notices.contains { $0.code == .noEffect && $0.message.contains("204") })
  }

  @Test func rangesCoverWhatTheySay() throws {
    #expect(try request("ranges", "application/x-www-form-urlencoded", "n=x") == ["type /n"])
    #expect(try request("ranges", "application/json", #"{"n": 1}"#) == [])
    #expect(try request("ranges", "application/vnd.x+json", "{}") == ["required "])
    #expect(try response(200, "text/html", "abc", of: "ranges") == ["maxLength "])
    #expect(try response(200, "application/json", "{}", of: "ranges") == ["type "])
    #expect(try response(200, "application/problem+json", "{}", of: "ranges") == [])
    #expect(try response(200, "image/png", "x", of: "ranges") == ["content "])
  }
}
