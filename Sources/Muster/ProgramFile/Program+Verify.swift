import MusterText

/// Verification of a program that comes from outside: every operand leads where its operation expects.
extension Program {
  /// Verifies all of it.
  func verify() throws(ProgramError) {
    var verifier = try ProgramVerifier(self, patternCount: patterns.count, constants: try ConstantPlaces(of: self))
    try verifier.checkAll()
    try verifier.check(try origins.read())
  }
}

/// What lies where on the tape of a program's constants.
struct ConstantPlaces: Sendable {
  enum Constant: Sendable { case none, other, number }

  private let places: [Constant]

  init(of program: Program) throws(ProgramError) {
    guard program.constants.root.kind == .array else { throw ProgramError(.corrupt, "the constants are no array") }
    places = program.constants.withTape { tape in
      let end = tape.end(.root)
      var places = [Constant](repeating: .none, count: end.rawValue)
      var item = tape.firstChild(.root)
      while item < end {
        places[item.rawValue] = tape[item].kind == .number ? .number : .other
        item = tape.next(after: item)
      }
      return places
    }
  }

  /// The constant that begins at a place, if one does.
  subscript(place: UInt32) -> Constant { Int(place) < places.count ? places[Int(place)] : .none }
}

/// Verifies blocks with all that they lead to, each once.
///
/// - Complexity: O(*n*) in the instructions that it comes by.
struct ProgramVerifier {
  private let program: Program
  private let patternCount: Int
  /// For each instruction that a block begins at, once it was come by: above the lowest bit where the block ends, in it
  /// whether the block is of leaves; 0 before.
  private var blocks: [UInt32]
  private var shapes: [Bool]
  private var pendingBlocks: [UInt32] = []
  private var pendingShapes: [UInt32] = []
  private let constants: ConstantPlaces
  /// How many instructions it came by.
  private(set) var count = 0
  /// The dynamic references in them.
  private(set) var dynamicReferences: [Instruction] = []
  /// Whether they say of values that they go the wrong way.
  private(set) var noticesDirection = false

  /// A verifier that came by nothing yet.
  ///
  /// - Parameter patternCount: How many patterns there are, which need not be compiled yet.
  init(_ program: Program, patternCount: Int, constants: ConstantPlaces) throws(ProgramError) {
    self.constants = constants
    self.program = program
    self.patternCount = patternCount
    // A contract without any schema has no instructions; then no block can lie in bounds.
    let isEnded = program.instructions.isEmpty || program.instructions.last?.opcode == .end
    guard isEnded, program.instructions.count < 1 << 30 else {
      throw ProgramError(.corrupt, "the last block has no end")
    }
    blocks = [UInt32](repeating: 0, count: program.instructions.count)
    shapes = [Bool](repeating: false, count: program.shapes.count)
  }

  /// Checks a block and all that it leads to.
  mutating func check(entry: UInt32) throws(ProgramError) {
    try checkBlock(entry)
    try finish()
  }

  /// Checks what no entry leads to as well.
  mutating func checkAll() throws(ProgramError) {
    var start: UInt32 = 0
    for pc in program.instructions.indices where program.instructions[pc].opcode == .end {
      try checkBlock(start)
      start = UInt32(pc) + 1
    }
    for shape in program.shapes.indices { try checkShape(UInt32(shape)) }
    for name in program.names { try check(name) }
    for entry in program.entries { try checkBlock(entry) }
    try finish()
  }

  private mutating func finish() throws(ProgramError) {
    while true {
      if let start = pendingBlocks.popLast() {
        let end = end(of: start)
        for pc in Int(start)..<end { try check(program.instructions[pc], at: pc, end: end) }
      } else if let shape = pendingShapes.popLast() {
        try check(program.shapes[Int(shape)])
      } else {
        return
      }
    }
  }

  /// Finds the end of a block that was not come by before.
  private mutating func enter(_ start: Int) throws(ProgramError) {
    var end = start
    var isLeaf = true
    while program.instructions[end].opcode != .end {
      let opcode = program.instructions[end].opcode
      if !opcode.isLeaf { isLeaf = false }
      if opcode == .misdirected { noticesDirection = true }
      end += 1
    }
    count += end - start + 1
    // Blocks that began inside of others would be gone through again and again.
    try require(count <= program.instructions.count, "blocks overlap")
    blocks[start] = UInt32(end) << 1 | (isLeaf ? 1 : 0)
    pendingBlocks.append(UInt32(start))
  }

  private func end(of block: UInt32) -> Int { Int(blocks[Int(block)] >> 1) }

  private func require(_ condition: Bool, _ detail: String) throws(ProgramError) {
    if !condition { throw ProgramError(.corrupt, detail) }
  }

