/// Verdicts of blocks on values, remembered once a check takes long: recursive unions and references that fan out come
/// by the same block and value again and again, and each pair needs to be judged only once.
///
/// A hash table that is at most half full. A round is one run's verdicts; those of earlier rounds count as free places,
/// so that nothing has to be cleared.
struct VerdictMemory {
  private struct Slot: BitwiseCopyable {
    /// The block and the value.
    var question: UInt64 = 0
    var round: UInt32 = 0
    var passes = false
  }

  private var slots: [Slot] = []
  private var count = 0
  private var round: UInt32 = 0

  /// More verdicts than this are not kept; beyond them the table forgets earlier ones.
  private static let mostVerdicts = 1 << 20
  /// A table of more places than this is not kept for the next check.
  private static let keptSlots = 1 << 14

  /// After how many steps over a payload of so many words it is worth remembering.
  ///
  /// Ordinary schemas take a few steps for each value.
  @inline(__always)
  static func patience(words: Int) -> Int { (1 << 14) &+ words &* 16 }

  /// Begins a run of its own.
  ///
  /// - Returns: The round, which the run's questions are of.
  mutating func begin() -> UInt32 {
    round &+= 1
    // After the last round there is the first again, whose verdicts must not count.
    if round == 0 {
      slots = []
      round = 1
    }
    count = 0
    if slots.isEmpty { slots = Array(repeating: Slot(), count: 1 << 10) }
    return round
  }

  /// Gives back what a run with very many verdicts took.
  mutating func shrink() {
    if slots.count > VerdictMemory.keptSlots { slots = [] }
  }

  /// Whether a value passes a block, where that is remembered.
  func verdict(_ round: UInt32, _ block: Int, _ value: TapeIndex) -> Bool? {
    guard !slots.isEmpty else { return nil }
    let question = VerdictMemory.question(block, value)
    let slot = slots[place(question, round)]
    return slot.round == round && slot.question == question ? slot.passes : nil
  }

  mutating func keep(_ round: UInt32, _ block: Int, _ value: TapeIndex, passes: Bool) {
    guard !slots.isEmpty else { return }
    if count &* 2 >= slots.count {
      if count < VerdictMemory.mostVerdicts {
        grow(round)
      } else {
        forget()
      }
    }
    let question = VerdictMemory.question(block, value)
    let place = place(question, round)
    if slots[place].round != round { count &+= 1 }
    slots[place] = Slot(question: question, round: round, passes: passes)
  }

  private static func question(_ block: Int, _ value: TapeIndex) -> UInt64 {
    UInt64(truncatingIfNeeded: block) << 32 | UInt64(truncatingIfNeeded: value.rawValue) & 0xFFFF_FFFF
  }

  /// The place that has a question, or that is free for it.
  private func place(_ question: UInt64, _ round: UInt32) -> Int {
    let hash = (question ^ question >> 29) &* 0x9E37_79B9_7F4A_7C15
    var place = Int(truncatingIfNeeded: hash >> 33) & (slots.count &- 1)
    // Runs within this one may have taken more places; a table of nothing else is no reason to search on.
    var steps = 0
    while slots[place].round == round, slots[place].question != question, steps < 64 {
      place = (place &+ 1) & (slots.count &- 1)
      steps &+= 1
    }
    return place
  }

  private mutating func grow(_ round: UInt32) {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count &* 4)
    count = 0
    for slot in old where slot.round == round {
      slots[place(slot.question, round)] = slot
      count &+= 1
    }
  }

  private mutating func forget() {
    for index in slots.indices { slots[index] = Slot() }
    count = 0
  }
}
