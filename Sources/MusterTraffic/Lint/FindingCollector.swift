import Muster
import MusterContracts

/// Makes findings of remarks: the same ones are counted, and the first few places kept.
///
/// How many different findings are kept is bounded. Which ones does not depend on the order they come in: the most
/// severe, and among those the ones whose fingerprints are lowest. A finding that is kept in the end was never dropped on
/// the way, so that its count is exact however the exchanges were shared out.
struct FindingCollector: Sendable {
  /// What the remarks of one exchange have in common.
  struct Context {
    let place: ExchangePlace
    let vendor: String?
    let operation: String?
    let operationID: String?
    /// Method and URL as they may be shown; only worked out for a place that is kept.
    let target: () -> String
  }

  /// A place that shows a finding, with what the finding says there.
  private struct Shown: Sendable {
    let remark: Remark
    let sample: Sample
    /// Puts places in order that differ in nothing else, the same for any way to share exchanges out.
    var order: String { Shown.key(remark.issue.reason) }

    private static func key(_ reason: Reason) -> String {
      ([reason.code.description, reason.found?.text ?? reason.found?.shape ?? "", "\(reason.found?.count ?? 0)"]
        + reason.names + reason.causes.map(key) + reason.branches.flatMap { $0.reasons.map(key) })
        .joined(separator: "\n")
    }

    func isBefore(_ other: Shown) -> Bool {
      if sample.exchange != other.sample.exchange { return sample.exchange < other.sample.exchange }
      let offset = sample.payloadPosition?.offset ?? 0
      let otherOffset = other.sample.payloadPosition?.offset ?? 0
      return offset != otherOffset ? offset < otherOffset : order < other.order
    }
  }

  private struct Record: Sendable {
    let severity: Severity
    let vendor: String?
    let operation: String?
    let operationID: String?
    let pattern: String?
    var count: Int
    var shown: [Shown]
  }

  private struct Rank: Comparable {
    let severity: Severity
    let fingerprint: FindingDigest

    static func < (left: Rank, right: Rank) -> Bool {
      left.severity != right.severity ? left.severity > right.severity : left.fingerprint < right.fingerprint
    }
  }

  /// How many places a finding shows.
  private static let sampleLimit = 3

  private let limit: Int
  private var records: [FindingDigest: Record] = [:]
  /// What lies beyond is not kept; `nil` while there is room.
  private var lastKept: Rank?
  /// How often each rule found something that no finding is kept for.
  private(set) var omittedByRule: [Rule: Int] = [:]

  init(limit: Int) {
    self.limit = max(1, limit)
  }

  /// Counts issues that were never looked at, as a body has too many.
  mutating func omit(_ counts: [Rule: Int]) { omittedByRule.merge(counts, uniquingKeysWith: +) }

  // MARK: Collecting

  /// Adds what a rule says of an exchange.
  ///
  /// - Parameter body: The body that it is about.
  mutating func add(_ remark: Remark, severity: Severity, context: Context, body: MessageBody?) {
    let pattern = FindingCollector.pattern(of: remark)
    let fingerprint = FindingCollector.fingerprint(of: remark, pattern: pattern, context.vendor, context.operation)
    if let lastKept, lastKept < Rank(severity: severity, fingerprint: fingerprint) {
      omittedByRule[remark.rule, default: 0] += 1
      return
    }
    guard let record = records[fingerprint] else {
      records[fingerprint] = Record(
        severity: severity, vendor: context.vendor, operation: context.operation, operationID: context.operationID,
        pattern: pattern, count: 1, shown: [FindingCollector.shown(remark, context, body)])
      pruneIfNeeded()
      return
    }
    records[fingerprint]?.count += 1
    guard FindingCollector.isWorthShowing(remark, context, in: record.shown) else { return }
    let shown = FindingCollector.insert(
      FindingCollector.shown(remark, context, body), into: record.shown)
    records[fingerprint]?.shown = shown
  }

  /// Where in a payload a remark is, as a finding has it; `nil` if it is about no body.
  static func pattern(of remark: Remark) -> String? {
    remark.isInBody ? PointerPattern.of(remark.issue.instance, dataKeys: remark.issue.dataKeys) : nil
  }

  /// What a remark that is about no body is counted by.
  static func fingerprint(of remark: Remark, _ vendor: String?, _ operation: String?) -> FindingDigest {
    fingerprint(of: remark, pattern: nil, vendor, operation)
  }

  /// What a remark is counted by.
  static func fingerprint(
    of remark: Remark, pattern: String?, _ vendor: String?, _ operation: String?
  ) -> FindingDigest {
    let issue = remark.issue
    return FindingDigest([
      remark.rule.id, vendor, operation, remark.side?.rawValue, remark.status.map { String($0) }, remark.parameter,
      issue.keyword, pattern, issue.schema?.pointer, remark.detail,
    ])
  }

  /// Whether a finding has all the places that it shows before an exchange, so that it is only to be counted there, and
  /// in all exchanges behind it.
  func isShown(_ fingerprint: FindingDigest, before place: ExchangePlace) -> Bool {
    guard let shown = records[fingerprint]?.shown, shown.count >= FindingCollector.sampleLimit, let last = shown.last
    else { return false }
    return last.sample.exchange < place
  }

