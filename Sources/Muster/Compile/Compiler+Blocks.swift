/// Which block a schema is written as, and when.
extension Compiler {
  /// The block of a place, written later if it is not yet.
  mutating func block(for place: Place) -> ProgramBuilder.BlockIndex {
    let direction = pass.current.direction
    if let known = pass.blocks[place.schema, direction] { return known }
    let block = newBlock(for: place)
    pass.blocks.set(block, of: place.schema, direction, in: resources.documents)
    return block
  }

  /// The block of a schema that is applied to the value at hand, with the same names lifted.
  mutating func blockOfSameValue(for place: Place) -> ProgramBuilder.BlockIndex {
    let lifted = pass.current.lifted
    guard !lifted.names.isEmpty else { return block(for: place) }
    let key = LiftedKey(schema: place.schema.key, direction: pass.current.direction, names: lifted.names)
    if let known = pass.blocks.lifted[key] { return known }
    let block = newBlock(for: place, lifting: lifted)
    pass.blocks.lifted[key] = block
    return block
  }

  /// A block of its own for a place, which begins with an instruction that the place does not ask for.
  mutating func newBlock(
    for place: Place, after prefix: (instruction: Instruction, origin: UInt32)? = nil,
    lifting lifted: LiftedNames = LiftedNames()
  ) -> ProgramBuilder.BlockIndex {
    let block = addBlock()
    if input.options.annotates { pass.blocks.keep(place) }
    pass.pending.append(
      PendingBlock(place: place, index: block, direction: pass.current.direction, prefix: prefix, lifted: lifted))
    return block
  }

  mutating func addBlock() -> ProgramBuilder.BlockIndex {
    pass.calls.addBlock()
    return pass.builder.addBlock()
  }

  /// Writes the blocks that are known, and those that they lead to.
  mutating func drain() throws(SchemaError) {
    let outerDirection = pass.current.direction
    defer { pass.current.direction = outerDirection }
    while let next = pass.pending.popLast() {
      pass.current.direction = next.direction
      guard pass.builder.blockCount <= Compiler.blockLimit else {
        throw error(.tooLarge, at: next.place.origin, "the schema has more than \(Compiler.blockLimit) subschemas")
      }
      var block = spare.takeBlock()
      defer { spare.give(back: &block) }
      if let prefix = next.prefix { block.append(prefix.instruction, from: prefix.origin) }
      pass.current.index = next.index
      do throws(SchemaError) {
        pass.current.lifted = next.lifted
        try write(next.place, into: &block)
        pass.builder.finish(next.index, block)
      } catch {
        try leaveUnchecked(error, next)
      }
    }
  }

  /// Leaves a whole block unchecked because of a mistake that no keyword could take.
  private mutating func leaveUnchecked(_ mistake: SchemaError, _ next: PendingBlock) throws(SchemaError) {
    var block = ProgramBuilder.Block()
    try leaveUnchecked(mistake, at: next.place.origin, hidesEvaluations: true, into: &block)
    pass.builder.finish(next.index, block)
    pass.calls.removeCalls(of: next.index)
    pass.dynamicCalls.removeAll { $0.block == next.index }
  }

  // MARK: Which block leads to which

  /// Notes that the block which is being written applies another to the same value.
  mutating func noteCall(_ block: ProgramBuilder.BlockIndex, from origin: UInt32) {
    pass.calls.note(block, by: pass.current.index, from: origin)
  }
}
