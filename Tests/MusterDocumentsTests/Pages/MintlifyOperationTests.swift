import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

/// The older form of Mintlify's pages.
@Suite("Older pages of Mintlify")
struct MintlifyOperationTests {
  static let operation = """
    paths:
      path: /v1/things/{id}
      method: post
      servers:
        - url: https://api.example.com/base
      request:
        security:
          - title: key
            parameters:
              query: {}
              header:
                x-api-key:
                  type: apiKey
              cookie: {}
          - title: bearer
            parameters:
              header:
                Authorization:
                  type: http
                  scheme: bearer
        parameters:
          path:
            id:
              schema:
                - type: integer
                  required: true
          query:
            sort:
              schema:
                - type: enum<string>
                  required: false
                  enum: [up, down]
            limit:
              schema:
                - type: integer
                  required: true
          header: {}
          cookie: {}
        body:
          application/json:
            schemaArray:
              - type: object
                properties:
                  name:
                    allOf:
                      - &ref_0
                        type: string
                        maxLength: 3
                required: true
                title: Thing
                refIdentifier: '#/components/schemas/Thing'
                requiredProperties:
                  - name
            examples: {}
        codeSamples: []
      response:
        '200':
          application/json:
            schemaArray:
              - type: object
                properties:
                  name:
                    allOf:
                      - *ref_0
                  owner:
                    allOf:
                      - $ref: '#/components/schemas/Owner'
                requiredProperties: [name]
              - type: array
                items:
                  allOf:
                    - type: integer
            description: ''
        '204':
          _mintlify/placeholder:
            schemaArray:
              - type: any
            examples: {}
        '404': {}
      deprecated: true
      type: path
    components:
      schemas:
        Owner:
          type: object
          required: [id]

    """
  static let page =
    "# Thing\\n\\n> Text.\\n\\n## OpenAPI\\n\\n````yaml post /v1/things/{id}\\n".replacing("\\n", with: "\n")
    + operation + "````\n"

  private static func compile(_ text: String) throws(ContractError) -> Contract {
    try Contract(compiling: [SourceText("page", text)])
  }

  @Test(arguments: [page, operation, "---\ntitle: T\n\(operation)---\n\n# Text\n"])
  func isReadAsAnOperation(text: String) throws {
    let contract = try Self.compile(text)
    #expect(contract.documents.map(\.form) == [.mintlify])
    #expect(contract.notices.isEmpty, "\(contract.notices)")
    let operation = try #require(contract.operations.first)
    #expect(operation.reference == "POST /v1/things/{id}")
    #expect(operation.isDeprecated)
    #expect(operation.servers == ["https://api.example.com/base"])
    #expect(
      operation.parameters.map { "\($0.location.rawValue) \($0.name) \($0.isRequired)" } == [
        "path id true", "query sort false", "query limit true",
      ])
    #expect(operation.responses.map(\.status) == [.code(200), .code(204), .code(404)])
    #expect(operation.responses.map(\.content.count) == [1, 0, 0])
    #expect(operation.security == [["key"], ["bearer"]])
    #expect(
      contract.securitySchemes.map { "\($0.name) \($0.type) \($0.parameter)\($0.scheme)" } == [
        "key apiKey x-api-key", "bearer http bearer",
      ])
    let request = try operation.request()
    #expect(request.accepts(Array(#"{"name": "abc"}"#.utf8)))
    #expect(!request.accepts(Array(#"{"name": "abcd"}"#.utf8)))
    #expect(!request.accepts(Array("{}".utf8)))
    let response = try operation.response(status: 200)
    #expect(response.accepts(Array(#"{"name": "abc", "owner": {"id": 1}}"#.utf8)))
    #expect(!response.accepts(Array(#"{"name": "abc", "owner": {}}"#.utf8)))
    #expect(response.accepts(Array("[1]".utf8)))
    #expect(!response.accepts(Array("[\"1\"]".utf8)))
    let parameters = try operation.check(parametersOf: RequestParameters(path: nil, query: "sort=left&limit=1"))
    #expect(parameters.first { $0.name == "sort" }?.outcome.isValid == false)
  }

  @Test func keepsPlaces() throws {
    let operation = try #require(Self.compile(Self.page).operations.first)
    guard case .invalid(let issues) = try operation.request().check(Array(#"{"name": 1}"#.utf8)) else {
      Issue.record("this is no string")
      return
    }
    #expect(issues.first?.schema?.line == 54)
  }

  @Test func mistakesHavePlaces() {
    for (text, code, line) in [
      ("paths:\n  path: /a\n  method: move\n  response: {}\n", ContractError.Code.document, 3),
      ("paths:\n  path: /a\n  method: get\n", .missingPart, 2),
    ] {
      let error = #expect(throws: ContractError.self) { try Self.compile(text) }
      #expect(error?.code == code && error?.position?.line == line, "\(String(describing: error))")
    }
  }

  @Test func whatIsNotKnownIsReported() throws {
    let text = Self.operation.replacing("codeSamples: []", with: "codeSample: []").replacing(
      "cookie: {}\n      header", with: "")
    #expect(try Self.compile(text).notices.map(\.code) == [.unrecognisedPart])
  }

  @Test func webhooks() throws {
    let text = Self.operation.replacing("path: /v1/things/{id}", with: "path: thing.made").replacing(
      "type: path\n", with: "type: webhook\n")
    #expect(try Self.compile(text).incomingOperations.map(\.reference) == ["POST webhook:thing.made"])
  }
}
