import MusterText

/// Gathers the tables of a program while its blocks are being written.
struct ProgramBuilder {
  /// The block that is being written: its instructions, whose operands still name blocks by `BlockIndex`.
  struct Block {
    var instructions: [Instruction] = []
    var origins: [UInt32] = []

    mutating func append(_ instruction: Instruction, from origin: UInt32) {
      instructions.append(instruction)
      origins.append(origin)
    }

    mutating func removeLast() {
      instructions.removeLast()
      origins.removeLast()
    }

    mutating func removeAll() {
      instructions.removeAll(keepingCapacity: true)
      origins.removeAll(keepingCapacity: true)
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
  var starts: [UInt32] = []
  /// The blocks that were written, one after the other in the order in which they were finished.
  private(set) var instructions: [Instruction] = []
  private(set) var instructionOrigins: [UInt32] = []
  /// Where the instructions of each block are among these; empty where it has none, or is not written yet.
  private(set) var blocks: [Range<Int>] = []
  var lists: [ListEntry] = []
  var shapes: [ObjectShape] = []
  var shapeOrigins: [ProgramOrigins.ShapeOrigins] = []
  var properties: [PropertyEntry] = []
  var slots: [UInt16] = []
  var patterns: [Pattern] = []
  var checks: [ProgramCheck] = []
  var entries: [BlockIndex] = []
  /// The names that instructions look for.
  private(set) var names = TextTable()
  private var patternTexts = TextTable()
  /// The pattern of each of `patternTexts`.
  private var patternOf: [UInt32] = []
  private(set) var constants = TextTable()
  private(set) var origins: [ProgramOrigins.Origin] = []
  private(set) var tokens = TextTable()
  /// The tokens of positions in lists.
  private var positionTokens: [UInt32] = []
  private(set) var sources = TextTable()
  /// What is known of the documents that origins lie in, by their numbers.
  private var maps: [DocumentMap] = []

  /// Finds where the parts of a document were written.
  private struct DocumentMap {
    var finder: SourceFinder
    /// The program's number of each source; the greatest where it has none yet.
    var sources: [UInt32]
  }

  /// How many blocks there are, whether written yet or not.
  var blockCount: Int { blocks.count }

  /// Begins a block.
  mutating func addBlock() -> BlockIndex {
    blocks.append(0..<0)
    return BlockIndex(rawValue: UInt32(blocks.count - 1))
  }

  /// Takes in what a block has come to.
  mutating func finish(_ index: BlockIndex, _ block: Block) {
    let start = instructions.count
    instructions.append(contentsOf: block.instructions)
    instructionOrigins.append(contentsOf: block.origins)
    blocks[Int(index.rawValue)] = start..<instructions.count
  }

  /// Changes an instruction of a block that was finished.
  mutating func patch(_ index: BlockIndex, _ position: Int, a: UInt32, b: UInt32) {
    let instruction = blocks[Int(index.rawValue)].lowerBound + position
    instructions[instruction].a = a
    instructions[instruction].b = b
  }

  /// The index of a name in `names`.
  mutating func name(_ name: String) -> UInt32 { names.number(of: name.utf8) }

  /// The index of a string's text in `names`.
  mutating func name(_ node: SchemaNode) -> UInt32 { names.number(of: node) }

  /// The number of a constant, the JSON text of a value.
  mutating func constant(_ value: SchemaNode) -> UInt32 {
    let start = value.textOffset
    return constants.number(value.tape.bytes, start, value.tape.endOffset(value.index) - start)
  }

  /// The index of a pattern, given by its text.
  mutating func pattern(_ node: SchemaNode) throws(PatternError) -> UInt32 {
    let number = patternTexts.number(of: node)
    while patternOf.count <= Int(number) { patternOf.append(.max) }
    // What cannot be compiled is an error each time.
    if patternOf[Int(number)] == .max {
      patterns.append(try Pattern(allowingLegacySyntax: patternTexts.string(number)))
      patternOf[Int(number)] = UInt32(patterns.count - 1)
    }
    return patternOf[Int(number)]
  }

  // MARK: Origins

  /// The origin of what a key names below a parent.
  mutating func origin(_ key: SchemaNode, below parent: UInt32, at place: SchemaNode, _ documents: SchemaDocuments)
    -> UInt32
  {
    origin(token: tokens.number(of: key), parent, place, documents)
  }

  /// The origin of an item of a list below a parent.
  mutating func origin(
    _ position: Int, below parent: UInt32, at place: SchemaNode, _ documents: SchemaDocuments
  ) -> UInt32 {
    if position < positionTokens.count, positionTokens[position] != .max {
      return origin(token: positionTokens[position], parent, place, documents)
    }
    let token = tokens.number(of: String(position).utf8)
    while positionTokens.count <= min(position, 1 << 16) { positionTokens.append(.max) }
    if position < positionTokens.count { positionTokens[position] = token }
    return origin(token: token, parent, place, documents)
  }

  /// The index of an origin: a token below a parent, or a root where `parent` is `nil`.
  mutating func origin(
    _ token: String, below parent: UInt32?, at place: SchemaNode, _ documents: SchemaDocuments
  ) -> UInt32 {
    origin(token: tokens.number(of: token.utf8), parent, place, documents)
  }

  private mutating func origin(
    token: UInt32, _ parent: UInt32?, _ place: SchemaNode, _ documents: SchemaDocuments
  ) -> UInt32 {
    let number = Int(place.document)
    while maps.count <= number {
      let map = documents.documents[maps.count].map
      maps.append(DocumentMap(finder: SourceFinder(map), sources: Array(repeating: .max, count: map.sources.count)))
    }
    let index = UInt32(origins.count)
    var origin = ProgramOrigins.Origin(parent: parent ?? index, token: token, source: 0, line: 1, column: 1)
    if let found = maps[number].finder.find(place.textOffset) {
      origin.source = maps[number].sources[found.source]
      if origin.source == .max {
        origin.source = sources.number(of: documents.documents[number].map.sources[found.source].name.utf8)
        maps[number].sources[found.source] = origin.source
      }
      origin.line = UInt32(clamping: found.line)
      origin.column = UInt32(clamping: found.column)
    } else {
      origin.source = sources.number(of: [])
    }
    origins.append(origin)
    return index
  }

  /// The whole location of an origin.
  func location(_ index: UInt32) -> SchemaLocation {
    guard Int(index) < origins.count else { return SchemaLocation(source: "", pointer: "", line: 1, column: 1) }
    let origin = origins[Int(index)]
    var path: [String] = []
    var step = index
    while origins[Int(step)].parent < step {
      path.append(tokens.string(origins[Int(step)].token))
      step = origins[Int(step)].parent
    }
    return SchemaLocation(
      source: sources.string(origin.source), pointer: JSONPointer(path.reversed()).description,
      line: Int(origin.line), column: Int(origin.column))
  }

  /// Adds an object shape with its names, by their numbers, and their hash table.
  mutating func addShape(
    _ shape: ObjectShape, properties entries: [(name: UInt32, entry: PropertyEntry)],
    origins: ProgramOrigins.ShapeOrigins
  ) -> UInt32 {
    var shape = shape
    shape.propertyStart = UInt32(properties.count)
    shape.propertyCount = UInt32(entries.count)
    shape.slotStart = UInt32(slots.count)
    var size = 4
    while size < entries.count * 2 { size *= 2 }
    shape.slotMask = UInt32(size - 1)
    let start = slots.count
    slots.append(contentsOf: repeatElement(0, count: size))
    for (position, (number, entry)) in entries.enumerated() {
      let name = names.entries[Int(number)]
      let length = Int(name.length)
      var entry = entry
      entry.nameStart = name.start
      entry.nameLength = name.length
      let suffix = ByteView.with(names.bytes) { bytes in
        entry.prefix = bytes.prefix(at: Int(name.start), length: length)
        return length > 8 ? bytes.word(at: Int(name.start) + length - 8) : 0
      }
      let hash = NameHash.of(prefix: entry.prefix, suffix: suffix, length: length)
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while slots[start + slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[start + slot] = UInt16(truncatingIfNeeded: position + 1)
      properties.append(entry)
    }
    shapes.append(shape)
    shapeOrigins.append(origins)
    return UInt32(shapes.count - 1)
  }
}
