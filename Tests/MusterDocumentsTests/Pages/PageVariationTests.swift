import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

/// The four forms of pages as other operations have them: in other orders, quotes, layouts and numbers.
@Suite("Pages, varied")
struct PageVariationTests {
  private static let files = [
    "file:///docs/x.ParamsDetails.json":
      #"{"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}]}"#,
    "file:///docs/x.RequestSchema.json":
      #"{"title": "Body", "body": {"required": true, "content": {"application/json": {"schema": {"$ref": "./shared.json#/Name"}}}}}"#,
    "file:///docs/x.StatusCodes.json":
      "{\n\"responses\": {\n\"200\": {\"description\": \"d\", \"content\": {\"application/json\": {\"schema\": {\n\"type\": \"object\"}}}}}}",
    "file:///docs/shared.json": #"{"Name": {"type": "object", "required": ["name"]}}"#,
    "file:///docs/bare.json":
      #"{"200": {"description": "d", "content": {"application/json": {"schema": {"type": "string"}}}}}"#,
  ]

  private func compile(_ text: String, name: String = "page.mdx") throws(ContractError) -> Contract {
    let files = PageVariationTests.files
    return try Contract(
      compiling: [SourceText(name, text)],
      options: .init(
        uri: { $0 == name ? "file:///docs/\(name)" : nil },
        load: { (uri) throws(ContractError) in
          guard let text = files[uri] else { throw ContractError(.reference, detail: "there is no \(uri)") }
          return SourceText(uri, text)
        }))
  }

  private func error(_ text: String) -> ContractError? {
    do throws(ContractError) {
      _ = try compile(text)
      return nil
    } catch {
      return error
    }
  }

  // MARK: Docusaurus

  private static let endpoint =
    "<MethodEndpoint method={\"put\"} path={\"/x/{id}\"} context={\"endpoint\"}>\n</MethodEndpoint>\n"
  private static let parameters = #"[{"name":"id","in":"path","required":true,"schema":{"type":"integer"}}]"#
  private static let body =
    #"{"required":true,"content":{"application/json":{"schema":{"type":"object","required":["name"]}}}}"#
  private static let responses =
    #"{"200":{"description":"d","content":{"application/json":{"schema":{"type":"object"}}}}}"#

