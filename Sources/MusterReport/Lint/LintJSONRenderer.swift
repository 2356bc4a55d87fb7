import Muster
import MusterContracts
import MusterTraffic

/// Renders the report of a run over recorded traffic as one JSON object, indented.
///
/// `docs/lint-report.schema.json` describes it.
public struct LintJSONRenderer: LintRenderer {
  /// A renderer.
  public init() {}

  /// Appends the report.
  public func render(_ report: LintReport, into output: inout [UInt8]) {
    var writer = JSONWriter(isIndented: true)
    writer.object { writer in
      writer.member("version", LintReportForm.version)
      writer.write(summary: report)
      writer.member("findings") {
        $0.array(report.findings.filter { !$0.isAdvice }) { writer, finding in writer.object { $0.write(finding) } }
      }
      // What holds nothing against a message is told apart from what does.
      writer.member("notes") {
        $0.array(report.findings.filter(\.isAdvice)) { writer, finding in writer.object { $0.write(finding) } }
      }
      writer.member("ledger") {
        $0.array(report.ledger.entries) { writer, entry in writer.object { $0.write(entry) } }
      }
      writer.member("foreignHosts") {
        $0.array(report.ledger.foreignHosts) { writer, host in writer.object { $0.write(host) } }
      }
      writer.member("operations") {
        $0.array(report.operations) { writer, operation in writer.object { $0.write(operation) } }
      }
      writer.member("recordings") {
        $0.array(report.recordings) { writer, recording in writer.object { $0.write(recording) } }
      }
    }
    output.append(contentsOf: writer.bytes)
    output.append(UInt8(ascii: "\n"))
  }
}

/// Renders the report of a run over recorded traffic as JSON Lines: an object on a line of its own for each part.
///
/// Findings come first, then the ledger, the operations and the recordings, and the summary last, so that a text that was
/// cut off shows. `docs/lint-report-line.schema.json` describes a line.
public struct LintJSONLinesRenderer: LintRenderer {
  /// A renderer.
  public init() {}

  /// Appends the report.
  public func render(_ report: LintReport, into output: inout [UInt8]) {
    func line(_ type: String, _ members: (inout JSONWriter) -> Void) {
      var writer = JSONWriter(isIndented: false)
      writer.object { writer in
        writer.member("type", type)
        members(&writer)
      }
      output.append(contentsOf: writer.bytes)
      output.append(UInt8(ascii: "\n"))
    }
    for finding in report.findings { line(finding.isAdvice ? "note" : "finding") { $0.write(finding) } }
    for entry in report.ledger.entries { line("ledger") { $0.write(entry) } }
    for host in report.ledger.foreignHosts { line("foreignHost") { $0.write(host) } }
    for operation in report.operations { line("operation") { $0.write(operation) } }
    for recording in report.recordings { line("recording") { $0.write(recording) } }
    line("summary") { writer in
      writer.member("version", LintReportForm.version)
      writer.write(summary: report)
    }
  }
}

/// What readers of reports can rely on.
enum LintReportForm {
  /// Grows where a member goes or changes its meaning; new members may come without that.
  static let version = 1
}

extension JSONWriter {
  fileprivate mutating func write(summary report: LintReport) {
    member("partial", report.isPartial)
    member("exchanges") {
      $0.object { writer in
        writer.member("total", report.exchanges.total)
        writer.member("checked", report.exchanges.checked)
        writer.member("undocumented", report.exchanges.undocumented)
        writer.member("skipped", report.exchanges.skipped)
      }
    }
    member("counts") {
      $0.object { writer in
        writer.member("errors", report.findingCounts.errors)
        writer.member("warnings", report.findingCounts.warnings)
        writer.member("notes", report.findingCounts.notes)
      }
    }
    member("omittedFindings", report.omittedFindings)
    member("omittedOccurrences", report.omittedOccurrences)
    member("omittedByRule") {
      $0.array(report.omittedByRule) { writer, omitted in
        writer.object { writer in
          writer.member("rule", omitted.rule.id)
          writer.member("count", omitted.count)
        }
      }
    }
    member("ignored") {
      $0.array(report.ignored) { writer, ignored in
        writer.object { writer in
          writer.member("rule", ignored.rule.id)
          writer.member("count", ignored.count)
        }
      }
    }
    member("otherForeignExchanges", report.ledger.otherForeignExchanges)
  }

