import MusterText

/// From blocks to a program.
extension ProgramBuilder {
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
    var next: UInt32 = 0
    for block in blocks {
      starts.append(next)
      next += UInt32(block.count) + 1
    }
    guard let document = constantDocument() else { return nil }
    let places = document.root.items.map { UInt32($0.index.rawValue) }

    var parts = Program.Parts(constants: document)
    parts.instructions.reserveCapacity(Int(next))
    var tables = ProgramOrigins()
    tables.instructions.reserveCapacity(Int(next))
    for block in blocks {
      for position in block {
        parts.instructions.append(placed(instructions[position], places))
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
      parts.properties[index].block = starts[block]
    }
    parts.shapes = shapes
    for index in shapes.indices where shapes[index].additional == .block {
      let block = Int(shapes[index].additionalBlock)
      if blocks[block].isEmpty, !keepsBlocks { parts.shapes[index].additional = .all }
      parts.shapes[index].additionalBlock = starts[block]
    }
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
  private func placed(_ instruction: Instruction, _ places: [UInt32]) -> Instruction {
    var instruction = instruction
    instruction.operands.forEach { operand in
      switch operand {
      case .block(let field, _): instruction[field] = starts[Int(instruction[field])]
      case .flaggedBlock(let field, let flag, _):
        if instruction.flags & flag != 0 { instruction[field] = starts[Int(instruction[field])] }
      case .constant(let field), .number(let field): instruction[field] = places[Int(instruction[field])]
      // Their entries are placed with all lists; names, patterns and shapes have their places.
      case .none, .list, .tags, .name, .pattern, .shape, .format, .check, .types, .skip, .value, .count: break
      }
    }
    return instruction
  }
}
