/// The sink of the explaining pass: keeps failures, and of a union's branches those of the closest one.
struct ExplainSink: IssueSink {
  static var explains: Bool { true }

  /// More than this is counted, not kept.
  static let capacity = 10_000

  var failures: UInt32 = 0
  let program: ProgramView
  let tape: TapeView
  /// Says which blocks pass.
  var foresight: Foresight?
  let memory: ExplainMemory

  @inline(__always)
  init(program: ProgramView, tape: TapeView, plan: Plan?, steps: Int, memory: ExplainMemory) {
    self.program = program
    self.tape = tape
    self.memory = memory
    foresight =
      if let plan, !plan.dependsOnScope, let run = VerdictRun(plan: plan, tape: tape, steps: steps) {
        Foresight(guide: plan.guide, run: run)
      } else { nil }
  }

  var mark: IssueMark {
    IssueMark(failures: failures, issues: UInt32(memory.issues.count), branches: UInt32(memory.branchEnds.count))
  }

  mutating func report(_ issue: RawIssue) {
    failures &+= 1
    if failures <= ExplainSink.capacity { memory.issues.append(issue) }
  }

  mutating func hold(_ pc: Int, _ value: TapeIndex) {
    guard program.instructions[pc].opcode.isTag else { return }
    memory.issues.append(RawIssue(kind: .held, pc: UInt32(truncatingIfNeeded: pc), value: value))
  }

  mutating func rewind(to mark: IssueMark) {
    failures = mark.failures
    memory.issues.removeLast(max(0, memory.issues.count - Int(mark.issues)))
    memory.branchEnds.removeLast(max(0, memory.branchEnds.count - Int(mark.branches)))
  }

  mutating func hide(_ value: TapeIndex) {
    memory.hidden.insert(value)
  }

  mutating func endBranch() {
    memory.branchEnds.append(UInt32(memory.issues.count))
  }

  /// Keeps the branch that came closest, or one issue in place of all.
  ///
  /// Of two branches the closer one is, by the first of these that tells them apart:
  /// 1. the one that the `discriminator` names;
  /// 2. the one whose `const` or `enum` holds for a member of the value for which that of another branch fails, where
  ///    none of its own fails for a member;
  /// 3. the one that allows the value's type;
  /// 4. the one of which no `const` or `enum` fails for a member;
  /// 5. the one that would pass without members that it does not declare;
  /// 6. the one that fails deepest in the value;
  /// 7. the one with the fewest issues.
  ///
  /// If several come equally close, one issue tells what each of them fails for. If no branch is chosen by 1 or 2 and
  /// none allows the type, one issue says what all of them would.
  /// - Complexity: O(*members* · *tags* + *issues* · *depth*).
  mutating func keepClosestBranch(since mark: IssueMark, union pc: Int, of value: TapeIndex) {
    memory.noteLostUnion(of: value)
    let named = discriminatedBranch(pc, value)
    var tags = MemberTags()
    if tape[value].kind == .object { number(&tags, of: value, since: Int(mark.issues)) }
    var branches: [Score] = []
    branches.reserveCapacity(max(0, memory.branchEnds.count - Int(mark.branches)))
    var missed: UInt64 = 0
    var start = Int(mark.issues)
    for position in min(Int(mark.branches), memory.branchEnds.count)..<memory.branchEnds.count {
      let end = max(start, Int(memory.branchEnds[position]))
      var score = score(start..<end, of: value, tags)
      score.branch = branches.count
      score.isNamed = named == branches.count
      missed |= score.missed
      branches.append(score)
      start = end
    }
    var best: Score?
    var tied: [Score] = []
    var allowed = TypeMask()
    for position in branches.indices {
      var score = branches[position]
      score.isTold = score.missed == 0 && score.held & missed != 0
      if let mask = score.allowedTypes { allowed.formUnion(mask) }
      guard var other = best else {
        best = score
        continue
      }
      if let isCloser = score.isCloser(than: other) {
        if isCloser {
          best = score
          tied.removeAll()
        }
        continue
      }
      // Only how deep they fail and how often tells them apart.
      measure(&score, of: value)
      measure(&other, of: value)
      if score.depth == other.depth, score.count == other.count {
        if tied.isEmpty { tied.append(other) }
        tied.append(score)
        best = other
      } else {
        if score.depth > other.depth || (score.depth == other.depth && score.count < other.count) {
          best = score
          tied.removeAll()
        } else {
          best = other
        }
      }
    }
    memory.branchEnds.removeLast(max(0, memory.branchEnds.count - Int(mark.branches)))
    failures = mark.failures
    if let best, !best.isTold, let member = unknownTag(pc, value) {
      memory.issues.removeLast(max(0, memory.issues.count - Int(mark.issues)))
      report(RawIssue(kind: .unknownTag, pc: UInt32(truncatingIfNeeded: pc), value: member))
    } else if let best, best.allowedTypes == nil, !best.isNamed, tied.count > 1, !best.isOnlyAdditions {
      let tie = memory.ties.count
      memory.ties.append(tiedBranches(tied))
      memory.issues.removeLast(max(0, memory.issues.count - Int(mark.issues)))
      report(
        RawIssue(
          kind: .tied, pc: UInt32(truncatingIfNeeded: pc), detail: UInt32(truncatingIfNeeded: tie), value: value))
    } else if let best, best.isNamed || best.isTold || best.allowedTypes == nil {
      keep(best.start..<best.end, from: Int(mark.issues))
    } else {
      memory.issues.removeLast(max(0, memory.issues.count - Int(mark.issues)))
      report(RawIssue(kind: .unionType, mask: allowed, pc: UInt32(truncatingIfNeeded: pc), value: value))
    }
    // Where the list was full the branch has issues that were not kept: it failed all the same.
    if failures == mark.failures { failures &+= 1 }
  }

