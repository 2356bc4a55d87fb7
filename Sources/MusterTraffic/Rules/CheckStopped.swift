import Muster
import MusterContracts

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
  static func checkStopped(_ limit: LimitExceeded, side: BodyRule.Side) -> Remark {
    var remark = Remark(.checkStopped, limit.message, side: side)
    remark.keyword = "limit"
    remark.detail = limit.limit.name
    remark.payloadPosition = limit.position
    return remark
  }
}
