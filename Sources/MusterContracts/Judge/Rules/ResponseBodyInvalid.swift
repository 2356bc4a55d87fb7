import Muster

extension Rule {
  /// A response's body breaks the schema that the contract gives it.
  public static let responseBodyInvalid = Rule(
    id: "response-body-invalid", severity: .error, category: .violation,
    summary: "A response's body breaks the schema that the contract gives it.",
    explanation: """
      The body was checked with the schema of its operation, status and media type, and does not pass. Either \
      the vendor changed the API, or the contract does not say what the vendor meant: compare the schema's own \
      line with what was sent, and tell the vendor or correct the contract.
      """)
}

extension Remark {
  /// An issue of a response's body.
  package static func responseBodyInvalid(_ issue: Issue) -> Remark {
    Remark(.responseBodyInvalid, issue, side: .response)
  }
}
