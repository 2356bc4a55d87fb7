import MusterText

/// Programs as bytes: deterministic, self-contained, lowest byte first.
///
/// Two parts of tables, whose records can be read one by one: what checking needs, and the origins. Patterns are
/// written as their source and compiled again when read. A reader takes no word of it: `verify` follows.
extension Program {
  func encoded() -> [UInt8] { encodedTables() + encodedOrigins() }

  /// The origins, which come last.
  func encodedOrigins() -> [UInt8] { origins.value.encoded() }

  /// All but the origins.
  func encodedTables() -> [UInt8] {
    var writer = TableWriter()
    for table in StoredProgram.Table.allCases {
      switch table {
      case .instructions: writer.add(instructions)
      case .shapes: writer.add(shapes)
      case .properties: writer.add(properties)
      case .lists: writer.add(lists)
      case .names: writer.add(names)
      case .text: writer.add(bytes: text)
      case .places: writer.add(places)
      case .constants: writer.add(bytes: constants.text)
      case .patternEnds: writer.add(ends: patterns.map(\.source))
      case .patterns: writer.add(texts: patterns.map(\.source))
      case .checks: writer.add(bytes: encodedChecks())
      case .entries: writer.add(entries)
      }
    }
    return writer.part(StoredProgram.Table.magic)
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
  /// The tables of the origins.
  func encoded() -> [UInt8] {
    var writer = TableWriter()
    for table in StoredOrigins.Table.allCases {
      switch table {
      case .sourceEnds: writer.add(ends: sources)
      case .sources: writer.add(texts: sources)
      case .tokenEnds: writer.add(ends: tokens)
      case .tokens: writer.add(texts: tokens)
      case .origins: writer.add(origins)
      case .instructions: writer.add(instructions)
      case .shapes: writer.add(shapes)
      }
    }
    return writer.part(StoredOrigins.Table.magic)
  }
}
