/// Makes a plan notice members that nothing documents.
///
/// Such a member is what `unevaluatedProperties` beside all of a value's schemas would be applied to (JSON Schema 2020-12
/// Core, section 11.3), if one of these schemas names any properties. A tracking plan therefore treats each block that is
/// applied to a value of its own as if it ended in that keyword, with a subschema that accepts everything and notes it.
/// What a run notes may be too much, where several branches of an `anyOf` pass, but never too little.
extension PlanBuilder {
  /// What is known of the documentation that blocks give.
  struct Documentation {
    /// The only instruction by which the block that is being worked out documents members: it tracks in its stead.
    var delegate: UInt32?
    /// Whether the list that is being worked out may be given up.
    var isAttempt = false
    /// Whether it was given up.
    var hasFailed = false
    /// Whether what is evaluated is asked for by tracking only.
    var isLenient = false
    /// For blocks by their first instructions: 1 if they document members, else 0.
    var documents = IndexTable()
    /// Pairs of blocks by their first instructions, and whether the upper one documents more than the lower one.
    var comparisons: [UInt64: Bool] = [:]
  }

  /// How many blocks are looked into to answer one question.
  private static let mostBlocks = 512

  /// Gives up what is evaluated: the list that is tried, or the whole plan.
  mutating func giveUpCoverage() {
    if documentation.isAttempt { documentation.hasFailed = true } else { isPossible = false }
  }

  // MARK: Lists

  /// The list for objects of blocks that are applied to one value, with a note of members that none of them documents.
  mutating func list(tracking entries: [UInt32], _ depth: Int) -> UInt32 {
    let start = open.count
    var contributors: [UInt32] = []
    for entry in entries where entry != Plan.undocumentedEntry {
      contributors += self.contributors(of: starts[Int(entry) / 8])
    }
    if contributors.count == 1, let only = contributors.first {
      switch instructions[Int(only)].opcode {
      case .object, .call, .dynamicCall, .anyOf, .oneOf: documentation.delegate = only
      default: break
      }
    }
    if contributors.isEmpty || documentation.delegate != nil { return plainList(of: entries, from: start, depth) }
    coverage = Coverage()
    documentation.isAttempt = true
    documentation.isLenient = true
    documentation.hasFailed = false
    let passes = write(allOf: entries, depth)
    let hasFailed = documentation.hasFailed
    documentation.isAttempt = false
    documentation.isLenient = false
    documentation.hasFailed = false
    let found = coverage
    coverage = nil
    if passes, !hasFailed, let found, !found.branches[0].all, found.branches.contains(where: { !$0.shapes.isEmpty }) {
      write(noting: found, from: start)
      return close(from: start)
    }
    open.removeLast(open.count - start)
    if !passes, !hasFailed { return Plan.reject }
    if hasFailed { open.append(PlanOperation(.undocumented)) }
    return plainList(of: entries, from: start, depth)
  }

  private mutating func plainList(of entries: [UInt32], from start: Int, _ depth: Int) -> UInt32 {
    guard write(allOf: entries, depth) else {
      open.removeLast(open.count - start)
      return Plan.reject
    }
    return open.count == start ? Plan.accept : close(from: start)
  }

  /// Writes that an object passes some blocks.
  private mutating func write(allOf entries: [UInt32], _ depth: Int) -> Bool {
    let outer = scope
    defer { scope = outer }
    for entry in entries {
      if entry == Plan.undocumentedEntry {
        open.append(PlanOperation(.undocumented))
        continue
      }
      scope = scopeOf[Int(entry) / 8]
      guard write(blockAt: Int(starts[Int(entry) / 8]), TapeWord.Kind.object.rawValue, depth) else { return false }
    }
    return true
  }

