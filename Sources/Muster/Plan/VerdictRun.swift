import MusterText

/// Runs a plan over a tape: nothing but the verdict.
///
/// Containers and branches are gone into by recursion, which is bounded: a payload that nests deeper is left to the
/// evaluator, which keeps frames of its own.
struct VerdictRun {
  let plan: PlanView
  let tape: TapeView
  /// What is left of the steps until the next look at what to do about so many.
  private var steps: Int
  /// What is left of `Limits.steps` beside these.
  private var reserve: Int
  /// The round of verdicts that are remembered; 0 while there were few steps.
  private var round: UInt32 = 0
  /// Whether the list that is run changed what it found for those around it, beside its verdict.
  var hasEffects = false
  private var depth = 0
  /// The branches that have passed of those that the value's remainder asks for.
  var passedBranches: UInt64 = 1
  /// The members that the value has of those of which branches decide whether they are evaluated.
  var dependentMembers: UInt64 = 0
  /// Whether members were met that nothing may document; meaningless if the verdict is that nothing passes.
  var mayHaveUndocumented = false
  /// Whether not all was tried that may have documented members, as it would have been too much.
  private(set) var hasGivenUpTracking = false
  /// Down to how many steps left branches are tried that only tracking asks for.
  ///
  /// Every level of a recursive union may try all of its branches, so that without a bound that goes with the payload's
  /// size the branches would multiply.
  private let trackingBound: Int
  /// Why there is no verdict.
  var stop: Evaluator<VerdictSink>.Stop = .none
  /// Whether the payload nests too deep for this, so that what was found is no verdict.
  private(set) var isTooDeep = false

  /// How many lists may be gone into, one inside of the other.
  private static let depthLimit = 128

  /// - Parameter patience: After how many steps verdicts are remembered; by default what fits the payload.
  @inline(__always)
  init?(plan: Plan, tape: TapeView, steps: Int, patience: Int? = nil) {
    guard let view = plan.tables.view else { return nil }
    self.plan = view
    self.tape = tape
    self.steps = min(steps, patience ?? VerdictMemory.patience(words: tape.next(after: .root).rawValue))
    reserve = steps &- self.steps
    trackingBound = self.steps &- (tape[.root].isContainer ? tape.word(1).end &* 16 : 0) &- 4_096
  }

  /// Whether a union need not try more branches for tracking, now that one has passed.
  @inline(__always)
  private mutating func isTrackedEnough() -> Bool {
    if steps > trackingBound { return false }
    hasGivenUpTracking = true
    return true
  }

  /// Whether the root passes the block whose entries begin at an index.
  @inline(__always)
  mutating func run(root entry: UInt32, _ scratch: inout Scratch) -> Bool {
    passes(entry, TapeIndex.root, tape[.root].rawKind, &scratch)
  }

  /// Whether a value passes a block.
  @inline(__always)
  mutating func passes(_ entry: UInt32, _ value: TapeIndex, _ kind: UInt8, _ scratch: inout Scratch) -> Bool {
    let list = plan.entry(entry, kind: kind)
    if list == Plan.accept { return true }
    if list == Plan.reject { return false }
    return run(list, value, &scratch)
  }

  /// Runs a list when there is something to see to before: a limit, or that the run takes long.
  ///
  /// A run that takes long comes here for each list, and judges each list and value once.
  @inline(never)
  private mutating func runWatched(_ list: UInt32, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    guard stop == .none, !isTooDeep else {
      steps = 0
      return false
    }
    guard depth < VerdictRun.depthLimit else {
      isTooDeep = true
      steps = 0
      return false
    }
    reserve &-= 1
    guard reserve >= 0 else {
      stop = .steps
      return false
    }
    if round == 0 { round = scratch.verdicts.begin() }
    if let known = scratch.verdicts.verdict(round, Int(list), value) {
      steps = 0
      // What the list noted is not remembered.
      if known { mayHaveUndocumented = true }
      return known
    }
    let outerEffects = hasEffects
    hasEffects = false
    // One step for this list; the lists in it come here.
    steps = 1
    let passes = run(list, value, &scratch)
    steps = 0
    if !hasEffects, stop == .none, !isTooDeep { scratch.verdicts.keep(round, Int(list), value, passes: passes) }
    hasEffects = hasEffects || outerEffects
    return passes
  }

  /// Takes steps that something else took from what is left.
  private mutating func spend(_ count: Int) {
    steps &-= count
    if steps < 0 {
      reserve &+= steps
      steps = 0
    }
  }

