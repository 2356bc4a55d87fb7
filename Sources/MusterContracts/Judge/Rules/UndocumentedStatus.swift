import Muster

extension Rule {
  /// A response's status is not one that the contract documents.
  public static let undocumentedStatus = Rule(
    id: "undocumented-status", severity: .warning, category: .drift,
    summary: "A response's status is not one that the contract documents.",
    explanation: """
      The operation has neither a response for the status itself, nor for its range such as 4XX, nor a \
      default. The response's body cannot be checked then, which the ledger says.
      """)
}

extension Remark {
  /// A status that the operation does not have.
  package static func undocumentedStatus(_ status: Int, documented: [StatusKey], at location: SourceLocation) -> Remark
  {
    let nearest = documented.compactMap { if case .code(let code) = $0 { code } else { nil } }
      .min { (abs($0 - status), $0) < (abs($1 - status), $1) }.map(String.init)
    return Remark(
      .undocumentedStatus,
      Reason(
        .undocumentedStatus, expected: Reason.Expected(values: documented.map(\.description)), suggestion: nearest,
        status: status),
      side: .response, status: status, keyword: "responses", at: location)
  }
}
