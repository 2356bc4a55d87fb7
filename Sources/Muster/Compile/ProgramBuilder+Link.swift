import MusterText

/// From blocks to a program.
extension ProgramBuilder {
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
    parts.lists.reserveCapacity(lists.count)
    for entry in lists {
      switch entry {
      case .block(let index): parts.lists.append(starts[Int(index.rawValue)])
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
