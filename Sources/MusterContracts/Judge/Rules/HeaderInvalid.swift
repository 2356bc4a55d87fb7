import Muster

extension Rule {
  /// A header field breaks what the contract says of it.
  public static let headerInvalid = Rule(
    id: "header-invalid", severity: .error, category: .violation,
    summary: "A header field breaks what the contract says of it.",
    explanation: """
      The contract describes the field, of the request or of the response; it was taken apart and checked with its \
      schema, and does not pass. Values of header fields are never shown.
      """)
}

extension Remark {
  /// An issue of a header field.
  package static func headerInvalid(_ issue: Issue, side: BodyRule.Side, header: String) -> Remark {
    Remark.parameter(.headerInvalid, issue, side: side, parameter: header)
  }
}
