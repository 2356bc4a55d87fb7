import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

/// Webhooks, callbacks and marks for circular schemas on pages of Docusaurus.
@Suite("Pages of Docusaurus")
struct DocusaurusPageTests {
  static let page = """
    <Heading as={"h1"} children={"Subscribe"}></Heading>
    <MethodEndpoint method={"post"} path={"/subscribe"} context={"endpoint"}></MethodEndpoint>
    <RequestSchema title={"Body"} body={{"content":{"application/json":{"schema":{"type":"object"}}}}}></RequestSchema>
    <StatusCodes responses={{"201":{"description":"d"}}}></StatusCodes>
    <Heading id={"callbacks"} children={"Callbacks"}></Heading>
    <OperationTabs>
      <TabItem label={"POST sent"} value={"post-sent"}>
        <MethodEndpoint method={"post"} path={"{$request.body#/url}"} context={"callback"}></MethodEndpoint>
        <RequestSchema body={{"required":true,"content":{"application/json":{"schema":{"type":"object","required":["id"]}}}}}></RequestSchema>
        <StatusCodes id={"callbacks-responses"} responses={{"200":{"description":"d"}}}></StatusCodes>
      </TabItem>
      <TabItem label={"PUT sent"} value={"put-sent"}>
        <MethodEndpoint method={"put"} path={"{$request.body#/url}"} context={"callback"}></MethodEndpoint>
        <StatusCodes responses={{"204":{"description":"d"}}}></StatusCodes>
      </TabItem>
      <TabItem label={"POST lost"} value={"post-lost"}>
        <MethodEndpoint method={"post"} path={"https://h/{$url}"} context={"callback"}></MethodEndpoint>
        <RequestSchema body={f()}></RequestSchema>
        <StatusCodes responses={{"204":{"description":"d"}}}></StatusCodes>
      </TabItem>
    </OperationTabs>
    <MethodEndpoint method={"get"} path={"/next"} context={"endpoint"}></MethodEndpoint>
    <StatusCodes responses={{"200":{"description":"d"}}}></StatusCodes>
    """

  private static func compile(_ text: String) throws(ContractError) -> Contract {
    try Contract(compiling: [SourceText("page", text)])
  }

  @Test func callbacksBelongToTheOperationBeforeThem() throws {
    let contract = try Self.compile(Self.page)
    #expect(contract.operations.map(\.reference) == ["POST /subscribe", "GET /next"])
    let name = "callback:/subscribe:POST:sent:{$request.body#/url}"
    #expect(contract.incomingOperations.map(\.reference).sorted() == ["POST \(name)", "PUT \(name)"])
    let rule = try contract.request("POST \(name)")
    #expect(rule.accepts(Array(#"{"id": 1}"#.utf8)))
    #expect(!rule.accepts(Array("{}".utf8)))
    #expect(contract.operations.first?.responses.map(\.status) == [.code(201)])
    let broken = contract.notices.filter { $0.code == .brokenPart }
    #expect(broken.map(\.position.line) == [18])
    #expect(broken.first?.message.hasSuffix("[not checked: the callback lost of POST /subscribe]") == true)
  }

  @Test func aCallbackWithoutAnOperationIsReported() throws {
    let contract = try Self.compile(
      """
      <MethodEndpoint method={"post"} path={"{$url}"} context={"callback"} />
      <StatusCodes responses={{"200":{"description":"d"}}} />
      <MethodEndpoint method={"get"} path={"/a"} />
      <StatusCodes responses={{"200":{"description":"d"}}} />
      """)
    #expect(contract.operations.map(\.reference) == ["GET /a"])
    #expect(contract.notices.map(\.code) == [.unread])
  }

