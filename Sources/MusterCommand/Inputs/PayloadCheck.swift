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
  private let limits: Limits
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

  /// Checks a payload.
  func report(_ payload: Span<UInt8>, source: String, line: Int?) -> PayloadReport {
    if payload.count > limits.bytes { return tooLong(payload.count, source: source, line: line) }
    let schema: Schema?
    var notices: [Notice] = []
    switch target {
    case .schema(let only): schema = only
    case .body(let rule):
      // Only what has a body is the schema's to judge.
      schema = payload.isEmpty ? nil : rule.schema
      notices = rule.notices
      if schema == nil {
        var body: [UInt8] = []
        body.reserveCapacity(payload.count)
        for index in payload.indices { body.append(payload[index]) }
        let inspection = rule.inspect(body, limits: limits, duplicateNames: duplicateNames)
        return report(inspection.outcome, inspection.notices, inspection.omittedIssues, source, line)
      }
    }
    guard let schema else { return report(.valid, notices, 0, source, line) }
    let inspection = schema.inspect(payload, limits: limits, duplicateNames: duplicateNames)
    return report(inspection.outcome, notices + inspection.notices, inspection.omittedIssues, source, line)
  }

  /// The report of a payload that is longer than the limit, whatever is in it.
  func tooLong(_ count: Int?, source: String, line: Int?) -> PayloadReport {
    let size = count.map { "has \($0) bytes, more than" } ?? "is longer than"
    let issue = Issue(
      keyword: "limit", instance: JSONPointer(),
      position: TextPosition(offset: 0, line: line ?? 1, column: 1), schema: nil,
      message: "the payload \(size) the limit of \(limits.bytes) bytes: it was not checked")
    return PayloadReport(source: source, line: line, verdict: .undecided, issues: [issue])
  }

  private func report(
    _ outcome: Outcome, _ notices: [Notice], _ omitted: Int, _ source: String, _ line: Int?
  ) -> PayloadReport {
    PayloadReport(outcome, notices: notices, omittedIssues: omitted, source: source, line: line)
  }
}
