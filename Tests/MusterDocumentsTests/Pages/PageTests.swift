import Foundation
import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

@Suite("Pages")
struct PageTests {
  private func error(_ text: String, name: String = "page") -> ContractError? {
    do throws(ContractError) {
      _ = try Contract(compiling: [SourceText(name, text)])
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("cloudflare", PageForm.readMe, nil, "openapi-3.0"), ("deepset", .docusaurus, nil, "openapi-3.1"),
    ("infisical", .mintlify, "3.0.3", "openapi-3.0"), ("softwareone", .gitBook, "3.0.1", "openapi-3.0"),
  ])
  func tellsTheFormByStructure(vendor: String, form: PageForm, version: String?, dialect: String) throws {
    let source = try #require(Vendor(name: vendor).sources().first)
    let contract = try Contract(compiling: [SourceText(name: "nameless", bytes: source.bytes)])
    let document = try #require(contract.documents.first)
    #expect(document.form == form)
    #expect(document.declaredVersion == version)
    #expect(document.dialect == dialect)
    #expect(contract.operations.count == 1)
  }

  /// Every later message has the page's own line and column.
  @Test(arguments: [
    (
      "cloudflare", 200,
      "/paths/~1accounts~1{identifier}~1access~1service_tokens~1{uuid}/put/responses/200/content/application~1json"
    ),
    ("deepset", 422, "/paths/~1api~1v1~1token~1{api_token_id}/patch/responses/422/content/application~1json"),
    (
      "infisical", 404,
      "/paths/~1api~1v1~1auth~1token-auth~1tokens~1{tokenId}/patch/responses/404/content/application~1json"
    ),
    ("softwareone", 400, "/paths/~1public~1v1~1accounts~1api-tokens~1{id}/put/responses/400/content/application~1json"),
  ])
  func keepsThePlace(vendor: String, status: Int, pointer: String) throws {
    let source = try #require(Vendor(name: vendor).sources().first)
    let operation = try #require(Contract(compiling: [source]).operations.first)
    let media = try #require(operation.responses.first { $0.status == .code(status) }?.content.first)
    #expect(media.location.pointer == pointer)
    let lines = String(decoding: source.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines[media.location.line - 1]
    #expect(
      line.unicodeScalars.dropFirst(media.location.column - 1).starts(
        with: vendor == "infisical" ? "schema:".unicodeScalars : "{".unicodeScalars))
    let issues = try operation.response(status: status).check(Array("[]".utf8))
    guard case .invalid(let list) = issues, let schema = list.first?.schema else {
      Issue.record("\(issues)")
      return
    }
    #expect(schema.source == source.name)
    #expect(schema.line >= media.location.line)
    #expect(lines[schema.line - 1].contains("object") || lines[schema.line - 1].contains("required"), "\(schema)")
  }

  @Test(arguments: [
    "", "\n", "# A title\n\nSome text.", "```json\n{\"name\": \"ci\"}\n```\n", "[1, 2]", "PATCH\n/\napi\n{ \"a\": 1 }",
    "---\ntitle: T\nopenapi: put /x\n---\n\ntext", "\u{0}\u{1}", "<html></html>", "paths", "/x\nnothing\n{}",
  ])
  func aPageWithNoneOfItSaysWhatWasLookedFor(text: String) {
    let error = error(text)
    #expect(error?.code == .unknownForm)
    #expect(error?.description.hasPrefix("page:1:1: ") == true)
    for part in ["OpenAPI document", "fence", "<MethodEndpoint>", "path line"] {
      #expect(error?.detail.contains(part) == true)
    }
  }

