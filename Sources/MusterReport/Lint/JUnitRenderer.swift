import Muster
import MusterContracts
import MusterTraffic

/// Renders the report of a run over recorded traffic as JUnit's XML, as CI systems show it.
///
/// A test suite is a contract and a test case an operation: it fails where it has errors, all of them in one failure, and
/// is skipped where no exchange is its. Warnings and notes are its output. What belongs to no operation is a case for each
/// rule. What belongs to no contract is in a suite `traffic`, and so is a run that was ended, as a failure.
public struct JUnitRenderer: LintRenderer {
  /// A renderer.
  public init() {}

  /// Appends the report.
  public func render(_ report: LintReport, into output: inout [UInt8]) {
    let suites = TestSuite.suites(of: report)
    var text = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
    text += "<testsuites\(JUnitRenderer.attributes([("name", "muster lint")] + counts(suites)))>\n"
    for suite in suites {
      text += "  <testsuite\(JUnitRenderer.attributes([("name", suite.name)] + counts([suite])))>\n"
      for test in suite.cases { text += self.test(test, in: suite) }
      text += "  </testsuite>\n"
    }
    text += "</testsuites>\n"
    output.append(contentsOf: text.utf8)
  }

  private func counts(_ suites: [TestSuite]) -> [(String, String)] {
    let cases = suites.flatMap(\.cases)
    return [
      ("tests", "\(cases.count)"), ("failures", "\(cases.count { $0.isFailed })"), ("errors", "0"),
      ("skipped", "\(cases.count { $0.isSkipped })"), ("time", "0"),
    ]
  }

  private func test(_ test: TestCase, in suite: TestSuite) -> String {
    let head =
      "    <testcase"
      + JUnitRenderer.attributes([("classname", suite.name), ("name", test.name), ("time", "0")])
    var body = ""
    if let ending = test.ending {
      let attributes = JUnitRenderer.attributes([("message", ending), ("type", "partial")])
      body += "      <failure\(attributes)>\(XMLText.escape(ending))</failure>\n"
    }
    if test.isSkipped { body += "      <skipped message=\"no exchange is of this operation\"/>\n" }
    if let first = test.errors.first {
      let message = test.errors.count == 1 ? first.message : "\(first.message), and \(test.errors.count - 1) more"
      body += "      <failure" + JUnitRenderer.attributes([("message", message), ("type", first.rule.id)]) + ">"
      body += XMLText.escape(list(test.errors)) + "</failure>\n"
    }
    if let note = test.note { body += "      <system-out>\(XMLText.escape(note))</system-out>\n" }
    if !test.others.isEmpty { body += "      <system-out>\(XMLText.escape(list(test.others)))</system-out>\n" }
    return body.isEmpty ? head + "/>\n" : head + ">\n" + body + "    </testcase>\n"
  }

  private func list(_ findings: [Finding]) -> String {
    findings.map { finding in
      var lines = ["\(finding.severity.rawValue) [\(finding.rule.id)] \(FindingText.paragraph(finding))"]
      lines += finding.samples.map { FindingText.place($0) }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private static func attributes(_ attributes: [(String, String)]) -> String {
    attributes.map { " \($0)=\"\(XMLText.escape(TerminalText.escape($1), isAttribute: true))\"" }.joined()
  }
}

/// The cases of one contract.
private struct TestSuite {
  let name: String
  var cases: [TestCase] = []

  private static let noContract = "traffic"

  static func suites(of report: LintReport) -> [TestSuite] {
    var suites: [TestSuite] = []
    func add(_ test: TestCase, to name: String) {
      if let index = suites.firstIndex(where: { $0.name == name }) {
        suites[index].cases.append(test)
      } else {
        suites.append(TestSuite(name: name, cases: [test]))
      }
    }
    if report.isPartial {
      let ending = "the run was ended before it was through"
      add(TestCase(name: "the whole run", isSkipped: false, findings: [], ending: ending), to: noContract)
    }
    if let hosts = ForeignHostText.sentence(report.ledger) {
      add(TestCase(name: "foreign hosts", isSkipped: false, findings: [], note: hosts), to: noContract)
    }
    var findings: [TestCase.Key: [Finding]] = [:]
    var rules: [TestCase.Key] = []
    for finding in report.findings {
      let key = TestCase.Key(
        contract: finding.contract, operation: finding.operation, rule: finding.operation == nil ? finding.rule.id : nil
      )
      if finding.operation == nil, findings[key] == nil { rules.append(key) }
      findings[key, default: []].append(finding)
    }
    var known: Set<TestCase.Key> = []
    for operation in report.operations {
      let key = TestCase.Key(contract: operation.contract, operation: operation.operation, rule: nil)
      // Findings do not tell two contracts of one vendor apart.
      let isFirst = known.insert(key).inserted
      let test = TestCase(
        name: operation.operation, isSkipped: operation.exchanges == 0, findings: isFirst ? findings[key] ?? [] : [])
      add(test, to: operation.contract ?? noContract)
    }
    for key in rules.sorted(by: { ($0.rule ?? "") < ($1.rule ?? "") }) {
      add(
        TestCase(name: key.rule ?? "", isSkipped: false, findings: findings[key] ?? []), to: key.contract ?? noContract)
    }
    return suites
  }
}

/// An operation with its findings.
private struct TestCase {
  struct Key: Hashable {
    let contract: String?
    let operation: String?
    /// The rule where there is no operation.
    let rule: String?
  }

  let name: String
  let isSkipped: Bool
  let errors: [Finding]
  let others: [Finding]
  /// Why the run was ended.
  let ending: String?
  /// What there is to say beside findings.
  let note: String?

  var isFailed: Bool { !errors.isEmpty || ending != nil }

  init(name: String, isSkipped: Bool, findings: [Finding], ending: String? = nil, note: String? = nil) {
    self.note = note
    self.name = name
    self.isSkipped = isSkipped
    self.ending = ending
    errors = findings.filter { $0.severity == .error }
    others = findings.filter { $0.severity != .error }
  }
}
