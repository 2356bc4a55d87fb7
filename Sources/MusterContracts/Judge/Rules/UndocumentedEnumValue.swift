import Muster

extension Rule {
  /// A response has an enumerated value that the contract does not document.
  public static let undocumentedEnumValue = Rule(
    id: "undocumented-enum-value", severity: .warning, category: .drift,
    summary: "A response has an enumerated value that the contract does not document.",
    explanation: """
      The schema lists the values that are possible, and this one is not among them. It is drift where \
      responses are taken as forward compatible, and part of response-body-invalid otherwise.
      """)
}

extension Remark {
  /// A value of a response that is not in its enumeration, or a tag that names no branch.
  package static func undocumentedEnumValue(_ issue: Issue) -> Remark { Remark(.undocumentedEnumValue, issue, side: .response) }
}
