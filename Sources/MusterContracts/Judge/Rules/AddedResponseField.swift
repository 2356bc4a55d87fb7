import Muster

extension Rule {
  /// A response has a field that the contract's schema closes the object to.
  public static let addedResponseField = Rule(
    id: "added-response-field", severity: .warning, category: .drift,
    summary: "A response has a field although the contract closes the object to others.",
    explanation: """
      The schema says `additionalProperties: false` or `unevaluatedProperties: false`, so that a client which is strict \
      about it breaks. It is drift unless the policy for additions says that additions fail. A field that a request has \
      beyond a closed schema is always a violation.
      """)
}

extension Remark {
  /// A field of a response that its closed schema does not declare.
  package static func addedResponseField(_ issue: Issue) -> Remark {
    Remark(.addedResponseField, issue, side: .response)
  }
}
