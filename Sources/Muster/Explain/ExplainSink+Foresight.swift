/// What the explaining pass need not run, by the plan's verdict.
struct Foresight {
  let guide: PlanGuide
  private var run: VerdictRun
  /// How many words of the tape may still be judged in verdicts on what lies inside of each other.
  private var words: Int
  private var isSpent = false
  /// The child that the last frame stopped at.
  private(set) var stoppedAt = TapeIndex(-1)

  init(guide: PlanGuide, run: VerdictRun) {
    self.run = run
    self.guide = guide
    words = 16 * run.tape.next(after: .root).rawValue + (1 << 16)
  }

  // MARK: Verdicts

  /// Whether a value passes a block of the plan; `nil` where a limit ends that.
  mutating func verdict(_ entry: EntryIndex, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool? {
    // The guide leads to blocks of this plan only.
    let list = unsafe run.plan.uncheckedList(of: entry, kind: run.tape[value].rawKind)
    if list.isDecided { return list == .accept }
    return verdict(list: list, value, words: run.tape.next(after: value).rawValue - value.rawValue, &scratch)
  }

  private mutating func verdict(
    list: ListIndex, _ value: TapeIndex, words count: Int, _ scratch: inout Scratch
  ) -> Bool? {
    guard !isSpent else { return nil }
    words -= count
    let passes = run.run(list, value, &scratch)
    if words > 0, run.stop == .none, !run.isTooDeep { return passes }
    isSpent = true
    return nil
  }

  /// Moves on over the members that pass, up to one that fails or is most of the object.
  ///
  /// Of such a one the verdict would be the work of running it over again, and once more in each container in it.
  mutating func passOver(members index: ShapeIndex, _ frame: inout Frame, _ scratch: inout Scratch) {
    let (plan, tape) = (run.plan, run.tape)
    if frame.cursor == frame.value.rawValue &+ 2, let note = scratch.failedMembers.note(index.rawValue, frame.value) {
      frame.cursor = note.cursor
      frame.seen = note.seen
      frame.guess = note.guess
      if note.cursor < frame.end { stoppedAt = tape.next(after: TapeIndex(note.cursor)) }
      return
    }
    // The guide leads to shapes of this plan only.
    let shape = unsafe plan.uncheckedShape(at: index)
    let names = shape.names
    let half = (frame.end &- frame.value.rawValue) / 2
    var guess = min(frame.guess, names.count)
    while frame.cursor < frame.end {
      let word = tape[TapeIndex(frame.cursor)]
      var entry = shape.additional
      var required: UInt64 = 0
      // The position in the set of the name that the key is; none of them has the position after the last one.
      var position = guess
      // A position in the set, here and below.
      if unsafe position >= names.count || !plan.uncheckedMatches(names.start &+ position, word, tape.bytes) {
        let found = run.position(of: frame.cursor, names, &scratch)
        position = found >= 0 ? UInt32(truncatingIfNeeded: found) : names.count
      }
      if position < names.count {
        let name = unsafe plan.uncheckedName(at: names.start &+ position)
        entry = name.entry
        required = name.required
      }
      let value = frame.cursor &+ (word.isLong ? 2 : 1)
      let valueWord = tape[TapeIndex(value)]
      let following = tape.next(after: TapeIndex(value)).rawValue
      // Of the shape, or of one of its names.
      let list = unsafe plan.uncheckedList(of: entry, kind: valueWord.rawKind)
      if list != .accept {
        let count = following &- value
        guard list != .reject,
          run.passesAtOnce(list, valueWord)
            || (count <= half && verdict(list: list, TapeIndex(value), words: count, &scratch) == true)
        else {
          stoppedAt = TapeIndex(value)
          return
        }
      }
      frame.seen |= required
      if position < names.count {
        guess = position &+ 1
        frame.guess = guess
      }
      frame.cursor = following
    }
  }

  /// As for members.
  mutating func passOver(items entry: EntryIndex, _ frame: inout Frame, _ scratch: inout Scratch) {
    let half = (frame.end &- frame.value.rawValue) / 2
    while frame.cursor < frame.end {
      let item = TapeIndex(frame.cursor)
      let following = run.tape.next(after: item).rawValue
      // The guide leads to blocks of this plan only.
      let list = unsafe run.plan.uncheckedList(of: entry, kind: run.tape[item].rawKind)
      if list != .accept {
        let count = following &- item.rawValue
        guard list != .reject, count <= half, verdict(list: list, item, words: count, &scratch) == true else {
          stoppedAt = item
          return
        }
      }
      frame.cursor = following
    }
  }
}

extension ExplainSink {
  mutating func verdict(_ block: Int, _ value: TapeIndex, isInUnion: Bool, _ scratch: inout Scratch) -> Bool? {
    guard let (entry, notes) = foresight?.guide.block(block), isSilent(notes, isInUnion: isInUnion) else { return nil }
    return foresight?.verdict(entry, value, &scratch)
  }

  mutating func passOver(members shape: Int, _ frame: inout Frame, isInUnion: Bool, _ scratch: inout Scratch) {
    guard let (shape, notes) = foresight?.guide.shape(shape), isSilent(notes, isInUnion: isInUnion) else { return }
    foresight?.passOver(members: shape, &frame, &scratch)
  }

  mutating func passOver(items block: Int, _ frame: inout Frame, isInUnion: Bool, _ scratch: inout Scratch) {
    guard let (entry, notes) = foresight?.guide.block(block), isSilent(notes, isInUnion: isInUnion) else { return }
    foresight?.passOver(items: entry, &frame, &scratch)
  }

  func isToBeRun(_ child: TapeIndex) -> Bool { foresight?.stoppedAt == child }

  /// Whether nothing is to be noted of a value that passes; tags count in unions only.
  private func isSilent(_ notes: PlanGuide.Notes, isInUnion: Bool) -> Bool {
    notes.isEmpty || (notes == .tags && !isInUnion)
  }

  var keeps: Bool { foresight != nil }

  var replays: Bool { true }

  mutating func replay(_ block: Int, _ value: TapeIndex, isInUnion: Bool, since first: Int) -> Bool {
    guard let answer = memory.answers.find(block, value, isInUnion) else { return false }
    let issues = memory.answers.issues(answer)
    if answer.placed >= first, memory.issues.count - answer.placed >= issues.count,
      memory.issues[answer.placed..<memory.issues.count].starts(with: issues)
    {
      // They are there already, since the point that anybody counts from.
      if !issues.isEmpty || !answer.hasFailed { return true }
    }
    let placed = memory.issues.count
    let before = failures
    for issue in issues {
      if issue.kind == .held { memory.issues.append(issue) } else { report(issue) }
    }
    // Where the list was full the block has issues that were not kept: it failed all the same.
    if answer.hasFailed, failures == before { failures &+= 1 }
    memory.answers.place(answer, at: placed)
    return true
  }

  mutating func keep(since mark: IssueMark, block: Int, value: TapeIndex, isInUnion: Bool) {
    let start = min(Int(mark.issues), memory.issues.count)
    let found = memory.issues[start..<memory.issues.count]
    memory.answers.keep(block, value, isInUnion, found, at: start, hasFailed: failures > mark.failures)
  }
}
