import MusterContracts

/// From what on a run is taken as failed: the values of `--fail-on`.
public enum FailureThreshold: String, Sendable, Hashable, CaseIterable {
  /// Any error.
  case error
  /// Any error or warning.
  case warning
  /// Any finding.
  case note
  /// Any finding, and anything that was not checked or is not documented.
  case skipped
  /// Nothing.
  case never

  /// Whether a finding of a severity is past the threshold.
  public func isReached(by severity: Severity) -> Bool {
    switch self {
    case .never: false
    case .error: severity == .error
    case .warning: severity >= .warning
    case .note, .skipped: true
    }
  }

  /// Whether a report is past the threshold.
  public func isReached(by report: LintReport) -> Bool {
    let counts = report.findingCounts
    switch self {
    case .never: return false
    case .error: return counts.errors > 0
    case .warning: return counts.errors + counts.warnings > 0
    case .note: return counts.errors + counts.warnings + counts.notes > 0
    case .skipped:
      let totals = report.ledger.totals
      return counts.errors + counts.warnings + counts.notes > 0 || totals.skipped + totals.undocumented > 0
    }
  }
}
