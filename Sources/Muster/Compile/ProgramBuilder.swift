import MusterText

/// Gathers the tables of a program while its blocks are being written.
///
/// An object, as it is large and handed about: a copy would retain every table.
final class ProgramBuilder {
  /// A block that is being written: its instructions, whose operands still name blocks by `BlockIndex`.
  struct Block {
    var instructions: [Instruction] = []
    var origins: [UInt32] = []

    mutating func append(_ instruction: Instruction, from origin: UInt32) {
      instructions.append(instruction)
      origins.append(origin)
    }
  }

  /// The order of a block among those being written.
  struct BlockIndex: Hashable {
    var rawValue: UInt32
  }

  /// An entry of `lists`, before blocks and constants have their places.
  enum ListEntry {
    case block(BlockIndex)
    /// The types that a block can allow at all.
    case types(BlockIndex)
    case constant(UInt32)
    case plain(UInt32)
  }

  /// Whether instructions are chosen that skip work; off only to show that they change no verdict.
  var optimizes = true
  /// Whether no block is passed over, even if nothing is in it.
  var keepsBlocks = false
  /// The first instruction of each block, once they are linked.
  private(set) var starts: [UInt32] = []
  var blocks: [Block] = []
  var lists: [ListEntry] = []
  var shapes: [ObjectShape] = []
  var shapeOrigins: [ProgramOrigins.ShapeOrigins] = []
  var properties: [PropertyEntry] = []
  var slots: [UInt16] = []
  var patterns: [Pattern] = []
  var checks: [ProgramCheck] = []
  var entries: [BlockIndex] = []
  private var names: [NameEntry] = []
  private var text: [UInt8] = []
  private var nameIndex: [String: UInt32] = [:]
  private var patternIndex: [[UInt8]: UInt32] = [:]
  private var constants: [UInt8] = [UInt8(ascii: "[")]
  private var constantCount: UInt32 = 0
  private var constantIndex: [[UInt8]: UInt32] = [:]
  private var origins = ProgramOrigins()
  private var tokenIndex: [String: UInt32] = [:]
  private var sourceIndex: [String: UInt32] = [:]
  private var lastSource: (name: String, index: UInt32)?

  /// Begins a block.
  func addBlock() -> BlockIndex {
    blocks.append(Block())
    return BlockIndex(rawValue: UInt32(blocks.count - 1))
  }

  /// The index of a name in `names`.
  func name(_ name: String) -> UInt32 {
    if let index = nameIndex[name] { return index }
    let index = UInt32(names.count)
    names.append(NameEntry(start: UInt32(text.count), length: UInt32(name.utf8.count)))
    text.append(contentsOf: name.utf8)
    nameIndex[name] = index
    return index
  }

  /// The number of a constant, JSON text, among the constants.
  func constant(_ json: [UInt8]) -> UInt32 {
    if let index = constantIndex[json] { return index }
    if constantCount > 0 { constants.append(UInt8(ascii: ",")) }
    constants.append(contentsOf: json)
    constantIndex[json] = constantCount
    constantCount += 1
    return constantCount - 1
  }

  /// The index of a pattern.
  func pattern(_ source: String) throws(PatternError) -> UInt32 {
    let key = Array(source.utf8)
    if let index = patternIndex[key] { return index }
    let index = UInt32(patterns.count)
    patterns.append(try Pattern(source))
    patternIndex[key] = index
    return index
  }

  /// The index of an origin: a token below a parent, or a root where `parent` is `nil`.
  func origin(_ token: String, below parent: UInt32?, at place: SourceMap.Origin?) -> UInt32 {
    let position = place?.position ?? TextPosition(offset: 0, line: 1, column: 1)
    let index = UInt32(origins.origins.count)
    origins.origins.append(
      ProgramOrigins.Origin(
        parent: parent ?? index, token: intern(token, in: &origins.tokens, index: &tokenIndex),
        source: source(place?.source.name ?? ""),
        line: UInt32(clamping: position.line), column: UInt32(clamping: position.column)))
    return index
  }

