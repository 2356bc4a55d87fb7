import Muster
import MusterContracts
import MusterTraffic

/// Renders the report of a run over recorded traffic as annotations of GitHub Actions: one workflow command a finding.
///
/// GitHub shows ten annotations of each kind in a step, so the most important come first; a report as text belongs beside
/// them. A finding of standard input has no file. The form is that of GitHub's "Workflow commands": `%`, CR and LF are
/// escaped, in properties `:` and `,` too.
public struct GitHubRenderer: LintRenderer {
  /// A renderer.
  public init() {}

  /// Appends the report.
  public func render(_ report: LintReport, into output: inout [UInt8]) {
    var text = ""
    for finding in report.findings { text += command(finding) }
    let exchanges = report.exchanges
    var summary =
      "\(exchanges.total) exchanges: \(exchanges.checked) checked, \(exchanges.undocumented) undocumented, "
      + "\(exchanges.skipped) skipped; \(report.findingCounts.errors) errors, \(report.findingCounts.warnings) warnings, "
      + "\(report.findingCounts.notes) notes"
    summary += ForeignHostText.sentence(report.ledger).map { "; \($0)" } ?? ""
    if report.omittedFindings > 0 { summary += "; \(report.omittedFindings) findings are not listed" }
    if report.isPartial { summary += "; the run was ended before it was through" }
    text += "::\(report.isPartial ? "warning" : "notice") title=muster lint::\(GitHubRenderer.message(summary))\n"
    output.append(contentsOf: text.utf8)
  }

  private func command(_ finding: Finding) -> String {
    let name =
      switch finding.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    var properties: [(String, String)] = []
    if let sample = finding.first, RecordingName.isPath(sample.exchange.recording) {
      properties.append(("file", sample.exchange.recording))
      properties.append(("line", String(sample.position.line)))
      properties.append(("endLine", String(sample.position.line)))
      properties.append(("col", String(sample.position.column)))
      properties.append(("endColumn", String(sample.position.column)))
    }
    properties.append(("title", finding.operation.map { "\(finding.rule.id): \($0)" } ?? finding.rule.id))
    let list = properties.map { "\($0)=\(GitHubRenderer.property($1))" }.joined(separator: ",")
    return "::\(name) \(list)::\(GitHubRenderer.message(FindingText.paragraph(finding)))\n"
  }

  /// The text of a command.
  static func message(_ text: String) -> String { escape(text, [:]) }

  /// The value of a property of a command.
  static func property(_ text: String) -> String { escape(text, [":": "%3A", ",": "%2C"]) }

  private static func escape(_ text: String, _ more: [Unicode.Scalar: String]) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default:
        if let escape = more[scalar] {
          result += escape
        } else if TerminalText.isUnsafe(scalar) {
          // The log shows it, too.
          result += TerminalText.escape(String(scalar))
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
