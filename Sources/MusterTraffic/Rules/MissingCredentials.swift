import Muster
import MusterContracts

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
  static func missingCredentials(_ message: String, of operation: MusterContracts.Operation) -> Remark {
    var remark = Remark(.missingCredentials, message, side: .request)
    remark.keyword = "security"
    remark.schema = SchemaLocation(operation.location)
    return remark
  }

  /// A request without what it needs to prove its sender, which the server accepted all the same.
  static func unrecordedCredentials(_ message: String, of operation: MusterContracts.Operation) -> Remark {
    var remark = missingCredentials(
      message + "; the server accepted the request, so the recording may leave them out", of: operation)
    remark.detail = "accepted"
    return remark
  }
}
