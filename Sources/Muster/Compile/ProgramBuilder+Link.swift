import MusterText

/// From blocks to a program.
extension ProgramBuilder {
  /// The types that a block allows, if it asks for nothing else, so that the verdict needs not run it.
  static func types(_ block: ArraySlice<Instruction>) -> UInt16? {
    guard let last = block.last, last.opcode == .type, last.flags & Instruction.exactInteger == 0 else { return nil }
    if block.count == 1 { return last.mask }
    guard block.count == 2, let first = block.first, first.opcode == .skipIfNull else { return nil }
    return last.mask | TypeMask.null.rawValue
  }

  /// What linking has to know of a block that others lead to.
  private struct BlockTraits {
    var isEmpty: Bool
    /// It is of leaves only, and may be run as such.
    var isLeaf: Bool
    /// The types that it allows, where it asks for nothing else.
    var types: UInt16?
  }

  private func traits(_ block: Range<Int>) -> BlockTraits {
    BlockTraits(
      isEmpty: block.isEmpty && !keepsBlocks,
      isLeaf: !keepsBlocks && block.allSatisfy { instructions[$0].opcode.isLeaf },
      types: optimizes && (block.count == 1 || block.count == 2) ? ProgramBuilder.types(instructions[block]) : nil)
  }

  /// How many calls are followed to find the types that a block can allow.
  private static let callDepth = 8

  /// The types that each block can allow: what the type assertions that it always comes to leave.
  ///
  /// A value of any other type fails the block, so that a union needs not try it.
  /// - Complexity: O(*instructions*).
  private func possibleTypes() -> [TypeMask] {
    var own: [TypeMask] = []
    own.reserveCapacity(blocks.count)
    var calls: [(caller: Int, target: Int)] = []
    for (number, block) in blocks.enumerated() {
      var types = TypeMask.all
      var position = block.lowerBound
      while position < block.upperBound {
        let instruction = instructions[position]
        position += 1
        switch instruction.opcode {
        case .type: types.formIntersection(TypeMask(rawValue: instruction.mask))
        case .reject: types = []
        case .skipIfNull:
          // A null passes what is skipped; what is not null has to pass the type that comes first there.
          if position < block.upperBound, instruction.a > 0, instructions[position].opcode == .type {
            types.formIntersection(TypeMask(rawValue: instructions[position].mask).union(.null))
          }
          position += Int(instruction.a)
        case .call: calls.append((number, Int(instruction.a)))
        // What any other instruction asks for allows no more types: a mask without it is wider, never wrong.
        default: break
        }
      }
      own.append(types)
    }
    var known = own
    for _ in 0..<ProgramBuilder.callDepth {
      var next = own
      for call in calls { next[call.caller].formIntersection(known[call.target]) }
      if next == known { break }
      known = next
    }
    return known
  }

  /// The constants as a document, the items of an array.
  private func constantDocument() -> JSONDocument? {
    var text: [UInt8] = []
    text.reserveCapacity(constants.bytes.count + constants.entries.count + 2)
    text.append(UInt8(ascii: "["))
    for entry in constants.entries {
      if text.count > 1 { text.append(UInt8(ascii: ",")) }
      text.append(contentsOf: constants.bytes[Int(entry.start)..<Int(entry.start) + Int(entry.length)])
    }
    text.append(UInt8(ascii: "]"))
    let limits = Limits(bytes: Limits.addressableBytes, depth: 100_000)
    return try? JSONDocument(SourceText(name: "constants", bytes: text), limits: limits)
  }

