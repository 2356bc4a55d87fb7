/// What the discriminating member of an object says of a union.
enum DiscriminatorTag {
  /// The value is not an object, or its discriminating member is missing or not a string: the union decides.
  case absent
  /// The tag names one branch.
  case branch(Int)
  /// The tag, which is the value, names none of the branches.
  case unknown(TapeIndex)
  /// The tag may mean several branches.
  case ambiguous
}

extension ProgramView {
  /// What a value's discriminating member says of an `anyOf` or `oneOf`; of several members of the name the first counts.
  ///
  /// - Complexity: O(*members* + *tags*).
  func tag(of value: TapeIndex, _ union: Instruction, _ tape: TapeView) -> DiscriminatorTag {
    guard union.flags & Instruction.discriminates != 0, tape[value].kind == .object else { return .absent }
    var key = tape.firstChild(value)
    let end = tape.end(value)
    while key < end {
      let member = tape.next(after: key)
      if isName(key, lists[union.c], tape) {
        guard tape[member].kind == .string else { return .absent }
        return branch(ofTag: member, union, tape)
      }
      key = tape.next(after: member)
    }
    return .absent
  }

  private func branch(ofTag member: TapeIndex, _ union: Instruction, _ tape: TapeView) -> DiscriminatorTag {
    var tag = union.c &+ 2
    let end = tag &+ lists[union.c &+ 1] &* 2
    while tag < end {
      if isName(member, lists[tag], tape) {
        switch lists[tag &+ 1] {
        case Instruction.noBranch: return .unknown(member)
        case Instruction.anyBranch: return .ambiguous
        case let branch: return .branch(Int(branch))
        }
      }
      tag &+= 2
    }
    return .unknown(member)
  }

  /// Whether a string of the tape is a name of the program.
  private func isName(_ string: TapeIndex, _ index: UInt32, _ tape: TapeView) -> Bool {
    let name = names[index]
    let word = tape[string]
    if word.flags & TapeWord.hasEscape == 0 {
      let count = tape.length(string)
      return count == Int(name.length)
        && tape.bytes.equals(from: word.offset, count: count, text, from: Int(name.start))
    }
    var position = Int(name.start)
    let end = position &+ Int(name.length)
    let all = tape.forEachDecodedByte(string) { byte in
      guard position < end, text[position] == byte else { return false }
      position &+= 1
      return true
    }
    return all && position == end
  }
}

extension Evaluator {
  /// Runs only the branch that the tag names, or fails if the tag is unknown; `nil` if the union itself decides.
  mutating func decided(_ frame: inout Frame, _ instruction: Instruction, _ scratch: inout Scratch) -> Advance? {
    switch program.tag(of: frame.value, instruction, tape) {
    case .absent, .ambiguous: return nil
    case .unknown(let member):
      return instruction.flags & Instruction.isOpen != 0 ? nil : fail(.unknownTag, frame, value: member)
    case .branch(let branch):
      guard branch < frame.end else { return nil }
      if Sink.explains, !asksForMarks(of: frame.value, scratch) {
        let block = Int(program.lists[Int(instruction.a) &+ branch])
        if sink.verdict(block, frame.value, isInUnion: false, &scratch) == true { return .done }
      }
      frame.cursor = branch
      frame.end = branch &+ 1
      frame.stage = 1
      return nextBranch(&frame, instruction, &scratch)
    }
  }
}
