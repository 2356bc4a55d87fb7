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
    /// Where the entries of the schema's block begin in the plan.
    let root: UInt32
  }

  private struct State {
    var schemas: [Int: Planned] = [:]
    var patterns: [UInt32: Pattern] = [:]
    /// How many instructions were planned so far.
    var planned = 0
    /// The plan for all, once it is worked out.
    var whole: (program: Program, plan: Plan)?
  }

  /// The program, which lacks its patterns where they are yet to be compiled.
  let program: Program
  /// What is yet to be compiled and verified; `nil` for a program that was just compiled.
  private let stored: StoredProgram?
  private let optimizes: Bool
  private let constants: ConstantPlaces?
  private let state = Locked(State())

  /// The schemas of a program that was just compiled, or verified.
  init(_ program: Program, optimizes: Bool = true) {
    self.program = program
    self.optimizes = optimizes
    stored = nil
    constants = nil
  }

  /// The schemas of a program that is verified as far as it is used.
  ///
  /// - Throws: ``ProgramError`` where it cannot be any program's.
  init(_ stored: StoredProgram) throws(ProgramError) {
    program = Program(stored.parts, noticesDirection: false)
    self.stored = stored
    optimizes = true
    constants = try ConstantPlaces(of: program)
  }

  /// What a schema is checked with, by its order among the program's entries.
  ///
  /// - Throws: ``ProgramError`` where there is no such schema, or what it leads to cannot be trusted.
  /// - Complexity: O(*n*) in the size of what the schema leads to, the first time.
  func planned(_ index: Int) throws(ProgramError) -> Planned {
    guard program.entries.indices.contains(index) else {
      throw ProgramError(.corrupt, "there is no schema \(index)")
    }
    let (known, isSpent) = state.withLock { state in
      let whole = state.whole.map { Planned(program: $0.program, plan: $0.plan, root: $0.plan.roots[index]) }
      return (state.schemas[index] ?? whole, state.planned > program.instructions.count)
    }
    if let known { return known }
    // Two threads may both come here; what the first one has is kept.
    if isSpent, let whole = try planAll() {
      return state.withLock { state in
        let whole = state.whole ?? whole
        state.whole = whole
        return Planned(program: whole.program, plan: whole.plan, root: whole.plan.roots[index])
      }
    }
    let (planned, size) = try plan(index)
    return state.withLock { state in
      if let known = state.schemas[index] { return known }
      state.planned += size
      state.schemas[index] = planned
      return planned
    }
  }

  /// Verifies all of the program that was not verified when it was read.
  func verify() throws(ProgramError) {
    if let stored { try Program(try stored.compiled()).verify() }
  }

  /// The program with all of its patterns, to be written.
  var whole: Program {
    guard let stored, let parts = try? stored.compiled() else { return program }
    return Program(parts)
  }

  private func plan(_ index: Int) throws(ProgramError) -> (planned: Planned, size: Int) {
    let entry = program.entries[index]
    guard program.entries.count > 1 || stored != nil else {
      return (Planned(program, optimizes ? PlanBuilder.plan(of: program) : nil), program.instructions.count)
    }
    let patternCount = stored?.patterns.count ?? program.patterns.count
    let places = if let constants { constants } else { try ConstantPlaces(of: program) }
    var verifier = try ProgramVerifier(program, patternCount: patternCount, constants: places)
    try verifier.check(entry: entry)
    let program = try own(verifier)
    return (
      Planned(program, optimizes ? PlanBuilder.plan(of: program, entry: entry, verifier) : nil),
      // What a verifier begins with grows with the program, but little.
      verifier.count + (program.instructions.count + patternCount) >> 10
    )
  }

  /// The program with the patterns of one schema.
  private func own(_ verifier: ProgramVerifier) throws(ProgramError) -> Program {
    guard let stored else { return program }
    var parts = stored.parts
    if let last = verifier.patterns.max() {
      let none = try StoredProgram.pattern("")
      parts.patterns = Array(repeating: none, count: Int(last) + 1)
      for index in verifier.patterns { parts.patterns[Int(index)] = try pattern(index, of: stored) }
    }
    return Program(parts, noticesDirection: verifier.noticesDirection)
  }

  private func pattern(_ index: UInt32, of stored: StoredProgram) throws(ProgramError) -> Pattern {
    if let known = state.withLock({ $0.patterns[index] }) { return known }
    let pattern = try StoredProgram.pattern(stored.patterns[Int(index)])
    return state.withLock { state in
      let kept = state.patterns[index] ?? pattern
      state.patterns[index] = kept
      return kept
    }
  }

  /// The plan of all schemas; `nil` where there is none.
  private func planAll() throws(ProgramError) -> (program: Program, plan: Plan)? {
    guard optimizes else { return nil }
    var program = program
    if let stored {
      program = Program(try stored.compiled())
      try program.verify()
    }
    return PlanBuilder.plan(of: program).map { (program, $0) }
  }
}

extension PlannedSchemas.Planned {
  fileprivate init(_ program: Program, _ plan: Plan?) {
    self.init(program: program, plan: plan, root: plan?.roots.first ?? 8)
  }
}
