/// Turns the reports of payloads, one after the other, into the bytes of one output.
public protocol PayloadRenderer: Sendable {
  /// Whether it writes anything of a payload that passes and that nothing is noteworthy about.
  var listsEveryPayload: Bool { get }

  /// Writes what comes before the first report.
  mutating func begin(into output: inout [UInt8])

  /// Writes a report.
  ///
  /// - Parameters:
  ///   - report: What the check came to.
  ///   - payload: The payload's bytes, for an excerpt; empty where they are not at hand.
  ///   - output: What to append to.
  mutating func render(_ report: PayloadReport, payload: Span<UInt8>, into output: inout [UInt8])

  /// Writes what comes after the last report.
  mutating func end(_ summary: ReportSummary, into output: inout [UInt8])
}

extension PayloadRenderer {
  /// It does.
  public var listsEveryPayload: Bool { true }

  /// Writes nothing.
  public mutating func begin(into output: inout [UInt8]) {}

  /// Writes nothing.
  public mutating func end(_ summary: ReportSummary, into output: inout [UInt8]) {}
}
