import Muster
import MusterContracts

extension Rule {
  /// An operation is used that the contract calls deprecated.
  public static let deprecatedOperation = Rule(
    id: "deprecated-operation", severity: .note, category: .note,
    summary: "An operation is used that the contract calls deprecated.",
    explanation: """
      The vendor documents the operation with `deprecated: true` and may take it away.
      """)
}

extension Remark {
  /// An operation that should no longer be used.
  static func deprecatedOperation(_ operation: MusterContracts.Operation) -> Remark {
    var remark = Remark(.deprecatedOperation, "the vendor calls this operation deprecated", side: .request)
    remark.keyword = "deprecated"
    remark.schema = SchemaLocation(operation.location)
    return remark
  }
}