  /// The same operation, written in as many ways as MDX has.
  @Test(arguments: [
    // One property a line, an order of its own, self-closing tags, carriage returns, tabs.
    "<MethodEndpoint\r\n\tcontext={\"endpoint\"}\r\n\tpath={\"/x/{id}\"}\r\n\tmethod={\"put\"}\r\n/>\r\n<StatusCodes\r\n\tid={undefined}\r\n\tresponses={\r\n\t\t\(responses)\r\n\t}\r\n/>\r\n<RequestSchema\r\n\tbody={\r\n\(body)}\r\n\ttitle={\"Body\"}/>\r\n<ParamsDetails parameters={\(parameters)}/>",
    // Other quotes.
    "<MethodEndpoint method='put' path=\"/x/{id}\" />\n<ParamsDetails parameters={[{'name':'id','in':'path','required':true,'schema':{'type':'integer'}}]} />\n<RequestSchema body={\(body)} />\n<StatusCodes responses={\(responses)} />",
    "<MethodEndpoint method={'put'} path={`/x/{id}`} />\n<ParamsDetails parameters={\(parameters)} />\n<RequestSchema body={(\(body))} />\n<StatusCodes responses={\(responses)} />",
    // A literal of a script: names without quotes, comments, commas at the end, undefined, numbers as names.
    "<MethodEndpoint method=\"PUT\" path=\"/x/&#123;id&#x7D;\" />\n<ParamsDetails parameters={[{name: \"id\", in: \"path\", required: true, schema: {type: \"integer\", format: undefined,},},]} />\n<RequestSchema body={{// the user's\n required: true, content: {\"application/json\": {schema: {type: 'object', /* it's */ required: ['name',]}}}}} />\n<StatusCodes responses={{200: {description: 'd', content: {'application/json': {schema: {type: \"object\"}}}}}} />",
    // All on one line, within other elements, and with other components around.
    "# T\n<Tabs><TabItem value=\"a\"><MethodEndpoint method={\"put\"} path={\"/x/{id}\"}></MethodEndpoint><ParamsDetails parameters={\(parameters)}></ParamsDetails><RequestSchema title={\"Body\"} body={\(body)}></RequestSchema><StatusCodes responses={\(responses)}></StatusCodes></TabItem></Tabs>",
    // Names that the page binds, and spreads of literals.
    "import Params from './x.ParamsDetails.json';\nexport const codes = \(responses);\nconst body = {body: \(body)}\n\n\(endpoint)<ParamsDetails parameters={Params.parameters} />\n<RequestSchema {...body} />\n<StatusCodes {...{responses: codes}} />",
    // What stands in comments, code and other components' texts is not the page's.
    "\(endpoint){/* <StatusCodes responses={{}}> */}\n<!-- <StatusCodes\n-->\nUse `<StatusCodes responses={…}>`.\n<Heading children={\"<StatusCodes\"} />\n```mdx\n<StatusCodes>\n```\n<ParamsDetails parameters={\(parameters)} /><RequestSchema body={\(body)} /><StatusCodes responses={\(responses)} />",
    // Files, with whatever the generator calls them.
    "\(endpoint)<ParamsDetails\n  {...require(\"./x.ParamsDetails.json\")}\n>\n</ParamsDetails>\n<RequestSchema\n  title={\"Body\"} {...require('./x.RequestSchema.json')}\n/>\n<StatusCodes id={undefined} { ...require( \"./x.StatusCodes.json\" ) }/>",
    "\(endpoint)<ParamsDetails parameters={require(\"./x.ParamsDetails.json\").parameters} />\n<RequestSchema body={require(\"./x.RequestSchema.json\").body} />\n<StatusCodes {...require(\"./x.StatusCodes.json\").default} />",
    "\(endpoint)<ParamsDetails parameters={[...require(\"./x.ParamsDetails.json\").parameters]} />\n<RequestSchema body={{...require(\"./x.RequestSchema.json\").body, description: undefined}} />\n<StatusCodes responses={{...require(\"./x.StatusCodes.json\").responses}} />",
  ])
  func docusaurus(page: String) throws {
    let contract = try compile(page)
    let operation = try #require(contract.operations.first)
    #expect(contract.operations.count == 1)
    #expect(operation.reference == "PUT /x/{id}")
    #expect(operation.parameters.map(\.name) == ["id"])
    #expect(operation.requestBody?.isRequired == true)
    #expect(operation.responses.map(\.status) == [.code(200)])
    #expect(operation.brokenParts.isEmpty)
    #expect(try operation.request().accepts(Array("{\"name\": 1}".utf8)))
    #expect(try !operation.request().accepts(Array("{}".utf8)))
    #expect(try operation.response(status: 200).accepts(Array("{}".utf8)))
    #expect(try !operation.response(status: 200).accepts(Array("5".utf8)))
  }

  /// What a file has keeps its own lines.
  @Test func filesKeepTheirPlaces() throws {
    let page =
      Self.endpoint
      + "<ParamsDetails parameters={undefined} />\n<StatusCodes\n  {...require(\"./x.StatusCodes.json\")} />"
    let contract = try compile(page)
    let operation = try #require(contract.operations.first)
    guard case .invalid(let issues) = try operation.response(status: 200).check(Array("5".utf8)) else {
      Issue.record("valid")
      return
    }
    #expect(issues.first?.schema?.source == "file:///docs/x.StatusCodes.json")
    #expect(issues.first?.schema?.line == 4)
    let part = try #require(contract.documents.first?.parts.last)
    #expect(part.pointer == "/paths/~1x~1{id}/put/responses" && part.line == 5)
    #expect(contract.notices.filter { $0.code == .missingPart }.map(\.position.line) == [1, 1])
  }

