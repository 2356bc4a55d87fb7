/// Copies what one schema of a stored program leads to, as a program of its own.
///
/// It holds what it copies to the tables' bounds only: whether that is a program, the verifier says. No table becomes
/// longer than the one that it is copied from, so that the copy is never more than the whole.
struct ProgramExtract {
  private var stored: Tables
  private var parts = Program.Parts(constants: .emptyArray)
  /// For what was copied, where it is now.
  private var blocks = IndexTable()
  private var shapes = IndexTable()
  private var names = IndexTable()
  private var texts = IndexTable()
  private var lists = IndexTable()
  private var patternNumbers = IndexTable()
  private var copiedTexts: [NameEntry] = []
  private var copiedLists: [CopiedList] = []
  /// The instructions whose operands are yet to be given their places.
  private var pending: [Range<Int>] = []
  private var pendingShapes: [Int] = []
  /// The operands that name constants, with the places that these had.
  private var constantOperands: [ConstantOperand] = []
  /// For each instruction, and each shape, its number among all of the program.
  private(set) var instructionNumbers: [UInt32] = []
  private(set) var shapeNumbers: [UInt32] = []
  /// The numbers of the patterns, in their order here.
  private(set) var patterns: [UInt32] = []

  private struct Tables {
    var instructions: TableReader
    var shapes: TableReader
    var properties: TableReader
    var slots: TableReader
    var lists: TableReader
    var names: TableReader
    var text: TableReader
    var places: TableReader
    var constants: TableReader
  }

  /// What the entries of a list are.
  private enum ListKind {
    case blocks, names, constants
    /// A block, and what it can allow.
    case branches
    /// A resource and a block.
    case scopes
    /// A pattern and a block.
    case patterns
    /// A name, a number, and that many pairs of a name and a number.
    case tags
  }

  private struct CopiedList {
    let kind: ListKind
    let count: UInt64
    let start: UInt32
  }

  private struct ConstantOperand {
    let place: UInt32
    /// In a list, or an instruction's `a`.
    let isListed: Bool
    let index: Int
  }

  init(_ tables: StoredTables) {
    stored = Tables(
      instructions: tables.reader(.instructions), shapes: tables.reader(.shapes),
      properties: tables.reader(.properties), slots: tables.reader(.slots), lists: tables.reader(.lists),
      names: tables.reader(.names), text: tables.reader(.text), places: tables.reader(.places),
      constants: tables.reader(.constants))
  }

  /// The parts of the schema whose block begins at an instruction; without patterns, checks and origins.
  ///
  /// - Parameter read: Reads the constants.
  mutating func parts(
    of entry: UInt32, _ read: ([UInt8]) throws(ProgramError) -> JSONDocument
  ) throws(ProgramError) -> Program.Parts {
    parts.entries = [try block(entry)]
    while true {
      if let block = pending.popLast() {
        for pc in block { try place(pc) }
      } else if let shape = pendingShapes.popLast() {
        try place(shape: shape)
      } else {
        break
      }
    }
    try placeConstants(read)
    return parts
  }

  private func require(_ condition: Bool, _ detail: String) throws(ProgramError) {
    if !condition { throw ProgramError(.corrupt, detail) }
  }

  // MARK: Blocks

  private mutating func block(_ start: UInt32) throws(ProgramError) -> UInt32 {
    try require(Int(start) < stored.instructions.count, "a block lies out of bounds")
    if let known = blocks[start] { return known }
    let first = parts.instructions.count
    var index = Int(start)
    while true {
      try require(index < stored.instructions.count, "the last block has no end")
      // Blocks that began inside of others would be copied again and again.
      try require(parts.instructions.count < stored.instructions.count, "blocks overlap")
      let instruction = try stored.instructions.instruction(index)
      parts.instructions.append(instruction)
      instructionNumbers.append(UInt32(index))
      index += 1
      if instruction.opcode == .end { break }
    }
    pending.append(first..<parts.instructions.count)
    blocks[start] = UInt32(first)
    return UInt32(first)
  }

