import Foundation
import Muster
import MusterDocuments
import MusterReport
import MusterTesting
import Synchronization
import Testing

@testable import MusterCommand
@testable import MusterContracts
@testable import MusterTraffic

/// The same bytes give the same findings in the linter, the guard, assertions and `validate`: rule, category, reason, place.
///
/// Notes are left out, as guard and assertions do not tell them.
@Suite("The same findings everywhere")
struct SameFindingsTests {
  /// One body with what it belongs to.
  fileprivate struct Sent {
    let operation: MusterContracts.Operation
    let path: String
    let status: Int?
    let mediaType: String?
    let body: [UInt8]
  }

  /// All that judges messages of one contract.
  private final class Judges {
    let options: JudgeOptions
    let router: Router
    var judge: MusterTraffic.Judge
    var linter: TrafficLinter
    let gate: ResponseGuard
    let told = Told()
    /// What the guard has told.
    var known: Set<MusterContracts.Fingerprint> = []
    /// How often the linter should have found each rule, notes apart.
    var counts: [String: Int] = [:]

    init(_ contract: Contract, _ options: JudgeOptions) {
      self.options = options
      router = Router([contract])
      judge = MusterTraffic.Judge(router: router, options: LintOptions(judging: options))
      linter = TrafficLinter(contracts: [contract], options: LintOptions(judging: options, findings: 100_000))
      let told = told
      gate = ResponseGuard(
        contract, policy: .report, budget: .init(time: .seconds(60)), additions: options.additions,
        disclosure: options.disclosure
      ) { told.add($0) }
    }
  }

  private final class Told: Sendable {
    private let violations = Mutex<[Violation]>([])

    func add(_ violation: Violation) { violations.withLock { $0.append(violation) } }

    func takeAll() -> [Violation] {
      violations.withLock { violations in
        defer { violations = [] }
        return violations
      }
    }
  }

  // MARK: Generated exchanges

  @Test func generatedExchanges() throws {
    var rules: [String: Int] = [:]
    var dice = Dice(state: 7)
    for number in 0..<50 {
      let api = GeneratedAPI(&dice)
      let contract = try Contract(compiling: [SourceText(name: "api.json", bytes: Array(api.document.utf8))])
      let additions = AdditionPolicy.allCases[number % AdditionPolicy.allCases.count]
      let judges = Judges(contract, JudgeOptions(additions: additions, disclosure: dice.pick(Disclosure.allCases)))
      for _ in 0..<200 {
        let exchange = GeneratedExchange(api, &dice)
        let sent = Sent(
          operation: try contract.operation("\(exchange.slot.method) \(exchange.slot.path)"),
          path: exchange.slot.path.replacing("{id}", with: "7"), status: exchange.status,
          mediaType: exchange.mediaType, body: exchange.body)
        for remark in try expectSame(sent, judges) { rules[remark.rule.id, default: 0] += 1 }
      }
      expectCounts(judges)
    }
    // Nothing would be shown by exchanges without findings.
    for rule in [
      Rule.responseBodyInvalid, .requestBodyInvalid, .bodyNotJSON, .addedResponseField, .undocumentedResponseField,
      .undocumentedRequestField, .undocumentedEnumValue, .undocumentedStatus, .undocumentedMediaType,
      .missingResponseBody, .missingRequestBody, .unexpectedBody, .undocumentedResponseBody,
    ] {
      #expect(rules[rule.id] ?? 0 > 0, "nothing of \(rule.id)")
    }
  }

  // MARK: The corpus

  private static let files = Repository.files(in: Repository.root.appending(path: "Corpus"), extension: "json")

