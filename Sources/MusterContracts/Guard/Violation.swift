import Muster

/// One way in which a response or request is not as documented, as a guard tells its handler.
public struct Violation: Sendable, Hashable {
  /// What kind of thing it is.
  ///
  /// New codes may be added.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    /// The code as reports print it.
    public let description: String

    /// The body breaks its schema.
    public static let schema = Code(description: "schema")
    /// The body is not JSON where JSON is documented.
    public static let unreadableBody = Code(description: "unreadable-body")
    /// No operation is documented for the method and path, or by that name.
    public static let undocumentedOperation = Code(description: "undocumented-operation")
    /// No response is documented for the status.
    public static let undocumentedStatus = Code(description: "undocumented-status")
    /// The media type is not documented.
    public static let undocumentedMediaType = Code(description: "undocumented-media-type")
    /// The body came as another JSON media type than the documented one.
    public static let mediaTypeMismatch = Code(description: "media-type-mismatch")
    /// There is a body where none is documented.
    public static let unexpectedBody = Code(description: "unexpected-body")
    /// There is no body where one is required.
    public static let missingBody = Code(description: "missing-body")
    /// A path parameter of a request breaks its schema.
    public static let pathParameter = Code(description: "path-parameter")
  }

  /// How much it matters.
  public enum Category: String, Sendable, Hashable {
    /// It is not as documented.
    case violation
    /// It goes beyond what is documented, in a way that a forward-compatible client puts up with.
    case drift
  }

  /// What kind of thing it is.
  public let code: Code
  /// How much it matters.
  public let category: Category
  /// Which way the payload went.
  public let side: BodyRule.Side
  /// The operation as method and path template; where none is documented, the method and path with `{…}` for names that
  /// the contract does not have, or `nil` where an operation was asked for by name.
  public let operation: String?
  /// The status of a response; `nil` for a request.
  public let status: Int?
  /// What is wrong and where; secrets and long values are left out of its message.
  public let issue: Issue
  /// What this finding has in common with others of its kind.
  public let fingerprint: Fingerprint

  init(
    _ code: Code, _ category: Category = .violation, side: BodyRule.Side, operation: String?, status: Int?,
    issue: Issue
  ) {
    self.code = code
    self.category = category
    self.side = side
    self.operation = operation
    self.status = status
    self.issue = issue
    fingerprint = Fingerprint(code: code, side: side, operation: operation, status: status, issue: issue)
  }
}

extension Violation: CustomStringConvertible {
  /// Operation, status, place and message, on one line.
  public var description: String {
    var text = "\(category.rawValue) [\(code)] \(operation ?? side.rawValue)"
    if let status { text += " \(status)" }
    let instance = issue.instance.description
    return text + (instance.isEmpty ? "" : " at \(instance)") + ": \(issue.message)"
  }
}

extension ResponseGuard {
  /// What does not pass under the policy `enforce`.
  public struct Rejection: Error, Sendable, Hashable, CustomStringConvertible {
    /// Why, in the order of the payload; never empty.
    public let violations: [Violation]
    /// How many there were beyond those.
    public let omitted: Int

    /// The first violation, and how many there are beside it.
    public var description: String {
      let others = violations.count - 1 + omitted
      return (violations.first?.description ?? "rejected") + (others > 0 ? " (and \(others) more)" : "")
    }
  }
}
