import MusterText

/// The schemas of one program, each planned, and verified where that is due, when it is first asked for.
///
/// A program of thousands of schemas is loaded to check one, so a schema is not planned before it is asked for. At first each
/// schema gets a plan of its own. Once these plans cover as many instructions as the program has, one plan is made of the
/// whole program, which all further schemas share. A program that is too large for one plan goes on with a plan for each
/// schema until they cover 16 times its instructions; all further schemas are then checked without a plan.
final class PlannedSchemas: Sendable {
  /// What a schema is checked with.
  struct Planned {
    let program: Program
    /// `nil` where the evaluator is to judge.
    let plan: Plan?
    /// The schema's block in the plan.
    let root: EntryIndex
    /// The first instruction of the schema's block in the program.
    let entry: Int
    /// What a check of the schema may have to tell beside its verdict.
    let notices: Program.Notices
  }

  private struct State {
    var schemas: [Int: Planned] = [:]
    var patterns: [Int: Pattern] = [:]
    /// How many instructions were planned so far.
    var planned = 0
    /// How many instructions the programs had of which schemas got notices of their own.
    var noticed = 0
    /// What all schemas share, once it is worked out, or why nothing can be.
    var whole: Result<Whole, ProgramError>?
  }

  /// A whole program, with its plan if there is one.
  fileprivate struct Whole {
    let program: Program
    let plan: Plan?
    let constants: ConstantPlaces
  }

  /// How many times the program's size schemas may come to, one by one.
  private static let ownLimit = 16
  /// How many instructions may be looked at in all to tell the notices of schemas that share a program apart.
  private static let noticeLimit = 1 << 28

  private enum Source {
    case given(Program, constants: ConstantPlaces?)
    /// Of this, each schema is read when it is asked for.
    case stored(StoredProgram)
  }

  private let source: Source
  private let optimizes: Bool
  /// Whether checks notice members that nothing documents.
  private let tracksUndocumented: Bool
  private let state = Locked(State())

  /// The schemas of a program that was just compiled, or verified.
  init(_ program: Program, optimizes: Bool = true, tracksUndocumented: Bool = false) {
    source = .given(program, constants: program.entries.count > 1 ? try? ConstantPlaces(of: program) : nil)
    self.optimizes = optimizes
    self.tracksUndocumented = tracksUndocumented
  }

  /// The schemas of a program that is read and verified as far as it is used.
  init(_ stored: StoredProgram, tracksUndocumented: Bool = false) {
    source = .stored(stored)
    optimizes = true
    self.tracksUndocumented = tracksUndocumented
  }

  /// How many there are.
  var count: Int {
    switch source {
    case .given(let program, _): program.entries.count
    case .stored(let stored): stored.entryCount
    }
  }

  /// How many instructions they have together.
  private var size: Int {
    switch source {
    case .given(let program, _): program.instructions.count
    case .stored(let stored): stored.instructionCount
    }
  }

  /// What a schema is checked with, by its order among the program's entries.
  ///
  /// - Throws: ``ProgramError`` where there is no such schema, or what it leads to cannot be trusted.
  /// - Complexity: O(*n*) in the size of what the schema leads to, the first time.
  func planned(_ index: Int) throws(ProgramError) -> Planned {
    guard index >= 0, index < count else { throw ProgramError(.corrupt, "there is no schema \(index)") }
    let all = size
    let (known, spent) = state.withLock { ($0.schemas[index], $0.planned) }
    if let known { return known }
    if spent > all, let planned = try shared(index, isDue: spent / PlannedSchemas.ownLimit > all) { return planned }
    do throws(ProgramError) {
      let (planned, size) = try plan(index)
      return state.withLock { state in
        if let known = state.schemas[index] { return known }
        state.planned += size
        state.schemas[index] = planned
        return planned
      }
    } catch {
      // How much of the program was read for nothing is not known.
      state.withLock { $0.planned += all + 1 }
      throw error
    }
  }

  private func keep(_ planned: Planned, _ index: Int) -> Planned {
    state.withLock { state in
      let kept = state.schemas[index] ?? planned
      state.schemas[index] = kept
      return kept
    }
  }

  /// A schema as a part of the whole program; `nil` if it is to get a plan of its own, because the whole program has none.
  ///
  /// - Parameter isDue: Whether there are to be no more plans of single schemas, even if the whole program has none.
  private func shared(_ index: Int, isDue: Bool) throws(ProgramError) -> Planned? {
    // Two threads may both work it out; what the first one has is kept.
    let result: Result<Whole, ProgramError>
    if let known = state.withLock({ $0.whole }) { result = known } else { result = keep(wholeResult()) }
    switch result {
    case .success(let whole) where whole.plan != nil || isDue:
      let notices = try ownNotices(index, of: whole)
      return keep(Planned(whole, index, notices), index)
    case .failure(let error) where isDue: throw error
    default: return nil
    }
  }

