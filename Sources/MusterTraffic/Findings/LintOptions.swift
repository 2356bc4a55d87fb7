import Muster
import MusterContracts

/// How recorded traffic is judged.
public struct LintOptions: Sendable {
  /// How messages are judged.
  public var judging: JudgeOptions
  /// How much the findings of rules matter, by the rules' names, where it is not the rule's own severity.
  public var severities: [String: Severity]
  /// How many different findings a report has at most.
  public var findings: Int
  /// Which hosts traffic may have been with to be held to a contract.
  public var hosts: HostPolicy
  /// Which exchanges are looked at.
  public var filter: ExchangeFilter

  /// How messages are judged where nothing else is said: as any are, but all issues of a body are counted, up to 10,000,
  /// and placeholders of recorders are held against nobody.
  public static let recordedTraffic = JudgeOptions(
    limits: Limits(issues: 10_000), placeholders: .ofRecorders)

  /// Options, each with its default.
  public init(
    judging: JudgeOptions = LintOptions.recordedTraffic, severities: [String: Severity] = [:], findings: Int = 1_000,
    hosts: HostPolicy = .init(), filter: ExchangeFilter = .init()
  ) {
    self.hosts = hosts
    self.filter = filter
    self.judging = judging
    self.severities = severities
    self.findings = findings
  }

  /// How much a remark matters: as its rule says, but an addition that fails is an error.
  func severity(of remark: Remark) -> Severity {
    if let severity = severities[remark.rule.id] { return severity }
    return remark.category == .violation && remark.rule.category == .drift ? .error : remark.rule.severity
  }
}
