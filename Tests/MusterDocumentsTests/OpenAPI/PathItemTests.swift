import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

@Suite("Path items and paths")
struct PathItemTests {
  private func contract(_ text: String) throws -> Contract {
    let contract = try Contract(compiling: [SourceText("api.yaml", text)])
    return try Contract(compiled: contract.encoded())
  }

  private static let lost = """
    openapi: 3.1.0
    paths:
      /number: {$ref: 5, get: {operationId: beside, responses: {'204': {description: d}}}}
      /nowhere: {$ref: '#/components/pathItems/Nobody'}
      /list: [1]
      /circle: {$ref: '#/components/pathItems/A'}
      none: {get: {}}
      /sound: {get: {responses: {'204': {description: d}}}}
    components:
      pathItems:
        A: {$ref: '#/components/pathItems/B'}
        B: {$ref: '#/components/pathItems/A'}
    """

  @Test func aPathThatIsLostIsNamedWithItsPlace() throws {
    let contract = try contract(Self.lost)
    #expect(contract.operations.map(\.reference) == ["GET /number", "GET /sound"])
    let lost = contract.documents.flatMap(\.lostPaths)
    #expect(lost.map(\.path) == ["/number", "/nowhere", "/list", "/circle", "none"])
    #expect(lost.map(\.part.location.line) == [3, 4, 5, 12, 7])
    #expect(lost.map(\.part.code) == [.reference, .reference, .document, .reference, .document])
    let notices = contract.notices.filter { $0.code == .brokenPart }
    #expect(notices.map(\.pointer).prefix(3) == ["/paths/~1number/$ref", "/paths/~1nowhere/$ref", "/paths/~1list"])
    #expect(notices.first?.message.contains("[not checked: the operations of /number; a parameter of") == true)
    #expect(notices.dropFirst().first?.message.hasSuffix("[not checked: the operations of /nowhere]") == true)
    #expect(contract.hasBrokenParts)
  }

  /// A parameter may replace one of its path item, but not one beside it; a template has each name once.
  @Test func whatIsThereTwiceIsNoticed() throws {
    let contract = try contract(
      """
      openapi: 3.1.0
      info: {title: t, version: '1'}
      paths:
        /x/{id}/{id}:
          parameters: [{name: id, in: path, required: true, schema: {type: string}}]
          get:
            parameters:
              - {name: id, in: path, required: true, schema: {type: integer}}
              - {name: id, in: query, schema: {type: integer}}
              - {name: q, in: query, schema: {type: integer}}
              - {name: q, in: query, schema: {type: string}}
            responses: {'204': {description: d}}
      """)
    let notices = contract.notices.map { "\($0.code.rawValue) \($0.pointer) \($0.position.line): \($0.message)" }
    #expect(
      notices == [
        "no-effect /paths/~1x~1{id}~1{id}/get/parameters/3 11: "
          + "the query parameter 'q' is in this list twice; the last one counts, keep one of them",
        "path-parameter /paths/~1x~1{id}~1{id}/get 7: "
          + "'{id}' is in the path /x/{id}/{id} twice: only the first one is checked",
      ])
    let operation = try #require(contract.operations.first)
    #expect(operation.parameters.map { "\($0.name) \($0.location)" } == ["id path", "id query", "q query"])
  }

  @Test func whatStandsBesideAReferenceIsThere() throws {
    let contract = try contract(
      """
      openapi: 3.1.0
      info: {title: t, version: '1'}
      paths:
        /x/{id}:
          $ref: '#/components/pathItems/X'
          parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
          put: {operationId: near, responses: {'204': {description: d}}}
      components:
        pathItems:
          X:
            parameters:
              - {name: id, in: path, required: true, schema: {type: string}}
              - {name: q, in: query, schema: {type: string}}
            get: {operationId: far, responses: {'204': {description: d}}}
            put: {operationId: hidden, responses: {'204': {description: d}}}
      """)
    #expect(contract.operations.map(\.id) == ["near", "far"])
    #expect(try contract.operation("far").parameters.map(\.name) == ["q", "id"])
    #expect(try contract.operation("far").parameters.last?.typeNames == ["integer"])
    #expect(contract.notices.map(\.code) == [.noEffect])
    #expect(contract.notices.map(\.position.line) == [15])
  }

  @Test func referencesThatAreNoTextsAreMistakes() throws {
    let contract = try contract(
      """
      openapi: 3.0.3
      paths:
        /x:
          get:
            parameters: [{$ref: [1]}]
            responses: {'200': {$ref: {}}, '204': {description: d}}
      """)
    let subjects = try contract.operation("GET /x").brokenParts.map(\.subject)
    #expect(subjects == ["a parameter of GET /x", "response 200 of GET /x"])
    #expect(try contract.operation("GET /x").brokenParts.map(\.part.location.line) == [5, 6])
  }

  @Test func pathParametersAreHeldToTheTemplate() throws {
    let contract = try contract(
      """
      openapi: 3.0.3
      paths:
        /x/{id}/y/{other}:
          get:
            parameters: [{name: ids, in: path, required: true, schema: {type: integer}}]
            responses: {'204': {description: d}}
        /x?a=1: {get: {responses: {'204': {description: d}}}}
      """)
    let operation = try contract.operation("GET /x/{id}/y/{other}")
    #expect(
      operation.brokenParts.map(\.part.detail) == ["the path /x/{id}/y/{other} has no '{ids}'; did you mean 'id'?"])
    #expect(contract.notices.filter { $0.code == .pathParameter }.map(\.position.line) == [5, 5])
    #expect(contract.notices.filter { $0.code == .noEffect }.map(\.position.line) == [7])
    let match = try #require(contract.match(method: "GET", path: "/x/1/y/2"))
    let inspections = try operation.check(parametersOf: RequestParameters(path: match.path, query: nil))
    #expect(inspections.map(\.outcome.isValid) == [true])
    guard case .broken? = inspections.first?.skip else {
      Issue.record("the parameter is not skipped")
      return
    }
  }

  @Test func operationsThatCannotBeToldApartAreNamed() throws {
    let contract = try contract(
      """
      openapi: 3.0.3
      paths:
        /x/{id}: {parameters: [{name: id, in: path}], get: {operationId: a, responses: {'204': {description: d}}}}
        /x/{name}:
          parameters: [{name: name, in: path}]
          get: {operationId: a, responses: {'204': {description: d}}}
          put: {responses: {'204': {description: d}}}
      """)
    let notices = contract.notices.filter { [.operationID, .samePaths].contains($0.code) }
    #expect(notices.map(\.code) == [.operationID, .samePaths] && notices.allSatisfy { $0.position.line == 6 })
    #expect(notices.last?.message.contains("GET /x/{name} takes the same paths as /x/{id} at api.yaml:3:") == true)
  }
}
