import Muster

extension Rule {
  /// A path parameter breaks the schema that the contract gives it.
  public static let pathParameterInvalid = Rule(
    id: "path-parameter-invalid", severity: .error, category: .violation,
    summary: "A path parameter breaks the schema that the contract gives it.",
    explanation: """
      The value in the path was percent-decoded and checked with the parameter's schema, and does not pass. \
      Lengths are counted in characters after decoding. Values are shown only where they can hardly be \
      secrets.
      """)
}

extension Remark {
  /// An issue of a path parameter.
  package static func pathParameterInvalid(_ issue: Issue, parameter: String) -> Remark {
    Remark.parameter(.pathParameterInvalid, issue, side: .request, parameter: parameter)
  }
}