  private func source(_ name: String) -> UInt32 {
    // Neighbours come from the same source.
    if let last = lastSource, last.name == name { return last.index }
    let index = intern(name, in: &origins.sources, index: &sourceIndex)
    lastSource = (name, index)
    return index
  }

  private func intern(_ text: String, in list: inout [String], index: inout [String: UInt32]) -> UInt32 {
    if let known = index[text] { return known }
    list.append(text)
    index[text] = UInt32(list.count - 1)
    return UInt32(list.count - 1)
  }

  /// The whole location of an origin.
  func location(_ origin: UInt32) -> SchemaLocation {
    origins.location(origin) ?? SchemaLocation(source: "", pointer: "", line: 1, column: 1)
  }

  /// Adds an object shape with its names and their hash table.
  func addShape(
    _ shape: ObjectShape, properties entries: [(name: String, entry: PropertyEntry)],
    origins: ProgramOrigins.ShapeOrigins
  ) -> UInt32 {
    var shape = shape
    shape.propertyStart = UInt32(properties.count)
    shape.propertyCount = UInt32(entries.count)
    shape.slotStart = UInt32(slots.count)
    var size = 4
    while size < entries.count * 2 { size *= 2 }
    shape.slotMask = UInt32(size - 1)
    var table = [UInt16](repeating: 0, count: size)
    for (position, (name, entry)) in entries.enumerated() {
      let bytes = Array(name.utf8)
      var entry = entry
      let index = self.name(name)
      entry.nameStart = names[Int(index)].start
      entry.nameLength = UInt32(bytes.count)
      entry.prefix = ProgramBuilder.word(bytes.prefix(8))
      let suffix = bytes.count > 8 ? ProgramBuilder.word(bytes.suffix(8)) : 0
      let hash = NameHash.of(prefix: entry.prefix, suffix: suffix, length: bytes.count)
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while table[slot] != 0 { slot = (slot + 1) & (size - 1) }
      table[slot] = UInt16(truncatingIfNeeded: position + 1)
      properties.append(entry)
    }
    slots.append(contentsOf: table)
    shapes.append(shape)
    shapeOrigins.append(origins)
    return UInt32(shapes.count - 1)
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension ProgramBuilder {
  /// The types that a block allows, if it asks for nothing else, so that the verdict needs not run it.
  static func types(_ block: ArraySlice<Instruction>) -> UInt16? {
    guard let last = block.last, last.opcode == .type, last.flags & Instruction.exactInteger == 0 else { return nil }
    if block.count == 1 { return last.mask }
    guard block.count == 2, let first = block.first, first.opcode == .skipIfNull else { return nil }
    return last.mask | TypeMask.null.rawValue
  }

  /// The types that a block can allow: what the type assertions that it always comes to leave.
  ///
  /// A value of any other type fails the block, so that a union needs not try it.
  private func possibleTypes(_ index: BlockIndex, depth: Int = 0) -> TypeMask {
    let block = blocks[Int(index.rawValue)].instructions
    var types = TypeMask.all
    var position = 0
    while position < block.count {
      let instruction = block[position]
      position += 1
      switch instruction.opcode {
      case .type: types.formIntersection(TypeMask(rawValue: instruction.mask))
      case .reject: types = []
      case .skipIfNull:
        // A null passes what is skipped; what is not null has to pass the type that comes first there.
        if position < block.count, instruction.a > 0, block[position].opcode == .type {
          types.formIntersection(TypeMask(rawValue: block[position].mask).union(.null))
        }
        position += Int(instruction.a)
      case .call where depth < 8:
        types.formIntersection(possibleTypes(BlockIndex(rawValue: instruction.a), depth: depth + 1))
      default: break
      }
    }
    return types
  }

  /// Lays the blocks out one after the other and gives every operand its final place.
  func link() -> Program? {
    var starts: [UInt32] = []
    var isLeaf: [Bool] = []
    var next: UInt32 = 0
    for block in blocks {
      starts.append(next)
      next += UInt32(block.instructions.count) + 1
      isLeaf.append(!keepsBlocks && block.instructions.allSatisfy { $0.opcode.isLeaf })
    }
    self.starts = starts
    var text = constants
    text.append(UInt8(ascii: "]"))
    let limits = Limits(bytes: Limits.addressableBytes, depth: 100_000)
    let source = SourceText(name: "constants", bytes: text)
    guard let document = try? JSONDocument(source, limits: limits) else { return nil }
    let places = document.root.items.map { UInt32($0.index.rawValue) }

    var parts = Program.Parts(constants: document)
    for block in blocks {
      for (var instruction, origin) in zip(block.instructions, block.origins) {
        switch instruction.opcode {
        case .call, .propertyNames, .not, .dependentSchema, .unevaluatedProperties, .unevaluatedItems:
          instruction.a = starts[Int(instruction.a)]
        case .dynamicCall:
          if instruction.flags & Instruction.hasElse != 0 { instruction.c = starts[Int(instruction.c)] }
        case .items, .contains:
          if optimizes, instruction.opcode == .items,
            let mask = ProgramBuilder.types(blocks[Int(instruction.a)].instructions[...])
          {
            instruction.flags |= Instruction.typeOnly
            instruction.mask = mask
          }
          if isLeaf[Int(instruction.a)] { instruction.flags |= Instruction.leafBlock }
          instruction.a = starts[Int(instruction.a)]
        case .content:
          if instruction.flags & Instruction.hasThen != 0 { instruction.a = starts[Int(instruction.a)] }
        case .condition:
          instruction.a = starts[Int(instruction.a)]
          if instruction.flags & Instruction.hasThen != 0 { instruction.b = starts[Int(instruction.b)] }
          if instruction.flags & Instruction.hasElse != 0 { instruction.c = starts[Int(instruction.c)] }
        case .constant, .multipleOf, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum:
          instruction.a = places[Int(instruction.a)]
        default: break
        }
        parts.instructions.append(instruction)
        origins.instructions.append(origin)
      }
      parts.instructions.append(Instruction(opcode: .end))
      origins.instructions.append(UInt32.max)
    }
    parts.lists = lists.map { entry in
      switch entry {
      case .block(let index): starts[Int(index.rawValue)]
      case .types(let index): UInt32(optimizes ? possibleTypes(index).rawValue : TypeMask.all.rawValue)
      case .constant(let number): places[Int(number)]
      case .plain(let value): value
      }
    }
    parts.properties = properties.map { entry in
      guard entry.flags & PropertyEntry.isDeclared != 0 else { return entry }
      var entry = entry
      let block = Int(entry.block)
      if isLeaf[block] { entry.flags |= PropertyEntry.isLeaf }
      if blocks[block].instructions.isEmpty, !keepsBlocks { entry.flags |= PropertyEntry.isAny }
      if optimizes, let mask = ProgramBuilder.types(blocks[block].instructions[...]) {
        entry.flags |= PropertyEntry.isTypeOnly
        entry.mask = mask
      }
      entry.block = starts[block]
      return entry
    }
    parts.shapes = shapes.map { shape in
      guard shape.additional == .block else { return shape }
      var shape = shape
      let block = Int(shape.additionalBlock)
      shape.additionalIsLeaf = isLeaf[block]
      if blocks[block].instructions.isEmpty, !keepsBlocks { shape.additional = .all }
      shape.additionalBlock = starts[block]
      return shape
    }
    parts.slots = slots
    parts.names = names
    parts.text = self.text
    parts.patterns = patterns
    parts.checks = checks
    parts.entries = entries.map { starts[Int($0.rawValue)] }
    origins.shapes = shapeOrigins
    parts.origins = OriginTables(origins)
    return Program(parts)
  }
}
