import Muster

extension Rule {
  /// A limit ended the check of a body before there was a verdict.
  public static let checkStopped = Rule(
    id: "check-stopped", severity: .warning, category: .note,
    summary: "A limit ended the check of a body before there was a verdict.",
    explanation: """
      The body nests too deep, is too large, or takes too many steps to check. It is neither right nor wrong; \
      raise the limit to find out.
      """)
}

extension Remark {
  /// A check that a limit ended.
  package static func checkStopped(_ limit: LimitExceeded, side: BodyRule.Side) -> Remark {
    Remark(.checkStopped, limit.reason, side: side, keyword: "limit", position: limit.position)
  }
}
