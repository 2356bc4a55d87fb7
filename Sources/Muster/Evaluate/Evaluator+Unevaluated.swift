/// Applicators that depend on what was evaluated or on the way that evaluation took.
extension Evaluator {
  /// Notes that a child is evaluated, where somebody may ask.
  @inline(__always)
  mutating func mark(_ child: TapeIndex, _ frame: inout Frame, _ scratch: inout Scratch) {
    if Sink.documents, frame.kind == .object || frame.kind == .unevaluatedProperties { sink.document(member: child) }
    guard openMarks > 0 else { return }
    scratch.marks.append(child)
    frame.marks = scratch.marks.count
  }

  /// Forgets the marks that were made since a frame's own.
  @inline(__always)
  func cutMarks(_ frame: Frame, _ scratch: inout Scratch) {
    if openMarks > 0 { scratch.marks.cut(to: frame.marks) }
  }

  /// Whether somebody may ask which children of the value at hand are evaluated.
  func asksForMarks(of value: TapeIndex, _ scratch: borrowing Scratch) -> Bool {
    guard openMarks > 0 else { return false }
    var height = scratch.frames.count &- 1
    while let frame = scratch.frames[height], frame.value == value {
      if frame.kind == .marks { return true }
      height &-= 1
    }
    return false
  }

  /// Begins the question which children nothing has evaluated since the innermost `beginMarks`.
  func ask(_ frame: inout Frame, _ scratch: inout Scratch) {
    let top = scratch.frames[scratch.frames.count &- 1]
    let since = top?.kind == .marks ? top?.marks ?? 0 : 0
    frame.seen = UInt64(scratch.marks.ask(since: since, words: tape.end(.root).rawValue))
  }

  mutating func advance(
    unevaluatedProperties frame: inout Frame, _ instruction: Instruction, _ scratch: inout Scratch
  ) -> Advance {
    while frame.cursor < frame.end {
      let key = TapeIndex(frame.cursor)
      let value = tape.next(after: key)
      frame.cursor = tape.next(after: value).rawValue
      if scratch.marks.isMarked(value, in: UInt32(truncatingIfNeeded: frame.seen)) { continue }
      mark(value, &frame, &scratch)
      if Sink.documents, sink.forgives(frame.pc, key) { continue }
      if !Sink.records, program.instructions[Int(instruction.a)].opcode == .reject {
        let failure = fail(.unevaluated, frame, value: key)
        if !Sink.explains { return failure }
        continue
      }
      return .descend(block: Int(instruction.a), value: value)
    }
    return .done
  }

  mutating func advance(
    unevaluatedItems frame: inout Frame, _ instruction: Instruction, _ scratch: inout Scratch
  ) -> Advance {
    while frame.cursor < frame.end {
      let item = TapeIndex(frame.cursor)
      frame.cursor = tape.next(after: item).rawValue
      if scratch.marks.isMarked(item, in: UInt32(truncatingIfNeeded: frame.seen)) { continue }
      mark(item, &frame, &scratch)
      if !Sink.records, program.instructions[Int(instruction.a)].opcode == .reject {
        let failure = fail(.unevaluated, frame, value: item)
        if !Sink.explains { return failure }
        continue
      }
      return .descend(block: Int(instruction.a), value: item)
    }
    return .done
  }

  /// The block of a dynamic reference: of the outermost resource in the dynamic scope that has its anchor.
  mutating func target(ofDynamic instruction: Instruction, _ frame: Frame, _ scratch: inout Scratch) -> Advance {
    var height = 0
    while let scope = scratch.frames[height] {
      height &+= 1
      guard scope.kind == .scope else { continue }
      for pair in 0..<instruction.b
      where program.lists[instruction.a &+ pair &* 2] == UInt32(truncatingIfNeeded: scope.cursor) {
        return .descend(block: Int(program.lists[instruction.a &+ pair &* 2 &+ 1]), value: frame.value)
      }
    }
    guard instruction.flags & Instruction.hasElse != 0 else { return fail(.assertion, frame) }
    return .descend(block: Int(instruction.c), value: frame.value)
  }
}
