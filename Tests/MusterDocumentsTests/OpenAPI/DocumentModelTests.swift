import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

@Suite("The OpenAPI model")
struct DocumentModelTests {
  private static let document = SourceText(
    "model.yaml",
    """
    openapi: 3.0.3
    info: {title: T, version: '1'}
    servers: [{url: https://root.example}]
    security: [{root: []}]
    x-note: 1
    paths:
      x-extension: {}
      /a/{id}:
        x-extension: []
        servers: [{url: https://path.example}]
        parameters:
          - {name: id, in: path, required: true, schema: {type: string}}
          - {name: limit, in: query, schema: {type: integer}}
        get:
          parameters:
            - {name: id, in: path, required: true, schema: {$ref: '#/components/schemas/Number'}}
            - $ref: '#/components/parameters/Page'
          responses: {default: {$ref: '#/components/responses/Indirect'}, x-none: 1}
        put:
          deprecated: true
          servers: [{url: https://operation.example}]
          security: []
          requestBody: {$ref: '#/components/requestBodies/Body'}
          responses: {'204': {description: d}}
        post:
          security: [{x-api-key: [], other: []}, {}]
          responses: {'204': {description: d}}
      /b: {$ref: '#/components/x-items/B'}
    components:
      x-items: {B: {get: {responses: {'204': {description: d}}}}}
      schemas:
        Number: {allOf: [{$ref: '#/components/schemas/Count'}]}
        Count: {type: integer, minimum: 2}
      parameters:
        Page: {name: page, in: query, required: true, content: {application/json: {schema: {type: integer}}}}
      requestBodies:
        Body: {required: true, content: {x-type/x-json+json: {schema: {type: object}}}}
      responses:
        Indirect: {$ref: '#/components/responses/Direct'}
        Direct: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Count'}}}}
      securitySchemes:
        x-api-key: {type: apiKey, in: header, name: X-API-Key}
        other: {type: http, scheme: bearer}
    """)

  private func operation(_ reference: String) throws -> MusterContracts.Operation {
    let contract = try Contract(compiling: [Self.document])
    return try Contract(compiled: contract.encoded()).operation(reference)
  }

  @Test func referencesAreFollowed() throws {
    let get = try operation("GET /a/{id}")
    #expect(get.responses.map(\.status) == [.default])
    #expect(get.responses.first?.location.line == 40)
    #expect(try get.response(status: 500).accepts(Array("2".utf8)))
    #expect(try !get.response(status: 200).accepts(Array("1".utf8)))
    #expect(try operation("PUT /a/{id}").requestBody?.isRequired == true)
    #expect(try operation("PUT /a/{id}").requestBody?.content.map(\.name) == ["x-type/x-json+json"])
    #expect(try operation("GET /b").responses.count == 1)
  }

  @Test func anOperationsParameterReplacesThePathItems() throws {
    let get = try operation("GET /a/{id}")
    #expect(get.parameters.map(\.name) == ["limit", "id", "page"])
    #expect(get.parameters.map(\.isRequired) == [false, true, true])
    let match = try #require(get.match(path: "/a/1"))
    guard case .invalid(let issues)? = try get.check(match).first?.outcome else {
      Issue.record("1 is below the minimum of 2")
      return
    }
    #expect(issues.map(\.keyword) == ["minimum"])
    #expect(try operation("PUT /a/{id}").parameters.map(\.name) == ["id", "limit"])
  }

  @Test func theNearestServersAndSecurityCount() throws {
    #expect(try operation("GET /a/{id}").servers == ["https://path.example"])
    #expect(try operation("PUT /a/{id}").servers == ["https://operation.example"])
    #expect(try operation("GET /b").servers == ["https://root.example"])
    #expect(try operation("GET /b").security == [["root"]])
    #expect(try operation("PUT /a/{id}").security == [])
    #expect(try operation("POST /a/{id}").security == [["x-api-key", "other"], []])
    let contract = try Contract(compiling: [Self.document])
    #expect(contract.securitySchemes.map(\.name) == ["x-api-key", "other"])
    #expect(contract.securitySchemes.map(\.parameter) == ["X-API-Key", ""])
    #expect(try operation("PUT /a/{id}").isDeprecated)
  }

