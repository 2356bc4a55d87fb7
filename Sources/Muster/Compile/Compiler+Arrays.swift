/// Keywords of arrays.
extension Compiler {
  mutating func writeArrays(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    try writeCounts(.ofArrays, keywords, into: &block)
    if let entry = keywords[.uniqueItems] {
      if let isUnique = boolean(entry, .uniqueItems) {
        if isUnique { block.append(Instruction(opcode: .uniqueItems), from: entry.origin) }
      } else {
        try leaveMalformed(.uniqueItems, entry, into: &block)
      }
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
      guard let places = try list(.prefixItems, entry, place, into: &block) else {
        // Nobody knows which items the keyword leaves to 'items'.
        if let items = keywords[.items] { appendUnchecked(at: items.origin, hidesEvaluations: true, into: &block) }
        return
      }
      prefixCount = places.count
      writePrefix(places, from: entry.origin, into: &block)
    }
    var rest = keywords[.items]
    if let entry = keywords[.items], entry.value.isArray, prefixCount == 0, readsItemLists(entry) {
      guard let places = try list(.items, entry, place, allowsNone: true, into: &block) else { return }
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

  /// Whether a list as `items` says what the first items are, as the drafts before 2020-12 have it.
  private mutating func readsItemLists(_ entry: Entry) -> Bool {
    if dialect.rules.contains(.itemLists) { return true }
    return readsNeighbour("a list as 'items'", of: .draft201909, at: entry.origin)
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
    let least = try count(.minContains, keywords, into: &block)
    let most = try count(.maxContains, keywords, into: &block)
    let items = self.block(for: child(entry, place))
    block.append(
      Instruction(
        opcode: .contains, flags: dialect.rules.contains(.containsEvaluates) ? Instruction.evaluates : 0,
        a: items.rawValue, b: UInt32(clamping: least?.value ?? 1),
        c: most.map { UInt32(clamping: min($0.value, Int64(UInt32.max) - 1)) } ?? Instruction.unbounded),
      from: entry.origin)
  }
}
