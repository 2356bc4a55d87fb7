import Muster
import MusterTraffic

/// Renders the report of a run over recorded traffic as Markdown, for job summaries and comments.
///
/// A table of findings for each operation, then what was checked, folded away. The text stays below the 65,536
/// characters that GitHub takes for a comment; what does not fit is counted.
public struct MarkdownRenderer: LintRenderer {
  private static let capacity = 50_000
  private static let longestCell = 400

  /// A renderer.
  public init() {}

  /// Appends the report.
  public func render(_ report: LintReport, into output: inout [UInt8]) {
    let counts = report.findingCounts
    let parts = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.notes, "note")]
      .filter { $0.0 > 0 }.map { count($0.0, $0.1) }
    var text = "## muster lint: " + (parts.isEmpty ? "nothing found" : parts.joined(separator: ", ")) + "\n\n"
    let exchanges = report.exchanges
    text +=
      "\(count(exchanges.total, "exchange")) in \(count(report.recordings.count, "recording")): "
      + "\(exchanges.checked) checked, \(exchanges.undocumented) undocumented, \(exchanges.skipped) skipped.\n"
    if report.isPartial { text += "\n**Partial**: the run was ended before it was through.\n" }

    var omitted = report.omittedFindings
    for group in FindingGroup.groups(of: report) {
      var isOpen = false
      for finding in group.findings {
        let row = self.row(finding)
        guard text.utf8.count + row.utf8.count <= MarkdownRenderer.capacity else {
          omitted += 1
          continue
        }
        if !isOpen {
          text += "\n### \(heading(group))\n\n| | finding | where | times | first seen |\n|---|---|---|---:|---|\n"
          isOpen = true
        }
        text += row
      }
    }
    if omitted > 0 { text += "\n\(count(omitted, "more finding")) not listed.\n" }
    text += ledger(report)
    output.append(contentsOf: text.utf8)
  }

  // MARK: Findings

  private func heading(_ group: FindingGroup) -> String {
    guard let operation = group.operation else { return group.contract.map(cell) ?? "No operation" }
    return code(operation) + (group.contract.map { " (\(cell($0)))" } ?? "")
  }

  private func row(_ finding: Finding) -> String {
    var cells = [finding.severity.rawValue]
    cells.append("\(cell(finding.message)) \(code(finding.rule.id))")
    var place = cell(FindingText.place(finding))
    if let schema = finding.schema { place += (place.isEmpty ? "" : "<br>") + code("\(schema.source):\(schema.line)") }
    cells.append(place)
    cells.append(String(finding.count))
    cells.append(finding.first.map { code("\($0.exchange.recording):\($0.position.line):\($0.position.column)") } ?? "")
    return "| " + cells.joined(separator: " | ") + " |\n"
  }

  // MARK: What was checked

  private func ledger(_ report: LintReport) -> String {
    let rows = report.ledger.totalsByPart
    guard !rows.isEmpty else { return "" }
    var text = "\n<details><summary>What was checked</summary>\n\n"
    text += "| part | checked | failed | skipped | undocumented |\n|---|---:|---:|---:|---:|\n"
    for (part, totals) in rows {
      text +=
        "| \(part.rawValue) | \(totals.checked) | \(totals.failures) | \(totals.skipped) | \(totals.undocumented) |\n"
    }
    let reasons = report.ledger.skippedByReason
    if !reasons.isEmpty { text += "\n| skipped because | times |\n|---|---:|\n" }
    for (reason, number) in reasons { text += "| \(cell(reason.sentence)) | \(number) |\n" }
    let unused = report.operations.filter { $0.exchanges == 0 }
    text += "\n\(report.operations.count - unused.count) of \(count(report.operations.count, "operation")) used"
    if !unused.isEmpty {
      text += "; not used: " + unused.prefix(20).map { code($0.operation) }.joined(separator: ", ")
      if unused.count > 20 { text += " and \(unused.count - 20) more" }
    }
    return text + ".\n\n</details>\n"
  }

  // MARK: Escaping

  /// A text that is plain in a cell of a table: no markup, no mention, no new line.
  private func cell(_ text: String) -> String {
    var result = ""
    for scalar in MarkdownRenderer.cut(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "@": result += "&#64;"
      case "#": result += "&#35;"
      case "\n": result += "<br>"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "!", "|", "~": result += "\\" + String(scalar)
      case ":": result += "&#58;"
      default: result += TerminalText.escape(String(scalar))
      }
    }
    return result
  }

  /// A text as code in a cell.
  private func code(_ text: String) -> String {
    // A backtick would end the code, and a bar the cell even inside of it.
    let shown = TerminalText.escape(MarkdownRenderer.cut(text)).unicodeScalars.map { scalar in
      switch scalar {
      case "`": "'"
      case "|": "\\|"
      default: String(scalar)
      }
    }
    return "`\(shown.joined())`"
  }

  private static func cut(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > longestCell else { return text }
    return String(String.UnicodeScalarView(scalars.prefix(longestCell))) + "…"
  }

  private func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