  /// How many branches that tie are told of, and how many failures of each.
  private static let toldBranches = 4
  private static let toldFailures = 3

  private func tiedBranches(_ scores: [Score]) -> TiedBranches {
    TiedBranches(
      branches: scores.prefix(ExplainSink.toldBranches).map { score in
        let issues = memory.issues[score.start..<score.end].filter { $0.kind != .held }
        return (score.branch, Array(issues.prefix(ExplainSink.toldFailures)))
      })
  }

  /// Cuts the list to a position, and moves there what is in a range behind it.
  private mutating func keep(_ range: Range<Int>, from position: Int) {
    var target = position
    for source in range {
      memory.issues[target] = memory.issues[source]
      if memory.issues[target].kind != .held { failures &+= 1 }
      target += 1
    }
    memory.issues.removeLast(max(0, memory.issues.count - target))
  }

  /// The members of a union's value that tags are for, numbered; more than there are bits are left out.
  private struct MemberTags {
    private var members: [TapeIndex] = []

    /// The bit of a member; 0 for any other value.
    func bit(_ value: TapeIndex) -> UInt64 {
      for number in members.indices where members[number] == value { return 1 << UInt64(number) }
      return 0
    }

    mutating func add(_ value: TapeIndex) {
      if members.count < 64, bit(value) == 0 { members.append(value) }
    }
  }

  private func number(_ tags: inout MemberTags, of value: TapeIndex, since start: Int) {
    for position in start..<max(start, memory.issues.count) {
      let issue = memory.issues[position]
      guard isTag(issue), tags.bit(issue.value) == 0, tape.isMember(issue.value, of: value) else { continue }
      tags.add(issue.value)
    }
  }

  /// Whether a `const` or `enum` holds or fails.
  private func isTag(_ issue: RawIssue) -> Bool {
    issue.kind == .held || (issue.kind == .assertion && program.instructions[issue.pc].opcode.isTag)
  }

  /// How close a branch came.
  private struct Score {
    /// The branch's position in the union.
    var branch: Int
    /// The branch's issues in the memory.
    var start: Int
    var end: Int
    /// Whether the discriminator says that the value is meant for this branch.
    var isNamed = false
    /// Whether a tag says so.
    var isTold = false
    /// What the branch allows, where it does not allow the type of the union's value.
    var allowedTypes: TypeMask?
    /// The members for which a `const` or `enum` holds, and for which one fails: a set bit for each.
    var held: UInt64 = 0
    var missed: UInt64 = 0
    /// How deep it fails in the value; negative before it is measured.
    var depth = -1
    var count = 0
    /// Whether nothing fails but that there are members which are not declared.
    var isOnlyAdditions = false

    /// Whether it is closer than another; `nil` where only depth and count can tell.
    func isCloser(than other: Score) -> Bool? {
      if isNamed != other.isNamed { return isNamed }
      if isTold != other.isTold { return isTold }
      if (allowedTypes == nil) != (other.allowedTypes == nil) { return allowedTypes == nil }
      if (missed == 0) != (other.missed == 0) { return missed == 0 }
      if isOnlyAdditions != other.isOnlyAdditions { return isOnlyAdditions }
      return nil
    }
  }

  private func score(_ range: Range<Int>, of value: TapeIndex, _ tags: MemberTags) -> Score {
    var score = Score(branch: 0, start: range.lowerBound, end: range.upperBound)
    var additions = 0
    for position in range {
      let issue = memory.issues[position]
      if issue.kind == .held {
        score.held |= tags.bit(issue.value)
        continue
      }
      score.count += 1
      if issue.kind == .undeclared || issue.kind == .unevaluated { additions += 1 }
      if issue.value == value {
        if let mask = allowedTypes(issue) {
          score.allowedTypes = score.allowedTypes.map { $0.intersection(mask) } ?? mask
        }
      } else if isTag(issue) {
        score.missed |= tags.bit(issue.value)
      }
    }
    score.isOnlyAdditions = additions > 0 && additions == score.count
    return score
  }

