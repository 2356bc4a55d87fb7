import Muster

extension Rule {
  /// A request breaks the contract, and the server refused it.
  public static let refusedRequestInvalid = Rule(
    id: "refused-request-invalid", severity: .note, category: .note,
    summary: "A request breaks the contract, and the server refused it.",
    explanation: """
      The request does not pass, and the server answered with a 4xx status: both agree that it is wrong, so it \
      is not held against the client. Such requests are usual where a client's error handling is tested.
      """)
}

extension Remark {
  /// What was wrong with a request that the server refused.
  package static func refusedRequestInvalid(_ remark: Remark, status: Int) -> Remark {
    var result = remark
    result.rule = .refusedRequestInvalid
    result.category = Rule.refusedRequestInvalid.category
    result.status = status
    result.issue = remark.issue.replacing(
      Reason(
        .refused, subject: Reason.Subject(Reason.Subject.Kind("rule"), remark.rule.id), status: status,
        causes: [remark.reason]))
    return result
  }
}
