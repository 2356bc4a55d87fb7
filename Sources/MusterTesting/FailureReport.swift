#if canImport(Testing)
import Testing
#endif
#if canImport(XCTest)
import XCTest
#endif

/// The error of a requirement that was not met, after the test's report has it at the line of the call.
public struct RequirementFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was expected and what is there.
  public let description: String
}

/// Reports failures, warnings and attachments to the test framework that is running.
enum FailureReport {
  /// Reports what an expectation came to.
  ///
  /// - Returns: Whether nothing failed.
  static func record(_ result: ExpectationResult, at site: CallSite) -> Bool {
    attach(result.reports, at: site)
    for warning in result.warnings { warn(warning, at: site) }
    for failure in result.failures { fail(failure, at: site) }
    return result.failures.isEmpty
  }

  /// Reports what a requirement came to, and ends the test if anything failed.
  ///
  /// - Throws: What ends the test. In Swift Testing that is what `#require` throws, which the report does not have twice.
  static func require(_ result: ExpectationResult, at site: CallSite) throws {
    attach(result.reports, at: site)
    for warning in result.warnings { warn(warning, at: site) }
    for failure in result.failures.dropLast() { fail(failure, at: site) }
    guard let last = result.failures.last else { return }
    #if canImport(Testing)
    if Test.current != nil {
      let isMet = false
      try #require(isMet, Comment(rawValue: last), sourceLocation: location(site))
    }
    #endif
    fail(last, at: site)
    throw RequirementFailure(description: last)
  }

  /// Reports a failure.
  ///
  /// A detached task has no current test, whether XCTest or Swift Testing runs it. Both are told then, because each of
  /// them ignores what happens in a run of the other.
  private static func fail(_ message: String, at site: CallSite) {
    #if canImport(Testing)
    Testing.Issue.record(Comment(rawValue: message), sourceLocation: location(site))
    if Test.current != nil { return }
    #endif
    #if canImport(XCTest)
    XCTFail(message, file: site.filePath, line: UInt(max(0, site.line)))
    #endif
  }

  /// Reports a warning; XCTest, and Swift Testing before Swift 6.3, have none.
  private static func warn(_ message: String, at site: CallSite) {
    #if canImport(Testing) && compiler(>=6.3)
    Testing.Issue.record(Comment(rawValue: message), severity: .warning, sourceLocation: location(site))
    #endif
  }

  /// Attaches reports to the test that is running; Swift Testing keeps them if `--attachments-path` is given.
  private static func attach(_ reports: [TestReport], at site: CallSite) {
    #if canImport(Testing)
    guard Test.current != nil else { return }
    for report in reports {
      Attachment.record(report.bytes, named: report.name, sourceLocation: location(site))
    }
    #endif
  }

  #if canImport(Testing)
  private static func location(_ site: CallSite) -> Testing.SourceLocation {
    site.given
      ?? Testing.SourceLocation(
        fileID: site.fileID, filePath: site.filePath.description, line: max(1, site.line), column: max(1, site.column))
  }
  #endif
}