  /// Gives the operands of an instruction their places here.
  private mutating func place(_ pc: Int) throws(ProgramError) {
    var instruction = parts.instructions[pc]
    switch instruction.opcode {
    case .end, .reject, .skipIfNull, .type, .minLength, .maxLength, .format, .minItems, .maxItems, .uniqueItems,
      .minProperties, .maxProperties, .sensitive, .customFormat, .customKeyword, .misdirected, .beginScope, .beginMarks,
      .endScope:
      return
    case .constant, .multipleOf, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum:
      constantOperands.append(ConstantOperand(place: instruction.a, isListed: false, index: pc))
    case .enumeration: instruction.a = try list(instruction.a, UInt64(instruction.b), .constants)
    case .pattern: instruction.a = try pattern(instruction.a)
    case .required: instruction.a = try list(instruction.a, UInt64(instruction.b), .names)
    case .dependentRequired:
      instruction.a = try name(instruction.a)
      instruction.b = try list(instruction.b, UInt64(instruction.c), .names)
    case .content:
      if instruction.flags & Instruction.hasThen != 0 { instruction.a = try block(instruction.a) }
    case .call, .items, .contains, .propertyNames, .not, .unevaluatedProperties, .unevaluatedItems:
      instruction.a = try block(instruction.a)
    case .object: instruction.a = try shape(instruction.a)
    case .prefixItems: instruction.a = try list(instruction.a, UInt64(instruction.b), .blocks)
    case .anyOf, .oneOf:
      instruction.a = try list(instruction.a, UInt64(instruction.b) * 2, .branches)
      if instruction.flags & Instruction.discriminates != 0 {
        try require(Int(instruction.c) + 1 < stored.lists.count, "a list lies out of bounds")
        let count = UInt64(try stored.lists.word(Int(instruction.c) + 1))
        instruction.c = try list(instruction.c, count * 2 + 2, .tags)
      }
    case .condition:
      instruction.a = try block(instruction.a)
      if instruction.flags & Instruction.hasThen != 0 { instruction.b = try block(instruction.b) }
      if instruction.flags & Instruction.hasElse != 0 { instruction.c = try block(instruction.c) }
    case .dependentSchema:
      instruction.a = try block(instruction.a)
      instruction.b = try name(instruction.b)
    case .dynamicCall:
      instruction.a = try list(instruction.a, UInt64(instruction.b) * 2, .scopes)
      if instruction.flags & Instruction.hasElse != 0 { instruction.c = try block(instruction.c) }
    }
    parts.instructions[pc] = instruction
  }

  // MARK: Lists

  private mutating func list(_ start: UInt32, _ count: UInt64, _ kind: ListKind) throws(ProgramError) -> UInt32 {
    if count == 0 { return 0 }
    try require(UInt64(start) + count <= UInt64(stored.lists.count), "a list lies out of bounds")
    if let known = lists[start], copiedLists[Int(known)].kind == kind, copiedLists[Int(known)].count == count {
      return copiedLists[Int(known)].start
    }
    try require(UInt64(parts.lists.count) + count <= UInt64(stored.lists.count), "lists overlap")
    let first = parts.lists.count
    for position in 0..<Int(count) {
      let entry = try stored.lists.word(Int(start) + position)
      parts.lists.append(try placed(entry, at: position, kind))
    }
    lists[start] = UInt32(copiedLists.count)
    copiedLists.append(CopiedList(kind: kind, count: count, start: UInt32(first)))
    return UInt32(first)
  }

  /// An entry of a list with its place here.
  private mutating func placed(_ entry: UInt32, at position: Int, _ kind: ListKind) throws(ProgramError) -> UInt32 {
    switch kind {
    case .blocks: return try block(entry)
    case .names: return try name(entry)
    case .constants:
      constantOperands.append(ConstantOperand(place: entry, isListed: true, index: parts.lists.count))
      return entry
    case .branches: return position & 1 == 0 ? try block(entry) : entry
    case .scopes: return position & 1 == 1 ? try block(entry) : entry
    case .patterns: return position & 1 == 0 ? try pattern(entry) : try block(entry)
    case .tags: return position & 1 == 0 ? try name(entry) : entry
    }
  }

  // MARK: Shapes

  private mutating func shape(_ number: UInt32) throws(ProgramError) -> UInt32 {
    try require(Int(number) < stored.shapes.count, "a shape lies out of bounds")
    if let known = shapes[number] { return known }
    let place = UInt32(parts.shapes.count)
    shapes[number] = place
    parts.shapes.append(try stored.shapes.shape(Int(number)))
    shapeNumbers.append(number)
    pendingShapes.append(Int(place))
    return place
  }

