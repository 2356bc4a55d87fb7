import MusterText

/// Works out what `unevaluatedProperties` and `unevaluatedItems` leave to ask.
///
/// Which children the schemas beside them evaluate is known beforehand where these hold in any case; then what is left
/// comes down to one more shape, or to items from a position on. Where it depends on which branches of a union or a
/// condition pass, each of them has a bit that it sets when it passes, and what is left is looked for at the end.
extension PlanBuilder {
  /// What is evaluated of one value, by branches: 0 stands for what holds in any case.
  struct Coverage {
    struct Branch {
      /// The branch that it is in, which comes before it.
      var outer: Int
      var all = false
      var shapes: [ObjectShape] = []
      var firstItems: UInt32 = 0
      /// The entries of blocks whose passing items are evaluated.
      var items: [UInt32] = []

      var evaluates: Bool { all || !shapes.isEmpty || firstItems > 0 || !items.isEmpty }
    }

    static let mostBranches = 64

    var branches = [Branch(outer: 0)]
    /// The branch that is being worked out.
    var current = 0
  }

  // MARK: What is evaluated

  mutating func cover(shape: ObjectShape) {
    guard let branch = coverage?.current else { return }
    if shape.additional != .any { coverage?.branches[branch].all = true }
    if shape.patternCount > 0 || shape.names(program.properties) { coverage?.branches[branch].shapes.append(shape) }
  }

  mutating func cover(itemsFrom first: UInt32) {
    guard let found = coverage else { return }
    // `prefixItems` comes before, with those that are not among them.
    if found.branches[found.current].firstItems >= first {
      coverage?.branches[found.current].all = true
    } else {
      isPossible = false
    }
  }

  mutating func cover(firstItems count: UInt32) {
    guard let found = coverage else { return }
    coverage?.branches[found.current].firstItems = max(found.branches[found.current].firstItems, count)
  }

  mutating func cover(itemsPassing entry: UInt32) {
    guard let branch = coverage?.current else { return }
    if entry == 0 {
      coverage?.branches[branch].all = true
    } else {
      coverage?.branches[branch].items.append(entry)
    }
  }

  private mutating func coverAll() {
    guard let branch = coverage?.current else { return }
    coverage?.branches[branch].all = true
  }

  // MARK: What is left

  /// The position of the `endScope` that ends the marks which begin before a position.
  func end(ofMarksFrom start: Int, to end: Int) -> Int? {
    var depth = 0
    for pc in start..<end {
      switch instructions[pc].opcode {
      case .beginScope, .beginMarks: depth += 1
      case .endScope:
        if depth == 0 { return pc }
        depth -= 1
      default: break
      }
    }
    return nil
  }

  /// Writes what stands between a `beginMarks` and its end.
  mutating func write(marking range: Range<Int>, _ kind: UInt8, _ depth: Int) -> Bool {
    var contentEnd = range.upperBound
    var rest: UInt32?
    while contentEnd > range.lowerBound {
      let last = instructions[contentEnd - 1]
      guard last.opcode == .unevaluatedProperties || last.opcode == .unevaluatedItems else { break }
      let isObject = last.opcode == .unevaluatedProperties
      if kind == (isObject ? TapeWord.Kind.object : .array).rawValue { rest = last.a }
      contentEnd -= 1
    }
    let content = range.lowerBound..<contentEnd
    guard let rest else { return write(content, kind, depth) }
    let restEntry = childEntry(of: rest)
    let outer = (coverage, documentation.isLenient)
    documentation.isLenient = false
    defer {
      (coverage, documentation.isLenient) = outer
      coverAll()
    }
    let start = open.count
    coverage = restEntry == 0 ? nil : Coverage()
    guard write(content, kind, depth) else { return false }
    guard isPossible, let found = coverage else { return true }
    if found.branches[0].all {
      // Nothing is left, and nobody has to know which branches pass.
      open.removeLast(open.count - start)
      coverage = nil
      return write(content, kind, depth)
    }
    let isObject = kind == TapeWord.Kind.object.rawValue
    if found.branches.count > 1 {
      let dependents = isObject ? dependents(of: found) : nil
      if let dependents {
        open.append(PlanOperation(.object, a: shape(besides: found.branches[0], restEntry, dependents)))
      }
      if dependents?.isEmpty != true {
        let remainder = remainder(of: found, restEntry, dependents ?? [])
        open.append(PlanOperation(isObject ? .remainingMembers : .remainingItems, a: remainder))
      }
      open.append(PlanOperation(.covering, a: close(from: start)))
    } else if isObject {
      open.append(PlanOperation(.object, a: shape(besides: found.branches[0], restEntry, [])))
    } else if found.branches[0].items.isEmpty {
      open.append(PlanOperation(.items, a: restEntry, value: Int64(found.branches[0].firstItems)))
    } else {
      open.append(PlanOperation(.remainingItems, a: remainder(of: found, restEntry, [])))
    }
    return true
  }

