/// Which blocks lead to keywords that cannot be used, and which instructions depend on that.
struct UncheckedGraph {
  /// A link from a block to another one that it leads to.
  private struct Link {
    var user: UInt32
    var isOfSameValue: Bool
  }

  /// The links to each block.
  private var links: [[Link]]
  /// The blocks that have an unchecked keyword, by the keyword's origin.
  private var holders: [UInt32: [ProgramBuilder.BlockIndex]] = [:]
  /// The blocks that lead to an unchecked keyword.
  private var uncertain: Set<UInt32> = []
  /// The instructions whose outcome an unchecked keyword may turn the wrong way.
  private(set) var dependents: [Int] = []

  /// The graph of the blocks that were written.
  init(_ builder: ProgramBuilder) {
    links = Array(repeating: [], count: builder.blocks.count)
    var hiding: [UInt32] = []
    for (number, block) in builder.blocks.enumerated() {
      let user = UInt32(number)
      for position in block {
        let instruction = builder.instructions[position]
        if instruction.opcode == .unchecked {
          holders[builder.instructionOrigins[position], default: []].append(ProgramBuilder.BlockIndex(rawValue: user))
          if instruction.flags & Instruction.hidesEvaluations != 0 { hiding.append(user) }
        }
        builder.forEachBlock(of: instruction) { target, use in
          links[Int(target.rawValue)].append(Link(user: user, isOfSameValue: use != .child))
        }
      }
    }
    uncertain = reach(from: holders.values.flatMap { $0.map(\.rawValue) }) { _ in true }
    // A condition that is left unchecked hides what its consequences evaluate.
    var conditions: [UInt32] = []
    for block in uncertain {
      for position in builder.blocks[Int(block)] where builder.instructions[position].opcode == .condition {
        conditions.append(block)
      }
    }
    let hidden = reach(from: hiding + conditions) { $0.isOfSameValue }
    for block in uncertain.union(hidden).sorted() {
      for position in builder.blocks[Int(block)] {
        switch builder.instructions[position].opcode {
        case .not, .oneOf, .condition, .contains: dependents.append(position)
        case .unevaluatedProperties, .unevaluatedItems: if hidden.contains(block) { dependents.append(position) }
        default: break
        }
      }
    }
  }

  private func reach(from starts: [UInt32], _ follows: (Link) -> Bool) -> Set<UInt32> {
    var found = Set(starts)
    var rest = Array(found)
    while let block = rest.popLast() {
      for link in links[Int(block)] where follows(link) {
        if found.insert(link.user).inserted { rest.append(link.user) }
      }
    }
    return found
  }

  /// Whether a block leads to an unchecked keyword.
  func isUncertain(_ block: ProgramBuilder.BlockIndex) -> Bool { uncertain.contains(block.rawValue) }

  /// The blocks that have the unchecked keyword of an origin.
  func blocks(from origin: UInt32) -> [ProgramBuilder.BlockIndex] { holders[origin] ?? [] }

  /// The blocks that lead to some others, and these themselves; none if there are more than the budget allows.
  func users(of blocks: [ProgramBuilder.BlockIndex], _ budget: inout Int) -> [ProgramBuilder.BlockIndex] {
    var found = Set(blocks.map(\.rawValue))
    var rest = Array(found)
    while let block = rest.popLast() {
      budget -= links[Int(block)].count + 1
      if budget < 0 { return [] }
      for link in links[Int(block)] where found.insert(link.user).inserted { rest.append(link.user) }
    }
    return found.map { ProgramBuilder.BlockIndex(rawValue: $0) }
  }
}

extension ProgramBuilder {
  /// Passes each block that an instruction leads to, and how it is used, to `body`.
  func forEachBlock(of instruction: Instruction, _ body: (BlockIndex, Operand.BlockUse) -> Void) {
    if instruction.opcode == .object {
      let shape = shapes[Int(instruction.a)]
      for property in properties[Int(shape.propertyStart)..<Int(shape.propertyStart + shape.propertyCount)]
      where property.flags & PropertyEntry.isDeclared != 0 {
        body(BlockIndex(rawValue: property.block), .child)
      }
      for entry in lists[Int(shape.patternStart)..<Int(shape.patternStart + 2 * shape.patternCount)] {
        if case .block(let index) = entry { body(index, .child) }
      }
      if shape.additional == .block { body(BlockIndex(rawValue: shape.additionalBlock), .child) }
      return
    }
    instruction.operands.forEach { operand in
      switch operand {
      case .block(let field, let use): body(BlockIndex(rawValue: instruction[field]), use)
      case .flaggedBlock(let field, let flag, let use):
        if instruction.flags & flag != 0 { body(BlockIndex(rawValue: instruction[field]), use) }
      case .list(let element, let start, let count):
        guard let use = element.block?.use else { return }
        let first = Int(instruction[start])
        for entry in lists[first..<min(lists.count, first + Int(instruction[count]) * element.width)] {
          if case .block(let index) = entry { body(index, use) }
        }
      case .none, .tags, .name, .constant, .number, .pattern, .shape, .format, .check, .types, .skip, .value, .count:
        break
      }
    }
  }

  /// Changes an instruction so that it rejects nothing because of an unchecked keyword.
  mutating func leaveUnchecked(_ position: Int, _ isUncertain: (BlockIndex) -> Bool) {
    var depends = false
    forEachBlock(of: instructions[position]) { block, _ in if isUncertain(block) { depends = true } }
    switch instructions[position].opcode {
    case .unevaluatedProperties, .unevaluatedItems: replace(position)
    case .not, .condition: if depends { replace(position) }
    // At least one branch has to pass all the same.
    case .oneOf: if depends { become(.anyOf, position) }
    case .contains: if depends { setUnbounded(position) }
    default: break
    }
  }

  /// Leaves the instructions of a block unchecked that apply another block to the same value.
  mutating func leaveUnchecked(callsOf target: BlockIndex, in block: BlockIndex, at origin: UInt32) {
    for position in blocks[Int(block.rawValue)] {
      var leads = false
      forEachBlock(of: instructions[position]) { found, use in if found == target, use != .child { leads = true } }
      if leads { replace(position, origin) }
    }
  }
}