  /// Counts what rules say of an exchange, if all of it has all the places that it shows before.
  ///
  /// - Returns: Whether it was counted.
  mutating func countIfShown(
    _ remarks: [Remark], _ vendor: String?, _ operation: String?, before place: ExchangePlace
  ) -> Bool {
    let fingerprints = remarks.map { remark in
      FindingCollector.fingerprint(
        of: remark, pattern: FindingCollector.pattern(of: remark), vendor, operation)
    }
    guard fingerprints.allSatisfy({ isShown($0, before: place) }) else { return false }
    for fingerprint in fingerprints { records[fingerprint]?.count += 1 }
    return true
  }

  /// Counts a finding that was shown.
  mutating func count(_ fingerprint: FindingDigest, of rule: Rule, times: Int) {
    if records[fingerprint] != nil {
      records[fingerprint]?.count += times
    } else {
      omittedByRule[rule, default: 0] += times
    }
  }

  private static func isWorthShowing(_ remark: Remark, _ context: Context, in shown: [Shown]) -> Bool {
    if let same = shown.first(where: { $0.sample.exchange == context.place }) {
      return (remark.isInBody ? remark.issue.position.offset : 0) <= (same.sample.payloadPosition?.offset ?? 0)
    }
    guard shown.count >= sampleLimit, let last = shown.last else { return true }
    return context.place < last.sample.exchange
  }

  /// A list with one more place, one for each exchange, the first ones only.
  private static func insert(_ new: Shown, into shown: [Shown]) -> [Shown] {
    var shown = shown
    if let same = shown.firstIndex(where: { $0.sample.exchange == new.sample.exchange }) {
      if new.isBefore(shown[same]) { shown[same] = new }
      return shown
    }
    let index = shown.firstIndex { new.isBefore($0) } ?? shown.count
    shown.insert(new, at: index)
    return Array(shown.prefix(sampleLimit))
  }

  private static func shown(_ remark: Remark, _ context: Context, _ body: MessageBody?) -> Shown {
    let issue = remark.issue
    let place = remark.isInBody ? issue.position : nil
    let excerpt = place.flatMap { place in body?.bytes.flatMap { Excerpt(of: $0, at: place.offset, issue) } }
    let position = place.flatMap { body?.origin?.position(of: $0.offset) } ?? body?.origin?.position
    return Shown(
      remark: remark,
      sample: Sample(
        exchange: context.place, target: context.target(), position: position ?? context.place.position,
        payloadPosition: place, reason: issue.reason, excerpt: excerpt))
  }

  // MARK: Bounds

  private mutating func omit(_ record: Record) {
    guard let rule = record.shown.first?.remark.rule else { return }
    omittedByRule[rule, default: 0] += record.count
  }

  private mutating func pruneIfNeeded() {
    if records.count >= limit * 2 { prune() }
  }

  private mutating func prune() {
    guard records.count > limit else { return }
    let ranks = records.map { Rank(severity: $0.value.severity, fingerprint: $0.key) }.sorted()
    for rank in ranks.dropFirst(limit) {
      if let record = records.removeValue(forKey: rank.fingerprint) { omit(record) }
    }
    lastKept = ranks[limit - 1]
  }

  // MARK: Results

  /// Takes in what another collector has.
  mutating func merge(_ other: FindingCollector) {
    omit(other.omittedByRule)
    for (fingerprint, theirs) in other.records {
      guard var mine = records[fingerprint] else {
        records[fingerprint] = theirs
        continue
      }
      mine.count += theirs.count
      for shown in theirs.shown { mine.shown = FindingCollector.insert(shown, into: mine.shown) }
      records[fingerprint] = mine
    }
    if let theirLast = other.lastKept { lastKept = lastKept.map { min($0, theirLast) } ?? theirLast }
    dropBeyondLast()
    pruneIfNeeded()
  }

  /// Drops what one of the collectors may have counted only in part.
  private mutating func dropBeyondLast() {
    guard let lastKept else { return }
    for (fingerprint, record) in records
    where lastKept < Rank(severity: record.severity, fingerprint: fingerprint) {
      omit(record)
      records[fingerprint] = nil
    }
  }

  /// The findings, the most severe ones first, then by contract, operation and place.
  ///
  /// - Returns: The findings, and how often each rule found something that none of them counts.
  func findings() -> (findings: [Finding], omittedByRule: [Rule: Int]) {
    var copy = self
    copy.prune()
    let sorted = copy.records.sorted { FindingCollector.isBefore($0, $1) }
    return (sorted.compactMap { FindingCollector.finding($0.key, $0.value) }, copy.omittedByRule)
  }

  private static func isBefore(
    _ left: (key: FindingDigest, value: Record), _ right: (key: FindingDigest, value: Record)
  ) -> Bool {
    if left.value.severity != right.value.severity { return left.value.severity > right.value.severity }
    let owners = (left.value.vendor ?? "", left.value.operation ?? "")
    let otherOwners = (right.value.vendor ?? "", right.value.operation ?? "")
    if owners != otherOwners { return owners < otherOwners }
    if let mine = left.value.shown.first, let theirs = right.value.shown.first {
      if mine.sample.exchange != theirs.sample.exchange { return mine.sample.exchange < theirs.sample.exchange }
      let offset = mine.sample.payloadPosition?.offset ?? 0
      let otherOffset = theirs.sample.payloadPosition?.offset ?? 0
      if offset != otherOffset { return offset < otherOffset }
    }
    return left.key < right.key
  }

  private static func finding(_ fingerprint: FindingDigest, _ record: Record) -> Finding? {
    guard let first = record.shown.first?.remark else { return nil }
    return Finding(
      first, severity: record.severity, contract: record.vendor, operation: record.operation,
      operationID: record.operationID, instancePattern: record.pattern, count: record.count,
      samples: record.shown.map(\.sample), fingerprint: fingerprint.description)
  }
}
