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
/// Lists, and the properties of shapes, may have several users. Each is verified once, and different ones
/// that overlap are an error as soon as they come to more than their table.
/// - Complexity: O(*n*) in the instructions that it comes by.
struct ProgramVerifier {
  private let program: Program
  private let patternCount: Int
  /// For each first instruction of a block that was visited, the end of the block plus one; 0 for all others.
  private var ends: [UInt32]
  private var shapes: [Bool]
  private var pendingBlocks: [UInt32] = []
  private var pendingShapes: [UInt32] = []
  private let constants: ConstantPlaces
  private var lists: Set<VerifiedList> = []
  /// How many records of the lists and properties were gone through.
  private var (listed, propertied) = (0, 0)
  /// The bytes of all names that were visited, and how many there may be: shapes share names, but a short file must not
  /// make endless text of one long name.
  private var named = 0
  private let nameLimit: Int
  /// How many instructions it came by.
  private(set) var count = 0
  /// The dynamic references in them.
  private(set) var dynamicReferences: [Instruction] = []
  /// What a check may have to tell beside its verdict.
  private(set) var notices = Program.Notices()

  /// A list that was verified, as what.
  private struct VerifiedList: Hashable {
    let start: UInt32
    let count: UInt64
    /// `nil` for the tags of a union with so many branches.
    let element: Operand.ListElement?
    var branches: UInt32 = 0
  }

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
    nameLimit =
      (1 << 20) + 64
      * (program.text.count + program.properties.count * PropertyEntry.width + program.names.count * NameEntry.width
        + program.lists.count * UInt32.width)
    ends = [UInt32](repeating: 0, count: program.instructions.count)
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
    // How many scopes and marks are open, and how many have to be where a skip leads.
    var depth = 0
    var skips: [(target: Int, depth: Int)] = []
    while program.instructions[end].opcode != .end {
      let instruction = program.instructions[end]
      notices.note(instruction.opcode)
      switch instruction.opcode {
      case .beginScope, .beginMarks: depth += 1
      case .endScope:
        depth -= 1
        try require(depth >= skips.last?.depth ?? 0, "a scope ends that did not begin")
      case .skipIfNull:
        let target = end + 1 + Int(instruction.a)
        try require(target <= skips.last?.target ?? .max, "a skip leads out of another one")
        skips.append((target, depth))
      default: break
      }
      end += 1
      while let skip = skips.last, skip.target == end {
        try require(skip.depth == depth, "a skip leads out of a scope, or into one")
        skips.removeLast()
      }
    }
    try require(depth == 0 && skips.isEmpty, "a scope does not end, or a skip leaves its block")
    count += end - start + 1
    // Blocks that began inside of others would be gone through again and again.
    try require(count <= program.instructions.count, "blocks overlap")
    ends[start] = UInt32(end) + 1
    pendingBlocks.append(UInt32(start))
  }

  private func end(of block: UInt32) -> Int { Int(ends[Int(block)]) - 1 }

  private func require(_ condition: Bool, _ detail: String) throws(ProgramError) {
    if !condition { throw ProgramError(.corrupt, detail) }
  }

  private mutating func checkBlock(_ block: UInt32) throws(ProgramError) {
    try require(Int(block) < program.instructions.count, "a block lies out of bounds")
    if ends[Int(block)] == 0 { try enter(Int(block)) }
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

  /// Notes a list that lies in bounds.
  ///
  /// - Returns: Whether it is yet to be verified.
  private mutating func enter(_ list: VerifiedList) throws(ProgramError) -> Bool {
    guard list.count > 0, lists.insert(list).inserted else { return false }
    listed += Int(list.count)
    try require(listed <= program.lists.count, "lists overlap")
    return true
  }

  /// Checks a list of so many elements.
  private mutating func checkList(
    _ start: UInt32, _ count: UInt32, _ element: Operand.ListElement
  ) throws(ProgramError) {
    let entries = UInt64(count) * UInt64(element.width)
    try checkList(start, entries)
    guard try enter(VerifiedList(start: start, count: entries, element: element)) else { return }
    for position in stride(from: Int(start), to: Int(start) + Int(count) * element.width, by: element.width) {
      switch element {
      case .block, .branch: try checkBlock(program.lists[position])
      case .name: try checkName(program.lists[position])
      case .constant: try checkConstant(program.lists[position])
      case .scope: try checkBlock(program.lists[position + 1])
      case .pattern:
        try checkPattern(program.lists[position])
        try checkBlock(program.lists[position + 1])
      }
    }
  }

  private func checkConstant(_ place: UInt32) throws(ProgramError) {
    try require(constants[place] != .none, "a constant lies out of bounds")
  }

  private mutating func checkTags(_ start: UInt32, branches: UInt32) throws(ProgramError) {
    try checkList(start, 2)
    try checkName(program.lists[Int(start)])
    let count = program.lists[Int(start) + 1]
    try checkList(start, 2 + UInt64(count) * 2)
    let list = VerifiedList(start: start, count: 2 + UInt64(count) * 2, element: nil, branches: branches)
    guard try enter(list) else { return }
    for tag in 0..<Int(count) {
      try checkName(program.lists[Int(start) + 2 + tag * 2])
      let branch = program.lists[Int(start) + 3 + tag * 2]
      try require(branch < branches || branch >= Instruction.anyBranch, "a tag names a branch that there is not")
    }
  }

  private mutating func checkName(_ name: UInt32) throws(ProgramError) {
    try require(Int(name) < program.names.count, "a name lies out of bounds")
    try check(program.names[Int(name)])
  }

  private func checkPattern(_ pattern: UInt32) throws(ProgramError) {
    try require(Int(pattern) < patternCount, "a pattern lies out of bounds")
  }

  private mutating func check(_ instruction: Instruction, at pc: Int, end: Int) throws(ProgramError) {
    let (flags, mask) = (instruction.flags, instruction.mask)
    try instruction.operands.forEach { (operand) throws(ProgramError) in
      switch operand {
      case .none, .value, .count: break
      case .block(let field, _): try checkBlock(instruction[field])
      case .flaggedBlock(let field, let flag, _): if flags & flag != 0 { try checkBlock(instruction[field]) }
      case .list(let element, let start, let count):
        try checkList(instruction[start], instruction[count], element)
        if element == .scope { dynamicReferences.append(instruction) }
      case .tags(let start, let branches):
        try require(
          flags & (Instruction.decides | Instruction.discriminates) != Instruction.decides,
          "a union is decided by no member")
        if flags & Instruction.discriminates != 0 {
          try checkTags(instruction[start], branches: instruction[branches])
        }
      case .name(let field): try checkName(instruction[field])
      case .constant(let field): try checkConstant(instruction[field])
      case .number(let field): try require(constants[instruction[field]] == .number, "a bound is no number")
      case .pattern(let field): try checkPattern(instruction[field])
      case .shape(let field): try checkShape(instruction[field])
      case .types: try require(TypeMask.all.rawValue | mask == TypeMask.all.rawValue, "a type is none")
      case .skip(let field):
        try require(UInt64(pc) + 1 + UInt64(instruction[field]) <= UInt64(end), "a skip leaves its block")
      case .format(let code, let mode):
        try require(
          instruction[code] <= UInt8.max && Format(code: UInt8(instruction[code])) != nil, "a format is none")
        try require(
          instruction[mode] <= UInt8.max && Format.Mode(rawValue: UInt8(instruction[mode])) != nil,
          "a format's mode is none")
      case .check(let field, let isFormat):
        guard Int(instruction[field]) < program.checks.count else {
          throw ProgramError(.corrupt, "a check of the caller's own lies out of bounds")
        }
        let hasFormat = if case .format = program.checks[Int(instruction[field])].judge { true } else { false }
        try require(isFormat == hasFormat, "a format stands for a keyword")
      }
    }
  }

  private mutating func check(_ shape: ObjectShape) throws(ProgramError) {
    let properties = UInt64(shape.propertyStart) + UInt64(shape.propertyCount)
    try require(properties <= UInt64(program.properties.count), "a property lies out of bounds")
    propertied += Int(shape.propertyCount)
    try require(propertied <= program.properties.count, "the properties of shapes overlap")
    var requiredMask: UInt64 = 0
    for property in program.properties[Int(shape.propertyStart)..<Int(properties)] {
      try check(NameEntry(start: property.nameStart, length: property.nameLength))
      let name = program.text[Int(property.nameStart)..<Int(property.nameStart) + Int(property.nameLength)]
      let prefix = name.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      try require(prefix == property.prefix, "a property's name contradicts itself")
      try require(property.requiredBit <= 64, "a required property has no bit")
      if property.requiredBit < 64 { requiredMask |= 1 << UInt64(property.requiredBit) }
      if property.flags & PropertyEntry.isDeclared != 0 { try checkBlock(property.block) }
    }
    try require(requiredMask == shape.requiredMask, "what is required contradicts itself")

    try checkOrder(of: shape)

    try checkList(shape.patternStart, shape.patternCount, .pattern)
    if shape.additional == .block { try checkBlock(shape.additionalBlock) }
  }

  /// Holds the sorted names of a shape to their order: a search that halves them finds each, and only once.
  private func checkOrder(of shape: ObjectShape) throws(ProgramError) {
    try ByteView.with(program.text) { (text) throws(ProgramError) in
      var last: PropertyEntry?
      for place in shape.propertyStart..<shape.propertyStart + shape.propertyCount {
        let position = program.properties[Int(place)].sorted
        try require(UInt32(position) < shape.propertyCount, "the order of names leads out of bounds")
        let property = program.properties[Int(shape.propertyStart) + Int(position)]
        if let last {
          let order = NameOrder.compare(
            last.prefix, text, from: Int(last.nameStart), count: Int(last.nameLength), with: property, in: text)
          try require(order < 0, "names are not in their order")
        }
        last = property
      }
    }
  }

  private mutating func check(_ name: NameEntry) throws(ProgramError) {
    named += Int(name.length)
    try require(named <= nameLimit, "names come to much more text than the file has")
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
