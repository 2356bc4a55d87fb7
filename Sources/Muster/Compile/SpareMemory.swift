/// Memory that is not in use, kept so that not every schema allocates its own.
struct SpareMemory {
  /// For the keywords of schemas.
  private var slots: [[SchemaKeywords.Slot]] = []
  private var block = ProgramBuilder.Block()

  /// Slots that another schema has done with, or none.
  mutating func takeSlots() -> [SchemaKeywords.Slot]? { slots.popLast() }

  mutating func give(back slots: [SchemaKeywords.Slot]) { self.slots.append(slots) }

  /// A block without instructions.
  mutating func takeBlock() -> ProgramBuilder.Block {
    let taken = block
    block = ProgramBuilder.Block()
    return taken
  }

  /// Takes back a block, which then has no memory.
  mutating func give(back block: inout ProgramBuilder.Block) {
    // While nothing else refers to the memory, so that it is kept.
    block.removeAll()
    swap(&self.block, &block)
  }
}