  /// Writes that members which are not evaluated are noted.
  private mutating func write(noting found: Coverage, from start: Int) {
    let always = found.branches[0]
    guard found.branches.count > 1 else {
      return open.append(PlanOperation(.object, a: shape(besides: always, Plan.undocumentedEntry, [])))
    }
    // Whether anything is asked at all depends on the branches if nothing else names properties.
    let dependents = always.shapes.isEmpty ? nil : dependents(of: found)
    if let dependents {
      open.append(PlanOperation(.object, a: shape(besides: always, Plan.undocumentedEntry, dependents)))
    }
    if dependents?.isEmpty != true {
      let remainder = remainder(of: found, Plan.undocumentedEntry, dependents ?? [])
      open.append(PlanOperation(.remainingMembers, a: remainder))
    }
    open.append(PlanOperation(.covering, a: close(from: start)))
  }

  /// The branches of which one has to count, so that a remainder is asked for: those that name properties.
  func asking(of coverage: Coverage, _ rest: UInt32) -> UInt64 {
    guard rest == Plan.undocumentedEntry, coverage.branches[0].shapes.isEmpty else { return .max }
    var mask: UInt64 = 0
    for (number, branch) in coverage.branches.enumerated() where !branch.shapes.isEmpty { mask |= 1 << UInt64(number) }
    return mask
  }

  /// The list of a block of the same value: one that tracks, if all documentation comes from the instruction at `pc`.
  mutating func list(delegatedTo block: UInt32, at pc: UInt32, _ kind: UInt8, depth: Int) -> UInt32 {
    guard documentation.delegate == pc else { return list(of: block, kind, depth: depth) }
    return list(ofEntry: childEntry(of: block), kind, depth: depth)
  }

  // MARK: Unions

  /// Writes an `anyOf` of which a branch that passes does not settle what the others document.
  ///
  /// - Returns: `false` if an ordinary one does.
  mutating func write(documentingUnion blocks: [UInt32], at pc: UInt32, _ kind: UInt8, _ depth: Int) -> Bool {
    let isObject = kind == TapeWord.Kind.object.rawValue
    guard tracksUndocumented, blocks.count > 1, isObject || kind == TapeWord.Kind.array.rawValue else { return false }
    guard blocks.count <= 64 else {
      open.append(PlanOperation(.undocumented))
      return false
    }
    let isTracking = isObject && documentation.delegate == pc
    let masks = blocks.map { block in
      var mask: UInt64 = 0
      for (number, other) in blocks.enumerated() where documentsMore(other, than: block, isTracking) {
        mask |= 1 << UInt64(number)
      }
      return mask
    }
    // With two that may note something, one that passes without a note may answer for the other.
    if masks.allSatisfy({ $0 == 0 }), blocks.filter({ documentsAnything($0) }).count < 2 { return false }
    let lists = blocks.map { list(delegatedTo: $0, at: pc, kind, depth: depth + 1) }
    let start = Int64(parts.candidates.count) << 32
    parts.candidates += masks
    if isObject, let header = tellingUnion(lists) {
      open.append(PlanOperation(.tellingAnyOf, a: header, value: start, flags: PlanOperation.documents))
    } else {
      let value = start | Int64(lists.count)
      open.append(PlanOperation(.anyOf, a: appendList(lists), value: value, flags: PlanOperation.documents))
    }
    return true
  }

  // MARK: What blocks document

  /// Whether a block has nothing but assertions on the value itself.
  func isLeaf(_ start: UInt32) -> Bool {
    var pc = Int(start)
    while pc < instructions.count, instructions[pc].opcode.isLeaf {
      if instructions[pc].opcode == .end { return true }
      pc += 1
    }
    return false
  }

  /// Whether a block says something about the members of its own value, whatever branches it takes.
  ///
  /// - Complexity: O(*n*) in the instructions that are applied to the value; looked up from the second time on.
  mutating func documents(_ start: UInt32) -> Bool {
    if let known = documentation.documents[start] { return known == 1 }
    var seen: Set<UInt32> = [start]
    var work = [start]
    var documents = false
    while !documents, let block = work.popLast() {
      for pc in range(of: block) where !documents {
        if isDocumentation(instructions[pc]) { documents = true }
        for target in inPlaceTargets(of: instructions[pc]) where seen.insert(target).inserted { work.append(target) }
      }
      // It is no mistake to track for nothing.
      if seen.count > PlanBuilder.mostBlocks { documents = true }
    }
    documentation.documents[start] = documents ? 1 : 0
    return documents
  }

