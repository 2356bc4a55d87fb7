/// What a schema is held as, shared by all of its copies.
///
/// A class, so that a check retains nothing: closures that take in a struct would retain each of its members.
final class SchemaStorage: Sendable {
  let program: Program
  private let plan: Plan?
  /// The schema's block in the plan.
  private let root: EntryIndex
  private let pool: ScratchPool
  private let entry: Int
  let notices: [Notice]
  /// What a check may have to tell beside its verdict.
  let checkNotices: Program.Notices

  init(
    program: Program, plan: Plan?, root: EntryIndex, pool: ScratchPool, entry: Int, notices: [Notice],
    checkNotices: Program.Notices? = nil
  ) {
    self.checkNotices = checkNotices ?? program.notices
    self.program = program
    self.plan = plan
    self.root = root
    self.pool = pool
    self.entry = entry
    self.notices = notices
  }

  /// Whether every JSON text passes, because the schema says nothing.
  var acceptsAll: Bool { plan != nil && root == .accepting }

  /// Whether every string passes, as far as that is known without running anything.
  var acceptsEveryString: Bool {
    plan?.tables.view?.acceptsEveryString(root) ?? false
  }

  /// The same schema with some notices before its own.
  func adding(_ more: [Notice]) -> SchemaStorage {
    SchemaStorage(
      program: program, plan: plan, root: root, pool: pool, entry: entry, notices: more + notices,
      checkNotices: checkNotices)
  }

  func accepts(_ payload: Span<UInt8>, _ limits: Limits) -> Bool {
    pool.withScratch { scratch in
      ByteView.with(payload) { bytes in
        guard TapeReader(bytes: bytes, limits: limits).read(into: &scratch.tape) == nil else { return false }
        if case .valid = verdict(bytes, limits, &scratch) { return true }
        return false
      }
    }
  }

  func accepts(_ document: JSONDocument, _ limits: Limits) -> Bool {
    pool.withScratch { scratch in
      document.withTape { tape in
        if case .valid = verdict(tape, limits, &scratch) { true } else { false }
      }
    }
  }

  func passesWithoutNotice(_ payload: Span<UInt8>, _ limits: Limits) -> Bool {
    if checkNotices.contains(.unchecked) { return false }
    return pool.withScratch { scratch in
      ByteView.with(payload) { bytes in
        guard !bytes.hasByteOrderMark, TapeReader(bytes: bytes, limits: limits).read(into: &scratch.tape) == nil
        else { return false }
        return scratch.withTape(of: bytes) { tape, scratch in
          let screened = screen(tape, limits, &scratch)
          guard case .valid = screened.verdict else { return false }
          // Contracts track what nothing documents, which is noteworthy.
          if plan?.tracksUndocumented ?? false, screened.mayHaveUndocumented { return false }
          guard tape.namesDiffer() else { return false }
          return checkNotices.isEmpty || !hasMisdirected(tape, limits, &scratch)
        }
      }
    }
  }

  /// The same for a value of a larger text that was read; `nil` if it has to be read by itself for that.
  func passesWithoutNotice(_ tape: TapeView, _ value: TapeIndex, _ limits: Limits) -> Bool? {
    guard checkNotices.isEmpty, let plan else { return nil }
    return pool.withScratch { scratch in
      guard var run = VerdictRun(plan: plan, tape: tape, steps: limits.steps) else { return nil }
      let passes = run.run(root: root, at: value, &scratch)
      guard !run.isTooDeep, run.stop == .none else { return nil }
      if !passes || (plan.tracksUndocumented && (run.mayHaveUndocumented || run.hasGivenUpTracking)) { return false }
      return tape.namesDiffer(in: value)
    }
  }

