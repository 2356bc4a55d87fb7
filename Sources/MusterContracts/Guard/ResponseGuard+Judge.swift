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
    if body.isEmpty {
      let isAbsent = side == .request ? !found.rule.isRequired : entry.operation.method == "HEAD"
      if isAbsent, found.rule.statusKey != nil || side == .request { return skip(.noBody) }
    }
    let reading = body.count * ResponseGuard.nanosecondsPerByte
    let limits = Limits(
      bytes: settings.maximumBytes, steps: max(1, (time - reading) / ResponseGuard.nanosecondsPerStep))
    return try explain(body, found, entry, limits, action)
  }

  /// The way of a body that no verdict was reached on: judged with counted steps.
  private func explain(
    _ body: Span<UInt8>, _ found: RuleMemo.Entry, _ entry: OperationTable.Entry, _ limits: Limits,
    _ action: Policy.Action
  ) throws(Rejection) -> Verdict {
    let rule = found.rule
    let isMissing = body.isEmpty && rule.side == .request && rule.isRequired
    if rule.absence == .notJSON, !isMissing { return skip(.notJSON) }
    let bytes = body.indices.map { body[$0] }
    var judgement = judge(limits).judge(bytes, mediaType: found.media, by: rule)
    switch judgement.outcome {
    case .stopped(let limit)?:
      switch limit.limit {
      case .bytes: return skip(.size)
      case .depth: return skip(.depth)
      case .pattern: return skip(.pattern)
      default:
        found.isSlow.store(true, ordering: .relaxed)
        return skip(.time)
      }
    case .unreadable(let error)? where error.isLimit: return skip(error.code == .size ? .size : .depth)
    case .valid? where rule.absence == .noSchema: return skip(.noSchema)
    default: break
    }
    if judgement.omittedIssues > 0, !judgement.remarks.contains(where: { $0.category == .violation }) {
      // A violation may be among those that were left out.
      var wide = limits
      wide.issues = .max
      judgement = judge(wide).judge(bytes, mediaType: found.media, by: rule)
    }
    let violations = judgement.remarks.filter { $0.category != .note }.map { Violation($0, operation: entry.reference) }
    return try conclude(violations, judgement.omittedIssues, action)
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