  /// A name that is evaluated only if one of some branches passes.
  struct Dependent {
    var text: NameEntry
    var branches: UInt64

    static let most = 32
  }

  /// The names of which branches decide; `nil` where branches decide of others as well, which they do not name.
  mutating func dependents(of coverage: Coverage) -> [Dependent]? {
    let hangsOnNames = coverage.branches.dropFirst().allSatisfy { branch in
      !branch.all && branch.shapes.allSatisfy { $0.patternCount == 0 }
    }
    guard hangsOnNames else { return nil }
    var scratch = PatternScratch()
    let bytes = program.text
    let texts = bytes.span
    let patterns = patterns(of: coverage.branches[0])
    var dependents: [Dependent] = []
    for (text, name) in distinctNames(of: coverage.branches, noteBranch) where name.required & 1 == 0 {
      let range = Int(text.start)..<Int(text.start) + Int(text.length)
      var isMatched = false
      for pattern in patterns where !isMatched {
        switch program.patterns[Int(pattern)].search(texts.extracting(range), scratch: &scratch) {
        case .matched: isMatched = true
        case .unmatched: continue
        case .undecided: return nil
        }
      }
      if !isMatched { dependents.append(Dependent(text: text, branches: name.required)) }
      if dependents.count > Dependent.most { return nil }
    }
    return dependents
  }

  /// A shape that asks of all members but those that are evaluated.
  ///
  /// - Parameter dependents: Names that are noted, and left to what comes afterwards.
  mutating func shape(
    besides branch: Coverage.Branch, _ rest: UInt32, _ dependents: [Dependent]
  ) -> UInt32 {
    var shape = PlanShape()
    shape.additional = rest
    var names = distinctNames(of: [branch]) { name, _ in name.entry = 0 }
    for (position, dependent) in dependents.enumerated() {
      var name = PlanName()
      name.entry = 0
      name.required = 1 << UInt64(63 - position)
      shape.dependentMask |= name.required
      names.append((dependent.text, name))
    }
    shape.names = nameSet(names, in: program.text)
    var patterns: [UInt32] = []
    for pattern in self.patterns(of: branch) { patterns += [pattern, 0] }
    shape.patternCount = UInt32(patterns.count / 2)
    shape.patternStart = appendList(patterns)
    parts.shapes.append(shape)
    parts.shapeSources.append(.max)
    return UInt32(parts.shapes.count - 1)
  }