  private mutating func place(shape index: Int) throws(ProgramError) {
    var shape = parts.shapes[index]
    let properties = UInt64(parts.properties.count) + UInt64(shape.propertyCount)
    try require(properties <= UInt64(stored.properties.count), "the properties of shapes overlap")
    let firstProperty = parts.properties.count
    for order in 0..<Int(shape.propertyCount) {
      var property = try stored.properties.property(Int(shape.propertyStart) + order)
      property.nameStart = try text(NameEntry(start: property.nameStart, length: property.nameLength))
      if property.flags & PropertyEntry.isDeclared != 0 { property.block = try block(property.block) }
      parts.properties.append(property)
    }
    shape.propertyStart = UInt32(firstProperty)
    let size = UInt64(shape.slotMask) + 1
    try require(UInt64(parts.slots.count) + size <= UInt64(stored.slots.count), "the hash tables of shapes overlap")
    let firstSlot = parts.slots.count
    for order in 0..<Int(size) { parts.slots.append(try stored.slots.half(Int(shape.slotStart) + order)) }
    shape.slotStart = UInt32(firstSlot)
    shape.patternStart = try list(shape.patternStart, UInt64(shape.patternCount) * 2, .patterns)
    if shape.additional == .block { shape.additionalBlock = try block(shape.additionalBlock) }
    parts.shapes[index] = shape
  }

  // MARK: Names, patterns and constants

  private mutating func name(_ number: UInt32) throws(ProgramError) -> UInt32 {
    try require(Int(number) < stored.names.count, "a name lies out of bounds")
    if let known = names[number] { return known }
    let length = try stored.names.word(Int(number), 1)
    let start = try text(NameEntry(start: try stored.names.word(Int(number), 0), length: length))
    let place = UInt32(parts.names.count)
    parts.names.append(NameEntry(start: start, length: length))
    names[number] = place
    return place
  }

  /// Where a name's text is here.
  private mutating func text(_ entry: NameEntry) throws(ProgramError) -> UInt32 {
    if entry.length == 0 { return 0 }
    try require(Int(entry.start) < stored.text.count, "a name lies out of bounds")
    if let known = texts[entry.start], copiedTexts[Int(known)].length == entry.length {
      return copiedTexts[Int(known)].start
    }
    try require(parts.text.count + Int(entry.length) <= stored.text.count, "names overlap")
    let start = UInt32(parts.text.count)
    try stored.text.append(Int(entry.start), Int(entry.length), to: &parts.text)
    texts[entry.start] = UInt32(copiedTexts.count)
    copiedTexts.append(NameEntry(start: start, length: entry.length))
    return start
  }

  private mutating func pattern(_ number: UInt32) throws(ProgramError) -> UInt32 {
    try require(number < UInt32.max, "a pattern lies out of bounds")
    if let known = patternNumbers[number] { return known }
    let place = UInt32(patterns.count)
    patterns.append(number)
    patternNumbers[number] = place
    return place
  }

  /// Reads the constants that are named, and gives them their places.
  private mutating func placeConstants(
    _ read: ([UInt8]) throws(ProgramError) -> JSONDocument
  ) throws(ProgramError) {
    if constantOperands.isEmpty { return }
    var orders = IndexTable()
    var text: [UInt8] = [UInt8(ascii: "[")]
    var count: UInt32 = 0
    for operand in constantOperands where operand.place < UInt32.max && orders[operand.place] == nil {
      let row = try row(of: operand.place)
      let length = Int(try stored.places.word(row, 2))
      try require(text.count + length <= stored.constants.count, "constants overlap")
      if count > 0 { text.append(UInt8(ascii: ",")) }
      try stored.constants.append(Int(try stored.places.word(row, 1)), length, to: &text)
      orders[operand.place] = count
      count += 1
    }
    text.append(UInt8(ascii: "]"))
    parts.constants = try read(text)
    let places = parts.constants.root.items.map { UInt32(clamping: $0.index.rawValue) }
    try require(places.count == Int(count), "a constant is not one value")
    for operand in constantOperands {
      guard let order = orders[operand.place] else { throw ProgramError(.corrupt, "a constant lies out of bounds") }
      if operand.isListed {
        parts.lists[operand.index] = places[Int(order)]
      } else {
        parts.instructions[operand.index].a = places[Int(order)]
      }
    }
  }

  /// The row of the constant that is at a place of the tape: the rows are in the order of their places.
  private mutating func row(of place: UInt32) throws(ProgramError) -> Int {
    var (lower, upper) = (0, stored.places.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      let found = try stored.places.word(middle, 0)
      if found == place { return middle }
      if found < place { lower = middle + 1 } else { upper = middle }
    }
    throw ProgramError(.corrupt, "a constant lies out of bounds")
  }
}
