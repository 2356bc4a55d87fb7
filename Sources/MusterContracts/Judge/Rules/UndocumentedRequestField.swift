import Muster

extension Rule {
  /// A request has a field that the contract does not document.
  public static let undocumentedRequestField = Rule(
    id: "undocumented-request-field", severity: .warning, category: .drift,
    summary: "A request has a field that the contract does not document.",
    explanation: """
      The schema of the object is open, so that the field is allowed, but nothing says what it is for. Most servers pass \
      over it, so that the client does not get what it asks for: a field's name may be misspelled.
      """)
}

extension Remark {
  /// A field of an open object in a request that nothing documents.
  package static func undocumentedRequestField(_ issue: Issue) -> Remark {
    Remark(.undocumentedRequestField, issue, side: .request)
  }
}
