import Muster

extension Rule {
  /// A response has no body where the contract documents one.
  public static let missingResponseBody = Rule(
    id: "missing-response-body", severity: .error, category: .violation,
    summary: "A response has no body where the contract documents one.",
    explanation: """
      The response is documented with content that has a schema. Responses to HEAD and with the status 304 never have a body and \
      are not meant.
      """)
}

extension Remark {
  /// A response without the body that is documented.
  package static func missingResponseBody(status: Int, at location: SourceLocation) -> Remark {
    Remark(
      .missingResponseBody, Reason(.missingResponseBody), side: .response, status: status, keyword: "content",
      at: location)
  }
}
