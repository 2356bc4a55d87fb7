import Muster

extension Rule {
  /// A request has a body where the contract documents none.
  public static let undocumentedRequestBody = Rule(
    id: "undocumented-request-body", severity: .warning, category: .drift,
    summary: "A request has a body where the contract documents none.",
    explanation: """
      The operation has no requestBody, or one without content. Most servers pass over such a body.
      """)
}

extension Remark {
  /// A body of a request that has none.
  package static func undocumentedRequestBody(at location: SourceLocation) -> Remark {
    Remark(
      .undocumentedRequestBody, Reason(.undocumentedRequestBody), side: .request, keyword: "requestBody", at: location)
  }
}
