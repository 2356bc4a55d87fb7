import MusterContracts

/// How much the findings of a rule matter in one run.
public enum RuleLevel: String, Sendable, Hashable, CaseIterable {
  /// The rule has no findings.
  case off
  /// Its findings are notes.
  case note
  /// Its findings are warnings.
  case warning
  /// Its findings are errors.
  case error

  /// The severity; `nil` if the rule is off.
  public var severity: Severity? { Severity(rawValue: rawValue) }
}
