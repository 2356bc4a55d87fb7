/// Blocks applied to the same value whose evaluated children count, and the branches they form.
extension PlanBuilder {
  /// Writes that the value passes a block as well, whose evaluating counts.
  mutating func write(covering block: UInt32, _ kind: TapeWord.Kind, _ depth: Int) -> Bool {
    guard depth < PlanBuilder.nestingLimit else {
      giveUpCoverage()
      return true
    }
    return write(blockAt: block, kind, depth + 1)
  }

  private mutating func beginBranch() -> Int? {
    guard context.coverage != nil else { return nil }
    if let branch = context.coverage?.beginBranch() { return branch }
    giveUpCoverage()
    return nil
  }

  /// The list of a block of the branch that is being worked out.
  ///
  /// - Parameter branch: The branch that has passed with it.
  private mutating func list(
    covering block: UInt32, passes branch: Int?, _ kind: TapeWord.Kind, _ depth: Int
  ) -> ListIndex {
    let start = open.count
    let passes = write(covering: block, kind, depth)
    if passes, let branch { open.append(.cover(branch: branch)) }
    return close(from: start, passes: passes)
  }

  /// Ends a branch.
  ///
  /// - Returns: Whether it evaluates anything.
  private mutating func endBranch(_ branch: Int) -> Bool { context.coverage?.endBranch(branch) ?? false }

  /// The list of a block that is a branch; `nil` if nobody asks, or it evaluates nothing.
  mutating func coveringList(of block: UInt32, _ kind: TapeWord.Kind, _ depth: Int) -> ListIndex? {
    guard let branch = beginBranch() else { return nil }
    let list = list(covering: block, passes: branch, kind, depth)
    return endBranch(branch) ? list : nil
  }

  /// Writes a union; `nil` if nobody asks, or its branches evaluate nothing.
  mutating func write(coveringUnion union: Instruction, _ kind: TapeWord.Kind, _ depth: Int) -> Bool? {
    guard let before = context.coverage?.branches.count else { return nil }
    let isAny = union.opcode == .anyOf
    if kind == .object, union.flags & Instruction.decides != 0 {
      let lists = (0..<union.b).map { branch in
        let block = program.branch(branch, of: union)
        return coveringList(of: block, kind, depth) ?? list(of: block, kind, depth: depth + 1)
      }
      if context.coverage?.branches.count == before { return nil }
      return write(decidedUnion: union, lists) { builder in
        if isAny { builder.write(anyOf: lists, kind, .all) } else { builder.write(oneOf: lists, kind) }
        return true
      }
    }
    var possible: [(block: UInt32, plain: ListIndex)] = []
    for branch in 0..<union.b {
      let block = program.branch(branch, of: union)
      let plain = list(of: block, kind, depth: depth + 1)
      if plain != .reject { possible.append((block, plain)) }
    }
    guard let first = possible.first else { return false }
    if possible.count == 1 { return write(covering: first.block, kind, depth) }
    if !isAny, let accepting = possible.first(where: { $0.plain == .accept }) {
      let others = possible.filter { $0.plain != .accept }.map(\.plain)
      guard others.count == possible.count - 1 else { return false }
      write(noneOf: others)
      return write(covering: accepting.block, kind, depth)
    }
    let lists = possible.map { coveringList(of: $0.block, kind, depth) ?? $0.plain }
    if context.coverage?.branches.count == before { return nil }
    if isAny {
      write(anyOf: lists, kind, context.isLenient ? .allForTracking : .all)
    } else {
      write(oneOf: lists, kind)
    }
    return true
  }

  /// Writes a condition; `nil` if nobody asks, or it evaluates nothing.
  mutating func write(coveringCondition condition: Instruction, _ kind: TapeWord.Kind, _ depth: Int) -> Bool? {
    guard let before = context.coverage?.branches.count else { return nil }
    let hasThen = condition.flags & Instruction.hasThen != 0
    let hasElse = condition.flags & Instruction.hasElse != 0
    let plain = list(of: condition.a, kind, depth: depth + 1)
    if plain == .accept {
      return write(covering: condition.a, kind, depth) && (!hasThen || write(covering: condition.b, kind, depth))
    }
    if plain == .reject { return !hasElse || write(covering: condition.c, kind, depth) }
    guard let branch = beginBranch() else { return true }
    var lists = [list(covering: condition.a, passes: branch, kind, depth), ListIndex.accept, .accept]
    if hasThen { lists[1] = list(covering: condition.b, passes: nil, kind, depth) }
    if !endBranch(branch) {
      lists[0] = plain
      if hasThen { lists[1] = list(of: condition.b, kind, depth: depth + 1) }
    }
    if hasElse {
      lists[2] = coveringList(of: condition.c, kind, depth) ?? list(of: condition.c, kind, depth: depth + 1)
    }
    if context.coverage?.branches.count == before { return nil }
    open.append(.condition(operands.append(listing: lists)))
    return true
  }
}
