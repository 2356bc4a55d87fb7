#if canImport(Testing)
import Testing
#endif
#if canImport(XCTest)
import XCTest
#endif

/// Where a call stands in a test.
struct CallSite {
  let fileID: String
  let filePath: StaticString
  let line: Int
  let column: Int
}

/// A requirement that was not met; the test's report has it at the line of the call.
public struct RequirementFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was expected and what is there.
  public let description: String
}

/// Tells the test framework that is running of a failure, at the line of the call.
enum FailureReport {
  /// Reports a failure.
  ///
  /// A detached task has no current test, be it one of XCTest or of Swift Testing: then both are told, since each is deaf
  /// to what happens in the other's runs.
  static func record(_ message: String, at site: CallSite) {
    #if canImport(Testing)
    Testing.Issue.record(Comment(rawValue: message), sourceLocation: location(site))
    if Test.current != nil { return }
    #endif
    #if canImport(XCTest)
    XCTFail(message, file: site.filePath, line: UInt(max(0, site.line)))
    #endif
  }

  /// Reports a failure and ends the test.
  ///
  /// - Throws: Always. In Swift Testing what `#require` throws, which the report does not have twice.
  static func end(_ message: String, at site: CallSite) throws {
    #if canImport(Testing)
    if Test.current != nil {
      let isMet = false
      try #require(isMet, Comment(rawValue: message), sourceLocation: location(site))
    }
    #endif
    record(message, at: site)
    throw RequirementFailure(description: message)
  }

  #if canImport(Testing)
  private static func location(_ site: CallSite) -> SourceLocation {
    SourceLocation(
      fileID: site.fileID, filePath: site.filePath.description, line: max(1, site.line), column: max(1, site.column))
  }
  #endif
}
