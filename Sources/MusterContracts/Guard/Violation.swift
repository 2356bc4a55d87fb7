import Muster

/// One way in which a response or request is not as documented, as a guard tells its handler.
public struct Violation: Sendable, Hashable {
  /// The rule that it comes from.
  public let rule: Rule
  /// Whether it breaks what is documented, or is drift: something that is not documented.
  public let category: Category
  /// Which way the payload went.
  public let side: BodyRule.Side
  /// The operation as method and path template; where none is documented, the method and path with `{…}` for names that
  /// the contract does not have, or `nil` where an operation was asked for by name.
  public let operation: String?
  /// The status of a response; `nil` for a request.
  public let status: Int?
  /// The name of the parameter that it is about; `nil` if it is about none.
  public let parameter: String?
  /// What is wrong and where; values are shown as far as the guard's disclosure has it.
  public let issue: Issue
  /// What this finding has in common with others of its kind.
  public let fingerprint: Fingerprint

  init(_ remark: Remark, operation: String?) {
    rule = remark.rule
    category = remark.category
    side = remark.side ?? .response
    self.operation = operation
    status = remark.status
    parameter = remark.parameter
    issue = remark.issue
    fingerprint = Fingerprint(remark, operation: operation)
  }
}

extension Violation: CustomStringConvertible {
  /// Operation, status, place and message, on one line.
  public var description: String {
    var text = "\(category.rawValue) [\(rule.id)] \(operation ?? side.rawValue)"
    if let status { text += " \(status)" }
    let instance = issue.instance.description
    return text + (instance.isEmpty ? "" : " at \(instance)") + ": " + Wording.sentence(issue.reason)
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
