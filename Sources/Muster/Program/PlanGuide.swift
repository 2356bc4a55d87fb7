/// Leads from the blocks of a program to a plan's verdicts on them: what explaining passes over.
///
/// A block that a value passes has nothing to explain, but may have something to note: that a value is not to be shown,
/// and that a `const` or `enum` holds, by which the branches of unions are told apart. Such blocks are run all the same.
final class PlanGuide: Sendable {
  /// What a block may note.
  struct Notes: OptionSet, Sendable {
    let rawValue: UInt32

    /// That a value is not to be shown.
    static let hides = Notes(rawValue: 1)
    /// That a tag holds for the value itself.
    static let tags = Notes(rawValue: 2)
    /// That a tag holds for the value or a member of it.
    static let memberTags = Notes(rawValue: 4)
  }

  /// A hash table, at most half full, of the first instruction of a block plus one below, and its entries with its
  /// notes above: entries begin at multiples of eight.
  private let slots: [UInt64]

  init(program: Program, starts: [UInt32]) {
    var survey = BlockSurvey(program)
    for start in starts.dropFirst(2) { survey.add(start) }
    let notes = survey.spread()
    var size = 4
    while size < starts.count * 2 { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    for (block, start) in starts.enumerated().dropFirst(2) {
      let notes = notes[start] ?? []
      var slot = PlanGuide.hash(start) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt64(block) << 35 | UInt64(notes.rawValue) << 32 | UInt64(start + 1)
    }
    self.slots = slots
  }

  /// Where the entries of the block that begins at an instruction begin, and what it may note; `nil` for what the plan
  /// has no block of its own.
  @inline(__always)
  func block(_ start: Int) -> (entry: UInt32, notes: Notes)? {
    let wanted = UInt32(truncatingIfNeeded: start &+ 1)
    var slot = PlanGuide.hash(UInt32(truncatingIfNeeded: start)) & (slots.count &- 1)
    while true {
      let found = slots[slot]
      if UInt32(truncatingIfNeeded: found) == wanted {
        let above = UInt32(truncatingIfNeeded: found >> 32)
        return (above & ~7, Notes(rawValue: above & 7))
      }
      if found == 0 { return nil }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
  }

  @inline(__always)
  private static func hash(_ start: UInt32) -> Int { Int((start &* 0x9E37_79B1) >> 8) }
}

/// Finds what the blocks of a program may note, those that they lead to included.
private struct BlockSurvey {
  /// How one block leads to another.
  private enum Way {
    /// It is applied to the same value, to members' values, or in a way that only its verdict counts.
    case value, member, other
  }

  private let program: Program
  private var nodes: [UInt32: Int] = [:]
  private var starts: [UInt32] = []
  private var notes: [PlanGuide.Notes] = []
  /// For each block those that lead to it.
  private var readers: [[(node: Int, way: Way)]] = []

  init(_ program: Program) {
    self.program = program
  }

  /// Takes a block in, with all that it leads to.
  mutating func add(_ start: UInt32) {
    var next = starts.count
    _ = node(start)
    while next < starts.count {
      survey(next)
      next += 1
    }
  }

  private mutating func node(_ start: UInt32) -> Int {
    if let known = nodes[start] { return known }
    nodes[start] = starts.count
    starts.append(start)
    notes.append([])
    readers.append([])
    return starts.count - 1
  }

  private mutating func survey(_ node: Int) {
    var pc = Int(starts[node])
    while pc < program.instructions.count {
      let instruction = program.instructions[pc]
      pc += 1
      switch instruction.opcode {
      case .end: return
      case .sensitive: notes[node].insert(.hides)
      case .constant, .enumeration: notes[node].formUnion([.tags, .memberTags])
      case .call, .dependentSchema: lead(node, to: instruction.a, .value)
      case .condition:
        lead(node, to: instruction.a, .other)
        if instruction.flags & Instruction.hasThen != 0 { lead(node, to: instruction.b, .value) }
        if instruction.flags & Instruction.hasElse != 0 { lead(node, to: instruction.c, .value) }
      case .not, .contains, .propertyNames, .items: lead(node, to: instruction.a, .other)
      case .prefixItems:
        for position in instruction.a..<instruction.a + instruction.b {
          lead(node, to: program.lists[Int(position)], .other)
        }
      case .anyOf, .oneOf:
        // Of a union that passes nothing is kept but what is hidden.
        for branch in 0..<instruction.b { lead(node, to: program.lists[Int(instruction.a + branch * 2)], .other) }
      case .object: survey(shape: program.shapes[Int(instruction.a)], node)
      default: break
      }
    }
  }

  private mutating func survey(shape: ObjectShape, _ node: Int) {
    for position in shape.propertyStart..<shape.propertyStart + shape.propertyCount
    where program.properties[Int(position)].flags & PropertyEntry.isDeclared != 0 {
      lead(node, to: program.properties[Int(position)].block, .member)
    }
    for pair in 0..<shape.patternCount {
      lead(node, to: program.lists[Int(shape.patternStart + pair * 2 + 1)], .member)
    }
    if shape.additional == .block { lead(node, to: shape.additionalBlock, .member) }
  }

  private mutating func lead(_ node: Int, to start: UInt32, _ way: Way) {
    readers[self.node(start)].append((node, way))
  }

  /// What each block may note, by its first instruction.
  ///
  /// - Complexity: O(*ways* between blocks).
  mutating func spread() -> [UInt32: PlanGuide.Notes] {
    var changed = notes.indices.filter { !notes[$0].isEmpty }
    while let node = changed.popLast() {
      for (reader, way) in readers[node] {
        var passedOn = notes[node].intersection(.hides)
        switch way {
        case .value: passedOn = notes[node]
        case .member: if notes[node].contains(.tags) { passedOn.insert(.memberTags) }
        case .other: break
        }
        guard !notes[reader].isSuperset(of: passedOn) else { continue }
        notes[reader].formUnion(passedOn)
        changed.append(reader)
      }
    }
    var found: [UInt32: PlanGuide.Notes] = [:]
    for (node, start) in starts.enumerated() where !notes[node].isEmpty { found[start] = notes[node] }
    return found
  }
}
