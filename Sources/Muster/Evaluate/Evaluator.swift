import MusterText

/// Runs a program over a tape.
///
/// There is no recursion: what an applicator still has to do is a frame on a stack of its own, so that neither deep
/// payloads nor deep schemas can exhaust the thread's. In the verdict pass a failure unwinds to the innermost choice;
/// in the explaining pass it is reported and evaluation goes on.
struct Evaluator<Sink: IssueSink> {
  let program: ProgramView
  let tape: TapeView
  var sink: Sink
  /// What is left of `Limits.steps`, beside `reserve`.
  var steps: Int
  /// The steps that are left when those are used up, so that somebody notices a run that takes long.
  var reserve = 0
  /// After how many steps a run takes long; `nil` for what fits the payload.
  var patience: Int?
  /// Whether the run takes long, so that what blocks come to is remembered.
  var isLong = false
  /// The round of verdicts that are remembered; 0 before the first.
  var round: UInt32 = 0
  /// How many dynamic scopes are open: what a block comes to may depend on them.
  var openScopes = 0
  /// How many `beginMarks` are open.
  var openMarks = 0
  /// How many unions are open, counted in the explaining pass.
  var openUnions = 0
  /// Why the run ended without a verdict.
  var stop: Stop = .none

  /// At how many open frames the next look for a circle is due.
  var frameBound = 1 << 12
  /// The instruction that leads back to itself, where `stop` says so.
  var circle = 0

  enum Stop {
    case none, steps, pattern, circle
  }

  /// How many frames may be open.
  ///
  /// A frame needs a level of the payload or of the schema, so that only recursion
  /// through very many references comes here.
  static var frameLimit: Int { 1 << 20 }

  /// What ending a block came to.
  private enum Resumption {
    case running, passed, failed
  }

  /// What an applicator's next move is.
  enum Advance {
    /// All its children passed, or in the explaining pass were looked at.
    case done
    case failed
    /// A block is to be run on a value first.
    case descend(block: Int, value: TapeIndex)
  }

  /// Runs the block at `entry` on the root.
  ///
  /// - Returns: Whether it passes. With a `stop` that is no verdict.
  mutating func run(_ entry: Int, _ scratch: inout Scratch) -> Bool {
    var pc = entry
    var value = TapeIndex.root
    scratch.frames.removeAll()
    scratch.marks.removeAll()
    beginWatch()
    while true {
      let instruction = program.instructions[pc]
      if instruction.opcode.isLeaf {
        if instruction.opcode == .end {
          let resumption = resume(failed: false, &pc, &value, &scratch)
          if resumption == .running { continue }
          return resumption == .passed
        }
        if instruction.opcode == .skipIfNull {
          pc &+= 1
          if tape[value].rawKind == TapeWord.Kind.null.rawValue { pc &+= Int(instruction.a) }
          continue
        }
        if passes(instruction, value, &scratch) || (Sink.documents && sink.forgives(pc, value)) {
          if Sink.explains, instruction.opcode.isNoted { sink.hold(pc, value) }
          pc &+= 1
          continue
        }
        if Sink.explains, stop == .none {
          let scope = instruction.opcode == .required ? scope(pc, value, scratch) : .max
          sink.report(RawIssue(kind: .assertion, pc: UInt32(truncatingIfNeeded: pc), value: value, scope: scope))
          pc &+= 1
          continue
        }
      } else {
        var frame = Frame(kind: .call, pc: pc, value: value)
        if openMarks > 0 { frame.marks = scratch.marks.count }
        switch begin(instruction, &frame, &scratch) {
        case .done:
          pc &+= 1
          continue
        case .descend(let block, let child):
          if push(frame, &scratch), entered(frame, block, child) {
            if Sink.explains, isSettled(frame, block, child, &scratch) {
              let resumption = resume(failed: false, &pc, &value, &scratch)
              if resumption == .running { continue }
              return resumption == .passed
            }
            if let passes = known(frame, block, child, &scratch) {
              let resumption = resume(failed: !passes, &pc, &value, &scratch)
              if resumption == .running { continue }
              return resumption == .passed
            }
            pc = block
            value = child
            continue
          }
        case .failed:
          if Sink.explains, stop == .none {
            pc &+= 1
            continue
          }
        }
      }
      guard stop == .none, resume(failed: true, &pc, &value, &scratch) == .running else { return false }
    }
  }

