import Muster
import MusterContracts
import MusterTraffic

/// Renders the report of a run over recorded traffic as text for people: findings by operation, then the ledger.
///
/// ```
/// PATCH /v1/tokens/{tokenId} (example, updateToken), 12 exchanges
///   error: expected integer, found a string [response-body-invalid] 3 times
///     response 200 at /token/ttl
///       | { …, "ttl": "…", … }
///       |             ^^^
///     schema openapi.yaml:74:13 #/components/schemas/Token/properties/ttl/type
///       | type: integer
///     traffic.har:12:5 PATCH https://api.example.com/v1/tokens/{tokenId}
/// ```
public struct LintTextRenderer: LintRenderer {
  private let style: TextStyle
  private let schemaLines: [SchemaLocation: String]

  private static let widestLine = 96
  private static let longestMark = 40
  private static let unusedLimit = 20

  /// A renderer.
  ///
  /// - Parameters:
  ///   - style: Whether the text carries colours.
  ///   - schemaLines: The lines of the vendors' sources that places of schemas are on, as far as they are at hand.
  public init(style: TextStyle = .plain, schemaLines: [SchemaLocation: String] = [:]) {
    self.style = style
    self.schemaLines = schemaLines
  }

  /// Appends the report.
  public func render(_ report: LintReport, into output: inout [UInt8]) {
    var text = ""
    for group in FindingGroup.groups(of: report) {
      text += heading(group)
      for finding in group.findings { text += self.finding(finding) }
      text += "\n"
    }
    if report.omittedFindings > 0 {
      text += "and \(count(report.omittedFindings, "more finding")) that are not listed\n\n"
    }
    text += ledger(report)
    text += foreignHosts(report)
    text += operations(report)
    text += summary(report)
    output.append(contentsOf: text.utf8)
  }

  // MARK: Findings

  private func heading(_ group: FindingGroup) -> String {
    guard let operation = group.operation else {
      return style.paint(group.contract.map { "\(escape($0)), no operation" } ?? "no operation", .place) + "\n"
    }
    let names = [group.contract, group.operationID].compactMap { $0 }.map(escape)
    return style.paint(escape(operation), .place) + (names.isEmpty ? "" : " (\(names.joined(separator: ", ")))")
      + (group.exchanges.map { ", " + count($0, "exchange") } ?? "") + "\n"
  }

  private func finding(_ finding: Finding) -> String {
    let role: TextRole =
      switch finding.severity {
      case .error: .invalid
      case .warning: .warning
      case .note: .quiet
      }
    var text = "  " + style.paint(finding.severity.rawValue, role) + ": " + escape(finding.message)
    text += " " + style.paint("[\(finding.rule.id)]", .keyword)
    if finding.count > 1 { text += " \(finding.count) times" }
    text += "\n"
    let place = escape(FindingText.place(finding))
    if !place.isEmpty { text += "    \(place)\n" }
    if let excerpt = finding.first?.excerpt { text += marked(excerpt) }
    if let schema = finding.schema { text += self.schema(schema) }
    for sample in finding.samples { text += self.sample(sample, of: finding) }
    if finding.count > finding.samples.count, !finding.samples.isEmpty {
      text += "    " + style.paint("and \(finding.count - finding.samples.count) more", .quiet) + "\n"
    }
    return text
  }

  private func marked(_ excerpt: MusterTraffic.Excerpt) -> String {
    let column = max(0, excerpt.column - 1)
    // Of a long part its beginning is enough.
    let mark = String(
      repeating: "^", count: (1...LintTextRenderer.longestMark).contains(excerpt.length) ? excerpt.length : 1)
    let margin = "      " + style.paint("|", .quiet) + " "
    return margin + escape(excerpt.text) + "\n" + margin + String(repeating: " ", count: column)
      + style.paint(mark, .invalid) + "\n"
  }

  private func schema(_ schema: SchemaLocation) -> String {
    var text = "    " + style.paint("schema " + escape(FindingText.schema(schema)), .quiet) + "\n"
    if let line = schemaLines[schema] {
      text += "      " + style.paint("|", .quiet) + " " + escape(cut(line, around: schema.column)) + "\n"
    }
    return text
  }

  /// A line without its indentation, or the part of a long one that begins a little before a column.
  private func cut(_ line: String, around column: Int) -> String {
    let scalars = Array(line.unicodeScalars)
    var start = scalars.prefix { $0 == " " || $0 == "\t" }.count
    var head = ""
    if column - 1 - start > LintTextRenderer.widestLine / 2 {
      start = min(scalars.count, column - 1 - 16)
      head = "…"
    }
    let rest = scalars[min(start, scalars.count)...]
    let shown = rest.prefix(LintTextRenderer.widestLine)
    return head + String(String.UnicodeScalarView(shown)) + (rest.count > shown.count ? "…" : "")
  }

  private func sample(_ sample: Sample, of finding: Finding) -> String {
    let position = sample.position
    var text = "    " + style.paint(escape("\(sample.exchange.recording):\(position.line):\(position.column)"), .place)
    if !sample.target.isEmpty { text += " " + escape(sample.target) }
    if let payload = sample.payloadPosition { text += ", body \(payload.line):\(payload.column)" }
    return text + "\n"
  }

  // MARK: What was checked

