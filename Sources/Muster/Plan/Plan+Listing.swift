import MusterText

/// Plans as text, for tests and for looking at what the builder made.
extension Plan.Parts {
  /// The blocks with the lists for each kind of value, then the lists that only others lead to.
  ///
  /// - Parameter program: What the plan was worked out from.
  func listing(_ program: Program) -> String {
    var listing = PlanListing(parts: self, program: program)
    return listing.text()
  }
}

/// Lists a plan; each list and each shape where something first leads to it.
private struct PlanListing {
  let parts: Plan.Parts
  let program: Program
  private var lines: [String] = []
  private var listed: Set<ListIndex> = [.accept, .reject, .undocumented]
  /// Lists that operations lead to.
  private var pending: [ListIndex] = []

  init(parts: Plan.Parts, program: Program) {
    self.parts = parts
    self.program = program
  }

  mutating func text() -> String {
    for (number, root) in parts.roots.enumerated() { lines.append("schema \(number): \(block(root))") }
    if parts.dependsOnScope { lines.append("depends on the dynamic scope") }
    for number in BlockTable.given..<parts.starts.count { list(EntryIndex(block: number), from: parts.starts[number]) }
    while !pending.isEmpty {
      let lists = pending
      pending = []
      for list in lists where listed.insert(list).inserted {
        lines.append("list \(list.rawValue)")
        add(operationsOf: list, "  ")
      }
    }
    return lines.joined(separator: "\n")
  }

  // MARK: Blocks

  private mutating func list(_ entry: EntryIndex, from start: UInt32) {
    let pointer =
      start == BlockTable.Block.none ? nil : program.origins.location(program.origins.instruction(Int(start)))?.pointer
    lines.append(block(entry) + (pointer.map { "  ; #\($0)" } ?? "  ; joint"))
    var kinds: [(list: ListIndex, names: [String])] = []
    for kind in PlanBuilder.kinds {
      let list = parts.entries[entry &+ UInt32(kind.rawValue)]
      if let known = kinds.firstIndex(where: { $0.list == list }) {
        kinds[known].names.append("\(kind)")
      } else {
        kinds.append((list, ["\(kind)"]))
      }
    }
    for (list, names) in kinds {
      lines.append("  \(names.joined(separator: "|")): \(name(list))")
      if listed.insert(list).inserted { add(operationsOf: list, "    ") }
    }
  }

  private func block(_ entry: EntryIndex) -> String {
    switch entry {
    case .accepting: "accept"
    case .rejecting: "reject"
    case .undocumented: "undocumented"
    case .undeclared: "as others"
    default: "block \(entry.block)"
    }
  }

  // MARK: Lists

  private func name(_ list: ListIndex) -> String {
    switch list {
    case .accept: "accept"
    case .reject: "reject"
    case .undocumented: "undocumented"
    default: "list \(list.rawValue)"
    }
  }

  private mutating func add(operationsOf list: ListIndex, _ indent: String) {
    var index = list
    while parts.operations[index].code != .accept {
      add(PlannedOperation(unpacking: parts.operations[index]), indent)
      index.advance()
    }
  }

