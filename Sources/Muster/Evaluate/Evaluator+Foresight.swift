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
    case .object, .items, .prefixItems, .propertyNames:
      if !sink.isToBeRun(value), sink.verdict(block, value, isInUnion: openUnions > 0, &scratch) == true { return true }
    case .anyOf, .oneOf, .call: break
    case .unevaluatedItems, .unevaluatedProperties, .scope, .marks, .kept: return false
    }
    if sink.replay(block, value) { return true }
    // Branches and small values are run again at little cost.
    if openUnions > 0, sink.keeps, frame.kind == .call || tape[value].isContainer {
      var kept = Frame(kind: .kept, pc: frame.pc, value: value)
      kept.cursor = block
      kept.start = sink.mark
      // Without room for it the run ends at the next step.
      _ = push(kept, &scratch)
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
    var passed = 0
    for branch in 0..<Int(instruction.b) {
      let block = Int(program.lists[Int(instruction.a) &+ branch &* 2])
      guard let passes = sink.verdict(block, frame.value, isInUnion: false, &scratch) else { return nil }
      guard passes else { continue }
      passed += 1
      if instruction.opcode == .anyOf { return .done }
      if passed > 1 { return fail(.ambiguous, frame, detail: UInt32(truncatingIfNeeded: branch)) }
    }
    if passed == 1 { return .done }
    // No branch passes.
    if let named = sink.discriminatedBranch(frame.pc, frame.value), named < frame.end {
      frame.cursor = named
      frame.end = named &+ 1
      frame.stage = 1
    }
    return nil
  }
}
