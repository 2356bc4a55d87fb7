import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

@Suite("Mistakes in a document")
struct BrokenPartTests {
  private static let document = SourceText(
    "api.yaml",
    """
    openapi: 3.1.0
    paths:
      no-slash: {get: {responses: {'204': {description: d}}}}
      /lost: {$ref: '#/components/pathItems/Nowhere'}
      /whole: {get: 5}
      /parts:
        parameters:
          - {name: sound, in: query, schema: {type: integer}}
          - {name: style, in: query, style: matrix, schema: {type: string}}
          - {name: type, in: query, schema: {type: text}}
          - $ref: '#/components/parameters/Nobody'
        post:
          operationId: parts
          requestBody: {$ref: '#/components/requestBodies/Nothing'}
          responses:
            '200':
              description: d
              headers: {X-Rate: {schema: {type: rate}}, X-Sound: {schema: {type: integer}}}
              content:
                application/json: {schema: {$ref: '#/components/schemas/Nowhere'}}
                application/merge-patch+json: {schema: {$ref: '#/components/schemas/UsesBad'}}
                application/problem+json: {schema: {type: object}}
            '201': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Good'}}}}
            '202': {$ref: '#/components/responses/Lost'}
            '203': [1]
      /sound:
        get: {operationId: sound, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Good'}}}}}}
    components:
      schemas:
        Good: {type: integer}
        Bad: {minLength: many}
        UsesBad: {properties: {inner: {items: {$ref: '#/components/schemas/Bad'}}}}
    """)

  private func contract() throws -> Contract {
    let contract = try Contract(compiling: [Self.document])
    return try Contract(compiled: contract.encoded())
  }

  @Test func everyOperationIsListed() throws {
    let contract = try contract()
    #expect(contract.operations.map(\.reference) == ["GET /whole", "POST /parts", "GET /sound"])
    #expect(try contract.operation("sound").brokenParts.isEmpty)
    let subjects = try contract.operation("parts").brokenParts.map(\.subject)
    #expect(
      subjects == [
        "a parameter of POST /parts", "query parameter 'style' of POST /parts",
        "the request of POST /parts", "response 200 of POST /parts as application/json", "response 202 of POST /parts",
        "response 203 of POST /parts",
      ])
  }

  @Test func whatIsSoundIsChecked() throws {
    let contract = try contract()
    #expect(try contract.response("sound", status: 200).accepts(Array("5".utf8)))
    #expect(try !contract.response("parts", status: 201).accepts(Array("true".utf8)))
    #expect(try contract.response("parts", status: 200, media: "application/problem+json").accepts(Array("{}".utf8)))
  }

  @Test func whatIsBrokenSaysSo() throws {
    let contract = try contract()
    let checks: [(String, Int, () throws -> Void)] = [
      ("GET /whole cannot be checked", 5, { _ = try contract.request("GET /whole") }),
      ("the request of POST /parts cannot", 14, { _ = try contract.request("parts") }),
      ("response 200 of POST /parts as application/json", 20, { _ = try contract.response("parts", status: 200) }),
      ("response 202 of POST /parts", 24, { _ = try contract.response("parts", status: 202) }),
      ("response 203 of POST /parts", 25, { _ = try contract.response("parts", status: 203) }),
    ]
    for (start, line, check) in checks {
      let error = #expect(throws: ContractError.self) { try check() }
      #expect(error?.code == .brokenPart)
      #expect(error?.detail.hasPrefix(start) == true, "\(error?.detail ?? "")")
      #expect(error?.position?.line == line && error?.source == "api.yaml", "\(start): \(error?.description ?? "")")
    }
  }

  @Test func eachMistakeIsSaidOnceWithWhatItTakesDown() throws {
    let notices = try contract().notices.filter { $0.code == .brokenPart }
    #expect(notices.map(\.position.line).sorted() == [3, 4, 5, 9, 11, 14, 20, 24, 25])
    let schema = try #require(notices.first { $0.position.line == 20 })
    #expect(schema.message.hasSuffix("[not checked: response 200 of POST /parts as application/json]"))
    #expect(notices.allSatisfy { $0.source == "api.yaml" })
  }

  /// A keyword that cannot be used costs nothing but itself, and is told with the parts that have it.
  @Test func aKeywordThatCannotBeUsedIsSaidWithWhereItIs() throws {
    let contract = try contract()
    let notices = contract.notices.filter { $0.code == .uncheckedKeyword }
    #expect(notices.map(\.position.line).sorted() == [10, 18, 31])
    let schema = try #require(notices.first { $0.position.line == 31 })
    #expect(schema.pointer == "/components/schemas/Bad/minLength")
    let part = "response 200 of POST /parts as application/merge-patch+json"
    #expect(schema.message.hasSuffix("[this alone is not checked in: \(part)]"), "\(schema.message)")
    let rule = try contract.response("parts", status: 200, media: "application/merge-patch+json")
    #expect(rule.accepts(Array(#"{"inner": ["a"]}"#.utf8)))
    let judgement = MessageJudge().judge(
      Array(#"{"inner": ["a"]}"#.utf8), mediaType: "application/merge-patch+json", by: rule)
    #expect(judgement.remarks.map(\.rule) == [.notChecked])
    #expect(judgement.skip(of: .keyword) == .unusableKeyword && judgement.skip(of: .responseBody) == nil)
    let sums = try Contract(compiling: [Self.document]).bodySums
    #expect(sums.checked == 3 && sums.partly == 1 && sums.unchecked == 1, "\(sums)")
  }

  @Test func onlyADocumentWithNothingSoundIsRefused() {
    let text = "openapi: 3.0.3\npaths: {/x: {get: {responses: {'200': {$ref: '#/a'}}}, put: 5}}\n"
    let error = #expect(throws: ContractError.self) { try Contract(compiling: [SourceText("x.yaml", text)]) }
    #expect(error?.code == .reference)
    let sound = "openapi: 3.0.3\npaths: {/x: {get: {responses: {'200': {$ref: '#/a'}, '204': {}}}, put: 5}}\n"
    #expect(throws: Never.self) { try Contract(compiling: [SourceText("x.yaml", sound)]) }
  }

  @Test func manyUsersOfOneMistakeAreCounted() throws {
    var paths = "  /sound: {get: {responses: {'204': {}}}}\n"
    for index in 1...9 { paths += "  /x\(index): {get: {responses: {'200': {$ref: '#/components/responses/R'}}}}\n" }
    let contract = try Contract(compiling: [
      SourceText("x.yaml", "openapi: 3.0.3\npaths:\n\(paths)components: {responses: {R: {content: 5}}}\n")
    ])
    let notices = contract.notices.filter { $0.code == .brokenPart }
    #expect(notices.count == 1)
    #expect(notices.first?.message.hasSuffix("response 200 of GET /x3; and 6 more]") == true)
  }
}
