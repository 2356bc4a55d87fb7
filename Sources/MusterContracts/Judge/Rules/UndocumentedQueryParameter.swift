import Muster

extension Rule {
  /// A query parameter is not one that the contract documents.
  public static let undocumentedQueryParameter = Rule(
    id: "undocumented-query-parameter", severity: .warning, category: .drift,
    summary: "A query parameter is not one that the contract documents.",
    explanation: """
      The operation documents no query parameter of this name. A server may ignore it, so that the client does not \
      get what it asks for.
      """)
}

extension Remark {
  /// A query parameter that the operation does not have; its name as it may be shown.
  package static func undocumentedQueryParameter(_ name: String, nearest: String?, of operation: Operation) -> Remark {
    var remark = Remark(
      .undocumentedQueryParameter,
      Reason(
        .undocumentedParameter, suggestion: nearest, subject: Reason.Subject(.queryParameter, name)),
      side: .request, keyword: "parameters", at: operation.location)
    remark.parameter = name
    return remark
  }
}
