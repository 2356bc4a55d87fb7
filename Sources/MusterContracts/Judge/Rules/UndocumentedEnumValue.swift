import Muster

extension Rule {
  /// A response has an enumerated value that the contract does not document.
  public static let undocumentedEnumValue = Rule(
    id: "undocumented-enum-value", severity: .warning, category: .drift,
    summary: "A response has an enumerated value that the contract does not document.",
    explanation: """
      The schema lists the values that are possible, and this one is not among them; or a discriminator's tag names no \
      branch. It is drift unless the policy for additions says that additions fail; then it is part of \
      response-body-invalid.
      """)
}

extension Remark {
  /// A value of a response that is not in its enumeration, or a tag that names no branch.
  package static func undocumentedEnumValue(_ issue: Issue) -> Remark {
    Remark(.undocumentedEnumValue, issue, side: .response)
  }
}
