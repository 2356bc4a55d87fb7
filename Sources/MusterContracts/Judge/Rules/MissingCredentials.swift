import Muster

extension Rule {
  /// A request has none of the credentials that the contract asks for.
  public static let missingCredentials = Rule(
    id: "missing-credentials", severity: .note, category: .note,
    summary: "A request has none of the credentials that the contract asks for.",
    explanation: """
      Nothing is there of what the contract lists to prove the sender with. Only the presence is looked at, never the \
      value. Where the server answered 401 or 403, that is why; where it did not, most tools leave credentials out of \
      what they record, or the operation needs none.
      """)
}

extension Remark {
  /// A request without what it needs to prove its sender.
  ///
  /// - Parameter status: The status that the server answered with, if it is known.
  package static func missingCredentials(
    _ inspection: SecurityInspection, of operation: Operation, status: Int?
  ) -> Remark {
    let needs = inspection.alternatives.map { $0.schemes.joined(separator: " and ") }
    let nearest = inspection.alternatives.min { $0.missing.count < $1.missing.count }?.missing ?? []
    return Remark(
      .missingCredentials,
      Reason(.missingCredentials, expected: Reason.Expected(values: needs), names: nearest, status: status),
      side: .request, keyword: "security", at: operation.location)
  }
}
