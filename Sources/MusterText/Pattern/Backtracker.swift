/// Runs a pattern with back-references, trying one way after another as ECMA-262 section 22.2.2 orders them.
///
/// Every instruction and every code point of a run counts as a step; when the budget is spent the search is undecided.
struct Backtracker {
  /// How many ways may wait to be tried: 24 bytes each.
  private static let stackLimit = 1 << 21

  let program: BacktrackingProgram
  let alphabet: PatternAlphabet
  var stepsLeft: Int

  private enum Verdict {
    case matched, failed, exhausted
  }

  mutating func search(_ text: Span<UInt8>, scratch: inout PatternScratch) -> PatternMatch {
    let anchored = program.instructions.first == .assert(.textStart)
    var start = 0
    while true {
      stepsLeft -= program.slotCount + program.registerCount
      prepare(&scratch)
      switch run(text, from: start, scratch: &scratch) {
      case .matched: return .matched
      case .exhausted: return .undecided
      case .failed: break
      }
      guard !anchored, start < text.count else { return .unmatched }
      start += text.codePoint(at: start).length
    }
  }

  private func prepare(_ scratch: inout PatternScratch) {
    scratch.slots.removeAll(keepingCapacity: true)
    scratch.slots.append(contentsOf: repeatElement(-1, count: program.slotCount))
    scratch.registers.removeAll(keepingCapacity: true)
    scratch.registers.append(contentsOf: repeatElement(-1, count: program.registerCount))
    scratch.stack.removeAll(keepingCapacity: true)
    scratch.barriers.removeAll(keepingCapacity: true)
  }

  private mutating func run(_ text: Span<UInt8>, from start: Int, scratch: inout PatternScratch) -> Verdict {
    var next = 0
    var place = start
    while true {
      stepsLeft -= 1
      guard stepsLeft > 0, scratch.stack.count < Self.stackLimit else { return .exhausted }
      var alive = true
      switch program.instructions[next] {
      case .consume(let set):
        alive = consume(set, backward: false, text, &place)
        next += 1
      case .consumeBackward(let set):
        alive = consume(set, backward: true, text, &place)
        next += 1
      case .run(let set, let minimum, let backward):
        alive = consumeRun(set, minimum, backward, after: next + 1, text, &place, &scratch)
        next += 1
      case .jump(let target):
        next = Int(target)
      case .fork(let preferred, let other):
        scratch.stack.append(BacktrackEntry(kind: .branch, index: other, place: place))
        next = Int(preferred)
      case .assert(let assertion):
        alive = PatternContext.holds(assertion, in: text, at: place)
        next += 1
      case .look:
        scratch.barriers.append(scratch.stack.count)
        scratch.stack.append(BacktrackEntry(kind: .barrier, index: Int32(truncatingIfNeeded: next), place: place))
        next += 1
      case .lookMatched:
        alive = endLook(&next, &place, &scratch)
      case .save(let slot):
        store(place, inSlot: slot, &scratch)
        next += 1
      case .clear(let first, let end):
        stepsLeft -= Int(end - first)
        for slot in first..<end where scratch.slots[Int(slot)] >= 0 {
          store(-1, inSlot: slot, &scratch)
        }
        next += 1
      case .mark(let register):
        let old = scratch.registers[Int(register)]
        scratch.stack.append(BacktrackEntry(kind: .register, index: register, place: old))
        scratch.registers[Int(register)] = place
        next += 1
      case .checkProgress(let register):
        alive = scratch.registers[Int(register)] != place
        next += 1
      case .backreference(let index, let backward):
        alive = matchReference(Int(index), backward, text, &place, scratch.slots.span)
        next += 1
      case .count, .assertLook, .matched:
        return .matched
      }
      if !alive, !resume(&next, &place, text, &scratch) {
        return .failed
      }
    }
  }

  private func store(_ place: Int, inSlot slot: Int32, _ scratch: inout PatternScratch) {
    scratch.stack.append(BacktrackEntry(kind: .slot, index: slot, place: scratch.slots[Int(slot)]))
    scratch.slots[Int(slot)] = place
  }

  // MARK: Consuming

  private func consume(_ set: Int32, backward: Bool, _ text: Span<UInt8>, _ place: inout Int) -> Bool {
    guard backward ? place > 0 : place < text.count else { return false }
    let decoded = backward ? text.codePoint(before: place) : text.codePoint(at: place)
    guard alphabet.set(set, hasClass: alphabet.classIndex(of: decoded.value)) else { return false }
    place += backward ? -decoded.length : decoded.length
    return true
  }

