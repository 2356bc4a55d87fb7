import Muster
import MusterContracts

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
  static func deprecatedParameter(_ notice: Notice, parameter: String) -> Remark {
    var remark = Remark(.deprecatedParameter, notice.message, side: .request)
    remark.parameter = parameter
    remark.keyword = "deprecated"
    remark.schema = SchemaLocation(
      source: notice.source ?? "", pointer: notice.pointer, line: notice.position.line,
      column: notice.position.column)
    return remark
  }
}
