/// The sink of the explaining pass: keeps failures, and of a union's branches those of the closest one.
struct ExplainSink: IssueSink {
  static var explains: Bool { true }

  /// More than this is counted, not kept.
  static let capacity = 10_000

  var issues: [RawIssue] = []
  private(set) var failures: UInt32 = 0
  /// Where each lost branch of the open unions ends in `issues`.
  private var branchEnds: [UInt32] = []
  private(set) var hidden: Set<TapeIndex> = []
  let program: ProgramView
  let tape: TapeView
  /// Says which blocks pass.
  var foresight: Foresight?

  init(program: ProgramView, tape: TapeView, plan: Plan?, steps: Int) {
    self.program = program
    self.tape = tape
    foresight = Foresight(plan: plan, tape: tape, steps: steps)
  }

  var mark: IssueMark {
    IssueMark(failures: failures, issues: UInt32(issues.count), branches: UInt32(branchEnds.count))
  }

  mutating func report(_ issue: RawIssue) {
    failures &+= 1
    if failures <= ExplainSink.capacity { issues.append(issue) }
  }

  mutating func hold(_ pc: Int, _ value: TapeIndex) {
    guard program.instructions[pc].opcode.isTag else { return }
    issues.append(RawIssue(kind: .held, pc: UInt32(truncatingIfNeeded: pc), value: value))
  }

  /// How many failures were kept.
  var keptFailures: Int { issues.count { $0.kind != .held } }

  mutating func rewind(to mark: IssueMark) {
    failures = mark.failures
    issues.removeLast(max(0, issues.count - Int(mark.issues)))
    branchEnds.removeLast(max(0, branchEnds.count - Int(mark.branches)))
  }

  mutating func hide(_ value: TapeIndex) {
    hidden.insert(value)
  }

  mutating func endBranch() {
    branchEnds.append(UInt32(issues.count))
  }

  /// Keeps the branch that came closest, or one issue in place of all.
  ///
  /// Of two branches the closer one is, by the first of these that tells them apart:
  /// 1. the one that the `discriminator` names;
  /// 2. the one whose `const` or `enum` holds for a member of the value for which that of another branch fails, where
  ///    none of its own fails for a member;
  /// 3. the one that allows the value's type;
  /// 4. the one of which no `const` or `enum` fails for a member;
  /// 5. the one that fails deepest in the value;
  /// 6. the one with the fewest issues;
  /// 7. the first.
  ///
  /// Where no branch is chosen by 1 or 2 and none allows the type, one issue says what all of them would.
  /// - Complexity: O(*members* + *issues* · *depth*).
  mutating func keepClosestBranch(since mark: IssueMark, union pc: Int, of value: TapeIndex) {
    let ends = branchEnds[min(Int(mark.branches), branchEnds.count)...]
    let named = discriminatedBranch(pc, value)
    let members = members(of: value)
    var branches: [(score: Score, range: Range<Int>)] = []
    /// For each member how many branches have a tag that fails for it.
    var misses: [TapeIndex: Int] = [:]
    var start = Int(mark.issues)
    for (number, end) in ends.enumerated() {
      let range = start..<max(start, Int(end))
      start = range.upperBound
      var score = score(range, of: value, members)
      score.isNamed = named == number
      for member in score.missed { misses[member, default: 0] += 1 }
      branches.append((score, range))
    }
    var best: (score: Score, range: Range<Int>)?
    var allowed = TypeMask()
    for (score, range) in branches {
      var score = score
      score.isTold = score.missed.isEmpty && score.held.contains { misses[$0] != nil }
      if let mask = score.allowedTypes { allowed.formUnion(mask) }
      if best == nil || score.isCloser(than: best?.score) { best = (score, range) }
    }
    let kept: [RawIssue]
    if let best, best.score.isNamed || best.score.isTold || best.score.allowedTypes == nil {
      kept = Array(issues[best.range])
    } else {
      kept = [RawIssue(kind: .unionType, mask: allowed, pc: UInt32(truncatingIfNeeded: pc), value: value)]
    }
    rewind(to: mark)
    for issue in kept {
      if issue.kind == .held { issues.append(issue) } else { report(issue) }
    }
    // Where the list was full the branch has issues that were not kept: it failed all the same.
    if failures == mark.failures { failures &+= 1 }
  }

