import Muster
import MusterContracts

extension Rule {
  /// An exchange of a recording cannot be read.
  public static let unreadableExchange = Rule(
    id: "unreadable-exchange", severity: .warning, category: .note,
    summary: "An exchange of a recording cannot be read.",
    explanation: """
      It is not JSON, or lacks what makes an exchange: a request with a method and a URL. The others were \
      judged.
      """)
}

extension Remark {
  /// An exchange that cannot be read.
  static func unreadableExchange(_ reason: Reason) -> Remark {
    Remark(.unreadableExchange, Reason(.unreadableExchange, causes: [reason]))
  }
}