  mutating func remainder(of coverage: Coverage, _ rest: UInt32, _ dependents: [Dependent]) -> UInt32 {
    var remainder = PlanRemainder()
    remainder.rest = rest
    remainder.names = nameSet(distinctNames(of: coverage.branches, noteBranch), in: program.text)
    if !dependents.isEmpty {
      remainder.dependentStart = UInt32(parts.candidates.count)
      for branch in coverage.branches.indices {
        var mask: UInt64 = 0
        for (position, dependent) in dependents.enumerated() where dependent.branches & (1 << UInt64(branch)) != 0 {
          mask |= 1 << UInt64(63 - position)
        }
        parts.candidates.append(mask)
      }
    }
    var telling: [UInt32] = []
    var branches: [UInt32] = []
    for (number, branch) in coverage.branches.enumerated() {
      if branch.all { remainder.all |= 1 << UInt64(number) }
      for pattern in patterns(of: branch) { telling += [pattern, UInt32(number)] }
      for entry in branch.items { telling += [entry, UInt32(number)] }
      branches += [UInt32(branch.outer), branch.firstItems]
    }
    remainder.asking = asking(of: coverage, rest)
    remainder.branchStart = appendList(branches)
    remainder.branchCount = UInt32(coverage.branches.count)
    remainder.tellingStart = appendList(telling)
    remainder.tellingCount = UInt32(telling.count / 2)
    parts.remainders.append(remainder)
    return UInt32(parts.remainders.count - 1)
  }

  /// The patterns of a branch, each once.
  private func patterns(of branch: Coverage.Branch) -> [UInt32] {
    var patterns: [UInt32] = []
    for shape in branch.shapes {
      for pair in 0..<shape.patternCount {
        let pattern = program.lists[Int(shape.patternStart + pair * 2)]
        if !patterns.contains(pattern) { patterns.append(pattern) }
      }
    }
    return patterns
  }

  /// The names that some branches declare, each once.
  private func distinctNames(
    of branches: [Coverage.Branch], _ note: (inout PlanName, _ branch: Int) -> Void
  ) -> [(text: NameEntry, name: PlanName)] {
    var positions: [ArraySlice<UInt8>: Int] = [:]
    var names: [(text: NameEntry, name: PlanName)] = []
    for (number, branch) in branches.enumerated() {
      for shape in branch.shapes {
        for index in shape.propertyStart..<shape.propertyStart + shape.propertyCount {
          let property = program.properties[Int(index)]
          guard property.flags & PropertyEntry.isDeclared != 0 else { continue }
          let start = Int(property.nameStart)
          let text = program.text[start..<start + Int(property.nameLength)]
          let position = positions[text] ?? names.count
          if position == names.count {
            positions[text] = position
            names.append((NameEntry(start: property.nameStart, length: property.nameLength), PlanName()))
          }
          note(&names[position].name, number)
        }
      }
    }
    return names
  }

  private func noteBranch(_ name: inout PlanName, _ branch: Int) { name.required |= 1 << UInt64(branch) }

  // MARK: Branches

  /// Writes that the value passes a block as well, whose evaluating counts.
  mutating func write(covering block: UInt32, _ kind: UInt8, _ depth: Int) -> Bool {
    guard depth < PlanBuilder.nestingLimit else {
      giveUpCoverage()
      return true
    }
    return write(blockAt: Int(block), kind, depth + 1)
  }

  private mutating func beginBranch() -> Int? {
    guard let found = coverage else { return nil }
    guard found.branches.count < Coverage.mostBranches else {
      giveUpCoverage()
      return nil
    }
    coverage?.branches.append(Coverage.Branch(outer: found.current))
    return found.branches.count
  }

  /// The list of a block of the branch that is being worked out.
  ///
  /// - Parameter branch: The branch that has passed with it.
  private mutating func list(covering block: UInt32, passes branch: Int?, _ kind: UInt8, _ depth: Int) -> UInt32 {
    let start = open.count
    guard write(covering: block, kind, depth) else {
      open.removeLast(open.count - start)
      return Plan.reject
    }
    if let branch { open.append(PlanOperation(.cover, value: Int64(bitPattern: 1 << UInt64(branch)))) }
    return open.count == start ? Plan.accept : close(from: start)
  }

  /// Forgets a branch and those in it, where they evaluate nothing.
  ///
  /// - Returns: Whether they do.
  private mutating func endBranch(_ branch: Int, outer: Int) -> Bool {
    guard let branches = coverage?.branches else { return false }
    coverage?.current = outer
    if branches[branch...].contains(where: \.evaluates) { return true }
    coverage?.branches.removeLast(branches.count - branch)
    return false
  }

