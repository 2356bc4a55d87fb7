import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

@Suite("Corpora of new vendors")
struct CorpusScaffoldTests {
  private func scaffold(_ text: String) throws -> CorpusScaffold {
    let sources = [SourceText("api.yaml", text)]
    let contract = try Contract(compiling: sources)
    let scaffold = try CorpusScaffold(
      contract, sources: sources, options: .init(), report: ExampleReport(sources: sources))
    // Whatever is written holds.
    for file in scaffold.files {
      let written = try MusterDocuments.CorpusFile(SourceText(file.name, file.text))
      #expect(written.problems(against: contract) == [])
      #expect(written.cases.count == file.caseCount)
      #expect(written.cases.filter { $0.review != nil }.count == file.reviews.count)
    }
    return scaffold
  }

  private func cases(_ scaffold: CorpusScaffold, _ name: String) throws -> [CorpusCase] {
    let file = try #require(scaffold.files.first { $0.name == name }, "\(scaffold.files.map(\.name))")
    return try MusterDocuments.CorpusFile(SourceText(name, file.text)).cases
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
          "200 200: the document's example as text/html: valid",
          "200 200: text that is not JSON: unreadable",
          "400 4XX: put together from the examples of its parts: valid",
          "400 4XX: text that is not JSON: unreadable",
          "404 404: no body: valid",
          "404 404: a body where there is none: content ",
          "500 default: text that is not JSON: unreadable",
        ])
    #expect(responses.map { $0.review != nil } == [false, true, false, false, false, false, false, false, false])
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

  private static let written = """
    openapi: 3.1.0
    paths:
      /x:
        post:
          operationId: x
          requestBody:
            content:
              application/x-www-form-urlencoded:
                schema:
                  type: object
                  properties:
                    name: {type: string}
                    uses: {type: integer}
                    tags: {type: array, items: {type: string}}
                    ids: {type: array, items: {type: integer}}
                    sort: {type: object, properties: {by: {type: string}}}
                    more: {type: object}
                    token: {type: string}
                encoding: {ids: {style: pipeDelimited}, sort: {style: deepObject, explode: true}}
                examples:
                  right:
                    value: {name: 'a b&ü', uses: 3, tags: [x, 'y=z'], ids: [1, 2], sort: {by: up}, more: {deep: [1]}}
                  wrong: {value: {uses: many}}
                  secret: {value: {token: sk_live_51H8abcDEF}}
                  unwritable: {value: {name: null}}
              multipart/form-data:
                schema:
                  type: object
                  properties:
                    note: {type: string}
                    file: {type: string, format: binary}
                    meta: {type: object, properties: {size: {type: integer}}}
                    tags: {type: array, items: {type: string}}
                encoding: {file: {contentType: image/png}}
                example: {note: "two\\nlines", file: abc, meta: {size: 1}, tags: [a, b]}
              image/png: {example: abc}
          responses:
            '200':
              description: d
              content:
                text/plain: {schema: {type: integer}, examples: {right: {value: 5}, wrong: {value: five}}}
                application/jsonl: {schema: {type: array, items: {type: object}}, example: [{a: 1}, {b: "\\n"}]}
                application/json-seq: {schema: {type: array, items: {type: integer}}, example: [1, two]}
                text/event-stream: {schema: {type: object}, example: {data: x}}
    """

  /// Examples of forms, parts, text and sequences are cases as they are sent.
  @Test func whatIsNoJSONIsWrittenAsItIsSent() throws {
    let scaffold = try scaffold(Self.written)
    let request = try cases(scaffold, "x-request.json")
    let form = "application/x-www-form-urlencoded"
    let parts = "multipart/form-data; boundary=example-boundary"
    #expect(
      request.map { "\($0.item["media"]?.string ?? "") \($0.name)" } == [
        "\(form) the document's example 'right'", "\(form) the document's example 'wrong'",
        "\(form) the document's example 'secret'", "\(parts) the document's example as multipart/form-data",
        "\(form) no body",
      ])
    let bodies = request.map { String(decoding: $0.body, as: UTF8.self) }
    #expect(
      bodies.first
        == "name=a+b%26%C3%BC&uses=3&tags=x&tags=y%3Dz&ids=1%7C2&sort%5Bby%5D=up&more=%7B%22deep%22%3A%5B1%5D%7D")
    #expect(request.map { $0.expected(.intent) == .valid } == [true, false, true, true, true])
    #expect(bodies[2] == "token=aa_aaaa_00A0aaaAAA" && request[2].item["masked"]?.boolean == true)
    #expect(bodies[3].contains("\r\nContent-Type: image/png\r\n\r\nabc\r\n--example-boundary"))
    #expect(bodies[3].contains("name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{\"size\":1}\r\n"))
    #expect(bodies[3].hasSuffix("name=\"tags\"\r\n\r\nb\r\n--example-boundary--\r\n"))
    let response = try cases(scaffold, "x-response.json")
    #expect(
      response.map { String(decoding: $0.body, as: UTF8.self) } == [
        "5", "five", "{\"a\":1}\n{\"b\":\"\\n\"}\n", "\u{1E}1\n\u{1E}\"two\"\n",
      ])
    #expect(response.map { $0.expected(.intent) == .valid } == [true, false, true, false])
    #expect(response.filter { $0.review != nil }.count == 2)
    #expect(
      scaffold.skipped.map(\.reason) == [
        "no case is made of an example as application/x-www-form-urlencoded; write one by hand",
        "no case is made of an example as image/png; write one by hand",
        "no case is made of an example as text/event-stream; write one by hand",
      ])
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
