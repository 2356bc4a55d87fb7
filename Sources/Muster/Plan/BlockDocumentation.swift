/// Finds what the blocks of a program say about the members of values: what a tracking plan need not note.
///
/// A block *documents* members by a shape that says something of them, or by `unevaluatedProperties`; whatever branches
/// it takes.
struct BlockDocumentation {
  private let program: Program
  /// For blocks by their first instructions: 1 if they document members, else 0.
  private var documents = IndexTable()
  /// Pairs of blocks by their first instructions, and whether the upper one documents more than the lower one.
  private var comparisons: [UInt64: Bool] = [:]

  /// How many blocks are looked into to answer one question.
  private static let mostBlocks = 512

  init(_ program: Program) {
    self.program = program
  }

  /// Whether a block says something about the members of its own value, whatever branches it takes.
  ///
  /// - Complexity: O(*n*) in the instructions that are applied to the value; looked up from the second time on.
  mutating func documents(_ start: UInt32) -> Bool {
    if let known = documents[start] { return known == 1 }
    var seen: Set<UInt32> = [start]
    var work = [start]
    var found = false
    while !found, let block = work.popLast() {
      for pc in program.block(at: block) where !found {
        let instruction = program.instructions[pc]
        if isDocumentation(instruction) { found = true }
        for target in inPlaceTargets(of: instruction) where seen.insert(target).inserted { work.append(target) }
      }
      // Tracking without need is not an error.
      if seen.count > BlockDocumentation.mostBlocks { found = true }
    }
    documents[start] = found ? 1 : 0
    return found
  }

  /// The instructions of a block by which it says something about members.
  mutating func contributors(of start: UInt32) -> [UInt32] {
    var contributors: [UInt32] = []
    for pc in program.block(at: start) {
      let instruction = program.instructions[pc]
      var counts = isDocumentation(instruction)
      for target in inPlaceTargets(of: instruction) where !counts { counts = documents(target) }
      if counts { contributors.append(UInt32(pc)) }
    }
    return contributors
  }

  private func isDocumentation(_ instruction: Instruction) -> Bool {
    switch instruction.opcode.reach {
    case .shape: program.shapes[Int(instruction.a)].documents(program.properties)
    case .restOfMembers: true
    case .nothing, .scope, .value, .names, .items, .firstItems, .passingItems, .restOfItems: false
    }
  }

  /// The blocks that an instruction applies to its own value and whose evaluated members count if they pass.
  private func inPlaceTargets(of instruction: Instruction) -> [UInt32] {
    guard instruction.opcode.reach == .value else { return [] }
    return program.uses(of: instruction).filter { $0.use == .value || $0.use == .alternative }.map(\.block)
  }

  // MARK: Comparison

  /// Whether a block may document something, of a value or within it, that another one leaves undocumented unnoticed.
  ///
  /// Of the one everything counts, whichever branches it takes; of the other only what holds in any case.
  /// - Parameter isTracking: Whether the other one notes which of the value's own members it does not document.
  mutating func documents(_ block: UInt32, moreThan other: UInt32, _ isTracking: Bool) -> Bool {
    let key = UInt64(block) << 32 | UInt64(other)
    // Programs have far fewer instructions than the highest bit stands for.
    let question = isTracking ? key | 1 << 63 : key
    if let known = comparisons[question] { return known }
    var seen: Set<UInt64> = [key]
    var work = [(block, other)]
    var isMore = false
    var tracks = isTracking
    while !isMore, let (block, other) = work.popLast() {
      guard let pairs = pairs(block, other, tracks), seen.count < BlockDocumentation.mostBlocks else {
        isMore = true
        break
      }
      // Blocks of children always do.
      tracks = true
      for (block, other) in pairs where seen.insert(UInt64(block) << 32 | UInt64(other)).inserted {
        work.append((block, other))
      }
    }
    comparisons[question] = isMore
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

  /// Whether a block says something about the children of a value, whatever branches it takes.
  mutating func documentsChildren(_ start: UInt32) -> Bool {
    let found = childDocumentation(of: start, withBranches: true)
    return found.hasMore || found.items.contains { !program.isLeafBlock($0) }
      || found.shapes.contains { $0.documents(program.properties) }
  }

  private mutating func childDocumentation(of start: UInt32, withBranches: Bool) -> ChildDocumentation {
    var found = ChildDocumentation()
    var seen: Set<UInt32> = [start]
    var work = [start]
    while let block = work.popLast() {
      for pc in program.block(at: block) {
        let instruction = program.instructions[pc]
        switch instruction.opcode.reach {
        case .nothing, .scope, .names: break
        case .shape: found.shapes.append(program.shapes[Int(instruction.a)])
        // With others before them, not all items pass.
        case .items: if withBranches || instruction.b == 0 { found.items.append(instruction.a) }
        case .passingItems: if withBranches { found.items.append(instruction.a) }
        case .firstItems, .restOfItems, .restOfMembers: found.hasMore = true
        case .value:
          for target in inPlaceTargets(of: instruction) {
            if !withBranches, instruction.opcode != .call {
              if documents(target) { found.hasMore = true }
            } else if seen.insert(target).inserted {
              work.append(target)
            }
          }
        }
      }
      if seen.count > BlockDocumentation.mostBlocks {
        found.hasMore = true
        break
      }
    }
    return found
  }

  /// The pairs of child blocks that have to be compared to compare two blocks, or `nil` if the first documents more.
  ///
  /// In each pair the first block must not document more than the second.
  private mutating func pairs(_ block: UInt32, _ other: UInt32, _ isTracking: Bool) -> [(UInt32, UInt32)]? {
    if block == other || program.isLeafBlock(block) { return [] }
    let more = childDocumentation(of: block, withBranches: true)
    let less = childDocumentation(of: other, withBranches: false)
    if more.hasMore { return nil }
    var pairs: [(UInt32, UInt32)] = []
    for item in more.items where !program.isLeafBlock(item) {
      guard let first = less.items.first else { return nil }
      pairs.append((item, first))
    }
    for shape in more.shapes where shape.documents(program.properties) {
      guard shape.patternCount == 0, less.shapes.contains(where: { $0.documents(program.properties) }) else {
        return nil
      }
      if shape.additional == .block, !program.isLeafBlock(shape.additionalBlock) { return nil }
      for position in shape.propertyStart..<shape.propertyStart + shape.propertyCount {
        let property = program.properties[Int(position)]
        guard property.flags & PropertyEntry.isDeclared != 0, !program.isLeafBlock(property.block) else { continue }
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
