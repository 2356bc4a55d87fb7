import MusterText

/// Works out what `unevaluatedProperties` and `unevaluatedItems` leave to ask.
///
/// Which children the schemas beside them evaluate is known beforehand if these hold in any case; then what is left
/// comes down to one more shape, or to items from a position on. If it depends on which branches of a union or a
/// condition pass, each of them has a bit that it sets when it passes, and what is left is looked for at the end.
extension PlanBuilder {
  /// Writes what stands between a `beginMarks` and its end.
  mutating func write(marking range: Range<Int>, _ kind: TapeWord.Kind, _ depth: Int) -> Bool {
    var contentEnd = range.upperBound
    var rest: UInt32?
    while contentEnd > range.lowerBound {
      let last = instructions[contentEnd - 1]
      guard last.opcode == .unevaluatedProperties || last.opcode == .unevaluatedItems else { break }
      if kind == (last.opcode == .unevaluatedProperties ? .object : .array) { rest = last.a }
      contentEnd -= 1
    }
    let content = range.lowerBound..<contentEnd
    guard let rest else { return write(content, kind, depth) }
    let restEntry = childEntry(of: rest)
    let outer = (context.coverage, context.isLenient)
    context.isLenient = false
    defer {
      (context.coverage, context.isLenient) = outer
      context.coverage?.coverAll()
    }
    let start = open.count
    context.coverage = restEntry == .accepting ? nil : Coverage()
    guard write(content, kind, depth) else { return false }
    guard isPossible, let found = context.coverage else { return true }
    if found.always.all {
      // Nothing is left, and nobody has to know which branches pass.
      drop(from: start)
      context.coverage = nil
      return write(content, kind, depth)
    }
    if kind == .object {
      write(restOfMembers: found, restEntry, from: start)
    } else {
      write(restOfItems: found, restEntry, from: start)
    }
    return true
  }

  /// Writes that members which are not evaluated pass a block.
  private mutating func write(restOfMembers found: Coverage, _ rest: EntryIndex, from start: Int) {
    guard found.depends else { return open.append(.object(shape(besides: found.always, rest, []))) }
    let dependents = dependents(of: found)
    if let dependents { open.append(.object(shape(besides: found.always, rest, dependents))) }
    if dependents?.isEmpty != true {
      open.append(.remainingMembers(remainder(of: found, rest, dependents ?? [])))
    }
    open.append(.covering(close(from: start)))
  }

  /// Writes that items which are not evaluated pass a block.
  private mutating func write(restOfItems found: Coverage, _ rest: EntryIndex, from start: Int) {
    if !found.depends, found.always.items.isEmpty {
      return open.append(.items(rest, from: found.always.firstItems))
    }
    open.append(.remainingItems(remainder(of: found, rest, [])))
    if found.depends { open.append(.covering(close(from: start))) }
  }

  // MARK: What is left

  /// A name that is evaluated only if one of some branches passes.
  struct Dependent {
    var text: NameEntry
    var branches: UInt64

    static let most = 32

    /// The bit that a shape has for the dependent at a position: they are taken from above.
    static func bit(_ position: Int) -> UInt64 { 1 << UInt64(63 - position) }
  }

  /// The names whose evaluation depends on branches, or `nil` if branches also evaluate members they do not name.
  mutating func dependents(of coverage: Coverage) -> [Dependent]? {
    let hangsOnNames = coverage.branches.dropFirst().allSatisfy { branch in
      !branch.all && branch.shapes.allSatisfy { $0.patternCount == 0 }
    }
    guard hangsOnNames else { return nil }
    var scratch = PatternScratch()
    let bytes = program.text
    let texts = bytes.span
    let patterns = coverage.always.patterns(program.lists)
    var dependents: [Dependent] = []
    for name in coverage.branches.names(program) where name.required & 1 == 0 {
      let range = Int(name.text.start)..<Int(name.text.start) + Int(name.text.length)
      var isMatched = false
      for pattern in patterns where !isMatched {
        switch program.patterns[Int(pattern)].search(texts.extracting(range), scratch: &scratch) {
        case .matched: isMatched = true
        case .unmatched: continue
        case .undecided: return nil
        }
      }
      if !isMatched { dependents.append(Dependent(text: name.text, branches: name.required)) }
      if dependents.count > Dependent.most { return nil }
    }
    return dependents
  }

  /// A shape that asks of all members but those that are evaluated.
  ///
  /// - Parameter dependents: Names that are noted, and left to what comes afterwards.
  mutating func shape(
    besides branch: Coverage.Branch, _ rest: EntryIndex, _ dependents: [Dependent]
  ) -> ShapeIndex {
    var shape = PlanShape()
    shape.additional = rest
    var names = CollectionOfOne(branch).names(program)
    for position in names.indices {
      names[position].entry = .accepting
      names[position].required = 0
    }
    for (position, dependent) in dependents.enumerated() {
      let bit = Dependent.bit(position)
      names.append(UnplacedName(text: dependent.text, entry: .accepting, required: bit))
      shape.dependentMask |= bit
    }
    shape.names = self.names.add(names, in: program.text)
    place(branch.patterns(program.lists).map { PatternBlock(pattern: $0, entry: .accepting) }, in: &shape)
    return add(shape)
  }

  mutating func remainder(of coverage: Coverage, _ rest: EntryIndex, _ dependents: [Dependent]) -> RemainderIndex {
    var remainder = PlanRemainder()
    remainder.rest = rest
    remainder.names = names.add(coverage.branches.names(program), in: program.text)
    if !dependents.isEmpty {
      let evaluated = coverage.branches.indices.map { branch in
        var mask: UInt64 = 0
        for (position, dependent) in dependents.enumerated() where dependent.branches & (1 << UInt64(branch)) != 0 {
          mask |= Dependent.bit(position)
        }
        return mask
      }
      remainder.dependentStart = masks.append(contentsOf: evaluated)
    }
    var telling: [UInt32] = []
    var branches: [UInt32] = []
    for (number, branch) in coverage.branches.enumerated() {
      if branch.all { remainder.all |= 1 << UInt64(number) }
      for pattern in branch.patterns(program.lists) { telling += [pattern, UInt32(number)] }
      for entry in branch.items { telling += [entry.rawValue, UInt32(number)] }
      branches += [UInt32(branch.outer), branch.firstItems]
    }
    // Whether a note is due at all may depend on branches that name properties.
    if rest == .undocumented, coverage.always.shapes.isEmpty { remainder.asking = coverage.naming }
    remainder.branchStart = operands.append(contentsOf: branches)
    remainder.branchCount = UInt32(coverage.branches.count)
    remainder.tellingStart = operands.append(contentsOf: telling)
    remainder.tellingCount = UInt32(telling.count / 2)
    return remainders.append(remainder)
  }
}
