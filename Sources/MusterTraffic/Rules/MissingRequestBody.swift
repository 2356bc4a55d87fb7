import Muster
import MusterContracts

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
  static func missingRequestBody(at location: SourceLocation) -> Remark {
    var remark = Remark(.missingRequestBody, "the operation needs a request body; there is none", side: .request)
    remark.keyword = "required"
    remark.schema = SchemaLocation(location)
    return remark
  }
}
