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
  private enum Finding {
    /// A tag of the block, or of each branch of the union that it is, fails for a member.
    case contradicted
    /// No tag of the block can hold for a member.
    case mute
    /// A tag may hold.
    case open
  }

  /// What a search for the branch looks at.
  private struct TagSearch {
    let object: TapeIndex
    var budget: Int
    /// The members for which a tag of a branch fails: a set bit for each.
    var members: UInt64 = 0
  }

  /// The only branch of a union whose tags may hold for the members of an object, with the members that contradict
  /// others; `nil` where several branches may be told, as far as that is seen without running them.
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
      guard finding(block, isNested: false, depth: 0, &search, &scratch) == .open else { continue }
      if found != nil { return nil }
      found = branch
    }
    guard let found, search.members != 0, search.budget > 0 else { return nil }
    return (found, search.members)
  }

  /// What the members of an object say about a block.
  ///
  /// - Parameter isNested: Whether the block is in a union in a branch. Its tags may be lost when the branches of that one
  ///   tie, so that they contradict no more than their own branch.
  private mutating func finding(
    _ block: Int, isNested: Bool, depth: Int, _ search: inout TagSearch, _ scratch: inout Scratch
  ) -> Finding {
    guard depth <= Self.tagDepth else { return .open }
    var found = Finding.mute
    var pc = block
    while search.budget > 0 {
      search.budget &-= 1
      let instruction = program.instructions[pc]
      let part: Finding
      switch instruction.opcode {
      case .end: return found
      case .call: part = finding(Int(instruction.a), isNested: isNested, depth: depth &+ 1, &search, &scratch)
      case .object:
        let (missed, mayHold) = tags(ofShape: Int(instruction.a), &search, &scratch)
        if !isNested { search.members |= missed }
        part = missed != 0 ? .contradicted : mayHold ? .open : .mute
      case .anyOf, .oneOf:
        var all = Finding.mute
        for branch in 0..<Int(instruction.b) where all != .open {
          let block = Int(program.lists[Int(instruction.a) &+ branch])
          if finding(block, isNested: true, depth: depth &+ 1, &search, &scratch) == .open { all = .open }
        }
        part = all
      // These are about other values than the members, or leave nothing behind.
      case .items, .prefixItems, .contains, .propertyNames, .not, .unevaluatedItems: part = .mute
      default: part = instruction.opcode.isLeaf ? .mute : .open
      }
      switch part {
      case .contradicted: return .contradicted
      case .open: found = .open
      case .mute: break
      }
      pc &+= 1
    }
    return .open
  }

  /// The members of an object for which a tag of a shape fails, a set bit for each, and whether one may hold for another.
  private mutating func tags(
    ofShape index: Int, _ search: inout TagSearch, _ scratch: inout Scratch
  ) -> (missed: UInt64, mayHold: Bool) {
    let shape = program.shapes[index]
    var key = tape.firstChild(search.object)
    let end = tape.end(search.object)
    var guess: UInt32 = 0
    var missed: UInt64 = 0
    var mayHold = shape.patternCount > 0
    var bit: UInt64 = 1
    while key < end, search.budget > 0 {
      search.budget &-= 1
      let value = tape.next(after: key)
      var block: Int?
      if let property = find(key, shape, &guess, &scratch), property.flags & PropertyEntry.isDeclared != 0 {
        block = Int(property.block)
      } else if shape.additional == .block {
        // A pattern may cover the member.
        if shape.patternCount == 0 { block = Int(shape.additionalBlock) }
      }
      switch block.map({ tag(ofMember: $0, value, depth: 0, &search, &scratch) }) ?? .mute {
      case .contradicted: missed |= bit
      case .open: mayHold = true
      case .mute: break
      }
      bit <<= 1
      key = tape.next(after: value)
    }
    return (missed, mayHold)
  }

  /// What a block for a member says.
  private mutating func tag(
    ofMember block: Int, _ value: TapeIndex, depth: Int, _ search: inout TagSearch, _ scratch: inout Scratch
  ) -> Finding {
    guard depth <= Self.tagDepth else { return .open }
    var found = Finding.mute
    var pc = block
    while search.budget > 0 {
      search.budget &-= 1
      let instruction = program.instructions[pc]
      switch instruction.opcode {
      case .end: return found
      // What is skipped for a null may have the tag.
      case .skipIfNull: return .open
      case .call:
        switch tag(ofMember: Int(instruction.a), value, depth: depth &+ 1, &search, &scratch) {
        case .contradicted: return .contradicted
        case .open: found = .open
        case .mute: break
        }
      case .object, .items, .prefixItems, .contains, .propertyNames, .not, .unevaluatedItems, .unevaluatedProperties:
        break
      default:
        guard instruction.opcode.isTag else {
          if !instruction.opcode.isLeaf { found = .open }
          break
        }
        guard passes(instruction, value, &scratch) else { return .contradicted }
        found = .open
      }
      pc &+= 1
    }
    return .open
  }
}
