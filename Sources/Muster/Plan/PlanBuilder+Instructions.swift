import MusterText

/// What instructions come to for a kind of value.
extension PlanBuilder {
  private static let uuid = Format.named("uuid")?.code
  private static let dateTime = Format.named("date-time")?.code
  /// Lists of no more operations than this are copied in place of a call.
  private static let inlineLimit = 6

  /// A walk over some instructions of a block.
  private struct Walk {
    var pc: Int
    let end: Int
    /// The scopes around those that have begun.
    var outerScopes: [UInt32] = []
  }

  /// Writes what a block comes to for a kind of value.
  ///
  /// - Returns: Whether any value of the kind can pass.
  mutating func write(blockAt start: UInt32, _ kind: TapeWord.Kind, _ depth: Int) -> Bool {
    write(program.block(at: start), kind, depth)
  }

  /// Writes what some instructions of a block come to.
  mutating func write(_ range: Range<Int>, _ kind: TapeWord.Kind, _ depth: Int) -> Bool {
    let outerScope = context.scope
    defer { context.scope = outerScope }
    var walk = Walk(pc: range.lowerBound, end: range.upperBound)
    while walk.pc < walk.end {
      let pc = UInt32(walk.pc)
      walk.pc += 1
      guard write(instructions[Int(pc)], at: pc, &walk, kind, depth) else { return false }
      if context.coverage != nil {
        covered += 1
        if covered > mostOperations { giveUpCoverage() }
      }
      if !isPossible || context.attempt == .failed { return true }
    }
    return true
  }

  /// Writes what an instruction comes to for a kind of value.
  ///
  /// - Returns: Whether any value of the kind can pass.
  private mutating func write(
    _ instruction: Instruction, at pc: UInt32, _ walk: inout Walk, _ kind: TapeWord.Kind, _ depth: Int
  ) -> Bool {
    guard let applicator = instruction.opcode.applicator else {
      if instruction.opcode == .skipIfNull, kind == .null { walk.pc += Int(instruction.a) }
      return write(leaf: instruction, at: pc, kind)
    }
    let isArray = kind == .array
    let isObject = kind == .object
    switch applicator {
    case .beginScope:
      walk.outerScopes.append(context.scope)
      context.scope = scopes.scope(entering: instruction.a, from: context.scope)
      if scopes.areTooMany { giveUp() }
    case .endScope: if let outer = walk.outerScopes.popLast() { context.scope = outer } else { giveUp() }
    case .beginMarks:
      guard let end = program.end(ofMarksFrom: walk.pc, to: walk.end) else {
        giveUp()
        return true
      }
      guard write(marking: walk.pc..<end, kind, depth) else { return false }
      walk.pc = end + 1
    // They stand at the end of marks only.
    case .unevaluatedItems, .unevaluatedProperties: giveUp()
    case .call: return write(callOf: instruction.a, at: pc, kind, depth)
    case .dynamicCall:
      if let target = scopes.target(of: instruction, in: context.scope) {
        return write(callOf: target, at: pc, kind, depth)
      }
      guard instruction.flags & Instruction.hasElse != 0 else { return false }
      return write(callOf: instruction.c, at: pc, kind, depth)
    case .object: if isObject { write(shape: instruction.a, at: pc) }
    case .items:
      if isArray, context.coverage?.cover(itemsFrom: instruction.b) == false { giveUp() }
      let items = childEntry(of: instruction.a)
      if isArray, items != .accepting { open.append(.items(items, from: instruction.b)) }
    case .prefixItems: if isArray { write(prefixItems: instruction) }
    case .contains: if isArray { write(contains: instruction) }
    case .propertyNames: if isObject { open.append(.propertyNames(entry(of: instruction.a))) }
    case .dependentSchema: if isObject { write(dependentSchema: instruction, kind, depth) }
    case .anyOf, .oneOf:
      if let passes = write(coveringUnion: instruction, kind, depth) { return passes }
      return write(union: instruction, at: pc, kind, depth)
    case .not:
      let target = list(of: instruction.a, kind, depth: depth + 1)
      if target == .accept { return false }
      if target != .reject { open.append(.noneOf(operands.append(listing: [target]), count: 1)) }
    case .condition:
      if let passes = write(coveringCondition: instruction, kind, depth) { return passes }
      return write(condition: instruction, kind, depth)
    }
    return true
  }