  private mutating func add(_ operation: PlannedOperation, _ indent: String) {
    let name = "\(PlanOperation(packing: operation).code)"
    var line = indent + name
    var below: [String] = []
    switch operation {
    case .accept, .reject, .undocumented, .uniqueItems, .uuid, .dateTime: break
    case .call(let list), .covering(let list): line += " " + reference(list)
    case .callBlock(let entry), .propertyNames(let entry): line += " " + block(entry)
    case .leaf(let instruction): line += " \(program.instructions[Int(instruction)].opcode)"
    case .integer(let isExact): line += isExact ? " as written" : ""
    case .minimum(let bound, _), .maximum(let bound, _), .exclusiveMinimum(let bound, _),
      .exclusiveMaximum(let bound, _):
      line += " \(bound)"
    case .pattern(let pattern): line += " " + text(pattern)
    case .minLength(let count), .maxLength(let count), .minItems(let count), .maxItems(let count),
      .minProperties(let count, _), .maxProperties(let count, _):
      line += " \(count)"
    case .oneOfNames(let set): line += " " + names(set)
    case .format(let code, let mode):
      line += " " + (Format(code: UInt8(truncatingIfNeeded: code))?.name ?? "?") + " mode \(mode)"
    case .items(let entry, let first): line += " from \(first): " + block(entry)
    case .prefixItems(let start, let count):
      line += ": " + parts.operands[start, count: count].map { block(EntryIndex($0)) }.joined(separator: ", ")
    case .contains(let entry, let least, let most, let triesAll):
      line += " \(least)…" + (most == Instruction.unbounded ? "" : "\(most)") + ": " + block(entry)
      line += triesAll ? ", all are tried" : ""
    case .object(let shape), .hasName(let shape): below = lines(of: parts.shapes[shape])
    case .member(let entry, let name, let isRequired):
      line += " \(names(name)): \(block(entry))" + (isRequired ? ", required" : "")
    case .dependent(let list, let name): line += " \(names(name)): \(reference(list))"
    case .anyOf(let start, let count, let trial):
      let lists = parts.operands[start, count: count].map { ListIndex($0) }
      line += text(trial)
      below = branches(lists, trial)
    case .oneOf(let start, let count), .noneOf(let start, let count):
      below = branches(parts.operands[start, count: count].map { ListIndex($0) }, .first)
    case .tellingAnyOf(let start, let trial):
      let union = TellingUnion(parts.operands, at: start)
      line += " by \(names(union.member))" + text(trial)
      below = candidates(union) + branches(union.lists, trial)
    case .tellingOneOf(let start):
      let union = TellingUnion(parts.operands, at: start)
      line += " by \(names(union.member))"
      below = candidates(union) + branches(union.lists, .first)
    case .decided(let start):
      let union = DecidedUnion(parts.operands, at: start)
      line += " by \(names(union.member))"
      below = ["none: \(reference(union.untagged))"]
      for (tag, list) in zip(texts(union.tags), union.tagged) { below.append("\(tag): \(reference(list))") }
      below.append("other: \(reference(union.unknown))")
    case .condition(let start):
      let lists = parts.operands[start, count: 3].map { reference(ListIndex($0)) }
      line += ": \(lists[0]) then \(lists[1]) else \(lists[2])"
    case .cover(let branch): line += " branch \(branch)"
    case .remainingMembers(let index): below = lines(of: parts.remainders[index], ofItems: false)
    case .remainingItems(let index): below = lines(of: parts.remainders[index], ofItems: true)
    }
    lines.append(line)
    lines += below.map { indent + "  " + $0 }
  }

  /// The name of a list, which is listed later unless it was before.
  private mutating func reference(_ list: ListIndex) -> String {
    pending.append(list)
    return name(list)
  }

  // MARK: Unions

  private func text(_ trial: PlannedOperation.Trial) -> String {
    switch trial {
    case .first: ""
    case .all: ", all are tried"
    case .allForTracking: ", all are tried for tracking"
    case .documenting: ", for what they document"
    }
  }

  private mutating func branches(_ lists: [ListIndex], _ trial: PlannedOperation.Trial) -> [String] {
    var lines = lists.map { reference($0) }
    guard case .documenting(let masks) = trial else { return lines }
    for branch in lines.indices {
      let left = bits(parts.masks[masks &+ UInt32(branch)]).map { name(lists[$0]) }
      if !left.isEmpty { lines[branch] += ", leaves to " + left.joined(separator: ", ") }
    }
    return lines
  }

