import MusterText

/// Works out the plan of a program.
///
/// Blocks that are applied to other values are worked out one after the other from a list; those applied to the same
/// value by recursion, which is bounded: beyond it, a list calls the block when it runs.
struct PlanBuilder {
  let program: Program
  var parts = Plan.Parts()
  /// By the first instruction of a block, where its entries begin.
  private var entryOf: [UInt32: UInt32] = [:]
  /// The blocks in the order of their entries: their first instructions.
  private var starts: [UInt32] = []
  private var stringNumbers: [[UInt8]: UInt32] = [:]
  private(set) var strings: [[UInt8]] = []
  private var isPossible = true

  private static let unresolved = UInt32.max
  private static let underway = UInt32.max - 1
  private static let depthLimit = 48
  /// Lists of no more operations than this are copied in place of a call.
  private static let inlineLimit = 6
  /// How many operations a plan may have for each instruction of its program, before it is not worth its memory.
  private static let growthLimit = 64

  private static let uuid = Format.named("uuid")?.code
  private static let dateTime = Format.named("date-time")?.code

  /// The kinds that values have on the tape.
  static let kinds: ClosedRange<UInt8> = TapeWord.Kind.null.rawValue...TapeWord.Kind.object.rawValue

  private init(_ program: Program) {
    self.program = program
    // Block 0 accepts everything; block 1 nothing.
    parts.entries = Array(repeating: Plan.accept, count: 8) + Array(repeating: Plan.reject, count: 8)
    starts = [.max, .max]
  }

  /// The plan of a program; `nil` where it asks for what plans do not have: marks and dynamic scopes.
  static func plan(of program: Program) -> Plan? {
    for instruction in program.instructions where instruction.opcode.needsEvaluator { return nil }
    return plan(of: program, entries: program.entries, size: program.instructions.count)
  }

  /// The plan of some entries of a program.
  ///
  /// - Parameter size: How many instructions they lead to.
  static func plan(of program: Program, entries: [UInt32], size: Int) -> Plan? {
    parts(of: program, entries: entries, size: size).map { Plan($0, program: program) }
  }

  /// What the plan of a program is made of.
  static func parts(of program: Program) -> Plan.Parts? {
    parts(of: program, entries: program.entries, size: program.instructions.count)
  }

  private static func parts(of program: Program, entries: [UInt32], size: Int) -> Plan.Parts? {
    var builder = PlanBuilder(program)
    for entry in entries { builder.parts.roots.append(builder.entry(of: entry)) }
    var block = 2
    while block < builder.starts.count {
      for kind in kinds { _ = builder.list(ofEntry: UInt32(block * 8), kind) }
      block += 1
      guard builder.isPossible, builder.parts.operations.count <= growthLimit * (size + 64) else { return nil }
    }
    return builder.isPossible ? builder.parts : nil
  }

  // MARK: Blocks

  /// Where the entries of the block that begins at an instruction begin; they are worked out later.
  mutating func entry(of start: UInt32) -> UInt32 {
    if let known = entryOf[start] { return known }
    let first = program.instructions[Int(start)].opcode
    if first == .end || first == .reject {
      entryOf[start] = first == .end ? 0 : 8
      return first == .end ? 0 : 8
    }
    let entry = UInt32(parts.entries.count)
    entryOf[start] = entry
    starts.append(start)
    parts.entries.append(contentsOf: repeatElement(PlanBuilder.unresolved, count: 8))
    return entry
  }

  /// The list of a block for a kind of value.
  mutating func list(ofEntry entry: UInt32, _ kind: UInt8, depth: Int = 0) -> UInt32 {
    let index = Int(entry) + Int(kind)
    let known = parts.entries[index]
    if known < PlanBuilder.underway { return known }
    guard known != PlanBuilder.underway, depth < PlanBuilder.depthLimit else {
      return append([PlanOperation(.callBlock, a: entry)])
    }
    parts.entries[index] = PlanBuilder.underway
    let list = list(from: Int(starts[Int(entry) / 8]), kind, depth: depth)
    parts.entries[index] = list
    return list
  }

  /// The list of a block that is applied to the same value.
  private mutating func list(of start: UInt32, _ kind: UInt8, depth: Int) -> UInt32 {
    list(ofEntry: entry(of: start), kind, depth: depth)
  }

  private mutating func append(_ operations: [PlanOperation]) -> UInt32 {
    let list = UInt32(parts.operations.count)
    parts.operations.append(contentsOf: operations)
    if operations.last?.code != .jump { parts.operations.append(PlanOperation(.accept)) }
    return list
  }

