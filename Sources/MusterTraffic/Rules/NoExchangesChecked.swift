import Muster
import MusterContracts

extension Rule {
  /// Not one exchange was held to a contract.
  public static let noExchangesChecked = Rule(
    id: "no-exchanges-checked", severity: .error, category: .note,
    summary: "Not one exchange was held to a contract.",
    explanation: """
      The recordings are empty, unreadable, or of other hosts and paths than the contracts document. A run \
      that checked nothing is no success. A contract is for the hosts of its servers and for loopback: give a staging host, \
      a proxy or a mock with --server, or take any host whose path fits with --any-host.
      """)
}

extension Remark {
  /// A run that checked nothing.
  ///
  /// - Parameter servers: The servers with which something would have been checked.
  static func noExchangesChecked(of total: Int, servers: [String]) -> Remark {
    Remark(.noExchangesChecked, Reason(.noExchangesChecked, found: FoundValue(.array, count: total), names: servers))
  }
}
