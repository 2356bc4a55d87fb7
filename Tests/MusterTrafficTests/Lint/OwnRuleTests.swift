import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

/// Linting in code: rules of one's own, levels of rules, what is ignored, whole recordings.
@Suite("Linting in code")
struct OwnRuleTests {
  private static let base = "https://api.items.dev/v2/items/1"
  private static let right = #"{"id": 1, "status": "active"}"#
  private static let wrong = #"{"id": "x", "status": "active", "new": 1}"#

  private static let rule = Rule(
    id: "no-active-items", severity: .warning, category: .violation, summary: "An item is active.",
    explanation: "Active items cost money. Close the item.")

  /// Says where an item is active.
  private static let active = LintRule(rule) { judged in
    guard judged.operation?.id == "getItem", let body = judged.response?.body.bytes,
      String(decoding: body, as: UTF8.self).contains("active")
    else { return [] }
    return [.init("the item is active", side: .response, at: JSONPointer(["status"]))]
  }

  /// A recording of some bodies of the same response.
  private static func recording(_ bodies: String...) -> Recording {
    let entries = bodies.map { Archive.entry(content: #"{"text": \#(Archive.string($0))}"#) }
    return Recording(name: "recording", bytes: Array(Archive.of(entries).utf8))
  }

  private static func report(_ recording: Recording, _ options: LintOptions) -> LintReport {
    var linter = TrafficLinter(contracts: TestContract.items.map { [$0] } ?? [], options: options)
    linter.add(contentsOf: recording)
    return linter.report()
  }

  // MARK: Rules

  @Test func aRuleOfOnesOwnMakesFindings() throws {
    let report = Self.report(
      Self.recording(Self.right, Self.right, #"{"id": 1, "status": "closed"}"#), LintOptions(rules: [Self.active]))
    let finding = try #require(report.findings.first { $0.rule == Self.rule })
    #expect(finding.severity == .warning)
    #expect(finding.count == 2)
    #expect(finding.operationID == "getItem")
    #expect(finding.message == "the item is active")
    #expect(finding.instance?.description == "/status")
    #expect(finding.status == 200)
    let sample = try #require(finding.first)
    #expect(sample.payloadPosition?.column == 21)
    #expect(sample.excerpt?.text == #"{ …, "status": "…" }"#)
  }

  @Test func aRuleSeesTheExchangeAndItsJudgement() {
    let rule = LintRule(Self.rule) { judged in
      let rules = judged.judgement.remarks.map(\.rule.id).joined(separator: ",")
      return ["\(judged.request.method) \(judged.contract ?? "") \(judged.response?.status ?? 0) \(rules)"]
    }
    let report = Self.report(Self.recording(Self.wrong), LintOptions(rules: [rule]))
    #expect(
      report.findings.filter { $0.rule == Self.rule }.map(\.message)
        == ["GET items 200 response-body-invalid,added-response-field"])
  }

  @Test func differentSentencesAreDifferentFindings() {
    let rule = LintRule(Self.rule) { judged in
      [.init("one", side: .request), .init("two", side: .request, parameter: "id"), "one more"]
    }
    let report = Self.report(Self.recording(Self.right, Self.right), LintOptions(rules: [rule]))
    let own = report.findings.filter { $0.rule == Self.rule }
    #expect(own.map(\.message).sorted() == ["one", "one more", "two"])
    #expect(own.map(\.count) == [2, 2, 2])
    #expect(Set(own.map(\.fingerprint)).count == 3)
    #expect(own.first { $0.message == "two" }?.parameter == "id")
  }

  @Test func aRuleOfOnesOwnHasALevel() {
    let options = LintOptions(severities: [Self.rule: .error], rules: [Self.active])
    #expect(Self.report(Self.recording(Self.right), options).findingCounts.errors == 1)
    let off = LintOptions(severities: [Self.rule: .off], rules: [Self.active])
    #expect(Self.report(Self.recording(Self.right), off).findings == [])
  }

  @Test func anExcludedExchangeIsNotShownToRules() throws {
    let rule = LintRule(Self.rule) { _ in ["seen"] }
    var options = LintOptions(rules: [rule])
    options.filter.excludedHosts = [Glob("api.items.dev")]
    let report = Self.report(Self.recording(Self.right), options)
    #expect(report.findings.filter { $0.rule == Self.rule } == [])
  }

  // MARK: Levels

  /// A rule that is off leaves no trace among the findings, be the exchange judged in full or screened.
  @Test func aRuleThatIsOffFindsNothing() {
    let bodies = Self.recording(Self.wrong, Self.right, Self.wrong, Self.wrong, Self.wrong, Self.wrong, Self.right)
    let all = Self.report(bodies, LintOptions())
    #expect(all.findings.map(\.rule) == [.responseBodyInvalid, .addedResponseField])
    #expect(all.findings.map(\.count) == [5, 5])
    let some = Self.report(bodies, LintOptions(severities: [.responseBodyInvalid: .off]))
    #expect(some.findings.map(\.rule) == [.addedResponseField])
    #expect(some.findings.map(\.count) == [5])
    let none = Self.report(bodies, LintOptions(severities: [.responseBodyInvalid: .off, .addedResponseField: .off]))
    #expect(none.findings == [])
    #expect(none.ledger == all.ledger)
    #expect(none.exchanges == all.exchanges)
  }

  @Test func aRunThatChecksNothingCanBeRight() {
    let options = LintOptions(severities: [.noExchangesChecked: .off])
    #expect(TrafficLinter(contracts: []).report().findings.map(\.rule) == [.noExchangesChecked])
    #expect(TrafficLinter(contracts: [], options: options).report().findings == [])
  }

  // MARK: Ignoring

  @Test func whatIsIgnoredIsCounted() throws {
    let bodies = Self.recording(Self.wrong, Self.wrong)
    let all = Self.report(bodies, LintOptions())
    let fingerprint = try #require(all.findings.first?.fingerprint)
    let cases: [(IgnoredFinding, [Rule])] = [
      (IgnoredFinding(.addedResponseField), [.responseBodyInvalid]),
      (IgnoredFinding(.addedResponseField, of: "getItem", at: "/new"), [.responseBodyInvalid]),
      (IgnoredFinding(.addedResponseField, of: "GET /items/{id}"), [.responseBodyInvalid]),
      (IgnoredFinding(fingerprint: fingerprint), [.addedResponseField]),
      (IgnoredFinding(.addedResponseField, of: "putItem"), [.responseBodyInvalid, .addedResponseField]),
      (IgnoredFinding(.addedResponseField, at: "/old"), [.responseBodyInvalid, .addedResponseField]),
      (IgnoredFinding(.missingParameter, parameter: "id"), [.responseBodyInvalid, .addedResponseField]),
    ]
    for (ignored, left) in cases {
      let report = Self.report(bodies, LintOptions(ignoring: [ignored]))
      #expect(report.findings.map(\.rule) == left)
      #expect(report.ignored.map(\.count) == (left.count == 2 ? [] : [2]))
      #expect(report.ledger == all.ledger)
    }
  }

  // MARK: Recordings

  @Test func aWholeRecordingIsItsEntries() {
    let recording = Self.recording(Self.wrong, Self.right, Self.right, "not JSON", Self.wrong)
    var linter = TrafficLinter(contracts: TestContract.items.map { [$0] } ?? [])
    for entry in recording { linter.add(entry) }
    linter.add(recording.summary)
    #expect(Self.report(recording, LintOptions()) == linter.report())
  }

  @Test func anEntryIsAnExchange() throws {
    let exchanges = try Self.recording(Self.right).map { try Exchange($0) }
    #expect(exchanges.map(\.request.method) == ["GET"])
    #expect(exchanges.first?.response?.body.bytes == Array(Self.right.utf8))
  }

  @Test func anEntryThatIsNoneSaysWhy() {
    let recording = Recording(
      name: "lines", bytes: Array("{\"request\": {\"method\": \"GET\"}}\n{\"a\": ,}\n".utf8), form: .ndjson)
    var errors: [String] = []
    for entry in recording {
      do {
        _ = try Exchange(entry)
      } catch {
        errors.append(error.description)
      }
    }
    #expect(errors.count == 2)
    #expect(errors.first?.hasPrefix("lines:1:1: ") == true)
    #expect(errors.last?.hasPrefix("lines:2:7: ") == true)
  }
}
