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
    case constant(UInt32)
    case plain(UInt32)
  }

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
  var patterns: [Pattern] = []
  var checks: [ProgramCheck] = []
  var entries: [BlockIndex] = []
  /// The names that instructions look for.
  private(set) var names = TextTable()
  private var patternTexts = TextTable()
  /// What each of `patternTexts` was read as.
  private var patternReadings: [(index: UInt32, reading: PatternReading)] = []
  private(set) var constants = TextTable()
  /// Where instructions come from.
  var origins = OriginWriter()

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

  /// Puts an unchecked keyword in the place of an instruction.
  mutating func replace(_ position: Int, _ origin: UInt32? = nil) {
    instructions[position] = Instruction(opcode: .unchecked, flags: Instruction.hidesEvaluations)
    if let origin { instructionOrigins[position] = origin }
  }

  /// Gives an instruction another operation with the same operands.
  mutating func become(_ opcode: Opcode, _ position: Int) { instructions[position].opcode = opcode }

  /// Takes the upper bound off a count.
  mutating func setUnbounded(_ position: Int) { instructions[position].c = Instruction.unbounded }

  /// The index of a name in `names`.
  mutating func name(_ name: String) -> UInt32 { names.number(of: name.utf8) }

  /// The index of a string's text in `names`.
  mutating func name(_ node: SchemaNode) -> UInt32 { names.number(of: node) }

  /// The number of a constant, the JSON text of a value.
  mutating func constant(_ value: SchemaNode) -> UInt32 {
    let start = value.textOffset
    return constants.number(value.tape.bytes, start, value.tape.endOffset(value.index) - start)
  }

  /// The number of a constant that is a number.
  mutating func constant(_ text: Compiler.NumberText) -> UInt32 {
    constants.number(text.bytes, text.offset, text.length)
  }

  /// The reading of a pattern, given by its text, and its index; the index of one that was not understood has no meaning.
  ///
  /// - Parameter read: Reads a text that was not met before.
  mutating func pattern(
    _ node: SchemaNode, read: (String) -> PatternReading
  ) -> (index: UInt32, reading: PatternReading) {
    let number = patternTexts.number(of: node)
    if Int(number) < patternReadings.count { return patternReadings[Int(number)] }
    let reading = read(patternTexts.string(number))
    if case .success(let pattern) = reading.pattern { patterns.append(pattern) }
    patternReadings.append((UInt32(truncatingIfNeeded: Swift.max(0, patterns.count - 1)), reading))
    return patternReadings[patternReadings.count - 1]
  }

  /// Adds a list; gives where it starts among all of them.
  mutating func appendList(_ entries: [ListEntry]) -> UInt32 {
    let start = UInt32(lists.count)
    lists.append(contentsOf: entries)
    return start
  }
}