  func check(_ payload: Span<UInt8>, _ limits: Limits, _ disclosure: Disclosure) -> Outcome {
    pool.withScratch { scratch in
      ByteView.with(payload) { bytes in
        if let error = TapeReader(bytes: bytes, limits: limits).read(into: &scratch.tape) {
          return Inspection(error, bytes, limits).outcome
        }
        scratch.failedMembers.removeAll()
        let verdict = verdict(bytes, limits, &scratch)
        if case .valid = verdict { return .valid }
        // Names that occur twice are only noticed, and no outcome shows that.
        if case .invalid = verdict {
          return scratch.withTape(of: bytes) { tape, scratch in
            let explanation = Explanation(program: program, tape: tape, limits: limits, disclosure: disclosure)
            return .invalid(explanation.issues(entry, plan, also: [], &scratch).0)
          }
        }
        return explain(verdict, bytes, limits, nil, disclosure, &scratch).outcome
      }
    }
  }

  func inspect(
    _ payload: Span<UInt8>, _ limits: Limits, duplicateNames: DuplicateNames, undocumented: Bool = false,
    _ disclosure: Disclosure
  ) -> Inspection {
    pool.withScratch { scratch in
      ByteView.with(payload) { bytes in
        if let error = TapeReader(bytes: bytes, limits: limits).read(into: &scratch.tape) {
          return Inspection(error, bytes, limits)
        }
        scratch.failedMembers.removeAll()
        let screened = scratch.withTape(of: bytes) { tape, scratch in screen(tape, limits, &scratch) }
        // A run that fails ends before it has seen all members.
        let mayHave = if case .valid = screened.verdict { screened.mayHaveUndocumented } else { true }
        let asks = undocumented && mayHave
        return explain(screened.verdict, bytes, limits, duplicateNames, undocumented: asks, disclosure, &scratch)
      }
    }
  }

  // MARK: The two passes

  enum Verdict {
    case valid, invalid, outOfSteps, undecidedPattern
    /// The instruction leads back to itself.
    case circle(Int)
  }

  @inline(__always)
  private func verdict(_ bytes: ByteView, _ limits: Limits, _ scratch: inout Scratch) -> Verdict {
    scratch.withTape(of: bytes) { tape, scratch in verdict(tape, limits, &scratch) }
  }

  @inline(__always)
  private func verdict(_ tape: TapeView, _ limits: Limits, _ scratch: inout Scratch) -> Verdict {
    screen(tape, limits, &scratch).verdict
  }

  /// The verdict, and if it is `valid` whether there may be members that nothing documents.
  @inline(__always)
  private func screen(
    _ tape: TapeView, _ limits: Limits, _ scratch: inout Scratch
  ) -> (verdict: Verdict, mayHaveUndocumented: Bool) {
    if let plan, var run = VerdictRun(plan: plan, tape: tape, steps: limits.steps) {
      let passes = run.run(root: root, &scratch)
      if !run.isTooDeep {
        switch run.stop {
        case .none:
          let mayHave = run.mayHaveUndocumented || run.hasGivenUpTracking || !plan.tracksUndocumented
          return (passes ? .valid : .invalid, mayHave)
        case .steps: return (.outOfSteps, true)
        case .pattern: return (.undecidedPattern, true)
        // Only the evaluator knows the way.
        case .circle: break
        }
      }
    }
    return (evaluated(tape, limits, &scratch), true)
  }

  // MARK: Members that nothing documents

  func screen(_ payload: Span<UInt8>, _ limits: Limits) -> Screening {
    pool.withScratch { scratch in
      ByteView.with(payload) { bytes in
        guard TapeReader(bytes: bytes, limits: limits).read(into: &scratch.tape) == nil else { return Screening() }
        return scratch.withTape(of: bytes) { tape, scratch in
          let screened = screen(tape, limits, &scratch)
          guard case .valid = screened.verdict else { return Screening() }
          return Screening(passes: true, mayHaveUndocumented: screened.mayHaveUndocumented)
        }
      }
    }
  }

  func undocumentedMembers(
    _ payload: Span<UInt8>, _ limits: Limits, _ disclosure: Disclosure
  ) -> UndocumentedMembers {
    pool.withScratch { scratch in
      ByteView.with(payload) { bytes in
        guard TapeReader(bytes: bytes, limits: limits).read(into: &scratch.tape) == nil else {
          return UndocumentedMembers()
        }
        return scratch.withTape(of: bytes) { tape, scratch in
          let screened = screen(tape, limits, &scratch)
          guard case .valid = screened.verdict, screened.mayHaveUndocumented else { return UndocumentedMembers() }
          return undocumentedMembers(tape, limits, disclosure, nil, &scratch)
        }
      }
    }
  }

