import Muster
import MusterContracts
import MusterReport

/// What every payload of a run is checked with.
struct PayloadCheck {
  private enum Target {
    case schema(Schema)
    case body(BodyRule)
  }

  private let target: Target
  let limits: Limits
  private let duplicateNames: DuplicateNames

  init(_ schema: Schema, limits: Limits, duplicateNames: DuplicateNames) {
    target = .schema(schema)
    self.limits = limits
    self.duplicateNames = duplicateNames
  }

  init(_ rule: BodyRule, limits: Limits, duplicateNames: DuplicateNames) {
    target = .body(rule)
    self.limits = limits
    self.duplicateNames = duplicateNames
  }

  /// The schema that judges every payload with a body, where nothing else is to be said of one that passes.
  var soleSchema: Schema? {
    switch target {
    case .schema(let schema): schema
    case .body(let rule): rule.notices.isEmpty ? rule.schema : nil
    }
  }

  /// Checks a payload.
  func report(_ payload: Span<UInt8>, source: String, line: Int?) -> PayloadReport {
    if payload.count > limits.bytes { return tooLong(payload.count, source: source, line: line) }
    switch target {
    case .schema(let schema): return inspect(payload, schema, notices: [], source, line)
    case .body(let rule):
      // Only what has a body is the schema's to judge.
      if let schema = rule.schema, !payload.isEmpty {
        return inspect(payload, schema, notices: rule.notices, source, line)
      }
      var body: [UInt8] = []
      body.reserveCapacity(payload.count)
      for index in payload.indices { body.append(payload[index]) }
      let inspection = rule.inspect(body, limits: limits, duplicateNames: duplicateNames)
      return PayloadReport(
        inspection.outcome, notices: inspection.notices, omittedIssues: inspection.omittedIssues, source: source,
        line: line)
    }
  }

  private func inspect(
    _ payload: Span<UInt8>, _ schema: Schema, notices: [Notice], _ source: String, _ line: Int?
  ) -> PayloadReport {
    let inspection = schema.inspect(payload, limits: limits, duplicateNames: duplicateNames)
    return PayloadReport(
      inspection.outcome, notices: notices + inspection.notices, omittedIssues: inspection.omittedIssues,
      source: source, line: line)
  }

  /// The report of a payload that is longer than the limit, whatever is in it.
  func tooLong(_ count: Int?, source: String, line: Int?) -> PayloadReport {
    let stop = LimitExceeded(
      limit: .bytes, position: TextPosition(offset: 0, line: line ?? 1, column: 1), value: limits.bytes, size: count)
    let issue = Issue(stop.reason, keyword: "limit", position: stop.position)
    return PayloadReport(source: source, line: line, verdict: .undecided, issues: [issue])
  }
}
