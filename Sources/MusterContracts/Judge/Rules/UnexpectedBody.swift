import Muster

extension Rule {
  /// A response has a body where there can be none.
  public static let unexpectedBody = Rule(
    id: "unexpected-body", severity: .error, category: .violation,
    summary: "A response has a body where there can be none.",
    explanation: """
      Responses with the statuses 1xx, 204, 205 and 304 have no body (RFC 9110, section 6.4.1), and in Swagger 2.0 a \
      response without a schema has no content. The body was not checked, as there is nothing to check it with.
      """)
}

extension Remark {
  /// A body of a response that can have none.
  package static func unexpectedBody(status: Int, at location: SourceLocation) -> Remark {
    Remark(
      .unexpectedBody, Reason(.unexpectedBody), side: .response, status: status, keyword: "content", at: location)
  }
}
