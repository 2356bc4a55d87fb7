import Muster
import MusterContracts
import MusterReport

/// What every payload of a run is checked with.
struct PayloadCheck {
  private enum Target {
    case schema(Schema)
    case body(BodyRule, mediaType: String)
  }

  private let target: Target
  /// How bodies are judged; what it says of limits, values and names holds for schemas too.
  private let options: JudgeOptions

  /// - Parameter options: Its policy for additions is about fields of open objects; what a closed object does not declare
  ///   never passes a schema.
  init(_ schema: Schema, options: JudgeOptions) {
    target = .schema(schema)
    self.options = options
  }

  /// - Parameter mediaType: The `Content-Type` that the bodies are sent with; `nil` for that of the contract.
  init(_ rule: BodyRule, mediaType: String?, options: JudgeOptions) {
    target = .body(rule, mediaType: mediaType ?? rule.mediaType?.name ?? "application/json")
    self.options = options
  }

  var limits: Limits { options.limits }

  /// The schema that judges every payload with a body, where nothing else is to be said of one that passes.
  var soleSchema: Schema? {
    switch target {
    case .schema(let schema): schema
    case .body(let rule, _): rule.notices.isEmpty ? rule.schema : nil
    }
  }

  /// Checks a payload.
  func report(_ payload: Span<UInt8>, source: String, line: Int?) -> PayloadReport {
    if payload.count > limits.bytes { return tooLong(payload.count, source: source, line: line) }
    switch target {
    case .schema(let schema):
      let inspection = schema.inspect(
        payload, limits: limits, duplicateNames: options.duplicateNames, undocumented: options.additions != .ignored,
        disclosing: options.disclosure)
      var outcome = inspection.outcome
      var notices = inspection.notices
      let fields = inspection.undocumented.members.map(\.issue)
      if options.additions == .fails, !fields.isEmpty {
        // A payload may fail for what it adds to closed objects, and beside that add to open ones.
        let others = if case .invalid(let issues) = outcome { issues } else { [] as [Issue] }
        outcome = .invalid(others + fields)
      } else {
        notices += fields.map { PayloadCheck.notice($0) }
      }
      return PayloadReport(
        outcome, notices: notices, omittedIssues: inspection.omittedIssues + inspection.undocumented.omitted,
        source: source, line: line)
    case .body(let rule, let mediaType):
      var body: [UInt8] = []
      body.reserveCapacity(payload.count)
      for index in payload.indices { body.append(payload[index]) }
      let judgement = MessageJudge(options: options).judge(body, mediaType: mediaType, by: rule).requiringDocumentation
      return PayloadReport(judgement, notices: rule.notices, source: source, line: line)
    }
  }

  private static func notice(_ field: Issue) -> Notice {
    Notice(
      code: Notice.Code(rawValue: field.reason.code.description), reason: field.reason,
      pointer: field.instance.description, position: field.position)
  }

  /// The report of a payload that is longer than the limit, whatever is in it.
  func tooLong(_ count: Int?, source: String, line: Int?) -> PayloadReport {
    let stop = LimitExceeded(
      limit: .bytes, position: TextPosition(offset: 0, line: line ?? 1, column: 1), value: limits.bytes, size: count)
    let issue = Issue(stop.reason, keyword: "limit", position: stop.position)
    return PayloadReport(source: source, line: line, verdict: .undecided, issues: [issue])
  }
}
