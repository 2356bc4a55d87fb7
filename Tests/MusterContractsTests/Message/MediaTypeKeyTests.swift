import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

/// Keys of `content`: which one covers a media type, and what one without an object says.
@Suite("Keys of content")
struct MediaTypeKeyTests {
  private static let contract = try? Contract(compiling: [
    SourceText(
      "keys.yaml",
      """
      openapi: 3.0.3
      paths:
        /p:
          post:
            operationId: p
            requestBody:
              content:
                application/json; v=1: {schema: {type: object, required: [one]}}
                application/json; v="2"; Profile=full: {schema: {type: object, required: [two, full]}}
                Application/JSON; V=2: {schema: {type: object, required: [two]}}
                application/json: {schema: {type: object, required: [none]}}
                application/vnd.a+json; v=1: {schema: {type: object, required: [lenient]}}
                application/*: {schema: {type: object, required: [range]}}
            responses:
              '200': {description: d, content: {application/json: }}
              '201': {description: d, content: {application/json: {schema: {}}}}
              '202': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Any'}}}}
              '203': {description: d, content: {application/json: {schema: {type: object}}}}
              '204': {description: d}
              '206': {description: d}
      components: {schemas: {Any: {description: anything}}}
      """)
  ])

  @Test(arguments: [
    ("application/json; v=1", "one"), ("application/json;v=2", "two"),
    ("application/json; charset=utf-8; V=\"2\"", "two"),
    ("application/json", "none"), ("application/json; charset=utf-8", "none"), ("application/json; v=3", "none"),
    ("APPLICATION/JSON; profile=full; v=2", "two,full"), ("application/vnd.a+json", "lenient"),
    ("application/vnd.a+json; v=9", "lenient"), ("application/vnd.b+json; v=1", "range"),
  ])
  func theMostSpecificKeyApplies(sent: String, required: String) throws {
    let rule = try #require(MediaTypeKeyTests.contract).request("p", media: sent)
    let names = required.split(separator: ",").map(String.init)
    let body = "{" + names.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
    #expect(rule.check(Array(body.utf8)).isValid)
    guard case .invalid(let issues) = rule.check(Array("{}".utf8)) else {
      Issue.record("nothing is required of \(sent)")
      return
    }
    #expect(issues.count == names.count)
  }

  @Test func withoutATypeTheKeyWithoutParametersApplies() throws {
    let rule = try #require(MediaTypeKeyTests.contract).request("p")
    #expect(rule.check(Array(#"{"none":1}"#.utf8)).isValid)
  }

  @Test(arguments: [
    (200, true, false), (201, true, false), (202, true, false), (203, false, false), (204, false, true),
  ])
  func contentMayBeAnything(status: Int, allowsAnything: Bool, forbidsBody: Bool) throws {
    let rule = try #require(MediaTypeKeyTests.contract).response("p", status: status, media: "application/json")
    #expect(rule.allowsAnything == allowsAnything)
    #expect(rule.forbidsBody == forbidsBody)
  }

  @Test func aResponseWithoutContentForbidsNothingFrom3On() throws {
    let contract = try #require(MediaTypeKeyTests.contract)
    #expect(try !contract.response("p", status: 206).forbidsBody)
    let swagger = try Contract(compiling: [
      SourceText(
        "s.yaml",
        "swagger: '2.0'\npaths: {/p: {get: {operationId: p, responses: {'200': {description: d}}}}}")
    ])
    #expect(try swagger.response("p", status: 200).forbidsBody)
  }

  @Test func nothingBehindAKeyIsNoMistake() throws {
    let contract = try Contract(compiling: [
      SourceText(
        "n.yaml",
        "openapi: 3.1.0\npaths: {/p: {get: {operationId: p, responses: {'200': {description: d, content: {application/json: }}}}}}"
      )
    ])
    #expect(try contract.response("p", status: 200).check(Array("[1]".utf8)).isValid)
  }
}