  fileprivate mutating func write(_ finding: Finding) {
    member("rule", finding.rule.id)
    member("severity", finding.severity.rawValue)
    member("category", finding.category.rawValue)
    member("contract", orNull: finding.contract)
    member("operation", orNull: finding.operation)
    member("operationId", orNull: finding.operationID)
    member("side", orNull: finding.side?.rawValue)
    if let status = finding.status { member("status", status) } else { null("status") }
    member("mediaType", orNull: finding.mediaType)
    member("parameter", orNull: finding.parameter)
    member("keyword", orNull: finding.keyword)
    member("instance", orNull: finding.instance?.description)
    member("instancePattern", orNull: finding.instancePattern)
    if let schema = finding.schema {
      member("schema") {
        $0.object { writer in
          writer.member("source", schema.source)
          writer.member("pointer", schema.pointer)
          writer.member("line", schema.line)
          writer.member("column", schema.column)
        }
      }
    } else {
      null("schema")
    }
    member("message", Wording.sentence(finding.reason))
    member(reason: finding.reason)
    member("nearest", orNull: finding.nearest)
    member("count", finding.count)
    member("fingerprint", finding.fingerprint)
    member("samples") { $0.array(finding.samples) { $0.write($1) } }
  }

  private mutating func write(_ sample: Sample) {
    object { writer in
      writer.member("recording", sample.exchange.recording)
      writer.member("ordinal", sample.exchange.ordinal)
      writer.member("exchange", sample.exchange.index)
      writer.member("line", sample.position.line)
      writer.member("column", sample.position.column)
      writer.member("target", sample.target)
      if let position = sample.payloadPosition {
        writer.member("payload") {
          $0.object { writer in
            writer.member("line", position.line)
            writer.member("column", position.column)
          }
        }
      } else {
        writer.null("payload")
      }
      writer.member("message", Wording.sentence(sample.reason))
      if let excerpt = sample.excerpt {
        writer.member("excerpt") {
          $0.object { writer in
            writer.member("text", excerpt.text)
            writer.member("column", excerpt.column)
            writer.member("length", excerpt.length)
          }
        }
      } else {
        writer.null("excerpt")
      }
    }
  }

  fileprivate mutating func write(_ entry: LedgerEntry) {
    member("contract", orNull: entry.contract)
    member("operation", orNull: entry.operation)
    member("part", entry.part.rawValue)
    switch entry.verdict {
    case .checked: member("verdict", "checked")
    case .skipped: member("verdict", "skipped")
    case .undocumented: member("verdict", "undocumented")
    }
    if case .skipped(let reason) = entry.verdict {
      member("reason", reason.code)
      member("because", reason.sentence)
    } else {
      null("reason")
      null("because")
    }
    member("count", entry.count)
    member("failures", entry.failures)
    member("first") {
      $0.object { writer in
        writer.member("recording", entry.first.recording)
        writer.member("ordinal", entry.first.ordinal)
        writer.member("exchange", entry.first.index)
        writer.member("line", entry.first.position.line)
        writer.member("column", entry.first.position.column)
      }
    }
  }

  fileprivate mutating func write(_ host: ForeignHost) {
    member("host", host.host)
    member("exchanges", host.exchanges)
    member("fitting", host.fitting)
    member("server", orNull: host.server)
  }

  fileprivate mutating func write(_ operation: OperationCoverage) {
    member("contract", orNull: operation.contract)
    member("operation", operation.operation)
    member("operationId", orNull: operation.operationID)
    member("exchanges", operation.exchanges)
  }

  fileprivate mutating func write(_ recording: RecordingSummary) {
    member("recording", recording.name)
    member("ordinal", recording.ordinal)
    member("form", orNull: recording.form?.rawValue)
    member("exchanges", recording.exchanges)
    member("bytes", recording.bytes)
  }

  private mutating func member(_ name: String, orNull value: String?) {
    if let value { member(name, value) } else { null(name) }
  }
}
