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
    for start in starts where start != BlockTable.Block.none { survey.add(start) }
    let notes = survey.spread()
    var blocks = IndexTable()
    for (block, start) in starts.enumerated() where start != BlockTable.Block.none {
      blocks[start] = EntryIndex(block: block).rawValue | (notes[start] ?? []).rawValue
    }
    self.blocks = blocks
    var shapes = IndexTable()
    for (shape, source) in shapeSources.enumerated() where shape < 1 << 29 && source != PlanShape.joined {
      var all: Notes = []
      if !notes.isEmpty {
        for block in program.blocks(of: program.shapes[Int(source)]) { all.formUnion(notes[block] ?? []) }
      }
      shapes[source] = UInt32(shape) * 4 | all.rawValue
    }
    self.shapes = shapes
  }

  /// The plan's block for the one that begins at an instruction, and what it may note; `nil` if the plan has no block of
  /// its own for it.
  @inline(__always)
  func block(_ start: Int) -> (entry: EntryIndex, notes: Notes)? {
    blocks[UInt32(truncatingIfNeeded: start)].map { (EntryIndex($0 & ~7), Notes(rawValue: $0 & 7)) }
  }

  /// The plan's shape, and what the blocks of its members may note; `nil` for a shape that the plan does not have.
  @inline(__always)
  func shape(_ index: Int) -> (shape: ShapeIndex, notes: Notes)? {
    shapes[UInt32(truncatingIfNeeded: index)].map { (ShapeIndex($0 >> 2), Notes(rawValue: $0 & 3)) }
  }
}

/// Finds what the blocks of a program may note, those that they lead to included.
private struct BlockSurvey {
  private let program: Program
  private var nodes: [UInt32: Int] = [:]
  private var starts: [UInt32] = []
  private var notes: [PlanGuide.Notes] = []
  /// For each block those that lead to it, and whether all its notes are theirs as well: of other values, and of a union
  /// that passes, nothing is kept but what is hidden.
  private var readers: [[(node: Int, takesAll: Bool)]] = []

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
    for pc in program.block(at: starts[node]) {
      let instruction = program.instructions[pc]
      notes[node].formUnion(instruction.opcode.notes)
      for use in program.uses(of: instruction) { readers[self.node(use.block)].append((node, use.use == .value)) }
    }
  }

  /// What each block may note, by its first instruction.
  ///
  /// - Complexity: O(*ways* between blocks).
  mutating func spread() -> [UInt32: PlanGuide.Notes] {
    var changed = notes.indices.filter { !notes[$0].isEmpty }
    while let node = changed.popLast() {
      for (reader, takesAll) in readers[node] {
        let passedOn = takesAll ? notes[node] : notes[node].intersection(.hides)
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

extension Opcode {
  /// What an instruction notes of a value that passes; what its blocks note is found there.
  ///
  /// What goes the wrong way is noted by a pass of its own, which has no plan to pass over anything.
  fileprivate var notes: PlanGuide.Notes { self == .sensitive ? .hides : isTag ? .tags : [] }
}
