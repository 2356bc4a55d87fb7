import Muster
import MusterContracts

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
  static func undocumentedRequestBody(at location: SourceLocation) -> Remark {
    var remark = Remark(
      .undocumentedRequestBody, "the operation documents no request body; there is one", side: .request)
    remark.keyword = "requestBody"
    remark.schema = SchemaLocation(location)
    return remark
  }
}
