/// Keywords of arrays.
extension Compiler {
  mutating func writeArrays(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    try writeCounts(.ofArrays, keywords, into: &block)
    if let entry = keywords[.uniqueItems] {
      guard let isUnique = entry.value.boolean else { throw malformed(.uniqueItems, entry) }
      if isUnique { block.append(Instruction(opcode: .uniqueItems), from: entry.origin) }
    }
    try writeItems(keywords, place, into: &block)
    try writeContains(keywords, place, into: &block)
  }

  /// `prefixItems`, `items` and `additionalItems`.
  private mutating func writeItems(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    var prefixCount = 0
    if let entry = keywords[.prefixItems] {
      let places = try list(.prefixItems, entry, place)
      prefixCount = places.count
      writePrefix(places, from: entry.origin, into: &block)
    }
    var rest = keywords[.items]
    if let entry = keywords[.items], entry.value.isArray, dialect.rules.contains(.itemLists) {
      let places = try list(.items, entry, place, allowsNone: true)
      prefixCount = places.count
      writePrefix(places, from: entry.origin, into: &block)
      rest = keywords[.additionalItems]
    }
    guard let entry = rest else { return }
    var place = child(entry, place)
    place.allowsBoolean = keywords[.items]?.value.isArray ?? false
    let items = self.block(for: place)
    block.append(Instruction(opcode: .items, a: items.rawValue, b: UInt32(prefixCount)), from: entry.origin)
  }

  private mutating func writePrefix(
    _ places: [Place], from origin: UInt32, into block: inout ProgramBuilder.Block
  ) {
    let blocks = places.map { ProgramBuilder.ListEntry.block(self.block(for: $0)) }
    let start = pass.builder.appendList(blocks)
    block.append(Instruction(opcode: .prefixItems, a: start, b: UInt32(places.count)), from: origin)
  }

  /// `contains`, with `minContains` and `maxContains`.
  private mutating func writeContains(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard let entry = keywords[.contains] else { return }
    let least = try count(.minContains, keywords)
    let most = try count(.maxContains, keywords)
    let items = self.block(for: child(entry, place))
    block.append(
      Instruction(
        opcode: .contains, flags: dialect.rules.contains(.containsEvaluates) ? Instruction.evaluates : 0,
        a: items.rawValue, b: UInt32(clamping: least?.value ?? 1),
        c: most.map { UInt32(clamping: min($0.value, Int64(UInt32.max) - 1)) } ?? Instruction.unbounded),
      from: entry.origin)
  }
}
