import MusterText

/// The names that schemas for one object mention anywhere: all shapes that may be applied to the same value.
struct ScopeNames {
  /// A block, and how it was come to first.
  private struct Visit {
    var parent: Int?
    /// Whether it is one of several branches, of which others may apply in its place.
    var isAlternative: Bool
  }

  private let program: Program
  private let view: ProgramView
  private var shapes: [Int] = []
  /// The names that keywords other than `properties` mention.
  private var mentioned: [NameEntry] = []
  /// For each block the shapes in it.
  private var shapesOfBlocks: [Int: [Int]] = [:]
  private var visits: [Int: Visit] = [:]

  /// More blocks than this are not looked at.
  private static let limit = 1_000

  /// The names that the blocks mention which an instruction leads to on the same value.
  ///
  /// - Parameter pc: An instruction of the outermost block that is applied to the value.
  /// - Complexity: O(*instructions*) in the blocks that are applied to the value.
  init(program: Program, view: ProgramView, from pc: UInt32) {
    self.program = program
    self.view = view
    guard pc != .max else { return }
    let root = start(ofBlockWith: Int(pc))
    visits[root] = Visit(parent: nil, isAlternative: false)
    var pending = [root]
    while let block = pending.popLast(), visits.count < ScopeNames.limit { visit(block, &pending) }
  }

  /// The first instruction of the block that an instruction is in.
  private func start(ofBlockWith pc: Int) -> Int {
    var start = pc
    while start > 0, view.instructions[start &- 1].opcode != .end { start &-= 1 }
    return start
  }

  private mutating func visit(_ block: Int, _ pending: inout [Int]) {
    var pc = block
    func come(_ target: UInt32, isAlternative: Bool = false) {
      guard visits[Int(target)] == nil else { return }
      visits[Int(target)] = Visit(parent: block, isAlternative: isAlternative)
      pending.append(Int(target))
    }
    while true {
      let instruction = view.instructions[pc]
      pc &+= 1
      if instruction.opcode == .end || instruction.opcode == .reject { return }
      instruction.forEachBlock({ view.lists[$0] }) { target, use in
        switch use {
        case .value: come(target)
        case .alternative: come(target, isAlternative: true)
        // Neither says anything of the value's own members.
        case .negation, .child: break
        }
      }
      instruction.operands.forEach { operand in
        switch operand {
        case .shape(let field):
          shapes.append(Int(instruction[field]))
          shapesOfBlocks[block, default: []].append(Int(instruction[field]))
          mentioned += view.requiredNames(ofShape: Int(instruction[field]))
        case .name(let field): mentioned.append(view.names[instruction[field]])
        case .list(.name, let start, let count): mentioned += view.names(instruction[start], instruction[count])
        case .tags(let start, _):
          if instruction.flags & Instruction.discriminates != 0 {
            mentioned.append(view.names[view.lists[instruction[start]]])
          }
        case .none, .block, .flaggedBlock, .list, .constant, .number, .pattern, .format, .check, .types, .skip, .value,
          .count:
          break
        }
      }
    }
  }

  // MARK: Names

  /// Whether a name is declared, covered by a pattern, or mentioned by another keyword such as `required`.
  func mentions(_ name: String) -> Bool {
    shapes.contains { covers(name, $0) } || mentioned.contains { program.string(of: $0).utf8.elementsEqual(name.utf8) }
  }

  /// Whether another subschema, which applies beside the one that an instruction is in, lets a name through by
  /// `properties` or `patternProperties`; if so, whether each of those is closed.
  func closedness(ofSubschemaWith name: String, beside pc: UInt32) -> Bool? {
    var ways: Set<Int> = []
    var block: Int? = start(ofBlockWith: Int(pc))
    while let current = block, ways.insert(current).inserted { block = visits[current]?.parent }
    let own = Int(view.instructions[pc].a)
    var isClosed: Bool?
    for (block, shapes) in shapesOfBlocks where applies(block, ways) {
      for shape in shapes where shape != own && covers(name, shape) {
        isClosed = (isClosed ?? true) && view.shapes[shape].additional == .none
      }
    }
    return isClosed
  }

  /// Whether a block applies wherever some others do that lead to one of them.
  private func applies(_ block: Int, _ ways: Set<Int>) -> Bool {
    var current = block
    for _ in 0..<ScopeNames.limit {
      if ways.contains(current) { return true }
      guard let visit = visits[current], !visit.isAlternative, let parent = visit.parent else { return false }
      current = parent
    }
    return false
  }

  /// Whether a shape declares a name or has a pattern for it.
  private func covers(_ name: String, _ index: Int) -> Bool {
    if view.declaredNames(ofShape: index).contains(where: { program.string(of: $0).utf8.elementsEqual(name.utf8) }) {
      return true
    }
    let shape = view.shapes[index]
    guard shape.patternCount > 0 else { return false }
    var scratch = PatternScratch()
    return (0..<shape.patternCount).contains { position in
      let pattern = Int(view.lists[shape.patternStart &+ position &* 2])
      return view.search(pattern, in: name.utf8.span, scratch: &scratch) == .matched
    }
  }

  /// All declared names, each once.
  var names: [String] {
    var known: Set<String> = []
    var names: [String] = []
    for shape in shapes {
      for entry in view.declaredNames(ofShape: shape) {
        let name = program.string(of: entry)
        if known.insert(name).inserted { names.append(name) }
      }
    }
    return names
  }
}
