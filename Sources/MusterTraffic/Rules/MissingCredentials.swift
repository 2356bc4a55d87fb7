import Muster
import MusterContracts

extension Rule {
  /// A request was refused that has none of the credentials which the contract asks for.
  public static let missingCredentials = Rule(
    id: "missing-credentials", severity: .note, category: .note,
    summary: "A request was refused that has none of the credentials which the contract asks for.",
    explanation: """
      The server answered 401 or 403, and nothing is there of what the contract lists to prove the sender with. \
      Only the presence is looked at, never the value. Many tools leave credentials out of what they record, so \
      a request that was not refused is only counted in the ledger.
      """)
}

extension Remark {
  /// A request without what it needs to prove its sender.
  static func missingCredentials(_ message: String, of operation: MusterContracts.Operation) -> Remark {
    var remark = Remark(.missingCredentials, message, side: .request)
    remark.keyword = "security"
    remark.schema = SchemaLocation(operation.location)
    return remark
  }
}
