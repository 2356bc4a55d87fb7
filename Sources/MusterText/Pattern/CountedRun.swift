/// A counted repeat of one set of characters: `\w{1,255}`, followed without writing its copies out.
///
/// All that is in a run takes the same characters, so its counts only ever rise together: each is given by where it
/// entered. How many there are to remember depends on the bounds. From a run that may be left after one character the
/// newest count gets furthest; in a run without an upper bound the oldest does; any other run needs all of them, as
/// bits in a ring.
///
/// Source: L. Turoňová et al., "Regex Matching with Counting-Set Automata", OOPSLA 2020.
struct CountedRun: Hashable, Sendable {
  var set: Int32
  /// At least one: a run that may be left out is jumped over.
  var minimum: Int
  var maximum: Int?
  /// Where the run's ring starts among those of its program, in words; unused by a run without one.
  var ring = 0

  /// The words that the ring of a run with some bounds takes.
  static func ringWords(minimum: Int, maximum: Int?) -> Int {
    guard minimum > 1, let maximum else { return 0 }
    return maximum / 64 + 1
  }
}

/// The counts in the runs of a program, while it is followed through a text.
struct RunCounts: Sendable {
  private struct Entries: Sendable {
    /// Which start of the program the entries belong to.
    var generation: UInt32 = 0
    /// How many characters had been read when the first and the last of those that count entered.
    var oldest = 0
    var newest = -1

    var isEmpty: Bool { newest < oldest }
  }

  private var entries: [Entries] = []
  private var rings: [UInt64] = []
  private var generation: UInt32 = 0
  /// How many characters have been read.
  private var place = 0
  /// The runs that hold something after a step, by their instructions.
  var holding: [Int32] = []

  /// Empties all runs, for a program with some number of them.
  mutating func start(runCount: Int, ringWords: Int) {
    place = 0
    holding.removeAll(keepingCapacity: true)
    if entries.count < runCount || generation == .max {
      entries = [Entries](repeating: Entries(), count: Swift.max(entries.count, runCount))
      generation = 0
    }
    generation += 1
    if rings.count < ringWords {
      rings.append(contentsOf: repeatElement(0, count: ringWords - rings.count))
    }
  }

  /// Goes on to the next character; every run that holds something must be stepped too.
  mutating func advance() { place += 1 }

  /// Enters a run before the next character; true if it was empty.
  mutating func enter(_ index: Int, _ run: CountedRun) -> Bool {
    var current = entries[index]
    if current.generation != generation {
      // What an earlier search left in the ring is wiped when the run is first entered.
      current = Entries(generation: generation)
      for word in 0..<CountedRun.ringWords(minimum: run.minimum, maximum: run.maximum) {
        rings[run.ring + word] = 0
      }
    }
    let wasEmpty = current.isEmpty
    if run.minimum == 1 || wasEmpty { current.oldest = place }
    if run.minimum == 1 || wasEmpty || run.maximum != nil { current.newest = place }
    if run.minimum > 1, let maximum = run.maximum {
      let bit = place % maximum
      rings[run.ring + bit >> 6] |= 1 << UInt64(bit & 63)
    }
    entries[index] = current
    return wasEmpty
  }

  /// Takes a character, after ``advance()``: whether the run may be left now, and whether it still holds something.
  ///
  /// - Complexity: O(1) on average over a text.
  mutating func step(_ index: Int, _ run: CountedRun, takes: Bool) -> (isDone: Bool, holds: Bool) {
    var current = entries[index]
    guard takes else {
      clear(current, run)
      current.newest = current.oldest - 1
      entries[index] = current
      return (false, false)
    }
    let isDone = place - current.oldest >= run.minimum
    if let maximum = run.maximum, place - current.oldest >= maximum {
      dropOldest(&current, run, maximum)
    }
    entries[index] = current
    return (isDone, !current.isEmpty)
  }

  private mutating func dropOldest(_ current: inout Entries, _ run: CountedRun, _ maximum: Int) {
    guard run.minimum > 1 else {
      current.newest = current.oldest - 1
      return
    }
    let bit = current.oldest % maximum
    rings[run.ring + bit >> 6] &= ~(1 << UInt64(bit & 63))
    current.oldest += 1
    while current.oldest <= current.newest {
      let bit = current.oldest % maximum
      let rest = rings[run.ring + bit >> 6] >> UInt64(bit & 63)
      if rest != 0 {
        current.oldest += rest.trailingZeroBitCount
        return
      }
      current.oldest += Swift.min(64 - bit & 63, maximum - bit)
    }
  }

  /// Wipes the words of a ring that may have bits.
  private mutating func clear(_ current: Entries, _ run: CountedRun) {
    guard run.minimum > 1, let maximum = run.maximum, !current.isEmpty else { return }
    var entered = current.oldest
    while entered <= current.newest {
      let bit = entered % maximum
      rings[run.ring + bit >> 6] = 0
      entered += Swift.min(64 - bit & 63, maximum - bit)
    }
  }
}
