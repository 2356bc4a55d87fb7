import Muster

extension Rule {
  /// A response's body contradicts its HTTP status.
  public static let statusContradiction = Rule(
    id: "status-contradiction", severity: .error, category: .violation,
    summary: "A response's body contradicts its HTTP status.",
    explanation: """
      The contract ties a member of the body to the status, as by `success: {enum: [true]}` for 200, and the member says \
      something else; or the body breaks the schema of its own status while it is what another status documents. A \
      client that looks at only one of the two takes a failure for a success, or the other way round.
      """)
}

extension Remark {
  /// A member of the body of which the contract says what it is for the status, and which is something else.
  package static func statusContradiction(_ issue: Issue, status: Int) -> Remark {
    let reason = issue.reason
    let name = issue.instance.tokens.last ?? ""
    return Remark(
      .statusContradiction,
      issue.replacing(
        Reason(
          .statusContradiction, expected: reason.expected, found: reason.found,
          subject: Reason.Subject(.member, name), status: status)),
      side: .response)
  }

  /// A body that is what another status documents.
  package static func statusContradiction(_ first: Issue, status: Int, other: StatusKey) -> Remark {
    Remark(
      .statusContradiction,
      first.replacing(
        Reason(
          .bodyOfOtherStatus, expected: Reason.Expected(values: [other.description]), status: status,
          causes: [first.reason])),
      side: .response)
  }
}
