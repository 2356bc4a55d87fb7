import Muster

/// Tells what a vendor added to a response from what is wrong in it.
enum ResponseAddition {
  /// Whether an issue is a field or an enumerated value beyond the documented ones.
  static func isAddition(_ issue: Issue) -> Bool { isField(issue) || isEnumValue(issue) }

  /// The remark of an addition; `nil` where the issue is none.
  static func remark(_ issue: Issue) -> Remark? {
    if isField(issue) { return .undocumentedResponseField(issue) }
    return isEnumValue(issue) ? .undocumentedEnumValue(issue) : nil
  }

  private static func isField(_ issue: Issue) -> Bool {
    issue.keyword == "additionalProperties" || issue.keyword == "unevaluatedProperties"
  }

  /// A string is an addition to an enumeration of strings; a number or null where a string was expected is a mistake.
  private static func isEnumValue(_ issue: Issue) -> Bool {
    // An unknown tag of a discriminator is a string.
    if issue.keyword == "discriminator" { return true }
    return issue.keyword == "enum"
      && (Text.contains(issue.message, "found the string ") || Text.contains(issue.message, "found a string "))
  }
}