  private mutating func checkBlock(_ block: UInt32, leaf: Bool = false) throws(ProgramError) {
    try require(Int(block) < program.instructions.count, "a block lies out of bounds")
    if blocks[Int(block)] == 0 { try enter(Int(block)) }
    try require(!leaf || blocks[Int(block)] & 1 == 1, "a block is not of leaves only")
  }

  /// The types that a block allows, if it asks for nothing else.
  private func types(_ block: UInt32) -> UInt16? {
    ProgramBuilder.types(program.instructions[Int(block)..<end(of: block)])
  }

  private mutating func checkShape(_ shape: UInt32) throws(ProgramError) {
    try require(Int(shape) < program.shapes.count, "a shape lies out of bounds")
    if shapes[Int(shape)] { return }
    shapes[Int(shape)] = true
    pendingShapes.append(shape)
  }

  private func checkList(_ start: UInt32, _ count: UInt64) throws(ProgramError) {
    try require(UInt64(start) + count <= UInt64(program.lists.count), "a list lies out of bounds")
  }

  private mutating func checkBlocks(_ start: UInt32, _ count: UInt32) throws(ProgramError) {
    try checkList(start, UInt64(count))
    for position in Int(start)..<Int(start) + Int(count) { try checkBlock(program.lists[position]) }
  }

  private func checkNames(_ start: UInt32, _ count: UInt32) throws(ProgramError) {
    try checkList(start, UInt64(count))
    for position in Int(start)..<Int(start) + Int(count) { try checkName(program.lists[position]) }
  }

  private func checkTags(_ start: UInt32, branches: UInt32) throws(ProgramError) {
    try checkList(start, 2)
    try checkName(program.lists[Int(start)])
    let count = program.lists[Int(start) + 1]
    try checkList(start, 2 + UInt64(count) * 2)
    for tag in 0..<Int(count) {
      try checkName(program.lists[Int(start) + 2 + tag * 2])
      let branch = program.lists[Int(start) + 3 + tag * 2]
      try require(branch < branches || branch >= Instruction.anyBranch, "a tag names a branch that there is not")
    }
  }

  private func checkName(_ name: UInt32) throws(ProgramError) {
    try require(Int(name) < program.names.count, "a name lies out of bounds")
    try check(program.names[Int(name)])
  }

  private func checkPattern(_ pattern: UInt32) throws(ProgramError) {
    try require(Int(pattern) < patternCount, "a pattern lies out of bounds")
  }

  private mutating func check(_ instruction: Instruction, at pc: Int, end: Int) throws(ProgramError) {
    switch instruction.opcode {
    case .end, .reject, .minLength, .maxLength, .minItems, .maxItems, .uniqueItems, .minProperties, .maxProperties,
      .sensitive, .misdirected:
      break
    case .skipIfNull:
      try require(UInt64(pc) + 1 + UInt64(instruction.a) <= UInt64(end), "a skip leaves its block")
    case .type:
      try require(TypeMask.all.rawValue | instruction.mask == TypeMask.all.rawValue, "a type is none")
    case .constant:
      try require(constants[instruction.a] != .none, "a constant lies out of bounds")
    case .multipleOf, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum:
      try require(constants[instruction.a] == .number, "a bound is no number")
    case .enumeration:
      try checkList(instruction.a, UInt64(instruction.b))
      for position in Int(instruction.a)..<Int(instruction.a) + Int(instruction.b) {
        try require(constants[program.lists[position]] != .none, "a constant lies out of bounds")
      }
    case .pattern: try checkPattern(instruction.a)
    case .content:
      if instruction.flags & Instruction.hasThen != 0 { try checkBlock(instruction.a) }
    case .customFormat, .customKeyword:
      guard Int(instruction.a) < program.checks.count else {
        throw ProgramError(.corrupt, "a check of the caller's own lies out of bounds")
      }
      let isFormat = if case .format = program.checks[Int(instruction.a)].judge { true } else { false }
      try require(isFormat == (instruction.opcode == .customFormat), "a format stands for a keyword")
    case .format:
      try require(
        instruction.a <= UInt8.max && Format(code: UInt8(instruction.a)) != nil, "a format is none")
      try require(
        instruction.b <= UInt8.max && Format.Mode(rawValue: UInt8(instruction.b)) != nil, "a format's mode is none")
    case .required: try checkNames(instruction.a, instruction.b)
    case .dependentRequired:
      try checkName(instruction.a)
      try checkNames(instruction.b, instruction.c)
    case .beginScope, .beginMarks, .endScope: break
    case .call, .propertyNames, .not, .unevaluatedProperties, .unevaluatedItems: try checkBlock(instruction.a)
    case .dynamicCall:
      dynamicReferences.append(instruction)
      try checkList(instruction.a, UInt64(instruction.b) * 2)
      for pair in 0..<Int(instruction.b) { try checkBlock(program.lists[Int(instruction.a) + pair * 2 + 1]) }
      if instruction.flags & Instruction.hasElse != 0 { try checkBlock(instruction.c) }
    case .items, .contains:
      try checkBlock(instruction.a)
      try require(
        instruction.flags & Instruction.typeOnly == 0 || types(instruction.a) == instruction.mask,
        "the types of items contradict their block")
      try checkBlock(instruction.a, leaf: instruction.flags & Instruction.leafBlock != 0)
    case .object: try checkShape(instruction.a)
    case .prefixItems: try checkBlocks(instruction.a, instruction.b)
    case .anyOf, .oneOf:
      try checkList(instruction.a, UInt64(instruction.b) * 2)
      for branch in 0..<Int(instruction.b) {
        try checkBlock(program.lists[Int(instruction.a) + branch * 2])
      }
      try require(
        instruction.flags & (Instruction.decides | Instruction.discriminates) != Instruction.decides,
        "a union is decided by no member")
      if instruction.flags & Instruction.discriminates != 0 { try checkTags(instruction.c, branches: instruction.b) }
    case .condition:
      try checkBlock(instruction.a)
      if instruction.flags & Instruction.hasThen != 0 { try checkBlock(instruction.b) }
      if instruction.flags & Instruction.hasElse != 0 { try checkBlock(instruction.c) }
    case .dependentSchema:
      try checkBlock(instruction.a)
      try checkName(instruction.b)
    }
  }

