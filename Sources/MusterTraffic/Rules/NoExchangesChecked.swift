import Muster
import MusterContracts

extension Rule {
  /// Not one exchange was held to a contract.
  public static let noExchangesChecked = Rule(
    id: "no-exchanges-checked", severity: .error, category: .note,
    summary: "Not one exchange was held to a contract.",
    explanation: """
      The recordings are empty, unreadable, or of other hosts and paths than the contracts document. A run \
      that checked nothing is no success.
      """)
}

extension Remark {
  /// A run that checked nothing.
  static func noExchangesChecked(of total: Int) -> Remark {
    Remark(.noExchangesChecked, Reason(.noExchangesChecked, found: FoundValue(.array, count: total)))
  }
}