  private mutating func consumeRun(
    _ set: Int32,
    _ minimum: Int32,
    _ backward: Bool,
    after next: Int,
    _ text: Span<UInt8>,
    _ place: inout Int,
    _ scratch: inout PatternScratch
  ) -> Bool {
    var count: Int32 = 0
    var limit = place
    while consume(set, backward: backward, text, &place) {
      if count < minimum {
        count += 1
        limit = place
      }
      stepsLeft -= 1
    }
    guard count == minimum else { return false }
    if place != limit {
      let kind: BacktrackEntry.Kind = backward ? .backwardRun : .forwardRun
      let index = Int32(truncatingIfNeeded: next)
      scratch.stack.append(BacktrackEntry(kind: kind, index: index, place: place, limit: limit))
    }
    return true
  }

  /// Matches what a group matched; a group that has not matched is matched by nothing. (`BackreferenceMatcher`)
  private mutating func matchReference(
    _ index: Int,
    _ backward: Bool,
    _ text: Span<UInt8>,
    _ place: inout Int,
    _ slots: Span<Int>
  ) -> Bool {
    let reference = program.references[index]
    for group in reference.groups {
      let start = slots[2 * group]
      let end = slots[2 * group + 1]
      guard start >= 0, end >= start else { continue }
      stepsLeft -= end - start
      if reference.ignoresCase {
        return matchIgnoringCase(text, start..<end, backward, &place)
      }
      let length = end - start
      guard backward ? place >= length : text.count - place >= length else { return false }
      let origin = backward ? place - length : place
      for offset in 0..<length where text[start + offset] != text[origin + offset] {
        return false
      }
      place = backward ? origin : origin + length
      return true
    }
    return true
  }

  private func matchIgnoringCase(
    _ text: Span<UInt8>,
    _ captured: Range<Int>,
    _ backward: Bool,
    _ place: inout Int
  ) -> Bool {
    var left = backward ? captured.upperBound : captured.lowerBound
    var right = place
    while backward ? left > captured.lowerBound : left < captured.upperBound {
      guard backward ? right > 0 : right < text.count else { return false }
      let wanted = backward ? text.codePoint(before: left) : text.codePoint(at: left)
      let found = backward ? text.codePoint(before: right) : text.codePoint(at: right)
      guard CaseFolding.representative(of: wanted.value) == CaseFolding.representative(of: found.value) else {
        return false
      }
      left += backward ? -wanted.length : wanted.length
      right += backward ? -found.length : found.length
    }
    place = right
    return true
  }

  // MARK: Going back

  /// Ends a look-around whose body has matched; false if it must not have.
  private func endLook(_ next: inout Int, _ place: inout Int, _ scratch: inout PatternScratch) -> Bool {
    guard let barrier = scratch.barriers.popLast(),
      case .look(let negated, let end) = program.instructions[Int(scratch.stack[barrier].index)]
    else { return false }
    place = scratch.stack[barrier].place
    next = Int(end)
    if negated {
      unwind(to: barrier, &scratch)
      return false
    }
    // Its other ways are given up, but what its groups matched must still be undone by whoever goes back past it.
    var kept = barrier
    for index in barrier..<scratch.stack.count {
      let entry = scratch.stack[index]
      if entry.kind == .slot || entry.kind == .register {
        scratch.stack[kept] = entry
        kept += 1
      }
    }
    scratch.stack.removeLast(scratch.stack.count - kept)
    return true
  }

  private func unwind(to count: Int, _ scratch: inout PatternScratch) {
    while scratch.stack.count > count, let entry = scratch.stack.popLast() {
      restore(entry, &scratch)
    }
  }

  private func restore(_ entry: BacktrackEntry, _ scratch: inout PatternScratch) {
    switch entry.kind {
    case .slot: scratch.slots[Int(entry.index)] = entry.place
    case .register: scratch.registers[Int(entry.index)] = entry.place
    default: break
    }
  }

  /// Goes back to the last way not yet tried; false if there is none.
  private mutating func resume(
    _ next: inout Int,
    _ place: inout Int,
    _ text: Span<UInt8>,
    _ scratch: inout PatternScratch
  ) -> Bool {
    while var entry = scratch.stack.popLast() {
      stepsLeft -= 1
      switch entry.kind {
      case .branch:
        next = Int(entry.index)
        place = entry.place
        return true
      case .forwardRun, .backwardRun:
        let forward = entry.kind == .forwardRun
        let length = (forward ? text.codePoint(before: entry.place) : text.codePoint(at: entry.place)).length
        entry.place += forward ? -length : length
        next = Int(entry.index)
        place = entry.place
        if entry.place != entry.limit {
          scratch.stack.append(entry)
        }
        return true
      case .slot, .register:
        restore(entry, &scratch)
      case .barrier:
        _ = scratch.barriers.popLast()
        if case .look(let negated, let end) = program.instructions[Int(entry.index)], negated {
          next = Int(end)
          place = entry.place
          return true
        }
      }
    }
    return false
  }
}