  private mutating func list(from start: Int, _ kind: UInt8, depth: Int) -> UInt32 {
    var operations: [PlanOperation] = []
    var pc = start
    while pc < program.instructions.count {
      let instruction = program.instructions[pc]
      if instruction.opcode == .end { break }
      pc += 1
      if instruction.opcode == .skipIfNull {
        if kind == TapeWord.Kind.null.rawValue { pc += Int(instruction.a) }
        continue
      }
      guard write(instruction, at: UInt32(pc - 1), kind, depth, &operations) else { return Plan.reject }
    }
    if operations.isEmpty { return Plan.accept }
    return append(operations)
  }

  // MARK: Instructions

  /// Writes what an instruction comes to for a kind of value.
  ///
  /// - Returns: Whether any value of the kind can pass.
  private mutating func write(
    _ instruction: Instruction, at pc: UInt32, _ kind: UInt8, _ depth: Int, _ list: inout [PlanOperation]
  ) -> Bool {
    let isNumber = kind == TapeWord.Kind.number.rawValue
    let isString = kind == TapeWord.Kind.string.rawValue
    let isArray = kind == TapeWord.Kind.array.rawValue
    let isObject = kind == TapeWord.Kind.object.rawValue
    switch instruction.opcode {
    case .end, .skipIfNull, .sensitive: break
    case .reject: return false
    case .misdirected: return instruction.flags & Instruction.isForbidden == 0
    case .type:
      let bits = instruction.mask & TypeMask.bits(ofKind: kind)
      if bits == 0 { return false }
      if bits == TypeMask.integer.rawValue, isNumber {
        let isExact = instruction.flags & Instruction.exactInteger != 0
        list.append(PlanOperation(.integer, flags: isExact ? PlanOperation.exact : 0))
      }
    case .constant: return write(constants: [instruction.a], at: pc, kind, &list)
    case .enumeration:
      let constants = (instruction.a..<instruction.a + instruction.b).map { program.lists[Int($0)] }
      return write(constants: constants, at: pc, kind, &list)
    case .minLength: if isString { list.append(PlanOperation(.minLength, value: instruction.value)) }
    case .maxLength: if isString { list.append(PlanOperation(.maxLength, value: instruction.value)) }
    case .minItems: if isArray { list.append(PlanOperation(.minItems, value: instruction.value)) }
    case .maxItems: if isArray { list.append(PlanOperation(.maxItems, value: instruction.value)) }
    case .minimum: if isNumber { writeBound(.minimum, instruction, pc, &list) }
    case .maximum: if isNumber { writeBound(.maximum, instruction, pc, &list) }
    case .exclusiveMinimum: if isNumber { writeBound(.exclusiveMinimum, instruction, pc, &list) }
    case .exclusiveMaximum: if isNumber { writeBound(.exclusiveMaximum, instruction, pc, &list) }
    case .format:
      guard instruction.mask & TypeMask.bits(ofKind: kind) != 0 else { break }
      let code = UInt8(truncatingIfNeeded: instruction.a)
      if isString, code == PlanBuilder.uuid {
        list.append(PlanOperation(.uuid, a: pc))
      } else if isString, code == PlanBuilder.dateTime {
        list.append(PlanOperation(.dateTime, a: pc))
      } else if isString {
        list.append(PlanOperation(.format, a: instruction.a, value: Int64(instruction.b)))
      } else {
        list.append(PlanOperation(.leaf, a: pc))
      }
    case .pattern: if isString { list.append(PlanOperation(.pattern, a: instruction.a)) }
    case .content, .customFormat: if isString { list.append(PlanOperation(.leaf, a: pc)) }
    case .multipleOf: if isNumber { list.append(PlanOperation(.leaf, a: pc)) }
    case .uniqueItems: if isArray { list.append(PlanOperation(.leaf, a: pc)) }
    case .minProperties, .maxProperties, .required, .dependentRequired:
      if isObject { list.append(PlanOperation(.leaf, a: pc)) }
    case .customKeyword: list.append(PlanOperation(.leaf, a: pc))
    case .call:
      let target = self.list(of: instruction.a, kind, depth: depth + 1)
      return write(call: target, &list)
    case .object:
      if isObject { list.append(PlanOperation(.object, a: shape(Int(instruction.a)))) }
    case .items:
      let items = entry(of: instruction.a)
      if isArray, items != 0 { list.append(PlanOperation(.items, a: items, value: Int64(instruction.b))) }
    case .prefixItems:
      if isArray {
        let blocks = (0..<instruction.b).map { entry(of: program.lists[Int(instruction.a + $0)]) }
        list.append(PlanOperation(.prefixItems, a: appendList(blocks), value: Int64(instruction.b)))
      }
    case .contains:
      if isArray {
        let range = UInt64(instruction.c) << 32 | UInt64(instruction.b)
        list.append(PlanOperation(.contains, a: entry(of: instruction.a), value: Int64(bitPattern: range)))
      }
    case .propertyNames:
      if isObject { list.append(PlanOperation(.propertyNames, a: entry(of: instruction.a))) }
    case .dependentSchema:
      guard isObject else { break }
      let target = self.list(of: instruction.a, kind, depth: depth + 1)
      if target != Plan.accept { list.append(PlanOperation(.dependent, a: target, value: Int64(instruction.b))) }
    case .anyOf, .oneOf: return write(union: instruction, kind, depth, &list)
    case .not:
      let target = self.list(of: instruction.a, kind, depth: depth + 1)
      if target == Plan.accept { return false }
      if target != Plan.reject { list.append(PlanOperation(.noneOf, a: appendList([target]), value: 1)) }
    case .condition: return write(condition: instruction, kind, depth, &list)
    case .beginScope, .endScope, .beginMarks, .dynamicCall, .unevaluatedItems, .unevaluatedProperties:
      isPossible = false
    }
    return true
  }

