/// Keywords that apply subschemas to the value itself.
extension Compiler {
  mutating func writeLogic(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    if let entry = keywords[.allOf] {
      for place in try list(.allOf, entry, place, into: &block) ?? [] {
        try writeInPlace(place, from: place.origin, into: &block)
      }
    }
    try writeUnion(.anyOf, .anyOf, keywords, place, into: &block)
    try writeUnion(.oneOf, .oneOf, keywords, place, into: &block)
    writeSubschema(.not, .not, keywords, place, into: &block)
    writeCondition(keywords, place, into: &block)
  }

  private mutating func writeUnion(
    _ keyword: Keyword, _ opcode: Opcode, _ keywords: SchemaKeywords, _ place: Place,
    into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard let entry = keywords[keyword] else { return }
    guard let places = try list(keyword, entry, place, into: &block) else { return }
    if places.count == 1, !decidesAlone(keywords, places) {
      try writeInPlace(places[0], from: places[0].origin, into: &block)
    } else {
      let start = appendBranches(places)
      var instruction = Instruction(opcode: opcode, a: start, b: UInt32(places.count))
      let knowsTags = try writeDiscriminator(keywords, places, into: &instruction)
      block.append(instruction, from: entry.origin)
      if !knowsTags, let entry = keywords[.discriminator] { appendUnchecked(at: entry.origin, into: &block) }
    }
  }

  /// Lists the branches of a union.
  private mutating func appendBranches(_ places: [Place]) -> UInt32 {
    var branches: [ProgramBuilder.ListEntry] = []
    for place in places {
      let block = self.block(for: place)
      noteCall(block, from: place.origin)
      branches.append(.block(block))
    }
    return pass.builder.appendList(branches)
  }

  /// `if`, with `then` and `else`.
  ///
  /// Without these it decides nothing, but what it says about members counts if it holds.
  private mutating func writeCondition(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) {
    guard let entry = keywords[.condition] else { return }
    var instruction = Instruction(opcode: .condition, a: callee(entry, place).rawValue)
    if let then = keywords[.then] {
      instruction.flags |= Instruction.hasThen
      instruction.b = callee(then, place).rawValue
    }
    if let otherwise = keywords[.otherwise] {
      instruction.flags |= Instruction.hasElse
      instruction.c = callee(otherwise, place).rawValue
    }
    block.append(instruction, from: entry.origin)
  }

  /// The block of a subschema that is applied to the value at hand.
  private mutating func callee(_ entry: Entry, _ place: Place) -> ProgramBuilder.BlockIndex {
    let block = self.block(for: child(entry, place))
    noteCall(block, from: entry.origin)
    return block
  }
}