  @Test(arguments: [
    (#"<MethodEndpoint method={"event"} path={"webhook"} context={"endpoint"} />"#, "webhook:New pet", 1),
    (#"<MethodEndpoint method={"event"} path={"webhook"} context={"webhook"} />"#, "webhook:New pet", 1),
    (#"<MethodEndpoint method="post" path="newPet" context="webhook" />"#, "webhook:newPet", 0),
  ])
  func webhooks(endpoint: String, name: String, notices: Int) throws {
    let contract = try Self.compile(
      """
      <Heading as={"h1"} className={"openapi__heading"} children={"New pet"}></Heading>
      \(endpoint)
      <RequestSchema body={{"required":true,"content":{"application/json":{"schema":{"type":"array"}}}}} />
      <StatusCodes responses={{"200":{"description":"d"}}} />
      """)
    #expect(contract.operations.isEmpty)
    #expect(contract.incomingOperations.map(\.reference) == ["POST \(name)"])
    #expect(try contract.request("POST \(name)").accepts(Array("[]".utf8)))
    #expect(try !contract.request("POST \(name)").accepts(Array("{}".utf8)))
    #expect(contract.notices.filter { $0.code == .missingPart }.count == notices)
  }

  // MARK: Circular schemas

  private static func page(schema: String, more: String = "") -> String {
    """
    <MethodEndpoint method={"get"} path={"/pet/{id}"} context={"endpoint"} />
    <ParamsDetails parameters={[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}]} />
    <StatusCodes responses={{"200":{"description":"d","content":{"application/json":{"schema":\(schema)}}}}} />
    \(more)
    """
  }

  private static let pet = #"{"title":"Pet","type":"object","required":["id"],"properties":{"id":{"type":"integer"},"#

  private static let marks: [(schema: String, more: String)] = [
    ("\(pet)\"next\":\"circular(Pet)\"}}", ""),
    ("\(pet)\"next\":{\"allOf\":[\"circular(Pet)\"]}}}", ""),
    (
      "{\"title\":\"Holder\",\"properties\":{\"pet\":\(pet)\"next\":{\"anyOf\":[\"circular(Pet)\"]}}},\"next\":\"circular(Pet)\"}}",
      ""
    ),
    (
      #"{"type":"object","properties":{"next":"circular(Pet)"}}"#,
      ##"<Schemas components={{"schemas":{"Pet":{"type":"object","required":["id"],"properties":{"id":{"type":"integer"},"next":{"$ref":"#/components/schemas/Pet"}}}}}} />"##
    ),
  ]

  @Test(arguments: marks)
  func aMarkRefersToWhatItNames(schema: String, more: String) throws {
    let contract = try Self.compile(Self.page(schema: schema, more: more))
    let rule = try contract.response("GET /pet/{id}", status: 200)
    #expect(rule.accepts(Array(#"{"id":1,"pet":{"id":1},"next":{"id":2,"next":{"id":3}}}"#.utf8)))
    #expect(!rule.accepts(Array(#"{"id":1,"pet":{"id":1},"next":{"id":2,"next":{"id":"3"}}}"#.utf8)))
    #expect(!rule.accepts(Array(#"{"id":1,"pet":{"id":1},"next":{}}"#.utf8)))
    #expect(!contract.notices.contains { $0.code == .missingPart })
  }

  private static let losses: [(schema: String, count: Int)] = [
    (#"{"type":"object","required":["id"],"properties":{"id":{"type":"integer"},"next":"circular(Pet)"}}"#, 1),
    (
      "{\"required\":[\"id\"],\"properties\":{\"id\":{\"type\":\"integer\"},\"next\":{\"items\":{\"contains\":\"circular()\"}}}}",
      1
    ),
    (#"{"type":"object","required":["id"],"properties":{"id":{"type":"integer"},"next":{"items":"circular()"}}}"#, 1),
    ("\(pet)\"next\":{\"allOf\":[\"circular(Pat)\",\"circular(Pet)\"]}}}", 1),
    (
      "\(pet)\"circular(Pet)\":{\"enum\":[\"circular(Pet)\"]}},\"example\":{\"id\":1,\"properties\":{\"a\":\"circular(No)\"}}}",
      0
    ),
  ]

  @Test(arguments: losses)
  func whatThePageDoesNotHaveIsReported(schema: String, count: Int) throws {
    let contract = try Self.compile(Self.page(schema: schema))
    let rule = try contract.response("GET /pet/{id}", status: 200)
    #expect(rule.accepts(Array(#"{"id":1,"next":{"id":2}}"#.utf8)))
    #expect(!rule.accepts(Array(#"{"id":"1"}"#.utf8)))
    let notices = contract.notices.filter { $0.code == .missingPart }
    #expect(notices.count == count)
    #expect(notices.allSatisfy { $0.position.line == 3 && $0.message.contains("any value is accepted here") })
  }

  @Test func manyMarksCostLinearTime() throws {
    let deep = String(repeating: #"{"title":"T","properties":{"name name name name":"#, count: 300)
    let marks = (0..<20_000).map { #""p\#($0)":"circular(T)""# }.joined(separator: ",")
    let schema = deep + #"{"properties":{\#(marks)}}"# + String(repeating: "}}", count: 300)
    let contract = try Self.compile(Self.page(schema: schema))
    #expect(contract.operations.count == 1)
  }
}