  private mutating func appendList(_ elements: [UInt32]) -> UInt32 {
    let start = UInt32(parts.lists.count)
    parts.lists.append(contentsOf: elements)
    return start
  }

  /// Writes that the value passes a list as well.
  private func write(call target: UInt32, _ list: inout [PlanOperation]) -> Bool {
    if target == Plan.accept { return true }
    if target == Plan.reject { return false }
    var end = Int(target)
    while parts.operations[end].code != .accept, parts.operations[end].code != .jump,
      end - Int(target) <= PlanBuilder.inlineLimit
    { end += 1 }
    if end - Int(target) <= PlanBuilder.inlineLimit, parts.operations[end].code == .accept {
      list.append(contentsOf: parts.operations[Int(target)..<end])
    } else {
      list.append(PlanOperation(.call, a: target))
    }
    return true
  }

  private func writeBound(
    _ code: PlanOperation.Code, _ instruction: Instruction, _ pc: UInt32, _ list: inout [PlanOperation]
  ) {
    if instruction.flags & Instruction.wide != 0 {
      list.append(PlanOperation(.leaf, a: pc))
    } else {
      list.append(PlanOperation(code, a: pc, value: instruction.value))
    }
  }

  /// Constants of another kind than the value's equal it never.
  private mutating func write(
    constants: [UInt32], at pc: UInt32, _ kind: UInt8, _ list: inout [PlanOperation]
  ) -> Bool {
    var strings: [[UInt8]] = []
    var others = 0
    program.constants.withTape { tape in
      for constant in constants {
        let index = TapeIndex(Int(constant))
        guard tape[index].rawKind == kind else { continue }
        if kind == TapeWord.Kind.string.rawValue { strings.append(tape.decodedBytes(index)) } else { others += 1 }
      }
    }
    if !strings.isEmpty {
      list.append(PlanOperation(.oneOfNames, a: nameSet(ofStrings: strings)))
      return true
    }
    guard others > 0 else { return false }
    if kind >= TapeWord.Kind.number.rawValue { list.append(PlanOperation(.leaf, a: pc)) }
    return true
  }

  private mutating func write(
    condition instruction: Instruction, _ kind: UInt8, _ depth: Int, _ list: inout [PlanOperation]
  ) -> Bool {
    let condition = self.list(of: instruction.a, kind, depth: depth + 1)
    let then =
      instruction.flags & Instruction.hasThen != 0
      ? self.list(of: instruction.b, kind, depth: depth + 1) : Plan.accept
    let otherwise =
      instruction.flags & Instruction.hasElse != 0
      ? self.list(of: instruction.c, kind, depth: depth + 1) : Plan.accept
    if condition == Plan.accept { return write(call: then, &list) }
    if condition == Plan.reject { return write(call: otherwise, &list) }
    if then == otherwise, then <= Plan.reject { return then == Plan.accept }
    list.append(PlanOperation(.condition, a: appendList([condition, then, otherwise])))
    return true
  }

  private mutating func write(
    union instruction: Instruction, _ kind: UInt8, _ depth: Int, _ list: inout [PlanOperation]
  ) -> Bool {
    var branches: [UInt32] = []
    var accepts = 0
    for branch in 0..<instruction.b {
      let target = self.list(of: program.lists[Int(instruction.a + branch * 2)], kind, depth: depth + 1)
      if target == Plan.accept { accepts += 1 } else if target != Plan.reject { branches.append(target) }
    }
    let isAny = instruction.opcode == .anyOf
    if accepts > 0 {
      if isAny { return true }
      if accepts > 1 { return false }
      if !branches.isEmpty {
        list.append(PlanOperation(.noneOf, a: appendList(branches), value: Int64(branches.count)))
      }
      return true
    }
    guard let first = branches.first else { return false }
    if branches.count == 1 { return write(call: first, &list) }
    if kind == TapeWord.Kind.object.rawValue, let header = tellingUnion(branches) {
      list.append(PlanOperation(isAny ? .tellingAnyOf : .tellingOneOf, a: header))
    } else {
      list.append(
        PlanOperation(isAny ? .anyOf : .oneOf, a: appendList(branches), value: Int64(branches.count)))
    }
    return true
  }

