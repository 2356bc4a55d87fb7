/// Turns a failed check into issues: runs the program again with a sink that collects, then finds the places and words.
struct Explanation {
  let program: Program
  let tape: TapeView
  let limits: Limits

  /// The issues of the schema at an entry, in the order of the payload.
  ///
  /// - Returns: At most `limits.issues`, never none; and how many there were beyond.
  ///
  /// - Parameter plan: Says which parts pass, so that only the others are run.
  func issues(
    _ entry: Int, _ plan: Plan?, also others: [Issue], _ scratch: inout Scratch
  ) -> ([Issue], omitted: Int) {
    var issues = others
    var omitted = 0
    let memory = scratch.explainMemory
    defer { memory.removeAll() }
    program.withView { view in
      var evaluator = Evaluator(
        program: view, tape: tape,
        sink: ExplainSink(program: view, tape: tape, plan: plan, steps: limits.steps, memory: memory),
        steps: limits.steps)
      _ = evaluator.run(entry, &scratch)
      let kept = evaluator.sink.merge(program.origins)
      let count = min(memory.issues.count, max(1, limits.issues))
      omitted = max(0, Int(evaluator.sink.failures) - kept) + memory.issues.count - count
      let wording = IssueWording(program: program, view: view, tape: tape, hidden: memory.hidden)
      issues.reserveCapacity(issues.count + count)
      // From one issue to the next it goes forward in the text.
      var position = TextPosition(offset: 0, line: 1, column: 1)
      for index in 0..<count { issues.append(wording.issue(memory.issues[index], after: &position)) }
    }
    if issues.isEmpty {
      issues.append(
        Issue(
          keyword: "schema", instance: JSONPointer(), position: position(of: .root), schema: nil,
          message: "the payload does not pass, but the steps ran out before the reason was found"))
    }
    return (issues, omitted)
  }

  func position(of value: TapeIndex) -> TextPosition {
    let word = tape[value]
    let offset = word.kind == .string ? word.offset - 1 : word.offset
    return SourceText.position(at: offset, in: tape.bytes)
  }

  // MARK: Direction

  /// The notices of values that go the wrong way, in the order of the payload, each value once.
  func directionNotices(_ entry: Int, _ scratch: inout Scratch) -> [Notice] {
    program.withView { view in
      var evaluator = Evaluator(program: view, tape: tape, sink: DirectionSink(program: view), steps: limits.steps)
      guard evaluator.run(entry, &scratch), evaluator.stop == .none else { return [] }
      var told: Set<TapeIndex> = []
      return evaluator.sink.found.sorted { $0.value < $1.value }.prefix(max(0, limits.issues)).compactMap { found in
        guard told.insert(found.value).inserted else { return nil }
        return Notice(
          code: .wrongDirection, pointer: JSONPointer(tape.path(to: found.value)).description, source: nil,
          position: position(of: found.value),
          message: IssueWording.misdirected(view.instructions[found.pc], mustNot: "should"))
      }
    }
  }

  // MARK: Limits

  var outOfSteps: LimitExceeded {
    LimitExceeded(
      limit: .steps, position: position(of: .root),
      message: "checking took more than \(limits.steps) steps and was stopped: there is no verdict")
  }

  var undecidedPattern: LimitExceeded {
    LimitExceeded(
      limit: .pattern, position: position(of: .root),
      message: "matching a pattern took more steps than its budget and was stopped: there is no verdict")
  }

  /// That an instruction leads back to itself.
  func circle(_ pc: Int) -> LimitExceeded {
    let place = program.origins.location(program.origins.instruction(pc))
    let reference = place.map { "what is at '\($0.pointer)' of \($0.source), line \($0.line)," } ?? "a reference"
    return LimitExceeded(
      limit: .recursion, position: position(of: .root),
      message: reference + " leads back to itself without a step into the payload, so that checking would never end")
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

  private func duplicateMessage(_ path: [String]) -> String {
    "the name '\(path.last ?? "")' occurs more than once in this object; which one counts depends on the reader"
  }

  func issue(duplicate key: TapeIndex) -> Issue {
    let path = tape.path(to: key)
    return Issue(
      keyword: "duplicateName", instance: JSONPointer(path), position: position(of: key), schema: nil,
      message: duplicateMessage(path))
  }

  func notice(duplicate key: TapeIndex) -> Notice {
    let path = tape.path(to: key)
    return Notice(
      code: .duplicateName, pointer: JSONPointer(path).description, source: nil,
      position: position(of: key), message: duplicateMessage(path) + "; each was checked")
  }
}