  /// The members that nothing documents, of a payload that passes or fails for nothing but additions.
  private func undocumentedMembers(
    _ tape: TapeView, _ limits: Limits, _ disclosure: Disclosure, _ additions: Additions?, _ scratch: inout Scratch
  ) -> UndocumentedMembers {
    let search = DocumentationSearch(
      program: program, tape: tape, limits: limits, disclosure: disclosure, additions: additions)
    return search.undocumentedMembers(entry, dependsOnScope: plan?.dependsOnScope ?? true, &scratch)
  }

  /// Whether a payload that passes has values that go the wrong way; also `true` if a limit keeps that from being known.
  @inline(never)
  private func hasMisdirected(_ tape: TapeView, _ limits: Limits, _ scratch: inout Scratch) -> Bool {
    program.withView { program in
      var evaluator = Evaluator(
        program: program, tape: tape, sink: NoticeSink(program: program), steps: limits.steps)
      guard evaluator.run(entry, &scratch), evaluator.stop == .none else { return true }
      return !evaluator.sink.misdirected.isEmpty
    }
  }

  /// The verdict of the evaluator: for programs without a plan, and payloads that nest too deep for one.
  @inline(never)
  private func evaluated(_ tape: TapeView, _ limits: Limits, _ scratch: inout Scratch) -> Verdict {
    program.withView { program in
      var evaluator = Evaluator(program: program, tape: tape, sink: VerdictSink(), steps: limits.steps)
      let passes = evaluator.run(entry, &scratch)
      switch evaluator.stop {
      case .none: return passes ? .valid : .invalid
      case .steps: return .outOfSteps
      case .pattern: return .undecidedPattern
      case .circle: return .circle(evaluator.circle)
      }
    }
  }

  private func explain(
    _ verdict: Verdict, _ bytes: ByteView, _ limits: Limits, _ duplicateNames: DuplicateNames?,
    undocumented: Bool = false, _ disclosure: Disclosure, _ scratch: inout Scratch
  ) -> Inspection {
    scratch.withTape(of: bytes) { tape, scratch in
      let explanation = Explanation(
        program: program, tape: tape, limits: limits, disclosure: disclosure)
      let duplicates = duplicateNames == nil ? [] : explanation.duplicateNames(&scratch)
      let rejected = duplicateNames == .reject ? duplicates.map(explanation.issue(duplicate:)) : []
      var notices = duplicateNames == .warn ? duplicates.map(explanation.notice(duplicate:)) : []
      if duplicateNames != nil, !checkNotices.isEmpty { notices += explanation.schemaNotices(entry, &scratch) }
      if duplicateNames != nil, bytes.hasByteOrderMark { notices.insert(.byteOrderMark(), at: 0) }
      switch verdict {
      case .valid:
        return Inspection(
          outcome: rejected.isEmpty ? .valid : .invalid(rejected), notices: notices,
          undocumented: undocumented
            ? undocumentedMembers(tape, limits, disclosure, nil, &scratch) : UndocumentedMembers())
      case .outOfSteps:
        return Inspection(outcome: .stopped(explanation.outOfSteps), notices: notices)
      case .undecidedPattern:
        return Inspection(outcome: .stopped(explanation.undecidedPattern), notices: notices)
      case .circle(let pc):
        return Inspection(outcome: .stopped(explanation.circle(pc)), notices: notices)
      case .invalid:
        let (issues, omitted, additions) = explanation.issues(entry, plan, also: rejected, &scratch)
        return Inspection(
          outcome: .invalid(issues), notices: notices, omittedIssues: omitted,
          undocumented: undocumented && additions != nil
            ? undocumentedMembers(tape, limits, disclosure, additions, &scratch) : UndocumentedMembers())
      }
    }
  }
}