  private func wholeResult() -> Result<Whole, ProgramError> {
    do throws(ProgramError) {
      let program = try whole()
      if case .stored = source { try program.verify() }
      let plan = optimizes ? PlanBuilder.plan(of: program, tracksUndocumented: tracksUndocumented) : nil
      return .success(Whole(program: program, plan: plan, constants: try ConstantPlaces(of: program)))
    } catch {
      return .failure(error)
    }
  }

  /// Keeps what all schemas share, or why nothing can be; bytes that cannot be read may be there the next time.
  private func keep(_ whole: Result<Whole, ProgramError>) -> Result<Whole, ProgramError> {
    if case .failure(let error) = whole, error.code == .unreadable { return whole }
    return state.withLock { state in
      let kept = state.whole ?? whole
      state.whole = kept
      return kept
    }
  }

  /// What a check of one schema of the whole program may have to tell; what all of them may, once finding out took long.
  private func ownNotices(_ index: Int, of whole: Whole) throws(ProgramError) -> Program.Notices {
    let program = whole.program
    guard !program.notices.isEmpty else { return [] }
    let isSpent = state.withLock { state in
      state.noticed += program.instructions.count
      return state.noticed > PlannedSchemas.noticeLimit
    }
    if isSpent { return program.notices }
    var own = try ProgramVerifier(program, patternCount: program.patterns.count, constants: whole.constants)
    try own.check(entry: program.entries[index])
    return own.notices
  }

  /// Verifies all of the program that was not verified when it was read.
  func verify() throws(ProgramError) {
    if case .stored(let stored) = source { try stored.verify() }
  }

  /// All of the program.
  ///
  /// - Throws: ``ProgramError`` where it cannot be read.
  func whole() throws(ProgramError) -> Program {
    switch source {
    case .given(let program, _): program
    case .stored(let stored): Program(try stored.compiled())
    }
  }

  private func plan(_ index: Int) throws(ProgramError) -> (planned: Planned, size: Int) {
    let program: Program
    let verifier: ProgramVerifier
    let entry: UInt32
    switch source {
    case .given(let given, let constants):
      guard given.entries.count > 1 else {
        let plan = optimizes ? PlanBuilder.plan(of: given, tracksUndocumented: tracksUndocumented) : nil
        let planned = Planned(
          program: given, plan: plan, root: plan?.roots[0] ?? .rejecting, entry: Int(given.entries[0]),
          notices: given.notices)
        return (planned, given.instructions.count)
      }
      let constants = if let constants { constants } else { try ConstantPlaces(of: given) }
      var own = try ProgramVerifier(given, patternCount: given.patterns.count, constants: constants)
      entry = given.entries[index]
      try own.check(entry: entry)
      (program, verifier) = (given, own)
    case .stored(let stored):
      (program, verifier) = try stored.program(ofEntry: index) { (number) throws(ProgramError) in
        try pattern(number, of: stored)
      }
      entry = program.entries.first ?? .max
    }
    let plan =
      optimizes
      ? PlanBuilder.plan(of: program, entry: entry, verifier, tracksUndocumented: tracksUndocumented) : nil
    // What a verifier begins with grows with the program, but little.
    return (
      Planned(
        program: program, plan: plan, root: plan?.roots.first ?? .rejecting, entry: Int(entry),
        notices: verifier.notices),
      verifier.count + program.instructions.count >> 10
    )
  }

  private func pattern(_ number: UInt32, of stored: StoredProgram) throws(ProgramError) -> Pattern {
    if let known = state.withLock({ $0.patterns[Int(number)] }) { return known }
    let pattern = try stored.pattern(number)
    return state.withLock { state in
      let kept = state.patterns[Int(number)] ?? pattern
      state.patterns[Int(number)] = kept
      return kept
    }
  }
}

extension PlannedSchemas.Planned {
  /// What a schema of a whole program is checked with.
  fileprivate init(_ whole: PlannedSchemas.Whole, _ index: Int, _ notices: Program.Notices) {
    self.init(
      program: whole.program, plan: whole.plan, root: whole.plan?.roots[index] ?? .rejecting,
      entry: Int(whole.program.entries[index]), notices: notices)
  }
}
