/// Runs that take long judge each pair of a block and a value once.
///
/// A recursive union comes by the same value with the same block on many ways, and so does an `allOf` of references to
/// one schema: the work doubles with each level. Nobody looks before there were many steps for the payload's size, so
/// that ordinary checks pay nothing for it.
extension Evaluator {
  /// Keeps most steps back, to notice when the run takes long.
  mutating func beginWatch() {
    guard !Sink.records else { return }
    let patience =
      self.patience ?? VerdictMemory.patience(words: tape.next(after: .root).rawValue) >> (Sink.explains ? 3 : 0)
    guard steps > patience, reserve == 0 else { return }
    reserve = steps &- patience
    steps = patience
  }

  /// Whether there are steps left; from now on the run takes long.
  @inline(never)
  mutating func mayGoOn() -> Bool {
    guard reserve > 0 else {
      stop = .steps
      return false
    }
    steps = reserve &- 1
    reserve = 0
    isLong = true
    return true
  }

  var stepsLeft: Int { max(0, steps) &+ max(0, reserve) }

  /// Takes steps that something else took from what is left.
  mutating func spend(_ count: Int) {
    steps &-= count
    if steps < 0 {
      reserve &+= steps
      steps = 0
    }
  }

  /// The verdict on a block that a frame is to run, where it is remembered; if not, it will be.
  @inline(never)
  mutating func remembered(
    _ frame: Frame, _ block: Int, _ value: TapeIndex, _ scratch: inout Scratch
  ) -> Bool? {
    guard openScopes == 0, !Sink.records else { return nil }
    switch frame.kind {
    // What is evaluated would be missed.
    case .condition, .anyOf, .oneOf, .call: if asksForMarks(of: frame.value, scratch) { return nil }
    default: break
    }
    if round == 0 { round = scratch.verdicts.begin() }
    if let known = scratch.verdicts.verdict(round, block, value) { return known }
    keep(block, value, frame, isInUnion: false, &scratch)
    return nil
  }

  /// Has what a block comes to on a value remembered when it ends.
  mutating func keep(
    _ block: Int, _ value: TapeIndex, _ frame: Frame, isInUnion: Bool, _ scratch: inout Scratch
  ) {
    var kept = Frame(kind: .kept, pc: frame.pc, value: value)
    kept.cursor = block
    kept.start = sink.mark
    kept.stage = isInUnion ? 1 : 0
    // Without room for it the run ends at the next step.
    _ = push(kept, &scratch)
  }

  /// Takes in what the block of a `kept` frame came to.
  mutating func remember(_ frame: Frame, failed: Bool, _ scratch: inout Scratch) {
    if Sink.explains {
      sink.keep(since: frame.start, block: frame.cursor, value: frame.value, isInUnion: frame.stage > 0)
    } else if round != 0 {
      scratch.verdicts.keep(round, frame.cursor, frame.value, passes: !failed)
    }
  }

  /// How many frames are looked through for a mark.
  private static var markSearch: Int { 64 }

  /// How many issues there were at the innermost point that somebody may come back to, or count from.
  ///
  /// What was reported since then need not be reported again.
  func innermostMark(_ scratch: borrowing Scratch) -> Int {
    var height = scratch.frames.count &- 1
    let lowest = height &- Self.markSearch
    while height > lowest, let frame = scratch.frames[height] {
      switch frame.kind {
      case .anyOf, .oneOf: return Int(frame.branch.issues)
      case .not, .condition, .contains, .kept: return Int(frame.start.issues)
      default: height &-= 1
      }
    }
    return height < 0 ? 0 : .max
  }
}
