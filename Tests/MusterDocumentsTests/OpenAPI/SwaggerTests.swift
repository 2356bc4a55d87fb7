import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

@Suite("Swagger 2.0")
struct SwaggerTests {
  private static let document = SourceText(
    "swagger.yaml",
    """
    swagger: '2.0'
    info: {title: T, version: '1'}
    host: api.example.com
    basePath: /v2
    schemes: [https, http]
    consumes: [application/json]
    produces: [application/json, application/vnd.pets+json]
    securityDefinitions:
      basic: {type: basic}
      key: {type: apiKey, in: query, name: api_key}
    security: [{basic: []}]
    parameters:
      Tags: {name: tags, in: query, type: array, items: {type: integer}, collectionFormat: multi}
    responses:
      Failure: {description: d, schema: {$ref: '#/definitions/Failure'}}
    paths:
      /pets:
        get:
          schemes: [wss]
          parameters:
            - $ref: '#/parameters/Tags'
            - {name: limit, in: query, type: integer, required: true, maximum: 50}
            - {name: sort, in: query, type: array, items: {type: string}, collectionFormat: pipes}
            - {name: X-Ids, in: header, type: array, items: {type: string}, collectionFormat: tsv}
          responses:
            '200':
              description: d
              headers: {X-Left: {type: integer, minimum: 0}}
              schema: {type: array, items: {$ref: '#/definitions/Pet'}}
            default: {$ref: '#/responses/Failure'}
        post:
          parameters:
            - {name: pet, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}
          responses: {'204': {description: d}}
      /photos:
        post:
          parameters:
            - {name: photo, in: formData, type: file, required: true}
            - {name: title, in: formData, type: string, maxLength: 5}
          responses: {'200': {description: d, schema: {type: file}}}
      /search:
        post:
          consumes: [application/x-www-form-urlencoded]
          parameters:
            - {name: limit, in: formData, type: integer, required: true, maximum: 9}
            - {name: words, in: formData, type: array, items: {type: string}, collectionFormat: csv}
          responses: {'204': {description: d}}
      /both:
        post:
          parameters:
            - {name: a, in: formData, type: string}
            - {name: b, in: body, schema: {}}
          responses: {'204': {description: d}}
    definitions:
      Pet:
        type: object
        required: [id]
        discriminator: kind
        properties: {id: {type: integer}, kind: {type: string}}
      Failure: {type: object, required: [message]}
    """)

  private func operation(_ reference: String) throws -> MusterContracts.Operation {
    let contract = try Contract(compiling: [Self.document])
    return try Contract(compiled: contract.encoded()).operation(reference)
  }

  @Test func theDocumentIsReadAsOne() throws {
    let contract = try Contract(compiling: [Self.document])
    #expect(contract.documents.map(\.dialect) == ["swagger-2.0"])
    #expect(contract.documents.map(\.declaredVersion) == ["2.0"])
    #expect(
      contract.operations.map(\.reference) == ["GET /pets", "POST /pets", "POST /photos", "POST /search", "POST /both"])
    #expect(contract.securitySchemes.map(\.type) == ["http", "apiKey"])
    #expect(contract.securitySchemes.map(\.scheme) == ["basic", ""])
    #expect(try operation("GET /pets").security == [["basic"]])
  }

  @Test func hostSchemesAndBasePathAreServers() throws {
    #expect(try operation("POST /pets").servers == ["https://api.example.com/v2", "http://api.example.com/v2"])
    #expect(try operation("GET /pets").servers == ["wss://api.example.com/v2"])
  }

  @Test func collectionFormatsAreStyles() throws {
    let parameters = try operation("GET /pets").parameters
    #expect(parameters.map(\.name) == ["tags", "limit", "sort", "X-Ids"])
    #expect(parameters.map(\.style) == [.form, .form, .pipeDelimited, .tabDelimited])
    #expect(parameters.map(\.explodes) == [true, false, false, false])
    #expect(parameters.map(\.isRequired) == [false, true, false, false])
    #expect(parameters.allSatisfy { $0.hasSchema && $0.broken == nil })
  }

  @Test func responsesHaveTheirSchemaUnderEveryMediaType() throws {
    let get = try operation("GET /pets")
    #expect(get.responses.first?.content.map(\.name) == ["application/json", "application/vnd.pets+json"])
    #expect(try get.response(status: 200).accepts(Array(#"[{"id": 1}]"#.utf8)))
    #expect(try !get.response(status: 200, media: "application/vnd.pets+json").accepts(Array("[{}]".utf8)))
    #expect(try !get.response(status: 500).accepts(Array("{}".utf8)))
    #expect(get.responses.first?.headers.map(\.name) == ["X-Left"])
    #expect(try operation("POST /photos").response(status: 200).schema == nil)
  }

  @Test func bodiesAreParametersThere() throws {
    let post = try operation("POST /pets")
    #expect(post.requestBody?.isRequired == true)
    #expect(try post.request().accepts(Array(#"{"id": 1}"#.utf8)))
    #expect(try !post.request().accepts(Array(#"{"id": "x"}"#.utf8)))
    #expect(try operation("POST /photos").requestBody?.content.map(\.name) == ["multipart/form-data"])
    #expect(try operation("POST /search").requestBody?.content.map(\.name) == ["application/x-www-form-urlencoded"])
    #expect(try operation("POST /both").brokenParts.map(\.subject) == ["the request of POST /both"])
  }

  @Test func whatTextCannotBeIsNotChecked() throws {
    let contract = try Contract(compiling: [
      SourceText(
        "api.yaml",
        """
        swagger: '2.0'
        produces: [application/json]
        paths:
          /list:
            get:
              operationId: list
              produces: [text/csv, text/plain, application/json]
              parameters:
                - {name: rows, in: query, type: array, collectionFormat: pipes, items: {type: array, items: {type: integer}}}
              responses:
                200: {description: d, schema: {type: array, items: {type: integer}}}
                201: {description: d, schema: {type: integer}}
                202: {description: d, schema: {type: file}}
        """)
    ])
    let operation = try contract.operation("list")
    #expect(try operation.response(status: 200, media: "text/csv").absence == .notJSON)
    #expect(try operation.response(status: 201, media: "text/plain").accepts(Array("5".utf8)))
    #expect(try !operation.response(status: 201, media: "text/plain").accepts(Array("x".utf8)))
    #expect(operation.responses.map { $0.content.map(\.name) }.last == ["text/csv", "text/plain", "application/json"])
    for (query, isValid) in [("rows=1,2%7C3", true), ("rows=1,x%7C3", false)] {
      let inspections = try operation.check(parametersOf: RequestParameters(path: nil, query: query))
      #expect(inspections.map(\.outcome.isValid) == [isValid], "\(query)")
    }
  }

  @Test func aFileMayBeOfAnyKind() throws {
    let contract = try Contract(compiling: [
      SourceText(
        "api.yaml",
        """
        swagger: '2.0'
        produces: [application/json]
        paths: {/file: {get: {responses: {200: {description: d, schema: {type: file}}}}}}
        """)
    ])
    #expect(try contract.response("GET /file", status: 200, media: "image/png").absence == .notJSON)
  }
}
