import Muster
import MusterContracts

extension Rule {
  /// A response has a field that the contract does not document.
  public static let undocumentedResponseField = Rule(
    id: "undocumented-response-field", severity: .warning, category: .drift,
    summary: "A response has a field that the contract does not document.",
    explanation: """
      The schema allows no other fields, so that a client which is strict about it breaks. It is drift where \
      responses are taken as forward compatible, and part of response-body-invalid otherwise. An added field \
      in a request is always a violation.
      """)
}

extension Remark {
  /// A field of a response that is not declared.
  static func undocumentedResponseField(_ issue: Issue) -> Remark {
    Remark(.undocumentedResponseField, issue, side: .response)
  }
}
