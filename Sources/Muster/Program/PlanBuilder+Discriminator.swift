/// Unions of objects about which a discriminator decides.
extension PlanBuilder {
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
