import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

@Suite struct RecordingRedactorTests {
  static let contract = TestContract.contract(
    vendor: "secrets",
    """
    openapi: 3.0.3
    info: {title: S, version: '1'}
    servers: [{url: 'https://api.secrets.dev'}]
    paths:
      /people/{id}:
        post:
          parameters:
            - {name: id, in: path, required: true, schema: {type: string}}
            - {name: sort, in: query, schema: {type: string, enum: [name, age]}}
          requestBody:
            content:
              application/json: {schema: {type: object}}
              application/x-www-form-urlencoded: {schema: {type: object}}
          responses:
            '200':
              description: d
              content:
                application/json:
                  schema:
                    type: object
                    required: [kind]
                    properties:
                      kind: {type: string, enum: [person, company]}
                      id: {type: string, format: uuid}
                      mail: {type: string, format: email}
                      born: {type: string, format: date}
                      seen: {type: string, format: date-time}
                      site: {type: string, format: uri}
                      ip: {type: string, format: ipv4}
                      key: {type: string, pattern: '^tok[a-z0-9]{12}$'}
                      age: {type: integer}
    """)
  private static let key: (UInt64, UInt64) = (7, 11)

  private static func redacted(_ text: String, piece: Int = 64) throws -> String {
    var redactor = RecordingRedactor(name: "r", contracts: [try #require(contract)], key: key)
    var output: [UInt8] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: piece) {
      output += try redactor.feed(bytes[start..<min(start + piece, bytes.count)])
    }
    output += try redactor.finish()
    return String(decoding: output, as: UTF8.self)
  }

  private static func places(_ text: String) throws -> [String] {
    var linter = TrafficLinter(contracts: [try #require(contract)])
    for entry in Recording(name: "r", bytes: Array(text.utf8)) { linter.add(entry) }
    return linter.report().findings.map { finding in
      "\(finding.rule.id) \(finding.keyword ?? "") \(finding.count) "
        + finding.samples.map { "\($0.position) \($0.payloadPosition?.offset ?? -1)" }.joined(separator: ", ")
    }
  }

  private static let body =
    #"{"kind":"person","id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","mail":"canary.one@example.com","born":"1999-02-28","#
    + #""seen":"2024-02-03T04:05:06.789+01:00","site":"https://canary.example/canary?x=canary","ip":"192.168.10.7","#
    + #""key":"tokcanary7canar","age":7,"x":"canary \u0063anary \"canary\" ümlautcanary","pin":4711,"card":4111111111111111}"#

  private static func line(_ body: String, query: String = "sort=age&token=canary%2Bcanary") -> String {
    #"{"request":{"method":"POST","url":"https://canary:canary@api.secrets.dev/people/canary?\#(query)","headers":"#
      + #"{"Authorization":"Bearer canary","Content-Type":"application/x-www-form-urlencoded","X-Api-Key":["canary"],"#
      + #""Cookie":"sid=canary"},"body":"name=canary&secret=canary%20canary"},"#
      + #""response":{"status":200,"headers":{"content-type":"application/json","set-cookie":"sid=canary"},"body":\#(body)}}"#
      + "\n"
  }

  private static func archive(_ body: String) -> String {
    let text = body.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return #"""
      {"log": {"version": "1.2", "creator": {"name": "test", "version": "1"}, "comment": "canary",
      "pages": [{"id": "page_canary", "title": "canary"}],
      "entries": [{"startedDateTime": "2024-01-01T00:00:00Z", "comment": "canary", "serverIPAddress": "10.20.30.40",
      "_initiator": {"url": "https://api.secrets.dev/canary"},
      "request": {"method": "POST", "url": "https://api.secrets.dev/people/canary?token=canary", "headers":
      [{"name": "Authorization", "value": "canary"}, {"name": "Content-Type", "value": "application/json"}],
      "queryString": [{"name": "token", "value": "canary"}], "cookies": [{"name": "sid", "value": "canary"}],
      "postData": {"mimeType": "application/json", "text": "{\"a\":\"canary\"}", "params": [{"name": "a", "value": "canary"}]}},
      "response": {"status": 200, "redirectURL": "https://api.secrets.dev/canary", "headers":
      [{"name": "Content-Type", "value": "application/json"}], "content": {"mimeType": "application/json", "text": "\#(text)"}}}]}}
      """#
  }

  @Test(arguments: [
    line(body), archive(body), line(#"{"kind":"person","id":"canary","age":"canary"}"#),
    archive(#"{"kind":"nothing","born":"2024-13-45","mail":"canary","key":"tokcanary"}"#),
    line(#"{"kind":"person","canary4711canary0815":"canary"}"#, query: "sort=canary"), line("[\"canary\"]"),
    line(#""{\"kind\": canary""#),
  ])
  func noCanaryIsLeftAndNothingMoves(recording: String) throws {
    let new = try Self.redacted(recording)
    #expect(!new.lowercased().contains("canary"))
    for secret in ["3fa85f64", "1999-02-28", "192.168.10.7", "10.20.30.40", "4711", "4111111111111111"] {
      #expect(!new.contains(secret))
    }
    #expect(new.utf8.count == recording.utf8.count)
    #expect(try Self.places(new) == Self.places(recording))
  }

  @Test(arguments: [1, 7, 1_000_000])
  func piecesDoNotMatter(piece: Int) throws {
    let text = Self.archive(Self.body)
    #expect(try Self.redacted(text, piece: piece) == Self.redacted(text))
  }

  @Test func theSameValueHasTheSameStandIn() throws {
    let new = try Self.redacted(Self.line(#"{"kind":"person","x":"canary","y":"canary"}"#))
    var assembler = JSONAssembler()
    assembler.append(Array(new.utf8))
    let root = try JSONDocument(assembler).root
    let entry = try #require(root["response"]?["body"])
    #expect(entry["x"]?.string == entry["y"]?.string)
    #expect(new.contains("Bearer \(entry["x"]?.string ?? "?")"))
  }

  @Test func whatTheContractListsIsKept() throws {
    let new = try Self.redacted(Self.line(Self.body))
    #expect(new.contains(#""kind":"person""#))
    #expect(new.contains("sort=age"))
    #expect(new.contains(#""key":"tok"#))
  }

  @Test func base64IsRedactedInside() throws {
    let body = Base64Text.encoded(Array(#"{"kind":"person","mail":"canary@example.com"}"#.utf8))
    let text =
      #"{"request":{"method":"POST","url":"/people/1"},"response":{"status":200,"headers":{"content-type":"application/json"},"#
      + #""bodyBase64":"\#(body)"}}"#
    let new = try Self.redacted(text)
    #expect(!new.contains(body))
    #expect(try Self.places(new) == Self.places(text))
  }
}
