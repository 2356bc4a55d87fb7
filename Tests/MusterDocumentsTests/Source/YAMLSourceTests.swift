import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

/// Which texts are OpenAPI documents in YAML, and what becomes of mistakes in them.
@Suite("Documents in YAML")
struct YAMLSourceTests {
  private static let flow =
    "{openapi: 3.0.3, info: {title: T, version: '1'}, paths: {/a: {get: {responses: {'200': {description: d}}}}}}"

  @Test(arguments: [
    flow + "\n", "# text\n\n" + flow, "---\n" + flow + "\n...\n", flow.replacing(", ", with: ",\n"),
    flow.replacing("{", with: "{\n\t").replacing("}", with: "\n}"),
    "{\"openapi\": \"3.0.3\", \"paths\": {\"/a\": {\"get\": {\"responses\": {\"200\": {\"description\": \"d\",},},},},},}",
    "  openapi: 3.0.3\n  paths:\n    /a: {get: {responses: {'200': {description: d}}}}\n",
    "\u{FEFF}  # text\n\n  \"openapi\": 3.0.3\n  paths:\n    /a: {get: {responses: {'200': {description: d}}}}\n",
    "%YAML 1.2\n---\n openapi : 3.0.3\n paths:\n  /a: {get: {responses: {'200': {description: d}}}}\n",
    "openapi: !!str 3.0.3\npaths:\n  /a: {get: {responses: {200: {description: d}}}}\n",
    "openapi: &version '3.0.3'\r\npaths:\r\n  /a: {get: {responses: {200: {description: d}}}}\r\n",
  ])
  func isRead(text: String) throws {
    let contract = try Contract(compiling: [SourceText("api", text)])
    #expect(contract.operations.map(\.reference) == ["GET /a"])
    #expect(contract.documents.map(\.form) == [.openAPIYAML])
  }

  @Test(arguments: [
    "{% openapi-operation %}\n", "{a: 1}\n", "  title: a\n", "{/* text */}\n\n# Title\n", "    openapi: put /x\n",
  ])
  func isSomethingElse(text: String) {
    let error = #expect(throws: ContractError.self) { try Contract(compiling: [SourceText("page", text)]) }
    #expect(error?.code == .unknownForm || error?.code == .json)
  }

  /// A page may begin as YAML does, too.
  @Test func aPageMayBeginWithABrace() throws {
    let page = """
      {/* openapi: 3.0.3 */}

      <MethodEndpoint method={"get"} path={"/x"} />
      <StatusCodes responses={{"204": {"description": "d"}}} />
      """
    #expect(try Contract(compiling: [SourceText("page", page)]).operations.map(\.reference) == ["GET /x"])
  }

  @Test func aBrokenDocumentSaysWhatIsWrong() {
    let error = #expect(throws: ContractError.self) {
      try Contract(compiling: [SourceText("api", "  openapi: 3.0.3\n  paths:\n    /a: b: c\n")])
    }
    #expect(error?.code == .yaml)
    #expect(error?.position?.line == 3)
    let flow = #expect(throws: ContractError.self) {
      try Contract(compiling: [SourceText("api", "{openapi: 3.0.3, paths: {/a: [}}")])
    }
    #expect(flow?.code == .json)
  }

  /// JSON with a mistake that is YAML all the same says so.
  @Test func whatIsNoJSONSaysSo() throws {
    let contract = try Contract(compiling: [SourceText("api.json", Self.flow)])
    let notice = try #require(contract.notices.first)
    #expect(notice.code == .yaml && notice.message.hasPrefix("the text is not JSON"), "\(notice)")
  }

  private static let slip = """
    openapi: 3.0.3
    info: {title: T, version: '1'}
    paths:
      /a:
        get:
          parameters: [{name: q, in: query, schema: {type: integer}}]
          responses:
            '200': {description: d, headers: {X: {schema: {type: integer}}}, content: {application/json: {schema: {
            type: object
            }}}}
    """

  /// By intent a slip is a warning; by the letter nothing of its document is checked, and every check gives the place.
  @Test func aSlipRefusesTheLetter() throws {
    let other =
      "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {/b: {get: {responses: {'200': {description: d, content: {application/json: {schema: {}}}}}}}}\n"
    let compiled = try Contract(compiling: [SourceText("slip", Self.slip), SourceText("other", other)])
    for contract in [compiled, try Contract(compiled: compiled.encoded())] {
      #expect(contract.notices.map(\.code) == [.yamlSlip])
      #expect(contract.notices.map(\.position.line) == [9])
      let operation = try contract.operation("GET /a")
      #expect(try operation.response(status: 200).accepts(Array("{}".utf8)))
      #expect(try operation.check(parametersOf: RequestParameters(path: nil, query: "q=1")).count == 1)
      let checks: [() throws -> Void] = [
        { _ = try operation.response(status: 200, reading: .letter) }, { _ = try operation.request(reading: .letter) },
        { _ = try operation.check(parametersOf: RequestParameters(path: nil, query: "q=1"), reading: .letter) },
        { _ = try operation.check(headers: [], ofStatus: 200, reading: .letter) },
      ]
      for check in checks {
        let error = #expect(throws: ContractError.self) { try check() }
        #expect(
          error?.code == .brokenPart && error?.source == "slip" && error?.position?.line == 9,
          "\(String(describing: error))")
      }
      #expect(try contract.response("GET /b", status: 200, reading: .letter).accepts(Array("{}".utf8)))
    }
  }

  /// A slip in a file that a document refers to is reported, and refuses the letter as well.
  @Test func aSlipInAnotherFileCounts() throws {
    let api =
      "openapi: 3.0.3\npaths: {/a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: 'other.yaml#/S'}}}}}}}}\n"
    let contract = try Contract(
      compiling: [SourceText("api.yaml", api)],
      options: .init(load: { _ in SourceText("other.yaml", "S: {type: object,\nproperties: {}}\n") }))
    #expect(contract.notices.filter { $0.code == .yamlSlip }.map(\.source) == ["other.yaml"])
    #expect(try contract.response("GET /a", status: 200).accepts(Array("{}".utf8)))
    #expect(throws: ContractError.self) { try contract.response("GET /a", status: 200, reading: .letter) }
  }
}