  private func measure(_ score: inout Score, of value: TapeIndex) {
    guard score.depth < 0 else { return }
    var depth = 0
    for position in score.start..<score.end where memory.issues[position].kind != .held {
      depth = max(depth, tape.depth(of: memory.issues[position].value, below: value))
    }
    score.depth = depth
  }

  /// The discriminating member of a value that names no branch, where `mapping` names them all.
  ///
  /// Without a mapping for each branch the values are the names of schemas by the text of the specification, which vendors
  /// rarely mean: then the branch that is closest says more.
  private func unknownTag(_ pc: Int, _ value: TapeIndex) -> TapeIndex? {
    let instruction = program.instructions[pc]
    guard instruction.flags & Instruction.mapsAll != 0 else { return nil }
    if case .unknown(let member) = program.tag(of: value, instruction, tape) { return member }
    return nil
  }

  /// The branch that the value's discriminating member names.
  func discriminatedBranch(_ pc: Int, _ value: TapeIndex) -> Int? {
    if case .branch(let branch) = program.tag(of: value, program.instructions[pc], tape) { return branch }
    return nil
  }

  /// The types that a failed type assertion allows; `nil` for an issue of another kind.
  func allowedTypes(_ issue: RawIssue) -> TypeMask? {
    switch issue.kind {
    case .unionType: issue.mask
    case .assertion:
      program.instructions[issue.pc].opcode == .type ? TypeMask(rawValue: program.instructions[issue.pc].mask) : nil
    default: nil
    }
  }

  /// Drops what fails only because the value is of a type that is not allowed.
  private mutating func dropConsequences() {
    var mistyped: Set<TapeIndex> = []
    for issue in memory.issues where allowedTypes(issue) != nil { mistyped.insert(issue.value) }
    memory.issues.removeAll { issue in
      if issue.kind == .assertion, mistyped.contains(issue.value) {
        switch program.instructions[issue.pc].opcode {
        case .format, .customFormat, .enumeration, .constant, .pattern, .minimum, .maximum, .exclusiveMinimum,
          .exclusiveMaximum, .multipleOf, .minLength, .maxLength:
          return true
        default: break
        }
      }
      return false
    }
  }

  /// Leaves the issues to show, in the order of the payload: several types asked of one value are one issue, with what all
  /// of them allow.
  ///
  /// - Returns: How many failures were in the list.
  ///
  /// Issues that say the same of one value and come from one place of the schema are one.
  mutating func merge(_ origins: OriginTables) -> Int {
    memory.issues.removeAll { $0.kind == .held }
    let failures = memory.issues.count
    guard failures > 1 else { return failures }
    var count = 0
    // A list that is no longer than this is searched for an earlier issue, without a table.
    let isShort = failures <= 16
    var typeIssues: [TapeIndex: Int] = [:]
    for source in 0..<failures {
      let issue = memory.issues[source]
      memory.issues[count] = issue
      count += 1
      guard let mask = allowedTypes(issue) else { continue }
      let known =
        isShort
        ? (0..<count - 1).first { memory.issues[$0].value == issue.value && allowedTypes(memory.issues[$0]) != nil }
        : typeIssues[issue.value]
      guard let known else {
        memory.issues[count - 1].mask = mask
        if !isShort { typeIssues[issue.value] = count - 1 }
        continue
      }
      count -= 1
      let common = memory.issues[known].mask.intersection(mask)
      // The narrowest is the one to point at.
      if common == mask { memory.issues[known] = issue }
      memory.issues[known].mask = common
    }
    memory.issues.removeLast(failures - count)
    dropConsequences()
    memory.issues.sort { left, right in left.value != right.value ? left.value < right.value : left.pc < right.pc }
    let distinct = memory.issues.count
    memory.removeRepeats(program, origins)
    // Of those that were not kept nobody knows how many are repeats as well.
    return memory.issues.count < distinct ? max(failures, Int(self.failures)) : failures
  }
}

extension TapeView {
  /// Whether a value is that of a member of an object.
  fileprivate func isMember(_ value: TapeIndex, of object: TapeIndex) -> Bool {
    var key = firstChild(object)
    let end = end(object)
    while key < end {
      let member = next(after: key)
      if member >= value { return member == value }
      key = next(after: member)
    }
    return false
  }

  /// How many containers lie between a value and one that it is in; 0 where it is not.
  func depth(of value: TapeIndex, below ancestor: TapeIndex) -> Int {
    var depth = 0
    var container = ancestor
    while container < value, self[container].isContainer, value < end(container) {
      depth += 1
      var child = firstChild(container)
      let end = end(container)
      let isObject = self[container].kind == .object
      while child < end {
        if isObject {
          if child == value { return depth }
          child = next(after: child)
        }
        let following = next(after: child)
        if value < following { break }
        child = following
      }
      guard child < end, container != child else { return depth }
      container = child
    }
    return depth
  }
}
