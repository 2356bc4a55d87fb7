/// What the explaining pass knows without running a block: the plan's verdict, and what the block came to before.
extension Evaluator {
  /// Whether a block that a frame has run needs no running; if so, what it comes to has been reported.
  @inline(never)
  mutating func isSettled(
    _ frame: Frame, _ block: Int, _ value: TapeIndex, _ scratch: inout Scratch
  ) -> Bool {
    let use: BlockUse
    switch frame.kind {
    case .contains, .not: use = .verdict
    case .condition: use = frame.stage == 0 ? .verdict : .part
    case .anyOf, .oneOf: use = frame.isCovered ? .branch : .part
    case .call: use = .part
    case .object, .items, .prefixItems, .propertyNames: use = .child
    case .unevaluatedItems, .unevaluatedProperties, .scope, .marks, .kept: return false
    }
    if sink.settle(block, value, use, &scratch) { return true }
    if openUnions > 0, sink.keeps {
      var kept = Frame(kind: .kept, pc: frame.pc, value: value)
      kept.cursor = block
      kept.start = sink.mark
      // Without room for it the run ends at the next step.
      _ = push(kept, &scratch)
    }
    return false
  }

  /// What a union comes to, where the verdicts on its branches are known; `nil` where branches have to be run.
  mutating func foreseen(_ frame: inout Frame, _ instruction: Instruction, _ scratch: inout Scratch) -> Advance? {
    var passed = 0
    for branch in 0..<Int(instruction.b) {
      let block = Int(program.lists[Int(instruction.a) &+ branch &* 2])
      guard let passes = sink.verdict(block, frame.value, &scratch) else { return nil }
      guard passes else { continue }
      passed += 1
      if instruction.opcode == .anyOf { return .done }
      if passed > 1 { return fail(.ambiguous, frame, detail: UInt32(truncatingIfNeeded: branch)) }
    }
    if passed == 1 { return .done }
    // No branch passes.
    frame.isCovered = true
    if let named = sink.discriminatedBranch(frame.pc, frame.value), named < frame.end {
      frame.cursor = named
      frame.end = named &+ 1
      frame.stage = 1
    }
    return nil
  }
}
