import MusterTraffic

/// Turns the report of a run over recorded traffic into the bytes of one output.
///
/// A report holds nothing that may be a secret, so a renderer has nothing to leave out; but names in it are the
/// vendor's and the recording's, so each renderer escapes what its form does not take as it is.
public protocol LintRenderer: Sendable {
  /// Appends the report, whole.
  ///
  /// - Complexity: O(*n*) in the size of the report, which `LintOptions.findings` bounds.
  func render(_ report: LintReport, into output: inout [UInt8])
}

extension LintRenderer {
  /// The report as text.
  public func render(_ report: LintReport) -> String {
    var output: [UInt8] = []
    render(report, into: &output)
    return String(decoding: output, as: UTF8.self)
  }
}
