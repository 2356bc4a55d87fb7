import Muster
import MusterContracts
import MusterTraffic

/// The words of failures and warnings about recorded traffic.
struct RecordingMessage {
  private let report: LintReport

  init(_ report: LintReport) { self.report = report }

  /// Why the traffic does not conform: its findings, or what was not checked if there are none.
  func failure(_ findings: [Finding]) -> String {
    guard findings.isEmpty else { return "\(subject): the traffic does not conform: \(list(findings))" }
    let skipped = report.ledger.skippedByReason.map { "  \($0.count) because \($0.reason.sentence)" }
    let totals = report.ledger.totals
    var lines = Array(skipped.prefix(FailureMessage.listed))
    if totals.undocumented > 0 { lines.append("  \(totals.undocumented) because no contract documents them") }
    let count = totals.skipped + totals.undocumented
    return "\(subject): " + FailureMessage.count(count, "part") + " of the traffic not checked"
      + lines.map { "\n" + $0 }.joined()
  }

  /// What else was found.
  func warning(_ findings: [Finding]) -> String { "\(subject): \(list(findings))" }

  private var subject: String { report.recordings.map(\.name).joined(separator: ", ") }

  private func list(_ findings: [Finding]) -> String {
    let lines = findings.prefix(FailureMessage.listed).map(line)
    return FailureMessage.count(findings.count, "finding") + FailureMessage.lines(lines, of: findings.count)
  }

  private func line(_ finding: Finding) -> String {
    var words = [finding.operation, finding.side?.rawValue, finding.status.map(String.init)].compactMap { $0 }
    if let parameter = finding.parameter { words.append("parameter '\(parameter)'") }
    if let instance = finding.instance, !instance.tokens.isEmpty { words.append("at \(instance)") }
    var text = "  " + (words.isEmpty ? "" : words.joined(separator: " ") + ": ") + finding.message
    text += " [\(finding.rule.id)]" + (finding.count > 1 ? " \(finding.count) times" : "")
    if let first = finding.first {
      text += "\n    in \(first.exchange.recording):\(first.position.line):\(first.position.column)"
    }
    guard let schema = finding.schema else { return text }
    return text + "\n    see \(schema.source):\(schema.line):\(schema.column) \(schema.pointer)"
  }
}