  /// Writes what an assertion comes to for a kind of value.
  ///
  /// One that the plan has no operation for is left to the program's own instruction.
  /// - Returns: Whether any value of the kind can pass.
  private mutating func write(leaf instruction: Instruction, at pc: UInt32, _ kind: TapeWord.Kind) -> Bool {
    switch instruction.opcode {
    case .end, .sensitive, .skipIfNull, .unchecked: return true
    case .reject: return false
    case .misdirected: return instruction.flags & Instruction.isForbidden == 0
    case .type: return write(type: instruction, kind)
    case .constant: return write(constants: CollectionOfOne(instruction.a), at: pc, kind)
    case .enumeration:
      return write(constants: program.lists[Int(instruction.a)..<Int(instruction.a + instruction.b)], at: pc, kind)
    default: break
    }
    guard instruction.opcode.types.rawValue & TypeMask.bits(ofKind: kind.rawValue) != 0 else { return true }
    switch instruction.opcode {
    case .minLength: open.append(.minLength(instruction.value))
    case .maxLength: open.append(.maxLength(instruction.value))
    case .minItems: open.append(.minItems(instruction.value))
    case .maxItems: open.append(.maxItems(instruction.value))
    case .minimum: write(bound: .minimum(instruction.value, leaf: pc), instruction, at: pc)
    case .maximum: write(bound: .maximum(instruction.value, leaf: pc), instruction, at: pc)
    case .exclusiveMinimum: write(bound: .exclusiveMinimum(instruction.value, leaf: pc), instruction, at: pc)
    case .exclusiveMaximum: write(bound: .exclusiveMaximum(instruction.value, leaf: pc), instruction, at: pc)
    case .format: write(format: instruction, at: pc, kind)
    case .pattern: open.append(.pattern(PatternIndex(instruction.a)))
    case .uniqueItems: open.append(.uniqueItems)
    case .minProperties: open.append(.minProperties(instruction.value, leaf: pc))
    case .maxProperties: open.append(.maxProperties(instruction.value, leaf: pc))
    case .dependentRequired: write(dependentRequired: instruction, at: pc)
    default: open.append(.leaf(pc))
    }
    return true
  }

  // MARK: Calls

  /// Writes that the value passes a block as well.
  private mutating func write(callOf block: UInt32, at pc: UInt32, _ kind: TapeWord.Kind, _ depth: Int) -> Bool {
    if context.coverage != nil { return write(covering: block, kind, depth) }
    return write(call: list(delegatedTo: block, at: pc, kind, depth: depth + 1))
  }

  /// Writes that the value passes a list as well.
  mutating func write(call target: ListIndex) -> Bool {
    if target == .accept { return true }
    if target == .reject { return false }
    let list = operations.elements[Int(target.rawValue)...].prefix(PlanBuilder.inlineLimit + 1)
    if let end = list.firstIndex(where: \.isEnd) {
      open.append(contentsOf: list[..<end])
    } else {
      open.append(.call(target))
    }
    return true
  }

  // MARK: Values without children

  private mutating func write(type instruction: Instruction, _ kind: TapeWord.Kind) -> Bool {
    let bits = instruction.mask & TypeMask.bits(ofKind: kind.rawValue)
    if bits == 0 { return false }
    if bits == TypeMask.integer.rawValue, kind == .number {
      open.append(.integer(isExact: instruction.flags & Instruction.exactInteger != 0))
    }
    return true
  }

  /// Writes the operation of a bound if the bound fits it.
  private mutating func write(bound short: PlannedOperation, _ instruction: Instruction, at pc: UInt32) {
    open.append(instruction.flags & Instruction.wide != 0 ? .leaf(pc) : short)
  }

