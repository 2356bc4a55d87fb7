import Muster

extension Rule {
  /// A response has no body where the contract documents content that may be anything.
  public static let emptyResponseBody = Rule(
    id: "empty-response-body", severity: .note, category: .note,
    summary: "A response has no body where the contract documents content that may be anything.",
    explanation: """
      The response is documented with content, but without a schema, or with one that says nothing. Many documents \
      have such content for responses that never have a body.
      """)
}

extension Remark {
  /// A response without a body, of which nothing is asked.
  package static func emptyResponseBody(status: Int, at location: SourceLocation) -> Remark {
    Remark(
      .emptyResponseBody, Reason(.emptyResponseBody), side: .response, status: status, keyword: "content",
      at: location)
  }
}
