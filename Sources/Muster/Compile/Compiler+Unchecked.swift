/// What it means for other keywords that some cannot be used.
///
/// A keyword that is passed over lets values pass that it would have rejected. That is harmless where a value has to pass,
/// and wrong where passing counts against it: under `not`, in `if`, in a `oneOf`, for `maxContains`, and for what
/// `unevaluatedProperties` finds left. There the keyword that asks is changed so that it rejects nothing wrongly.
extension Compiler {
  /// How many blocks are looked at to find the entries that mistakes concern.
  private static let searchLimit = 4_000_000

  /// Mistakes that leave nothing to check if nothing is beside them.
  private static let hollowing: Set<SchemaError.Code> = [
    .unresolvedReference, .circularReference, .notASchema, .tooLarge,
  ]

  /// What the keywords that cannot be used come to.
  struct Unchecked {
    var mistakes: [Int: SchemaError] = [:]
    var keywords: [UncheckedKeyword] = []
    var partlyChecked: Set<Int> = []
  }

  /// Changes what depends on unchecked keywords, and finds the entries that they concern.
  ///
  /// - Complexity: O(*blocks* + *instructions*), and to find the entries at most `searchLimit` more.
  mutating func settleUnchecked() -> Unchecked {
    var result = Unchecked(mistakes: pass.mistakes.ofEntries)
    guard pass.hasUnchecked else { return result }
    let graph = UncheckedGraph(pass.builder)
    for position in graph.dependents { pass.builder.leaveUnchecked(position, graph.isUncertain) }
    for (number, block) in pass.builder.entries.enumerated() where graph.isUncertain(block) {
      result.partlyChecked.insert(number)
      if result.mistakes[number] == nil, let mistake = hollow(block) { result.mistakes[number] = mistake }
    }
    var entries: [ProgramBuilder.BlockIndex: [Int]] = [:]
    for (number, block) in pass.builder.entries.enumerated() { entries[block, default: []].append(number) }
    var budget = Compiler.searchLimit
    for origin in pass.mistakes.origins {
      guard let mistake = pass.mistakes[origin] else { continue }
      var concerned: [Int] = []
      for block in graph.users(of: graph.blocks(from: origin), &budget) { concerned += entries[block] ?? [] }
      result.keywords.append(UncheckedKeyword(mistake: mistake, entries: concerned.sorted()))
    }
    return result
  }

  /// Why a block checks nothing at all; `nil` if it checks something.
  private func hollow(_ block: ProgramBuilder.BlockIndex) -> SchemaError? {
    var mistake: SchemaError?
    var seen: Set<ProgramBuilder.BlockIndex> = [block]
    var rest = [block]
    while let next = rest.popLast() {
      for position in pass.builder.blocks[Int(next.rawValue)] {
        let instruction = pass.builder.instructions[position]
        switch instruction.opcode {
        case .unchecked:
          guard let found = pass.mistakes[pass.builder.instructionOrigins[position]],
            Compiler.hollowing.contains(found.code)
          else { return nil }
          if mistake == nil { mistake = found }
        case .call:
          let target = ProgramBuilder.BlockIndex(rawValue: instruction.a)
          if seen.insert(target).inserted { rest.append(target) }
        case .skipIfNull, .beginScope, .endScope, .beginMarks, .sensitive: break
        default: return nil
        }
      }
    }
    return mistake
  }

  /// Leaves references unchecked that lead back to where they began without a step into the payload: they would never end.
  mutating func leaveCircles() throws(SchemaError) {
    for circle in pass.calls.circles() {
      let mistake = circularReference(at: circle.origin)
      if input.isStrict { throw mistake }
      pass.mistakes.add(mistake, at: circle.origin)
      pass.hasUnchecked = true
      pass.builder.leaveUnchecked(callsOf: circle.target, in: circle.block, at: circle.origin)
    }
  }
}
