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
    var instructions: TableReader<Instruction>
    var shapes: TableReader<ObjectShape>
    var properties: TableReader<PropertyEntry>
    var lists: TableReader<UInt32>
    var names: TableReader<NameEntry>
    var text: TableReader<UInt8>
    var places: TableReader<ConstantPlace>
    var constants: TableReader<UInt8>
  }

  /// What a list was copied as.
  private enum ListKind: Equatable {
    case elements(Operand.ListElement)
    /// A name, a number, and that many pairs of a name and a branch.
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

  init(_ tables: StoredTables<StoredProgram.Table>) {
    stored = Tables(
      instructions: tables.reader(.instructions), shapes: tables.reader(.shapes),
      properties: tables.reader(.properties), lists: tables.reader(.lists),
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
      let instruction = try stored.instructions.record(index)
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
    try instruction.operands.forEach { (operand) throws(ProgramError) in
      switch operand {
      case .block(let field, _): instruction[field] = try block(instruction[field])
      case .flaggedBlock(let field, let flag, _):
        if instruction.flags & flag != 0 { instruction[field] = try block(instruction[field]) }
      case .list(let element, let start, let count):
        instruction[start] = try list(instruction[start], UInt64(instruction[count]), element)
      case .tags(let start, _):
        if instruction.flags & Instruction.discriminates != 0 { instruction[start] = try tags(instruction[start]) }
      case .name(let field): instruction[field] = try name(instruction[field])
      case .constant, .number:
        // Both are the instruction's `a`, which gets its place when the constants are read.
        constantOperands.append(ConstantOperand(place: instruction.a, isListed: false, index: pc))
      case .pattern(let field): instruction[field] = try pattern(instruction[field])
      case .shape(let field): instruction[field] = try shape(instruction[field])
      case .none, .format, .check, .types, .skip, .value, .count: break
      }
    }
    parts.instructions[pc] = instruction
  }

  // MARK: Lists

  /// Copies a list of so many elements.
  private mutating func list(
    _ start: UInt32, _ count: UInt64, _ element: Operand.ListElement
  ) throws(ProgramError) -> UInt32 {
    let entries = count * UInt64(element.width)
    return try copy(start, entries, .elements(element)) { (copy, entry, position) throws(ProgramError) in
      let isFirst = position % element.width == 0
      switch element {
      case .block: return try copy.block(entry)
      case .name: return try copy.name(entry)
      case .constant:
        copy.constantOperands.append(ConstantOperand(place: entry, isListed: true, index: copy.parts.lists.count))
        return entry
      case .branch: return isFirst ? try copy.block(entry) : entry
      case .scope: return isFirst ? entry : try copy.block(entry)
      case .pattern: return isFirst ? try copy.pattern(entry) : try copy.block(entry)
      }
    }
  }

  /// Copies the name of a member and its tags.
  private mutating func tags(_ start: UInt32) throws(ProgramError) -> UInt32 {
    try require(Int(start) + 1 < stored.lists.count, "a list lies out of bounds")
    let count = UInt64(try stored.lists.record(Int(start) + 1))
    return try copy(start, count * 2 + 2, .tags) { (copy, entry, position) throws(ProgramError) in
      position % 2 == 0 ? try copy.name(entry) : entry
    }
  }

  /// Copies entries of the lists, unless that was done before.
  ///
  /// - Parameter placed: Gives an entry its place here.
  @inline(__always)
  private mutating func copy(
    _ start: UInt32, _ count: UInt64, _ kind: ListKind,
    _ placed: (inout ProgramExtract, UInt32, Int) throws(ProgramError) -> UInt32
  ) throws(ProgramError) -> UInt32 {
    if count == 0 { return 0 }
    try require(UInt64(start) + count <= UInt64(stored.lists.count), "a list lies out of bounds")
    if let known = lists[start], copiedLists[Int(known)].kind == kind, copiedLists[Int(known)].count == count {
      return copiedLists[Int(known)].start
    }
    try require(UInt64(parts.lists.count) + count <= UInt64(stored.lists.count), "lists overlap")
    let first = parts.lists.count
    for position in 0..<Int(count) {
      let entry = try stored.lists.record(Int(start) + position)
      parts.lists.append(try placed(&self, entry, position))
    }
    lists[start] = UInt32(copiedLists.count)
    copiedLists.append(CopiedList(kind: kind, count: count, start: UInt32(first)))
    return UInt32(first)
  }

  // MARK: Shapes

  private mutating func shape(_ number: UInt32) throws(ProgramError) -> UInt32 {
    try require(Int(number) < stored.shapes.count, "a shape lies out of bounds")
    if let known = shapes[number] { return known }
    let place = UInt32(parts.shapes.count)
    shapes[number] = place
    parts.shapes.append(try stored.shapes.record(Int(number)))
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
      var property = try stored.properties.record(Int(shape.propertyStart) + order)
      property.nameStart = try text(NameEntry(start: property.nameStart, length: property.nameLength))
      if property.flags & PropertyEntry.isDeclared != 0 { property.block = try block(property.block) }
      parts.properties.append(property)
    }
    shape.propertyStart = UInt32(firstProperty)
    shape.patternStart = try list(shape.patternStart, UInt64(shape.patternCount), .pattern)
    if shape.additional == .block { shape.additionalBlock = try block(shape.additionalBlock) }
    parts.shapes[index] = shape
  }

  // MARK: Names, patterns and constants

  private mutating func name(_ number: UInt32) throws(ProgramError) -> UInt32 {
    try require(Int(number) < stored.names.count, "a name lies out of bounds")
    if let known = names[number] { return known }
    let entry = try stored.names.record(Int(number))
    let start = try text(entry)
    let place = UInt32(parts.names.count)
    parts.names.append(NameEntry(start: start, length: entry.length))
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
      let place = try place(ofConstant: operand.place)
      let length = Int(place.length)
      try require(text.count + length <= stored.constants.count, "constants overlap")
      if count > 0 { text.append(UInt8(ascii: ",")) }
      try stored.constants.append(Int(place.start), length, to: &text)
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

  /// The place of the constant that begins at an index of the tape: they are in the order of the tape.
  private mutating func place(ofConstant index: UInt32) throws(ProgramError) -> ConstantPlace {
    var (lower, upper) = (0, stored.places.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      let found = try stored.places.record(middle)
      if found.index == index { return found }
      if found.index < index { lower = middle + 1 } else { upper = middle }
    }
    throw ProgramError(.corrupt, "a constant lies out of bounds")
  }
}
