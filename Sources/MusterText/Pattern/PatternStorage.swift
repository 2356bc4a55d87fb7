/// What all copies of a pattern share, with the way of searching that suits it.
final class PatternStorage: Sendable {
  enum Engine: Sendable {
    /// A row of characters and runs from the start of the text.
    case sequence(CharacterSequence)
    /// All states worked out ahead.
    case table(StateTable)
    /// States followed as sets: those whose table would be too large, and those with look-arounds.
    case simulation(SetSimulation)
    /// One way tried after another: those with back-references.
    case backtracker(BacktrackingProgram)
  }

  /// From how many bytes on remembering states pays.
  private static let longText = 512

  let engine: Engine
  private let alphabet: PatternAlphabet
  private let limits: PatternLimits

  init(_ source: String, limits: PatternLimits) throws(PatternError) {
    self.limits = limits
    var parser = PatternParser(source, limits: limits)
    let syntax = try parser.parse()
    if let sequence = CharacterSequence(syntax) {
      alphabet = try PatternAlphabet(syntax.sets)
      engine = .sequence(sequence)
      return
    }
    var compiler = PatternCompiler(syntax, limits: limits)
    guard syntax.references.isEmpty else {
      engine = .backtracker(try compiler.backtrackingProgram())
      alphabet = try PatternAlphabet(syntax.sets)
      return
    }
    let pattern = try compiler.regularProgram()
    alphabet = try PatternAlphabet(syntax.sets + Self.setsOfAssertions(in: pattern))
    engine = Self.table(for: pattern, alphabet: alphabet, limits: limits) ?? .simulation(SetSimulation(pattern))
  }

  /// The sets whose members assertions tell apart.
  private static func setsOfAssertions(in pattern: RegularPattern) -> [CodePointSet] {
    var sets: Set<CodePointSet> = []
    for case .assert(let assertion) in pattern.main.instructions {
      switch assertion {
      case .lineStart, .lineEnd: sets.insert(.lineTerminators)
      case .wordBoundary(let ignoringCase), .notWordBoundary(let ignoringCase):
        sets.insert(.wordCharacters(ignoringCase: ignoringCase))
      case .textStart, .textEnd: break
      }
    }
    return Array(sets)
  }

  private static func table(for pattern: RegularPattern, alphabet: PatternAlphabet, limits: PatternLimits) -> Engine? {
    guard pattern.looks.isEmpty else { return nil }
    let anchored = SetSimulation.isAnchored(pattern.main)
    var builder = StateTableBuilder(
      pattern.main, alphabet: alphabet, anchored: anchored, stateLimit: limits.states)
    return builder.build().map { .table($0) }
  }

  func search(_ text: Span<UInt8>, scratch: inout PatternScratch) -> PatternMatch {
    switch engine {
    case .sequence(let sequence):
      return sequence.search(text, alphabet: alphabet)
    case .table(let table):
      return table.search(text, alphabet: alphabet)
    case .simulation(let simulation) where text.count >= Self.longText && simulation.pattern.looks.isEmpty:
      if scratch.growingTable?.owner !== self {
        scratch.growingTable = GrowingStateTable(owner: self, simulation: simulation, alphabet: alphabet)
      }
      return scratch.growingTable?.search(text, alphabet: alphabet) ?? .undecided
    case .simulation(let simulation):
      return simulation.search(text, alphabet: alphabet, scratch: &scratch)
    case .backtracker(let program):
      let steps = limits.steps + limits.stepsPerByte * Swift.min(text.count, 1 << 30)
      var backtracker = Backtracker(program: program, alphabet: alphabet, stepsLeft: steps)
      return backtracker.search(text, scratch: &scratch)
    }
  }
}