  /// What a block is known to come to on a value, from what the sink or the run remembers.
  @inline(__always)
  private mutating func known(
    _ frame: Frame, _ block: Int, _ value: TapeIndex, _ scratch: inout Scratch
  ) -> Bool? {
    if Sink.documents, openMarks == 0, let passes = sink.recall(block, value) { return passes }
    if !Sink.explains, isLong { return remembered(frame, block, value, &scratch) }
    return nil
  }

  @inline(__always)
  mutating func push(_ frame: Frame, _ scratch: inout Scratch) -> Bool {
    guard spendStep(), scratch.frames.count < frameBound || mayGrow(&scratch) else { return false }
    scratch.frames.push(frame)
    if Sink.explains, frame.kind == .anyOf || frame.kind == .oneOf { openUnions &+= 1 }
    return true
  }

  /// Tells a sink that records of a block that begins.
  @inline(__always)
  private mutating func entered(_ frame: Frame, _ block: Int, _ value: TapeIndex) -> Bool {
    if !Sink.records || sink.enter(frame, block: block, value: value) { return true }
    stop = .steps
    return false
  }

  @inline(__always)
  mutating func spendStep() -> Bool {
    steps &-= 1
    return steps >= 0 || mayGoOn()
  }

  /// Spends the steps of one long operation; `false` if too few are left.
  mutating func afford(_ count: Int) -> Bool {
    guard count > 0 else { return true }
    spend(count)
    if reserve >= 0 { return true }
    stop = .steps
    return false
  }

  /// Starts an applicator on the frame's value.
  @inline(__always)
  private mutating func begin(_ instruction: Instruction, _ frame: inout Frame, _ scratch: inout Scratch) -> Advance {
    // Leaves are run apart.
    guard let applicator = instruction.opcode.applicator else { return .failed }
    let kind = tape[frame.value].rawKind
    switch applicator {
    case .beginScope, .beginMarks:
      frame.kind = instruction.opcode == .beginScope ? .scope : .marks
      frame.cursor = Int(instruction.a)
      frame.marks = scratch.marks.count
      if instruction.opcode == .beginMarks { openMarks &+= 1 } else { openScopes &+= 1 }
      return push(frame, &scratch) ? .done : .failed
    case .endScope:
      if scratch.frames.pop()?.kind == .marks { openMarks &-= 1 } else { openScopes &-= 1 }
      return .done
    case .dynamicCall:
      return target(ofDynamic: instruction, frame, &scratch)
    case .unevaluatedProperties:
      guard kind == TapeWord.Kind.object.rawValue else { return .done }
      frame.kind = .unevaluatedProperties
      enter(&frame)
      ask(&frame, &scratch)
      return advance(unevaluatedProperties: &frame, instruction, &scratch)
    case .unevaluatedItems:
      guard kind == TapeWord.Kind.array.rawValue else { return .done }
      frame.kind = .unevaluatedItems
      enter(&frame)
      ask(&frame, &scratch)
      return advance(unevaluatedItems: &frame, instruction, &scratch)
    case .call:
      return .descend(block: Int(instruction.a), value: frame.value)
    case .object:
      guard kind == TapeWord.Kind.object.rawValue else { return .done }
      if openMarks == 0, !Sink.records, program.shapes[Int(instruction.a)].asksForNothing { return .done }
      if Sink.documents { sink.document(shape: Int(instruction.a)) }
      frame.kind = .object
      enter(&frame)
      return advance(object: &frame, Int(instruction.a), &scratch)
    case .items:
      guard kind == TapeWord.Kind.array.rawValue else { return .done }
      frame.kind = .items
      enter(&frame)
      skip(Int(instruction.b), &frame)
      return advance(items: &frame, instruction, &scratch)
    case .prefixItems:
      guard kind == TapeWord.Kind.array.rawValue else { return .done }
      frame.kind = .prefixItems
      enter(&frame)
      return advance(prefixItems: &frame, instruction, &scratch)
    case .contains:
      guard kind == TapeWord.Kind.array.rawValue else { return .done }
      frame.kind = .contains
      enter(&frame)
      frame.start = sink.mark
      return advance(contains: &frame, instruction, &scratch)
    case .propertyNames:
      guard kind == TapeWord.Kind.object.rawValue else { return .done }
      frame.kind = .propertyNames
      enter(&frame)
      return advance(propertyNames: &frame, instruction, &scratch)
    case .anyOf, .oneOf:
      frame.kind = instruction.opcode == .anyOf ? .anyOf : .oneOf
      frame.end = Int(instruction.b)
      frame.start = sink.mark
      if instruction.flags & Instruction.decides != 0, let advance = decided(&frame, instruction, &scratch) {
        return advance
      }
      if Sink.explains, let advance = foreseen(&frame, instruction, &scratch) { return advance }
      return nextBranch(&frame, instruction, &scratch)
    case .not:
      frame.kind = .not
      frame.start = sink.mark
      return .descend(block: Int(instruction.a), value: frame.value)
    case .condition:
      frame.kind = .condition
      frame.start = sink.mark
      return .descend(block: Int(instruction.a), value: frame.value)
    case .dependentSchema:
      guard kind == TapeWord.Kind.object.rawValue, has(name: Int(instruction.b), frame.value) else { return .done }
      return .descend(block: Int(instruction.a), value: frame.value)
    }
  }

