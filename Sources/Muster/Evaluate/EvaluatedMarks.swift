/// Which children of the values at hand have been evaluated: the annotations that `unevaluatedProperties` and
/// `unevaluatedItems` ask for (JSON Schema 2020-12 Core, section 11).
///
/// A mark is the tape index of a member's value or of an item. Marks are a list that only grows at its end: whoever
/// tries something that fails cuts it back to where it was, and whoever goes into a child cuts off what the child left.
struct EvaluatedMarks {
  private var marks: [UInt32] = []
  /// For each word of the tape the last generation of questions in which it was marked.
  private var stamps: [UInt32] = []
  private var generation: UInt32 = 0

  var count: Int { marks.count }

  mutating func removeAll() {
    marks.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  mutating func append(_ child: TapeIndex) {
    marks.append(UInt32(truncatingIfNeeded: child.rawValue))
  }

  @inline(__always)
  mutating func cut(to count: Int) {
    if marks.count > count { marks.removeLast(marks.count - count) }
  }

  /// Begins a question about the marks since a count, on a tape of so many words.
  mutating func ask(since count: Int, words: Int) -> UInt32 {
    if stamps.count < words { stamps.append(contentsOf: repeatElement(0, count: words - stamps.count)) }
    if generation == .max {
      for index in stamps.indices { stamps[index] = 0 }
      generation = 0
    }
    generation += 1
    for mark in marks.dropFirst(max(0, count)) where Int(mark) < stamps.count { stamps[Int(mark)] = generation }
    return generation
  }

  /// Whether a child was marked when the question began.
  @inline(__always)
  func isMarked(_ child: TapeIndex, in generation: UInt32) -> Bool {
    child.rawValue < stamps.count && stamps[child.rawValue] == generation
  }
}
