import Muster

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
  package static func deprecatedOperation(_ operation: Operation) -> Remark {
    Remark(
      .deprecatedOperation, Reason(.deprecatedOperation), side: .request, keyword: "deprecated",
      at: operation.location)
  }
}
