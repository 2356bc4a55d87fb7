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
    return found.accepts(body)
  }

  @inline(never)
  private func acceptsByTheClock(_ body: Span<UInt8>, _ found: RuleMemo.Entry, _ time: Int) -> Bool {
    let start = ContinuousClock.now
    let passes = found.accepts(body)
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

  /// The way of a body that no verdict was reached on: with counted steps, and issues where there are any.
  private func explain(
    _ body: Span<UInt8>, _ found: RuleMemo.Entry, _ entry: OperationTable.Entry, _ limits: Limits,
    _ action: Policy.Action
  ) throws(Rejection) -> Verdict {
    let rule = found.rule
    let isMissing = body.isEmpty && rule.side == .request && rule.isRequired
    if rule.absence == .notJSON, !isMissing { return skip(.notJSON) }
    let inspection = rule.inspect(body, limits: limits)
    let code = code(of: rule, body)
    switch inspection.outcome {
    case .stopped(let limit):
      switch limit.limit {
      case .bytes: return skip(.size)
      case .depth: return skip(.depth)
      case .pattern: return skip(.pattern)
      default:
        found.isSlow.store(true, ordering: .relaxed)
        return skip(.time)
      }
    case .unreadable(let error):
      if error.isLimit { return skip(error.code == .size ? .size : .depth) }
      let issue = Issue(
        Reason(.notJSON, quote: error.detail), keyword: "json", position: error.position, schema: place(of: rule))
      return try conclude([violation(.unreadableBody, .violation, rule, entry, issue)], 0, action)
    case .valid:
      if rule.absence == .noSchema { return skip(.noSchema) }
      return try conclude(mismatches(rule, entry), 0, action)
    case .invalid(let first):
      var (issues, omitted) = (first, inspection.omittedIssues)
      if omitted > 0, issues.allSatisfy({ isDrift($0, rule, code) }) {
        // A violation may be among those that were left out.
        var wide = limits
        wide.issues = .max
        let all = rule.inspect(body, limits: wide)
        if case .invalid(let more) = all.outcome { (issues, omitted) = (more, all.omittedIssues) }
      }
      let violations = issues.map { issue in
        // What could not be looked at is not taken to be drift.
        violation(code, isDrift(issue, rule, code) && omitted == 0 ? .drift : .violation, rule, entry, issue)
      }
      return try conclude(violations + mismatches(rule, entry), omitted, action)
    }
  }

  private func isDrift(_ issue: Issue, _ rule: BodyRule, _ code: Violation.Code) -> Bool {
    if code == .unexpectedBody, rule.side == .response { return !rule.forbidsBody }
    return rule.side == .response && code == .schema && settings.isForwardCompatible
      && (issue.keyword == "additionalProperties" || issue.keyword == "unevaluatedProperties")
  }

  private func code(of rule: BodyRule, _ body: Span<UInt8>) -> Violation.Code {
    if body.isEmpty, rule.side == .request, rule.isRequired { return .missingBody }
    switch rule.absence {
    case .undocumentedStatus: return .undocumentedStatus
    case .undocumentedMediaType: return .undocumentedMediaType
    case .noContent: return .unexpectedBody
    default: return .schema
    }
  }

  // MARK: Violations that no schema has

  private func mismatches(_ rule: BodyRule, _ entry: OperationTable.Entry) -> [Violation] {
    rule.notices.filter { $0.code == .mediaTypeMismatch }.map { notice in
      let issue = Issue(
        notice.reason ?? Reason(.mediaTypeMismatch), keyword: "content", schema: place(of: rule))
      return violation(.mediaTypeMismatch, .drift, rule, entry, issue)
    }
  }

  /// The violations of a request's path parameters.
  func pathViolations(_ request: Request, _ entry: OperationTable.Entry) -> [Violation] {
    guard entry.operation.parameters.contains(where: { $0.location == .path && $0.hasSchema }),
      let path = operations.parameters(method: request.method, url: request.url)
    else { return [] }
    var violations: [Violation] = []
    for inspection in (try? entry.operation.check(path)) ?? [] {
      guard case .invalid(let issues) = inspection.outcome else { continue }
      for issue in issues {
        var reason = issue.reason
        reason.subject = Reason.Subject(.pathParameter, inspection.name)
        violations.append(
          Violation(
            .pathParameter, side: .request, operation: entry.reference, status: nil,
            issue: Issue(
              reason,
              keyword: issue.keyword, instance: JSONPointer([inspection.name]), position: issue.position,
              schema: issue.schema)))
      }
    }
    return violations
  }

  func unknown(_ name: String, _ side: BodyRule.Side, _ status: Int?) -> [Violation] {
    // A name with a space may be a method and a concrete path, with what should not be shown.
    if let space = name.utf8.firstIndex(of: UInt8(ascii: " ")) {
      return unknown(String(name[..<space]), String(name[space...].drop { $0 == " " }), side, status)
    }
    do throws(ContractError) {
      let operation = try contract.operation(name)
      return undocumented(
        Reason(
          .undocumentedOperation, found: .text(operation.reference), subject: Reason.Subject(.operation, "")),
        side, status)
    } catch {
      return undocumented(
        Reason(.undocumentedOperation, found: .text(name), subject: Reason.Subject(.operation, "")), side, status)
    }
  }

  func unknown(_ method: String, _ url: String, _ side: BodyRule.Side, _ status: Int?) -> [Violation] {
    let wording = operations.wording(method: method, url: url)
    return undocumented(Reason(.undocumentedOperation, found: .text(wording)), side, status, wording)
  }

  private func undocumented(
    _ reason: Reason, _ side: BodyRule.Side, _ status: Int?, _ wording: String? = nil
  ) -> [Violation] {
    let issue = Issue(reason, keyword: "paths")
    return [Violation(.undocumentedOperation, side: side, operation: wording, status: status, issue: issue)]
  }

  private func violation(
    _ code: Violation.Code, _ category: Violation.Category, _ rule: BodyRule, _ entry: OperationTable.Entry,
    _ issue: Issue
  ) -> Violation {
    Violation(code, category, side: rule.side, operation: entry.reference, status: rule.status, issue: issue)
  }

  private func place(of rule: BodyRule) -> SchemaLocation {
    SchemaLocation(
      source: rule.location.source, pointer: rule.location.pointer, line: rule.location.line,
      column: rule.location.column)
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
