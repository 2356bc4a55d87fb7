import Muster
import MusterContracts

/// What the check of one payload came to, as every renderer takes it.
public struct PayloadReport: Sendable, Hashable {
  /// What is known about the payload.
  public enum Verdict: String, Sendable, Hashable {
    /// It passes.
    case valid
    /// It does not.
    case invalid
    /// A limit ended the check before there was a verdict.
    case undecided
  }

  /// What the payload is called: a path as it was given, or a description such as `<stdin>`.
  public let source: String
  /// The line that the payload is, where each line of the source is one; `nil` where the whole source is.
  public let line: Int?
  /// What is known about the payload.
  public let verdict: Verdict
  /// Why it does not pass; lines are those of the source, offsets those in the payload.
  public let issues: [Issue]
  /// How many issues there were beyond those.
  public let omittedIssues: Int
  /// What is noteworthy about the payload without being an issue.
  public let warnings: [Notice]
  /// Whether the payload is no JSON text, so that nothing behind the issue's place can be told apart.
  let isUnreadable: Bool

  /// A report from its parts.
  public init(
    source: String, line: Int? = nil, verdict: Verdict, issues: [Issue], omittedIssues: Int = 0,
    warnings: [Notice] = []
  ) {
    self.source = source
    self.line = line
    self.verdict = verdict
    self.issues = issues
    self.omittedIssues = omittedIssues
    self.warnings = warnings
    isUnreadable = false
  }

  /// The report of an outcome.
  ///
  /// - Parameters:
  ///   - outcome: What the check came to.
  ///   - notices: What was noteworthy about the payload.
  ///   - omittedIssues: How many issues the outcome leaves out.
  ///   - source: What the payload is called.
  ///   - line: The line that the payload is, where each line of the source is one.
  public init(
    _ outcome: Outcome, notices: [Notice] = [], omittedIssues: Int = 0, source: String, line: Int? = nil
  ) {
    func shift(_ position: TextPosition) -> TextPosition {
      guard let line else { return position }
      return TextPosition(offset: position.offset, line: line + position.line - 1, column: position.column)
    }
    switch outcome {
    case .valid:
      verdict = .valid
      issues = []
    case .invalid(let found):
      verdict = .invalid
      issues = found.map { $0.moved(to: $0.instance, shift($0.position)) }
    case .unreadable(let error):
      verdict = .invalid
      issues = [Issue(Reason(.notJSON, syntax: error), keyword: "json", position: shift(error.position))]
    case .stopped(let stop):
      verdict = .undecided
      issues = [Issue(stop.reason, keyword: "limit", position: shift(stop.position))]
    }
    if case .unreadable = outcome { isUnreadable = true } else { isUnreadable = false }
    warnings = notices.map {
      guard $0.source == nil else { return $0 }
      return $0.moved(to: shift($0.position))
    }
    self.source = source
    self.line = line
    self.omittedIssues = omittedIssues
  }
}

extension PayloadReport {
  /// The report of a body that was judged: violations are issues, what else was found is noteworthy.
  ///
  /// - Parameter notices: What is noteworthy about the rule that the body was judged by.
  public init(_ judgement: MessageJudgement, notices: [Notice], source: String, line: Int? = nil) {
    let outcome: Outcome
    let violations = judgement.remarks.filter { $0.category == .violation }.map(\.issue)
    switch judgement.outcome {
    case .unreadable(let error)?: outcome = .unreadable(error)
    case .stopped(let stop)?: outcome = .stopped(stop)
    default: outcome = violations.isEmpty ? .valid : .invalid(violations)
    }
    let isStopped = if case .stopped = outcome { true } else { false }
    let others = judgement.remarks.filter { $0.category != .violation && !(isStopped && $0.rule == .checkStopped) }
      .map { remark in
        Notice(
          code: Notice.Code(rawValue: remark.rule.id), reason: remark.reason,
          pointer: remark.issue.instance.description, position: remark.issue.position)
      }
    self.init(
      outcome, notices: notices.filter { $0.code != .mediaTypeMismatch } + others,
      omittedIssues: judgement.omittedIssues, source: source, line: line)
  }
}

/// How many payloads came to what.
public struct ReportSummary: Sendable, Hashable {
  /// Payloads that pass.
  public var valid = 0
  /// Payloads that do not.
  public var invalid = 0
  /// Payloads whose check a limit ended.
  public var undecided = 0
  /// Payloads that could not be read at all; nothing is reported of them.
  public var unchecked = 0

  /// A summary of nothing.
  public init() {}

  /// All payloads.
  public var total: Int { valid + invalid + undecided + unchecked }

  /// Counts one more payload.
  public mutating func count(_ verdict: PayloadReport.Verdict) {
    switch verdict {
    case .valid: valid += 1
    case .invalid: invalid += 1
    case .undecided: undecided += 1
    }
  }
}
