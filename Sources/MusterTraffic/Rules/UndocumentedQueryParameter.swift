import Muster
import MusterContracts

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
  static func undocumentedQueryParameter(
    _ name: String, nearest: String?, of operation: MusterContracts.Operation
  ) -> Remark {
    let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
    var remark = Remark(
      .undocumentedQueryParameter, "the query parameter '\(name)' is not documented\(hint)", side: .request)
    remark.parameter = name
    remark.keyword = "parameters"
    remark.schema = SchemaLocation(operation.location)
    remark.nearest = nearest
    return remark
  }
}
