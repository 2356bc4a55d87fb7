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
  /// The member that was looked for last.
  var lastMember = FoundMember()
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
    // A container has two words of its own.
    trackingBound = self.steps &- (tape[.root].isContainer ? unsafe tape.uncheckedWord(at: 1).end &* 16 : 0) &- 4_096
  }

  /// Whether a union need not try more branches for tracking, now that one has passed.
  @inline(__always)
  mutating func isTrackedEnough() -> Bool {
    if steps > trackingBound { return false }
    hasGivenUpTracking = true
    return true
  }

  /// Whether the root passes a block.
  @inline(__always)
  mutating func run(root entry: EntryIndex, at value: TapeIndex = .root, _ scratch: inout Scratch) -> Bool {
    passes(entry, value, tape[value].rawKind, &scratch)
  }

  /// Whether a value passes a block.
  @inline(__always)
  mutating func passes(_ entry: EntryIndex, _ value: TapeIndex, _ kind: UInt8, _ scratch: inout Scratch) -> Bool {
    // A block of the plan's, and a kind of the tape's.
    let list = unsafe plan.uncheckedList(of: entry, kind: kind)
    if list == .accept { return true }
    if list == .reject { return false }
    return run(list, value, &scratch)
  }

  /// Runs a list when there is something to see to before: a limit, or that the run takes long.
  ///
  /// A run that takes long comes here for each list, and judges each list and value once.
  @inline(never)
  private mutating func runWatched(_ list: ListIndex, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
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
    if let known = scratch.verdicts.verdict(round, Int(list.rawValue), value) {
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
    if !hasEffects, stop == .none, !isTooDeep {
      scratch.verdicts.keep(round, Int(list.rawValue), value, passes: passes)
    }
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

  /// Spends the steps of one long operation; `false` if too few are left.
  mutating func afford(_ count: Int) -> Bool {
    spend(count)
    if reserve >= 0 { return true }
    stop = .steps
    return false
  }

  /// Whether a value passes a list.
  @inline(never)
  mutating func run(_ list: ListIndex, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    steps &-= 1
    guard steps >= 0, depth < VerdictRun.depthLimit else { return runWatched(list, value, &scratch) }
    depth &+= 1
    defer { depth &-= 1 }
    var index = list
    while true {
      // A list's own operations, up to its end.
      let operation = unsafe plan.uncheckedOperation(at: index)
      index.advance()
      switch operation.code {
      case .accept: return true
      case .reject: return false
      case .call: if !run(operation.list, value, &scratch) { return false }
      case .callBlock:
        if !passes(operation.entry, value, tape[value].rawKind, &scratch) { return false }
      case .leaf: if !passesLeaf(operation.instruction, value, &scratch) { return false }
      case .integer:
        let isDecimal = tape[value].flags & TapeWord.isDecimal != 0
        if isDecimal, operation.flags & PlanOperation.exact != 0 || !tape.isInteger(value) { return false }
      case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum:
        guard let order = tape.order(value, operation.value) else {
          if !passesLeaf(operation.instruction, value, &scratch) { return false }
          continue
        }
        let code = operation.code
        let passes =
          code == .minimum
          ? order >= 0 : code == .maximum ? order <= 0 : code == .exclusiveMinimum ? order > 0 : order < 0
        if !passes { return false }
      case .pattern:
        let match = search(operation.pattern, value, &scratch)
        if match == .undecided { stop = .pattern }
        if match != .matched { return false }
      case .minLength: if Int64(tape.codePointCount(value)) < operation.value { return false }
      case .maxLength: if Int64(tape.codePointCount(value)) > operation.value { return false }
      case .oneOfNames:
        // Each operation has its sets, shapes and lists from their tables.
        if position(of: value.rawValue, unsafe plan.uncheckedNameSet(at: operation.nameSet), &scratch) < 0 {
          return false
        }
      case .uuid:
        if !isPlainUUID(tape[value]), !hasFormat(ofLeaf: operation.instruction, value, &scratch) { return false }
      case .dateTime:
        if !isPlainDateTime(tape[value]), !hasFormat(ofLeaf: operation.instruction, value, &scratch) {
          return false
        }
      case .format: if !hasFormat(operation.format, operation.mode, value, &scratch) { return false }
      case .minItems: if Int64(tape.count(value)) < operation.value { return false }
      case .maxItems: if Int64(tape.count(value)) > operation.value { return false }
      case .items: if !items(operation, value, &scratch) { return false }
      case .prefixItems: if !prefixItems(operation, value, &scratch) { return false }
      case .contains: if !contains(operation, value, &scratch) { return false }
      case .object: if !object(operation.shape, value, &scratch) { return false }
      case .hasName:
        // As for `oneOfNames`.
        if !hasMember(unsafe plan.uncheckedShape(at: operation.shape).names, value, &scratch) { return false }
      case .member: if !member(operation, value, &scratch) { return false }
      case .propertyNames: if !propertyNames(operation.entry, value, &scratch) { return false }
      case .dependent:
        // As for `oneOfNames`.
        let name = unsafe plan.uncheckedNameSet(at: operation.dependency)
        if hasMember(name, value, &scratch), !run(operation.list, value, &scratch) { return false }
      case .minProperties:
        let count = Int64(tape.count(value))
        if count < operation.value { return false }
        // Names may repeat, so that more members need not be more names.
        if operation.value > 1, !passesLeaf(operation.instruction, value, &scratch) { return false }
      case .maxProperties:
        if Int64(tape.count(value)) > operation.value, !passesLeaf(operation.instruction, value, &scratch) {
          return false
        }
      case .uniqueItems: if !itemsDiffer(value, &scratch) { return false }
      case .anyOf: if !anyOf(operation, value, &scratch) { return false }
      case .oneOf: if !oneOf(operation, value, &scratch) { return false }
      case .noneOf: if !noneOf(operation, value, &scratch) { return false }
      case .tellingAnyOf, .tellingOneOf: if !telling(operation, value, &scratch) { return false }
      case .decided: if !decided(operation.operands, value, &scratch) { return false }
      case .condition:
        let noted = mayHaveUndocumented
        // There are three lists.
        let passes = meets(unsafe plan.uncheckedOperand(at: operation.operands), value, &scratch)
        if !passes { mayHaveUndocumented = noted }
        let next: ListIndex = unsafe plan.uncheckedOperand(at: operation.operands &+ (passes ? 1 : 2))
        if next == .reject { return false }
        if next != .accept, !run(next, value, &scratch) { return false }
      case .covering:
        let outer = (passedBranches, dependentMembers)
        let hadEffects = hasEffects
        (passedBranches, dependentMembers) = (1, 0)
        let passes = run(operation.list, value, &scratch)
        (passedBranches, dependentMembers) = outer
        hasEffects = hadEffects
        if !passes { return false }
      case .cover:
        passedBranches |= operation.branches
        hasEffects = true
      case .remainingMembers: if !remainingMembers(operation.remainder, value, &scratch) { return false }
      case .remainingItems: if !remainingItems(operation.remainder, value, &scratch) { return false }
      case .undocumented: mayHaveUndocumented = true
      }
    }
  }

  /// Whether a value passes the list of a condition, which often asks about one member only.
  @inline(__always)
  private mutating func meets(_ list: ListIndex, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    // A list of the plan's; one that begins with a member has something after it, if only its end.
    let operation = unsafe plan.uncheckedOperation(at: list)
    guard operation.code == .member, endsAfterFirst(list) else { return run(list, value, &scratch) }
    return member(operation, value, &scratch)
  }

  /// Whether all names of an object pass a block.
  @inline(never)
  private mutating func propertyNames(_ entry: EntryIndex, _ object: TapeIndex, _ scratch: inout Scratch) -> Bool {
    var cursor = object.rawValue &+ 2
    let end = tape.end(object).rawValue
    while cursor < end {
      let key = TapeIndex(cursor)
      guard passes(entry, key, TapeWord.Kind.string.rawValue, &scratch) else { return false }
      cursor = tape.next(after: tape.next(after: key)).rawValue
    }
    return true
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
}