  // MARK: Objects

  private mutating func shape(_ index: Int) -> UInt32 {
    let source = program.shapes[index]
    var shape = PlanShape()
    var names: [(bytes: ArraySlice<UInt8>, name: PlanName)] = []
    switch source.additional {
    case .any, .all: shape.additional = 0
    case .none: shape.additional = 8
    case .block: shape.additional = entry(of: source.additionalBlock)
    }
    for position in source.propertyStart..<source.propertyStart + source.propertyCount {
      let property = program.properties[Int(position)]
      var name = PlanName()
      if property.flags & PropertyEntry.isDeclared != 0 {
        name.entry = entry(of: property.block)
      }
      if property.requiredBit < 64 { name.required = 1 << UInt64(property.requiredBit) }
      let start = Int(property.nameStart)
      names.append((program.text[start..<start + Int(property.nameLength)], name))
    }
    if source.patternCount == 0 {
      // Nothing else can cover a name that is only required.
      for position in names.indices where names[position].name.entry == PlanName.undeclared {
        names[position].name.entry = shape.additional
      }
    }
    shape.requiredMask = source.requiredMask
    if source.patternCount > 0 {
      var pairs: [UInt32] = []
      for pair in 0..<source.patternCount {
        pairs.append(program.lists[Int(source.patternStart + pair * 2)])
        pairs.append(entry(of: program.lists[Int(source.patternStart + pair * 2 + 1)]))
      }
      shape.patternCount = source.patternCount
      shape.patternStart = appendList(pairs)
    }
    shape.names = nameSet(names)
    parts.shapes.append(shape)
    return UInt32(parts.shapes.count - 1)
  }

  // MARK: Names

  mutating func nameSet(ofStrings strings: [[UInt8]]) -> UInt32 {
    var names: [(bytes: ArraySlice<UInt8>, name: PlanName)] = []
    for string in strings {
      var name = PlanName()
      name.number = number(of: string)
      names.append((string[...], name))
    }
    parts.nameSets.append(nameSet(names))
    return UInt32(parts.nameSets.count - 1)
  }

  private mutating func number(of string: [UInt8]) -> UInt32 {
    if let known = stringNumbers[string] { return known }
    let number = UInt32(strings.count)
    strings.append(string)
    stringNumbers[string] = number
    return number
  }

  /// Adds names with their hash table, which is at most half full.
  mutating func nameSet(_ entries: [(bytes: ArraySlice<UInt8>, name: PlanName)]) -> PlanNameSet {
    var set = PlanNameSet(start: UInt32(parts.names.count), count: UInt32(entries.count))
    guard entries.count < Int(NameHash.positions) else {
      isPossible = false
      return PlanNameSet()
    }
    var size = 1
    while size < entries.count * 2 { size *= 2 }
    set.slotStart = UInt32(parts.slots.count)
    set.slotMask = UInt32(size - 1)
    parts.slots.append(contentsOf: repeatElement(0, count: size))
    for (position, (bytes, entry)) in entries.enumerated() {
      if bytes.count >= TapeWord.lengthLimit { isPossible = false }
      var name = entry
      let flags = bytes.contains { $0 >= 0x80 } ? TapeWord.nonASCII : 0
      name.signature = TapeWord(.string, flags: flags, offset: 0, length: bytes.count).signature
      name.textStart = UInt32(parts.text.count)
      name.prefix = PlanBuilder.word(bytes.prefix(8))
      name.suffix = PlanBuilder.word(bytes.suffix(8))
      name.mask = bytes.count >= 8 ? .max : (1 << UInt64(bytes.count * 8)) - 1
      if bytes.count > 16 { parts.text.append(contentsOf: bytes) }
      let hash = NameHash.of(prefix: name.prefix, suffix: name.suffix, length: bytes.count)
      var slot = UInt32(truncatingIfNeeded: hash) & set.slotMask
      while parts.slots[Int(set.slotStart + slot)] != 0 { slot = (slot + 1) & set.slotMask }
      parts.slots[Int(set.slotStart + slot)] = NameHash.slot(hash, position: UInt32(position))
      parts.names.append(name)
    }
    return set
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