  /// The instructions of a block by which it says something about members.
  private mutating func contributors(of start: UInt32) -> [UInt32] {
    var contributors: [UInt32] = []
    for pc in range(of: start) {
      var counts = isDocumentation(instructions[pc])
      for target in inPlaceTargets(of: instructions[pc]) where !counts { counts = documents(target) }
      if counts { contributors.append(UInt32(pc)) }
    }
    return contributors
  }

  private func range(of start: UInt32) -> Range<Int> {
    var end = Int(start)
    while end < instructions.count, instructions[end].opcode != .end { end += 1 }
    return Int(start)..<end
  }

  private func isDocumentation(_ instruction: Instruction) -> Bool {
    switch instruction.opcode {
    case .unevaluatedProperties: true
    case .object: program.shapes[Int(instruction.a)].documents(program.properties)
    default: false
    }
  }

  /// The blocks that an instruction applies to its own value, and of which what they evaluate counts if they pass.
  private func inPlaceTargets(of instruction: Instruction) -> [UInt32] {
    var targets: [UInt32] = []
    switch instruction.opcode {
    case .call, .dependentSchema: targets = [instruction.a]
    case .condition:
      targets = [instruction.a]
      if instruction.flags & Instruction.hasThen != 0 { targets.append(instruction.b) }
      if instruction.flags & Instruction.hasElse != 0 { targets.append(instruction.c) }
    case .anyOf, .oneOf:
      for branch in 0..<instruction.b { targets.append(program.lists[Int(instruction.a + branch * 2)]) }
    case .dynamicCall:
      for pair in 0..<instruction.b { targets.append(program.lists[Int(instruction.a + pair * 2 + 1)]) }
      if instruction.flags & Instruction.hasElse != 0 { targets.append(instruction.c) }
    default: break
    }
    return targets
  }

  // MARK: Comparison

  /// Whether a block may document something, of a value or within it, that another one leaves undocumented unnoticed.
  ///
  /// Of the one everything counts, whichever branches it takes; of the other only what holds in any case.
  /// - Parameter isTracking: Whether the other one notes which of the value's own members it does not document.
  private mutating func documentsMore(_ block: UInt32, than other: UInt32, _ isTracking: Bool) -> Bool {
    let key = UInt64(block) << 32 | UInt64(other)
    // Programs have far fewer instructions than the highest bit stands for.
    let question = isTracking ? key | 1 << 63 : key
    if let known = documentation.comparisons[question] { return known }
    var seen: Set<UInt64> = [key]
    var work = [(block, other)]
    var isMore = false
    var tracks = isTracking
    while !isMore, let (block, other) = work.popLast() {
      guard let pairs = pairs(block, other, tracks), seen.count < PlanBuilder.mostBlocks else {
        isMore = true
        break
      }
      // Blocks of children always do.
      tracks = true
      for (block, other) in pairs where seen.insert(UInt64(block) << 32 | UInt64(other)).inserted {
        work.append((block, other))
      }
    }
    documentation.comparisons[question] = isMore
    return isMore
  }

  /// What a block asks of the children of a value.
  private struct ChildDocumentation {
    var shapes: [ObjectShape] = []
    /// Blocks that are applied to items.
    var items: [UInt32] = []
    /// Whether it asks more, in a way that is not looked into.
    var hasMore = false
  }

  private mutating func documentsAnything(_ start: UInt32) -> Bool {
    let found = childDocumentation(of: start, withBranches: true)
    return found.hasMore || found.items.contains { !isLeaf($0) }
      || found.shapes.contains { $0.documents(program.properties) }
  }

