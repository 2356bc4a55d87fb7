import Muster

extension Rule {
  /// A parameter is used that the contract calls deprecated.
  public static let deprecatedParameter = Rule(
    id: "deprecated-parameter", severity: .note, category: .note,
    summary: "A parameter is used that the contract calls deprecated.",
    explanation: """
      The parameter still works, but the vendor says that it will go. Look for what replaces it.
      """)
}

extension Remark {
  /// A parameter that is deprecated.
  package static func deprecatedParameter(_ notice: Notice, parameter: String) -> Remark {
    let location = SourceLocation(
      source: notice.source ?? "", pointer: notice.pointer, line: notice.position.line,
      column: notice.position.column)
    var remark = Remark(
      .deprecatedParameter, notice.reason ?? Reason(.deprecatedParameter), side: .request, keyword: "deprecated",
      at: location)
    remark.parameter = parameter
    return remark
  }
}
