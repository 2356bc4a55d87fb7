import Muster
import MusterContracts
import MusterTraffic

/// Renders the report of a run over recorded traffic as Markdown, for job summaries and comments.
///
/// A table of findings for each operation, then what was checked, folded away. The text stays below the 65,536
/// characters that GitHub takes for a comment; what does not fit is counted.
public struct MarkdownRenderer: LintRenderer {
  /// How many bytes the findings and then the whole take, each less one row.
  private static let capacity = 50_000
  private static let wholeCapacity = 56_000
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
        var row = self.row(finding)
        if !isOpen {
          row = "\n### \(heading(group))\n\n| | finding | where | times | first seen |\n|---|---|---|---:|---|\n" + row
        }
        guard text.utf8.count + row.utf8.count <= MarkdownRenderer.capacity else {
          omitted += 1
          continue
        }
        isOpen = true
        text += row
      }
    }
    if omitted > 0 { text += "\n\(count(omitted, "more finding")) not listed.\n" }
    if report.omittedOccurrences > 0 {
      text += "\n\(count(report.omittedOccurrences, "occurrence")) of further findings only counted: "
      text += report.omittedByRule.map { "\($0.count) \(code($0.rule.id))" }.joined(separator: ", ") + ".\n"
    }
    text += ledger(report, room: MarkdownRenderer.wholeCapacity - text.utf8.count)
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

  private func ledger(_ report: LintReport, room: Int) -> String {
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
    let hosts = report.ledger.foreignHosts
    if !hosts.isEmpty {
      text += "\n| host that no contract has as a server | exchanges | `--server` would check |\n|---|---:|---:|\n"
    }
    for host in hosts { text += "| \(code(host.host)) | \(host.exchanges) | \(host.fitting) |\n" }
    if report.ledger.otherForeignExchanges > 0 { text += "| others | \(report.ledger.otherForeignExchanges) | |\n" }
    let unused = report.operations.filter { $0.exchanges == 0 }
    text += "\n\(report.operations.count - unused.count) of \(count(report.operations.count, "operation")) used"
    if !unused.isEmpty {
      var names: [String] = []
      var size = text.utf8.count
      for operation in unused.prefix(20) {
        let name = code(operation.operation)
        size += name.utf8.count + 2
        guard size <= room else { break }
        names.append(name)
      }
      if !names.isEmpty { text += "; not used: " + names.joined(separator: ", ") }
      if unused.count > names.count { text += (names.isEmpty ? "; " : " and ") + "\(unused.count - names.count) more" }
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
      // Mentions and references are looked for after entities are read: a space of no width keeps them from being any.
      case "@", "#": result += String(scalar) + "&#8203;"
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
