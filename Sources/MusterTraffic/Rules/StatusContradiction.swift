import Muster
import MusterContracts

extension Rule {
  /// A response's body contradicts its HTTP status.
  public static let statusContradiction = Rule(
    id: "status-contradiction", severity: .error, category: .violation,
    summary: "A response's body contradicts its HTTP status.",
    explanation: """
      The body states another status than the response has, says of its success what the status denies, or breaks \
      the schema of its own status while it is what another status documents. A client that looks at only one of \
      the two takes a failure for a success, or the other way round.
      """)
}

extension Remark {
  /// A member of the body that states something else than the status does.
  static func statusContradiction(_ echo: StatusEcho, status: Int) -> Remark {
    var remark = Remark(
      .statusContradiction, "'\(echo.name)' says \(echo.statement) where the HTTP status is \(status)",
      side: .response)
    remark.instance = JSONPointer([echo.name])
    remark.payloadPosition = echo.position
    return remark
  }

  /// A body that is what another status documents.
  static func statusContradiction(_ first: Issue, status: Int, other: StatusKey) -> Remark {
    Remark(
      .statusContradiction,
      first, side: .response,
      message: "the body is what status \(other) documents, not \(status): by the schema of the latter, "
        + first.message)
  }
}
