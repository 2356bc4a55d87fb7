import MusterContracts
import MusterTesting
import XCTest

/// Expectations in XCTest: what is recorded is caught here, so that a test can say what it should be.
final class XCTestTests: XCTestCase {
  private struct Recorded {
    let message: String
    let file: String
    let line: Int
  }

  private var recorded: [Recorded] = []
  private var isCatching = false

  #if canImport(Darwin)
  override func record(_ issue: XCTIssue) {
    guard isCatching else { return super.record(issue) }
    let location = issue.sourceCodeContext.location
    recorded.append(
      Recorded(
        message: issue.compactDescription, file: location?.fileURL.path ?? "", line: location?.lineNumber ?? 0))
  }
  #else
  override func recordFailure(
    withDescription description: String, inFile filePath: String, atLine lineNumber: Int, expected: Bool
  ) {
    guard isCatching else {
      return super.recordFailure(
        withDescription: description, inFile: filePath, atLine: lineNumber, expected: expected)
    }
    recorded.append(Recorded(message: description, file: filePath, line: lineNumber))
  }
  #endif

  private func catching(_ body: () throws -> Void) rethrows {
    isCatching = true
    defer { isCatching = false }
    try body()
  }

  func testPasses() throws {
    try catching {
      let rule = try Fixtures.response()
      XCTAssertTrue(expectValid(Fixtures.valid, against: rule))
      XCTAssertTrue(expectInvalid("{}", against: rule, at: "", keyword: "required"))
      try requireValid(Fixtures.valid, against: rule)
    }
    XCTAssertEqual(recorded.map(\.message), [])
  }

  func testFailsAtTheCallersLine() throws {
    let rule = try Fixtures.response()
    let line = #line + 1
    catching { XCTAssertFalse(expectValid(#"{"id": 7}"#, against: rule)) }
    XCTAssertEqual(recorded.map(\.line), [line])
    XCTAssertEqual(recorded.map { $0.file.hasSuffix("XCTestTests.swift") }, [true])
    XCTAssertEqual(recorded.map { $0.message.contains("the payload is not valid: 1 issue") }, [true])
  }

  func testAFileAndACommentAreInTheFailure() throws {
    let rule = try Fixtures.response()
    let line = #line + 1
    catching { XCTAssertFalse(expectValid(.file("Payloads/wrong.json"), against: rule, "the \("old") stub")) }
    XCTAssertEqual(recorded.map(\.line), [line])
    XCTAssertEqual(recorded.map { $0.message.contains("Payloads/wrong.json: PUT /items/{id}, response 200: ") }, [true])
    XCTAssertEqual(recorded.map { $0.message.hasSuffix("the old stub") }, [true])
  }

  func testDriftIsNoFailure() throws {
    let rule = try Fixtures.response()
    catching {
      XCTAssertTrue(expectValid(#"{"id": 7, "created": "2025-11-07T05:31:56Z", "extra": 1}"#, against: rule))
    }
    XCTAssertEqual(recorded.map(\.message), [])
  }

  func testRecordingsFail() throws {
    let contract = try Fixtures.contract()
    let line = #line + 1
    catching { XCTAssertFalse(expectConforms(recording: .file("Payloads/traffic.ndjson"), to: contract)) }
    XCTAssertEqual(recorded.map(\.line), [line])
    XCTAssertEqual(recorded.map { $0.message.contains("the traffic does not conform: 1 finding") }, [true])
  }

  func testWrongExpectationsFail() throws {
    let rule = try Fixtures.response()
    let line = #line + 2
    catching {
      expectInvalid("{}", against: rule, at: "/id", keyword: "type")
      expectInvalid(Fixtures.valid, against: rule)
    }
    XCTAssertEqual(recorded.map(\.line), [line, line + 1])
  }

  func testRequirementsThrow() throws {
    let rule = try Fixtures.response()
    let line = #line + 2
    do {
      try catching { try requireValid("{}", against: rule) }
      XCTFail("it did not throw")
    } catch {
      XCTAssertTrue(error is RequirementFailure)
    }
    XCTAssertEqual(recorded.map(\.line), [line])
  }
}