  @Test func aFileMayBeTheValueItself() throws {
    let contract = try compile(
      "<MethodEndpoint method=\"get\" path=\"/x\" />\n<StatusCodes {...require(\"./bare.json\")} />")
    #expect(try contract.operations.first?.response(status: 200).accepts(Array("\"a\"".utf8)) == true)
    #expect(contract.notices.isEmpty)
  }

  /// Files that are given along need nobody to lend them, and must be of use.
  @Test func filesMayBeGivenAlong() throws {
    let page = SourceText(
      "docs/page.mdx", "<MethodEndpoint method=\"get\" path=\"/x\" />\n<StatusCodes {...require(\"./x.json\")} />")
    let file = SourceText("docs/x.json", #"{"responses": {"204": {"description": "d"}}}"#)
    let more = SourceText("docs/y.json", "{}")
    for sources in [[page, file], [file, page]] {
      let contract = try Contract(compiling: sources)
      #expect(contract.operations.map(\.reference) == ["GET /x"])
      #expect(!contract.hasBrokenParts)
      #expect(try ExampleReport(sources: sources).examples.isEmpty)
    }
    #expect(throws: ContractError.self) { try Contract(compiling: [page, file, more]) }
  }

  /// A file that is not there takes down what it is for, and nothing else.
  @Test func aMissingFileTakesDownItsPart() throws {
    let page =
      Self.endpoint
      + "<ParamsDetails parameters={\(Self.parameters)} />\n<RequestSchema {...require(\"./no.json\")} />\n"
      + "<StatusCodes responses={\(Self.responses)} />"
    let contract = try compile(page)
    let operation = try #require(contract.operations.first)
    #expect(operation.brokenParts.map(\.subject) == ["the request of PUT /x/{id}"])
    #expect(operation.brokenParts.first?.part.location.line == 4)
    #expect(operation.brokenParts.first?.part.detail.contains("there is no file:///docs/no.json") == true)
    #expect(try operation.response(status: 200).accepts(Array("{}".utf8)))
    #expect(contract.hasBrokenParts)
    let responses = try compile(
      Self.endpoint
        + "<ParamsDetails {...require(\"./no.json\")} />\n<RequestSchema body={\(Self.body)} />\n<StatusCodes {...require(\"./no.json\")} />"
    )
    #expect(
      responses.operations.first?.brokenParts.map(\.subject) == [
        "a parameter of PUT /x/{id}", "response default of PUT /x/{id}",
      ])
    // Without anybody who lends files, too.
    let alone = try Contract(compiling: [SourceText("page", page)])
    #expect(alone.operations.first?.brokenParts.count == 1)
  }

  @Test func operationsOfAPageStandAlone() throws {
    let page = """
      <MethodEndpoint method="get" path="/a" />
      <StatusCodes responses={{"200": {"description": "d", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}}} />
      <MethodEndpoint method="move" path="/b" />
      <StatusCodes responses={{"204": {"description": "d"}}} />
      <MethodEndpoint method="put" path="/c" />
      <StatusCodes responses={{"204": broken()}} />
      <MethodEndpoint method="post" path="/event" context={"elsewhere"} />
      <StatusCodes responses={{"204": {"description": "d"}}} />
      <MethodEndpoint method="delete" path="/d" />
      <StatusCodes responses={{"204": {"description": "d"}}} />
      <Schemas components={{"schemas": {"A": {"type": "array"}}}} />
      """
    let contract = try compile(page)
    #expect(contract.operations.map(\.reference) == ["GET /a", "DELETE /d"])
    #expect(try contract.response("GET /a", status: 200).accepts(Array("[]".utf8)))
    #expect(try !contract.response("GET /a", status: 200).accepts(Array("{}".utf8)))
    let broken = contract.notices.filter { $0.code == .brokenPart }
    #expect(broken.map(\.position.line) == [3, 6])
    #expect(broken.last?.message.hasSuffix("[not checked: PUT /c]") == true)
    #expect(contract.notices.filter { $0.code == .unread }.map(\.position.line) == [7])
  }

