/// Runs a pattern without back-references by following all its possible states at once.
///
/// Source: K. Thompson, "Regular Expression Search Algorithm", Communications of the ACM 11 (1968).
struct SetSimulation: Sendable {
  let pattern: RegularPattern
  let anchored: Bool
  /// What the places of all look-arounds may take, in words of eight bytes.
  private static let lookWordsLimit = 1 << 23

  init(_ pattern: RegularPattern) {
    self.pattern = pattern
    anchored = Self.isAnchored(pattern.main)
  }

  /// Whether no match can start anywhere but at the start of the text.
  static func isAnchored(_ program: RegularProgram) -> Bool {
    var seen = [Bool](repeating: false, count: program.instructions.count)
    var pending = [0]
    while let index = pending.popLast() {
      if seen[index] { continue }
      seen[index] = true
      switch program.instructions[index] {
      case .assert(.textStart): break
      case .jump(let target): pending.append(Int(target))
      case .fork(let preferred, let other): pending += [Int(preferred), Int(other)]
      case .assert, .assertLook: pending.append(index + 1)
      default: return false
      }
    }
    return true
  }

  /// Searches a text.
  ///
  /// With look-arounds a budget of steps bounds what large programs may take, each waiting instruction counting as one
  /// at each code point.
  ///
  /// - Complexity: O(*n* *m*) for *n* bytes and *m* instructions.
  func search(
    _ text: Span<UInt8>,
    alphabet: PatternAlphabet,
    steps: Int,
    scratch: inout PatternScratch
  ) -> PatternMatch {
    scratch.stepsLeft = pattern.looks.isEmpty ? .max : steps
    let words = text.count / 64 + 1
    guard pattern.looks.count * words <= Self.lookWordsLimit else { return .undecided }
    scratch.lookPlaces.removeAll(keepingCapacity: true)
    for look in 0..<pattern.looks.count {
      scratch.lookPlaces.append(contentsOf: repeatElement(0, count: words))
      recordPlaces(ofLook: look, words: words, in: text, alphabet: alphabet, scratch: &scratch)
      guard scratch.stepsLeft > 0 else { return .undecided }
    }
    let program = pattern.main
    start(program, &scratch)
    var index = 0
    while true {
      if index == 0 || !anchored {
        scratch.pending.append(0)
      }
      if close(program, in: text, at: index, words: words, scratch: &scratch) {
        scratch.pending.removeAll(keepingCapacity: true)
        return .matched
      }
      guard index < text.count else { return .unmatched }
      guard scratch.stepsLeft > 0 else { return .undecided }
      if anchored, scratch.current.waiting.isEmpty { return .unmatched }
      let decoded = text.codePoint(at: index)
      step(program, over: alphabet.classIndex(of: decoded.value), alphabet: alphabet, scratch: &scratch)
      index += decoded.length
    }
  }

  /// Marks every place where a look-around holds: where its body, read from there, matches.
  private func recordPlaces(
    ofLook look: Int,
    words: Int,
    in text: Span<UInt8>,
    alphabet: PatternAlphabet,
    scratch: inout PatternScratch
  ) {
    let program = pattern.looks[look]
    start(program, &scratch)
    var index = program.backward ? text.count : 0
    while true {
      scratch.pending.append(0)
      if close(program, in: text, at: index, words: words, scratch: &scratch) != program.negated {
        scratch.lookPlaces[look * words + index >> 6] |= 1 << UInt64(index & 63)
      }
      guard program.backward ? index > 0 : index < text.count, scratch.stepsLeft > 0 else {
        scratch.pending.removeAll(keepingCapacity: true)
        return
      }
      let decoded = program.backward ? text.codePoint(before: index) : text.codePoint(at: index)
      step(program, over: alphabet.classIndex(of: decoded.value), alphabet: alphabet, scratch: &scratch)
      index += program.backward ? -decoded.length : decoded.length
    }
  }

  private func start(_ program: RegularProgram, _ scratch: inout PatternScratch) {
    scratch.current.reset(instructionCount: program.instructions.count)
    scratch.counts.start(runCount: program.runs.count, ringWords: program.ringWords)
  }

  /// Follows the pending instructions to all that wait for a code point; true if the end of the program is among them.
  private func close(
    _ program: RegularProgram,
    in text: Span<UInt8>,
    at place: Int,
    words: Int,
    scratch: inout PatternScratch
  ) -> Bool {
    var matched = false
    while let index = scratch.pending.popLast() {
      guard scratch.current.visit(index) else { continue }
      switch program.instructions[Int(index)] {
      case .consume:
        scratch.current.append(index)
      case .count(let run):
        // A run that holds something is waiting already.
        if scratch.counts.enter(Int(run), program.runs[Int(run)]) { scratch.current.append(index) }
      case .jump(let target):
        scratch.pending.append(target)
      case .fork(let preferred, let other):
        scratch.pending.append(other)
        scratch.pending.append(preferred)
      case .assert(let assertion):
        if PatternContext.holds(assertion, in: text, at: place) {
          scratch.pending.append(index + 1)
        }
      case .assertLook(let look):
        if scratch.lookPlaces[Int(look) * words + place >> 6] >> UInt64(place & 63) & 1 == 1 {
          scratch.pending.append(index + 1)
        }
      default:
        matched = true
      }
    }
    return matched
  }

  /// Moves every waiting instruction that takes the class past it, and empties the list for the next place.
  private func step(
    _ program: RegularProgram,
    over index: Int,
    alphabet: PatternAlphabet,
    scratch: inout PatternScratch
  ) {
    scratch.stepsLeft -= scratch.current.waiting.count
    scratch.counts.advance()
    for position in scratch.current.waiting.indices {
      let waiting = scratch.current.waiting[position]
      switch program.instructions[Int(waiting)] {
      case .consume(let set):
        if alphabet.set(set, hasClass: index) { scratch.pending.append(waiting + 1) }
      case .count(let number):
        let run = program.runs[Int(number)]
        let takes = alphabet.set(run.set, hasClass: index)
        let after = scratch.counts.step(Int(number), run, takes: takes)
        if after.isDone { scratch.pending.append(waiting + 1) }
        if after.holds { scratch.counts.holding.append(waiting) }
      default:
        break
      }
    }
    scratch.current.reset(instructionCount: program.instructions.count)
    // What a run holds goes on waiting, whether or not anything enters it.
    while let run = scratch.counts.holding.popLast() { scratch.current.append(run) }
  }
}
