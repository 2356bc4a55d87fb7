/// Recursion without progress: a block that is applied to a value while it is being applied to it.
///
/// References that lead back without a step into the payload are rejected when a schema is compiled; where a dynamic
/// reference leads is known only here. As long as there are few frames nobody looks, so that a look costs nothing that
/// counts: it is due each time the frames have doubled.
extension Evaluator {
  /// Whether so many frames may be open; if not, says why.
  @inline(never)
  mutating func mayGrow(_ scratch: inout Scratch) -> Bool {
    if let pc = circle(&scratch) {
      circle = pc
      stop = .circle
      return false
    }
    guard frameBound < Self.frameLimit else {
      stop = .steps
      return false
    }
    frameBound *= 2
    return true
  }

  /// An instruction that is open twice on one value, with no dynamic scope entered for the first time in between.
  ///
  /// What it does depends on nothing else, so that it comes to itself again without end.
  /// - Complexity: O(*frames*).
  private func circle(_ scratch: inout Scratch) -> Int? {
    var resources: Set<Int> = []
    /// How many resources were entered when an instruction was begun on the value at hand.
    var begun: [Int: Int] = [:]
    var value: TapeIndex?
    var height = 0
    while let frame = scratch.frames[height] {
      height += 1
      if frame.value != value {
        begun.removeAll(keepingCapacity: true)
        value = frame.value
      }
      switch frame.kind {
      case .scope: resources.insert(frame.cursor)
      case .marks, .kept: break
      default:
        if begun[frame.pc] == resources.count { return frame.pc }
        begun[frame.pc] = resources.count
      }
    }
    return nil
  }
}
