/// What all copies of a pattern share, with the way of searching that suits it.
final class PatternStorage: Sendable {
  enum Engine: Sendable {
    /// A row of characters and runs from the start of the text.
    case sequence(CharacterSequence)
    /// All states worked out ahead.
    case table(StateTable)
    /// States followed as sets: those whose table would be too large, and those with look-arounds.
    case simulation(SetSimulation)
    /// Patterns that must all match, or not, from the start of the text: `^(?=a)(?!b)c`, taken apart.
    case conjunction([Part])
    /// One way tried after another: those with back-references.
    case backtracker(BacktrackingProgram)
  }

  struct Part: Sendable {
    var pattern: PatternStorage
    var negated: Bool
  }

  private static let mostParts = 16

  /// How many steps of a simulation are granted for one of backtracking.
  private static let cheapSteps = 32

  /// From how many bytes on remembering states pays.
  private static let longText = 512

  let engine: Engine
  /// What `engine` has, for the two commonest kinds: taken out of an enumeration it would be retained for each search.
  private let sequence: CharacterSequence?
  private let table: StateTable?
  /// What a text that matches and is not empty may begin with.
  let starts: PatternStarts
  private let alphabet: PatternAlphabet
  private let limits: PatternLimits

  convenience init(_ source: String, limits: PatternLimits, isLegacy: Bool = false) throws(PatternError) {
    var parser = PatternParser(source, limits: limits, isLegacy: isLegacy)
    try self.init(try parser.parse(), limits: limits)
  }

  private init(_ syntax: PatternSyntax, limits: PatternLimits) throws(PatternError) {
    self.limits = limits
    (engine, alphabet) = try Self.engine(for: syntax, limits: limits)
    if case .sequence(let found) = engine { sequence = found } else { sequence = nil }
    if case .table(let found) = engine { table = found } else { table = nil }
    starts = Self.starts(engine, alphabet)
  }

  private static func engine(
    for syntax: PatternSyntax, limits: PatternLimits
  ) throws(PatternError) -> (Engine, PatternAlphabet) {
    if let parts = conjunction(syntax) {
      var compiled: [Part] = []
      for part in parts {
        compiled.append(Part(pattern: try PatternStorage(part.syntax, limits: limits), negated: part.negated))
      }
      return (.conjunction(compiled), try PatternAlphabet([]))
    }
    if let sequence = CharacterSequence(syntax) { return (.sequence(sequence), try PatternAlphabet(syntax.sets)) }
    var compiler = PatternCompiler(syntax, limits: limits)
    guard syntax.references.isEmpty else {
      return (.backtracker(try compiler.backtrackingProgram()), try PatternAlphabet(syntax.sets))
    }
    // A table needs the repeats written out. Without one, fewer instructions are better.
    let written: RegularPattern?
    do throws(PatternError) {
      written = try compiler.regularProgram()
    } catch {
      guard error.code == .tooLarge else { throw error }
      written = nil
    }
    if let written {
      let alphabet = try PatternAlphabet(syntax.sets + setsOfAssertions(in: written))
      if let table = table(for: written, alphabet: alphabet, limits: limits) { return (table, alphabet) }
    }
    var counting = PatternCompiler(syntax, limits: limits, counting: true)
    let pattern: RegularPattern
    do throws(PatternError) {
      let counted = try counting.regularProgram()
      pattern = written.map { counted.size * 2 > $0.size ? $0 : counted } ?? counted
    } catch {
      guard let written else { throw error }
      pattern = written
    }
    let alphabet = try PatternAlphabet(syntax.sets + setsOfAssertions(in: pattern))
    return (.simulation(SetSimulation(pattern)), alphabet)
  }

  /// Takes a pattern apart that asks for look-aheads at the start of the text, before anything else.
  private static func conjunction(_ syntax: PatternSyntax) -> [(syntax: PatternSyntax, negated: Bool)]? {
    guard syntax.references.isEmpty, syntax.hasLook, case .sequence(let nodes) = syntax.root,
      case .assertion(.textStart)? = nodes.first
    else { return nil }
    func part(_ nodes: [PatternNode]) -> PatternSyntax {
      var part = syntax
      part.root = .sequence([.assertion(.textStart)] + nodes)
      part.hasLook = nodes.contains(where: \.hasLook)
      return part
    }
    var parts: [(syntax: PatternSyntax, negated: Bool)] = []
    var rest = nodes.dropFirst()
    while case .look(let body, let look)? = rest.first, look.ahead {
      parts.append((part([body]), look.negated))
      rest = rest.dropFirst()
    }
    guard !parts.isEmpty, parts.count <= mostParts else { return nil }
    return parts + [(part(Array(rest)), false)]
  }

  private static func starts(_ engine: Engine, _ alphabet: PatternAlphabet) -> PatternStarts {
    switch engine {
    case .sequence(let sequence): return sequence.starts
    case .table(let table): return table.starts(alphabet)
    case .conjunction(let parts):
      var starts = PatternStarts.all
      for part in parts where !part.negated { starts.formIntersection(part.pattern.starts) }
      return starts
    case .simulation, .backtracker: return .all
    }
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

  private func steps(for text: Span<UInt8>) -> Int {
    limits.steps + limits.stepsPerByte * Swift.min(text.count, 1 << 30)
  }

  func search(_ text: Span<UInt8>, scratch: inout PatternScratch) -> PatternMatch {
    if let sequence { return sequence.search(text, alphabet: alphabet) }
    if let table { return table.search(text, alphabet: alphabet) }
    return searchSlowly(text, scratch: &scratch)
  }

  @inline(never)
  private func searchSlowly(_ text: Span<UInt8>, scratch: inout PatternScratch) -> PatternMatch {
    switch engine {
    case .sequence(let sequence):
      return sequence.search(text, alphabet: alphabet)
    case .table(let table):
      return table.search(text, alphabet: alphabet)
    case .simulation(let simulation) where text.count >= Self.longText && simulation.pattern.canGrowTable:
      if scratch.growingTable?.owner !== self {
        scratch.growingTable = GrowingStateTable(owner: self, simulation: simulation, alphabet: alphabet)
      }
      return scratch.growingTable?.search(text, alphabet: alphabet) ?? .undecided
    case .simulation(let simulation):
      return simulation.search(text, alphabet: alphabet, steps: steps(for: text) * Self.cheapSteps, scratch: &scratch)
    case .conjunction(let parts):
      for part in parts {
        let found = part.pattern.search(text, scratch: &scratch)
        if found == .undecided { return .undecided }
        if (found == .matched) == part.negated { return .unmatched }
      }
      return .matched
    case .backtracker(let program):
      var backtracker = Backtracker(program: program, alphabet: alphabet, stepsLeft: steps(for: text))
      return backtracker.search(text, scratch: &scratch)
    }
  }
}
