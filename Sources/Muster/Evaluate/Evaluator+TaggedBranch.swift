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
    /// A tag of the block fails for a member.
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

  /// The only branch of a union whose tags may hold for the members of an object, and the members for which tags of other
  /// branches fail; `nil` if no branch or more than one may have tags that hold, or if no tag fails.
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

  /// What the members of an object say about a block for the object, or what one member says about a block for itself.
  ///
  /// - Parameters:
  ///   - member: The value of the member, if the block is for one.
  ///   - isNested: Whether the block is in a union in a branch. Its tags may be lost when the branches of that union tie, so
  ///     that they contradict no more than their own branch.
  private mutating func finding(
    _ block: Int, member: TapeIndex? = nil, isNested: Bool, depth: Int, _ search: inout TagSearch,
    _ scratch: inout Scratch
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
      // What is skipped for a null may have the tag.
      case .skipIfNull where member != nil: return .open
      case .call:
        part = finding(
          Int(instruction.a), member: member, isNested: isNested, depth: depth &+ 1, &search, &scratch)
      case .object where member == nil:
        let (missed, mayHold) = tags(ofShape: Int(instruction.a), &search, &scratch)
        if !isNested { search.members |= missed }
        part = missed != 0 ? .contradicted : mayHold ? .open : .mute
      case .anyOf where member == nil, .oneOf where member == nil:
        var mayHold = false
        for branch in 0..<Int(instruction.b) where !mayHold {
          let block = Int(program.lists[Int(instruction.a) &+ branch])
          mayHold = finding(block, isNested: true, depth: depth &+ 1, &search, &scratch) == .open
        }
        part = mayHold ? .open : .mute
      case .unevaluatedProperties: part = member == nil ? .open : .mute
      // These are about other values, or leave nothing behind.
      case .object, .items, .prefixItems, .contains, .propertyNames, .not, .unevaluatedItems: part = .mute
      default:
        if let member, instruction.opcode.isTag {
          part = passes(instruction, member, &scratch) ? .open : .contradicted
        } else {
          part = instruction.opcode.isLeaf ? .mute : .open
        }
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
    // A pattern may cover any member.
    var mayHold = shape.patternCount > 0
    var bit: UInt64 = 1
    while key < end, search.budget > 0 {
      search.budget &-= 1
      let value = tape.next(after: key)
      var block: Int?
      if let property = find(key, shape, &guess, &scratch), property.flags & PropertyEntry.isDeclared != 0 {
        block = Int(property.block)
      } else if shape.additional == .block, shape.patternCount == 0 {
        block = Int(shape.additionalBlock)
      }
      let found = block.map { finding($0, member: value, isNested: false, depth: 0, &search, &scratch) }
      switch found ?? .mute {
      case .contradicted: missed |= bit
      case .open: mayHold = true
      case .mute: break
      }
      bit <<= 1
      key = tape.next(after: value)
    }
    return (missed, mayHold)
  }
}
