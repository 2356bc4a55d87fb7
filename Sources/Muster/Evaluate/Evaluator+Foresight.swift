/// What the explaining pass knows without running a block: the plan's verdict, and what the block came to before.
extension Evaluator {
  /// Whether a block that a frame has run needs no running; if so, what it comes to has been reported.
  @inline(never)
  mutating func isSettled(
    _ frame: Frame, _ block: Int, _ value: TapeIndex, _ scratch: inout Scratch
  ) -> Bool {
    switch frame.kind {
    // What is evaluated would be missed.
    case .condition, .anyOf, .oneOf, .call: if asksForMarks(of: frame.value, scratch) { return false }
    default: break
    }
    switch frame.kind {
    case .contains, .not: if isVerdict(frame, block, value, &scratch) { return true }
    case .condition: if frame.stage == 0, isVerdict(frame, block, value, &scratch) { return true }
    case _ where frame.kind.isOfChildren:
      if !sink.isToBeRun(value), sink.verdict(block, value, isInUnion: openUnions > 0, &scratch) == true { return true }
    case .anyOf, .oneOf, .call: break
    default: return false
    }
    guard sink.keeps || (isLong && sink.replays && openScopes == 0) else { return false }
    let isInUnion = openUnions > 0
    if sink.replay(block, value, isInUnion: isInUnion, since: isLong ? innermostMark(scratch) : .max) { return true }
    // Branches and small values are run again at little cost, unless that adds up.
    if isLong || (isInUnion && (frame.kind == .call || tape[value].isContainer)) {
      keep(block, value, frame, isInUnion: isInUnion, &scratch)
    }
    return false
  }

  /// Whether the verdict on a block is known, where nothing else of it counts; if so, a failure stands for all.
  private mutating func isVerdict(
    _ frame: Frame, _ block: Int, _ value: TapeIndex, _ scratch: inout Scratch
  ) -> Bool {
    guard let passes = sink.verdict(block, value, isInUnion: false, &scratch) else { return false }
    if !passes { _ = fail(.assertion, frame) }
    return true
  }

  /// What a union comes to, where the verdicts on its branches are known; `nil` where branches have to be run.
  mutating func foreseen(_ frame: inout Frame, _ instruction: Instruction, _ scratch: inout Scratch) -> Advance? {
    if asksForMarks(of: frame.value, scratch) { return nil }
    var first: Int?
    for branch in 0..<Int(instruction.b) {
      let block = Int(program.lists[Int(instruction.a) &+ branch])
      guard let passes = sink.verdict(block, frame.value, isInUnion: false, &scratch) else { return nil }
      guard passes else { continue }
      if instruction.opcode == .anyOf { return .done }
      if let first { return fail(.ambiguous, frame, detail: RawIssue.detail(first: first, second: branch)) }
      first = branch
    }
    if first != nil { return .done }
    // No branch passes.
    if let named = sink.discriminatedBranch(frame.pc, frame.value), named < frame.end {
      frame.cursor = named
      frame.end = named &+ 1
      frame.stage = 1
    } else if let tagged = taggedBranch(of: instruction, for: frame.value, &scratch) {
      frame.cursor = tagged.branch
      frame.end = tagged.branch &+ 1
      frame.stage = 2
      frame.seen = tagged.members
    }
    return nil
  }
}
