import Muster
import Testing

@testable import MusterContracts

@Suite("Corpora of new vendors")
struct CorpusScaffoldTests {
  private func scaffold(_ text: String) throws -> CorpusScaffold {
    let sources = [SourceText("api.yaml", text)]
    let contract = try Contract(compiling: sources)
    let scaffold = try CorpusScaffold(
      contract, sources: sources, options: .init(), report: ExampleReport(sources: sources))
    // Whatever is written holds.
    for file in scaffold.files {
      let written = try MusterContracts.CorpusFile(SourceText(file.name, file.text))
      #expect(written.problems(against: contract) == [])
      #expect(written.cases.count == file.caseCount)
      #expect(written.cases.filter { $0.review != nil }.count == file.reviews.count)
    }
    return scaffold
  }

  private func cases(_ scaffold: CorpusScaffold, _ name: String) throws -> [CorpusCase] {
    let file = try #require(scaffold.files.first { $0.name == name }, "\(scaffold.files.map(\.name))")
    return try MusterContracts.CorpusFile(SourceText(name, file.text)).cases
  }

  private static let document = """
    openapi: 3.1.0
    paths:
      /tokens/{id}:
        parameters:
          - {name: id, in: path, required: true, schema: {type: string, maxLength: 4}, example: a/b}
        get:
          operationId: getToken
          responses:
            '200':
              description: d
              content:
                text/html: {schema: {type: string}, example: <p>}
                application/json:
                  schema: {$ref: '#/components/schemas/Token'}
                  examples:
                    right: {value: {name: n, token: sk_live_51H8abcDEF, token_type: bearer}}
                    wrong: {value: {name: 5}}
            '4XX': {description: d, content: {application/json: {schema: {type: object, properties: {code: {const: 1}}}}}}
            '404': {description: d}
            default: {description: d, content: {application/json: {schema: {type: object, required: [a]}}}}
        put:
          requestBody:
            required: true
            content: {'application/*+json': {schema: {$ref: '#/components/schemas/Token'}}}
          responses: {'204': {description: d}}
    components:
      schemas:
        Token:
          type: object
          required: [name]
          properties:
            name: {type: string, example: deploy}
            token: {type: string, pattern: '^[a-zA-Z0-9_]+$'}
            token_type: {enum: [bearer, mac]}
            fixed: {type: string, default: 5}
    """

