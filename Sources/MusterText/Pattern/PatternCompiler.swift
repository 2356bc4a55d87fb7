/// Turns a parsed pattern into instructions.
///
/// A *regular* program has no back-references: groups leave no trace in it, look-arounds are programs of their own, and
/// which alternative comes first does not matter, for only whether there is a match is asked. A *backtracking* program
/// keeps captures, order and direction, as ECMA-262 section 22.2.2 has them.
struct PatternCompiler {
  private let syntax: PatternSyntax
  private let limits: PatternLimits
  private let backtracking: Bool
  /// Whether counted repeats of one set stay counted, instead of being written out.
  private let counting: Bool
  private var instructions: [PatternInstruction] = []
  private var looks: [RegularProgram] = []
  private var registerCount: Int32 = 0
  /// Where the outermost counted repeat being written out stands.
  private var repeatOffset: Int?
  /// Counted over all programs of the pattern.
  private var total = 0

  private var runs: [CountedRun] = []
  private var ringWords = 0
  /// What the rings of all runs of a pattern may take, in words of eight bytes.
  private static let ringWordsLimit = 1 << 16
  /// The instructions that a run counts for, besides its own.
  private static let runCost = 7

  init(_ syntax: PatternSyntax, limits: PatternLimits, counting: Bool = false) {
    self.syntax = syntax
    self.limits = limits
    self.counting = counting
    backtracking = !syntax.references.isEmpty
  }

  /// Compiles for matching without captures.
  mutating func regularProgram() throws(PatternError) -> RegularPattern {
    let main = try subprogram(syntax.root, backward: false)
    return RegularPattern(main: main, looks: looks)
  }

  /// Compiles for matching with captures.
  mutating func backtrackingProgram() throws(PatternError) -> BacktrackingProgram {
    try emit(syntax.root, backward: false)
    try emit(.matched)
    return BacktrackingProgram(
      instructions: instructions,
      slotCount: 2 * (syntax.groupCount + 1),
      registerCount: Int(registerCount),
      references: syntax.references
    )
  }

  private mutating func subprogram(_ node: PatternNode, backward: Bool) throws(PatternError) -> RegularProgram {
    let outer = (instructions, runs, ringWords)
    (instructions, runs, ringWords) = ([], [], 0)
    try emit(node, backward: backward)
    try emit(.matched)
    let program = RegularProgram(instructions: instructions, backward: backward, runs: runs, ringWords: ringWords)
    (instructions, runs, ringWords) = outer
    return program
  }

  private var here: Int32 { Int32(truncatingIfNeeded: instructions.count) }

  private mutating func emit(_ instruction: PatternInstruction) throws(PatternError) {
    total += 1
    guard total <= limits.instructions else {
      throw PatternError(
        code: .tooLarge,
        offset: repeatOffset ?? 0,
        detail: "with its repeated groups written out the pattern exceeds \(limits.instructions) instructions"
      )
    }
    instructions.append(instruction)
  }

  private mutating func emit(_ node: PatternNode, backward: Bool) throws(PatternError) {
    switch node {
    case .empty:
      break
    case .set(let set):
      let index = Int32(truncatingIfNeeded: set)
      try emit(backtracking && backward ? .consumeBackward(set: index) : .consume(set: index))
    case .sequence(let nodes):
      for node in backward ? nodes.reversed() : nodes {
        try emit(node, backward: backward)
      }
    case .choice(let nodes):
      try emitChoice(nodes, backward: backward)
    case .repeated(let body, let repeats):
      try emitRepeat(body, repeats, backward: backward)
    case .group(let body, let index):
      try emitGroup(body, index: index, backward: backward)
    case .assertion(let assertion):
      try emit(.assert(assertion))
    case .look(let body, let look):
      try emitLook(body, look)
    case .backreference(let index):
      try emit(.backreference(index: Int32(truncatingIfNeeded: index), backward: backward))
    }
  }

  private mutating func emitChoice(_ nodes: [PatternNode], backward: Bool) throws(PatternError) {
    var exits: [Int] = []
    for (number, node) in nodes.enumerated() {
      guard number < nodes.count - 1 else {
        try emit(node, backward: backward)
        break
      }
      let fork = instructions.count
      try emit(.fork(preferred: here + 1, other: 0))
      try emit(node, backward: backward)
      exits.append(instructions.count)
      try emit(.jump(0))
      instructions[fork] = .fork(preferred: Int32(truncatingIfNeeded: fork + 1), other: here)
    }
    for exit in exits {
      instructions[exit] = .jump(here)
    }
  }

  private mutating func emitGroup(_ body: PatternNode, index: Int, backward: Bool) throws(PatternError) {
    guard backtracking else {
      try emit(body, backward: backward)
      return
    }
    let slot = Int32(truncatingIfNeeded: 2 * index)
    try emit(.save(slot: backward ? slot + 1 : slot))
    try emit(body, backward: backward)
    try emit(.save(slot: backward ? slot : slot + 1))
  }

