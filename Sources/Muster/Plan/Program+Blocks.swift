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
  func branch(_ position: UInt32, of union: Instruction) -> UInt32 { lists[Int(union.a + position * 2)] }

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

/// A block that an instruction has run, and on what.
struct BlockUse {
  var block: UInt32
  var way: Way

  enum Way {
    /// On the value itself, of which what it notes and evaluates counts.
    case value
    /// On the value itself, as one of several that may pass, or as a condition.
    case branch
    /// On the value itself, for the verdict alone.
    case verdict
    /// On the value's children, or their names.
    case child
  }
}

extension Program {
  /// The blocks that an instruction has run on values of the payload.
  func uses(of instruction: Instruction) -> [BlockUse] {
    var uses: [BlockUse] = []
    switch instruction.opcode {
    case .end, .reject, .skipIfNull, .type, .constant, .enumeration, .minLength, .maxLength, .pattern, .format,
      .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf, .minItems, .maxItems, .uniqueItems,
      .minProperties, .maxProperties, .required, .dependentRequired, .sensitive, .customFormat, .misdirected,
      .customKeyword, .beginScope, .beginMarks, .endScope:
      break
    // Its block is run on what a string decodes to, which is no value of the payload.
    case .content: break
    case .call, .dependentSchema: uses = [BlockUse(block: instruction.a, way: .value)]
    case .condition:
      uses = [BlockUse(block: instruction.a, way: .branch)]
      if instruction.flags & Instruction.hasThen != 0 { uses.append(BlockUse(block: instruction.b, way: .value)) }
      if instruction.flags & Instruction.hasElse != 0 { uses.append(BlockUse(block: instruction.c, way: .value)) }
    case .dynamicCall:
      for pair in 0..<instruction.b {
        uses.append(BlockUse(block: lists[Int(instruction.a + pair * 2 + 1)], way: .value))
      }
      if instruction.flags & Instruction.hasElse != 0 { uses.append(BlockUse(block: instruction.c, way: .value)) }
    case .anyOf, .oneOf:
      for branch in 0..<instruction.b {
        uses.append(BlockUse(block: self.branch(branch, of: instruction), way: .branch))
      }
    case .not: uses = [BlockUse(block: instruction.a, way: .verdict)]
    case .object: uses = blocks(of: shapes[Int(instruction.a)]).map { BlockUse(block: $0, way: .child) }
    case .items, .contains, .propertyNames, .unevaluatedItems, .unevaluatedProperties:
      uses = [BlockUse(block: instruction.a, way: .child)]
    case .prefixItems:
      for position in instruction.a..<instruction.a + instruction.b {
        uses.append(BlockUse(block: lists[Int(position)], way: .child))
      }
    }
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

extension Opcode {
  /// What an instruction looks at beyond the value itself.
  enum Reach {
    /// Nothing: it is a leaf.
    case nothing
    /// It begins or ends a scope or marks.
    case scope
    /// Other blocks of the same value.
    case value
    /// An object's members by a shape.
    case shape
    /// An object's names.
    case names
    /// An array's items from a position on, its first ones, or as many as pass.
    case items, firstItems, passingItems
    /// Children that nothing else evaluates.
    case restOfMembers, restOfItems
  }

  var reach: Reach {
    switch self {
    case .end, .reject, .skipIfNull, .type, .constant, .enumeration, .minLength, .maxLength, .pattern, .format,
      .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf, .minItems, .maxItems, .uniqueItems,
      .minProperties, .maxProperties, .required, .dependentRequired, .sensitive, .customFormat, .content,
      .misdirected, .customKeyword:
      .nothing
    case .beginScope, .beginMarks, .endScope: .scope
    case .call, .dynamicCall, .dependentSchema, .anyOf, .oneOf, .not, .condition: .value
    case .object: .shape
    case .propertyNames: .names
    case .items: .items
    case .prefixItems: .firstItems
    case .contains: .passingItems
    case .unevaluatedProperties: .restOfMembers
    case .unevaluatedItems: .restOfItems
    }
  }
}
