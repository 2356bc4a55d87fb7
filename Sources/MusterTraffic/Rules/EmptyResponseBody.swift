import Muster
import MusterContracts

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
  static func emptyResponseBody(status: Int, at location: SourceLocation) -> Remark {
    var remark = Remark(
      .emptyResponseBody, "the response is documented with content that may be anything; there is no body",
      side: .response)
    remark.status = status
    remark.keyword = "content"
    remark.schema = SchemaLocation(location)
    return remark
  }
}
