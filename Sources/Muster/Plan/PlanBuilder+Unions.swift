/// Unions: by the lists of their branches, and by a discriminator if one decides.
extension PlanBuilder {
  /// Writes that the value passes a union.
  mutating func write(
    union instruction: Instruction, at pc: UInt32, _ kind: TapeWord.Kind, _ depth: Int
  ) -> Bool {
    var all: [ListIndex] = []
    var possible: [UInt32] = []
    for branch in 0..<instruction.b {
      let block = program.branch(branch, of: instruction)
      let target = list(delegatedTo: block, at: pc, kind, depth: depth + 1)
      all.append(target)
      if target != .reject { possible.append(block) }
    }
    if kind == .object, instruction.flags & Instruction.decides != 0 {
      return write(decidedUnion: instruction, all) {
        $0.write(unionOf: all, possible, instruction, at: pc, kind, depth)
      }
    }
    return write(unionOf: all, possible, instruction, at: pc, kind, depth)
  }

  /// Writes a union by the lists of its branches.
  ///
  /// - Parameter blocks: The blocks of the branches that may pass.
  private mutating func write(
    unionOf all: [ListIndex], _ blocks: [UInt32], _ instruction: Instruction, at pc: UInt32, _ kind: TapeWord.Kind,
    _ depth: Int
  ) -> Bool {
    let branches = all.filter { !$0.isDecided }
    let accepts = all.count { $0 == .accept }
    let isAny = instruction.opcode == .anyOf
    if isAny, write(documentingUnion: blocks, at: pc, kind, depth) { return true }
    if accepts > 0 {
      if isAny { return true }
      if accepts > 1 { return false }
      if !branches.isEmpty { write(noneOf: branches) }
      return true
    }
    guard let first = branches.first else { return false }
    if branches.count == 1 { return write(call: first) }
    if isAny { write(anyOf: branches, kind, .first) } else { write(oneOf: branches, kind) }
    return true
  }

  /// Writes that the value passes none of some lists.
  mutating func write(noneOf lists: [ListIndex]) {
    open.append(.noneOf(operands.append(listing: lists), count: UInt32(lists.count)))
  }

  /// Writes that the value passes exactly one of some lists.
  mutating func write(oneOf lists: [ListIndex], _ kind: TapeWord.Kind) {
    if kind == .object, let union = tellingUnion(lists) {
      open.append(.tellingOneOf(union))
    } else {
      open.append(.oneOf(operands.append(listing: lists), count: UInt32(lists.count)))
    }
  }

  /// Writes that the value passes any of some lists.
  mutating func write(anyOf lists: [ListIndex], _ kind: TapeWord.Kind, _ trial: PlannedOperation.Trial) {
    if kind == .object, let union = tellingUnion(lists) {
      open.append(.tellingAnyOf(union, trial))
    } else {
      open.append(.anyOf(operands.append(listing: lists), count: UInt32(lists.count), trial))
    }
  }

  /// Writes that an object passes the branch that its tag names.
  ///
  /// - Parameter branches: The lists of all branches, in their order.
  /// - Parameter writeUnion: Writes what the union comes to without a tag.
  /// - Returns: Whether any object can pass.
  mutating func write(
    decidedUnion union: Instruction, _ branches: [ListIndex], _ writeUnion: (inout PlanBuilder) -> Bool
  ) -> Bool {
    let start = open.count
    let passes = writeUnion(&self)
    let undecided = close(from: start, passes: passes)
    let unknown = union.flags & Instruction.isOpen != 0 ? undecided : ListIndex.reject
    var tags: [UInt32] = []
    var tagged: [ListIndex] = []
    for tag in 0..<program.lists[Int(union.c) + 1] {
      tags.append(program.lists[Int(union.c + 2 + tag * 2)])
      switch program.lists[Int(union.c + 3 + tag * 2)] {
      case Instruction.noBranch: tagged.append(unknown)
      case Instruction.anyBranch: tagged.append(undecided)
      case let branch: tagged.append(branches[Int(branch)])
      }
    }
    if undecided.isDecided, unknown == undecided, tagged.allSatisfy({ $0 == undecided }) {
      return undecided == .accept
    }
    let layout = DecidedUnion(
      member: nameSet(ofName: program.lists[Int(union.c)]), tags: nameSet(ofNames: tags), untagged: undecided,
      unknown: unknown, tagged: tagged)
    open.append(.decided(layout.append(to: &operands)))
    return true
  }
}
