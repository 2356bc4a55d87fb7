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
  /// Says which instructions come from one place of the schema.
  let origins: OriginTables?
  /// How many values beyond those in the list fail, each counted once as long as they come in the payload's order.
  var valuesBeyond = 0
  private var lastBeyond = TapeIndex.root

  @inline(__always)
  init(
    program: ProgramView, tape: TapeView, plan: Plan?, steps: Int, memory: ExplainMemory, origins: OriginTables? = nil
  ) {
    self.program = program
    self.tape = tape
    self.memory = memory
    self.origins = origins
    foresight =
      if let plan, !plan.dependsOnScope, let run = VerdictRun(plan: plan, tape: tape, steps: steps) {
        Foresight(guide: plan.guide, run: run)
      } else { nil }
  }

  var mark: IssueMark {
    IssueMark(
      failures: failures, issues: UInt32(memory.issues.count), branches: UInt32(memory.branchEnds.count),
      unions: UInt32(memory.lostUnions.count))
  }

  mutating func report(_ issue: RawIssue) {
    failures &+= 1
    if failures <= ExplainSink.capacity { return memory.issues.append(issue) }
    if failures == ExplainSink.capacity &+ 1 {
      lastBeyond = memory.issues.lazy.map(\.value).max() ?? .root
      valuesBeyond = 0
    }
    if issue.value > lastBeyond {
      lastBeyond = issue.value
      valuesBeyond &+= 1
    }
  }

  mutating func hold(_ pc: Int, _ value: TapeIndex) {
    guard program.instructions[pc].opcode.isTag else { return }
    memory.issues.append(RawIssue(kind: .held, pc: UInt32(truncatingIfNeeded: pc), value: value))
  }

  mutating func rewind(to mark: IssueMark) {
    failures = mark.failures
    memory.issues.removeLast(max(0, memory.issues.count - Int(mark.issues)))
    memory.branchEnds.removeLast(max(0, memory.branchEnds.count - Int(mark.branches)))
    memory.lostUnions.removeLast(max(0, memory.lostUnions.count - Int(mark.unions)))
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
      let (common, ways) = parted(tied.map { ($0.branch, $0.start..<$0.end) })
      memory.issues.removeLast(max(0, memory.issues.count - Int(mark.issues)))
      for issue in common { report(issue) }
      if !ways.isEmpty { report(tie(ways, union: pc, of: value)) }
    } else if let best, best.isNamed || best.isTold || best.allowedTypes == nil {
      keep(best.start..<best.end, from: Int(mark.issues))
    } else {
      memory.issues.removeLast(max(0, memory.issues.count - Int(mark.issues)))
      report(RawIssue(kind: .unionType, mask: allowed, pc: UInt32(truncatingIfNeeded: pc), value: value))
    }
    // Where the list was full the branch has issues that were not kept: it failed all the same.
    if failures == mark.failures { failures &+= 1 }
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

    var isFull: Bool { members.count >= 64 }

    mutating func add(_ value: TapeIndex) {
      if !isFull, bit(value) == 0 { members.append(value) }
    }
  }

  private func number(_ tags: inout MemberTags, of value: TapeIndex, since start: Int) {
    // Each branch reports in the payload's order, so that the members are mostly looked through once for it.
    var member = tape.firstChild(value)
    for position in start..<max(start, memory.issues.count) where !tags.isFull {
      let issue = memory.issues[position]
      guard isTag(issue), tags.bit(issue.value) == 0 else { continue }
      if issue.value < member { member = tape.firstChild(value) }
      if tape.isMember(issue.value, of: value, from: &member) { tags.add(issue.value) }
    }
  }

  /// Whether a `const` or `enum` holds or fails.
  func isTag(_ issue: RawIssue) -> Bool {
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
    let range = score.start..<score.end
    score.depth = deepest(of: range, below: value)
    score.count -= consequences(in: range)
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
}
