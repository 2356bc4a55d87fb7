import Muster
import MusterContracts

extension Rule {
  /// A response has a body where the contract documents none.
  public static let unexpectedBody = Rule(
    id: "unexpected-body", severity: .error, category: .violation,
    summary: "A response has a body where the contract documents none.",
    explanation: """
      The response is documented without content, as 204 is, and yet there is a body. It was not checked, as \
      there is nothing to check it with.
      """)
}

extension Remark {
  /// A body of a response that has none.
  static func unexpectedBody(status: Int, at location: SourceLocation) -> Remark {
    var remark = Remark(
      .unexpectedBody, "the response is documented without content; there is a body", side: .response)
    remark.status = status
    remark.keyword = "content"
    remark.schema = SchemaLocation(location)
    return remark
  }
}
