import Muster

/// Renders reports as JSON, indented: one object, or an array of them in the order of the payloads.
public struct JSONRenderer: PayloadRenderer {
  private let isList: Bool
  private var isFirst = true

  /// A renderer.
  ///
  /// - Parameter isList: Whether an array is due however many reports there are; one object otherwise.
  public init(isList: Bool) { self.isList = isList }

  /// Opens the array.
  public mutating func begin(into output: inout [UInt8]) {
    if isList { output.append(UInt8(ascii: "[")) }
  }

  /// Writes a report as an object.
  public mutating func render(_ report: PayloadReport, payload: Span<UInt8>, into output: inout [UInt8]) {
    if isList { output.append(contentsOf: (isFirst ? "\n  " : ",\n  ").utf8) }
    isFirst = false
    var writer = JSONWriter(isIndented: true, depth: isList ? 1 : 0)
    writer.write(report)
    output.append(contentsOf: writer.bytes)
    if !isList { output.append(UInt8(ascii: "\n")) }
  }

  /// Closes the array.
  public mutating func end(_ summary: ReportSummary, into output: inout [UInt8]) {
    if isList { output.append(contentsOf: (isFirst ? "]\n" : "\n]\n").utf8) }
  }
}

/// Renders reports as JSON Lines: an object on a line of its own for each.
public struct JSONLinesRenderer: PayloadRenderer {
  /// A renderer.
  public init() {}

  /// Writes a report as a line.
  public mutating func render(_ report: PayloadReport, payload: Span<UInt8>, into output: inout [UInt8]) {
    var writer = JSONWriter(isIndented: false)
    writer.write(report)
    output.append(contentsOf: writer.bytes)
    output.append(UInt8(ascii: "\n"))
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ report: PayloadReport) {
    object { writer in
      writer.member("source", report.source)
      if let line = report.line { writer.member("line", line) }
      writer.member("valid", report.verdict == .valid)
      writer.member("issues") { $0.array(report.issues) { $0.write($1) } }
      if report.omittedIssues > 0 { writer.member("omittedIssues", report.omittedIssues) }
      writer.member("warnings") { $0.array(report.warnings) { $0.write($1) } }
    }
  }

  private mutating func write(_ issue: Issue) {
    object { writer in
      writer.member("keyword", issue.keyword)
      writer.member("instance", issue.instance.description)
      writer.member("line", issue.position.line)
      writer.member("column", issue.position.column)
      if let schema = issue.schema {
        writer.member("schema") {
          $0.object { writer in
            writer.member("source", schema.source)
            writer.member("pointer", schema.pointer)
            writer.member("line", schema.line)
            writer.member("column", schema.column)
          }
        }
      } else {
        writer.null("schema")
      }
      writer.member("message", Wording.sentence(issue.reason))
      writer.member(reason: issue.reason)
    }
  }

  private mutating func write(_ notice: Notice) {
    object { writer in
      writer.member("code", notice.code.rawValue)
      if let source = notice.source { writer.member("source", source) }
      writer.member("pointer", notice.pointer)
      writer.member("line", notice.position.line)
      writer.member("column", notice.position.column)
      writer.member("message", notice.message)
      if let reason = notice.reason { writer.member(reason: reason) }
    }
  }
}
