import Muster

/// Renders reports as text for people: a verdict, then each issue with its place, an excerpt and the schema's place.
///
/// ```
/// token.json: invalid, 1 issue
/// token.json:3:5: /token/extra: expected no property of this name [additionalProperties]
///     3 | "extra": "…",
///       | ^
///     schema openapi.yaml:74:13 #/components/schemas/Token/additionalProperties
/// ```
public struct TextRenderer: PayloadRenderer {
  /// What is listed.
  public enum Listing: Sendable, Hashable {
    /// Every payload.
    case all
    /// Payloads that do not pass or that there are warnings about, then how many there were.
    case noteworthy
  }

  private let style: TextStyle
  private let listing: Listing
  private let disclosure: Disclosure

  /// A renderer.
  ///
  /// - Parameter disclosure: What the lines of payloads may show; the reports' own reasons are made by it already.
  public init(style: TextStyle = .plain, listing: Listing = .all, disclosure: Disclosure = .safe) {
    self.style = style
    self.listing = listing
    self.disclosure = disclosure
  }

  /// Whether it writes anything of a payload that passes and that nothing is noteworthy about.
  public var listsEveryPayload: Bool { listing == .all }

  /// Writes a report.
  public mutating func render(_ report: PayloadReport, payload: Span<UInt8>, into output: inout [UInt8]) {
    if listing == .noteworthy, report.verdict == .valid, report.warnings.isEmpty { return }
    var text = verdict(report)
    for issue in report.issues { text += self.issue(issue, report, payload) }
    if report.omittedIssues > 0 {
      text += "  and \(TextRenderer.count(report.omittedIssues, "more issue"))\n"
    }
    for warning in report.warnings { text += self.warning(warning, report) }
    output.append(contentsOf: text.utf8)
  }

  /// Writes how many payloads came to what, where that is not plain from the reports.
  public mutating func end(_ summary: ReportSummary, into output: inout [UInt8]) {
    guard listing == .noteworthy || summary.total > 1 else { return }
    var parts = ["\(summary.valid) valid", "\(summary.invalid) invalid"]
    if summary.undecided > 0 { parts.append("\(summary.undecided) undecided") }
    if summary.unchecked > 0 { parts.append("\(summary.unchecked) not read") }
    let text = "\(TextRenderer.count(summary.total, "payload")): \(parts.joined(separator: ", "))\n"
    output.append(contentsOf: text.utf8)
  }

  // MARK: Parts

  private func verdict(_ report: PayloadReport) -> String {
    let place = place(report.source, report.line.map(String.init))
    switch report.verdict {
    case .valid: return "\(place): \(style.paint("valid", .valid))\n"
    case .invalid:
      let count = TextRenderer.count(report.issues.count + report.omittedIssues, "issue")
      return "\(place): \(style.paint("invalid", .invalid)), \(count)\n"
    case .undecided: return "\(place): \(style.paint("undecided", .undecided)), stopped by a limit\n"
    }
  }

  private func issue(_ issue: Issue, _ report: PayloadReport, _ payload: Span<UInt8>) -> String {
    var text = place(report.source, "\(issue.position.line):\(issue.position.column)") + ": "
    if !issue.instance.tokens.isEmpty { text += TerminalText.escape(issue.instance.description) + ": " }
    text += TerminalText.escape(issue.message)
    text += " " + style.paint("[\(TerminalText.escape(issue.keyword))]", .keyword) + "\n"
    // The line that a whole payload begins on says nothing.
    if report.isUnreadable || (report.verdict == .invalid && !issue.instance.tokens.isEmpty),
      let excerpt = Excerpt(
        at: issue.position.offset, in: payload, endsAtOffset: report.isUnreadable, shows: { isShown($0, issue) })
    {
      let number = String(issue.position.line)
      let margin = String(repeating: " ", count: number.utf8.count)
      let indent = String(repeating: " ", count: excerpt.caret)
      text += "    " + style.paint("\(number) |", .quiet) + " \(excerpt.text)\n"
      text += "    " + style.paint("\(margin) |", .quiet) + " \(indent)" + style.paint("^", .invalid) + "\n"
    }
    if let schema = issue.schema {
      let place = TerminalText.escape("\(schema.source):\(schema.line):\(schema.column) #\(schema.pointer)")
      text += "    " + style.paint("schema \(place)", .quiet) + "\n"
    }
    return text
  }

  /// Whether a name beside an issue may be told.
  private func isShown(_ name: String, _ issue: Issue) -> Bool {
    let tokens = issue.instance.tokens
    if disclosure == .all || tokens.contains(name) { return true }
    // Beside a name that is not told there may be others like it.
    guard disclosure == .safe, tokens.last != Disclosure.omission else { return false }
    return ValueText.isFieldName(name) && !SecretShape.isPrivate(name)
  }

  private func warning(_ notice: Notice, _ report: PayloadReport) -> String {
    var text = place(notice.source ?? report.source, "\(notice.position.line):\(notice.position.column)") + ": "
    text += style.paint("warning", .warning) + ": "
    if !notice.pointer.isEmpty {
      text += TerminalText.escape((notice.source == nil ? "" : "#") + notice.pointer) + ": "
    }
    text += TerminalText.escape(notice.message)
    return text + " " + style.paint("[\(TerminalText.escape(notice.code.rawValue))]", .keyword) + "\n"
  }

  private func place(_ source: String, _ position: String?) -> String {
    let source = TerminalText.escape(source)
    return style.paint(position.map { "\(source):\($0)" } ?? source, .place)
  }

  private static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
