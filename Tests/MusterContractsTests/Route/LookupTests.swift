import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

@Suite("Finding operations")
struct LookupTests {
  static let contract = try? Contract(compiling: [
    SourceText(
      "paths.yaml",
      """
      openapi: 3.1.0
      info: {title: T, version: '1'}
      paths:
        /items/{id}:
          parameters:
            - {name: id, in: path, required: true, schema: {type: integer}}
          get: {operationId: getItem, responses: {'204': {description: d}}}
          put: {operationId: putItem, responses: {'204': {description: d}}}
        /items/mine:
          get: {operationId: getMine, responses: {'204': {description: d}}}
        /items/{id}.json:
          get: {operationId: getItemJSON, responses: {'204': {description: d}}}
        /{kind}/latest:
          get: {operationId: getLatest, responses: {'204': {description: d}}}
        /twice/a:
          get: {operationId: twice, responses: {'204': {description: d}}}
        /twice/b:
          get: {operationId: twice, responses: {'204': {description: d}}}
      """)
  ])

  @Test(arguments: [
    ("getItem", "getItem"), ("GET /items/{id}", "getItem"), ("get  /items/{id}", "getItem"),
    ("GET /items/7", "getItem"),
    ("GET /items/mine", "getMine"), ("GET /items/7.json", "getItemJSON"), ("PUT /items/mine", "putItem"),
    ("GET /other/latest", "getLatest"), ("GET /items/latest", "getItem"), ("GET /items/mine?all=1", "getMine"),
  ])
  func finds(reference: String, id: String) throws {
    #expect(try #require(Self.contract).operation(reference).id == id)
  }

  @Test(arguments: [
    ("getItme", "the nearest is 'getItem'"), ("PATCH /items/{id}", "the nearest is"),
    ("DELETE /nowhere", "give an operationId"),
    ("", "there is no operation ''"),
  ])
  func namesTheNearest(reference: String, part: String) throws {
    let contract = try #require(Self.contract)
    let error = #expect(throws: ContractError.self) { try contract.operation(reference) }
    #expect(error?.code == .unknownOperation)
    #expect(error?.detail.contains(part) == true, "\(error?.detail ?? "")")
  }

  /// Case counts in methods, and those in upper case are found in any (OpenAPI 3.2, section 4.10.1).
  @Test func methodsInLowerCaseAreFound() throws {
    let contract = try Contract(compiling: [
      SourceText(
        "m.yaml",
        """
        openapi: 3.2.0
        paths:
          /x/{id}:
            get: {responses: {'204': {description: d}}}
            additionalOperations: {link: {responses: {'204': {description: d}}}, COPY: {responses: {'204': {description: d}}}}
        """)
    ])
    let stored = try Contract(compiled: contract.encoded())
    for contract in [contract, stored] {
      for operation in contract.operations {
        #expect(try contract.operation(operation.reference).reference == operation.reference)
      }
      #expect(try contract.operation("copy /x/7").reference == "COPY /x/{id}")
      #expect(try contract.operation("link /x/7").reference == "link /x/{id}")
      #expect(contract.match(method: "link", path: "/x/7")?.operation.method == "link")
      #expect(contract.match(method: "LINK", path: "/x/7") == nil)
      #expect(contract.match(method: "Get", path: "/x/7")?.operation.method == "GET")
      let gate = ResponseGuard(contract)
      let response = ResponseGuard.Response(status: 204, mediaType: nil, body: [])
      #expect(try gate.check(response, method: "link", url: "/x/7") == .passed)
      #expect(try gate.check(response, method: "copy", url: "/x/7") == .passed)
      #expect(try gate.check(response, method: "LINK", url: "/x/7") == .violated)
    }
  }

  @Test func anIdentifierThatIsThereTwiceIsAmbiguous() throws {
    let contract = try #require(Self.contract)
    let error = #expect(throws: ContractError.self) { try contract.operation("twice") }
    #expect(error?.code == .ambiguousOperation)
    #expect(error?.detail.contains("'GET /twice/b'") == true)
  }

  @Test func parametersOfThePathItemBelongToEachOperation() throws {
    let contract = try #require(Self.contract)
    #expect(try contract.operation("putItem").parameters.map(\.name) == ["id"])
    let match = try #require(contract.match(method: "put", path: "/items/x"))
    let inspections = try match.operation.check(match.path)
    #expect(inspections.map(\.name) == ["id"])
    #expect(inspections.first?.outcome.isValid == false)
  }

  @Test(arguments: [
    ("200", StatusKey.code(200)), ("4XX", .range(4)), ("default", .default), ("4xx", nil), ("4Xx", nil), ("6XX", nil),
    ("20", nil), ("2000", nil), ("099", nil), ("XXX", nil), ("", nil), ("２００", nil), ("-10", nil),
  ])
  func readsStatusKeys(text: String, key: StatusKey?) {
    #expect(StatusKey(text) == key)
    if let key { #expect(key.description == text) }
  }

  @Test(arguments: [
    ("application/json", "application/json; charset=utf-8", MediaTypeName.Match.exact),
    ("application/json", "APPLICATION/JSON", .exact), ("application/json", "text/json", .alias),
    ("text/json", "application/json", .alias), ("application/*+json", "application/vnd.x.v1+json", .suffixRange),
    ("application/*+json", "application/json", nil), ("application/*", "application/json", .subtypeRange),
    ("*/*", "image/png", .any), ("application/json", "application/problem+json", .otherJSON),
    ("application/problem+json", "application/json", .otherJSON), ("application/json", "application/vnd.x+json", nil),
    ("application/json", "text/html", nil), ("text/*", "application/json", nil),
  ])
  func matchesMediaTypes(declared: String, sent: String, match: MediaTypeName.Match?) throws {
    let declared = try #require(MediaTypeName(declared))
    #expect(declared.match(try #require(MediaTypeName(sent))) == match)
  }

  @Test(arguments: ["", "json", "/json", "application/", ";", " ; charset=utf-8"])
  func refusesWhatIsNoMediaType(text: String) {
    #expect(MediaTypeName(text) == nil)
  }
}
