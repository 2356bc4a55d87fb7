import Muster
import MusterContracts

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
  static func undocumentedStatus(
    _ status: Int, documented: [StatusKey], of operation: MusterContracts.Operation
  ) -> Remark {
    let keys = documented.map(\.description)
    var remark = Remark(
      .undocumentedStatus,
      "status \(status) is not documented; "
        + (keys.isEmpty ? "no response is" : "documented: \(keys.joined(separator: ", "))"),
      side: .response)
    remark.status = status
    remark.keyword = "responses"
    remark.schema = SchemaLocation(operation.location)
    remark.nearest = documented.compactMap { if case .code(let code) = $0 { code } else { nil } }
      .min { (abs($0 - status), $0) < (abs($1 - status), $1) }.map(String.init)
    return remark
  }
}