  private func ledger(_ report: LintReport) -> String {
    let rows = report.ledger.totalsByPart
    guard !rows.isEmpty else { return "" }
    let titles = ["part", "checked", "failed", "skipped", "undocumented"]
    let cells = rows.map { part, totals in
      [part.rawValue] + [totals.checked, totals.failures, totals.skipped, totals.undocumented].map(String.init)
    }
    let widths = titles.indices.map { column in
      ([titles] + cells).map { $0[column].utf8.count }.max() ?? 0
    }
    var text = ""
    for (index, row) in ([titles] + cells).enumerated() {
      let line = row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].utf8.count)
        return column == 0 ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ")
      text += (index == 0 ? style.paint(line, .quiet) : line) + "\n"
    }
    let reasons = report.ledger.skippedByReason
    let width = reasons.map { String($0.count).utf8.count }.max() ?? 0
    if !reasons.isEmpty { text += "\n" + style.paint("skipped because", .quiet) + "\n" }
    for (reason, number) in reasons {
      let digits = String(number)
      text += String(repeating: " ", count: width - digits.utf8.count) + "\(digits)  \(reason.sentence) "
      text += style.paint("[\(reason.code)]", .keyword) + "\n"
    }
    return text + "\n"
  }

  private func foreignHosts(_ report: LintReport) -> String {
    let hosts = report.ledger.foreignHosts
    guard !hosts.isEmpty else { return "" }
    let width = hosts.map { String($0.exchanges).utf8.count }.max() ?? 0
    var text = style.paint("exchanges with hosts that no contract has as a server", .quiet) + "\n"
    for host in hosts {
      let digits = String(host.exchanges)
      text += String(repeating: " ", count: width - digits.utf8.count) + digits + "  " + escape(host.host)
      if let server = host.server { text += ", of which --server \(escape(server)) would check \(host.fitting)" }
      text += "\n"
    }
    if report.ledger.otherForeignExchanges > 0 {
      text += "and \(report.ledger.otherForeignExchanges) with other hosts\n"
    }
    return text + "\n"
  }

  private func operations(_ report: LintReport) -> String {
    let unused = report.operations.filter { $0.exchanges == 0 }
    guard !report.operations.isEmpty else { return "" }
    var text = "\(report.operations.count - unused.count) of \(count(report.operations.count, "operation")) used"
    guard !unused.isEmpty else { return text + "\n" }
    text += "; not used:\n"
    for operation in unused.prefix(LintTextRenderer.unusedLimit) {
      text += "  " + escape(operation.operation) + (operation.contract.map { " (\(escape($0)))" } ?? "") + "\n"
    }
    if unused.count > LintTextRenderer.unusedLimit {
      text += "  and \(unused.count - LintTextRenderer.unusedLimit) more\n"
    }
    return text
  }

  private func summary(_ report: LintReport) -> String {
    let exchanges = report.exchanges
    let bytes = report.recordings.reduce(0) { $0 + $1.bytes }
    var text =
      "\(count(exchanges.total, "exchange")) in \(count(report.recordings.count, "recording")), \(ByteCount.text(bytes)): "
      + "\(exchanges.checked) checked, \(exchanges.undocumented) undocumented, \(exchanges.skipped) skipped\n"
    if report.omittedOccurrences > 0 {
      text += "\(count(report.omittedOccurrences, "occurrence")) of further findings were only counted: "
      text += report.omittedByRule.map { "\($0.count) [\($0.rule.id)]" }.joined(separator: ", ") + "\n"
    }
    if !report.ignored.isEmpty {
      text += "ignored: " + report.ignored.map { "\($0.count) [\($0.rule.id)]" }.joined(separator: ", ") + "\n"
    }
    let counts = report.findingCounts
    let parts = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.notes, "note")]
      .filter { $0.0 > 0 }.map { count($0.0, $0.1) }
    text +=
      parts.isEmpty
      ? style.paint("nothing found", .valid)
      : style.paint("found " + parts.joined(separator: ", "), counts.errors > 0 ? .invalid : .warning)
    text += "\n"
    if report.isPartial {
      text += style.paint("partial: the run was ended before it was through", .warning) + "\n"
    }
    return text
  }

  private func escape(_ text: String) -> String { TerminalText.escape(text) }

  private func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

/// The findings of one operation.
struct FindingGroup {
  let contract: String?
  let operation: String?
  let operationID: String?
  /// How many exchanges the operation has; `nil` where there is no operation.
  let exchanges: Int?
  var findings: [Finding]

  /// The findings of a report by operation, in the order of each one's first finding.
  static func groups(of report: LintReport) -> [FindingGroup] {
    struct Key: Hashable {
      let contract: String?
      let operation: String?
    }
    var exchanges: [Key: Int] = [:]
    for operation in report.operations {
      exchanges[Key(contract: operation.contract, operation: operation.operation), default: 0] += operation.exchanges
    }
    var places: [Key: Int] = [:]
    var groups: [FindingGroup] = []
    for finding in report.findings {
      let key = Key(contract: finding.contract, operation: finding.operation)
      if let place = places[key] {
        groups[place].findings.append(finding)
        continue
      }
      places[key] = groups.count
      groups.append(
        FindingGroup(
          contract: finding.contract, operation: finding.operation, operationID: finding.operationID,
          exchanges: finding.operation == nil ? nil : exchanges[key], findings: [finding]))
    }
    return groups
  }
}
