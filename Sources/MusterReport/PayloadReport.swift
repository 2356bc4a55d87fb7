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
  /// Whether something of the payload, or of what it was to be held to, was not checked.
  public var isPartlyChecked: Bool { warnings.contains { $0.code == .notChecked } }
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
    let found: [Issue]
    let known: Verdict
    switch outcome {
    case .valid: (known, found) = (.valid, [])
    case .invalid(let issues): (known, found) = (.invalid, issues)
    case .unreadable(let error):
      (known, found) = (
        .invalid, [Issue(Reason(.notJSON, syntax: error), keyword: "json", position: error.position)]
      )
    case .stopped(let stop):
      (known, found) = (.undecided, [Issue(stop.reason, keyword: "limit", position: stop.position)])
    }
    let isUnreadable = if case .unreadable = outcome { true } else { false }
    self.init(
      source: source, line: line, verdict: known, issues: found, omittedIssues: omittedIssues, warnings: notices,
      isUnreadable: isUnreadable)
  }
}

extension PayloadReport {
  /// The report of a body that was judged: violations are issues, what else was found is noteworthy.
  ///
  /// - Parameter notices: What is noteworthy about the rule that the body was judged by.
  public init(_ judgement: MessageJudgement, notices: [Notice], source: String, line: Int? = nil) {
    let violations = judgement.remarks.filter { $0.category == .violation }
    var stop: LimitExceeded?
    if case .stopped(let limit)? = judgement.outcome { stop = limit }
    var warnings = notices.filter { $0.code != .mediaTypeMismatch }
    for remark in judgement.remarks
    where remark.category != .violation && !(stop != nil && remark.rule == .checkStopped) {
      let code = Notice.Code(rawValue: remark.rule.id)
      // What was passed over is in the contract, everything else in the payload.
      if remark.rule == .notChecked, let place = remark.issue.schema {
        warnings.append(
          Notice(
            code: code, reason: remark.reason, pointer: place.pointer, source: place.source, position: place.position))
      } else {
        warnings.append(
          Notice(
            code: code, reason: remark.reason, pointer: remark.issue.instance.description,
            position: remark.issue.position))
      }
    }
    if let skip = judgement.skip(of: .requestBody) ?? judgement.skip(of: .responseBody), skip == .gzip {
      warnings.append(
        Notice(
          code: .notChecked, pointer: "", source: nil, position: TextPosition(offset: 0, line: 1, column: 1),
          message: "the body is not checked: \(skip.sentence)"))
    }
    self.init(
      source: source, line: line, verdict: stop != nil ? .undecided : violations.isEmpty ? .valid : .invalid,
      issues: stop.map { [Issue($0.reason, keyword: "limit", position: $0.position)] } ?? violations.map(\.issue),
      omittedIssues: judgement.omittedIssues, warnings: warnings,
      isUnreadable: violations.contains { $0.rule == .bodyNotJSON })
  }

  /// A report whose positions are those in the payload until they are moved to its line.
  private init(
    source: String, line: Int?, verdict: Verdict, issues: [Issue], omittedIssues: Int, warnings: [Notice],
    isUnreadable: Bool
  ) {
    self.source = source
    self.line = line
    self.verdict = verdict
    self.issues = issues.map { $0.moved(to: $0.instance, PayloadReport.shift($0.position, to: line)) }
    self.omittedIssues = omittedIssues
    self.warnings = warnings.map { notice in
      notice.source == nil ? notice.moved(to: PayloadReport.shift(notice.position, to: line)) : notice
    }
    self.isUnreadable = isUnreadable
  }

  /// The place in the source of a position in a payload that is a line of it.
  private static func shift(_ position: TextPosition, to line: Int?) -> TextPosition {
    guard let line else { return position }
    return TextPosition(offset: position.offset, line: line + position.line - 1, column: position.column)
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
