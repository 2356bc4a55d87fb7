import MusterText

/// Programs as bytes: deterministic, self-contained, lowest byte first.
///
/// Two parts of tables, whose records can be read one by one: what checking needs, and the origins. Patterns are
/// written as their source and compiled again when read. A reader takes no word of it: `verify` follows.
extension Program {
  static let magic: UInt32 = 0x5250_534D  // "MSPR"

  func encoded() -> [UInt8] { encodedTables() + encodedOrigins() }

  /// The origins, which come last.
  func encodedOrigins() -> [UInt8] { origins.value.encoded() }

  /// All but the origins.
  func encodedTables() -> [UInt8] {
    var writer = TableWriter()
    writer.add(instructions, words: 6) { span, offset, instruction in
      let head = UInt32(instruction.opcode.rawValue) | UInt32(instruction.flags) << 8 | UInt32(instruction.mask) << 16
      ByteWriter.put(head, &span, offset, 0)
      ByteWriter.put(instruction.a, &span, offset, 1)
      ByteWriter.put(instruction.b, &span, offset, 2)
      ByteWriter.put(instruction.c, &span, offset, 3)
      ByteWriter.put(UInt32(truncatingIfNeeded: instruction.value), &span, offset, 4)
      ByteWriter.put(UInt32(truncatingIfNeeded: instruction.value >> 32), &span, offset, 5)
    }
    writer.add(shapes, words: 10) { span, offset, shape in
      ByteWriter.put(shape.propertyStart, &span, offset, 0)
      ByteWriter.put(shape.propertyCount, &span, offset, 1)
      ByteWriter.put(shape.slotStart, &span, offset, 2)
      ByteWriter.put(shape.slotMask, &span, offset, 3)
      ByteWriter.put(shape.patternStart, &span, offset, 4)
      ByteWriter.put(shape.patternCount, &span, offset, 5)
      ByteWriter.put(shape.additionalBlock, &span, offset, 6)
      let rule = UInt32(shape.additional.rawValue) | (shape.additionalIsLeaf ? 1 << 8 : 0)
      ByteWriter.put(rule, &span, offset, 7)
      ByteWriter.put(UInt32(truncatingIfNeeded: shape.requiredMask), &span, offset, 8)
      ByteWriter.put(UInt32(truncatingIfNeeded: shape.requiredMask >> 32), &span, offset, 9)
    }
    writer.add(properties, words: 6) { span, offset, property in
      ByteWriter.put(UInt32(truncatingIfNeeded: property.prefix), &span, offset, 0)
      ByteWriter.put(UInt32(truncatingIfNeeded: property.prefix >> 32), &span, offset, 1)
      ByteWriter.put(property.nameStart, &span, offset, 2)
      ByteWriter.put(property.nameLength, &span, offset, 3)
      ByteWriter.put(property.block, &span, offset, 4)
      let head = UInt32(property.requiredBit) | UInt32(property.flags) << 8 | UInt32(property.mask) << 16
      ByteWriter.put(head, &span, offset, 5)
    }
    writer.add(halves: slots)
    writer.add(lists)
    writer.add(names, words: 2) { span, offset, name in
      ByteWriter.put(name.start, &span, offset, 0)
      ByteWriter.put(name.length, &span, offset, 1)
    }
    writer.add(bytes: text)
    writer.add(places, words: 3) { span, offset, place in
      ByteWriter.put(place.index, &span, offset, 0)
      ByteWriter.put(place.start, &span, offset, 1)
      ByteWriter.put(place.length, &span, offset, 2)
    }
    writer.add(bytes: constants.text)
    writer.add(texts: patterns.map(\.source))
    writer.add(bytes: encodedChecks())
    writer.add(entries)
    return writer.part(Program.magic)
  }

  /// Where a constant is: on the tape, and in the text.
  struct ConstantPlace {
    let index: UInt32
    let start: UInt32
    let length: UInt32
  }

  /// The places of all constants, in their order.
  var places: [ConstantPlace] {
    constants.root.items.map { item in
      let end = constants.withTape { $0.endOffset(item.index) }
      return ConstantPlace(
        index: UInt32(clamping: item.index.rawValue), start: UInt32(clamping: item.textOffset),
        length: UInt32(clamping: max(end - item.textOffset, 0)))
    }
  }

  private func encodedChecks() -> [UInt8] {
    var writer = ByteWriter()
    writer.write(checks) { writer, check in
      writer.write(check.name.utf8)
      switch check.judge {
      case .format: writer.write(UInt8(0))
      case .keyword(let argument, _):
        writer.write(UInt8(1))
        writer.write(argument)
      }
    }
    return writer.bytes
  }

  /// Reads a program and verifies all of it.
  convenience init(encoded bytes: [UInt8], custom: CustomChecks = .init()) throws(ProgramError) {
    let stored = try StoredProgram(PagedBytes(bytes), in: bytes.indices, custom: custom)
    self.init(try stored.compiled())
    try verify()
  }
}

extension ProgramOrigins {
  static let magic: UInt32 = 0x4F50_534D  // "MSPO"
  static let widths = [4, 1, 4, 1, 20, 4, 16]

  /// The tables of the origins: sources, tokens, origins, and the origins of instructions and shapes.
  func encoded() -> [UInt8] {
    var writer = TableWriter()
    writer.add(texts: sources)
    writer.add(texts: tokens)
    writer.add(origins, words: 5) { span, offset, origin in
      ByteWriter.put(origin.parent, &span, offset, 0)
      ByteWriter.put(origin.token, &span, offset, 1)
      ByteWriter.put(origin.source, &span, offset, 2)
      ByteWriter.put(origin.line, &span, offset, 3)
      ByteWriter.put(origin.column, &span, offset, 4)
    }
    writer.add(instructions)
    writer.add(shapes, words: 4) { span, offset, shape in
      ByteWriter.put(shape.properties, &span, offset, 0)
      ByteWriter.put(shape.required, &span, offset, 1)
      ByteWriter.put(shape.patternProperties, &span, offset, 2)
      ByteWriter.put(shape.additionalProperties, &span, offset, 3)
    }
    return writer.part(ProgramOrigins.magic)
  }
}