  /// Goes on with what the top frames say after a block has ended.
  ///
  /// - Returns: Whether there is something to run; if not, what the run came to.
  private mutating func resume(
    failed: Bool, _ pc: inout Int, _ value: inout TapeIndex, _ scratch: inout Scratch
  ) -> Resumption {
    var failed = failed
    while var frame = scratch.frames.pop() {
      let instruction = program.instructions[frame.pc]
      if Sink.records, frame.kind != .scope, frame.kind != .marks, frame.kind != .kept {
        sink.leave(frame, failed: failed)
      }
      if frame.kind == .kept {
        remember(frame, failed: failed, &scratch)
        continue
      }
      if Sink.explains {
        if frame.kind == .anyOf || frame.kind == .oneOf { openUnions &-= 1 }
      }
      let advance: Advance
      switch frame.kind {
      case .call: advance = failed ? .failed : .done
      case .kept: advance = .failed
      case .scope:
        openScopes &-= 1
        advance = .failed
      case .marks:
        openMarks &-= 1
        advance = .failed
      case .unevaluatedProperties:
        cutMarks(frame, &scratch)
        advance = failed ? .failed : self.advance(unevaluatedProperties: &frame, instruction, &scratch)
      case .unevaluatedItems:
        cutMarks(frame, &scratch)
        advance = failed ? .failed : self.advance(unevaluatedItems: &frame, instruction, &scratch)
      case .object:
        cutMarks(frame, &scratch)
        advance = failed ? .failed : self.advance(object: &frame, Int(instruction.a), &scratch)
      case .items:
        cutMarks(frame, &scratch)
        advance = failed ? .failed : self.advance(items: &frame, instruction, &scratch)
      case .prefixItems:
        cutMarks(frame, &scratch)
        advance = failed ? .failed : self.advance(prefixItems: &frame, instruction, &scratch)
      case .propertyNames:
        advance = failed ? .failed : self.advance(propertyNames: &frame, instruction, &scratch)
      case .contains:
        cutMarks(frame, &scratch)
        if !hasFailed(failed, frame.start) {
          frame.seen &+= 1
          if instruction.flags & Instruction.evaluates != 0 { mark(TapeIndex(frame.cursor), &frame, &scratch) }
        }
        sink.rewind(to: frame.start)
        frame.cursor = tape.next(after: TapeIndex(frame.cursor)).rawValue
        advance = self.advance(contains: &frame, instruction, &scratch)
      case .anyOf, .oneOf:
        let branchFailed = hasFailed(failed, frame.branch)
        if branchFailed { cutMarks(frame, &scratch) }
        advance = endBranch(failed: branchFailed, &frame, instruction, &scratch)
      case .not:
        let passed = !hasFailed(failed, frame.start)
        cutMarks(frame, &scratch)
        sink.rewind(to: frame.start)
        advance = passed ? fail(.assertion, frame) : .done
      case .condition:
        let conditionFailed = hasFailed(failed, frame.start)
        if conditionFailed { cutMarks(frame, &scratch) }
        advance = endCondition(failed: conditionFailed, &frame, instruction)
      }
      switch advance {
      case .done:
        pc = frame.pc &+ 1
        value = frame.value
        return .running
      case .descend(let block, let child):
        guard push(frame, &scratch), entered(frame, block, child) else { return .failed }
        if Sink.explains, isSettled(frame, block, child, &scratch) {
          failed = false
          continue
        }
        if let passes = known(frame, block, child, &scratch) {
          failed = !passes
          continue
        }
        pc = block
        value = child
        return .running
      case .failed:
        if stop != .none { return .failed }
        if Sink.explains {
          pc = frame.pc &+ 1
          value = frame.value
          return .running
        }
        failed = true
      }
    }
    return failed ? .failed : .passed
  }

