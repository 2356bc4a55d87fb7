import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

@Suite("Webhooks and callbacks")
struct IncomingTests {
  private static let text = """
    openapi: 3.1.0
    paths:
      /subscribe:
        post:
          operationId: subscribe
          callbacks:
            onEvent: {$ref: '#/components/callbacks/E'}
            lost: {$ref: '#/components/callbacks/Nobody'}
          responses: {'204': {description: d}}
        put:
          callbacks: {same: {$ref: '#/components/callbacks/E'}}
          responses: {'204': {description: d}}
    webhooks:
      new pet:
        post:
          operationId: newPet
          parameters: [{name: X-Signature, in: header, required: true, schema: {type: string}}]
          requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Event'}}}}
          responses: {'200': {description: d}}
      far: {$ref: '#/components/pathItems/P'}
    components:
      pathItems: {P: {put: {responses: {'204': {description: d}}}}}
      callbacks:
        E:
          '{$request.body#/url}':
            post:
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Event'}}}}
              callbacks: {again: {$ref: '#/components/callbacks/E'}}
              responses: {'200': {description: d}}
      schemas:
        Event: {type: object, required: [id], properties: {id: {type: integer, readOnly: true}}}
    """

  private func contract() throws -> Contract {
    try Contract(
      compiled: Contract(
        compiling: [SourceText("api.yaml", Self.text)],
        options: .init(servers: ["https://mock.test"])
      ).encoded())
  }

  @Test func theyAreNoOperationsOfAPath() throws {
    let contract = try contract()
    #expect(contract.operations.map(\.reference) == ["POST /subscribe", "PUT /subscribe"])
    #expect(
      contract.incomingOperations.map(\.reference) == [
        "POST callback:/subscribe:POST:onEvent:{$request.body#/url}", "POST webhook:new pet", "PUT webhook:far",
      ])
    #expect(contract.incomingOperations.allSatisfy { $0.isIncoming && $0.servers.isEmpty })
    #expect(contract.match(method: "POST", path: "/new%20pet") == nil)
    #expect(contract.documents.flatMap(\.lostPaths).map(\.path) == ["callback:/subscribe:POST:lost"])
  }

  @Test func theirBodiesAreChecked() throws {
    let contract = try contract()
    for name in ["newPet", "POST webhook:new pet", "POST callback:/subscribe:POST:onEvent:{$request.body#/url}"] {
      let rule = try contract.request(name)
      #expect(rule.accepts(Array(#"{"id": 1}"#.utf8)))
      // Who sends it owns what only its owner sets.
      #expect(!rule.accepts(Array("{}".utf8)) && !rule.accepts(Array(#"{"id": "1"}"#.utf8)))
    }
    #expect(throws: ContractError.self) { try contract.request("POST webhook:newpet") }
  }

  @Test func aDocumentMayHaveNothingElse() throws {
    let text = "openapi: 3.1.0\nwebhooks: {a: {post: {responses: {'200': {description: d}}}}}\n"
    let contract = try Contract(compiling: [SourceText("api.yaml", text)])
    #expect(contract.operations.isEmpty && contract.incomingOperations.map(\.reference) == ["POST webhook:a"])
  }
}
