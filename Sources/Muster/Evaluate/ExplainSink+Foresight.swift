/// What the explaining pass need not run, by the plan's verdict or because it has been run before.
struct Foresight {
  /// A block on a value.
  struct Question: Hashable {
    var block: UInt32
    var value: UInt32
  }

  let guide: PlanGuide
  private var run: VerdictRun
  /// How many words of the tape may still be judged: verdicts on what lies inside of each other take the same words
  /// again and again.
  private var words: Int
  private var isSpent = false
  /// Where in `issues` stands what a block came to on a value.
  private var answers: [Question: Range<Int>] = [:]
  private var issues: [RawIssue] = []

  private static let keptIssues = 1 << 18

  init?(plan: Plan?, tape: TapeView, steps: Int) {
    guard let plan, let run = VerdictRun(plan: plan, tape: tape, steps: steps) else { return nil }
    self.run = run
    guide = plan.guide
    words = 16 * tape.next(after: .root).rawValue + (1 << 16)
  }

  /// Whether a value passes a block of the plan; `nil` where a limit ends that.
  mutating func verdict(_ entry: UInt32, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool? {
    let kind = run.tape[value].rawKind
    let list = run.plan.entry(entry, kind: kind)
    if list <= Plan.reject { return list == Plan.accept }
    guard !isSpent else { return nil }
    words -= run.tape.next(after: value).rawValue - value.rawValue
    let passes = run.run(list, value, &scratch)
    guard words > 0, run.stop == .none, !run.isTooDeep else {
      isSpent = true
      return run.stop == .none && !run.isTooDeep ? passes : nil
    }
    return passes
  }

  /// What a block came to on a value.
  func answer(_ question: Question) -> ArraySlice<RawIssue>? { answers[question].map { issues[$0] } }

  mutating func keep(_ question: Question, _ found: ArraySlice<RawIssue>) {
    guard issues.count + found.count <= Foresight.keptIssues, answers.count < Foresight.keptIssues else { return }
    answers[question] = issues.count..<issues.count + found.count
    issues.append(contentsOf: found)
  }
}

extension ExplainSink {
  mutating func verdict(_ block: Int, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool? {
    guard let (entry, notes) = foresight?.guide.block(block), !notes.contains(.hides) else { return nil }
    return foresight?.verdict(entry, value, &scratch)
  }

  mutating func settle(_ block: Int, _ value: TapeIndex, _ use: BlockUse, _ scratch: inout Scratch) -> Bool {
    guard let (entry, notes) = foresight?.guide.block(block) else { return false }
    let counts: PlanGuide.Notes
    switch use {
    case .verdict: counts = .hides
    case .child, .leaves: counts = [.hides, .tags]
    case .part: counts = [.hides, .tags, .memberTags]
    case .branch: return replay(block, value)
    }
    if notes.isDisjoint(with: counts), let passes = foresight?.verdict(entry, value, &scratch) {
      if passes { return true }
      if use == .verdict {
        report(RawIssue(kind: .assertion, pc: UInt32(truncatingIfNeeded: block), value: value))
        return true
      }
    }
    return use != .leaves && replay(block, value)
  }

  var keeps: Bool { foresight != nil }

  /// Reports what a block came to on a value before.
  private mutating func replay(_ block: Int, _ value: TapeIndex) -> Bool {
    guard let found = foresight?.answer(question(block, value)) else { return false }
    for issue in found {
      if issue.kind == .held { issues.append(issue) } else { report(issue) }
    }
    return true
  }

  mutating func keep(since mark: IssueMark, block: Int, value: TapeIndex) {
    // Where the list is full not all of it is there.
    guard failures <= ExplainSink.capacity, Int(mark.issues) <= issues.count else { return }
    let question = question(block, value)
    foresight?.keep(question, issues[Int(mark.issues)...])
  }

  private func question(_ block: Int, _ value: TapeIndex) -> Foresight.Question {
    Foresight.Question(
      block: UInt32(truncatingIfNeeded: block), value: UInt32(truncatingIfNeeded: value.rawValue))
  }
}