  private mutating func check(_ shape: ObjectShape) throws(ProgramError) {
    let properties = UInt64(shape.propertyStart) + UInt64(shape.propertyCount)
    try require(properties <= UInt64(program.properties.count), "a property lies out of bounds")
    var requiredMask: UInt64 = 0
    for property in program.properties[Int(shape.propertyStart)..<Int(properties)] {
      try check(NameEntry(start: property.nameStart, length: property.nameLength))
      let name = program.text[Int(property.nameStart)..<Int(property.nameStart) + Int(property.nameLength)]
      let prefix = name.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      try require(prefix == property.prefix, "a property's name contradicts itself")
      try require(property.requiredBit <= 64, "a required property has no bit")
      if property.requiredBit < 64 { requiredMask |= 1 << UInt64(property.requiredBit) }
      if property.flags & PropertyEntry.isDeclared != 0 {
        try checkBlock(property.block, leaf: property.flags & PropertyEntry.isLeaf != 0)
        try require(
          property.flags & PropertyEntry.isTypeOnly == 0 || types(property.block) == property.mask,
          "a property's types contradict its block")
        try require(
          property.flags & PropertyEntry.isAny == 0
            || program.instructions[Int(property.block)].opcode == .end, "a property's block is not empty")
      }
    }
    try require(requiredMask == shape.requiredMask, "what is required contradicts itself")

    let size = UInt64(shape.slotMask) + 1
    try require(size & (size - 1) == 0, "a hash table's size is no power of two")
    try require(UInt64(shape.slotStart) + size <= UInt64(program.slots.count), "a hash table lies out of bounds")
    let slots = program.slots[Int(shape.slotStart)..<Int(shape.slotStart) + Int(size)]
    // Without a free slot a search for a name that is not there would not end.
    try require(slots.contains(0), "a hash table is full")
    try require(slots.allSatisfy { UInt32($0) <= shape.propertyCount }, "a hash table leads out of bounds")

    try checkList(shape.patternStart, UInt64(shape.patternCount) * 2)
    for pair in 0..<Int(shape.patternCount) {
      try checkPattern(program.lists[Int(shape.patternStart) + pair * 2])
      try checkBlock(program.lists[Int(shape.patternStart) + pair * 2 + 1])
    }
    if shape.additional == .block { try checkBlock(shape.additionalBlock, leaf: shape.additionalIsLeaf) }
  }

  private func check(_ name: NameEntry) throws(ProgramError) {
    try require(UInt64(name.start) + UInt64(name.length) <= UInt64(program.text.count), "a name lies out of bounds")
  }

  /// Checks the origins of the whole program.
  func check(_ origins: ProgramOrigins) throws(ProgramError) {
    try require(origins.instructions.count == program.instructions.count, "the origins do not fit the instructions")
    try require(origins.shapes.count == program.shapes.count, "the origins do not fit the shapes")
    for (index, origin) in origins.origins.enumerated() {
      try require(Int(origin.parent) <= index, "an origin comes before its parent")
      try require(Int(origin.token) < origins.tokens.count, "an origin's token lies out of bounds")
      try require(Int(origin.source) < origins.sources.count, "an origin's source lies out of bounds")
    }
  }
}
