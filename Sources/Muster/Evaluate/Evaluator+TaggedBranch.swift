/// The branch of a union that an object is meant for, by a `const` or `enum` of one of its members.
///
/// Of a union of which no branch passes, explaining keeps the branch whose tags hold where those of the others fail
/// (``IssueSink/keepClosestBranch(since:union:of:)``). Where the members tell that before anything is run, only that
/// branch is run: in unions inside of each other, running all of them is nearly all that explaining costs.
extension Evaluator {
  /// How many instructions and members are looked at for one union.
  private static var tagSearch: Int { 1 << 10 }
  /// How many references and unions a branch is followed through.
  private static var tagDepth: Int { 4 }

  /// What the members of an object say about a block.
  private enum Contradiction {
    case none
    /// A tag of the block, or of each branch of the union that it is, fails for a member.
    case tag
    /// The block is nothing but assertions, and does not allow objects.
    case type
  }

  /// What a search for the branch looks at.
  private struct TagSearch {
    let object: TapeIndex
    var budget: Int
    /// The members for which a tag of a branch fails: a set bit for each.
    var members: UInt64 = 0
  }

  /// The only branch of a union that the members of an object do not contradict, with the members that contradict
  /// others; `nil` where another branch may come closer, as far as can be told without running it.
  ///
  /// - Complexity: O(*instructions* · *members* · log *names*), up to a bound.
  mutating func taggedBranch(
    of union: Instruction, for object: TapeIndex, _ scratch: inout Scratch
  ) -> (branch: Int, members: UInt64)? {
    guard tape[object].kind == .object, tape.count(object) <= 64, union.flags & Instruction.discriminates == 0 else {
      return nil
    }
    var search = TagSearch(object: object, budget: Self.tagSearch)
    var found: Int?
    for branch in 0..<Int(union.b) {
      let block = Int(program.lists[Int(union.a) &+ branch])
      guard contradiction(block, isAlone: true, isNested: false, depth: 0, &search, &scratch) == .none else { continue }
      if found != nil { return nil }
      found = branch
    }
    guard let found, search.members != 0, search.budget > 0 else { return nil }
    return (found, search.members)
  }

  /// What the members of an object say about a block.
  ///
  /// - Parameters:
  ///   - isAlone: Whether nothing but the block is asked of the object. Of a union beside other keywords it does not follow
  ///     that the branch has a tag that fails.
  ///   - isNested: Whether the block is in a union in a branch, so that its own tags may be lost when that one is told.
  private mutating func contradiction(
    _ block: Int, isAlone: Bool, isNested: Bool, depth: Int, _ search: inout TagSearch, _ scratch: inout Scratch
  ) -> Contradiction {
    guard depth <= Self.tagDepth else { return .none }
    var allowsObjects = true
    // Whether there are only assertions, so that no tag can hold.
    var isPlain = true
    var pc = block
    while search.budget > 0 {
      search.budget &-= 1
      let instruction = program.instructions[pc]
      switch instruction.opcode {
      case .end: return isPlain && !allowsObjects ? .type : .none
      case .type: if !passes(instruction, search.object, &scratch) { allowsObjects = false }
      case .call:
        let isAlone = isAlone && pc == block && program.instructions[pc &+ 1].opcode == .end
        switch contradiction(
          Int(instruction.a), isAlone: isAlone, isNested: isNested, depth: depth &+ 1, &search, &scratch)
        {
        case .tag: return .tag
        case .type: allowsObjects = false
        case .none: isPlain = false
        }
      case .object:
        isPlain = false
        let members = membersWithFailingTags(shape: Int(instruction.a), &search, &scratch)
        guard members != 0 else { break }
        if !isNested { search.members |= members }
        return .tag
      case .anyOf, .oneOf:
        isPlain = false
        guard isAlone, pc == block, program.instructions[pc &+ 1].opcode == .end,
          instruction.flags & Instruction.discriminates == 0
        else { break }
        var all = Contradiction.type
        for branch in 0..<Int(instruction.b) {
          let block = Int(program.lists[Int(instruction.a) &+ branch])
          switch contradiction(block, isAlone: true, isNested: true, depth: depth &+ 1, &search, &scratch) {
          case .none: return .none
          case .tag: all = .tag
          case .type: break
          }
        }
        return all
      default: if !instruction.opcode.isLeaf { isPlain = false }
      }
      pc &+= 1
    }
    return .none
  }

  /// The members of an object for which a tag of a shape fails: a set bit for each.
  private mutating func membersWithFailingTags(
    shape index: Int, _ search: inout TagSearch, _ scratch: inout Scratch
  ) -> UInt64 {
    let shape = program.shapes[index]
    var key = tape.firstChild(search.object)
    let end = tape.end(search.object)
    var guess: UInt32 = 0
    var members: UInt64 = 0
    var bit: UInt64 = 1
    while key < end, search.budget > 0 {
      search.budget &-= 1
      let value = tape.next(after: key)
      if let property = find(key, shape, &guess, &scratch), property.flags & PropertyEntry.isDeclared != 0,
        hasFailingTag(Int(property.block), value, &search, &scratch)
      {
        members |= bit
      }
      bit <<= 1
      key = tape.next(after: value)
    }
    return members
  }

  private mutating func hasFailingTag(
    _ block: Int, _ value: TapeIndex, _ search: inout TagSearch, _ scratch: inout Scratch
  ) -> Bool {
    var pc = block
    while search.budget > 0 {
      search.budget &-= 1
      let instruction = program.instructions[pc]
      // What is skipped for a null may have the tag.
      guard instruction.opcode.isLeaf, instruction.opcode != .end, instruction.opcode != .skipIfNull else {
        return false
      }
      if instruction.opcode.isTag, !passes(instruction, value, &scratch) { return true }
      pc &+= 1
    }
    return false
  }
}