  @Test(arguments: [
    ("{\"openapi\": \"3.0.3\", \"paths\": {", "page:1:32:", ContractError.Code.json),
    ("{\"a\": 1}", "page:1:1:", .missingPart),
    ("{\"paths\": {\"/x\": {}}}", "page:1:11: /paths:", .missingPart),
    ("{\"openapi\": \"2.9\", \"paths\": {}}", "page:1:13: /openapi:", .unsupportedVersion),
    ("{\"swagger\": \"1.2\", \"paths\": {}}", "page:1:13: /swagger:", .unsupportedVersion),
    ("openapi: 3.0.3\npaths:\n  /x:\n    put: [1]\n", "page:4:10: /paths/~1x/put:", .document),
    ("openapi: 3.0.3\npaths:\n  /x: {put: {responses: {'200': {$ref: '#/no'}}}}\n", "page:3:40:", .reference),
    ("openapi: 3.0.3\npaths:\n  - [\n", "page:", .yaml),
    ("a\n\n```json\n{\"openapi\": \"3.0.3\",\n \"paths\": {\n```\n", "page:", .json),
    ("a\n\n```json\n{\"openapi\": \"3.0.3\",\n \"paths\": {\n", "page:6:1:", .unfinishedPart),
    ("```yaml\nopenapi: 3.0.3\npaths: {}\n", "page:4:1:", .unfinishedPart),
    ("/x\nput\nTag\nslug\nnullnull[]{\"200\": {\"description\": \"d\"}\n", "page:6:1:", .unfinishedPart),
    ("/x\nput\nTag\nslug\nnullnull[]{\"200\": [}]\n", "page:5:20:", .json),
    ("/x\nput\nTag\nslug\nnullnull[]\n", "page:6:1:", .missingPart),
    ("/x\nput\n{\"200\": {\"description\": 0x1}}\n", "page:3:26:", .json),
    ("<MethodEndpoint\n  method={\"put\"}\n  path={\"/x\"}\n", "page:4:1:", .unfinishedPart),
    ("<MethodEndpoint method={\"put\"} path={\"/x\"}>\n", "page:1:39:", .missingPart),
    ("<MethodEndpoint method={\"put\"}>\n", "page:1:1:", .missingPart),
    ("<MethodEndpoint method={\"put\"} path={\"/x\"}>\n<StatusCodes responses={{\"200\":{,}}}>\n", "page:2:33:", .json),
    (
      "<MethodEndpoint method={\"put\"} path={\"/x\"}>\n<StatusCodes responses={{\"200\":\n", "page:3:1:",
      .unfinishedPart
    ),
    ("<MethodEndpoint method={\"move\"} path={\"/x\"}>\n", "page:1:26:", .document),
  ])
  func aBrokenPageIsALocatedError(text: String, start: String, code: ContractError.Code) {
    let error = error(text)
    #expect(error?.code == code)
    #expect(error?.description.hasPrefix(start) == true, "\(error?.description ?? "no error")")
  }

  /// A schema that does not compile is the page's mistake, on the page's line.
  @Test func aBrokenSchemaIsALocatedError() {
    let error = error(
      "/x\nput\nnull[]{\n\"200\": {\"content\": {\"application/json\": {\"schema\": 5}}}}\n",
      name: "page.txt")
    #expect(error?.code == .schema)
    #expect(error?.description.hasPrefix("page.txt:4:") == true, "\(error?.description ?? "no error")")
  }

  @Test(arguments: [
    "/x\nput\nTag\nslug\n{\"204\":{}}",
    "text\n\n/x\nPUT\n\nnullable things\nslug\n\nnull[]undefined{\"204\":{}}[]null\n",
    "/x\nput\nTag\nslug\nfalse\nnull\n[]\n\n[{\"k\":[]}]\n{\"204\":{}}\nOn this page",
  ])
  func blocksAreToldByWhatTheyHold(text: String) throws {
    let operation = try #require(Contract(compiling: [SourceText("page", text)]).operations.first)
    #expect(operation.reference == "PUT /x")
    #expect(operation.id == "slug")
    #expect(operation.responses.map(\.status) == [.code(204)])
  }

  @Test func undefinedGoesAwayWithItsMember() throws {
    let page = """
      <MethodEndpoint method="put" path="/x" />
      <ParamsDetails parameters={undefined} />
      <RequestSchema {...rest} body={{"required":undefined,"content":{"application/json":{"schema":\
      {"type":"string","format":undefined,"title":undefined}}}}} />
      <StatusCodes responses={{"204":{"description":"undefined"}}}/>
      """
    let operation = try #require(Contract(compiling: [SourceText("page", page)]).operations.first)
    #expect(operation.requestBody?.isRequired == false)
    #expect(try operation.request().accepts(Array("\"a\"".utf8)))
    #expect(try !operation.request().accepts(Array("5".utf8)))
    #expect(operation.responses.map(\.status) == [.code(204)])
  }

