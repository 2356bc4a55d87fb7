import MusterText

/// Shapes of objects, and sets of names.
extension PlanBuilder {
  /// How many searches for patterns in names a shape may take when it is planned.
  private static let mostSearches = 16_384

  /// Writes that an object's members pass a shape of the program.
  mutating func write(shape index: UInt32, at pc: UInt32) {
    let source = program.shapes[Int(index)]
    context.coverage?.cover(source, program.properties)
    // Only what is evaluated by it may count.
    if source.asksForNothing { return }
    open.append(.object(shape(source, index, isTracking: context.delegate == pc)))
  }

  /// - Parameter isTracking: Whether members that it does not document are noted.
  private mutating func shape(_ source: ObjectShape, _ index: UInt32, isTracking: Bool) -> ShapeIndex {
    var shape = PlanShape()
    var names: [UnplacedName] = []
    names.reserveCapacity(Int(source.propertyCount))
    switch source.additional {
    case .any: shape.additional = isTracking ? .undocumented : .accepting
    case .all: shape.additional = .accepting
    case .none: shape.additional = .rejecting
    case .block: shape.additional = childEntry(of: source.additionalBlock)
    }
    for position in source.propertyStart..<source.propertyStart + source.propertyCount {
      let property = program.properties[Int(position)]
      var name = UnplacedName(text: NameEntry(start: property.nameStart, length: property.nameLength))
      if property.flags & PropertyEntry.isDeclared != 0 { name.entry = childEntry(of: property.block) }
      if property.requiredBit < 64 { name.required = 1 << UInt64(property.requiredBit) }
      names.append(name)
    }
    shape.requiredMask = source.requiredMask
    var patterns: [PatternBlock] = []
    for pair in 0..<source.patternCount {
      let pattern = program.lists[Int(source.patternStart + pair * 2)]
      let entry = childEntry(of: program.lists[Int(source.patternStart + pair * 2 + 1)])
      patterns.append(PatternBlock(pattern: pattern, entry: entry))
    }
    place(patterns, in: &shape)
    shape.areNamesSettled = settle(&names, patterns, shape.additional)
    shape.names = self.names.add(names, in: program.text)
    return add(shape, source: index)
  }

  /// Lays out the patterns of a shape.
  mutating func place(_ patterns: [PatternBlock], in shape: inout PlanShape) {
    shape.patternCount = UInt32(patterns.count)
    shape.patternStart = operands.append(patterns)
  }

  /// Takes into the names' blocks what patterns and the rest of a shape ask of them.
  ///
  /// - Returns: Whether that could be done; if not, the names are as they were.
  private mutating func settle(
    _ names: inout [UnplacedName], _ patterns: [PatternBlock], _ additional: EntryIndex
  ) -> Bool {
    if patterns.isEmpty {
      // Nothing else can cover a name that is only required.
      for position in names.indices where names[position].entry == .undeclared { names[position].entry = additional }
      return true
    }
    guard names.count * patterns.count * 2 <= PlanBuilder.mostSearches else { return false }
    var entries: [EntryIndex] = []
    var scratch = PatternScratch()
    let bytes = program.text
    let texts = bytes.span
    for name in names {
      var all = name.entry == .undeclared ? [] : [name.entry]
      let range = Int(name.text.start)..<Int(name.text.start) + Int(name.text.length)
      guard range.upperBound <= texts.count else { return false }
      for block in patterns {
        switch program.patterns[Int(block.pattern)].search(texts.extracting(range), scratch: &scratch) {
        case .matched: all.append(block.entry)
        case .unmatched: continue
        case .undecided: return false
        }
      }
      guard let entry = all.isEmpty ? additional : joint(all) else { return false }
      entries.append(entry)
    }
    for (position, entry) in entries.enumerated() { names[position].entry = entry }
    return true
  }

  mutating func write(dependentRequired instruction: Instruction, at pc: UInt32) {
    guard instruction.c <= 64 else { return open.append(.leaf(pc)) }
    var shape = PlanShape()
    var names: [UnplacedName] = []
    // A name that is listed twice is one name.
    let numbers = Set(program.lists[Int(instruction.b)..<Int(instruction.b + instruction.c)])
    for (position, number) in numbers.sorted().enumerated() {
      let bit: UInt64 = 1 << UInt64(position)
      names.append(UnplacedName(text: program.names[Int(number)], entry: .accepting, required: bit))
      shape.requiredMask |= bit
    }
    shape.names = self.names.add(names, in: program.text)
    let start = open.count
    open.append(.object(add(shape)))
    let list = close(from: start)
    open.append(.dependent(list, name: nameSet(ofName: instruction.a)))
  }

  // MARK: Sets of names

  /// Adds a set of strings, given by their numbers.
  mutating func nameSet(ofStrings numbers: [UInt32]) -> NameSetIndex {
    names.addSet(numbers.map { UnplacedName(text: strings.entries[Int($0)], number: $0) }, in: strings.bytes)
  }

  /// Adds a set of one name of the program.
  mutating func nameSet(ofName number: UInt32) -> NameSetIndex { nameSet(ofNames: CollectionOfOne(number)) }

  /// Adds a set of names of the program.
  mutating func nameSet(ofNames numbers: some Collection<UInt32>) -> NameSetIndex {
    names.addSet(numbers.map { UnplacedName(text: program.names[Int($0)]) }, in: program.text)
  }
}
