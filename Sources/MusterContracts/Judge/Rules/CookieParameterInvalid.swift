import Muster

extension Rule {
  /// A cookie breaks what the contract says of it.
  public static let cookieParameterInvalid = Rule(
    id: "cookie-parameter-invalid", severity: .error, category: .violation,
    summary: "A cookie breaks what the contract says of it.",
    explanation: """
      The contract describes the cookie as a parameter of the operation; it was decoded and checked with the \
      parameter's schema, and does not pass. Values of cookies are never shown.
      """)
}

extension Remark {
  /// An issue of a cookie.
  package static func cookieParameterInvalid(_ issue: Issue, parameter: String) -> Remark {
    Remark.parameter(.cookieParameterInvalid, issue, side: .request, parameter: parameter)
  }
}