  /// The list of a block that is a branch; `nil` where nobody asks, or it evaluates nothing.
  mutating func coveringList(of block: UInt32, _ kind: UInt8, _ depth: Int) -> UInt32? {
    guard let outer = coverage?.current, let branch = beginBranch() else { return nil }
    coverage?.current = branch
    let list = list(covering: block, passes: branch, kind, depth)
    return endBranch(branch, outer: outer) ? list : nil
  }

  /// Writes a union; `nil` where nobody asks, or its branches evaluate nothing.
  mutating func write(coveringUnion union: Instruction, _ kind: UInt8, _ depth: Int) -> Bool? {
    guard let before = coverage?.branches.count else { return nil }
    let isAny = union.opcode == .anyOf
    if kind == TapeWord.Kind.object.rawValue, union.flags & Instruction.decides != 0 {
      let lists = (0..<union.b).map { branch in
        let block = program.lists[Int(union.a + branch * 2)]
        return coveringList(of: block, kind, depth) ?? list(of: block, kind, depth: depth + 1)
      }
      if coverage?.branches.count == before { return nil }
      return write(decidedUnion: union, lists) { builder in
        builder.write(choiceOf: lists, isAny, kind, flags: isAny ? PlanOperation.tries : 0)
        return true
      }
    }
    var branches: [(block: UInt32, plain: UInt32)] = []
    for branch in 0..<union.b {
      let block = program.lists[Int(union.a + branch * 2)]
      let plain = list(of: block, kind, depth: depth + 1)
      if plain != Plan.reject { branches.append((block, plain)) }
    }
    guard let first = branches.first else { return false }
    if branches.count == 1 { return write(covering: first.block, kind, depth) }
    if !isAny, let accepting = branches.first(where: { $0.plain == Plan.accept }) {
      let others = branches.filter { $0.plain != Plan.accept }.map(\.plain)
      guard others.count == branches.count - 1 else { return false }
      open.append(PlanOperation(.noneOf, a: appendList(others), value: Int64(others.count)))
      return write(covering: accepting.block, kind, depth)
    }
    let lists = branches.map { coveringList(of: $0.block, kind, depth) ?? $0.plain }
    if coverage?.branches.count == before { return nil }
    let flags = isAny ? PlanOperation.tries | (documentation.isLenient ? PlanOperation.lenient : 0) : 0
    write(choiceOf: lists, isAny, kind, flags: flags)
    return true
  }

  /// Writes a condition; `nil` where nobody asks, or it evaluates nothing.
  mutating func write(coveringCondition condition: Instruction, _ kind: UInt8, _ depth: Int) -> Bool? {
    guard let found = coverage else { return nil }
    let hasThen = condition.flags & Instruction.hasThen != 0
    let hasElse = condition.flags & Instruction.hasElse != 0
    let plain = list(of: condition.a, kind, depth: depth + 1)
    if plain == Plan.accept {
      return write(covering: condition.a, kind, depth) && (!hasThen || write(covering: condition.b, kind, depth))
    }
    if plain == Plan.reject { return !hasElse || write(covering: condition.c, kind, depth) }
    guard let branch = beginBranch() else { return true }
    coverage?.current = branch
    var lists = [list(covering: condition.a, passes: branch, kind, depth), Plan.accept, Plan.accept]
    if hasThen { lists[1] = list(covering: condition.b, passes: nil, kind, depth) }
    if !endBranch(branch, outer: found.current) {
      lists[0] = plain
      if hasThen { lists[1] = list(of: condition.b, kind, depth: depth + 1) }
    }
    if hasElse {
      lists[2] = coveringList(of: condition.c, kind, depth) ?? list(of: condition.c, kind, depth: depth + 1)
    }
    if coverage?.branches.count == found.branches.count { return nil }
    open.append(PlanOperation(.condition, a: appendList(lists)))
    return true
  }
}
