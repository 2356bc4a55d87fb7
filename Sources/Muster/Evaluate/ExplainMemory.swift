/// The lists of the explaining pass, kept from one run to the next.
///
/// A class, so that the sink is copied at the price of one retain. Nothing reaches it but the one sink that has it, by
/// one access at a time, which need not be watched while the program runs.
final class ExplainMemory {
  /// The failures, and tags that hold.
  @safe @exclusivity(unchecked) var issues: [RawIssue] = []
  /// Where each lost branch of the open unions ends in `issues`.
  @safe @exclusivity(unchecked) var branchEnds: [UInt32] = []
  /// The values that must not be shown.
  @safe @exclusivity(unchecked) var hidden: Set<TapeIndex> = []
  @safe @exclusivity(unchecked) var answers = KeptAnswers()
  /// The branches of unions that came equally close.
  @safe @exclusivity(unchecked) var ties: [TiedBranches] = []

  /// More elements than this are not kept room for.
  private static let limit = 1 << 12

  /// Forgets everything; memory stays unless it has grown large.
  func removeAll() {
    issues.removeAll(keepingCapacity: issues.capacity <= ExplainMemory.limit)
    if !branchEnds.isEmpty { branchEnds.removeAll(keepingCapacity: branchEnds.capacity <= ExplainMemory.limit) }
    if !hidden.isEmpty { hidden.removeAll(keepingCapacity: hidden.capacity <= ExplainMemory.limit) }
    answers.removeAll(ExplainMemory.limit)
    if !ties.isEmpty { ties.removeAll() }
  }
}

/// What blocks came to on values.
struct KeptAnswers {
  private var table = AnswerTable()
  private var issues: [RawIssue] = []

  private static let limit = 1 << 18

  subscript(block: Int, value: TapeIndex) -> ArraySlice<RawIssue>? { table[block, value].map { issues[$0] } }

  mutating func keep(_ block: Int, _ value: TapeIndex, _ found: ArraySlice<RawIssue>) {
    guard issues.count + found.count <= KeptAnswers.limit, table.count < KeptAnswers.limit else { return }
    table[block, value] = issues.count..<issues.count + found.count
    issues.append(contentsOf: found)
  }

  /// Forgets them, and gives back the memory where it is for more than so many.
  mutating func removeAll(_ limit: Int) {
    guard table.count > 0 else { return }
    if table.count > limit || issues.count > limit { return self = KeptAnswers() }
    table.removeAll()
    issues.removeAll(keepingCapacity: true)
  }
}

/// Where stands what blocks came to on values: a hash table that is at most half full.
private struct AnswerTable {
  private struct Answer {
    /// The block and the value, plus one; 0 for none.
    var question: UInt64 = 0
    var start: UInt32 = 0
    var count: UInt32 = 0
  }

  private var slots: [Answer] = []
  private(set) var count = 0

  subscript(block: Int, value: TapeIndex) -> Range<Int>? {
    get {
      guard count > 0 else { return nil }
      let answer = slots[slot(AnswerTable.question(block, value))]
      return answer.question == 0 ? nil : Int(answer.start)..<Int(answer.start) + Int(answer.count)
    }
    set {
      guard let newValue else { return }
      if (count + 1) * 2 > slots.count { grow() }
      let question = AnswerTable.question(block, value)
      let slot = slot(question)
      if slots[slot].question == 0 { count += 1 }
      slots[slot] = Answer(
        question: question, start: UInt32(truncatingIfNeeded: newValue.lowerBound),
        count: UInt32(truncatingIfNeeded: newValue.count))
    }
  }

  private static func question(_ block: Int, _ value: TapeIndex) -> UInt64 {
    (UInt64(truncatingIfNeeded: block) << 32 | UInt64(truncatingIfNeeded: value.rawValue)) &+ 1
  }

  /// The slot that has a question, or that is free for it.
  private func slot(_ question: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (question &* 0x9E37_79B9_7F4A_7C15) >> 32) & (slots.count - 1)
    while slots[slot].question != 0, slots[slot].question != question { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  mutating func removeAll() {
    for slot in slots.indices { slots[slot] = Answer() }
    count = 0
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Answer(), count: max(64, old.count * 4))
    for answer in old where answer.question != 0 { slots[slot(answer.question)] = answer }
  }
}
