/// Unions, negations, and what a member of an object tells about them.
extension VerdictRun {
  mutating func anyOf(_ operation: PlanOperation, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    if operation.flags & PlanOperation.documents != 0 {
      let count = UInt64(operation.count)
      let all: UInt64 = count < 64 ? 1 << count &- 1 : .max
      return documentingAnyOf(operation.operands, all, operation.masks, value, &scratch)
    }
    let count = operation.count
    var branch: UInt32 = 0
    let tries = operation.flags & PlanOperation.tries != 0
    var noted = mayHaveUndocumented
    var passes = false
    while branch < count {
      // One of the union's lists.
      if run(unsafe plan.uncheckedOperand(at: operation.operands &+ branch), value, &scratch) {
        if !tries || operation.flags & PlanOperation.lenient != 0 && isTrackedEnough() { return true }
        passes = true
        noted = mayHaveUndocumented
      } else {
        mayHaveUndocumented = noted
      }
      branch &+= 1
    }
    return passes
  }

  mutating func oneOf(_ operation: PlanOperation, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    let count = operation.count
    var branch: UInt32 = 0
    var passed = 0
    var noted = mayHaveUndocumented
    while branch < count {
      // One of the union's lists.
      if run(unsafe plan.uncheckedOperand(at: operation.operands &+ branch), value, &scratch) {
        passed &+= 1
        if passed > 1 { return false }
        noted = mayHaveUndocumented
      } else {
        mayHaveUndocumented = noted
      }
      branch &+= 1
    }
    return passed == 1
  }

  /// Whether a value passes any of some lists, and whether it may have members that none of those it passes documents.
  ///
  /// - Parameters:
  ///   - lists: Where the lists stand among the operands.
  ///   - candidates: The lists to try, a bit each.
  ///   - masks: For each list what it leaves to the others to document.
  @inline(never)
  private mutating func documentingAnyOf(
    _ lists: OperandIndex, _ candidates: UInt64, _ masks: MaskIndex, _ value: TapeIndex, _ scratch: inout Scratch
  ) -> Bool {
    let noted = mayHaveUndocumented
    var passes = false
    var left = candidates
    // The lists that noted something, as far as none without a note says as much as they do.
    var noting: UInt64 = 0
    // What lists that passed without a note leave to others.
    var open: UInt64 = .max
    while left != 0 {
      let branch = UInt32(truncatingIfNeeded: left.trailingZeroBitCount)
      left &= left &- 1
      mayHaveUndocumented = false
      // Candidates have bits of the union's branches only, and each of these has a list and a mask.
      guard run(unsafe plan.uncheckedOperand(at: lists &+ branch), value, &scratch) else { continue }
      passes = true
      if left != 0, isTrackedEnough() { break }
      if mayHaveUndocumented {
        noting |= 1 << UInt64(branch)
      } else {
        unsafe open &= plan.uncheckedMask(at: masks &+ branch)
        left &= open
      }
    }
    mayHaveUndocumented = noted || noting & open != 0
    return passes
  }

  mutating func noneOf(_ operation: PlanOperation, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    let count = operation.count
    var branch: UInt32 = 0
    let noted = mayHaveUndocumented
    while branch < count {
      // One of the union's lists.
      if run(unsafe plan.uncheckedOperand(at: operation.operands &+ branch), value, &scratch) { return false }
      mayHaveUndocumented = noted
      branch &+= 1
    }
    return true
  }

  mutating func telling(_ operation: PlanOperation, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    var mask = candidates(operation.operands, value, &scratch)
    let lists = operation.operands &+ TellingUnion.lists
    if operation.flags & PlanOperation.documents != 0 {
      return documentingAnyOf(lists, mask, operation.masks, value, &scratch)
    }
    var passed = 0
    var noted = mayHaveUndocumented
    while mask != 0 {
      let branch = UInt32(truncatingIfNeeded: mask.trailingZeroBitCount)
      mask &= mask &- 1
      // Candidates have bits of the union's branches only.
      if run(unsafe plan.uncheckedOperand(at: lists &+ branch), value, &scratch) {
        passed &+= 1
        if operation.code == .tellingOneOf {
          if passed > 1 { return false }
        } else if operation.flags & PlanOperation.tries == 0
          || operation.flags & PlanOperation.lenient != 0 && isTrackedEnough()
        {
          return true
        }
        noted = mayHaveUndocumented
      } else {
        mayHaveUndocumented = noted
      }
    }
    return passed > 0
  }

  /// Whether an object passes the list that its discriminating member names.
  @inline(never)
  mutating func decided(_ union: OperandIndex, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    // What a `DecidedUnion` is laid out as: all that comes after has a list for each tag.
    let member: NameSetIndex = unsafe plan.uncheckedOperand(at: union &+ DecidedUnion.member)
    let name = unsafe plan.uncheckedNameSet(at: member)
    var chosen = union &+ DecidedUnion.untagged
    var cursor = value.rawValue &+ 2
    let end = tape.end(value).rawValue
    while cursor < end {
      let found = tape.next(after: TapeIndex(cursor))
      if isName(cursor, name, &scratch) {
        guard tape[found].rawKind == TapeWord.Kind.string.rawValue else { break }
        let tags: NameSetIndex = unsafe plan.uncheckedOperand(at: union &+ DecidedUnion.tags)
        let position = position(of: found.rawValue, unsafe plan.uncheckedNameSet(at: tags), &scratch)
        chosen =
          position < 0
          ? union &+ DecidedUnion.unknown : union &+ DecidedUnion.tagged &+ UInt32(truncatingIfNeeded: position)
        break
      }
      cursor = tape.next(after: found).rawValue
    }
    return run(unsafe plan.uncheckedOperand(at: chosen), value, &scratch)
  }

  /// Which lists an object's first member of the telling name leaves, a bit each.
  @inline(__always)
  private mutating func candidates(_ union: OperandIndex, _ value: TapeIndex, _ scratch: inout Scratch) -> UInt64 {
    // What a `TellingUnion` is laid out as: candidates for each kind and each text.
    let member: NameSetIndex = unsafe plan.uncheckedOperand(at: union &+ TellingUnion.member)
    let name = unsafe plan.uncheckedNameSet(at: member)
    var candidates: MaskIndex = unsafe plan.uncheckedOperand(at: union &+ TellingUnion.candidates)
    var cursor = value.rawValue &+ 2
    let end = tape.end(value).rawValue
    while cursor < end {
      let found = tape.next(after: TapeIndex(cursor))
      if isName(cursor, name, &scratch) {
        let kind = tape[found].rawKind
        var offset = UInt32(kind)
        if kind == TapeWord.Kind.string.rawValue {
          let texts: NameSetIndex = unsafe plan.uncheckedOperand(at: union &+ TellingUnion.texts)
          let position = position(of: found.rawValue, unsafe plan.uncheckedNameSet(at: texts), &scratch)
          if position >= 0 { offset = TellingUnion.kinds &+ UInt32(truncatingIfNeeded: position) }
        }
        candidates = candidates &+ offset
        break
      }
      cursor = tape.next(after: found).rawValue
    }
    return unsafe plan.uncheckedMask(at: candidates)
  }
}
