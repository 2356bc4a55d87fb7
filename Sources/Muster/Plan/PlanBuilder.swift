import MusterText

/// Works out the plan of a program.
///
/// Blocks that are applied to other values are worked out one after the other from a list; those applied to the same
/// value by recursion, which is bounded: beyond it, a list calls the block when it runs.
struct PlanBuilder {
  let program: Program
  let instructions: [Instruction]
  var parts = Plan.Parts()
  /// Where each block's entries begin, by the block's first instruction.
  private var entries = Entries()
  /// The same for blocks that notice members which nothing documents.
  private var trackingEntries = Entries()
  /// The blocks in the order of their entries: their first instructions.
  private(set) var starts: [UInt32] = []
  /// And the dynamic scopes that they are run in.
  private(set) var scopeOf: [UInt32] = []
  /// Whether each of them notices members that nothing documents.
  private(set) var isTracking: [Bool] = []
  /// Whether the plan is to notice members that nothing documents.
  let tracksUndocumented: Bool
  var documentation = Documentation()
  /// What dynamic references lead to.
  var scopes: DynamicScopes
  /// The dynamic scope of what is being worked out.
  var scope = DynamicScopes.empty
  /// What is evaluated of the value, where the list that is being worked out has to know.
  var coverage: Coverage?
  /// The strings that values are held to.
  var strings = TextTable()
  /// The operations of the lists that are being worked out, one inside of the other.
  var open: [PlanOperation] = []
  var joints = Joints()
  /// How many instructions the program's entries lead to.
  private let size: Int
  /// How many instructions were written to find what is evaluated, which is done anew for each that asks.
  var covered = 0
  var isPossible = true

  private static let unresolved = UInt32.max
  private static let underway = UInt32.max - 1
  static let nestingLimit = 48
  /// Lists of no more operations than this are copied in place of a call.
  private static let inlineLimit = 6
  /// How many operations a plan may have for each instruction of its program, before it is not worth its memory.
  private static let growthLimit = 64
  /// How many searches for patterns in names a shape may take when it is planned.
  private static let mostSearches = 16_384
  var mostOperations: Int { PlanBuilder.growthLimit * (size + 64) }

  private static let uuid = Format.named("uuid")?.code
  private static let dateTime = Format.named("date-time")?.code

  /// The kinds that values have on the tape.
  static let kinds: ClosedRange<UInt8> = TapeWord.Kind.null.rawValue...TapeWord.Kind.object.rawValue

  private init(
    _ program: Program, size: Int, _ references: some Sequence<Instruction>, tracksUndocumented: Bool
  ) {
    self.program = program
    self.size = size
    self.tracksUndocumented = tracksUndocumented
    instructions = program.instructions
    scopes = DynamicScopes(references, of: program)
    // Block 0 accepts everything, block 1 nothing; block 2 accepts everything and notes that nothing documents it.
    parts.entries =
      Array(repeating: Plan.accept, count: 8) + Array(repeating: Plan.reject, count: 8)
      + Array(repeating: Plan.undocumented, count: 8)
    starts = Array(repeating: .max, count: 3)
    scopeOf = Array(repeating: DynamicScopes.empty, count: 3)
    isTracking = Array(repeating: false, count: 3)
  }

