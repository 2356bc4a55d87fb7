/// Applicators on the value itself: `anyOf`, `oneOf`, `not`, `if`.
extension Evaluator {
  /// Starts the next branch of a union; fails when none is left.
  @inline(__always)
  mutating func nextBranch(_ frame: inout Frame, _ instruction: Instruction) -> Advance {
    guard frame.cursor < frame.end else { return endUnion(&frame) }
    let block = Int(program.lists[Int(instruction.a) &+ frame.cursor])
    frame.branch = sink.mark
    return .descend(block: block, value: frame.value)
  }

  /// Takes in how a branch of a union ended.
  @inline(__always)
  mutating func endBranch(failed: Bool, _ frame: inout Frame, _ instruction: Instruction) -> Advance {
    frame.cursor &+= 1
    if failed {
      sink.endBranch()
      return nextBranch(&frame, instruction)
    }
    if frame.kind == .anyOf {
      sink.rewind(to: frame.start)
      return .done
    }
    frame.seen &+= 1
    if frame.seen > 1 {
      sink.rewind(to: frame.start)
      return fail(.ambiguous, frame, detail: UInt32(truncatingIfNeeded: frame.cursor &- 1))
    }
    return nextBranch(&frame, instruction)
  }

  private mutating func endUnion(_ frame: inout Frame) -> Advance {
    if frame.kind == .oneOf, frame.seen == 1 {
      sink.rewind(to: frame.start)
      return .done
    }
    sink.keepClosestBranch(since: frame.start, union: frame.pc, of: frame.value)
    return .failed
  }

  /// Goes on to `then` or `else`; after one of them, or without it, the condition is done.
  mutating func endCondition(failed: Bool, _ frame: inout Frame, _ instruction: Instruction) -> Advance {
    if frame.stage > 0 { return failed && !Sink.explains ? .failed : .done }
    frame.stage = 1
    sink.rewind(to: frame.start)
    if !failed, instruction.flags & Instruction.hasThen != 0 {
      return .descend(block: Int(instruction.b), value: frame.value)
    }
    if failed, instruction.flags & Instruction.hasElse != 0 {
      return .descend(block: Int(instruction.c), value: frame.value)
    }
    return .done
  }
}
