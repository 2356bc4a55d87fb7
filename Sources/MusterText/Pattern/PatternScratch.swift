/// Working memory for searches, to be reused: once it has grown to what a pattern needs, searching allocates nothing.
public struct PatternScratch: ~Copyable, Sendable {
  var current = ThreadList()
  var pending: [Int32] = []
  var counts = RunCounts()
  /// For each look-around of a pattern, the places where it holds, as bits.
  var lookPlaces: [UInt64] = []
  /// States found so far of the last pattern that has too many to work out ahead.
  var growingTable: GrowingStateTable?
  var stepsLeft = 0
  var slots: [Int] = []
  var registers: [Int] = []
  var stack: [BacktrackEntry] = []
  var barriers: [Int] = []

  /// Makes empty working memory.
  public init() {}
}

/// A set of instructions that are waiting for the next code point, in constant time per operation.
struct ThreadList: Sendable {
  private(set) var waiting: [Int32] = []
  private var marks: [UInt32] = []
  private var generation: UInt32 = 0

  /// Empties the list, for a program of some number of instructions.
  mutating func reset(instructionCount: Int) {
    waiting.removeAll(keepingCapacity: true)
    if marks.count < instructionCount || generation == .max {
      marks = [UInt32](repeating: 0, count: Swift.max(marks.count, instructionCount))
      generation = 0
    }
    generation += 1
  }

  /// Notes that an instruction was reached; false if it had been.
  @inline(__always)
  mutating func visit(_ index: Int32) -> Bool {
    guard marks[Int(index)] != generation else { return false }
    marks[Int(index)] = generation
    return true
  }

  @inline(__always)
  mutating func append(_ index: Int32) {
    waiting.append(index)
  }
}
