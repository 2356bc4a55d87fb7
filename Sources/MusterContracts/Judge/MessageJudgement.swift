import Muster

/// What judging a message, or a whole exchange, came to: what was found, and what became of each part.
public struct MessageJudgement: Sendable {
  /// What became of one part.
  public struct Row: Sendable, Hashable {
    /// The part.
    public let part: ExchangePart
    /// What became of it.
    public let verdict: PartVerdict
    /// Whether it was checked and does not pass.
    public let isFailure: Bool
  }

  /// What was found, in the order in which the parts were judged.
  public package(set) var remarks: [Remark] = []
  /// What became of the parts.
  public private(set) var rows: [Row] = []
  /// Whether anything was held to a contract.
  public private(set) var isInspected = false
  /// How many issues there were beyond the limit of one body.
  public var omittedIssues: Int { omittedByRule.values.reduce(0, +) }
  /// How many these are of each rule.
  public private(set) var omittedByRule: [Rule: Int] = [:]
  /// What the check of the body came to as the schema has it, additions included; `nil` if there was no check.
  public package(set) var outcome: Outcome?

  /// A judgement of nothing.
  package init() {}

  /// Notes that a part was held to the contract.
  ///
  /// - Parameter isInspected: Whether there was something to look at; a body that rightly is not there counts for little.
  package mutating func checked(_ part: ExchangePart, isFailure: Bool = false, isInspected: Bool = true) {
    rows.append(Row(part: part, verdict: .checked, isFailure: isFailure))
    if isInspected { self.isInspected = true }
  }

  /// Notes issues beyond the limit of a body.
  package mutating func omit(_ count: Int, of rule: Rule) {
    if count > 0 { omittedByRule[rule, default: 0] += count }
  }

  package mutating func skipped(_ part: ExchangePart, _ reason: SkipReason) {
    rows.append(Row(part: part, verdict: .skipped(reason), isFailure: false))
  }

  package mutating func undocumented(_ part: ExchangePart, isInspected: Bool = false) {
    rows.append(Row(part: part, verdict: .undocumented, isFailure: false))
    if isInspected { self.isInspected = true }
  }

  /// Why a part was not checked; `nil` if it was, or there is nothing to check.
  package func skip(of part: ExchangePart) -> SkipReason? {
    for row in rows where row.part == part {
      if case .skipped(let reason) = row.verdict { return reason }
    }
    return nil
  }

  /// Notes that none of some parts was checked, for one reason.
  package mutating func skipped(_ parts: [ExchangePart], _ reason: SkipReason) {
    for part in parts { skipped(part, reason) }
  }
}
