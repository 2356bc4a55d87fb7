import Foundation
import Muster
import MusterContracts
import MusterTesting
import Testing

@Suite("Expectations in Swift Testing")
struct ExpectationTests {
  struct Item: Codable {
    var id: Double
    var created: String
    var tags: [String]?
  }

  // MARK: Payloads

  @Test func takesBytesTextDataAndValues() throws {
    let rule = try Fixtures.response()
    #expect(expectValid(Fixtures.valid, against: rule))
    #expect(expectValid(Array(Fixtures.valid.utf8), against: rule))
    #expect(expectValid(ContiguousArray(Fixtures.valid.utf8), against: rule))
    #expect(expectValid(Data(Fixtures.valid.utf8), against: rule))
    #expect(expectValid(Item(id: 7, created: "2025-11-07T05:31:56Z", tags: ["a"]), against: rule))
    #expect(expectValid(["id": 7], against: try Schema(#"{"required": ["id"]}"#.utf8)))
    #expect(expectInvalid(Item(id: 7, created: "today"), against: rule, at: "/created", keyword: "format"))
  }

  @Test func aValueWithoutAJSONFormFailsAndIsNotShown() throws {
    let rule = try Fixtures.response()
    withKnownIssue {
      expectValid(Item(id: .infinity, created: "c"), against: rule)
    } matching: {
      Fixtures.says("type Item cannot be encoded as JSON: the value at '/id' has no JSON form", line: #line - 2)($0)
    }
  }

  @Test func aPayloadThatIsNotJSONFails() throws {
    let rule = try Fixtures.response()
    withKnownIssue {
      expectValid("{\"id\": 7,", against: rule)
    } matching: {
      Fixtures.says("PUT /items/{id}, response 200: the payload is not JSON: 1:10: expected a name", line: #line - 2)(
        $0)
    }
    withKnownIssue {
      expectInvalid("{", against: rule, keyword: "type")
    } matching: {
      Fixtures.says("expected an issue of 'type', but the payload is not JSON", line: #line - 2)($0)
    }
    expectInvalid("{", against: rule, keyword: "json")
  }

  // MARK: Places and messages

  @Test func failsAtTheCallersLineWithTheBestIssuesFirst() throws {
    let rule = try Fixtures.response()
    let line = #line + 2
    withKnownIssue {
      expectValid(#"{"extra": 1, "id": "x", "more": 2, "tags": [1]}"#, against: rule, undocumented: .fails)
    } matching: { issue in
      let lines = issue.comments.map(\.rawValue).joined().split(separator: "\n").map(String.init)
      #expect(lines.first == "PUT /items/{id}, response 200: the payload is not valid: 5 issues")
      #expect(lines.filter { $0.contains(" at 1:") }.count == 3)
      #expect(lines.contains { $0.hasPrefix("  /id at 1:20: ") && $0.hasSuffix("[type]") })
      #expect(lines.contains { $0.hasPrefix("  (root) at 1:1: ") && $0.hasSuffix("[required]") })
      #expect(!lines.contains { $0.hasSuffix("[additionalProperties]") })
      #expect(lines.contains { $0.hasPrefix("    see items.yaml:") && $0.contains("/properties/id/type") })
      #expect(lines.last == "  … and 2 more")
      return issue.sourceLocation?.line == line
    }
  }

  @Test func additionsFailOnlyWhereTheyAreAskedFor() throws {
    let closed = try Fixtures.response()
    let added = #"{"id": 7, "created": "2025-11-07T05:31:56Z", "extra": 1}"#
    // A warning, where the toolchain has warnings.
    var isValid = false
    withKnownIssue(isIntermittent: true) { isValid = expectValid(added, against: closed) }
    #expect(isValid)
    expectInvalid(added, against: closed, at: "/extra", keyword: "additionalProperties", undocumented: .fails)
    let open = try Fixtures.contract().request("putItem")
    let other = #"{"name": "n", "extra": 1}"#
    withKnownIssue(isIntermittent: true) { isValid = expectValid(other, against: open) }
    #expect(isValid)
    expectValid(other, against: open, undocumented: .ignored)
    expectInvalid(other, against: open, at: "/extra", keyword: "properties", undocumented: .fails)
    let schema = try Schema(#"{"properties": {"id": {}}}"#.utf8)
    expectValid(other, against: schema)
    expectInvalid(other, against: schema, at: "/extra", undocumented: .fails)
  }

  @Test(arguments: [
    (Disclosure.safe, #"found the string "x1""#), (.contract, #"of the form "a9""#), (.never, "found a string of 2"),
    (.all, #"found the string "x1""#),
  ])
  func showsWhatThePolicyAllows(disclosure: Disclosure, text: String) throws {
    let rule = try Fixtures.response()
    let payload = #"{"id": "x1", "created": "2025-11-07T05:31:56Z"}"#
    withKnownIssue {
      expectValid(payload, against: rule, showing: disclosure)
    } matching: {
      Fixtures.says(text, line: #line - 2)($0)
    }
  }

  @Test func neverShowsASecret() throws {
    let rule = try Fixtures.response()
    withKnownIssue {
      expectValid(#"{"id": 7, "created": "2025-11-07T05:31:56Z", "token": "hunter2-canary"}"#, against: rule)
    } matching: { issue in
      let text = issue.comments.map(\.rawValue).joined()
      return text.contains("/token") && text.contains("[maxLength]") && !text.contains("canary")
    }
  }

  // MARK: Expecting what is wrong

  @Test func namesPointerAndKeyword() throws {
    let rule = try Fixtures.response()
    let payload = #"{"id": "x", "created": "2025-11-07T05:31:56Z"}"#
    expectInvalid(payload, against: rule)
    expectInvalid(payload, against: rule, at: "/id")
    expectInvalid(payload, against: rule, keyword: "type")
    expectInvalid(payload, against: rule, at: "/id", keyword: "type")
    expectInvalid("{}", against: rule, at: "", keyword: "required")
  }

  @Test(arguments: [
    ("/created", "type", "expected an issue of 'type' at /created, but the payload is not valid for other reasons"),
    ("/id", "format", "expected an issue of 'format' at /id"), ("id", "type", "'id' is no JSON Pointer"),
    ("", "type", "expected an issue of 'type' at the root"),
  ])
  func failsForOtherReasons(pointer: String, keyword: String, message: String) throws {
    let rule = try Fixtures.response()
    let payload = #"{"id": "x", "created": "2025-11-07T05:31:56Z"}"#
    withKnownIssue {
      expectInvalid(payload, against: rule, at: pointer, keyword: keyword)
    } matching: {
      Fixtures.says(message, line: #line - 2)($0)
    }
  }

  @Test func failsForAValidPayload() throws {
    let rule = try Fixtures.response()
    withKnownIssue {
      #expect(expectInvalid(Fixtures.valid, against: rule, at: "/id", keyword: "type") == false)
    } matching: {
      Fixtures.says("expected an issue of 'type' at /id, but the payload is valid", line: #line - 2)($0)
    }
  }

  // MARK: Skipped is not passed

  @Test(arguments: [(202, "a,b", "text/csv is not JSON"), (203, "{}", "application/json without a schema")])
  func whatIsNotCheckedFails(status: Int, payload: String, reason: String) throws {
    let rule = try Fixtures.response(status)
    withKnownIssue {
      expectValid(payload, against: rule)
    } matching: {
      Fixtures.says("the payload was not checked", reason, line: #line - 2)($0)
    }
    withKnownIssue {
      expectInvalid(payload, against: rule)
    } matching: {
      Fixtures.says("was not checked", line: #line - 2)($0)
    }
  }

  @Test func noContentTakesNoBody() throws {
    let rule = try Fixtures.response(204)
    expectValid("", against: rule)
    expectInvalid("{}", against: rule, keyword: "content")
    expectInvalid("{}", against: try Fixtures.response(500), keyword: "responses")
  }

  // MARK: Requirements

  @Test func requirementsEndTheTestAndReportOnce() throws {
    let rule = try Fixtures.response()
    try requireValid(Fixtures.valid, against: rule)
    try requireInvalid("{}", against: rule, at: "", keyword: "required")
    var isAfter = false
    try withKnownIssue {
      try requireValid("{}", against: rule)
      isAfter = true
    } matching: {
      Fixtures.says("the payload is not valid: 2 issues", line: #line - 3)($0)
    }
    try withKnownIssue {
      try requireInvalid(Fixtures.valid, against: rule)
      isAfter = true
    } matching: {
      Fixtures.says("expected an issue, but the payload is valid", line: #line - 3)($0)
    }
    #expect(!isAfter)
  }
}
