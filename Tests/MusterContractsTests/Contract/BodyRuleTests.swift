import Muster
import MusterContracts
import MusterDocuments
import Testing

@Suite("Rules for bodies")
struct BodyRuleTests {
  private static let document = SourceText(
    "bodies.yaml",
    """
    openapi: 3.1.0
    paths:
      /x:
        post:
          operationId: x
          requestBody:
            content:
              application/json: {schema: {type: object, properties: {token: {type: integer}}}}
              application/x-www-form-urlencoded: {schema: {type: object}}
          responses:
            '200': {description: d, content: {application/json: {}}}
            '201': {description: d, content: {text/csv: {schema: {type: string}}, application/hal+json: {schema: {type: object}}}}
            '202': {description: d, content: {image/png: {}}}
            '204': {description: d}
    """)

  private func rule(_ status: Int, media: String? = nil) throws -> BodyRule {
    try Contract(compiling: [Self.document]).response("x", status: status, media: media)
  }

  /// The rule's two passes agree on a body.
  private func check(_ rule: BodyRule, _ text: String) -> Outcome {
    let outcome = rule.check(Array(text.utf8))
    #expect(rule.accepts(Array(text.utf8)) == outcome.isValid)
    #expect(rule.inspect(Array(text.utf8)).outcome == outcome)
    return outcome
  }

  @Test func contentWithoutASchemaIsStillJSON() throws {
    let rule = try rule(200)
    #expect(rule.absence == .noSchema)
    #expect(rule.notices.map(\.code) == [.notChecked])
    #expect(check(rule, "{\"a\": [null]}") == .valid)
    guard case .unreadable(let error) = check(rule, "{\"a\": }") else {
      Issue.record("this is not JSON")
      return
    }
    #expect(error.position.column == 7)
    guard case .unreadable = check(rule, "") else {
      Issue.record("there is no body")
      return
    }
  }

  @Test func contentThatIsNotJSONIsNotCheckedAndSaysSo() throws {
    for media in ["image/png", nil] {
      let rule = try rule(202, media: media)
      #expect(rule.absence == .notJSON)
      #expect(rule.notices.map(\.code) == [.notChecked])
      #expect(check(rule, "\u{89}PNG") == .valid)
    }
  }

  @Test func withoutAMediaTypeJSONIsTaken() throws {
    let rule = try rule(201)
    #expect(rule.mediaType?.name == "application/hal+json")
    #expect(rule.schema != nil && rule.absence == nil)
    let text = try self.rule(201, media: "text/csv; header=present")
    #expect(text.absence == nil && text.schema == nil && text.notices.isEmpty)
    #expect(check(text, "a,b") == .valid)
  }

  @Test func whatIsNotDocumentedIsNamedWithTheNearest() throws {
    #expect(
      try rule(201, media: "application/hel+json").absence == .undocumentedMediaType(nearest: "application/hal+json"))
    #expect(try rule(201, media: "nonsense").absence == .undocumentedMediaType(nearest: "application/hal+json"))
    #expect(try rule(418).absence == .undocumentedStatus(documented: [.code(200), .code(201), .code(202), .code(204)]))
    #expect(try rule(204).absence == .noContent)
    guard case .invalid(let issues) = check(try rule(418), "{}") else {
      Issue.record("418 is not documented")
      return
    }
    #expect(issues.first?.message.contains("documented: 200, 201, 202, 204") == true)
    #expect(issues.first?.schema?.source == "bodies.yaml")
    #expect(issues.first?.schema?.line == 5)
  }

  /// What is called the same under another type is meant the same; else the name that is written most alike, else JSON.
  @Test(arguments: [
    ("text/xml", ["application/hal+json", "application/xml"], "the nearest is application/xml"),
    ("application/hel+json", ["text/csv", "application/hal+json"], "the nearest is application/hal+json"),
    ("Text/CVS; header=present", ["application/json", "text/csv"], "the nearest is text/csv"),
    ("image/png", ["text/csv", "application/json"], "the nearest is application/json"),
    ("image/png", ["text/csv"], "the nearest is text/csv"),
  ])
  func theMessageNamesTheNearestMediaType(sent: String, documented: [String], ending: String) throws {
    let content = documented.map { "\($0): {schema: {type: object}}" }.joined(separator: ", ")
    let contract = try Contract(compiling: [
      SourceText(
        "media.yaml",
        """
        openapi: 3.1.0
        paths:
          /x:
            post:
              operationId: x
              requestBody: {content: {\(content)}}
              responses: {'200': {description: d, content: {\(content)}}}
        """)
    ])
    let rules = [
      (Reason.Subject(.request, "POST /x"), try contract.request("x", media: sent)),
      (Reason.Subject(.response, "200 of POST /x"), try contract.response("x", status: 200, media: sent)),
    ]
    for (subject, rule) in rules {
      guard case .invalid(let issues) = check(rule, "{}") else {
        Issue.record("\(sent) is not documented")
        continue
      }
      #expect(issues.map(\.reason.code) == [.undocumentedMediaType])
      #expect(issues.map(\.reason.subject) == [subject])
      #expect(issues.map(\.reason.suggestion) == [String(ending.trimmingPrefix("the nearest is "))])
      #expect(issues.first?.keyword == "content")
    }
  }

  @Test func headersOfPartsAreNamedAsUnchecked() throws {
    let contract = try Contract(compiling: [
      SourceText(
        "parts.yaml",
        """
        openapi: 3.1.0
        paths:
          /x:
            post:
              operationId: x
              requestBody:
                content:
                  multipart/form-data:
                    schema: {type: object, properties: {file: {}, note: {}}}
                    encoding:
                      file:
                        contentType: image/png
                        headers: {X-Size: {schema: {type: integer}}}
                      note: {contentType: text/plain}
                  application/x-www-form-urlencoded:
                    schema: {type: object}
                    encoding: {file: {headers: {X-Size: {schema: {type: integer}}}}}
              responses: {'204': {description: d}}
        """)
    ])
    let notices = contract.notices.filter { $0.code == .unread }
    #expect(notices.map(\.message) == ["the headers of the part 'file' are not checked"])
    #expect(
      notices.map(\.pointer.description)
        == ["/paths/~1x/post/requestBody/content/multipart~1form-data/encoding/file/headers"])
    #expect(notices.map(\.position.line) == [13])
  }

  @Test func aNameThatOccursTwiceCanBeRejected() throws {
    let rule = try Contract(compiling: [Self.document]).request("x")
    let body = Array(#"{"token": 1, "token": 2}"#.utf8)
    #expect(rule.inspect(body).outcome == .valid)
    #expect(rule.inspect(body).notices.map(\.code) == [.duplicateName])
    guard case .invalid(let issues) = rule.inspect(body, duplicateNames: .reject).outcome else {
      Issue.record("a name occurs twice")
      return
    }
    #expect(issues.map(\.instance.description) == ["/token"])
  }

  /// A message never shows the value of a property with a sensitive name, nor anything of a body that has no rule.
  @Test func secretsStayOut() throws {
    let secret = "hunter2-hunter2"
    let request = try Contract(compiling: [Self.document]).request("x")
    let bodies = [#"{"token": "\#(secret)"}"#, #"{"token": ["\#(secret)"]}"#]
    for rule in [request, try rule(418), try rule(204), try rule(201, media: "text/html")] {
      for body in bodies {
        #expect(!"\(rule.inspect(Array(body.utf8)))".contains(secret))
      }
    }
    #expect(!"\(check(try Contract(compiling: [Self.document]).request("x", media: secret), "{}"))".contains(secret))
  }
}
