import Muster

/// How recorded traffic is judged.
public struct LintOptions: Sendable {
  /// How to take the schemas' words.
  public var reading: Reading
  /// Whether fields and enumerated values that a response has beyond the documented ones are drift and no violation.
  public var isForwardCompatible: Bool
  /// How much the findings of rules matter, by the rules' names, where it is not the rule's own severity.
  public var severities: [String: Severity]
  /// What the check of one body may cost.
  public var limits: Limits
  /// How many different findings a report has at most.
  public var findings: Int

  /// Options, each with its default.
  public init(
    reading: Reading = .intent, isForwardCompatible: Bool = false, severities: [String: Severity] = [:],
    limits: Limits = .init(), findings: Int = 1_000
  ) {
    self.reading = reading
    self.isForwardCompatible = isForwardCompatible
    self.severities = severities
    self.limits = limits
    self.findings = findings
  }

  /// How much a rule's findings matter.
  func severity(of rule: Rule) -> Severity { severities[rule.id] ?? rule.severity }
}
