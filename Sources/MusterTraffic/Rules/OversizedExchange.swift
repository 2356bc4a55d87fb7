import Muster
import MusterContracts

extension Rule {
  /// An exchange of a recording is larger than the limit and was passed over.
  public static let oversizedExchange = Rule(
    id: "oversized-exchange", severity: .warning, category: .note,
    summary: "An exchange of a recording is larger than the limit and was passed over.",
    explanation: """
      Recordings are read in a bounded amount of memory, one exchange at a time. Raise the limit to have it \
      checked.
      """)
}

extension Remark {
  /// An exchange that is too large.
  static func oversizedExchange(limit: Int) -> Remark {
    Remark(.oversizedExchange, Reason(.oversizedExchange, expected: Reason.Expected(bound: String(limit))))
  }
}
