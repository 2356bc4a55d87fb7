/// Unions of which several branches come equally close.
extension ExplainSink {
  /// How many branches that tie are told of, and how many failures of each.
  private static let toldBranches = 12
  private static let toldFailures = 6

  /// Parts what all of some branches fail for from what each of them fails for by itself.
  ///
  /// What all of them ask for is missing whichever branch is meant, so that it is an issue of its own.
  /// - Returns: No ways where one of the branches asks for nothing else.
  func parted(_ branches: [(branch: Int, range: Range<Int>)]) -> (common: [RawIssue], ways: [TiedBranches.Way]) {
    var causes = branches.map { distinct($0.range) }
    var shared: [UInt64] = []
    for (position, own) in causes.enumerated() where position == 0 || !shared.isEmpty {
      let keys = own.map(\.key).sorted()
      shared = position == 0 ? keys : shared.filter { keys.containsSorted($0) }
    }
    var common: [RawIssue] = []
    if !shared.isEmpty, let first = causes.first {
      common = first.filter { shared.containsSorted($0.key) }.map(\.issue)
      for position in causes.indices { causes[position].removeAll { shared.containsSorted($0.key) } }
      if causes.contains(where: \.isEmpty) { return (common, []) }
    }
    let ways = zip(branches, causes).map { branch, causes in
      TiedBranches.Way(index: branch.branch, issues: causes.map(\.issue))
    }
    return (common, ways)
  }

  /// The issue that stands for branches that come equally close.
  mutating func tie(_ ways: [TiedBranches.Way], union pc: Int, of value: TapeIndex) -> RawIssue {
    let tied = TiedBranches(
      pc: pc, value: value,
      ways: ways.prefix(ExplainSink.toldBranches).map { way in
        TiedBranches.Way(
          index: way.index, issues: Array(way.issues.prefix(ExplainSink.toldFailures)),
          omitted: max(0, way.issues.count - ExplainSink.toldFailures))
      }, omitted: max(0, ways.count - ExplainSink.toldBranches))
    return RawIssue(
      kind: .tied, pc: UInt32(truncatingIfNeeded: pc), detail: UInt32(truncatingIfNeeded: memory.number(of: tied)),
      value: value)
  }

  /// A failure, and what is the same of all that say the same of one value.
  private struct Cause {
    var key: UInt64
    var issue: RawIssue
    var isRepeat = false
  }

  /// The failures of a branch, those of one cause once, and without what only follows from a wrong type.
  ///
  /// - Complexity: O(*n* log *n*).
  private func distinct(_ range: Range<Int>) -> [Cause] {
    let mistyped = mistyped(in: range)
    var causes: [Cause] = []
    causes.reserveCapacity(range.count)
    for position in range {
      let issue = memory.issues[position]
      guard issue.kind != .held, !isConsequence(issue, of: mistyped) else { continue }
      causes.append(Cause(key: key(of: issue), issue: issue))
    }
    guard causes.count > 1 else { return causes }
    let order = causes.indices.sorted { left, right in
      causes[left].key != causes[right].key ? causes[left].key < causes[right].key : left < right
    }
    for (before, position) in zip(order, order.dropFirst()) where causes[before].key == causes[position].key {
      causes[position].isRepeat = true
    }
    causes.removeAll(where: \.isRepeat)
    return causes
  }

  /// What is the same of failures that say the same of one value, in 64 bits that begin with the seed of the process.
  ///
  /// Two that say different things have the same ones once in 2⁶⁴ times.
  private func key(of issue: RawIssue) -> UInt64 {
    let seed = HashSeed.value
    var key = seed
    func take(_ word: UInt64) { HashSeed.take(word, into: &key, seed: seed) }
    func take(_ first: UInt32, _ second: UInt32) { take(UInt64(first) << 32 | UInt64(second)) }
    let instruction = program.instructions[issue.pc]
    take(UInt64(truncatingIfNeeded: issue.value.rawValue))
    if let mask = allowedTypes(issue) {
      take(UInt32(RawIssue.Kind.unionType.rawValue), UInt32(mask.rawValue))
      return key
    }
    take(UInt32(issue.kind.rawValue), UInt32(instruction.opcode.rawValue))
    switch issue.kind {
    case .missingProperty:
      let property = program.properties[issue.detail]
      take(property.nameStart, property.nameLength)
      return key
    case .undeclared, .unevaluated: return key
    case .assertion: if ask(of: instruction, take) { return key }
    case .unionType, .tooFew, .tooMany, .unknownTag, .ambiguous, .tied, .held: break
    }
    // What the operands do not say, the place in the schema does.
    if let origins, let origin = origins.origin(origins.instruction(Int(issue.pc))), origin.isPlaced {
      take(origin.source, origin.token)
      take(origin.line, origin.column)
    } else {
      take(UInt64(issue.pc))
    }
    return key
  }

  /// Takes in what an assertion asks, by its operands.
  ///
  /// - Returns: Whether they say all of it; if not, its place has to.
  private func ask(of instruction: Instruction, _ take: (UInt32, UInt32) -> Void) -> Bool {
    var isAll = instruction.opcode == .reject || instruction.opcode == .uniqueItems
    instruction.operands.forEach { operand in
      switch operand {
      case .list(.name, let start, let count) where instruction.opcode == .required:
        for name in program.names(instruction[start], instruction[count]) { take(name.start, name.length) }
        isAll = true
      case .value:
        let value = UInt64(bitPattern: instruction.value)
        take(UInt32(truncatingIfNeeded: value >> 32), UInt32(truncatingIfNeeded: value))
        isAll = true
      case .format(let code, let mode):
        take(instruction[code], instruction[mode])
        isAll = true
      case .none, .block, .flaggedBlock, .list, .tags, .name, .constant, .number, .pattern, .shape, .check, .types,
        .skip, .count:
        break
      }
    }
    return isAll
  }
}
