import MusterText

/// The schemas of one program, each planned, and verified where that is due, when it is first asked for.
///
/// A program of thousands of schemas is loaded to check one: what is not asked for is not paid for. Schemas that are
/// asked for one by one share nothing of their plans; once they have come to as much as the whole program, the rest of
/// them gets one plan that is worked out for all.
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
    /// The plan for all, once it is worked out.
    var whole: (program: Program, plan: Plan, constants: ConstantPlaces)?
    /// Whether it was seen that there is no such plan.
    var hasNoWhole = false
  }

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
    let (known, isSpent) = state.withLock { state in
      (state.schemas[index], state.whole == nil && !state.hasNoWhole && state.planned > all)
    }
    if let known { return known }
    if let whole = state.withLock({ $0.whole }) { return keep(try Planned(whole, index), index) }
    // Two threads may both come here; what the first one has is kept.
    if isSpent {
      if let whole = try planAll() {
        let kept = state.withLock { state in
          let kept = state.whole ?? whole
          state.whole = kept
          return kept
        }
        return keep(try Planned(kept, index), index)
      }
      state.withLock { $0.hasNoWhole = true }
    }
    let (planned, size) = try plan(index)
    return state.withLock { state in
      if let known = state.schemas[index] { return known }
      state.planned += size
      state.schemas[index] = planned
      return planned
    }
  }

  private func keep(_ planned: Planned, _ index: Int) -> Planned {
    state.withLock { state in
      let kept = state.schemas[index] ?? planned
      state.schemas[index] = kept
      return kept
    }
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

  /// The plan of all schemas; `nil` where there is none.
  private func planAll() throws(ProgramError) -> (program: Program, plan: Plan, constants: ConstantPlaces)? {
    guard optimizes else { return nil }
    let program = try whole()
    if case .stored = source { try program.verify() }
    guard let plan = PlanBuilder.plan(of: program, tracksUndocumented: tracksUndocumented) else { return nil }
    return (program, plan, try ConstantPlaces(of: program))
  }
}

extension PlannedSchemas.Planned {
  /// How large a program may be, in instructions, for the notices of each schema to be worked out by themselves.
  private static let ownNoticesLimit = 200_000

  /// What a schema of a whole program is checked with.
  fileprivate init(
    _ whole: (program: Program, plan: Plan, constants: ConstantPlaces), _ index: Int
  ) throws(ProgramError) {
    let (program, plan) = (whole.program, whole.plan)
    var notices = program.notices
    if !notices.isEmpty, program.instructions.count <= PlannedSchemas.Planned.ownNoticesLimit {
      var own = try ProgramVerifier(program, patternCount: program.patterns.count, constants: whole.constants)
      try own.check(entry: program.entries[index])
      notices = own.notices
    }
    self.init(
      program: program, plan: plan, root: plan.roots[index], entry: Int(program.entries[index]), notices: notices)
  }
}
