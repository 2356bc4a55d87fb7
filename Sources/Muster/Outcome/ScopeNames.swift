/// The names that are declared anywhere for one object: by all shapes that may be applied to the same value.
struct ScopeNames {
  private let program: Program
  private let view: ProgramView
  private var shapes: [Int] = []

  /// More blocks than this are not looked at.
  private static let limit = 1_000

  /// The names that the blocks declare which an instruction leads to on the same value.
  ///
  /// - Parameter pc: An instruction of the outermost block that is applied to the value.
  /// - Complexity: O(*instructions*) in the blocks that are applied to the value.
  init(program: Program, view: ProgramView, from pc: UInt32) {
    self.program = program
    self.view = view
    guard pc != .max else { return }
    var pending = [start(ofBlockWith: Int(pc))]
    var seen: Set<Int> = []
    while let block = pending.popLast(), seen.count < ScopeNames.limit {
      guard seen.insert(block).inserted else { continue }
      visit(block, &pending)
    }
  }

  /// The first instruction of the block that an instruction is in.
  private func start(ofBlockWith pc: Int) -> Int {
    var start = pc
    while start > 0, view.instructions[start &- 1].opcode != .end { start &-= 1 }
    return start
  }

  private mutating func visit(_ block: Int, _ pending: inout [Int]) {
    var pc = block
    while true {
      let instruction = view.instructions[pc]
      pc &+= 1
      switch instruction.opcode {
      case .end, .reject: return
      case .object: shapes.append(Int(instruction.a))
      case .call, .dependentSchema: pending.append(Int(instruction.a))
      case .anyOf, .oneOf:
        for branch in 0..<Int(instruction.b) { pending.append(Int(view.lists[Int(instruction.a) &+ branch &* 2])) }
      case .condition:
        pending.append(Int(instruction.a))
        if instruction.flags & Instruction.hasThen != 0 { pending.append(Int(instruction.b)) }
        if instruction.flags & Instruction.hasElse != 0 { pending.append(Int(instruction.c)) }
      case .dynamicCall:
        for pair in 0..<Int(instruction.b) { pending.append(Int(view.lists[Int(instruction.a) &+ pair &* 2 &+ 1])) }
        if instruction.flags & Instruction.hasElse != 0 { pending.append(Int(instruction.c)) }
      default: break
      }
    }
  }

  /// Whether a shape that lets no other names through declares a name.
  func declaresClosed(_ name: String) -> Bool {
    shapes.contains { shape in view.shapes[shape].additional == .none && declares(name, shape) }
  }

  private func declares(_ name: String, _ shape: Int) -> Bool {
    view.declaredNames(ofShape: shape).contains { program.string(of: $0).utf8.elementsEqual(name.utf8) }
  }

  /// Whether a name is declared.
  func declares(_ name: String) -> Bool { shapes.contains { declares(name, $0) } }

  /// All of the names, each once.
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