  @Test func vendorsSecurityIsKept() throws {
    #expect(try Vendor(name: "cloudflare").contract().operations.map(\.security) == [[["api_email", "api_key"]]])
    #expect(try Vendor(name: "infisical").contract().operations.map(\.security) == [[["bearerAuth"]]])
    #expect(try Vendor(name: "infisical").contract().securitySchemes.map(\.scheme) == ["bearer"])
    #expect(try Vendor(name: "softwareone").contract().operations.map(\.security) == [nil])
  }

  @Test(arguments: [
    ("$ref: '#/components/responses/A'", "circle"), ("$ref: other.yaml#/x", "cannot be had"),
    ("$ref: '#/components/responses/C'", "leads nowhere"), ("$ref: '#components'", "no JSON Pointer"),
    ("[1]", "not an array"), ("content: {application/json: {schema: }}", "not null"), ("content: 5", "not a number"),
  ])
  func whatIsWrongIsLocated(response: String, part: String) {
    let text = """
      openapi: 3.0.3
      paths:
        /x:
          get:
            responses:
              '200':
                \(response)
      components:
        responses:
          A: {$ref: '#/components/responses/B'}
          B: {$ref: '#/components/responses/A'}
      """
    let error = #expect(throws: ContractError.self) { try Contract(compiling: [SourceText("x.yaml", text)]) }
    #expect(error?.detail.contains(part) == true, "\(error?.description ?? "")")
    #expect(error?.source == "x.yaml")
    #expect((error?.position?.line ?? 0) >= 7)
  }

  @Test(arguments: [
    (#"{"type": "string", "nullable": true}"#, "openapi-3.0"),
    (#"{"exclusiveMinimum": true, "minimum": 1}"#, "openapi-3.0"),
    (#"{"exclusiveMinimum": 1}"#, "openapi-3.1"), (#"{"type": ["string", "null"]}"#, "openapi-3.1"),
    (#"{"anyOf": [{"type": "null"}, {}]}"#, "openapi-3.1"), (#"{"items": {"const": 1}}"#, "openapi-3.1"),
    (#"{"prefixItems": [{}]}"#, "openapi-3.1"), (#"{"$defs": {}}"#, "openapi-3.1"),
    (#"{"type": "string"}"#, "openapi-3.0"),
    (#"{"properties": {"const": {}, "$defs": {"type": "string"}}}"#, "openapi-3.0"),
    (#"{"example": {"type": ["string"], "const": 1}, "enum": [{"type": "null"}]}"#, "openapi-3.0"),
    (#"{"default": {"nullable": true}, "const": {"nullable": true}}"#, "openapi-3.1"),
  ])
  func theVocabularyShowsTheVersion(schema: String, dialect: String) throws {
    let text =
      #"{"paths": {"/x": {"get": {"responses": {"200": {"content": {"application/json": {"schema": \#(schema)}}}}}}}}"#
    let contract = try Contract(compiling: [SourceText("x.json", text)])
    #expect(contract.documents.map(\.dialect) == [dialect])
    #expect(!contract.notices.contains { $0.code == .mixedVersions })
  }

  @Test func whatAnotherVersionHasIsReadAndSaid() throws {
    let text = """
      openapi: 3.1.0
      info: {title: t, version: '1'}
      paths:
        /x:
          query: {}
          get: {responses: {'204': {description: d}, '4xx': {description: d}}}
          additionalOperations: {COPY: {}}
      """
    let contract = try Contract(compiling: [SourceText("x.yaml", text)])
    #expect(contract.operations.map(\.reference) == ["GET /x", "QUERY /x", "COPY /x"])
    #expect(contract.notices.map(\.pointer) == ["/paths/~1x/query", "/paths/~1x/get/responses/4xx"])
    #expect(contract.notices.map(\.code) == [.otherVersion, .statusKey])
    #expect(contract.notices.map(\.position.line) == [5, 6])
  }

  @Test func aProgramThatManyAskForIsOne() async throws {
    let contract = try Vendor(name: "softwareone").contract()
    let verdicts = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<32 {
        group.addTask {
          try contract.response("PUT /public/v1/accounts/api-tokens/{id}", status: 200).accepts(
            Array(#"{"id": "a"}"#.utf8))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(verdicts == Array(repeating: true, count: 32))
  }
}