  /// Whether the block that has just ended failed: by unwinding, or by issues since a mark.
  @inline(__always)
  private func hasFailed(_ failed: Bool, _ mark: IssueMark) -> Bool {
    Sink.explains ? sink.mark.failures > mark.failures : failed
  }

  /// Says that an applicator fails.
  @inline(__always)
  mutating func fail(
    _ kind: RawIssue.Kind, _ frame: Frame, detail: UInt32 = 0, value: TapeIndex? = nil, scope: UInt32 = .max
  ) -> Advance {
    if Sink.explains {
      sink.report(
        RawIssue(
          kind: kind, pc: UInt32(truncatingIfNeeded: frame.pc), detail: detail, value: value ?? frame.value,
          scope: scope))
    }
    return .failed
  }

  /// An instruction of the outermost block that is applied to a value, to which one at `pc` is; only explaining asks.
  func scope(_ pc: Int, _ value: TapeIndex, _ scratch: borrowing Scratch) -> UInt32 {
    guard Sink.explains else { return .max }
    var pc = pc
    var height = scratch.frames.count - 1
    while let outer = scratch.frames[height], outer.value == value {
      switch outer.kind {
      case .scope, .marks, .kept: break
      default: pc = outer.pc
      }
      height -= 1
    }
    return UInt32(truncatingIfNeeded: pc)
  }

  /// Sets a frame to the first child of its value.
  @inline(__always)
  private func enter(_ frame: inout Frame) {
    frame.cursor = tape.firstChild(frame.value).rawValue
    frame.end = tape.end(frame.value).rawValue
  }

  // MARK: Leaves

  /// How many instructions are looked at to see whether a block is of leaves.
  private static var leafSearch: Int { 8 }

  /// Whether a block is of few leaves, so that it needs no frame to come back to.
  @inline(__always)
  func isOfLeaves(_ block: Int) -> Bool {
    if Sink.recordsLeaves { return false }
    for pc in block..<block &+ Self.leafSearch {
      let opcode = program.instructions[pc].opcode
      if opcode == .end { return true }
      guard opcode.isLeaf else { return false }
    }
    return false
  }

  /// Runs a block of leaves on a value.
  ///
  /// - Returns: Whether it passes; always in the explaining pass, where the issues tell.
  @inline(never)
  mutating func runLeaves(_ block: Int, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    var pc = block
    guard spendStep() else { return false }
    while true {
      let instruction = program.instructions[pc]
      if instruction.opcode == .end { return true }
      pc &+= 1
      if instruction.opcode == .skipIfNull {
        if tape[value].rawKind == TapeWord.Kind.null.rawValue { pc &+= Int(instruction.a) }
      } else if !passes(instruction, value, &scratch) {
        if Sink.documents, stop == .none, sink.forgives(pc &- 1, value) { continue }
        guard Sink.explains, stop == .none else { return false }
        sink.report(RawIssue(kind: .assertion, pc: UInt32(truncatingIfNeeded: pc &- 1), value: value))
      } else if Sink.explains, instruction.opcode.isNoted {
        sink.hold(pc &- 1, value)
      }
    }
  }
}
