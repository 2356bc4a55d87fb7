/// Applicators on the value itself: `anyOf`, `oneOf`, `not`, `if`.
extension Evaluator {
  /// Starts the next branch of a union; fails when none is left.
  @inline(__always)
  mutating func nextBranch(
    _ frame: inout Frame, _ instruction: Instruction, _ scratch: inout Scratch
  ) -> Advance {
    guard frame.cursor < frame.end else { return endUnion(&frame) }
    let block = Int(program.lists[Int(instruction.a) &+ frame.cursor])
    frame.branch = sink.mark
    if openMarks > 0 { frame.marks = scratch.marks.count }
    return .descend(block: block, value: frame.value)
  }

  /// Takes in how a branch of a union ended.
  @inline(__always)
  mutating func endBranch(
    failed: Bool, _ frame: inout Frame, _ instruction: Instruction, _ scratch: inout Scratch
  ) -> Advance {
    frame.cursor &+= 1
    if Sink.explains, !Sink.records, failed, frame.stage > 0 {
      // The branch that a discriminator names is the only one to run; records tell of the union as well.
      if frame.stage == 1 || sink.isMeant(since: frame.start, of: frame.value, frame.seen) { return .failed }
      // Another tag of the branch that one tag told fails, so that all of them have to be compared.
      sink.rewind(to: frame.start)
      (frame.cursor, frame.end, frame.stage, frame.seen) = (0, Int(instruction.b), 0, 0)
      return nextBranch(&frame, instruction, &scratch)
    }
    if failed {
      sink.endBranch()
      return nextBranch(&frame, instruction, &scratch)
    }
    if frame.kind == .anyOf {
      if openMarks > 0 || Sink.records {
        // What any other branch that passes evaluates counts as well.
        frame.seen = 1
        return nextBranch(&frame, instruction, &scratch)
      }
      sink.rewind(to: frame.start)
      return .done
    }
    frame.seen &+= 1
    if frame.seen > 1 {
      sink.rewind(to: frame.start)
      return fail(.ambiguous, frame, detail: RawIssue.detail(first: Int(frame.guess), second: frame.cursor &- 1))
    }
    frame.guess = UInt32(truncatingIfNeeded: frame.cursor &- 1)
    return nextBranch(&frame, instruction, &scratch)
  }

  private mutating func endUnion(_ frame: inout Frame) -> Advance {
    if frame.seen == 1 {
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
