/// Works out the plan of a program.
///
/// Blocks that are applied to other values are worked out one after the other from a list; those applied to the same
/// value by recursion, which is bounded: beyond it, a list calls the block when it runs.
struct PlanBuilder {
  let program: Program
  let instructions: [Instruction]
  /// Whether the plan is to notice members that nothing documents.
  let tracksUndocumented: Bool
  /// How many operations the plan may have before it is not worth its memory.
  let mostOperations: Int

  // What is written.

  var operations = PlanTable<ListIndex, PlannedOperation>([.accept, .reject, .undocumented, .accept])
  var blocks = BlockTable()
  var shapes = PlanTable<ShapeIndex, PlanShape>()
  /// For each shape the one of the program that it was made from; `PlanShape.joined` for those made of others.
  private var shapeSources: [UInt32] = []
  var names = NameTable()
  var remainders = PlanTable<RemainderIndex, PlanRemainder>()
  var operands = PlanTable<OperandIndex, UInt32>()
  var masks = PlanTable<MaskIndex, UInt64>()
  var joints = JointTable()
  /// The operations of the lists that are being worked out, one inside of the other.
  var open: [PlannedOperation] = []

  // What is known.

  var documentation: BlockDocumentation
  /// What dynamic references lead to.
  var scopes: DynamicScopes
  /// The strings that values are held to.
  var strings = TextTable()

  // What is being worked out.

  var context = ListContext()
  /// How many instructions were written to find what is evaluated, which is done anew for each that asks.
  var covered = 0
  private var hasGivenUp = false

  static let nestingLimit = 48
  /// How many operations a plan may have for each instruction of its program.
  private static let growthLimit = 64

  /// The kinds that values have on the tape.
  static let kinds: [TapeWord.Kind] = [.null, .false, .true, .number, .string, .array, .object]

  private init(
    _ program: Program, size: Int, _ references: some Sequence<Instruction>, tracksUndocumented: Bool
  ) {
    self.program = program
    self.tracksUndocumented = tracksUndocumented
    mostOperations = PlanBuilder.growthLimit * (size + 64)
    instructions = program.instructions
    documentation = BlockDocumentation(program)
    scopes = DynamicScopes(references, of: program)
  }

  /// The plan of a program; `nil` if it would be too large.
  static func plan(of program: Program, tracksUndocumented: Bool = false) -> Plan? {
    parts(of: program, tracksUndocumented: tracksUndocumented).map { Plan($0, program: program) }
  }

  /// The plan of an entry of a program, by what leads from it.
  static func plan(
    of program: Program, entry: UInt32, _ verifier: ProgramVerifier, tracksUndocumented: Bool = false
  ) -> Plan? {
    let references = verifier.dynamicReferences
    let parts =
      parts(of: program, entries: [entry], size: verifier.count, references, tracksUndocumented: tracksUndocumented)
      ?? (tracksUndocumented ? self.parts(of: program, entries: [entry], size: verifier.count, references) : nil)
    return parts.map { Plan($0, program: program) }
  }

  /// What the plan of a program is made of; without tracking if it would be too large with it.
  static func parts(of program: Program, tracksUndocumented: Bool = false) -> Plan.Parts? {
    let references = program.instructions.lazy.filter { $0.opcode == .dynamicCall }
    let (entries, size) = (program.entries, program.instructions.count)
    return parts(of: program, entries: entries, size: size, references, tracksUndocumented: tracksUndocumented)
      ?? (tracksUndocumented ? parts(of: program, entries: entries, size: size, references) : nil)
  }

  /// - Parameter size: How many instructions the entries lead to.
  private static func parts(
    of program: Program, entries: [UInt32], size: Int, _ references: some Sequence<Instruction>,
    tracksUndocumented: Bool = false
  ) -> Plan.Parts? {
    var builder = PlanBuilder(program, size: size, references, tracksUndocumented: tracksUndocumented)
    var roots: [EntryIndex] = []
    for entry in entries { roots.append(builder.childEntry(of: entry)) }
    var block = BlockTable.given
    while block < builder.blocks.blocks.count {
      for kind in kinds { _ = builder.list(ofEntry: EntryIndex(block: block), kind) }
      block += 1
      guard builder.isPossible, builder.operations.count <= builder.mostOperations else { return nil }
    }
    builder.simplifyShapes()
    guard builder.isPossible else { return nil }
    return builder.parts(roots)
  }

  private consuming func parts(_ roots: [EntryIndex]) -> Plan.Parts {
    Plan.Parts(
      operations: PlanTable(operations.elements.map { PlanOperation(packing: $0) }), entries: blocks.entries,
      shapes: shapes, nameSets: names.sets, remainders: remainders, names: names.names, slots: names.slots,
      seed: names.seed,
      operands: operands, masks: masks, text: names.text, roots: roots, starts: blocks.blocks.map(\.start),
      shapeSources: shapeSources, dependsOnScope: scopes.areAsked, tracksUndocumented: tracksUndocumented)
  }

