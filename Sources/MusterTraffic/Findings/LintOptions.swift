import Muster
import MusterContracts

/// How recorded traffic is judged.
public struct LintOptions: Sendable {
  /// How messages are judged.
  public var judging: JudgeOptions
  /// How much the findings of rules matter, where it is not the rule's own severity; `.off` for rules that are not wanted.
  public var severities: [Rule: RuleLevel]
  /// Rules of the caller's own, which judge each exchange after Muster's.
  public var rules: [LintRule]
  /// Findings that are only counted.
  public var ignoring: [IgnoredFinding]
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
    judging: JudgeOptions = LintOptions.recordedTraffic, severities: [Rule: RuleLevel] = [:], findings: Int = 1_000,
    hosts: HostPolicy = .init(), filter: ExchangeFilter = .init(), rules: [LintRule] = [],
    ignoring: [IgnoredFinding] = []
  ) {
    self.rules = rules
    self.ignoring = ignoring
    self.hosts = hosts
    self.filter = filter
    self.judging = judging
    self.severities = severities
    self.findings = findings
  }

  /// How much a remark matters: as its rule says, but an addition that fails is an error; `nil` if its rule is off.
  func severity(of remark: Remark) -> Severity? {
    if let level = severities[remark.rule] { return level.severity }
    return remark.category == .violation && remark.rule.category == .drift ? .error : remark.rule.severity
  }
}
