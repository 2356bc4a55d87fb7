import Muster
import Synchronization

extension ResponseGuard {
  /// Bodies up to this length begin without counting steps.
  private static let uncountedBytes = 65_536
  private static let callsPerClock = 128
  private static let nanosecondsPerByte = 10
  private static let nanosecondsPerStep = 20

  /// Checks a body by its operation; the status of a request is 0.
  func check(
    _ body: Span<UInt8>, _ side: BodyRule.Side, _ status: Int, _ media: String?,
    _ entry: Borrowed<OperationTable.Entry>, _ action: Policy.Action
  ) throws(Rejection) -> Verdict {
    guard body.count <= settings.maximumBytes else { return skip(.size) }
    let time = settings.time
    let (reading, overflows) = body.count.multipliedReportingOverflow(by: ResponseGuard.nanosecondsPerByte)
    guard !overflows, reading < time else { return skip(.time) }
    let known = entry.with { $0.rules.known(side, status: status, media: media) }
    if let known, known.with({ accepts(body, $0, time) }) {
      counts.add(.passed)
      return .passed
    }
    return try explain(body, side, status, media, known, entry.owned, time, action)
  }

  /// The verdict on a short body; now and then the clock says whether such bodies keep to the budget.
  @inline(__always)
  private func accepts(_ body: Span<UInt8>, _ found: RuleMemo.Entry, _ time: Int) -> Bool {
    guard !body.isEmpty, body.count <= ResponseGuard.uncountedBytes, !found.isSlow.load(ordering: .relaxed) else {
      return false
    }
    // Two readings of the clock would cost a tenth of an ordinary verdict.
    if counts.passedCount % ResponseGuard.callsPerClock == 0 { return acceptsByTheClock(body, found, time) }
    return found.accepts(body, settings.additions)
  }

  @inline(never)
  private func acceptsByTheClock(_ body: Span<UInt8>, _ found: RuleMemo.Entry, _ time: Int) -> Bool {
    let start = ContinuousClock.now
    let passes = found.accepts(body, settings.additions)
    if ContinuousClock.now - start > .nanoseconds(time) { found.isSlow.store(true, ordering: .relaxed) }
    return passes
  }

  /// The way of a body that did not pass by a rule that is known.
  @inline(never)
  private func explain(
    _ body: Span<UInt8>, _ side: BodyRule.Side, _ status: Int, _ media: String?, _ known: Borrowed<RuleMemo.Entry>?,
    _ entry: OperationTable.Entry, _ time: Int, _ action: Policy.Action
  ) throws(Rejection) -> Verdict {
    let found: RuleMemo.Entry
    if let known {
      found = known.owned
    } else {
      do throws(ContractError) {
        found = try entry.rules.make(side, status: status, media: media, of: entry.operation)
      } catch {
        return skip(.unusableContract)
      }
      if accepts(body, found, time) {
        counts.add(.passed)
        return .passed
      }
    }
    return try conclude(judge(body, found, entry, time), action)
  }

  /// What a call came to, before it is counted.
  struct Findings {
    var violations: [Violation] = []
    /// How many issues there were beyond those.
    var omitted = 0
    /// Why the body was not checked.
    var skip: SkipReason?
  }

  /// Judges a body that no verdict was reached on, with counted steps.
  private func judge(
    _ body: Span<UInt8>, _ found: RuleMemo.Entry, _ entry: OperationTable.Entry, _ time: Int
  ) -> Findings {
    let reading = body.count * ResponseGuard.nanosecondsPerByte
    let limits = Limits(
      bytes: settings.maximumBytes, steps: max(1, (time - reading) / ResponseGuard.nanosecondsPerStep))
    let rule = found.rule
    let judgement = judge(limits).judge(body.indices.map { body[$0] }, mediaType: found.media, by: rule)
    var findings = Findings()
    findings.violations = judgement.remarks.filter { $0.category != .note }
      .map { Violation($0, operation: entry.reference) }
    findings.omitted = judgement.omittedIssues
    if judgement.skip(of: .keyword) != nil { counts.addPartlyChecked() }
    if case .stopped(let limit)? = judgement.outcome {
      findings.skip = SkipReason(limit.limit)
      if findings.skip == .time { found.isSlow.store(true, ordering: .relaxed) }
    } else if body.isEmpty {
      let isAbsent = rule.side == .request || entry.operation.method == "HEAD"
      if isAbsent { findings.skip = .noBody }
    } else {
      findings.skip = judgement.skip(of: rule.side == .request ? .requestBody : .responseBody)?.ofBody
    }
    return findings
  }

