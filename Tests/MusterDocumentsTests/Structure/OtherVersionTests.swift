import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

/// Forms of another version: read as what they are by intent, told and not checked by the letter.
@Suite("Forms of another version")
struct OtherVersionTests {
  private func contract(_ version: String, _ path: String) throws -> Contract {
    let key = version == "2.0" ? "swagger" : "openapi"
    let text = "\(key): '\(version)'\ninfo: {title: t, version: '1'}\npaths: {/a: \(path)}\n"
    let contract = try Contract(compiling: [SourceText("api.yaml", text)])
    return try Contract(compiled: contract.encoded())
  }

  @Test(arguments: [
    ("3.0.3", "{get: {responses: {'200': {description: d, schema: {type: object, required: [id]}}}}}", "GET /a"),
    (
      "2.0",
      "{get: {responses: {'200': {description: d, content: {application/json: {schema: {type: object, required: [id]}}}}}}}",
      "GET /a"
    ),
    (
      "3.0.3",
      "{Get: {responses: {'200': {description: d, content: {application/json: {schema: {required: [id], type: object}}}}}}}",
      "GET /a"
    ),
    (
      "3.0.3",
      "{QUERY: {responses: {'200': {description: d, content: {application/json: {schema: {required: [id], type: object}}}}}}}",
      "QUERY /a"
    ),
  ])
  func aResponse(version: String, path: String, operation: String) throws {
    let contract = try contract(version, path)
    #expect(try contract.response(operation, status: 200).accepts(Array(#"{"id":1}"#.utf8)))
    #expect(try !contract.response(operation, status: 200).accepts(Array("{}".utf8)))
    let error = #expect(throws: ContractError.self) {
      try contract.operation(operation).response(status: 200, reading: .letter)
    }
    #expect(error?.code == .brokenPart)
    #expect(!contract.notices.isEmpty && !contract.hasBrokenParts)
  }

  @Test(arguments: [
    (
      "3.0.3",
      "{post: {parameters: [{name: b, in: body, schema: {type: object, required: [id]}}], responses: {default: {description: d}}}}"
    ),
    (
      "2.0",
      "{post: {requestBody: {content: {application/json: {schema: {type: object, required: [id]}}}}, responses: {default: {description: d}}}}"
    ),
  ])
  func aRequest(version: String, path: String) throws {
    let operation = try contract(version, path).operation("POST /a")
    #expect(try !operation.request().accepts(Array("{}".utf8)))
    #expect(throws: ContractError.self) { try operation.request(reading: .letter) }
  }

  @Test func aFormOfSwaggerInALaterDocument() throws {
    let path =
      "{post: {parameters: [{name: n, in: formData, type: integer, required: true}], responses: {default: {description: d}}}}"
    let body = try #require(try contract("3.0.3", path).operation("POST /a").requestBody)
    #expect(body.isRequired && body.content.map(\.name) == ["application/x-www-form-urlencoded"])
    #expect(body.content.first?.fields.map(\.name) == ["n"])
    #expect(body.broken == nil && body.brokenByLetter != nil)
  }

  @Test(arguments: [
    ("3.0.3", "{name: q, in: query, type: integer, maximum: 9, required: true}"),
    ("3.1.0", "{name: q, in: query, type: array, items: {type: integer}, collectionFormat: csv}"),
    ("2.0", "{name: q, in: query, schema: {type: integer}}"),
    ("2.0", "{name: q, in: cookie, type: integer}"),
  ])
  func aParameter(version: String, parameter: String) throws {
    let path = "{get: {parameters: [\(parameter)], responses: {default: {description: d}}}}"
    let found = try #require(try contract(version, path).operation("GET /a").parameters.first)
    #expect(found.hasSchema && found.broken == nil)
    #expect(found.brokenByLetter?.code == .letter)
    #expect(!found.typeNames.isEmpty)
  }

  @Test func aRangeInLowerCase() throws {
    let schema = { (name: String) in
      "{description: d, content: {application/json: {schema: {type: object, required: [\(name)]}}}}"
    }
    let contract = try contract("3.0.3", "{get: {responses: {2xx: \(schema("range")), default: \(schema("other"))}}}")
    let operation = try contract.operation("GET /a")
    #expect(try operation.response(status: 200).accepts(Array(#"{"range":1}"#.utf8)))
    #expect(try operation.response(status: 200, reading: .letter).accepts(Array(#"{"other":1}"#.utf8)))
    #expect(contract.notices.map(\.code) == [.statusKey])
  }

  @Test func pathsThatDifferInTheirQueries() throws {
    let text = """
      swagger: '2.0'
      info: {title: t, version: '1'}
      paths: {}
      x-ms-paths: {'/a?b=1': {get: {operationId: one, responses: {default: {description: d}}}}}
      """
    let contract = try Contract(compiling: [SourceText("api.yaml", text)])
    #expect(contract.operations.map(\.id) == ["one"])
    #expect(throws: ContractError.self) { try contract.operation("one").response(status: 200, reading: .letter) }
  }
}
