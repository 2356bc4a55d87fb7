import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

/// What a message has more than the contract documents, in closed and in open objects at once.
@Suite("Additions")
struct AdditionTests {
  private static let document = SourceText(
    "a.yaml",
    """
    openapi: 3.0.3
    paths:
      /x:
        post:
          operationId: x
          requestBody: {content: {application/json: {schema: &body {$ref: '#/components/schemas/Body'}}}}
          responses:
            '200': {description: d, content: {application/json: {schema: *body}}}
    components:
      schemas:
        Body:
          type: object
          required: [closed]
          properties:
            closed: {type: object, additionalProperties: false, properties: {id: {type: integer}}}
            open: {type: object, properties: {id: {type: integer}}}
            mode: {type: string, enum: [on, off]}
            list: {type: array, items: {$ref: '#/components/schemas/Form'}}
        Form:
          oneOf:
            - {type: object, required: [a], additionalProperties: false, properties: {a: {type: integer}, open: {$ref: '#/components/schemas/Open'}}}
            - {type: object, required: [b], additionalProperties: false, properties: {b: {type: integer}}}
        Open: {type: object, properties: {id: {type: integer}}}
    """)

  private func found(
    _ body: String, status: Int? = 200, _ additions: AdditionPolicy = .drift, issues: Int = 100
  ) throws -> [String] {
    let contract = try Contract(compiling: [Self.document])
    let rule = try status.map { try contract.response("x", status: $0) } ?? contract.request("x")
    var options = JudgeOptions(additions: additions, disclosure: .all)
    options.limits.issues = issues
    let judgement = MessageJudge(options: options).judge(Array(body.utf8), mediaType: "application/json", by: rule)
    return judgement.remarks.map { "\($0.rule.id) \($0.category.rawValue) \($0.issue.instance)" }
  }

  @Test(arguments: [
    // A closed object with a field more, and an open one.
    (
      #"{"closed": {"id": 1, "new": 1}, "open": {"id": 1, "more": 1}}"#,
      ["added-response-field drift /closed/new", "undocumented-response-field drift /open/more"]
    ),
    // What is within an added field, and the field itself, is told once.
    (
      #"{"closed": {"new": {"more": 1}}, "top": {"x": 1}}"#,
      ["added-response-field drift /closed/new", "undocumented-response-field drift /top"]
    ),
    (
      #"{"closed": {}, "mode": "auto", "open": {"more": 1}}"#,
      ["undocumented-enum-value drift /mode", "undocumented-response-field drift /open/more"]
    ),
    (
      #"{"closed": {}, "list": [{"a": 1, "new": 1, "open": {"more": 1}}]}"#,
      ["added-response-field drift /list/0/new", "undocumented-response-field drift /list/0/open/more"]
    ),
    // A body that is wrong passes no schema that could document anything.
    (
      #"{"closed": {"id": "x", "new": 1}, "open": {"more": 1}}"#,
      ["response-body-invalid violation /closed/id", "added-response-field drift /closed/new"]
    ),
  ])
  func ofAResponse(body: String, due: [String]) throws { #expect(try found(body) == due) }

  @Test func ofARequest() throws {
    #expect(
      try found(#"{"closed": {"new": 1}, "open": {"more": 1}}"#, status: nil) == [
        "request-body-invalid violation /closed/new", "undocumented-request-field drift /open/more",
      ])
  }

  @Test func byPolicy() throws {
    let body = #"{"closed": {"new": 1}, "open": {"more": 1}}"#
    #expect(
      try found(body, .fails) == [
        "response-body-invalid violation /closed/new", "undocumented-response-field violation /open/more",
      ])
    #expect(try found(body, .ignored) == [])
  }

  @Test func violationsComeBeforeAdditions() throws {
    let added = (0..<50).map { "\"n\($0)\": 1" }.joined(separator: ", ")
    let body = "{\"closed\": {\(added)}, \"open\": {\"id\": \"x\"}}"
    let some = try found(body, issues: 10)
    #expect(some.count == 10)
    #expect(some.first == "response-body-invalid violation /open/id")
  }
}