  // MARK: Limits

  /// Whether there can be a plan, as far as is known.
  var isPossible: Bool { !hasGivenUp && !names.isTooLarge }

  mutating func giveUp() { hasGivenUp = true }

  /// Gives up what is evaluated: the list that is tried, or the whole plan.
  mutating func giveUpCoverage() {
    switch context.attempt {
    case .none: giveUp()
    case .underway, .failed: context.attempt = .failed
    }
  }

  // MARK: Blocks

  /// The block that begins at an instruction; its lists are worked out later.
  mutating func entry(of start: UInt32) -> EntryIndex {
    if let known = blocks.entry(of: start, in: context.scope, isTracking: false) { return known }
    let first = instructions[Int(start)].opcode
    if first == .end || first == .reject {
      let entry = first == .end ? EntryIndex.accepting : .rejecting
      blocks.note(entry, of: start, in: DynamicScopes.empty, isTracking: false)
      return entry
    }
    return addBlock(start, isTracking: false)
  }

  /// The block that begins at an instruction, for a value of its own: one that notices, in a plan that does, which of
  /// the value's members nothing documents.
  mutating func childEntry(of start: UInt32) -> EntryIndex {
    guard tracksUndocumented, documentation.documents(start) else { return entry(of: start) }
    return blocks.entry(of: start, in: context.scope, isTracking: true) ?? addBlock(start, isTracking: true)
  }

  private mutating func addBlock(_ start: UInt32, isTracking: Bool) -> EntryIndex {
    let entry = blocks.add(BlockTable.Block(start: start, scope: context.scope, isTracking: isTracking))
    blocks.note(entry, of: start, in: context.scope, isTracking: isTracking)
    return entry
  }

  /// Adds a shape.
  ///
  /// - Parameter source: The shape of the program that it was made from.
  mutating func add(_ shape: PlanShape, source: UInt32 = PlanShape.joined) -> ShapeIndex {
    shapeSources.append(source)
    return shapes.append(shape)
  }

  // MARK: Lists

  /// The list of a block for a kind of value.
  mutating func list(ofEntry entry: EntryIndex, _ kind: TapeWord.Kind, depth: Int = 0) -> ListIndex {
    let known = blocks[entry, kind]
    if known != .unresolved, known != .underway { return known }
    guard known == .unresolved, depth < PlanBuilder.nestingLimit else {
      let start = open.count
      open.append(.callBlock(entry))
      return close(from: start)
    }
    blocks[entry, kind] = .underway
    let block = blocks[entry]
    let outer = context
    context = ListContext(scope: block.scope)
    defer { context = outer }
    let result: ListIndex
    if kind == .object, block.isTracking {
      result = list(tracking: joints.blocks(of: entry) ?? [entry], depth)
    } else if let blocks = joints.blocks(of: entry) {
      result = list(ofAll: blocks, kind, depth: depth)
    } else {
      result = list(from: block.start, kind, depth: depth)
    }
    blocks[entry, kind] = result
    return result
  }

  /// The list of a block that is applied to the same value.
  mutating func list(of start: UInt32, _ kind: TapeWord.Kind, depth: Int) -> ListIndex {
    list(ofEntry: entry(of: start), kind, depth: depth)
  }

  private mutating func list(from start: UInt32, _ kind: TapeWord.Kind, depth: Int) -> ListIndex {
    let outer = open.count
    let passes = write(blockAt: start, kind, depth)
    return close(from: outer, passes: passes)
  }

  /// Ends a list with the operations that are open from a position on.
  mutating func close(from start: Int) -> ListIndex {
    fuse(from: start)
    let list = operations.append(contentsOf: open[start...])
    _ = operations.append(.accept)
    open.removeLast(open.count - start)
    return list
  }

  /// Ends a list with the operations that are open from a position on, if there are any.
  ///
  /// - Parameter passes: Whether any value can pass; if not, the operations are dropped.
  mutating func close(from start: Int, passes: Bool) -> ListIndex {
    guard passes else {
      drop(from: start)
      return .reject
    }
    return open.count == start ? .accept : close(from: start)
  }

  /// Drops the operations that are open from a position on.
  mutating func drop(from start: Int) { open.removeLast(open.count - start) }
}

extension PlanShape {
  /// The source of a shape that was made of others.
  static let joined = UInt32.max
}

extension PlanTable where Index == OperandIndex, Element == UInt32 {
  /// Adds the indices of some elements in a run, and gives the index of the first one.
  mutating func append(listing indices: [some PlanIndex]) -> OperandIndex {
    append(contentsOf: indices.map(\.rawValue))
  }
}