  /// Whether a value passes a list.
  @inline(never)
  mutating func run(_ list: UInt32, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    steps &-= 1
    guard steps >= 0, depth < VerdictRun.depthLimit else { return runWatched(list, value, &scratch) }
    depth &+= 1
    defer { depth &-= 1 }
    var index = list
    while true {
      let operation = plan.operation(index)
      index &+= 1
      switch operation.code {
      case .accept: return true
      case .reject: return false
      case .call: if !run(operation.a, value, &scratch) { return false }
      case .callBlock:
        if !passes(operation.a, value, tape[value].rawKind, &scratch) { return false }
      case .leaf: if !passesLeaf(operation.a, value, &scratch) { return false }
      case .integer:
        let isDecimal = tape.word(value.rawValue).flags & TapeWord.isDecimal != 0
        if isDecimal, operation.flags & PlanOperation.exact != 0 || !tape.isInteger(value) { return false }
      case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum:
        guard let order = tape.order(value, operation.value) else {
          if !passesLeaf(operation.a, value, &scratch) { return false }
          continue
        }
        switch operation.code {
        case .minimum: if order < 0 { return false }
        case .maximum: if order > 0 { return false }
        case .exclusiveMinimum: if order <= 0 { return false }
        default: if order >= 0 { return false }
        }
      case .pattern:
        let match = search(operation.a, value, &scratch)
        if match == .undecided { stop = .pattern }
        if match != .matched { return false }
      case .minLength: if Int64(tape.codePointCount(value)) < operation.value { return false }
      case .maxLength: if Int64(tape.codePointCount(value)) > operation.value { return false }
      case .oneOfNames: if position(of: value.rawValue, plan.nameSet(operation.a), &scratch) < 0 { return false }
      case .uuid:
        if !isPlainUUID(tape.word(value.rawValue)), !hasFormat(ofLeaf: operation.a, value, &scratch) { return false }
      case .dateTime:
        if !isPlainDateTime(tape.word(value.rawValue)), !hasFormat(ofLeaf: operation.a, value, &scratch) {
          return false
        }
      case .format: if !hasFormat(operation, value, &scratch) { return false }
      case .minItems: if Int64(tape.count(value)) < operation.value { return false }
      case .maxItems: if Int64(tape.count(value)) > operation.value { return false }
      case .items: if !items(operation, value, &scratch) { return false }
      case .prefixItems: if !prefixItems(operation, value, &scratch) { return false }
      case .contains: if !contains(operation, value, &scratch) { return false }
      case .object: if !object(operation.a, value, &scratch) { return false }
      case .hasName: if !hasMember(plan.shape(operation.a).names, value, &scratch) { return false }
      case .propertyNames: if !propertyNames(operation.a, value, &scratch) { return false }
      case .dependent:
        let name = plan.nameSet(UInt32(truncatingIfNeeded: operation.value))
        if hasMember(name, value, &scratch), !run(operation.a, value, &scratch) { return false }
      case .minProperties:
        let count = Int64(tape.count(value))
        if count < operation.value { return false }
        // Names may repeat, so that more members need not be more names.
        if operation.value > 1, !passesLeaf(operation.a, value, &scratch) { return false }
      case .maxProperties:
        if Int64(tape.count(value)) > operation.value, !passesLeaf(operation.a, value, &scratch) { return false }
      case .uniqueItems: if !itemsDiffer(value, &scratch) { return false }
      case .anyOf: if !anyOf(operation, value, &scratch) { return false }
      case .oneOf: if !oneOf(operation, value, &scratch) { return false }
      case .noneOf: if !noneOf(operation, value, &scratch) { return false }
      case .tellingAnyOf, .tellingOneOf: if !telling(operation, value, &scratch) { return false }
      case .decided: if !decided(operation.a, value, &scratch) { return false }
      case .condition:
        let noted = mayHaveUndocumented
        let passes = run(plan.list(operation.a), value, &scratch)
        if !passes { mayHaveUndocumented = noted }
        let next = plan.list(operation.a &+ (passes ? 1 : 2))
        if next == Plan.reject { return false }
        if next != Plan.accept, !run(next, value, &scratch) { return false }
      case .covering:
        let outer = (passedBranches, dependentMembers)
        let hadEffects = hasEffects
        (passedBranches, dependentMembers) = (1, 0)
        let passes = run(operation.a, value, &scratch)
        (passedBranches, dependentMembers) = outer
        hasEffects = hadEffects
        if !passes { return false }
      case .cover:
        passedBranches |= UInt64(bitPattern: operation.value)
        hasEffects = true
      case .remainingMembers: if !remainingMembers(operation.a, value, &scratch) { return false }
      case .remainingItems: if !remainingItems(operation.a, value, &scratch) { return false }
      case .undocumented: mayHaveUndocumented = true
      }
    }
  }

  @inline(never)
  private mutating func passesLeaf(_ pc: UInt32, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    plan.withProgram { program in
      let left = max(0, steps) &+ max(0, reserve)
      var evaluator = Evaluator(program: program, tape: tape, sink: VerdictSink(), steps: left)
      let passes = evaluator.passes(program.instructions[pc], value, &scratch)
      spend(left &- evaluator.stepsLeft)
      switch evaluator.stop {
      case .none: break
      case .steps: stop = .steps
      case .pattern: stop = .pattern
      case .circle: stop = .circle
      }
      return passes
    }
  }

