import Muster

extension Rule {
  /// A response has a body where the contract documents no content.
  public static let undocumentedResponseBody = Rule(
    id: "undocumented-response-body", severity: .warning, category: .drift,
    summary: "A response has a body where the contract documents no content.",
    explanation: """
      A response without content says nothing of a body (OpenAPI 3.1, section 4.8.17), so that the contract leaves \
      something out. The body was not checked, as there is nothing to check it with.
      """)
}

extension Remark {
  /// A body of a response that the document describes without content.
  package static func undocumentedResponseBody(status: Int, at location: SourceLocation) -> Remark {
    Remark(
      .undocumentedResponseBody, Reason(.unexpectedBody), side: .response, status: status, keyword: "content",
      at: location)
  }
}
