import Muster
import MusterContracts

/// Something that a payload is judged by: a ``Muster/Schema``, or the ``MusterContracts/BodyRule`` of an operation's
/// request or response.
public protocol PayloadRule: Sendable {
  /// Judges a payload.
  ///
  /// - Parameters:
  ///   - additions: What it means that the payload has more than is documented.
  ///   - disclosure: What a failure may show of the payload's values.
  func judge(_ payload: [UInt8], additions: AdditionPolicy, disclosing disclosure: Disclosure) -> Judgement
}

/// What a rule has to say about a payload.
public struct Judgement: Sendable, Hashable {
  /// What the check came to, with additions taken as the policy for them says.
  public var outcome: Outcome
  /// All ways in which the payload is not as its schema has it, additions to a closed schema included.
  public var issues: [Issue]
  /// How many issues there were beyond those that are listed.
  public var omittedIssues: Int
  /// Everything that was found but notes, with its rule and category; empty for a schema alone, which knows no rules.
  public var findings: [Remark]
  /// What is noteworthy beside the verdict, about the schema, the rule or the payload.
  public var notices: [Notice]
  /// What was checked, as a failure shall call it.
  public var subject: String
  /// Why there was nothing to check the payload with, where that is so; such a payload counts as neither valid nor
  /// invalid.
  public var unchecked: String?

  /// A judgement from its parts.
  public init(
    outcome: Outcome, issues: [Issue]? = nil, omittedIssues: Int = 0, findings: [Remark] = [], subject: String,
    unchecked: String? = nil, notices: [Notice] = []
  ) {
    self.outcome = outcome
    if case .invalid(let found) = outcome { self.issues = issues ?? found } else { self.issues = issues ?? [] }
    self.omittedIssues = omittedIssues
    self.findings = findings
    self.notices = notices
    self.subject = subject
    self.unchecked = unchecked
  }
}

extension Schema: PayloadRule {
  /// Judges a payload.
  ///
  /// Of a schema alone nobody knows whether a payload is a response, so that what its closed objects do not declare fails
  /// under every policy; fields of open objects are looked for under `fails`.
  public func judge(
    _ payload: [UInt8], additions: AdditionPolicy, disclosing disclosure: Disclosure
  ) -> Judgement {
    let inspection = inspect(payload.span, undocumented: additions == .fails, disclosing: disclosure)
    var outcome = inspection.outcome
    if !inspection.undocumented.members.isEmpty {
      let found = if case .invalid(let issues) = outcome { issues } else { [] as [Issue] }
      outcome = .invalid(found + inspection.undocumented.members.map(\.issue))
    }
    return Judgement(
      outcome: outcome, omittedIssues: inspection.omittedIssues + inspection.undocumented.omitted,
      subject: "the payload", notices: notices + inspection.notices)
  }
}

extension BodyRule: PayloadRule {
  /// Judges a payload.
  public func judge(
    _ payload: [UInt8], additions: AdditionPolicy, disclosing disclosure: Disclosure
  ) -> Judgement {
    let judge = MessageJudge(options: JudgeOptions(additions: additions, disclosure: disclosure))
    let judgement = judge.judge(
      payload, mediaType: sentMediaType ?? mediaType?.name ?? "application/json", by: self
    ).requiringDocumentation
    let violations = judgement.remarks.filter { $0.category == .violation }.map(\.issue)
    let outcome: Outcome
    switch judgement.outcome {
    case .unreadable(let error)?: outcome = .unreadable(error)
    case .stopped(let stop)?: outcome = .stopped(stop)
    default: outcome = violations.isEmpty ? .valid : .invalid(violations)
    }
    var issues = violations
    if case .invalid(let found)? = judgement.outcome { issues += found.filter { !violations.contains($0) } }
    let part = side == .request ? "request" : "response \(status.map(String.init) ?? "")"
    return Judgement(
      outcome: outcome, issues: issues, omittedIssues: judgement.omittedIssues,
      findings: judgement.remarks.filter { $0.category != .note }, subject: "\(operation), \(part)",
      unchecked: unchecked(judgement), notices: notices(beside: judgement))
  }

  /// What the rule, its schema and the judge note; a media type that is another one is what the judge says, too.
  private func notices(beside judgement: MessageJudgement) -> [Notice] {
    let notes = judgement.remarks.filter { $0.category == .note }
    return notices.filter { $0.code != .mediaTypeMismatch } + (schema?.notices ?? [])
      + notes.map { remark in
        let code = Notice.Code(rawValue: remark.rule.id)
        // What was passed over is in the contract, everything else in the payload.
        guard remark.rule == .notChecked, let place = remark.issue.schema else {
          return Notice(
            code: code, reason: remark.reason, pointer: remark.issue.instance.description,
            position: remark.issue.position)
        }
        return Notice(
          code: code, reason: remark.reason, pointer: place.pointer, source: place.source, position: place.position)
      }
  }

  private func unchecked(_ judgement: MessageJudgement) -> String? {
    guard let reason = judgement.skip(of: side == .request ? .requestBody : .responseBody) else { return nil }
    let name = mediaType?.name ?? "its media type"
    switch reason {
    case .noSchema: return "the document has \(name) without a schema"
    case .notJSON: return "\(name) is not JSON"
    default: return reason.sentence
    }
  }
}
