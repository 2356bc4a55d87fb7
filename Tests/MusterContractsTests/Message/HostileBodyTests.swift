import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

/// Whatever is sent ends in a verdict: generated texts out of the characters that mean something to a reader.
@Suite("Hostile bodies and parameters")
struct HostileBodyTests {
  /// A generator whose numbers are the same in every run.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private static let document = SourceText(
    "hostile.yaml",
    """
    openapi: 3.2.0
    paths:
      /x:
        post:
          operationId: x
          parameters:
            - {name: a, in: query, schema: &object {type: object, additionalProperties: {type: integer}, properties: {b: {type: array}}}}
            - {name: c, in: query, style: deepObject, schema: *object}
            - {name: d, in: query, explode: false, schema: {type: [array, object, string], items: {type: integer}}}
            - {name: e, in: query, style: pipeDelimited, explode: false, schema: *object}
            - {name: f, in: header, schema: *object}
            - {name: g, in: cookie, schema: *object}
          requestBody:
            content:
              application/x-www-form-urlencoded: {schema: *object}
              multipart/form-data: {schema: *object}
              text/event-stream: {itemSchema: {type: object, properties: {data: {contentSchema: {type: integer}}}}}
              application/jsonl: {itemSchema: *object}
              text/plain: {schema: {type: integer}}
          responses: {default: {description: d}}
    """)

  private func text(_ alphabet: [String], _ random: inout Generator) -> String {
    (0..<Int.random(in: 0..<40, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "" }.joined()
  }

  @Test(arguments: [
    ("application/x-www-form-urlencoded", ["a", "b", "=", "&", "[", "]", "%", "2", "F", "+", ",", "{", "}", "é"]),
    (
      "multipart/form-data",
      ["--b", "\r\n", "\n", "--", ":", "Content-Disposition: form-data; name=", "\"", "a", ";", "{}"]
    ),
    (
      "multipart/form-data; boundary=b",
      ["--b", "\r\n", "--", ":", "content-type: application/json", "name=a", "\\", "1"]
    ),
    ("text/event-stream", ["data", ":", " ", "\n", "\r", "event: a", "id", "retry: 9", "{}", "[", "\u{FEFF}", "\0"]),
    ("application/jsonl", ["{", "}", "\n", "\u{1E}", "1", " ", "\"", "[", "]", ",", "\\"]),
    ("text/plain; charset=\"latin1", ["1", "é", " ", "\0", "-", "e"]),
  ])
  func bodiesEndInAVerdict(media: String, alphabet: [String]) throws {
    let rule = try Contract(compiling: [Self.document]).request("x", media: media)
    var random = Generator(state: 7)
    for _ in 0..<1_500 {
      var body = Array(text(alphabet, &random).utf8)
      if random.next() % 4 == 0, !body.isEmpty { body[Int(random.next() % UInt64(body.count))] = 0xFF }
      #expect(rule.accepts(body) == rule.inspect(body).outcome.isValid)
    }
  }

  /// What entries cost does not depend on how many members a form has.
  @Test func manyEntriesAndMembers() throws {
    func time(members: Int) throws -> Duration {
      let names = (0..<members).map { "m\($0): {type: array, items: {type: integer}}" }.joined(separator: ", ")
      let contract = try Contract(compiling: [
        SourceText(
          "many.yaml",
          """
          openapi: 3.0.3
          paths:
            /x:
              post:
                operationId: x
                requestBody:
                  content:
                    application/x-www-form-urlencoded:
                      schema: {type: object, additionalProperties: {type: integer}, properties: {\(names)}}
                responses: {default: {description: d}}
          """)
      ])
      let rule = try contract.request("x", media: "application/x-www-form-urlencoded")
      let body = Array((0..<4_000).map { "m\($0)=1" }.joined(separator: "&").utf8)
      return try ContinuousClock().measure { try #require(rule.inspect(body).outcome.isValid) }
    }
    let few = try (0..<2).map { _ in try time(members: 20) }.min() ?? .zero
    let many = try time(members: 1_000)
    #expect(many < few * 12, "\(few), then \(many)")
  }

  @Test func parametersEndInAVerdict() throws {
    let operation = try Contract(compiling: [Self.document]).operation("x")
    let alphabet = ["a", "b", "c", "d", "e", "=", "&", "[", "]", "%7C", "%", "2C", "|", ",", ";", " ", "+", "é", "1"]
    var random = Generator(state: 11)
    for _ in 0..<1_500 {
      let fields = ["f", "Cookie"].map { RequestParameters.Field(name: $0, value: text(alphabet, &random)) }
      let request = RequestParameters(path: nil, query: text(alphabet, &random), headers: fields)
      let inspections = try operation.check(parametersOf: request)
      #expect(inspections.count >= operation.parameters.count)
    }
  }
}
