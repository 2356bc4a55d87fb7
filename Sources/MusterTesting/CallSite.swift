#if canImport(Testing)
import Testing

/// The place of a call in Swift Testing: `Testing.SourceLocation`.
public typealias TestSourceLocation = Testing.SourceLocation

extension Testing.Comment: TestComment {
  /// The comment's text.
  public var testComment: String { rawValue }
}
#else
/// The place of a call in Swift Testing, which is not there on this platform: there is no value of it.
public enum TestSourceLocation: Sendable {}
#endif

/// What a test says beside an expectation: a text, or a comment of Swift Testing.
public protocol TestComment {
  /// The text, which is the last line of a failure.
  var testComment: String { get }
}

extension String: TestComment {
  /// The text itself.
  public var testComment: String { self }
}

extension Substring: TestComment {
  /// The text itself.
  public var testComment: String { String(self) }
}

/// Where a test calls an expectation.
struct CallSite {
  let fileID: String
  let filePath: StaticString
  let line: Int
  let column: Int
  /// The place that the caller gave in its stead; `nil` if it gave none.
  let given: TestSourceLocation?

  init(_ given: TestSourceLocation?, _ fileID: String, _ filePath: StaticString, _ line: Int, _ column: Int) {
    self.fileID = fileID
    self.filePath = filePath
    self.line = line
    self.column = column
    self.given = given
  }
}

/// What an expectation came to, in the order in which it is reported.
struct ExpectationResult {
  /// What fails the test: an issue each.
  var failures: [String] = []
  /// What the test should know and passes with.
  var warnings: [String] = []
  /// Reports for the attachments of the test.
  var reports: [TestReport] = []

  /// Whether there is nothing to say.
  var isEmpty: Bool { failures.isEmpty && warnings.isEmpty }

  /// The same with what the test says added to each text.
  func adding(_ comment: (any TestComment)?) -> ExpectationResult {
    guard let text = comment?.testComment else { return self }
    var result = self
    result.failures = failures.map { "\($0)\n\(text)" }
    result.warnings = warnings.map { "\($0)\n\(text)" }
    return result
  }
}
