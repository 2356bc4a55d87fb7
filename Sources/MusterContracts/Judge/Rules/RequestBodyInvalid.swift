import Muster

extension Rule {
  /// A request's body breaks the schema that the contract gives it.
  public static let requestBodyInvalid = Rule(
    id: "request-body-invalid", severity: .error, category: .violation,
    summary: "A request's body breaks the schema that the contract gives it.",
    explanation: """
      The body was checked with the schema of its operation and media type, and does not pass, and yet the \
      server did not refuse it with a 4xx status. The client sends what the vendor does not promise to \
      understand: correct the client.
      """)
}

extension Remark {
  /// An issue of a request's body.
  package static func requestBodyInvalid(_ issue: Issue) -> Remark {
    Remark(.requestBodyInvalid, issue, side: .request)
  }
}
