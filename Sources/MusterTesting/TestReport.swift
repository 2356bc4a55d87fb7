import Muster
import MusterContracts
import MusterReport
import MusterTraffic

/// A report that is kept beside the result of a test.
struct TestReport {
  let name: String
  let bytes: [UInt8]

  private init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The report of a payload, JSON as `muster validate --format json` prints it: all issues, and what is noteworthy.
  init(_ judgement: Judgement, of payload: PayloadText) {
    let source = payload.name ?? judgement.subject
    let drift = judgement.findings.filter { $0.category == .drift }.map { remark in
      Notice(
        code: Notice.Code(rawValue: remark.rule.id), reason: remark.reason,
        pointer: remark.issue.instance.description, position: remark.issue.position)
    }
    let notices = drift + judgement.notices
    var report = PayloadReport(
      judgement.outcome, notices: notices, omittedIssues: judgement.omittedIssues, source: source)
    if case .invalid = judgement.outcome {
      report = PayloadReport(
        source: source, verdict: .invalid, issues: judgement.issues, omittedIssues: judgement.omittedIssues,
        warnings: notices)
    }
    var renderer = JSONRenderer(isList: false)
    var bytes: [UInt8] = []
    renderer.render(report, payload: payload.bytes.span, into: &bytes)
    self.init(name: "muster-report.json", bytes: bytes)
  }

  /// The reports of recorded traffic: a text for people, and JSON for programs.
  static func reports(of report: LintReport) -> [TestReport] {
    [("muster-report.txt", LintTextRenderer() as any LintRenderer), ("muster-report.json", LintJSONRenderer())].map {
      var bytes: [UInt8] = []
      $1.render(report, into: &bytes)
      return TestReport(name: $0, bytes: bytes)
    }
  }
}
