import Muster

/// Tells what a vendor added to a response from what is wrong in it.
enum ResponseAddition {
  /// The remark of a field, an enumerated value or a discriminator's tag that was added; `nil` if the issue is another.
  static func remark(_ issue: Issue) -> Remark? {
    let reason = issue.reason
    if isField(reason) { return .addedResponseField(issue) }
    return isValue(reason) ? .undocumentedEnumValue(issue) : nil
  }

  private static func isField(_ reason: Reason) -> Bool {
    switch reason.code {
    case .undeclaredProperty, .unevaluatedProperty: true
    // A union passes without the fields if one branch fails for nothing else.
    case .noBranch:
      reason.branches.contains { branch in
        !branch.reasons.isEmpty && branch.omittedReasons == 0
          && branch.reasons.allSatisfy { isField($0) || isValue($0) }
      }
    default: false
    }
  }

  /// A string is an addition to an enumeration of strings; a number or null where a string was expected is a mistake.
  private static func isValue(_ reason: Reason) -> Bool {
    switch reason.code {
    case .enumeration: reason.found?.kind == .string && reason.expected.values.contains { $0.utf8.first == 0x22 }
    case .unknownTag: true
    default: false
    }
  }

  /// The names of members that state how a request went.
  private static let statusNames: Set<String> = [
    "success", "ok", "status", "statusCode", "status_code", "httpStatus", "code",
  ]

  /// Whether an issue is that a member states something else than the contract ties to the status: by a constant, or by a
  /// list of one value.
  static func contradictsStatus(_ issue: Issue) -> Bool {
    guard issue.instance.tokens.count == 1, statusNames.contains(issue.instance.tokens[0]),
      issue.keyword == "enum" || issue.keyword == "const"
    else { return false }
    let reason = issue.reason
    guard reason.code == .constant || (reason.code == .enumeration && reason.expected.values.count == 1) else {
      return false
    }
    return reason.found?.kind == .boolean || reason.found?.kind == .number
  }
}