  private mutating func emitLook(_ body: PatternNode, _ look: PatternLook) throws(PatternError) {
    if backtracking {
      let start = instructions.count
      try emit(.look(negated: look.negated, end: 0))
      try emit(body, backward: !look.ahead)
      try emit(.lookMatched)
      instructions[start] = .look(negated: look.negated, end: here)
    } else {
      // A look-ahead asks where a match may start: its body is read backward from the end of the text.
      var program = try subprogram(body, backward: look.ahead)
      program.negated = look.negated
      looks.append(program)
      try emit(.assertLook(Int32(truncatingIfNeeded: looks.count - 1)))
    }
  }

  // MARK: Repeats

  private mutating func emitRepeat(
    _ body: PatternNode,
    _ repeats: PatternRepeat,
    backward: Bool
  ) throws(PatternError) {
    if backtracking, repeats.greedy, repeats.maximum == nil, case .set(let set) = body,
      let count = Int32(exactly: repeats.minimum)
    {
      try emit(.run(set: Int32(truncatingIfNeeded: set), minimum: count, backward: backward))
      return
    }
    if counting, let run = PatternRun(body, repeats), run.isLong {
      return try emitRun(run, at: repeats.offset)
    }
    let blamed = repeatOffset
    if repeats.minimum > 1 || repeats.maximum ?? 0 > 1 { repeatOffset = blamed ?? repeats.offset }
    for _ in 0..<repeats.minimum {
      let start = instructions.count
      try emitIteration(body, groups: repeats.groups, backward: backward)
      // However often nothing is repeated, it stays nothing.
      if instructions.count == start { break }
    }
    if let maximum = repeats.maximum {
      var forks: [Int] = []
      for _ in repeats.minimum..<maximum {
        forks.append(instructions.count)
        try emit(.fork(preferred: 0, other: 0))
        try emitGuardedIteration(body, groups: repeats.groups, backward: backward)
      }
      for fork in forks {
        patchFork(fork, body: fork + 1, exit: instructions.count, greedy: repeats.greedy)
      }
    } else {
      let fork = instructions.count
      try emit(.fork(preferred: 0, other: 0))
      try emitGuardedIteration(body, groups: repeats.groups, backward: backward)
      try emit(.jump(Int32(truncatingIfNeeded: fork)))
      patchFork(fork, body: fork + 1, exit: instructions.count, greedy: repeats.greedy)
    }
    repeatOffset = blamed
  }

  private mutating func emitRun(_ run: PatternRun, at offset: Int) throws(PatternError) {
    let fork = instructions.count
    if run.minimum == 0 { try emit(.fork(preferred: 0, other: 0)) }
    let minimum = Swift.max(1, run.minimum)
    let index = Int32(truncatingIfNeeded: runs.count)
    let set = Int32(truncatingIfNeeded: run.set)
    // Keeping the counts takes longer than following an instruction, and the limit stands for the time.
    total += Self.runCost
    runs.append(CountedRun(set: set, minimum: minimum, maximum: run.maximum, ring: ringWords))
    try emit(.count(run: index))
    ringWords += CountedRun.ringWords(minimum: minimum, maximum: run.maximum)
    guard ringWords <= Self.ringWordsLimit else {
      throw PatternError(code: .tooLarge, offset: repeatOffset ?? offset, detail: "the pattern counts too far")
    }
    if run.minimum == 0 { patchFork(fork, body: fork + 1, exit: instructions.count, greedy: true) }
  }

  private mutating func patchFork(_ fork: Int, body: Int, exit: Int, greedy: Bool) {
    let inside = Int32(truncatingIfNeeded: body)
    let outside = Int32(truncatingIfNeeded: exit)
    instructions[fork] =
      greedy ? .fork(preferred: inside, other: outside) : .fork(preferred: outside, other: inside)
  }

  private mutating func emitIteration(_ body: PatternNode, groups: Range<Int>, backward: Bool) throws(PatternError) {
    if backtracking, !groups.isEmpty {
      let first = Int32(truncatingIfNeeded: 2 * groups.lowerBound)
      try emit(.clear(first: first, end: Int32(truncatingIfNeeded: 2 * groups.upperBound)))
    }
    try emit(body, backward: backward)
  }

  /// An iteration beyond the minimum, which fails if it consumes nothing. (ECMA-262, `RepeatMatcher`, step 2.b)
  private mutating func emitGuardedIteration(
    _ body: PatternNode,
    groups: Range<Int>,
    backward: Bool
  ) throws(PatternError) {
    guard backtracking else {
      try emit(body, backward: backward)
      return
    }
    let register = registerCount
    registerCount += 1
    try emit(.mark(register: register))
    try emitIteration(body, groups: groups, backward: backward)
    try emit(.checkProgress(register: register))
  }
}
