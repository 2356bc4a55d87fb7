/// Unions: by the lists of their branches, and by a discriminator where one decides.
extension PlanBuilder {
  /// Writes that the value passes a union.
  mutating func write(
    union instruction: Instruction, at pc: UInt32, _ kind: UInt8, _ depth: Int
  ) -> Bool {
    var all: [UInt32] = []
    var blocks: [UInt32] = []
    for branch in 0..<instruction.b {
      let block = program.lists[Int(instruction.a + branch * 2)]
      let target = list(delegatedTo: block, at: pc, kind, depth: depth + 1)
      all.append(target)
      if target != Plan.reject { blocks.append(block) }
    }
    if kind == TapeWord.Kind.object.rawValue, instruction.flags & Instruction.decides != 0 {
      return write(decidedUnion: instruction, all) {
        $0.write(unionOf: all, blocks, instruction, at: pc, kind, depth)
      }
    }
    return write(unionOf: all, blocks, instruction, at: pc, kind, depth)
  }

  /// Writes a union by the lists of its branches.
  ///
  /// - Parameter blocks: The blocks of the branches that may pass.
  private mutating func write(
    unionOf all: [UInt32], _ blocks: [UInt32], _ instruction: Instruction, at pc: UInt32, _ kind: UInt8, _ depth: Int
  ) -> Bool {
    let branches = all.filter { $0 > Plan.reject }
    let accepts = all.count { $0 == Plan.accept }
    let isAny = instruction.opcode == .anyOf
    if isAny, write(documentingUnion: blocks, at: pc, kind, depth) { return true }
    if accepts > 0 {
      if isAny { return true }
      if accepts > 1 { return false }
      if !branches.isEmpty {
        open.append(PlanOperation(.noneOf, a: appendList(branches), value: Int64(branches.count)))
      }
      return true
    }
    guard let first = branches.first else { return false }
    if branches.count == 1 { return write(call: first) }
    write(choiceOf: branches, isAny, kind)
    return true
  }

  /// Writes that the value passes one of some lists, or several.
  mutating func write(choiceOf branches: [UInt32], _ isAny: Bool, _ kind: UInt8, flags: UInt8 = 0) {
    if kind == TapeWord.Kind.object.rawValue, let header = tellingUnion(branches) {
      open.append(PlanOperation(isAny ? .tellingAnyOf : .tellingOneOf, a: header, flags: flags))
    } else {
      open.append(
        PlanOperation(
          isAny ? .anyOf : .oneOf, a: appendList(branches), value: Int64(branches.count), flags: flags))
    }
  }

  /// Writes that an object passes the branch that its tag names.
  ///
  /// - Parameter branches: The lists of all branches, in their order.
  /// - Parameter writeUnion: Writes what the union comes to without a tag.
  /// - Returns: Whether any object can pass.
  mutating func write(
    decidedUnion union: Instruction, _ branches: [UInt32], _ writeUnion: (inout PlanBuilder) -> Bool
  ) -> Bool {
    let start = open.count
    var undecided = Plan.reject
    if writeUnion(&self) {
      undecided = open.count == start ? Plan.accept : close(from: start)
    } else {
      open.removeLast(open.count - start)
    }
    var names: [UInt32] = []
    var lists = [undecided, union.flags & Instruction.isOpen != 0 ? undecided : Plan.reject]
    for tag in 0..<program.lists[Int(union.c) + 1] {
      names.append(program.lists[Int(union.c + 2 + tag * 2)])
      switch program.lists[Int(union.c + 3 + tag * 2)] {
      case Instruction.noBranch: lists.append(lists[1])
      case Instruction.anyBranch: lists.append(undecided)
      case let branch: lists.append(branches[Int(branch)])
      }
    }
    if let first = lists.first, first <= Plan.reject, lists.allSatisfy({ $0 == first }) { return first == Plan.accept }
    let header = [nameSet(ofNames: CollectionOfOne(program.lists[Int(union.c)])), nameSet(ofNames: names)]
    open.append(PlanOperation(.decided, a: appendList(header + [UInt32(lists.count)] + lists)))
    return true
  }
}