  @Test func filesOfAnOperation() throws {
    let scaffold = try scaffold(Self.document)
    #expect(
      scaffold.files.map(\.name) == [
        "get-token-path.json", "get-token-response.json", "put-tokens-id-path.json", "put-tokens-id-request.json",
        "put-tokens-id-response.json", "examples.json",
      ])
    #expect(try cases(scaffold, "get-token-path.json").map { $0.item["path"]?.string } == ["/tokens/a%2Fb"])
    let responses = try cases(scaffold, "get-token-response.json")
    #expect(
      responses.map { "\($0.item["status"]?.integer ?? 0) \($0.name): \($0.expected(.intent).map { "\($0)" } ?? "")" }
        == [
          "200 200: the document's example 'right': valid",
          "200 200: the document's example 'wrong': type /name",
          "200 200: text that is not JSON: unreadable",
          "400 4XX: put together from the examples of its parts: valid",
          "400 4XX: text that is not JSON: unreadable",
          "404 404: no body: valid",
          "404 404: a body where there is none: content ",
          "500 default: text that is not JSON: unreadable",
        ])
    #expect(responses.map { $0.review != nil } == [false, true, false, false, false, false, false, false])
  }

  /// No example becomes valid in silence, and none is told twice.
  @Test func failingExamplesAreMarked() throws {
    let scaffold = try scaffold(Self.document)
    let listed = try cases(scaffold, "examples.json")
    #expect(listed.map(\.name) == ["api.yaml#/components/schemas/Token/properties/fixed/default"])
    #expect(listed.allSatisfy { $0.review != nil })
    #expect(scaffold.files.flatMap(\.reviews).count == 2)
  }

  @Test func secretsAreReplaced() throws {
    let response = try cases(scaffold(Self.document), "get-token-response.json")[0]
    let payload = try #require(response.item["payload"])
    #expect(payload["token"]?.string == "aa_aaaa_00A0aaaAAA")
    // The schema says which words there are; so they are no secrets.
    #expect(payload["token_type"]?.string == "bearer")
    #expect(response.item["masked"]?.boolean == true)
    let whole = try scaffold(Self.document).files.map(\.text).joined()
    #expect(!whole.contains("51H8abcDEF"))
  }

  /// Where a secret cannot be replaced without another verdict, there is no case, and that is told.
  @Test func aSecretThatCannotBeReplacedIsLeftOut() throws {
    let scaffold = try scaffold(
      """
      openapi: 3.1.0
      paths:
        /x:
          get:
            operationId: x
            responses:
              '200':
                description: d
                content:
                  application/json: {schema: {properties: {token: {pattern: '^T9$'}}}, example: {token: T9}}
      """)
    #expect(try cases(scaffold, "x-response.json").map(\.name) == ["200: text that is not JSON"])
    #expect(scaffold.skipped.map(\.location.line) == [10])
    #expect(scaffold.skipped.first?.reason.hasPrefix("it has what may be a secret") == true)
  }

  @Test(arguments: [
    (#"{"a": "text", "password": "hunter2"}"#, #"{"a": "text", "password": "aaaaaa0"}"#),
    (#"{"secrets": [{"x": "A-b.1"}, 5, null]}"#, #"{"secrets": [{"x": "A-a.0"}, 5, null]}"#),
    (#"{"id": "sk_live_4eC39HqLyjWD"}"#, #"{"id": "aa_aaaa_0aA00AaAaaAA"}"#),
    (#"{"\u0074oken": "\u0062c\n"}"#, #"{"token": "aa\u000a"}"#), (#"["plain", "two words 1234567890123456"]"#, nil),
    (#"{"token": ""}"#, nil), (#""https://example.com/0123456789abcdef0123""#, nil), ("{", nil),
  ])
  func masks(payload: String, masked: String?) {
    let found = SecretMask(keepsWords: false).masked(Array(payload.utf8)).map { String(decoding: $0, as: UTF8.self) }
    #expect(found == masked?.replacing(#""token": "aa"#, with: #""\u0074oken": "aa"#) || found == masked)
  }

  /// Circles, depth and missing parts: a payload of the parts that have examples, or none.
  @Test func payloadsArePutTogether() throws {
    let scaffold = try scaffold(
      """
      openapi: 3.1.0
      paths:
        /x:
          post:
            operationId: make
            requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
            responses:
              '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}
              '201': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/C'}}}}
      components:
        schemas:
          A:
            allOf:
              - {type: object, required: [kind], properties: {kind: {const: a}, seen: {type: boolean, readOnly: true, example: true}}}
              - {properties: {list: {items: {enum: [x, y]}}, more: {$ref: '#/components/schemas/A'}, none: {type: string}}}
              - anyOf: [{required: [n]}, {properties: {n: {default: 3}}}]
          B: {type: object, required: [b, c], properties: {b: {example: 1}, c: {type: string}}}
          C: {$ref: '#/components/schemas/C'}
      """)
    let request = try cases(scaffold, "make-request.json")
    #expect(request.first?.name == "put together from the examples of its parts")
    let payload = try #require(request.first?.item["payload"])
    #expect(payload["kind"]?.string == "a" && payload["list"]?[0]?.string == "x")
    #expect(payload["n"]?.integer == 3 && payload["seen"] == nil && payload["none"] == nil && payload["more"] == nil)
    let responses = try cases(scaffold, "make-response.json").map(\.name)
    #expect(!responses.contains { $0.contains("put together") })
  }

  /// What the vendor sends has cases, too.
  @Test func webhooksHaveCases() throws {
    let scaffold = try scaffold(
      """
      openapi: 3.1.0
      webhooks:
        made:
          post:
            requestBody: {content: {application/json: {schema: {type: object}, example: {a: 1}}}}
            responses: {'204': {description: d}}
      """)
    #expect(scaffold.files.map(\.name) == ["post-webhook-made-request.json", "post-webhook-made-response.json"])
  }

  @Test func namesOfFilesAreTheirOwn() throws {
    var text = "openapi: 3.0.3\npaths:\n"
    for path in ["/a/b", "/a-b", "/A/B", "/{a}/b", "/\u{FC}"] {
      text += "  '\(path)': {get: {operationId: same, responses: {'204': {description: d}}}}\n"
    }
    let names = try scaffold(text).files.map(\.name)
    #expect(
      names == [
        "get-a-b-response.json", "get-a-b-response-2.json", "get-a-b-response-3.json", "get-a-b-response-4.json",
        "get-response.json",
      ])
  }
}
