/// The sink of the explaining pass: keeps failures, and of a union's branches those of the closest one.
struct ExplainSink: IssueSink {
  static var explains: Bool { true }

  /// More than this is counted, not kept.
  private static let capacity = 10_000

  private(set) var issues: [RawIssue] = []
  private(set) var failures: UInt32 = 0
  /// Where each lost branch of the open unions ends in `issues`.
  private var branchEnds: [UInt32] = []
  private(set) var hidden: Set<TapeIndex> = []
  private let program: ProgramView
  private let tape: TapeView

  init(program: ProgramView, tape: TapeView) {
    self.program = program
    self.tape = tape
  }

  var mark: IssueMark {
    IssueMark(failures: failures, issues: UInt32(issues.count), branches: UInt32(branchEnds.count))
  }

  mutating func report(_ issue: RawIssue) {
    failures &+= 1
    if issues.count < ExplainSink.capacity { issues.append(issue) }
  }

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
  /// The rule: the branch that the `discriminator` names; else one that allows the value's type; then one whose `const`
  /// or `enum` members hold; then the one that fails deepest; then the one with the fewest issues; then the first.
  /// Where no branch allows the type, one issue says what all of them would.
  mutating func keepClosestBranch(since mark: IssueMark, union pc: Int, of value: TapeIndex) {
    let ends = branchEnds[min(Int(mark.branches), branchEnds.count)...]
    var best: (score: Score, range: Range<Int>)?
    var allowed = TypeMask()
    var start = Int(mark.issues)
    let named = discriminatedBranch(pc, value)
    for (number, end) in ends.enumerated() {
      let range = start..<max(start, Int(end))
      start = range.upperBound
      var score = score(range, of: value)
      score.isNamed = named == number
      if let mask = score.allowedTypes { allowed.formUnion(mask) }
      if best == nil || score.isCloser(than: best?.score) { best = (score, range) }
    }
    let kept: [RawIssue]
    if let best, best.score.isNamed || best.score.allowedTypes == nil {
      kept = Array(issues[best.range])
    } else {
      kept = [RawIssue(kind: .unionType, mask: allowed, pc: UInt32(truncatingIfNeeded: pc), value: value)]
    }
    rewind(to: mark)
    for issue in kept { report(issue) }
    // Where the list was full the branch has issues that were not kept: it failed all the same.
    if kept.isEmpty { failures &+= 1 }
  }

  /// How close a branch came.
  private struct Score {
    /// Whether the payload says that it is meant for this branch.
    var isNamed = false
    /// What the branch allows, where it does not allow the type of the union's value.
    var allowedTypes: TypeMask?
    /// Whether a `const` or `enum` of a direct member fails: the branch is meant for another kind of object.
    var missesTag = false
    var depth = 0
    var count = 0

    func isCloser(than other: Score?) -> Bool {
      guard let other else { return true }
      if isNamed != other.isNamed { return isNamed }
      if (allowedTypes == nil) != (other.allowedTypes == nil) { return allowedTypes == nil }
      if missesTag != other.missesTag { return !missesTag }
      if depth != other.depth { return depth > other.depth }
      return count < other.count
    }
  }

  private func score(_ range: Range<Int>, of value: TapeIndex) -> Score {
    var score = Score(count: range.count)
    for issue in issues[range] {
      if issue.value == value, let mask = allowedTypes(issue) {
        score.allowedTypes = score.allowedTypes.map { $0.intersection(mask) } ?? mask
      }
      let depth = tape.depth(of: issue.value, below: value)
      score.depth = max(score.depth, depth)
      if depth == 1, issue.kind == .assertion {
        let opcode = program.instructions[issue.pc].opcode
        if opcode == .constant || opcode == .enumeration { score.missesTag = true }
      }
    }
    return score
  }

  /// The branch that the value's discriminating member names.
  private func discriminatedBranch(_ pc: Int, _ value: TapeIndex) -> Int? {
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
    for issue in issues {
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
