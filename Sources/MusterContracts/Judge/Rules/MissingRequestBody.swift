import Muster

extension Rule {
  /// A request has no body where the contract needs one.
  public static let missingRequestBody = Rule(
    id: "missing-request-body", severity: .error, category: .violation,
    summary: "A request has no body where the contract needs one.",
    explanation: """
      The operation's requestBody is required. Without `required: true` a body may be left out, and is not \
      asked for here.
      """)
}

extension Remark {
  /// A request without the body that it needs.
  package static func missingRequestBody(at location: SourceLocation) -> Remark {
    Remark(.missingRequestBody, Reason(.missingRequestBody), side: .request, keyword: "required", at: location)
  }
}