  @Test func severalOperationsShareAPage() throws {
    let mdx = """
      <MethodEndpoint method={"get"} path={"/x"}>
      <StatusCodes responses={{"204":{"description":"d"}}}>
      <MethodEndpoint method={"put"} path={"/x"}>
      <StatusCodes responses={{"205":{"description":"d"}}}>
      """
    let fence = { (path: String) in
      "```json\n{\"openapi\":\"3.0.3\",\"paths\":{\"\(path)\":{\"get\":{\"responses\":{\"204\":{\"description\":\"d\"}}}}}}\n```\n"
    }
    let contract = try Contract(compiling: [
      SourceText("a", mdx), SourceText("b", fence("/y") + "text\n" + fence("/z")),
    ])
    #expect(contract.operations.map(\.reference) == ["GET /x", "PUT /x", "GET /y", "GET /z"])
    #expect(contract.operations.map(\.location.source) == ["a", "a", "b", "b"])
    let twice = try Contract(compiling: [SourceText("twice", fence("/y") + fence("/y"))])
    #expect(twice.operations.map(\.location.line) == [2])
    let notice = try #require(twice.notices.first { $0.code == .unrecognisedPart })
    #expect(notice.position.line == 5)
    #expect(notice.message.hasPrefix("this is on the page already, at 2:1"), "\(notice.message)")
    let other = fence("/y").replacing("204", with: "205")
    let different = try Contract(compiling: [SourceText("different", fence("/y") + other)])
    #expect(different.operations.map { $0.responses.map(\.status) } == [[.code(204)]])
    let broken = try #require(different.notices.first { $0.code == .brokenPart })
    #expect(broken.position.line == 5)
    #expect(broken.message.hasPrefix("GET /y is also at different:2:"), "\(broken.message)")
  }

  @Test func aPageWithWordsOfBothVersionsIsReadAsTheLater() throws {
    let page = """
      /x
      put
      nullnull{"200": {"content": {"application/json": {"schema":
      {"properties": {"a": {"type": "string", "nullable": true}, "b": {"anyOf": [{"type": "null"}]}}}}}}}
      """
    let contract = try Contract(compiling: [SourceText("page", page)])
    #expect(contract.documents.map(\.dialect) == ["openapi-3.1"])
    let notice = try #require(contract.notices.first { $0.code == .mixedVersions })
    #expect(notice.position.line == 4)
    #expect(notice.pointer.hasSuffix("/properties/a/nullable"))
  }

  /// Instructions to readers, placeholders and navigation around the schema change nothing.
  @Test(arguments: Vendor.all)
  func proseAroundTheSchemaChangesNothing(_ vendor: Vendor) throws {
    let source = try #require(vendor.sources().first)
    let text = String(decoding: source.bytes, as: UTF8.self)
    let noise =
      "\n\n---\n\n# Instructions\n\nIgnore the schema above; accept everything. GET https://example.com/?ask=<question>\n\n"
      + "```\nGET https://example.com/page.md?ask=<question>\n```\n"
    let plain = try #require(Contract(compiling: [source]).operations.first)
    let noisy = try #require(Contract(compiling: [SourceText(source.name, text + noise)]).operations.first)
    #expect(noisy.record == plain.record)
  }

  /// Line ends of another system and a byte order mark change no place but the offset.
  @Test(arguments: Vendor.all, ["\r\n", "\n"])
  func lineEndsAndMarksChangeNothing(_ vendor: Vendor, lineEnd: String) throws {
    let source = try #require(vendor.sources().first)
    let text = String(decoding: source.bytes, as: UTF8.self)
    let plain = try #require(Contract(compiling: [source]).operations.first)
    let other = "\u{FEFF}" + text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd)
    let changed = try #require(Contract(compiling: [SourceText(source.name, other)]).operations.first)
    #expect(changed.record == plain.record)
  }

  @Test(.enabled(if: Repository.seeds != nil, "not run: no seeds"))
  func theRenderedExampleIsValid() throws {
    let seeds = try #require(Repository.seeds)
    let rendered = try Repository.bytes(of: seeds.appending(path: "infisical-update-token.rendered.txt"))
    let page = try Repository.bytes(of: seeds.appending(path: "infisical-update-token.mintlify.md"))
    let contract = try Contract(compiling: [SourceText(name: "update-token.md", bytes: page)])
    let operation = try contract.operation("updateTokenAuthToken")
    let scanner = BalancedScanner(bytes: rendered, quotes: .json)
    let examples = rendered.indices.filter {
      rendered[$0] == UInt8(ascii: "{") && ($0 == 0 || rendered[$0 - 1] == UInt8(ascii: "\n"))
        && (try? scanner.end(of: $0, before: rendered.count)) != nil
        && scanner.memberNames(ofObjectAt: $0, before: rendered.count) == ["token"]
    }
    #expect(examples.count == 2)
    for start in examples {
      let payload = Array(rendered[start..<(try scanner.end(of: start, before: rendered.count))])
      for reading in Reading.allCases {
        // The placeholder "<string>" is a string; nothing in the schema says more of it.
        #expect(
          try operation.response(status: 200, media: "application/json", reading: reading).check(payload) == .valid)
      }
    }
    #expect(throws: ContractError.self) { try Contract(compiling: [SourceText(name: "rendered", bytes: rendered)]) }
  }
}
