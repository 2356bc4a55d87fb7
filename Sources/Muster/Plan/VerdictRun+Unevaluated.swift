import MusterText

/// What is left unevaluated of objects and arrays (JSON Schema 2020-12 Core, section 11).
extension VerdictRun {
  /// The branches that passed within branches that passed.
  ///
  /// One that passed is void where the one around it failed afterwards.
  @inline(__always)
  private func counted(_ remainder: PlanRemainder) -> UInt64 {
    var counted: UInt64 = 1
    // A branch comes after the one that it is in. There is a pair of operands for each.
    for branch in 1..<max(remainder.branchCount, 1) {
      let outer = UInt64(unsafe plan.uncheckedOperand(at: remainder.branchStart &+ branch &* 2))
      let bit: UInt64 = 1 << UInt64(branch)
      if passedBranches & bit != 0, counted & (1 << outer) != 0 { counted |= bit }
    }
    return counted
  }

  @inline(never)
  mutating func remainingMembers(_ index: RemainderIndex, _ object: TapeIndex, _ scratch: inout Scratch) -> Bool {
    // The remainder of the operation that is run.
    let remainder = unsafe plan.uncheckedRemainder(at: index)
    let counted = counted(remainder)
    if counted & remainder.all != 0 || counted & remainder.asking == 0 { return true }
    if remainder.dependentStart != .none {
      var left = dependentMembers
      for branch in 1..<max(remainder.branchCount, 1) where counted & (1 << UInt64(branch)) != 0 {
        // There is a mask for each branch.
        left &= unsafe ~plan.uncheckedMask(at: remainder.dependentStart &+ branch)
      }
      if left == 0 || remainder.rest == .rejecting { return left == 0 }
      if remainder.rest == .undocumented {
        mayHaveUndocumented = true
        return true
      }
    }
    var cursor = object.rawValue &+ 2
    let end = tape.end(object).rawValue
    while cursor < end {
      let key = TapeIndex(cursor)
      let value = tape.next(after: key)
      cursor = tape.next(after: value).rawValue
      let position = position(of: key.rawValue, remainder.names, &scratch)
      if position >= 0 {
        // A position in the set.
        let name = unsafe plan.uncheckedName(at: remainder.names.start &+ UInt32(truncatingIfNeeded: position))
        if name.required & counted != 0 { continue }
      }
      switch isTold(key, remainder, counted, &scratch) {
      case .matched: continue
      case .unmatched: if !passes(remainder.rest, value, tape[value].rawKind, &scratch) { return false }
      case .undecided:
        stop = .pattern
        return false
      }
    }
    return true
  }

  /// Whether a pattern of a branch that counts matches a key.
  @inline(__always)
  private mutating func isTold(
    _ key: TapeIndex, _ remainder: PlanRemainder, _ counted: UInt64, _ scratch: inout Scratch
  ) -> PatternMatch {
    for pair in 0..<remainder.tellingCount {
      let place = remainder.tellingStart &+ pair &* 2
      // The remainder's pairs of a pattern and a branch.
      guard counted & (1 << UInt64(unsafe plan.uncheckedOperand(at: place &+ 1))) != 0 else { continue }
      let match = search(unsafe plan.uncheckedOperand(at: place), key, &scratch)
      if match != .unmatched { return match }
    }
    return .unmatched
  }

  @inline(never)
  mutating func remainingItems(_ index: RemainderIndex, _ array: TapeIndex, _ scratch: inout Scratch) -> Bool {
    // The remainder of the operation that is run.
    let remainder = unsafe plan.uncheckedRemainder(at: index)
    let counted = counted(remainder)
    if counted & remainder.all != 0 { return true }
    var first: UInt32 = 0
    for branch in 0..<remainder.branchCount where counted & (1 << UInt64(branch)) != 0 {
      // There is a pair of operands for each branch.
      first = max(first, unsafe plan.uncheckedOperand(at: remainder.branchStart &+ branch &* 2 &+ 1))
    }
    var cursor = array.rawValue &+ 2
    let end = tape.end(array).rawValue
    var position: UInt32 = 0
    while cursor < end {
      let item = TapeIndex(cursor)
      let kind = tape[item].rawKind
      cursor = tape.next(after: item).rawValue
      position &+= 1
      if position <= first { continue }
      var isEvaluated = false
      for pair in 0..<remainder.tellingCount where !isEvaluated {
        let place = remainder.tellingStart &+ pair &* 2
        // The remainder's pairs of a block and a branch.
        guard counted & (1 << UInt64(unsafe plan.uncheckedOperand(at: place &+ 1))) != 0 else { continue }
        let noted = mayHaveUndocumented
        isEvaluated = passes(unsafe plan.uncheckedOperand(at: place), item, kind, &scratch)
        if !isEvaluated { mayHaveUndocumented = noted }
        if stop != .none { return false }
      }
      if !isEvaluated, !passes(remainder.rest, item, kind, &scratch) { return false }
    }
    return true
  }
}