  // MARK: Unions

  private mutating func anyOf(_ operation: PlanOperation, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    if operation.flags & PlanOperation.documents != 0 {
      let count = UInt64(bitPattern: operation.value) & 0xFFFF_FFFF
      return documentingAnyOf(operation.a, count < 64 ? 1 << count &- 1 : .max, operation.value, value, &scratch)
    }
    var branch = operation.a
    let end = branch &+ UInt32(truncatingIfNeeded: operation.value)
    let tries = operation.flags & PlanOperation.tries != 0
    var noted = mayHaveUndocumented
    var passes = false
    while branch < end {
      if run(plan.list(branch), value, &scratch) {
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

  private mutating func oneOf(_ operation: PlanOperation, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    var branch = operation.a
    let end = branch &+ UInt32(truncatingIfNeeded: operation.value)
    var passed = 0
    var noted = mayHaveUndocumented
    while branch < end {
      if run(plan.list(branch), value, &scratch) {
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
  ///   - lists: Where the lists stand in the plan's.
  ///   - candidates: The lists to try.
  ///   - place: In the upper half, where the masks begin of what each list leaves to the others to document.
  @inline(never)
  private mutating func documentingAnyOf(
    _ lists: UInt32, _ candidates: UInt64, _ place: Int64, _ value: TapeIndex, _ scratch: inout Scratch
  ) -> Bool {
    let masks = UInt32(truncatingIfNeeded: place >> 32)
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
      guard run(plan.list(lists &+ branch), value, &scratch) else { continue }
      passes = true
      if left != 0, isTrackedEnough() { break }
      if mayHaveUndocumented {
        noting |= 1 << UInt64(branch)
      } else {
        open &= plan.candidates(masks &+ branch)
        left &= open
      }
    }
    mayHaveUndocumented = noted || noting & open != 0
    return passes
  }

  private mutating func noneOf(_ operation: PlanOperation, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    var branch = operation.a
    let end = branch &+ UInt32(truncatingIfNeeded: operation.value)
    let noted = mayHaveUndocumented
    while branch < end {
      if run(plan.list(branch), value, &scratch) { return false }
      mayHaveUndocumented = noted
      branch &+= 1
    }
    return true
  }

  private mutating func telling(_ operation: PlanOperation, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    var mask = plan.candidates(candidateIndex(operation.a, value, &scratch))
    let branches = operation.a &+ 4
    if operation.flags & PlanOperation.documents != 0 {
      return documentingAnyOf(branches, mask, operation.value, value, &scratch)
    }
    var passed = 0
    var noted = mayHaveUndocumented
    while mask != 0 {
      let branch = UInt32(truncatingIfNeeded: mask.trailingZeroBitCount)
      mask &= mask &- 1
      if run(plan.list(branches &+ branch), value, &scratch) {
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
  private mutating func decided(_ header: UInt32, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    let member = plan.nameSet(plan.list(header))
    var chosen = header &+ 3
    var cursor = value.rawValue &+ 2
    let end = tape.end(value).rawValue
    while cursor < end {
      let found = tape.next(after: TapeIndex(cursor))
      if isName(cursor, member, &scratch) {
        guard tape.word(found.rawValue).rawKind == TapeWord.Kind.string.rawValue else { break }
        let position = position(of: found.rawValue, plan.nameSet(plan.list(header &+ 1)), &scratch)
        chosen = position < 0 ? header &+ 4 : header &+ 5 &+ UInt32(truncatingIfNeeded: position)
        break
      }
      cursor = tape.next(after: found).rawValue
    }
    return run(plan.list(chosen), value, &scratch)
  }

  /// Which candidates an object's first member of the telling name leaves.
  @inline(__always)
  private mutating func candidateIndex(_ header: UInt32, _ value: TapeIndex, _ scratch: inout Scratch) -> UInt32 {
    let member = plan.nameSet(plan.list(header))
    let start = plan.list(header &+ 2)
    var cursor = value.rawValue &+ 2
    let end = tape.end(value).rawValue
    while cursor < end {
      let found = tape.next(after: TapeIndex(cursor))
      if isName(cursor, member, &scratch) {
        let kind = tape.word(found.rawValue).rawKind
        guard kind == TapeWord.Kind.string.rawValue else { return start &+ UInt32(kind) }
        let position = position(of: found.rawValue, plan.nameSet(plan.list(header &+ 1)), &scratch)
        return position < 0 ? start &+ UInt32(kind) : start &+ 8 &+ UInt32(truncatingIfNeeded: position)
      }
      cursor = tape.next(after: found).rawValue
    }
    return start
  }
}
