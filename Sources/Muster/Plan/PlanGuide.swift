/// Leads from the blocks and shapes of a program to those of its plan: how explaining passes over what passes.
///
/// A block that a value passes has nothing to explain, but may have something to note: that a value is not to be shown,
/// and that a `const` or `enum` holds, by which the branches of unions are told apart. Such blocks are run all the same.
final class PlanGuide: Sendable {
  /// What a block may note of a value that passes.
  struct Notes: OptionSet, Sendable {
    let rawValue: UInt32

    /// That the value, or one inside of it, is not to be shown.
    static let hides = Notes(rawValue: 1)
    /// That a tag holds for the value itself.
    static let tags = Notes(rawValue: 2)
  }

  /// By the first instruction of a block its entries with its notes: entries begin at multiples of eight.
  private let blocks: IndexTable
  /// By a shape of the program the plan's, times four, with the notes of the blocks of its members.
  private let shapes: IndexTable

  init(program: Program, starts: [UInt32], shapeSources: [UInt32]) {
    var survey = BlockSurvey(program)
    for start in starts where start != .max { survey.add(start) }
    let notes = survey.spread()
    var blocks = IndexTable()
    for (block, start) in starts.enumerated() where start != .max {
      blocks[start] = UInt32(block) * 8 | (notes[start] ?? []).rawValue
    }
    self.blocks = blocks
    var shapes = IndexTable()
    for (shape, source) in shapeSources.enumerated() where shape < 1 << 29 && source != .max {
      var all: Notes = []
      if !notes.isEmpty {
        for block in BlockSurvey.blocks(ofShape: program.shapes[Int(source)], program) {
          all.formUnion(notes[block] ?? [])
        }
      }
      shapes[source] = UInt32(shape) * 4 | all.rawValue
    }
    self.shapes = shapes
  }

  /// Where the entries of the block that begins at an instruction begin, and what it may note; `nil` for what the plan
  /// has no block of its own.
  @inline(__always)
  func block(_ start: Int) -> (entry: UInt32, notes: Notes)? {
    blocks[UInt32(truncatingIfNeeded: start)].map { ($0 & ~7, Notes(rawValue: $0 & 7)) }
  }

  /// The plan's shape, and what the blocks of its members may note; `nil` for a shape that the plan does not have.
  @inline(__always)
  func shape(_ index: Int) -> (shape: UInt32, notes: Notes)? {
    shapes[UInt32(truncatingIfNeeded: index)].map { ($0 >> 2, Notes(rawValue: $0 & 3)) }
  }
}

/// Finds what the blocks of a program may note, those that they lead to included.
private struct BlockSurvey {
  /// How one block leads to another.
  private enum Way {
    /// It is applied to the same value, or to others or in a way that only its verdict counts.
    case value, other
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
      case .constant, .enumeration: notes[node].insert(.tags)
      case .call, .dependentSchema: lead(node, to: instruction.a, .value)
      case .condition:
        lead(node, to: instruction.a, .other)
        if instruction.flags & Instruction.hasThen != 0 { lead(node, to: instruction.b, .value) }
        if instruction.flags & Instruction.hasElse != 0 { lead(node, to: instruction.c, .value) }
      case .dynamicCall:
        for pair in 0..<instruction.b {
          lead(node, to: program.lists[Int(instruction.a + pair * 2 + 1)], .value)
        }
        if instruction.flags & Instruction.hasElse != 0 { lead(node, to: instruction.c, .value) }
      case .not, .contains, .propertyNames, .items, .unevaluatedItems, .unevaluatedProperties:
        lead(node, to: instruction.a, .other)
      case .prefixItems:
        for position in instruction.a..<instruction.a + instruction.b {
          lead(node, to: program.lists[Int(position)], .other)
        }
      case .anyOf, .oneOf:
        // Of a union that passes nothing is kept but what is hidden.
        for branch in 0..<instruction.b { lead(node, to: program.lists[Int(instruction.a + branch * 2)], .other) }
      case .object:
        for block in BlockSurvey.blocks(ofShape: program.shapes[Int(instruction.a)], program) {
          lead(node, to: block, .other)
        }
      default: break
      }
    }
  }

  /// The blocks that a shape has run on members.
  static func blocks(ofShape shape: ObjectShape, _ program: Program) -> [UInt32] {
    var blocks: [UInt32] = []
    for position in shape.propertyStart..<shape.propertyStart + shape.propertyCount
    where program.properties[Int(position)].flags & PropertyEntry.isDeclared != 0 {
      blocks.append(program.properties[Int(position)].block)
    }
    for pair in 0..<shape.patternCount {
      blocks.append(program.lists[Int(shape.patternStart + pair * 2 + 1)])
    }
    if shape.additional == .block { blocks.append(shape.additionalBlock) }
    return blocks
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
        let passedOn = way == .value ? notes[node] : notes[node].intersection(.hides)
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
