import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

@Suite("References between documents")
struct ReferenceTests {
  private static let files = [
    "file:///api/paths/items.yaml": """
    get:
      parameters:
        - $ref: ../parameters.json#/Limit
      responses:
        '200': {$ref: '../responses.yaml#/components/responses/Items'}
        default: {$ref: '../main.yaml#/components/responses/Failure'}
    """,
    "file:///api/parameters.json": """
    {"Limit": {"name": "limit", "in": "query", "schema": {"$ref": "schemas/number.yaml"}}}
    """,
    "file:///api/responses.yaml": """
    components:
      responses:
        Items:
          description: d
          content: {application/json: {schema: {type: array, items: {$ref: 'schemas/node.json#/Node'}}}}
    """,
    "file:///api/schemas/number.yaml": "type: integer\nmaximum: 10\n",
    "file:///api/schemas/node.json": """
    {"Node": {"type": "object", "properties": {"next": {"$ref": "#/Node"}, "size": {"$ref": "number.yaml"},
      "back": {"$ref": "../main.yaml#/components/schemas/Failure"}}}}
    """,
    "file:///api/circle/a.yaml": "$ref: b.yaml\n",
    "file:///api/circle/b.yaml": "$ref: a.yaml\n",
    "file:///api/broken.yaml": "a: [\n",
  ]

  private static let main = SourceText(
    "main.yaml",
    """
    openapi: 3.1.0
    paths:
      /items: {$ref: paths/items.yaml}
      /lost:
        get:
          responses:
            '200': {description: d, content: {application/json: {schema: {$ref: 'nowhere.yaml#/X'}}}}
            '201': {$ref: 'https://elsewhere.example/r.yaml#/R'}
            '202': {description: d, content: {application/json: {schema: {$ref: 'schemas/node.json#/Nod'}}}}
            '203': {$ref: 'circle/a.yaml'}
            '204': {$ref: 'broken.yaml#/a'}
            '205': {$ref: 'responses.yaml#/components/responses/Item'}
    components:
      responses:
        Failure: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Failure'}}}}
      schemas:
        Failure: {type: object, required: [message]}
    """)

  private static let options = Contract.CompileOptions(
    uri: { "file:///api/\($0)" },
    load: { (uri) throws(ContractError) in
      guard let text = files[uri] else { throw ContractError(.reference, detail: "there is no '\(uri)'") }
      return SourceText(String(uri.dropFirst("file:///api/".count)), text)
    })

  private func contract() throws -> Contract {
    let contract = try Contract(compiling: [Self.main], options: Self.options)
    return try Contract(compiled: contract.encoded())
  }

  @Test func pathItemsParametersResponsesAndSchemasAreFollowed() throws {
    let get = try contract().operation("GET /items")
    #expect(get.location.source == "paths/items.yaml" && get.location.line == 2)
    #expect(get.parameters.map(\.name) == ["limit"])
    #expect(get.parameters.first?.source.source == "parameters.json")
    #expect(get.responses.map(\.location.source) == ["responses.yaml", "main.yaml"])
    #expect(get.brokenParts.isEmpty)
  }

  @Test func schemasOfOtherDocumentsCheckAndAreLocatedThere() throws {
    let rule = try contract().response("GET /items", status: 200)
    #expect(rule.accepts(Array(#"[{"next": {"next": {"size": 3}}, "back": {"message": 1}}]"#.utf8)))
    guard case .invalid(let issues) = rule.check(Array(#"[{"next": {"size": 11, "back": {}}}]"#.utf8)) else {
      Issue.record("11 is above the maximum")
      return
    }
    #expect(Set(issues.compactMap(\.schema?.source)) == ["schemas/number.yaml", "main.yaml"])
    #expect(Set(issues.compactMap(\.schema?.line)) == [2, 17])
  }

  @Test func eachUnreachableReferenceNamesBothEnds() throws {
    let notices = try contract().notices.filter { $0.code == .brokenPart }
    #expect(notices.map(\.position.line).sorted() == [7, 8, 9, 11, 12, 1].sorted())
    func message(_ line: Int) -> String { notices.first { $0.position.line == line }?.message ?? "" }
    #expect(message(7).contains("'nowhere.yaml#/X'") && message(7).contains("there is no 'file:///api/nowhere.yaml'"))
    #expect(message(8).contains("https://elsewhere.example/r.yaml"))
    #expect(message(9).contains("there is no 'Nod'") && message(9).contains("did you mean 'Node'"))
    #expect(message(11).contains("broken.yaml:1:4"))
    #expect(message(12).contains("in 'responses.yaml'") && message(12).contains("did you mean 'Items'"))
    #expect(message(1).contains("circle"))
  }

  @Test func documentsThatAreGivenTogetherReferToEachOther() throws {
    let first = SourceText("api/a.yaml", "openapi: 3.1.0\npaths: {/a: {$ref: 'b.yaml#/paths/~1b'}}\n")
    let second = SourceText("api/b.yaml", "openapi: 3.1.0\npaths: {/b: {get: {responses: {'204': {}}}}}\n")
    let contract = try Contract(compiling: [first, second])
    #expect(contract.operations.map(\.reference) == ["GET /a", "GET /b"])
    #expect(contract.operations.map(\.location.source) == ["api/b.yaml", "api/b.yaml"])
  }

  @Test func aDocumentsOwnURIIsTheBase() throws {
    let text = """
      openapi: 3.2.0
      $self: https://api.example/v1/main.yaml
      info: {title: t, version: '1'}
      paths:
        /a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: 'schemas/number.yaml'}}}}}}}
        /b: {get: {responses: {'200': {$ref: 'https://api.example/v1/main.yaml#/components/responses/R'}}}}
      components: {responses: {R: {description: d}}}
      """
    let contract = try Contract(compiling: [SourceText("main.yaml", text)], options: Self.options)
    #expect(try contract.response("GET /a", status: 200).accepts(Array("3".utf8)))
    #expect(try contract.operation("GET /b").responses.first?.location.line == 7)
    #expect(contract.notices.isEmpty, "\(contract.notices)")
  }
}
