import Muster
import MusterContracts

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
  static func missingResponseBody(status: Int, at location: SourceLocation) -> Remark {
    var remark = Remark(
      .missingResponseBody, "the response is documented with content; there is no body", side: .response)
    remark.status = status
    remark.keyword = "content"
    remark.schema = SchemaLocation(location)
    return remark
  }
}