  /// The plan of a program; `nil` where it would be too large.
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
    builder.parts.tracksUndocumented = tracksUndocumented
    for entry in entries { builder.parts.roots.append(builder.childEntry(of: entry)) }
    var block = 3
    while block < builder.starts.count {
      for kind in kinds { _ = builder.list(ofEntry: UInt32(block * 8), kind) }
      block += 1
      guard builder.isPossible, builder.parts.operations.count <= builder.mostOperations else { return nil }
    }
    builder.simplifyShapes()
    builder.parts.starts = builder.starts
    builder.parts.dependsOnScope = builder.scopes.areAsked
    return builder.isPossible ? builder.parts : nil
  }

  // MARK: Blocks

  /// Where blocks' entries begin, by the blocks' first instructions and the dynamic scopes that they are run in.
  private struct Entries {
    private var unscoped = IndexTable()
    /// The scope above, the first instruction below.
    private var scoped: [UInt64: UInt32] = [:]

    subscript(start: UInt32, scope: UInt32) -> UInt32? {
      get { scope == DynamicScopes.empty ? unscoped[start] : scoped[UInt64(scope) << 32 | UInt64(start)] }
      set {
        if scope == DynamicScopes.empty {
          unscoped[start] = newValue
        } else {
          scoped[UInt64(scope) << 32 | UInt64(start)] = newValue
        }
      }
    }
  }

  /// Where the entries of the block that begins at an instruction begin; they are worked out later.
  mutating func entry(of start: UInt32) -> UInt32 {
    if let known = entries[start, scope] { return known }
    let first = instructions[Int(start)].opcode
    if first == .end || first == .reject {
      entries[start, DynamicScopes.empty] = first == .end ? 0 : 8
      return first == .end ? 0 : 8
    }
    let entry = addBlock(start)
    entries[start, scope] = entry
    return entry
  }

  /// Where the entries of a block begin that is applied to a value of its own: one that notices, in a plan that does,
  /// which of the value's members nothing documents.
  mutating func childEntry(of start: UInt32) -> UInt32 {
    guard tracksUndocumented, documents(start) else { return entry(of: start) }
    if let known = trackingEntries[start, scope] { return known }
    let entry = addBlock(start, isTracking: true)
    trackingEntries[start, scope] = entry
    return entry
  }

  /// Adds a block, of its own by default, and gives where its entries begin.
  @discardableResult
  mutating func addBlock(_ start: UInt32 = .max, isTracking: Bool = false) -> UInt32 {
    let entry = UInt32(parts.entries.count)
    starts.append(start)
    self.isTracking.append(isTracking)
    scopeOf.append(scope)
    parts.entries.append(contentsOf: repeatElement(PlanBuilder.unresolved, count: 8))
    return entry
  }

  /// The list of a block for a kind of value.
  mutating func list(ofEntry entry: UInt32, _ kind: UInt8, depth: Int = 0) -> UInt32 {
    let index = Int(entry) + Int(kind)
    let known = parts.entries[index]
    if known < PlanBuilder.underway { return known }
    guard known != PlanBuilder.underway, depth < PlanBuilder.nestingLimit else {
      let start = open.count
      open.append(PlanOperation(.callBlock, a: entry))
      return close(from: start)
    }
    parts.entries[index] = PlanBuilder.underway
    let (outerScope, outerCoverage, outerDelegate) = (scope, coverage, documentation.delegate)
    let outerAttempt = (documentation.isAttempt, documentation.hasFailed, documentation.isLenient)
    scope = scopeOf[Int(entry) / 8]
    coverage = nil
    documentation.delegate = nil
    (documentation.isAttempt, documentation.hasFailed, documentation.isLenient) = (false, false, false)
    defer {
      (scope, coverage, documentation.delegate) = (outerScope, outerCoverage, outerDelegate)
      (documentation.isAttempt, documentation.hasFailed, documentation.isLenient) = outerAttempt
    }
    let result: UInt32
    if kind == TapeWord.Kind.object.rawValue, isTracking[Int(entry) / 8] {
      result = list(tracking: joints.parts[entry] ?? [entry], depth)
    } else if let blocks = joints.parts[entry] {
      result = list(ofAll: blocks, kind, depth: depth)
    } else {
      result = list(from: Int(starts[Int(entry) / 8]), kind, depth: depth)
    }
    parts.entries[index] = result
    return result
  }

  /// The list of a block that is applied to the same value.
  mutating func list(of start: UInt32, _ kind: UInt8, depth: Int) -> UInt32 {
    list(ofEntry: entry(of: start), kind, depth: depth)
  }

  /// Ends a list with the operations that are open from a position on.
  mutating func close(from start: Int) -> UInt32 {
    fuse(from: start)
    let list = UInt32(parts.operations.count)
    for position in start..<open.count { parts.operations.append(open[position]) }
    parts.operations.append(PlanOperation(.accept))
    open.removeLast(open.count - start)
    return list
  }

  mutating func list(from start: Int, _ kind: UInt8, depth: Int) -> UInt32 {
    let outer = open.count
    guard write(blockAt: start, kind, depth) else {
      open.removeLast(open.count - outer)
      return Plan.reject
    }
    return open.count == outer ? Plan.accept : close(from: outer)
  }

  // MARK: Instructions

  /// Writes what a block comes to for a kind of value.
  ///
  /// - Returns: Whether any value of the kind can pass.
  mutating func write(blockAt start: Int, _ kind: UInt8, _ depth: Int) -> Bool {
    var end = start
    while end < instructions.count, instructions[end].opcode != .end { end += 1 }
    return write(start..<end, kind, depth)
  }

  /// Writes what some instructions of a block come to.
  mutating func write(_ range: Range<Int>, _ kind: UInt8, _ depth: Int) -> Bool {
    let outerScope = scope
    defer { scope = outerScope }
    var opened: [UInt32] = []
    var pc = range.lowerBound
    while pc < range.upperBound {
      let instruction = instructions[pc]
      pc += 1
      switch instruction.opcode {
      case .skipIfNull: if kind == TapeWord.Kind.null.rawValue { pc += Int(instruction.a) }
      case .beginScope:
        opened.append(scope)
        scope = scopes.scope(entering: instruction.a, from: scope)
        if scopes.areTooMany { isPossible = false }
      case .endScope:
        guard let outer = opened.popLast() else {
          isPossible = false
          return true
        }
        scope = outer
      case .beginMarks:
        guard let end = end(ofMarksFrom: pc, to: range.upperBound) else {
          isPossible = false
          return true
        }
        guard write(marking: pc..<end, kind, depth) else { return false }
        pc = end + 1
      default: guard write(instruction, at: UInt32(pc - 1), kind, depth) else { return false }
      }
      if coverage != nil {
        covered += 1
        if covered > mostOperations { giveUpCoverage() }
      }
      if !isPossible || documentation.hasFailed { return true }
    }
    return true
  }

  /// Writes what an instruction comes to for a kind of value.
  ///
  /// - Returns: Whether any value of the kind can pass.
  private mutating func write(
    _ instruction: Instruction, at pc: UInt32, _ kind: UInt8, _ depth: Int
  ) -> Bool {
    let isNumber = kind == TapeWord.Kind.number.rawValue
    let isString = kind == TapeWord.Kind.string.rawValue
    let isArray = kind == TapeWord.Kind.array.rawValue
    let isObject = kind == TapeWord.Kind.object.rawValue
    switch instruction.opcode {
    case .end, .skipIfNull, .sensitive, .beginScope, .endScope, .beginMarks: break
    // They stand at the end of marks only.
    case .unevaluatedItems, .unevaluatedProperties: isPossible = false
    case .reject: return false
    case .misdirected: return instruction.flags & Instruction.isForbidden == 0
    case .type:
      let bits = instruction.mask & TypeMask.bits(ofKind: kind)
      if bits == 0 { return false }
      if bits == TypeMask.integer.rawValue, isNumber {
        let isExact = instruction.flags & Instruction.exactInteger != 0
        open.append(PlanOperation(.integer, flags: isExact ? PlanOperation.exact : 0))
      }
    case .constant: return write(constants: CollectionOfOne(instruction.a), at: pc, kind)
    case .enumeration:
      return write(constants: program.lists[Int(instruction.a)..<Int(instruction.a + instruction.b)], at: pc, kind)
    case .minLength: if isString { open.append(PlanOperation(.minLength, value: instruction.value)) }
    case .maxLength: if isString { open.append(PlanOperation(.maxLength, value: instruction.value)) }
    case .minItems: if isArray { open.append(PlanOperation(.minItems, value: instruction.value)) }
    case .maxItems: if isArray { open.append(PlanOperation(.maxItems, value: instruction.value)) }
    case .minimum: if isNumber { writeBound(.minimum, instruction, pc) }
    case .maximum: if isNumber { writeBound(.maximum, instruction, pc) }
    case .exclusiveMinimum: if isNumber { writeBound(.exclusiveMinimum, instruction, pc) }
    case .exclusiveMaximum: if isNumber { writeBound(.exclusiveMaximum, instruction, pc) }
    case .format:
      guard instruction.mask & TypeMask.bits(ofKind: kind) != 0 else { break }
      let code = UInt8(truncatingIfNeeded: instruction.a)
      if isString, code == PlanBuilder.uuid {
        open.append(PlanOperation(.uuid, a: pc))
      } else if isString, code == PlanBuilder.dateTime {
        open.append(PlanOperation(.dateTime, a: pc))
      } else if isString {
        open.append(PlanOperation(.format, a: instruction.a, value: Int64(instruction.b)))
      } else {
        open.append(PlanOperation(.leaf, a: pc))
      }
    case .pattern: if isString { open.append(PlanOperation(.pattern, a: instruction.a)) }
    case .content, .customFormat: if isString { open.append(PlanOperation(.leaf, a: pc)) }
    case .multipleOf: if isNumber { open.append(PlanOperation(.leaf, a: pc)) }
    case .uniqueItems: if isArray { open.append(PlanOperation(.uniqueItems)) }
    case .minProperties: if isObject { open.append(PlanOperation(.minProperties, a: pc, value: instruction.value)) }
    case .maxProperties: if isObject { open.append(PlanOperation(.maxProperties, a: pc, value: instruction.value)) }
    case .required: if isObject { open.append(PlanOperation(.leaf, a: pc)) }
    case .dependentRequired: if isObject { write(dependentRequired: instruction, at: pc) }
    case .customKeyword: open.append(PlanOperation(.leaf, a: pc))
    case .call: return write(callOf: instruction.a, at: pc, kind, depth)
    case .dynamicCall:
      if let target = scopes.target(of: instruction, in: scope) { return write(callOf: target, at: pc, kind, depth) }
      guard instruction.flags & Instruction.hasElse != 0 else { return false }
      return write(callOf: instruction.c, at: pc, kind, depth)
    case .object:
      if isObject {
        let shape = program.shapes[Int(instruction.a)]
        cover(shape: shape)
        // Only what is evaluated by it may count.
        if shape.asksForNothing { break }
        let isTracking = documentation.delegate == pc
        open.append(PlanOperation(.object, a: self.shape(Int(instruction.a), isTracking: isTracking)))
      }
    case .items:
      if isArray { cover(itemsFrom: instruction.b) }
      let items = childEntry(of: instruction.a)
      if isArray, items != 0 { open.append(PlanOperation(.items, a: items, value: Int64(instruction.b))) }
    case .prefixItems:
      if isArray {
        cover(firstItems: instruction.b)
        let blocks = (0..<instruction.b).map { childEntry(of: program.lists[Int(instruction.a + $0)]) }
        open.append(PlanOperation(.prefixItems, a: appendList(blocks), value: Int64(instruction.b)))
      }
    case .contains:
      if isArray {
        let entry = childEntry(of: instruction.a)
        if instruction.flags & Instruction.evaluates != 0 { cover(itemsPassing: entry) }
        let range = UInt64(instruction.c) << 32 | UInt64(instruction.b)
        // What an item documents that passes counts as well where enough have passed before.
        let flags = tracksUndocumented && !isLeaf(instruction.a) ? PlanOperation.tries : 0
        open.append(PlanOperation(.contains, a: entry, value: Int64(bitPattern: range), flags: flags))
      }
    case .propertyNames:
      if isObject { open.append(PlanOperation(.propertyNames, a: entry(of: instruction.a))) }
    case .dependentSchema:
      guard isObject else { break }
      let plain = self.list(of: instruction.a, kind, depth: depth + 1)
      let target = coveringList(of: instruction.a, kind, depth) ?? plain
      if target != Plan.accept {
        open.append(PlanOperation(.dependent, a: target, value: Int64(nameSet(ofName: instruction.b))))
      }
    case .anyOf, .oneOf:
      if let passes = write(coveringUnion: instruction, kind, depth) { return passes }
      return write(union: instruction, at: pc, kind, depth)
    case .not:
      let target = self.list(of: instruction.a, kind, depth: depth + 1)
      if target == Plan.accept { return false }
      if target != Plan.reject { open.append(PlanOperation(.noneOf, a: appendList([target]), value: 1)) }
    case .condition:
      if let passes = write(coveringCondition: instruction, kind, depth) { return passes }
      return write(condition: instruction, kind, depth)
    }
    return true
  }

  /// Writes that the value passes a block as well.
  private mutating func write(callOf block: UInt32, at pc: UInt32, _ kind: UInt8, _ depth: Int) -> Bool {
    if coverage != nil { return write(covering: block, kind, depth) }
    return write(call: list(delegatedTo: block, at: pc, kind, depth: depth + 1))
  }

  mutating func appendList(_ elements: [UInt32]) -> UInt32 {
    let start = UInt32(parts.lists.count)
    parts.lists.append(contentsOf: elements)
    return start
  }

  /// Writes that the value passes a list as well.
  mutating func write(call target: UInt32) -> Bool {
    if target == Plan.accept { return true }
    if target == Plan.reject { return false }
    var end = Int(target)
    while parts.operations[end].code != .accept, end - Int(target) <= PlanBuilder.inlineLimit { end += 1 }
    if end - Int(target) <= PlanBuilder.inlineLimit, parts.operations[end].code == .accept {
      for position in Int(target)..<end { open.append(parts.operations[position]) }
    } else {
      open.append(PlanOperation(.call, a: target))
    }
    return true
  }

  private mutating func writeBound(_ code: PlanOperation.Code, _ instruction: Instruction, _ pc: UInt32) {
    if instruction.flags & Instruction.wide != 0 {
      open.append(PlanOperation(.leaf, a: pc))
    } else {
      open.append(PlanOperation(code, a: pc, value: instruction.value))
    }
  }

  /// Constants of another kind than the value's equal it never.
  private mutating func write(constants: some Collection<UInt32>, at pc: UInt32, _ kind: UInt8) -> Bool {
    var numbers: [UInt32] = []
    var others = 0
    program.constants.withTape { tape in
      for constant in constants {
        let node = SchemaNode(tape: tape, document: 0, index: TapeIndex(Int(constant)))
        guard node.word.rawKind == kind else { continue }
        if kind == TapeWord.Kind.string.rawValue { numbers.append(strings.number(of: node)) } else { others += 1 }
      }
    }
    if !numbers.isEmpty {
      open.append(PlanOperation(.oneOfNames, a: nameSet(ofStrings: numbers)))
      return true
    }
    guard others > 0 else { return false }
    if kind >= TapeWord.Kind.number.rawValue { open.append(PlanOperation(.leaf, a: pc)) }
    return true
  }

  private mutating func write(
    condition instruction: Instruction, _ kind: UInt8, _ depth: Int
  ) -> Bool {
    let condition = self.list(of: instruction.a, kind, depth: depth + 1)
    let then =
      instruction.flags & Instruction.hasThen != 0
      ? self.list(of: instruction.b, kind, depth: depth + 1) : Plan.accept
    let otherwise =
      instruction.flags & Instruction.hasElse != 0
      ? self.list(of: instruction.c, kind, depth: depth + 1) : Plan.accept
    if condition == Plan.accept { return write(call: then) }
    if condition == Plan.reject { return write(call: otherwise) }
    if then == otherwise, then == Plan.reject { return false }
    // What the condition documents counts even if nothing depends on it.
    if then == otherwise, then == Plan.accept, !tracksUndocumented || isLeaf(instruction.a) { return true }
    open.append(PlanOperation(.condition, a: appendList([condition, then, otherwise])))
    return true
  }

  // MARK: Objects

  private mutating func write(dependentRequired instruction: Instruction, at pc: UInt32) {
    guard instruction.c <= 64 else { return open.append(PlanOperation(.leaf, a: pc)) }
    var shape = PlanShape()
    var names: [(text: NameEntry, name: PlanName)] = []
    // A name that is listed twice is one name.
    let numbers = Set(program.lists[Int(instruction.b)..<Int(instruction.b + instruction.c)])
    for (position, number) in numbers.sorted().enumerated() {
      var name = PlanName()
      name.entry = 0
      name.required = 1 << UInt64(position)
      shape.requiredMask |= name.required
      names.append((program.names[Int(number)], name))
    }
    shape.names = nameSet(names, in: program.text)
    parts.shapes.append(shape)
    parts.shapeSources.append(.max)
    let start = open.count
    open.append(PlanOperation(.object, a: UInt32(parts.shapes.count - 1)))
    let list = close(from: start)
    open.append(PlanOperation(.dependent, a: list, value: Int64(nameSet(ofName: instruction.a))))
  }

  /// - Parameter isTracking: Whether members that it does not document are noted.
  private mutating func shape(_ index: Int, isTracking: Bool) -> UInt32 {
    let source = program.shapes[index]
    var shape = PlanShape()
    var names: [(text: NameEntry, name: PlanName)] = []
    names.reserveCapacity(Int(source.propertyCount))
    switch source.additional {
    case .any: shape.additional = isTracking ? Plan.undocumentedEntry : 0
    case .all: shape.additional = 0
    case .none: shape.additional = 8
    case .block: shape.additional = childEntry(of: source.additionalBlock)
    }
    for position in source.propertyStart..<source.propertyStart + source.propertyCount {
      let property = program.properties[Int(position)]
      var name = PlanName()
      if property.flags & PropertyEntry.isDeclared != 0 {
        name.entry = childEntry(of: property.block)
      }
      if property.requiredBit < 64 { name.required = 1 << UInt64(property.requiredBit) }
      names.append((NameEntry(start: property.nameStart, length: property.nameLength), name))
    }
    shape.requiredMask = source.requiredMask
    var pairs: [UInt32] = []
    for pair in 0..<source.patternCount {
      pairs.append(program.lists[Int(source.patternStart + pair * 2)])
      pairs.append(childEntry(of: program.lists[Int(source.patternStart + pair * 2 + 1)]))
    }
    shape.patternCount = source.patternCount
    shape.patternStart = appendList(pairs)
    shape.areNamesSettled = settle(&names, pairs, shape.additional)
    shape.names = nameSet(names, in: program.text)
    parts.shapes.append(shape)
    parts.shapeSources.append(UInt32(index))
    return UInt32(parts.shapes.count - 1)
  }

  /// Takes into the names' entries what patterns and the rest of a shape ask of them.
  ///
  /// - Returns: Whether that could be done; if not, the names are as they were.
  private mutating func settle(
    _ names: inout [(text: NameEntry, name: PlanName)], _ pairs: [UInt32], _ additional: UInt32
  ) -> Bool {
    if pairs.isEmpty {
      // Nothing else can cover a name that is only required.
      for position in names.indices where names[position].name.entry == PlanName.undeclared {
        names[position].name.entry = additional
      }
      return true
    }
    guard names.count * pairs.count <= PlanBuilder.mostSearches else { return false }
    var entries: [UInt32] = []
    var scratch = PatternScratch()
    let bytes = program.text
    let texts = bytes.span
    for (text, name) in names {
      var all = name.entry == PlanName.undeclared ? [] : [name.entry]
      let range = Int(text.start)..<Int(text.start) + Int(text.length)
      guard range.upperBound <= texts.count else { return false }
      for pair in stride(from: 0, to: pairs.count, by: 2) {
        let pattern = program.patterns[Int(pairs[pair])]
        switch pattern.search(texts.extracting(range), scratch: &scratch) {
        case .matched: all.append(pairs[pair + 1])
        case .unmatched: continue
        case .undecided: return false
        }
      }
      guard let entry = all.isEmpty ? additional : joint(all) else { return false }
      entries.append(entry)
    }
    for (position, entry) in entries.enumerated() { names[position].name.entry = entry }
    return true
  }
}
