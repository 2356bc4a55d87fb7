/// Applicators on items: `items`, `prefixItems`, `contains`.
extension Evaluator {
  /// Passes over the first items, which `prefixItems` judges.
  func skip(_ count: Int, _ frame: inout Frame) {
    var remaining = count
    while remaining > 0, frame.cursor < frame.end {
      frame.cursor = tape.next(after: TapeIndex(frame.cursor)).rawValue
      remaining &-= 1
    }
  }

  mutating func advance(items frame: inout Frame, _ instruction: Instruction, _ scratch: inout Scratch) -> Advance {
    let block = Int(instruction.a)
    if Sink.explains, !asksForMarks(of: frame.value, scratch) {
      sink.passOver(items: block, &frame, isInUnion: openUnions > 0, &scratch)
    }
    guard frame.cursor < frame.end else { return .done }
    if isOfLeaves(block) {
      while frame.cursor < frame.end {
        let item = TapeIndex(frame.cursor)
        mark(item, &frame, &scratch)
        guard runLeaves(block, item, &scratch) else { return .failed }
        frame.cursor = tape.next(after: item).rawValue
      }
      return .done
    }
    let item = TapeIndex(frame.cursor)
    mark(item, &frame, &scratch)
    frame.cursor = tape.next(after: item).rawValue
    return .descend(block: block, value: item)
  }

  mutating func advance(
    prefixItems frame: inout Frame, _ instruction: Instruction, _ scratch: inout Scratch
  ) -> Advance {
    guard frame.cursor < frame.end, frame.stage < instruction.b else { return .done }
    let item = TapeIndex(frame.cursor)
    let block = program.lists[Int(instruction.a) &+ Int(frame.stage)]
    mark(item, &frame, &scratch)
    frame.cursor = tape.next(after: item).rawValue
    frame.stage &+= 1
    return .descend(block: Int(block), value: item)
  }

  /// Tries items until the count is decided.
  ///
  /// `seen` counts those that pass.
  mutating func advance(
    contains frame: inout Frame, _ instruction: Instruction, _ scratch: inout Scratch
  ) -> Advance {
    let least = UInt64(instruction.b)
    if instruction.c != Instruction.unbounded {
      if frame.seen > UInt64(instruction.c) { return fail(.tooMany, frame) }
    } else if frame.seen >= least, openMarks == 0, !Sink.records {
      return .done
    }
    guard frame.cursor < frame.end else {
      return frame.seen < least ? fail(.tooFew, frame, detail: UInt32(truncatingIfNeeded: frame.seen)) : .done
    }
    return .descend(block: Int(instruction.a), value: TapeIndex(frame.cursor))
  }
}
