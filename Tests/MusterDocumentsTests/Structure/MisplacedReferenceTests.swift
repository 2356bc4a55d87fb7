import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

@Suite("References where no version has them")
struct MisplacedReferenceTests {
  private static let files = [
    "get.yml":
      "operationId: far\nresponses: {'200': {description: d, content: {application/json: {schema: {type: object, required: [id]}}}}}\n",
    "responses.yml": "'200': {description: d, content: {application/json: {schema: {type: object, required: [id]}}}}\n",
    "content.yml": "application/json: {schema: {type: object, required: [id]}}\n",
    "media.yml": "schema: {type: object, required: [id]}\n",
    "paths.yml":
      "/a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {type: object, required: [id]}}}}}}}\n",
    "schemas.yml": "A: {type: object, required: [id]}\n",
    "components.yml":
      "schemas: {A: {$ref: 'schemas.yml#/A'}}\nresponses: {R: {description: d, content: {application/json: {schema: {$ref: 'schemas.yml#/A'}}}}}\n",
    "list.json": #"[{"name": "q", "in": "query", "schema": {"type": "integer"}}]"#,
    "with space.txt": "a: {description: d}\n",
  ]

  private func contract(_ rest: String) throws -> Contract {
    let options = Contract.CompileOptions(
      uri: { "file:///\($0)" },
      load: { (uri) throws(ContractError) in
        let name = uri.dropFirst("file:///".count).replacing("%20", with: " ")
        guard let text = Self.files[String(name)] else { throw ContractError(.reference, detail: "no such file") }
        return SourceText(String(name), text)
      })
    let text = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n\(rest)\n"
    let contract = try Contract(compiling: [SourceText("api.yaml", text)], options: options)
    return try Contract(compiled: contract.encoded())
  }

  @Test(arguments: [
    "paths: {/a: {get: {$ref: get.yml}}}",
    "paths: {$ref: paths.yml}",
    "paths: {/a: {get: {responses: {$ref: responses.yml}}}}",
    "paths: {/a: {get: {responses: {'200': {description: d, content: {$ref: content.yml}}}}}}",
    "paths: {/a: {get: {responses: {'200': {description: d, content: {application/json: {$ref: media.yml}}}}}}}",
  ])
  func itIsFollowedByIntentAndUncheckedByTheLetter(rest: String) throws {
    let contract = try contract(rest)
    #expect(contract.notices.map(\.code) == [.misplacedReference], "\(contract.notices)")
    let operation = try #require(contract.operations.first)
    #expect(operation.reference == "GET /a")
    #expect(try !operation.response(status: 200).accepts(Array("{}".utf8)))
    #expect(try operation.response(status: 200).accepts(Array(#"{"id":1}"#.utf8)))
    #expect(throws: ContractError.self) { try operation.response(status: 200, reading: .letter) }
  }

  @Test func anOperationKeepsItsOwnPlace() throws {
    let operation = try contract("paths: {/a: {get: {$ref: get.yml}}}").operation("far")
    #expect(operation.location.source == "get.yml" && operation.location.line == 1)
  }

  @Test func whatStandsBesideItCounts() throws {
    let contract = try contract("paths: {/a: {get: {$ref: get.yml, operationId: near}}}")
    #expect(contract.operations.map(\.id) == ["near"])
    #expect(try !contract.response("near", status: 200).accepts(Array("{}".utf8)))
  }

  @Test(arguments: [
    "components: {schemas: {$ref: schemas.yml}}", "components: {$ref: components.yml}",
    "components: {schemas: {$ref: schemas.yml, B: {}}}",
  ])
  func componentsAreFoundBehindIt(components: String) throws {
    let contract = try contract(
      "paths: {/a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}}\n"
        + components)
    #expect(!contract.hasBrokenParts, "\(contract.notices)")
    #expect(try !contract.response("GET /a", status: 200).accepts(Array("{}".utf8)))
    #expect(contract.notices.map(\.code) == [.misplacedReference])
  }

  @Test func otherComponentsAreFoundBehindIt() throws {
    let contract = try contract(
      "paths: {/a: {get: {responses: {'200': {$ref: '#/components/responses/R'}}}}}\ncomponents: {$ref: components.yml}"
    )
    #expect(try !contract.response("GET /a", status: 200).accepts(Array("{}".utf8)))
  }

  @Test(arguments: ["{$ref: list.json}", "[{$ref: list.json}]"])
  func listsOfParameters(list: String) throws {
    let contract = try contract("paths: {/a: {get: {parameters: \(list), responses: {default: {description: d}}}}}")
    let parameter = try #require(contract.operations.first?.parameters.first)
    #expect(parameter.name == "q" && parameter.brokenByLetter != nil)
  }

  @Test(arguments: [
    ("paths: {/a: {get: {$ref: no.yml}}}", "no such file"),
    ("paths: {/a: {get: {responses: {$ref: 'responses.yml#/20'}, parameters: []}}}", "there is no '20'"),
    ("paths: {/a: {get: {responses: {default: {$ref: 'with%20space.txt#/b'}}}}}", "there is no 'b'"),
  ])
  func whatCannotBeFollowedIsTold(rest: String, detail: String) throws {
    let whole = rest.replacing("paths: {", with: "paths: {/sound: {get: {responses: {default: {description: d}}}}, ")
    let contract = try contract(whole)
    #expect(contract.operations.map(\.reference) == ["GET /sound", "GET /a"])
    #expect(contract.notices.contains { $0.code == .brokenPart && $0.message.contains(detail) }, "\(contract.notices)")
  }

  @Test func aCircleIsTold() throws {
    let contract = try contract(
      "paths: {/b: {get: {responses: {default: {description: d}}}}, /a: {get: {$ref: '#/paths/~1a/get'}}}")
    #expect(contract.notices.contains { $0.code == .brokenPart && $0.message.contains("circle") })
  }
}