  /// Which lists come into question, for what a member is.
  private func candidates(_ union: TellingUnion) -> [String] {
    var cases: [(lists: UInt64, members: [String])] = []
    func add(_ member: String, _ offset: UInt32) {
      let lists = parts.masks[union.candidates &+ offset]
      if let known = cases.firstIndex(where: { $0.lists == lists }) {
        cases[known].members.append(member)
      } else {
        cases.append((lists, [member]))
      }
    }
    add("none", 0)
    for kind in PlanBuilder.kinds { add(kind == .string ? "other string" : "\(kind)", UInt32(kind.rawValue)) }
    for (position, text) in texts(union.texts).enumerated() { add(text, TellingUnion.kinds + UInt32(position)) }
    return cases.map { lists, members in
      let names = bits(lists).map { name(union.lists[$0]) }
      return "\(members.joined(separator: ", ")) → \(names.isEmpty ? "reject" : names.joined(separator: ", "))"
    }
  }

  private func bits(_ mask: UInt64) -> [Int] { (0..<64).filter { mask & (1 << UInt64($0)) != 0 } }

  // MARK: Names

  private func text(_ pattern: PatternIndex) -> String { "/\(program.patterns[Int(pattern.rawValue)].source)/" }

  private func texts(_ set: NameSetIndex) -> [String] { names(of: parts.nameSets[set]).map(text) }

  private func names(_ set: NameSetIndex) -> String { texts(set).joined(separator: ", ") }

  private func names(of set: PlanNameSet) -> ArraySlice<PlanName> { parts.names[set.start, count: set.count] }

  private func text(_ name: PlanName) -> String {
    "\"" + String(decoding: NameTable.text(of: name, parts.text), as: UTF8.self) + "\""
  }

  // MARK: Shapes

  private func lines(of shape: PlanShape) -> [String] {
    var lines: [String] = []
    for name in names(of: shape.names) {
      var line = "\(text(name)): \(block(name.entry))"
      if name.required & shape.requiredMask != 0 { line += ", required" }
      if name.required & shape.dependentMask != 0 { line += ", noted" }
      lines.append(line)
    }
    for pair in 0..<shape.patternCount {
      let pattern = PatternIndex(parts.operands[shape.patternStart &+ pair * 2])
      lines.append("\(text(pattern)): \(block(EntryIndex(parts.operands[shape.patternStart &+ (pair * 2 + 1)])))")
    }
    if !shape.areNamesSettled { lines.append("patterns are asked of names as well") }
    lines.append("others: \(block(shape.additional))")
    return lines
  }

  private func lines(of remainder: PlanRemainder, ofItems: Bool) -> [String] {
    var lines: [String] = []
    for branch in 0..<remainder.branchCount {
      var line = branch == 0 ? "always" : "branch \(branch)"
      let outer = parts.operands[remainder.branchStart &+ branch * 2]
      if branch > 0, outer > 0 { line += " in \(outer)" }
      var evaluated: [String] = []
      let bit: UInt64 = 1 << UInt64(branch)
      if remainder.all & bit != 0 { evaluated.append("all") }
      let first = parts.operands[remainder.branchStart &+ (branch * 2 + 1)]
      if first > 0 { evaluated.append("the first \(first)") }
      for name in names(of: remainder.names) where name.required & bit != 0 { evaluated.append(text(name)) }
      for pair in 0..<remainder.tellingCount {
        let place = remainder.tellingStart &+ pair * 2
        guard parts.operands[place &+ 1] == branch else { continue }
        let operand = parts.operands[place]
        evaluated.append(ofItems ? block(EntryIndex(operand)) : text(PatternIndex(operand)))
      }
      line += ": " + (evaluated.isEmpty ? "nothing" : evaluated.joined(separator: ", "))
      lines.append(line)
    }
    if remainder.asking != .max { lines.append("if one counts of \(bits(remainder.asking))") }
    if remainder.dependentStart != .none { lines.append("after a shape that notes these names") }
    lines.append("rest: \(block(remainder.rest))")
    return lines
  }
}
