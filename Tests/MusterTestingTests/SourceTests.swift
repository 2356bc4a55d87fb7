import Foundation
import Muster
import MusterContracts
import MusterTesting
import Testing

@Suite("Payloads that are no values")
struct SourceTests {
  // MARK: Slices

  @Test func takesSlicesAndSpans() throws {
    let rule = try Fixtures.response()
    let line = Substring("data: \(Fixtures.valid)").dropFirst(6)
    #expect(expectValid(line, against: rule))
    let bytes = Array(Fixtures.valid.utf8)
    #expect(expectValid(bytes[...], against: rule))
    let kept = ContiguousArray(bytes)
    let isValid = expectValid(kept.span, against: rule)
    #expect(isValid)
    try requireValid(line, against: rule)
    try requireInvalid(line.dropLast(), against: rule, keyword: "json")
    expectInvalid(Substring("{}"), against: rule, at: "", keyword: "required")
  }

  @Test func aListOfNumbersIsAValueAndNotItsText() throws {
    let schema = try Schema(#"{"type": "array", "items": {"type": "integer"}}"#.utf8)
    expectValid([1, 2, 3], against: schema)
    expectValid("[1, 2, 3]", against: schema)
    expectValid(Array("[1]".utf8), against: schema)
  }

  // MARK: Files

  @Test func aFailureHasTheFilesName() throws {
    let rule = try Fixtures.response()
    expectValid(.file("Payloads/items/first.json"), against: rule)
    let line = #line + 2
    withKnownIssue {
      expectValid(.file("Payloads/wrong.json"), against: rule)
    } matching: { issue in
      let lines = Fixtures.lines(of: issue)
      #expect(lines.first == "Payloads/wrong.json: PUT /items/{id}, response 200: the payload is not valid: 1 issue")
      #expect(lines.dropFirst().first?.hasPrefix("  /id at Payloads/wrong.json:2:9: ") == true)
      return issue.sourceLocation?.line == line
    }
  }

  @Test func aFileIsFoundByItsURL() throws {
    let rule = try Fixtures.response()
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Payloads")
    expectValid(.file(folder.appending(path: "items/first.json")), against: rule)
    expectInvalid(.file(folder.appending(path: "wrong.json")), against: rule, at: "/id", keyword: "type")
    expectValid(.folder(folder.appending(path: "items")), against: rule)
    withKnownIssue {
      expectValid(.file(folder.appending(path: "wrong.json")), against: rule)
    } matching: { issue in
      Fixtures.text(of: issue).contains("wrong.json: PUT /items/{id}, response 200: the payload is not valid")
    }
  }

  @Test func everyPayloadOfAFolderIsChecked() throws {
    let rule = try Fixtures.response()
    #expect(expectValid(.folder("Payloads/items"), against: rule))
    let request = try Fixtures.contract().request("putItem")
    var names: [String] = []
    withKnownIssue {
      #expect(expectValid(.folder("Payloads/items"), against: request) == false)
    } matching: { issue in
      let first = Fixtures.lines(of: issue).first ?? ""
      return first.hasPrefix("Payloads/items/first.json: ") || first.hasPrefix("Payloads/items/second.json: ")
    }
    for file in try PayloadFile.all(in: "Payloads/items") { names.append(file.name) }
    #expect(names == ["Payloads/items/first.json", "Payloads/items/second.json"])
    #expect(expectInvalid(.folder("Payloads/items"), against: request, at: "", keyword: "required"))
  }

  @Test(arguments: try PayloadFile.all(in: "Payloads/items"))
  func aFileIsAnArgument(file: PayloadFile) throws {
    #expect(expectValid(file, against: try Fixtures.response()))
  }

  @Test func whatIsNotThereFailsAndIsNamed() throws {
    let rule = try Fixtures.response()
    withKnownIssue {
      expectValid(.file("Payloads/nothing.json"), against: rule)
    } matching: {
      Fixtures.says("Payloads/nothing.json: there is no such file", line: #line - 2)($0)
    }
    withKnownIssue {
      expectInvalid(.file("Payloads/nothing.json"), against: rule)
    } matching: {
      Fixtures.says("Payloads/nothing.json: there is no such file", line: #line - 2)($0)
    }
    withKnownIssue {
      expectValid(.folder("Payloads/items", pathExtension: "xml"), against: rule)
    } matching: {
      Fixtures.says("Payloads/items: the folder has no file that ends in '.xml'", line: #line - 2)($0)
    }
    #expect(throws: PayloadFailure("Payloads/wrong.json: it is a file, and a folder was expected")) {
      try PayloadFile.all(in: "Payloads/wrong.json")
    }
  }

  // MARK: Comments and places

  @Test func aCommentIsTheLastLineOfAFailure() throws {
    let rule = try Fixtures.response()
    let count = 3
    withKnownIssue {
      expectValid("{}", against: rule, "the stub of call \(count)")
    } matching: { issue in
      Fixtures.lines(of: issue).last == "the stub of call 3"
    }
    withKnownIssue {
      let comment: Comment? = "it has a wrong ID"
      expectInvalid(.file("Payloads/items/first.json"), against: rule, at: "/id", comment)
    } matching: { issue in
      Fixtures.lines(of: issue).last == "it has a wrong ID"
    }
    withKnownIssue {
      expectValid(.file("Payloads/nothing.json"), against: rule, "the fixture of the sign-up screen")
    } matching: { issue in
      Fixtures.lines(of: issue).last == "the fixture of the sign-up screen"
    }
  }

  @Test func aCommentOfAnExpectationThatIsMetIsNotMade() throws {
    let rule = try Fixtures.response()
    var count = 0
    func comment() -> Comment {
      count += 1
      return "made"
    }
    expectValid(Fixtures.valid, against: rule, comment())
    #expect(count == 0)
  }

  @Test func aFailureIsWhereTheCallerSays() throws {
    let rule = try Fixtures.response()
    let there = SourceLocation(fileID: "MusterTestingTests/Stub.swift", filePath: "Stub.swift", line: 12, column: 3)
    withKnownIssue {
      expectValid("{}", against: rule, sourceLocation: there)
      expectInvalid(Fixtures.valid, against: rule, sourceLocation: there)
      expectValid(.file("Payloads/wrong.json"), against: rule, sourceLocation: there)
    } matching: { issue in
      issue.sourceLocation == there
    }
    try withKnownIssue {
      try requireValid("{}", against: rule, sourceLocation: there)
    } matching: { issue in
      issue.sourceLocation == there
    }
  }

  // MARK: Encoded values

  struct Item: Encodable {
    var id: String
    var created = "2025-11-07T05:31:56Z"
    var token = "hunter2-canary"
    var tags: [String: String] = [:]
    var isNew = true
  }

  private static let encoder: JSONEncoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return encoder
  }()

  private static let shown: [(Disclosure, String?)] = [
    (.safe, #"{"created": "…", "id": "…", "isNew": …, "tags": {"…": "…"}, "token": "…"}"#),
    (.contract, #"{"created": "…", "id": "…", "isNew": …, "tags": {"…": "…"}, "token": "…"}"#), (.never, nil),
    (
      .all,
      #"{"created": "2025-11-07T05:31:56Z", "id": "x1", "isNew": true, "tags": {"a b": "v"}, "token": "hunter2-canary"}"#
    ),
  ]

  @Test(arguments: shown)
  func theJSONOfAValueIsShownAsFarAsItMay(disclosure: Disclosure, text: String?) throws {
    let rule = try Fixtures.response()
    withKnownIssue {
      expectValid(
        Item(id: "x1", tags: ["a b": "v"]), against: rule, undocumented: .ignored, showing: disclosure,
        encoder: Self.encoder)
    } matching: { issue in
      let lines = Fixtures.lines(of: issue)
      let shown = lines.first { $0.hasPrefix("  judged as JSON: ") }
      return shown == text.map { "  judged as JSON: \($0)" }
        && (disclosure == .all || !lines.joined().contains("canary"))
    }
  }

  @Test func aLongValueIsCutShort() throws {
    let schema = try Schema(#"{"type": "object"}"#.utf8)
    withKnownIssue {
      expectValid(Array(repeating: "a word", count: 1_000), against: schema)
    } matching: { issue in
      let line = Fixtures.lines(of: issue).first { $0.hasPrefix("  judged as JSON: ") } ?? ""
      return line.hasSuffix("…") && line.count < 1_100
    }
  }

  @Test func aTextIsNotShownTwice() throws {
    let rule = try Fixtures.response()
    withKnownIssue {
      expectValid(#"{"id": 7}"#, against: rule)
    } matching: { issue in
      !Fixtures.text(of: issue).contains("judged as JSON")
    }
  }
}