  /// Lays the blocks out one after the other and gives every operand its final place.
  mutating func link() -> Program? {
    starts = []
    starts.reserveCapacity(blocks.count)
    var traits: [BlockTraits] = []
    traits.reserveCapacity(blocks.count)
    var next: UInt32 = 0
    for block in blocks {
      starts.append(next)
      next += UInt32(block.count) + 1
      traits.append(self.traits(block))
    }
    guard let document = constantDocument() else { return nil }
    let places = document.root.items.map { UInt32($0.index.rawValue) }

    var parts = Program.Parts(constants: document)
    parts.instructions.reserveCapacity(Int(next))
    var tables = ProgramOrigins()
    tables.instructions.reserveCapacity(Int(next))
    for block in blocks {
      for position in block {
        parts.instructions.append(placed(instructions[position], traits, places))
        tables.instructions.append(instructionOrigins[position])
      }
      parts.instructions.append(Instruction(opcode: .end))
      tables.instructions.append(UInt32.max)
    }
    var types: [TypeMask]?
    parts.lists.reserveCapacity(lists.count)
    for entry in lists {
      switch entry {
      case .block(let index): parts.lists.append(starts[Int(index.rawValue)])
      case .types(let index):
        if types == nil { types = optimizes ? possibleTypes() : [] }
        parts.lists.append(UInt32((optimizes ? types?[Int(index.rawValue)] ?? .all : .all).rawValue))
      case .constant(let number): parts.lists.append(places[Int(number)])
      case .plain(let value): parts.lists.append(value)
      }
    }
    parts.properties = properties
    for index in properties.indices where properties[index].flags & PropertyEntry.isDeclared != 0 {
      let block = Int(properties[index].block)
      if traits[block].isLeaf { parts.properties[index].flags |= PropertyEntry.isLeaf }
      if traits[block].isEmpty { parts.properties[index].flags |= PropertyEntry.isAny }
      if let mask = traits[block].types {
        parts.properties[index].flags |= PropertyEntry.isTypeOnly
        parts.properties[index].mask = mask
      }
      parts.properties[index].block = starts[block]
    }
    parts.shapes = shapes
    for index in shapes.indices where shapes[index].additional == .block {
      let block = Int(shapes[index].additionalBlock)
      parts.shapes[index].additionalIsLeaf = traits[block].isLeaf
      if traits[block].isEmpty { parts.shapes[index].additional = .all }
      parts.shapes[index].additionalBlock = starts[block]
    }
    parts.slots = slots
    parts.names = names.entries
    parts.text = names.bytes
    parts.patterns = patterns
    parts.checks = checks
    parts.entries = entries.map { starts[Int($0.rawValue)] }
    tables.sources = origins.sources.strings
    tables.tokens = origins.tokens.strings
    tables.origins = origins.origins
    tables.shapes = shapeOrigins
    parts.origins = OriginTables(tables)
    return Program(parts)
  }

  /// An instruction with its operands' final places.
  private func placed(_ instruction: Instruction, _ traits: [BlockTraits], _ places: [UInt32]) -> Instruction {
    var instruction = instruction
    switch instruction.opcode {
    case .call, .propertyNames, .not, .dependentSchema, .unevaluatedProperties, .unevaluatedItems:
      instruction.a = starts[Int(instruction.a)]
    case .dynamicCall:
      if instruction.flags & Instruction.hasElse != 0 { instruction.c = starts[Int(instruction.c)] }
    case .items, .contains:
      if instruction.opcode == .items, let mask = traits[Int(instruction.a)].types {
        instruction.flags |= Instruction.typeOnly
        instruction.mask = mask
      }
      if traits[Int(instruction.a)].isLeaf { instruction.flags |= Instruction.leafBlock }
      instruction.a = starts[Int(instruction.a)]
    case .content:
      if instruction.flags & Instruction.hasThen != 0 { instruction.a = starts[Int(instruction.a)] }
    case .condition:
      instruction.a = starts[Int(instruction.a)]
      if instruction.flags & Instruction.hasThen != 0 { instruction.b = starts[Int(instruction.b)] }
      if instruction.flags & Instruction.hasElse != 0 { instruction.c = starts[Int(instruction.c)] }
    case .constant, .multipleOf, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum:
      instruction.a = places[Int(instruction.a)]
    default: break
    }
    return instruction
  }
}
