/// What the verdict runs: a program worked out for each kind of value.
///
/// A program says what a schema says, and serves explaining. A plan is made from it and says only whether a value
/// passes: for each block and each kind of value one *list* of operations, in which whatever the kind alone decides is
/// decided already. Two lists accept and reject every value, so that most types, and most branches of unions, cost one
/// look into a table. A plan is never written to a file.
final class Plan: Sendable {
  /// What the plan was worked out from, for what it leaves to the program's own instructions.
  let program: Program
  /// For each schema that was asked for its block, in the order of the program's entries.
  let roots: [EntryIndex]
  /// The tables, laid out once; they end with the plan.
  let tables: PlanTables
  /// Whether what a block comes to may depend on the dynamic scope, so that nothing leads to the plan's blocks.
  let dependsOnScope: Bool
  /// Whether its runs notice members that nothing documents.
  let tracksUndocumented: Bool
  private let starts: [UInt32]
  private let shapeSources: [UInt32]
  private let madeGuide = SetOnceReference<PlanGuide>()

  /// Leads from the program's blocks to the plan's, made when explaining first asks for it.
  var guide: PlanGuide {
    madeGuide.load()
      ?? madeGuide.storeIfNil(PlanGuide(program: program, starts: starts, shapeSources: shapeSources))
  }

  /// What a plan is made of.
  struct Parts {
    let operations: PlanTable<ListIndex, PlanOperation>
    /// Eight for each block: by the kind of a value, as the tape has it, the list that judges it.
    let entries: PlanTable<EntryIndex, ListIndex>
    let shapes: PlanTable<ShapeIndex, PlanShape>
    let nameSets: PlanTable<NameSetIndex, PlanNameSet>
    let remainders: PlanTable<RemainderIndex, PlanRemainder>
    let names: PlanTable<NameIndex, PlanName>
    /// The hash tables of the name sets: a name's position plus one below, what tells its hash above.
    let slots: PlanTable<SlotIndex, UInt32>
    /// What the hashes of names begin with.
    let seed: UInt64
    /// What operations, shapes and remainders list: blocks, lists, patterns, numbers of branches.
    let operands: PlanTable<OperandIndex, UInt32>
    /// Branches of a union, or names of a shape: a set bit for each.
    let masks: PlanTable<MaskIndex, UInt64>
    /// The bytes of names that are longer than sixteen.
    let text: [UInt8]
    let roots: [EntryIndex]
    /// The first instruction of each block, in the order of their entries; `BlockTable.Block.none` for those without.
    let starts: [UInt32]
    /// For each shape the one of the program that it was made from; `PlanShape.joined` for those made of others.
    let shapeSources: [UInt32]
    /// Whether what a block comes to may depend on the dynamic scope, so that the plan has it several times.
    let dependsOnScope: Bool
    let tracksUndocumented: Bool
  }

  init(_ parts: Parts, program: Program) {
    self.program = program
    roots = parts.roots
    dependsOnScope = parts.dependsOnScope
    tracksUndocumented = parts.tracksUndocumented
    starts = parts.starts
    shapeSources = parts.shapeSources
    tables = PlanTables(parts, program: program)
  }
}
