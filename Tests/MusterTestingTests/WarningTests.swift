import Muster
import MusterContracts
import MusterTesting
import Testing

@Suite("What a test passes with and should know")
struct WarningTests {
  private static let added = #"{"id": 7, "created": "2025-11-07T05:31:56Z", "extra": 1}"#

  #if compiler(>=6.3)
  @Test func driftIsAWarning() throws {
    let rule = try Fixtures.response()
    let line = #line + 2
    withKnownIssue {
      #expect(expectValid(Self.added, against: rule, "a stub"))
    } matching: { issue in
      let lines = Fixtures.lines(of: issue)
      #expect(lines.first == "PUT /items/{id}, response 200: the payload has what is not documented: 1 addition")
      #expect(lines.dropFirst().first?.hasPrefix("  /extra at 1:") == true)
      #expect(lines.dropFirst().first?.hasSuffix("[added-response-field]") == true)
      #expect(lines.last == "a stub")
      return issue.severity == .warning && issue.sourceLocation?.line == line
    }
  }

  @Test func aViolationBesideDriftIsAnError() throws {
    let rule = try Fixtures.response()
    let severities = Severities()
    var isValid = true
    withKnownIssue {
      isValid = expectValid(#"{"id": "x", "created": "2025-11-07T05:31:56Z", "extra": 1}"#, against: rule)
    } matching: { issue in
      severities.add(issue.severity)
      return true
    }
    #expect(severities.all == [.warning, .error])
    #expect(!isValid)
  }

  @Test func aRequirementPassesWithAWarning() throws {
    let rule = try Fixtures.response()
    var isAfter = false
    try withKnownIssue {
      try requireValid(Self.added, against: rule)
      isAfter = true
    } matching: { issue in
      issue.severity == .warning
    }
    #expect(isAfter)
  }
  #endif

  @Test func additionsThatAreIgnoredAreNotReported() throws {
    let rule = try Fixtures.response()
    #expect(expectValid(Self.added, against: rule, undocumented: .ignored))
    #expect(expectInvalid(Self.added, against: rule, at: "/extra", undocumented: .fails))
  }

  // MARK: Notices

  @Test func noticesOfASchemaFailOnRequest() throws {
    let schema = try Schema(#"{"type": "string", "format": "ssn", "minimun": 3}"#.utf8)
    #expect(expectValid(#""x""#, against: schema))
    var isValid = true
    withKnownIssue {
      isValid = expectValid(#""x""#, against: schema, notices: .fails)
    } matching: { issue in
      let lines = Fixtures.lines(of: issue)
      #expect(lines.first == "the payload: 2 notices")
      #expect(lines.contains { $0.hasPrefix("  /format at <schema>:1:") && $0.hasSuffix("[unknown-format]") })
      #expect(lines.contains { $0.hasPrefix("  /minimun at <schema>:1:") && $0.hasSuffix("[unknown-keyword]") })
      return true
    }
    #expect(!isValid)
  }

  @Test func noticesOfAPayloadFailOnRequest() throws {
    let twice = #"{"id": 7, "id": 8, "created": "2025-11-07T05:31:56Z"}"#
    let rule = try Fixtures.response()
    expectValid(twice, against: rule)
    withKnownIssue {
      expectValid(twice, against: rule, notices: .fails)
    } matching: {
      Fixtures.says("response 200: 1 notice", "[duplicate-names]", line: #line - 2)($0)
    }
    let schema = try Schema(#"{"type": "object"}"#.utf8)
    withKnownIssue {
      expectInvalid("[]", against: schema, keyword: "type", notices: .fails)
      expectInvalid(#"{"a": 1, "a": 2}"#, against: schema, notices: .fails)
    } matching: { issue in
      Fixtures.text(of: issue).contains("[duplicate-name]") || Fixtures.text(of: issue).contains("expected an issue")
    }
  }

  #if compiler(>=6.3)
  @Test func noticesAreWarningsOnRequest() throws {
    let schema = try Schema(#"{"type": "string", "format": "ssn"}"#.utf8)
    withKnownIssue {
      #expect(expectValid(#""x""#, against: schema, notices: .warns))
    } matching: { issue in
      issue.severity == .warning && Fixtures.text(of: issue).contains("[unknown-format]")
    }
  }
  #endif
}

#if compiler(>=6.3)
/// The severities of issues, in the order they were recorded.
private final class Severities: @unchecked Sendable {
  private(set) var all: [Testing.Issue.Severity] = []

  func add(_ severity: Testing.Issue.Severity) { all.append(severity) }
}
#endif