  @Test(arguments: [
    ("responses={codes}", 2, "an expression is not run"), ("responses={`${codes}`}", 2, "an expression in a template"),
    ("responses={{\"200\": f()}}", 2, "an expression is not run"), ("responses={{[a]: 1}}", 2, "a name in quotes"),
    ("responses={{\"200\": {\"a\": '\\u{110000}'}}}", 2, "this escape is no character"),
    ("responses={{\"200\": {}} as Responses}", 2, "an expression is not run"), ("responses={5}", 2, "an object"),
    ("responses=\"x\"", 2, "an expression in braces"), ("responses={[1, undefined]}", 2, "'undefined' is no item"),
    ("responses={{...[1]}}", 2, "what is spread here is not an object"), ("responses={a b}", 2, "an expression"),
    ("responses={{\"200\": 012}}", 2, "not a number"), ("responses={{\"200\": 0x1g}}", 2, "not a number"),
    ("responses={{\"200\": {}}} responses={{\"204\": {}}} /><StatusCodes responses={{\"200\": {}}}", 2, "a second"),
  ])
  func whatIsNoLiteralIsALocatedError(properties: String, line: Int, words: String) {
    let error = error("<MethodEndpoint method=\"get\" path=\"/x\" />\n<StatusCodes \(properties) />\n")
    #expect(error?.position?.line == line, "\(error?.description ?? "no error")")
    #expect(error?.detail.contains(words) == true, "\(error?.description ?? "no error")")
  }