  /// How close a branch came.
  private struct Score {
    /// Whether the discriminator says that the value is meant for this branch.
    var isNamed = false
    /// Whether a tag says so.
    var isTold = false
    /// What the branch allows, where it does not allow the type of the union's value.
    var allowedTypes: TypeMask?
    /// The members for which a `const` or `enum` holds, and for which one fails.
    var held: Set<TapeIndex> = []
    var missed: Set<TapeIndex> = []
    var depth = 0
    var count = 0

    func isCloser(than other: Score?) -> Bool {
      guard let other else { return true }
      if isNamed != other.isNamed { return isNamed }
      if isTold != other.isTold { return isTold }
      if (allowedTypes == nil) != (other.allowedTypes == nil) { return allowedTypes == nil }
      if missed.isEmpty != other.missed.isEmpty { return missed.isEmpty }
      if depth != other.depth { return depth > other.depth }
      return count < other.count
    }
  }

  private func score(_ range: Range<Int>, of value: TapeIndex, _ members: Set<TapeIndex>) -> Score {
    var score = Score()
    for issue in issues[range] {
      if issue.kind == .held {
        if members.contains(issue.value) { score.held.insert(issue.value) }
        continue
      }
      score.count += 1
      if issue.value == value, let mask = allowedTypes(issue) {
        score.allowedTypes = score.allowedTypes.map { $0.intersection(mask) } ?? mask
      }
      score.depth = max(score.depth, tape.depth(of: issue.value, below: value))
      if issue.kind == .assertion, members.contains(issue.value), program.instructions[issue.pc].opcode.isTag {
        score.missed.insert(issue.value)
      }
    }
    return score
  }

  /// The values of an object's members; nothing for what is none.
  private func members(of value: TapeIndex) -> Set<TapeIndex> {
    guard tape[value].kind == .object else { return [] }
    var members: Set<TapeIndex> = []
    var key = tape.firstChild(value)
    let end = tape.end(value)
    while key < end {
      let member = tape.next(after: key)
      members.insert(member)
      key = tape.next(after: member)
    }
    return members
  }

  /// The branch that the value's discriminating member names.
  func discriminatedBranch(_ pc: Int, _ value: TapeIndex) -> Int? {
    let instruction = program.instructions[pc]
    guard instruction.flags & Instruction.discriminates != 0, tape[value].kind == .object else { return nil }
    let start = instruction.c
    var key = tape.firstChild(value)
    let end = tape.end(value)
    while key < end {
      let member = tape.next(after: key)
      if isName(key, program.lists[start]), tape[member].kind == .string {
        for tag in 0..<program.lists[start &+ 1] where isName(member, program.lists[start &+ 2 &+ tag &* 2]) {
          return Int(program.lists[start &+ 3 &+ tag &* 2])
        }
        return nil
      }
      key = tape.next(after: member)
    }
    return nil
  }

  private func isName(_ string: TapeIndex, _ index: UInt32) -> Bool {
    let name = program.names[index]
    var bytes: [UInt8] = []
    for offset in 0..<Int(name.length) { bytes.append(program.text[Int(name.start) &+ offset]) }
    return tape.isString(string, bytes)
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

  /// The issues to show: several types asked of one value are one issue, with what all of them allow.
  func merged() -> [RawIssue] {
    var result: [RawIssue] = []
    var typeIssue: [TapeIndex: Int] = [:]
    for issue in issues where issue.kind != .held {
      guard let mask = allowedTypes(issue) else {
        result.append(issue)
        continue
      }
      guard let position = typeIssue[issue.value] else {
        typeIssue[issue.value] = result.count
        var first = issue
        first.mask = mask
        result.append(first)
        continue
      }
      let common = result[position].mask.intersection(mask)
      // The narrowest is the one to point at.
      if common == mask { result[position] = issue }
      result[position].mask = common
    }
    return result
  }
}

extension TapeView {
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
