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
    guard var shared = causes.first?.map(\.cause) else { return ([], []) }
    for others in causes.dropFirst() {
      let known = Set(others.map(\.cause))
      shared.removeAll { !known.contains($0) }
    }
    let isShared = Set(shared)
    let common = (causes.first ?? []).filter { isShared.contains($0.cause) }.map(\.issue)
    for position in causes.indices { causes[position].removeAll { isShared.contains($0.cause) } }
    if !common.isEmpty, causes.contains(where: \.isEmpty) { return (common, []) }
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

  /// The failures of a branch, those of one cause once, and without what only follows from a wrong type.
  private func distinct(_ range: Range<Int>) -> [(cause: Cause, issue: RawIssue)] {
    let mistyped = mistyped(in: range)
    var seen: Set<Cause> = []
    var found: [(Cause, RawIssue)] = []
    for position in range {
      let issue = memory.issues[position]
      guard issue.kind != .held, !isConsequence(issue, of: mistyped) else { continue }
      let cause = Cause(issue, self)
      if seen.insert(cause).inserted { found.append((cause, issue)) }
    }
    return found
  }

  /// What is the same of failures that say the same of one value.
  private struct Cause: Hashable {
    private var value: TapeIndex
    private var kind: RawIssue.Kind
    private var opcode: Opcode
    /// What the schema asks for, as far as it is in the instruction or its names.
    private var operands: [UInt32] = []
    /// Where it is in the schema, if the operands do not say everything.
    private var place: SchemaLocation?

    init(_ issue: RawIssue, _ sink: ExplainSink) {
      let instruction = sink.program.instructions[issue.pc]
      value = issue.value
      kind = issue.kind
      opcode = instruction.opcode
      if let mask = sink.allowedTypes(issue) {
        kind = .unionType
        opcode = .type
        operands = [UInt32(mask.rawValue)]
        return
      }
      switch issue.kind {
      case .missingProperty:
        let property = sink.program.properties[issue.detail]
        operands = [property.nameStart, property.nameLength]
        return
      case .undeclared, .unevaluated: return
      case .assertion: if ask(of: instruction, sink) { return }
      case .unionType, .tooFew, .tooMany, .unknownTag, .ambiguous, .tied, .held: break
      }
      place = sink.origins.flatMap { $0.location($0.instruction(Int(issue.pc))) }
      if place == nil { operands = [issue.pc] }
    }

    /// Takes in what an assertion asks, by its operands.
    ///
    /// - Returns: Whether they say all of it; if not, its place has to.
    private mutating func ask(of instruction: Instruction, _ sink: borrowing ExplainSink) -> Bool {
      var isAll = instruction.opcode == .reject || instruction.opcode == .uniqueItems
      instruction.operands.forEach { operand in
        switch operand {
        case .list(.name, let start, let count) where instruction.opcode == .required:
          for name in sink.program.names(instruction[start], instruction[count]) {
            operands += [name.start, name.length]
          }
          isAll = true
        case .value:
          let value = UInt64(bitPattern: instruction.value)
          operands = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
          isAll = true
        case .format(let code, let mode):
          operands = [instruction[code], instruction[mode]]
          isAll = true
        case .none, .block, .flaggedBlock, .list, .tags, .name, .constant, .number, .pattern, .shape, .check, .types,
          .skip, .count:
          break
        }
      }
      return isAll
    }
  }
}