  @Test(arguments: files)
  func corpus(_ url: URL) throws {
    let file = try CorpusFile(SourceText(name: url.lastPathComponent, bytes: Array(try Data(contentsOf: url))))
    guard file.side == .request || file.side == .response, let reference = file.cases.first?["operation"]?.string else {
      return
    }
    let vendor = file.cases.first?["vendor"]?.string ?? url.deletingLastPathComponent().lastPathComponent
    let compiled = Repository.root.appending(path: "Schemas/\(vendor)/contract.muster")
    let contract =
      if let document = file.document { try Contract(compiling: [document]) } else {
        try Contract(compiled: Array(try Data(contentsOf: compiled)))
      }
    let operation = try contract.operation(reference)
    // Findings have to be the same under every policy.
    for additions in AdditionPolicy.allCases {
      let judges = Judges(contract, JudgeOptions(additions: additions))
      for item in file.cases {
        let status = file.side == .request ? nil : item["status"]?.integer ?? 200
        let path = operation.path.replacing(/\{[^}]*\}/, with: "x")
        let sent = Sent(
          operation: operation, path: path, status: status, mediaType: item["media"]?.string, body: item.body)
        _ = try expectSame(sent, judges)
      }
      expectCounts(judges)
    }
  }

  // MARK: Comparing

  /// Expects that all judges find the same, and gives it.
  private func expectSame(_ sent: Sent, _ judges: Judges) throws -> [Remark] {
    let options = judges.options
    let media = sent.mediaType
    let rule = try sent.operation.bodyRule(sent.status, media)
    let all = MessageJudge(options: options).judge(sent.body, mediaType: media, by: rule).remarks
    let due = all.filter { $0.category != .note }
    let what: Testing.Comment =
      "\(sent.operation.reference) \(sent.status ?? 0) \(media ?? "-"): \(String(decoding: sent.body.prefix(300), as: UTF8.self))"

    let exchange = exchange(sent)
    let judged = judges.judge.judge(exchange)
    let linted = judged.messages.remarks.filter { $0.category != .note && $0.parameter == nil && $0.side == sent.side }
    #expect(linted == due, what)
    judges.linter.add(exchange)
    for remark in Remark.merged(judged.messages.remarks) { judges.counts[remark.rule.id, default: 0] += 1 }

    let verdict: ResponseGuard.Verdict
    if let status = sent.status {
      let response = ResponseGuard.Response(status: status, mediaType: media, body: sent.body)
      verdict = try judges.gate.check(response, for: sent.operation.reference)
    } else {
      verdict = try judges.gate.check(requestBody: sent.body.span, mediaType: media, for: sent.operation.reference)
    }
    let violations = due.map { Violation($0, operation: sent.operation.reference) }
    switch verdict {
    case .violated: #expect(due.contains { $0.category == .violation }, what)
    case .drifted: #expect(!due.isEmpty && due.allSatisfy { $0.category == .drift }, what)
    case .passed, .skipped: #expect(due.isEmpty, what)
    }
    // A guard tells each kind of finding once.
    for told in judges.told.takeAll() {
      #expect(violations.contains(told), what)
      judges.known.insert(told.fingerprint)
    }
    #expect(violations.allSatisfy { judges.known.contains($0.fingerprint) }, what)

    // Assertions and `validate` take a body without a media type as the contract's first one, and no body that the contract
    // has nothing to check with for one that passes.
    let stated = media ?? rule.mediaType?.name ?? "application/json"
    let strict = MessageJudge(options: options).judge(sent.body, mediaType: stated, by: rule).requiringDocumentation
    let strictDue = strict.remarks.filter { $0.category != .note }
    if media != nil { #expect(strictDue.map(\.issue) == due.map(\.issue), what) }
    expectAssertion(rule, sent, strictDue, options, what)
    expectReport(rule, sent, strictDue, options, what)
    return due
  }

  private func expectAssertion(
    _ rule: BodyRule, _ sent: Sent, _ due: [Remark], _ options: JudgeOptions, _ what: Testing.Comment
  ) {
    let assertion = rule.judge(sent.body, additions: options.additions, disclosing: options.disclosure)
    #expect(assertion.findings == due, what)
    let violations = due.filter { $0.category == .violation }
    switch assertion.outcome {
    case .valid: #expect(violations.isEmpty, what)
    case .invalid(let issues): #expect(issues == violations.map(\.issue), what)
    case .unreadable: #expect(violations.map(\.rule) == [.bodyNotJSON], what)
    case .stopped: #expect(violations.isEmpty, what)
    }
  }

  private func expectReport(
    _ rule: BodyRule, _ sent: Sent, _ due: [Remark], _ options: JudgeOptions, _ what: Testing.Comment
  ) {
    let report = PayloadCheck(rule, mediaType: sent.mediaType, options: options)
      .report(sent.body.span, source: "body", line: nil)
    if report.verdict != .undecided {
      #expect(report.issues == due.filter { $0.category == .violation }.map(\.issue), what)
    }
    let rules = Set(due.filter { $0.category == .drift }.map(\.rule.id))
    let warnings = report.warnings.filter { rules.contains($0.code.rawValue) }
    let drift = due.filter { $0.category == .drift }
    #expect(warnings.map(\.code.rawValue) == drift.map(\.rule.id), what)
    #expect(warnings.map(\.reason) == drift.map(\.reason), what)
    #expect(warnings.map(\.pointer) == drift.map(\.issue.instance.description), what)
    #expect(warnings.map(\.position) == drift.map(\.issue.position), what)
  }

  /// Expects that the linter's report counts what was found, however it puts it together.
  private func expectCounts(_ judges: Judges) {
    let report = judges.linter.report()
    var counts: [String: Int] = [:]
    for finding in report.findings where finding.rule != .noExchangesChecked {
      counts[finding.rule.id, default: 0] += finding.count
    }
    #expect(counts == judges.counts)
  }

  private func exchange(_ sent: Sent) -> Exchange {
    let fields = HeaderFields(sent.mediaType.map { [("Content-Type", $0)] } ?? [])
    let body = MessageBody(sent.body.isEmpty ? .none : .bytes(sent.body))
    let isRequest = sent.status == nil
    return Exchange(
      place: ExchangePlace(recording: "r"),
      request: Exchange.Request(
        method: sent.operation.method, url: sent.path, headers: isRequest ? fields : HeaderFields(),
        body: isRequest ? body : MessageBody(.notRecorded)),
      response: sent.status.map { Exchange.Response(status: $0, headers: fields, body: body) })
  }
}

extension SameFindingsTests.Sent {
  fileprivate var side: BodyRule.Side { status == nil ? .request : .response }
}

extension MusterContracts.Operation {
  /// The rule for a body; of a request if there is no status.
  fileprivate func bodyRule(_ status: Int?, _ media: String?) throws(ContractError) -> BodyRule {
    guard let status else { return try request(media: media) }
    return try response(status: status, media: media)
  }
}
