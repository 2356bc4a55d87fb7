import Muster
import Synchronization

/// The rules of one operation that were asked for, so that asking again allocates nothing.
///
/// A chain that only grows: a status and media type are looked up among the few that a server really sends. Servers that
/// send ever new ones find it full; their rules are made anew each time.
final class RuleMemo: Sendable {
  /// A rule with what it was asked for by.
  final class Entry: Sendable {
    let side: BodyRule.Side
    let status: Int
    let media: String?
    let rule: BodyRule
    /// The schema, where a body that passes it passes: a rule that is copied on every call costs more than its use.
    private let plainSchema: Schema?
    /// Whether a check once took longer than its budget, so that steps are counted from then on.
    let isSlow = Atomic<Bool>(false)
    fileprivate let next = SetOnceReference<Entry>()

    init(side: BodyRule.Side, status: Int, media: String?, rule: BodyRule) {
      self.side = side
      self.status = status
      self.media = media
      self.rule = rule
      // What a check passes over is to be counted.
      plainSchema = rule.notices.isEmpty && rule.schema?.hasUncheckedKeywords != true ? rule.schema : nil
    }

    /// Whether the schema alone decides about a body, and it passes, with nothing in it that the schema may not document.
    @inline(__always)
    func accepts(_ body: Span<UInt8>, _ additions: AdditionPolicy) -> Bool {
      guard let plainSchema else { return false }
      if additions == .ignored { return plainSchema.accepts(body) }
      let screening = plainSchema.screen(body)
      return screening.passes && !screening.mayHaveUndocumented
    }
  }

  private static let capacity = 16
  private static let longestMedia = 256

  private let first = SetOnceReference<Entry>()

  /// The rule, where it was asked for before; the status of a request is 0.
  @inline(__always)
  func known(_ side: BodyRule.Side, status: Int, media: String?) -> Borrowed<Entry>? {
    var place = first.borrow()
    while let entry = place {
      if entry.with({ $0.status == status && $0.side == side && $0.media == media }) { return entry }
      place = entry.with { $0.next.borrow() }
    }
    return nil
  }

  /// Makes a rule that is not known yet.
  ///
  /// - Throws: ``ContractError/Code/malformed`` where the contract's program cannot be trusted.
  func make(
    _ side: BodyRule.Side, status: Int, media: String?, of operation: Operation
  ) throws(ContractError) -> Entry {
    let rule =
      side == .request
      ? try operation.request(media: media) : try operation.response(status: status, media: media)
    let made = Entry(side: side, status: status, media: media, rule: rule)
    guard media?.utf8.count ?? 0 <= RuleMemo.longestMedia else { return made }
    // Who comes second may append a duplicate behind; the first one found is as good.
    var count = 1
    var place = first.storeIfNil(made)
    while place !== made, count < RuleMemo.capacity {
      place = place.next.storeIfNil(made)
      count += 1
    }
    return made
  }
}
