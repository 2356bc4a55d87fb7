import Muster

extension Rule {
  /// A query parameter breaks what the contract says of it.
  public static let queryParameterInvalid = Rule(
    id: "query-parameter-invalid", severity: .error, category: .violation,
    summary: "A query parameter breaks what the contract says of it.",
    explanation: """
      The parameter was taken apart by its style, percent-decoded, turned into the types that its schema asks for \
      and checked. It does not pass, or is not written as its style has it. Values are never shown.
      """)
}

extension Remark {
  /// An issue of a query parameter.
  package static func queryParameterInvalid(_ issue: Issue, parameter: String) -> Remark {
    Remark.parameter(.queryParameterInvalid, issue, side: .request, parameter: parameter)
  }
}