  private mutating func childDocumentation(of start: UInt32, withBranches: Bool) -> ChildDocumentation {
    var found = ChildDocumentation()
    var seen: Set<UInt32> = [start]
    var work = [start]
    while let block = work.popLast() {
      for pc in range(of: block) {
        let instruction = instructions[pc]
        switch instruction.opcode {
        case .object: found.shapes.append(program.shapes[Int(instruction.a)])
        // With others before them, not all items pass.
        case .items: if withBranches || instruction.b == 0 { found.items.append(instruction.a) }
        case .contains: if withBranches { found.items.append(instruction.a) }
        case .prefixItems, .unevaluatedItems, .unevaluatedProperties: found.hasMore = true
        default: break
        }
        for target in inPlaceTargets(of: instruction) {
          if !withBranches, instruction.opcode != .call {
            if documents(target) { found.hasMore = true }
          } else if seen.insert(target).inserted {
            work.append(target)
          }
        }
      }
      if seen.count > PlanBuilder.mostBlocks {
        found.hasMore = true
        break
      }
    }
    return found
  }

  /// The pairs of blocks of children of which the first must not document more than the second, so that the same holds
  /// of two blocks; `nil` if it does not hold.
  private mutating func pairs(_ block: UInt32, _ other: UInt32, _ isTracking: Bool) -> [(UInt32, UInt32)]? {
    if block == other || isLeaf(block) { return [] }
    let more = childDocumentation(of: block, withBranches: true)
    let less = childDocumentation(of: other, withBranches: false)
    if more.hasMore { return nil }
    var pairs: [(UInt32, UInt32)] = []
    for item in more.items where !isLeaf(item) {
      guard let first = less.items.first else { return nil }
      pairs.append((item, first))
    }
    for shape in more.shapes where shape.documents(program.properties) {
      guard shape.patternCount == 0, less.shapes.contains(where: { $0.documents(program.properties) }) else {
        return nil
      }
      if shape.additional == .block, !isLeaf(shape.additionalBlock) { return nil }
      for position in shape.propertyStart..<shape.propertyStart + shape.propertyCount {
        let property = program.properties[Int(position)]
        guard property.flags & PropertyEntry.isDeclared != 0, !isLeaf(property.block) else { continue }
        guard let own = self.pairs(property, less, isTracking) else { return nil }
        pairs += own
      }
    }
    return pairs
  }

  /// The blocks that some shapes apply to a property's value, each after the property's own; `nil` if that is nothing.
  private func pairs(
    _ property: PropertyEntry, _ other: ChildDocumentation, _ isTracking: Bool
  ) -> [(UInt32, UInt32)]? {
    let name = self.name(of: property)
    for shape in other.shapes {
      for position in shape.propertyStart..<shape.propertyStart + shape.propertyCount {
        let own = program.properties[Int(position)]
        if own.flags & PropertyEntry.isDeclared != 0, self.name(of: own) == name {
          return [(property.block, own.block)]
        }
      }
    }
    for shape in other.shapes {
      if shape.patternCount > 0 || shape.additional == .all { return nil }
      if shape.additional == .block { return [(property.block, shape.additionalBlock)] }
    }
    // The member itself is noted, unless something else documents it.
    return isTracking && !other.hasMore ? [] : nil
  }

  private func name(of property: PropertyEntry) -> ArraySlice<UInt8> {
    program.text[Int(property.nameStart)..<Int(property.nameStart) + Int(property.nameLength)]
  }
}

extension ObjectShape {
  /// Whether every object passes it.
  var asksForNothing: Bool {
    propertyCount == 0 && patternCount == 0 && requiredMask == 0 && (additional == .any || additional == .all)
  }

  /// Whether it says something about members beyond that they must be there.
  func documents(_ properties: [PropertyEntry]) -> Bool {
    additional != .any || patternCount > 0 || names(properties)
  }

  /// Whether it declares any name.
  func names(_ properties: [PropertyEntry]) -> Bool {
    (propertyStart..<propertyStart + propertyCount).contains {
      properties[Int($0)].flags & PropertyEntry.isDeclared != 0
    }
  }
}
