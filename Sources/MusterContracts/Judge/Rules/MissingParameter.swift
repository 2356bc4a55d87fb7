import Muster

extension Rule {
  /// A parameter or header field that the contract requires is not there.
  public static let missingParameter = Rule(
    id: "missing-parameter", severity: .error, category: .violation,
    summary: "A parameter or header field that the contract requires is not there.",
    explanation: """
      The contract calls a query parameter, a cookie or a header field required, and the message has none. Some tools \
      leave header fields out of what they record: look there first.
      """)
}

extension Remark {
  /// A required parameter that was not sent.
  package static func missingParameter(_ issue: Issue, side: BodyRule.Side, parameter: String) -> Remark {
    Remark.parameter(.missingParameter, issue, side: side, parameter: parameter)
  }
}
