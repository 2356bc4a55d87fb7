/// What blocks came to on values in an explaining pass: the issues, and that there were some.
struct KeptAnswers {
  /// What a block came to.
  struct Answer: BitwiseCopyable {
    /// The block and the value, plus one; 0 for none.
    fileprivate var question: UInt64 = 0
    fileprivate var start: UInt32 = 0
    fileprivate var count: UInt32 = 0
    fileprivate var lastPlace: UInt32 = 0
    /// Whether it failed, even where no issue was kept.
    fileprivate(set) var hasFailed = false

    /// Where in the list of the pass its issues were put last.
    var placed: Int { Int(lastPlace) }
  }

  /// A hash table that is at most half full.
  private var slots: [Answer] = []
  private var count = 0
  private var issues: [RawIssue] = []

  private static let mostAnswers = 1 << 19
  private static let mostIssues = 1 << 18
  /// How many issues of an answer are kept when there are very many of others.
  private static let fewIssues = 8

  /// What a block came to on a value.
  ///
  /// In a union more is noted, so that an answer from outside of one is no answer there.
  func find(_ block: Int, _ value: TapeIndex, _ isInUnion: Bool) -> Answer? {
    guard count > 0 else { return nil }
    let answer = slots[slot(KeptAnswers.question(block, value, isInUnion))]
    return answer.question == 0 ? nil : answer
  }

  func issues(_ answer: Answer) -> ArraySlice<RawIssue> {
    issues[Int(answer.start)..<Int(answer.start) + Int(answer.count)]
  }

  /// Notes where the issues of an answer were put.
  mutating func place(_ answer: Answer, at position: Int) {
    slots[slot(answer.question)].lastPlace = UInt32(truncatingIfNeeded: position)
  }

  mutating func keep(
    _ block: Int, _ value: TapeIndex, _ isInUnion: Bool, _ found: ArraySlice<RawIssue>, at position: Int,
    hasFailed: Bool
  ) {
    guard count < KeptAnswers.mostAnswers else { return }
    if (count + 1) * 2 > slots.count { grow() }
    let question = KeptAnswers.question(block, value, isInUnion)
    let slot = slot(question)
    if slots[slot].question == 0 { count += 1 }
    let kept = issues.count + found.count <= KeptAnswers.mostIssues ? found : found.prefix(KeptAnswers.fewIssues)
    slots[slot] = Answer(
      question: question, start: UInt32(truncatingIfNeeded: issues.count),
      count: UInt32(truncatingIfNeeded: kept.count), lastPlace: UInt32(truncatingIfNeeded: position),
      hasFailed: hasFailed)
    issues.append(contentsOf: kept)
  }

  /// Forgets them, and gives back the memory where it is for more than so many.
  mutating func removeAll(_ limit: Int) {
    guard count > 0 else { return }
    if count > limit || issues.count > limit { return self = KeptAnswers() }
    for slot in slots.indices { slots[slot] = Answer() }
    count = 0
    issues.removeAll(keepingCapacity: true)
  }

  private static func question(_ block: Int, _ value: TapeIndex, _ isInUnion: Bool) -> UInt64 {
    let block = UInt64(truncatingIfNeeded: block) << 1 | (isInUnion ? 1 : 0)
    return (block << 32 | UInt64(truncatingIfNeeded: value.rawValue)) &+ 1
  }

  /// The slot that has a question, or that is free for it.
  private func slot(_ question: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (question &* 0x9E37_79B9_7F4A_7C15) >> 32) & (slots.count - 1)
    while slots[slot].question != 0, slots[slot].question != question { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Answer(), count: max(64, old.count * 4))
    for answer in old where answer.question != 0 { slots[slot(answer.question)] = answer }
  }
}
