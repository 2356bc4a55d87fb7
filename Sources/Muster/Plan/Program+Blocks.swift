extension Program {
  /// The instructions of the block that begins at an instruction, without its end.
  func block(at start: UInt32) -> Range<Int> {
    var end = Int(start)
    while end < instructions.count, instructions[end].opcode != .end { end += 1 }
    return Int(start)..<end
  }

  /// The position of the `endScope` that ends the marks which begin before a position.
  func end(ofMarksFrom start: Int, to end: Int) -> Int? {
    var depth = 0
    for pc in start..<end {
      let opcode = instructions[pc].opcode
      guard opcode.reach == .scope else { continue }
      if opcode != .endScope {
        depth += 1
      } else if depth == 0 {
        return pc
      } else {
        depth -= 1
      }
    }
    return nil
  }

  /// The block of one of a union's branches, by its position.
  func branch(_ position: UInt32, of union: Instruction) -> UInt32 { lists[Int(union.a + position)] }

  /// Whether a block has nothing but assertions on the value itself.
  func isLeafBlock(_ start: UInt32) -> Bool {
    var pc = Int(start)
    while pc < instructions.count, instructions[pc].opcode.isLeaf {
      if instructions[pc].opcode == .end { return true }
      pc += 1
    }
    return false
  }
}

extension Program {
  /// The blocks that an instruction has run on values of the payload, and how it uses them.
  func uses(of instruction: Instruction) -> [(block: UInt32, use: Operand.BlockUse)] {
    if instruction.opcode == .object {
      return blocks(of: shapes[Int(instruction.a)]).map { ($0, .child) }
    }
    // What a string decodes to is no value of the payload.
    if instruction.opcode == .content { return [] }
    var uses: [(block: UInt32, use: Operand.BlockUse)] = []
    instruction.forEachBlock({ lists[Int($0)] }) { block, use in uses.append((block, use)) }
    return uses
  }

  /// The blocks that a shape has run on members.
  func blocks(of shape: ObjectShape) -> [UInt32] {
    var blocks: [UInt32] = []
    for position in shape.propertyStart..<shape.propertyStart + shape.propertyCount
    where properties[Int(position)].flags & PropertyEntry.isDeclared != 0 {
      blocks.append(properties[Int(position)].block)
    }
    for pair in 0..<shape.patternCount { blocks.append(lists[Int(shape.patternStart + pair * 2 + 1)]) }
    if shape.additional == .block { blocks.append(shape.additionalBlock) }
    return blocks
  }
}