  private mutating func write(format instruction: Instruction, at pc: UInt32, _ kind: TapeWord.Kind) {
    guard instruction.mask & TypeMask.bits(ofKind: kind.rawValue) != 0 else { return }
    let code = UInt8(truncatingIfNeeded: instruction.a)
    if kind != .string {
      open.append(.leaf(pc))
    } else if code == PlanBuilder.uuid {
      open.append(.uuid(leaf: pc))
    } else if code == PlanBuilder.dateTime {
      open.append(.dateTime(leaf: pc))
    } else {
      open.append(.format(instruction.a, mode: instruction.b))
    }
  }

  /// Writes that the value equals one of some constants; constants of another kind never do.
  private mutating func write(
    constants: some Collection<UInt32>, at pc: UInt32, _ kind: TapeWord.Kind
  ) -> Bool {
    var numbers: [UInt32] = []
    var others = 0
    program.constants.withTape { tape in
      for constant in constants {
        let index = TapeIndex(Int(constant))
        guard tape[index].rawKind == kind.rawValue else { continue }
        if kind == .string { numbers.append(strings.number(of: index, on: tape)) } else { others += 1 }
      }
    }
    if !numbers.isEmpty {
      open.append(.oneOfNames(nameSet(ofStrings: numbers)))
      return true
    }
    guard others > 0 else { return false }
    // All nulls are equal, and so are all of either boolean.
    if kind.rawValue >= TapeWord.Kind.number.rawValue { open.append(.leaf(pc)) }
    return true
  }

  // MARK: Arrays

  private mutating func write(prefixItems instruction: Instruction) {
    context.coverage?.cover(firstItems: instruction.b)
    let blocks = (0..<instruction.b).map { childEntry(of: program.lists[Int(instruction.a + $0)]) }
    open.append(.prefixItems(operands.append(listing: blocks), count: instruction.b))
  }

  private mutating func write(contains instruction: Instruction) {
    let entry = childEntry(of: instruction.a)
    if instruction.flags & Instruction.evaluates != 0 { context.coverage?.cover(itemsPassing: entry) }
    // What an item documents that passes counts as well if enough have passed before.
    let triesAll = tracksUndocumented && !program.isLeafBlock(instruction.a)
    open.append(.contains(entry, least: instruction.b, most: instruction.c, triesAll: triesAll))
  }

  // MARK: Choices

  private mutating func write(dependentSchema instruction: Instruction, _ kind: TapeWord.Kind, _ depth: Int) {
    let plain = list(of: instruction.a, kind, depth: depth + 1)
    let target = coveringList(of: instruction.a, kind, depth) ?? plain
    if target != .accept { open.append(.dependent(target, name: nameSet(ofName: instruction.b))) }
  }

  private mutating func write(
    condition instruction: Instruction, _ kind: TapeWord.Kind, _ depth: Int
  ) -> Bool {
    let condition = list(of: instruction.a, kind, depth: depth + 1)
    let then =
      instruction.flags & Instruction.hasThen != 0
      ? list(of: instruction.b, kind, depth: depth + 1) : ListIndex.accept
    let otherwise =
      instruction.flags & Instruction.hasElse != 0
      ? list(of: instruction.c, kind, depth: depth + 1) : ListIndex.accept
    if condition == .accept { return write(call: then) }
    if condition == .reject { return write(call: otherwise) }
    if then == otherwise, then == .reject { return false }
    // What the condition documents counts even if nothing depends on it.
    if then == otherwise, then == .accept, !tracksUndocumented || program.isLeafBlock(instruction.a) { return true }
    open.append(.condition(operands.append(listing: [condition, then, otherwise])))
    return true
  }
}

extension TextTable {
  /// The number of a string's text.
  mutating func number(of string: TapeIndex, on tape: TapeView) -> UInt32 {
    let word = tape[string]
    if word.flags & TapeWord.hasEscape == 0 { return number(tape.bytes, word.offset, tape.length(string)) }
    return number(of: tape.decodedBytes(string))
  }
}