  /// Checks a request whose path parameters do not pass; what is wrong with its body is told with them.
  func check(
    _ request: Request, _ entry: OperationTable.Entry, alsoFound violations: [Violation], _ action: Policy.Action
  ) throws(Rejection) -> Verdict {
    let body = request.body.span
    let time = settings.time
    let (reading, overflows) = body.count.multipliedReportingOverflow(by: ResponseGuard.nanosecondsPerByte)
    var findings = Findings()
    if body.count <= settings.maximumBytes, !overflows, reading < time,
      let found = try? entry.rules.known(.request, status: 0, media: request.mediaType)?.owned
        ?? entry.rules.make(.request, status: 0, media: request.mediaType, of: entry.operation)
    {
      findings = judge(body, found, entry, time)
    }
    findings.violations = violations + findings.violations
    return try conclude(findings, action)
  }

  private func judge(_ limits: Limits) -> MessageJudge {
    MessageJudge(options: JudgeOptions(additions: settings.additions, disclosure: disclosure, limits: limits))
  }

  // MARK: Violations that no body has

  /// The violations of a request's path parameters.
  func pathViolations(_ request: Request, _ entry: OperationTable.Entry) -> [Violation] {
    guard entry.operation.parameters.contains(where: { $0.location == .path && $0.hasSchema }),
      let path = operations.parameters(method: request.method, url: request.url)
    else { return [] }
    var judgement = MessageJudgement()
    judge(Limits()).judgePath(path, entry.operation, &judgement)
    return judgement.remarks.filter { $0.category != .note }.map { Violation($0, operation: entry.reference) }
  }

  func unknown(_ name: String, _ side: BodyRule.Side, _ status: Int?) -> [Violation] {
    // A name with a space may be a method and a concrete path, with what should not be shown.
    if let space = name.utf8.firstIndex(of: UInt8(ascii: " ")) {
      return unknown(String(name[..<space]), String(name[space...].drop { $0 == " " }), side, status)
    }
    // What is no name of an operation by its looks, as a path or URL, is not shown.
    let shown = ValueText.isFieldName(name) && !SecretShape.isPrivate(name) ? name : Presentable.omission
    let reason = Reason(
      .undocumentedOperation, found: .text(shown),
      suggestion: NearestName.of(name, among: contract.operations.compactMap(\.id)),
      subject: Reason.Subject(.operation, shown))
    var remark = Remark(.undocumentedPath, reason, side: side, status: status)
    remark.category = .violation
    return [Violation(remark, operation: nil)]
  }

  func unknown(_ method: String, _ url: String, _ side: BodyRule.Side, _ status: Int?) -> [Violation] {
    let shown = operations.wording(method: method, url: url)
    var remark = Remark(
      .undocumentedPath, Reason(.undocumentedOperation, found: .text(shown)), side: side, status: status)
    remark.category = .violation
    return [Violation(remark, operation: shown)]
  }

  // MARK: After the check

  /// Concludes a call: with what was found, or else with why the body was not checked.
  func conclude(_ findings: Findings, _ action: Policy.Action) throws(Rejection) -> Verdict {
    if findings.violations.isEmpty, let reason = findings.skip { return skip(reason) }
    return try conclude(findings.violations, findings.omitted, action)
  }

  func skip(_ reason: SkipReason) -> Verdict {
    counts.add(.skipped(reason))
    return .skipped(reason)
  }

  /// Counts the call, tells the handler what is new, and throws where the policy says so.
  func conclude(
    _ found: [Violation], _ omitted: Int, _ action: Policy.Action
  ) throws(Rejection) -> Verdict {
    let violations = found.filter { $0.category == .violation }
    let verdict: Verdict = found.isEmpty ? .passed : violations.isEmpty ? .drifted : .violated
    counts.add(verdict)
    for violation in found where tallies.add(violation.fingerprint) { handler(violation) }
    if action == .enforce, !violations.isEmpty { throw Rejection(violations: violations, omitted: omitted) }
    return verdict
  }
}