  @Test func literalsOfScriptsBecomeJSON() throws {
    let text =
      #"{a: .5, "b": 5., c: 0x1F, d: -1e3, e: 'it\'s "x" \x41\u{1F511}\u00e9\v', f: `two"# + "\n"
      + #"lines`, g: [1, , ], $h: [+2, 1_000], "i": "\z"}"#
    let page = PageText(SourceText("page", text))
    let literal = ScriptLiteral(text: page, bindings: PageBindings(page, fences: [], files: nil))
    #expect(throws: ContractError.self) { try literal.json(0..<text.utf8.count) }
    let whole = PageText(SourceText("page", text.replacing("[1, , ]", with: "[1,]")))
    let root = try ScriptLiteral(text: whole, bindings: PageBindings(whole, fences: [], files: nil))
      .json(0..<whole.bytes.count).document(whole).root
    #expect(
      String(decoding: root.rawText.filter { $0 != 0x20 }, as: UTF8.self)
        == #"{"a":0.5,"b":5,"c":31,"d":-1e3,"e":"it's\"x\"\u0041🔑\u00e9\u000b","f":"two\u000alines","g":[1],"$h":[2,1000],"i":"z"}"#
    )
    #expect(root["e"]?.string == "it's \"x\" A🔑é\u{B}")
  }

  // MARK: Fences

  private static func document(_ path: String, method: String = "get", more: String = "") -> String {
    "{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"t\",\"version\":\"1\"},\"paths\":{\"\(path)\":{\"\(method)\":{\"responses\":{\"200\":{\"description\":\"d\",\"content\":{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/A\"}}}}}}}}\(more)}"
  }

  @Test func fencesOfEveryKind() throws {
    let components = ",\"components\":{\"schemas\":{\"A\":{\"type\":\"array\"}}}"
    let page = """
      # Tokens

      - First:
        1. ```JSON theme={null}
           \(Self.document("/a", more: components))
           ```
      \t```jsonc
      \t\(Self.document("/b", method: "post", more: components))
      \t```

      ~~~
      \(Self.document("/c"))
      ~~~

      ````yaml openapi.json DELETE /d
      openapi: "3.1.0"
      paths:
        /d:
          delete:
            responses:
              '204': {description: d}
      ````

      An answer:

      ```json
      {"paths": ["/x"], "openapi": true}
      ```

      ```yaml
      openapi: 3.0.1
      paths:
      	/tabs: {}
      ```

      ```bash
      curl -X GET https://example.com/a
      ```

      ## The A object

      ```json
      {"openapi":"3.0.1","info":{"title":"t","version":"1"},"components":{"schemas":{"A":{"type":"object"}}}}
      ```
      """
    for text in [page, page.replacing("\n", with: "\r\n")] {
      let contract = try compile(text)
      #expect(contract.operations.map(\.reference) == ["GET /a", "POST /b", "GET /c", "DELETE /d"])
      #expect(try contract.response("GET /a", status: 200).accepts(Array("[]".utf8)))
      // The object of a fence of its own is for those who have none.
      #expect(try contract.response("GET /c", status: 200).accepts(Array("{}".utf8)))
      #expect(try !contract.response("GET /c", status: 200).accepts(Array("[]".utf8)))
      #expect(contract.notices.filter { $0.code == .brokenPart }.map(\.position.line) == [33])
    }
  }

  @Test(arguments: [
    ("---\ntitle: \"T\"\nopenapi: \"PUT /x\"\n---\n\ntext\n", "PUT /x"),
    (
      "# T\n\n{% openapi-operation spec=\"acme\" path=\"/x\" method=\"put\" %}\n[Acme](https://acme.example/openapi.json)\n"
        + "{% endopenapi-operation %}\n", "{% openapi-operation spec=\"acme\" path=\"/x\" method=\"put\" %}"
    ),
  ])
  func aPageThatNamesAnotherDocumentSaysSo(page: String, name: String) {
    let error = error(page)
    #expect(error?.code == .unknownForm)
    #expect(error?.detail.hasSuffix("or the document that it names with '\(name)'") == true)
  }

  // MARK: ReadMe

  private static let blocks = "[{\"in\":\"path\",\"name\":\"id\",\"required\":true,\"schema\":{\"type\":\"string\"}}]"

  @Test(arguments: [
    "Reads a thing.\n/things/{id}\nget\nThings\nget-thing\nnullnull\(blocks)null{\"200\":{\"description\":\"d\"}}[{\"key\":[]}]",
    "/things/{id}\r\nGET\r\nThings\r\nget-thing\r\n\r\n\(blocks)\r\n{\"200\":{\"description\":\"d\"}}\r\n[{\"key\":[]}]\r\n",
    "GET\n/things/{id}\n\nThings\nget-thing\n\(blocks){\"200\":{\"description\":\"d\"}}[{\"key\":[]}]",
    "GET /things/{id}\nThings\nget-thing\n\(blocks){\"200\":{\"description\":\"d\"}}[{\"key\":[]}]",
    "get https://api.example.com/things/{id}\nThings\nget-thing\n\(blocks){\"200\":{\"description\":\"d\"}}[{\"key\":[]}]",
    "https://api.example.com/things/{id}\nget\nThings\nget-thing\n[{\"key\":[]}]{\"200\":{\"description\":\"d\"}}\(blocks)",
    "/things/{id}\nget\nThings\nget-thing\nnull\nPath Params\n\(blocks)\nResponses: {\"200\":{\"description\":\"d\"}}\nSecurity\n[{\"key\":[]}]\nUpdated 3 months ago\n[edit] {this}\n",
    "\t/things/{id}\n\tget\n\tThings\n\tget-thing\n\t\(blocks)\n\t[{\"url\":\"https://api.example.com\"}]\n\t{\"200\":{\"description\":\"d\"}}\n\t[{\"key\":[]}]",
  ])
  func readMe(page: String) throws {
    let contract = try compile(page)
    let operation = try #require(contract.operations.first)
    #expect(contract.operations.count == 1)
    #expect(operation.reference == "GET /things/{id}")
    #expect(operation.id == "get-thing")
    #expect(operation.parameters.map(\.name) == ["id"])
    #expect(operation.responses.map(\.status) == [.code(200)])
    #expect(operation.security == [["key"]])
    #expect(operation.servers == (page.contains("https:") ? ["https://api.example.com"] : []))
    #expect(contract.notices.isEmpty)
  }

  @Test func readMePagesFollowOneAnother() throws {
    let page = """
      Reads a thing.
      /things/{id}
      get
      Things
      get-thing
      nullnull\(Self.blocks){"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}}[]
      Lists of [things], {or none}.

      ```json
      {"404": {"description": "an example"}}
      ```
      Makes a thing.
      /things
      post
      Things
      make-thing
      nullnull[]{"$ref": "#/components/requestBodies/B"}{"201": {"description": "d"}}
      {"what": "is this"}
      Breaks.
      /broken
      put
      Things
      break-thing
      []{"200": {"description": 5,}}
      /things/{id}
      delete
      Things
      delete-thing
      {"204": {"description": "d"}}
      {"components": {"schemas": {"A": {"type": "array"}}, "requestBodies": {"B": {"content": {"application/json": {"schema": {"type": "object"}}}}}}}
      """
    let contract = try compile(page)
    #expect(contract.operations.map(\.id) == ["get-thing", "make-thing", "delete-thing"])
    #expect(try contract.response("get-thing", status: 200).accepts(Array("[]".utf8)))
    #expect(try !contract.request("make-thing").accepts(Array("[]".utf8)))
    #expect(contract.operations.map(\.location.line) == [3, 14, 26])
    let notices = contract.notices.map { "\($0.code.rawValue) \($0.position.line)" }.sorted()
    #expect(notices == ["broken-part 24", "missing-part 25", "path-parameter 26", "unrecognised-part 18"])
  }

  // MARK: Changes

  private static let seeds = [
    endpoint
      + "<ParamsDetails\n  parameters={[{name: 'id', \"in\": \"path\", schema: {type: `string`,}}]}\n/>\n<RequestSchema {...require(\"./x.RequestSchema.json\")} />\n<StatusCodes responses={{200: {description: undefined, ...{a: 1}}}} />\n"
      + "export const components = {schemas: {}};\n<MethodEndpoint method='get' path='/y&#47;z' /><StatusCodes responses={\(responses)} />",
    "- ```json\n  \(document("/a"))\n  ```\n\n````yaml GET /b\nopenapi: 3.1.0\npaths:\n  /b: {get: {responses: {'204': {description: d}}}}\n````\n\n```json\n{\"openapi\":\"3.0.1\",\"components\":{\"schemas\":{\"A\":{}}}}\n```\n",
    "text\n/things/{id}\nget\nThings\nget-thing\nnullnull\(blocks){\"200\":{\"description\":\"d\"}}[{\"key\":[]}]\nMore: {\"a\": 1}\nput https://h/x\nnull{\"204\":{}}\n{\"components\":{\"schemas\":{}}}\n",
    DocusaurusPageTests.page, MintlifyOperationTests.page,
  ]

  /// Cut and changed anywhere: a contract or a located error, whatever comes of it.
  @Test(arguments: seeds)
  func changesEndWell(seed: String) throws {
    let whole = Array(seed.utf8)
    _ = try compile(seed)
    var state: UInt64 = 11
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let pieces =
      [
        "{", "}", "[", "]", "\"", "'", "`", "<", ">", "\\", "...", "\n", "\r\n", "undefined", "/*", "//", "${", "\u{0}",
        "<StatusCodes ", "require(", "&#", "```", "/x\nput\n",
      ]
      .map { Array($0.utf8) } + [[0xFF], [0xC3]]
    for round in 0..<300 {
      var bytes = whole
      if round % 3 == 0 { bytes.removeSubrange(next(bytes.count)...) }
      for _ in 0..<(1 + next(3)) where !bytes.isEmpty {
        let start = next(bytes.count)
        let end = min(bytes.count, start + next(4) * next(20))
        bytes.replaceSubrange(start..<end, with: pieces[next(pieces.count)])
      }
      do throws(ContractError) {
        let contract = try compile(String(decoding: bytes, as: UTF8.self))
        for notice in contract.notices { #expect(notice.position.line > 0 && !notice.message.isEmpty) }
      } catch {
        #expect(error.source != nil && !error.detail.isEmpty, "\(error)")
      }
    }
  }
}
