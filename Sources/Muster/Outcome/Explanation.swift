/// Turns a failed check into issues: runs the program again with a sink that collects, then finds the places.
struct Explanation {
  let program: Program
  let tape: TapeView
  let limits: Limits
  let disclosure: Disclosure

  /// The issues of the schema at an entry, in the order of the payload.
  ///
  /// - Returns: At most `limits.issues`, never none; how many there were beyond; and what fails, if it is nothing but
  ///   additions.
  ///
  /// - Parameter plan: Says which parts pass, so that only the others are run.
  func issues(
    _ entry: Int, _ plan: Plan?, also others: [Issue], _ scratch: inout Scratch
  ) -> ([Issue], omitted: Int, Additions?) {
    var issues = others
    var omitted = 0
    var additions: Additions?
    let memory = scratch.explainMemory
    defer { memory.removeAll() }
    program.withView { view in
      var evaluator = Evaluator(
        program: view, tape: tape,
        sink: ExplainSink(
          program: view, tape: tape, plan: plan, steps: limits.steps, memory: memory, origins: program.origins),
        steps: limits.steps)
      _ = evaluator.run(entry, &scratch)
      if others.isEmpty, evaluator.sink.failures <= ExplainSink.capacity {
        additions = Additions(memory.issues, view, tape)
      }
      let beyond = evaluator.sink.merge(program.origins)
      let assembly = IssueAssembly(
        program: program, view: view, tape: tape, hidden: memory.hidden, disclosure: disclosure, ties: memory.ties)
      dropUncovered(memory, assembly)
      let count = min(memory.issues.count, max(1, limits.issues))
      omitted = beyond + memory.issues.count - count
      issues.reserveCapacity(issues.count + count)
      // From one issue to the next it goes forward in the text.
      var position = TextPosition(offset: 0, line: 1, column: 1)
      for index in 0..<count { issues.append(assembly.issue(memory.issues[index], after: &position)) }
    }
    if issues.isEmpty {
      issues.append(
        Issue(Reason(.unexplained), keyword: "schema", position: position(of: .root)))
    }
    return (issues, omitted, additions)
  }

  func position(of value: TapeIndex) -> TextPosition {
    let word = tape[value]
    let offset = word.kind == .string ? word.offset - 1 : word.offset
    return SourceText.position(at: offset, in: tape.bytes)
  }

  // MARK: What schemas ask to be told

  /// The keywords that the check passed over, each once, and the values that go the wrong way, each once.
  ///
  /// Direction is an annotation, so that it counts only if the payload passes.
  func schemaNotices(_ entry: Int, _ scratch: inout Scratch) -> [Notice] {
    program.withView { view in
      var evaluator = Evaluator(program: view, tape: tape, sink: NoticeSink(program: view), steps: limits.steps)
      let passes = evaluator.run(entry, &scratch) && evaluator.stop == .none
      var notices: [Notice] = []
      for pc in evaluator.sink.unchecked.sorted() {
        notices.append(notChecked(program.origins.location(program.origins.instruction(pc))))
      }
      guard passes else { return notices }
      var told: Set<TapeIndex> = []
      for found in evaluator.sink.misdirected.sorted(by: { $0.value < $1.value }).prefix(max(0, limits.issues)) {
        guard told.insert(found.value).inserted else { continue }
        notices.append(
          Notice(
            code: .wrongDirection, reason: IssueFacts.misdirected(view.instructions[found.pc]),
            pointer: JSONPointer(path(to: found.value, view)).description, position: position(of: found.value)))
      }
      return notices
    }
  }

  private func notChecked(_ schema: SchemaLocation?) -> Notice {
    let keyword = schema.flatMap { JSONPointer(parsing: $0.pointer)?.tokens.last } ?? ""
    return Notice(
      code: .notChecked, reason: Reason(.notChecked, names: [keyword]), pointer: schema?.pointer ?? "",
      source: schema?.source,
      position: TextPosition(offset: 0, line: schema?.line ?? 1, column: schema?.column ?? 1))
  }

  // MARK: Limits

  var outOfSteps: LimitExceeded {
    LimitExceeded(limit: .steps, position: position(of: .root), value: limits.steps)
  }

  var undecidedPattern: LimitExceeded { LimitExceeded(limit: .pattern, position: position(of: .root)) }

  /// That an instruction leads back to itself.
  func circle(_ pc: Int) -> LimitExceeded {
    LimitExceeded(
      limit: .recursion, position: position(of: .root),
      schema: program.origins.location(program.origins.instruction(pc)))
  }

  // MARK: Duplicate names

  /// The keys that repeat an earlier one of their object, in the order of the payload.
  func duplicateNames(_ scratch: inout Scratch) -> [TapeIndex] {
    var found: [TapeIndex] = []
    var index = TapeIndex.root
    // Every word in turn: a container's children follow it.
    let end = tape[.root].isContainer ? tape.end(.root) : tape.next(after: .root)
    while index < end, found.count < limits.issues {
      if tape[index].kind == .object {
        scratch.forEachDuplicateName(index, of: tape) { found.append($0) }
      }
      index = tape[index].isContainer ? tape.firstChild(index) : tape.next(after: index)
    }
    return found.sorted().prefix(max(0, limits.issues)).map { $0 }
  }

  func issue(duplicate key: TapeIndex) -> Issue {
    let path = program.withView { view in self.path(to: key, view) }
    return Issue(
      Reason(.duplicateName, names: path.suffix(1)), keyword: "duplicateName", instance: JSONPointer(path),
      position: position(of: key))
  }

  func notice(duplicate key: TapeIndex) -> Notice {
    let path = program.withView { view in self.path(to: key, view) }
    return Notice(
      code: .duplicateName, reason: Reason(.duplicateName, names: path.suffix(1)),
      pointer: JSONPointer(path).description, position: position(of: key))
  }

  /// The tokens of the way to a value or key, as far as they may be shown.
  private func path(to value: TapeIndex, _ view: ProgramView) -> [String] {
    IssueAssembly(program: program, view: view, tape: tape, hidden: [], disclosure: disclosure, ties: [])
      .path(to: value).tokens
  }
}
