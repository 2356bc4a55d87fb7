/// Makes a plan notice members that nothing documents.
///
/// Such a member is what `unevaluatedProperties` beside all of a value's schemas would be applied to (JSON Schema 2020-12
/// Core, section 11.3), if one of these schemas names any properties. A tracking plan therefore treats each block that is
/// applied to a value of its own as if it ended in that keyword, with a subschema that accepts everything and notes it.
/// What a run notes may be too much, if several branches of an `anyOf` pass, but never too little.
extension PlanBuilder {
  /// The list for objects of blocks that are applied to one value, with a note of members that none of them documents.
  mutating func list(tracking entries: [EntryIndex], _ depth: Int) -> ListIndex {
    let start = open.count
    var contributors: [UInt32] = []
    for entry in entries where entry != .undocumented {
      contributors += documentation.contributors(of: blocks[entry].start)
    }
    if contributors.count == 1, let only = contributors.first, instructions[Int(only)].opcode.canTrack {
      context.delegate = only
    }
    if contributors.isEmpty || context.delegate != nil { return plainList(of: entries, from: start, depth) }
    context.coverage = Coverage()
    context.attempt = .underway
    context.isLenient = true
    let passes = write(allOf: entries, depth)
    let hasFailed = context.attempt == .failed
    let found = context.coverage
    context.attempt = .none
    context.isLenient = false
    context.coverage = nil
    if passes, !hasFailed, let found, !found.always.all, found.hasShapes {
      write(noting: found, from: start)
      return close(from: start)
    }
    drop(from: start)
    if !passes, !hasFailed { return .reject }
    if hasFailed { open.append(.undocumented) }
    return plainList(of: entries, from: start, depth)
  }

  private mutating func plainList(of entries: [EntryIndex], from start: Int, _ depth: Int) -> ListIndex {
    let passes = write(allOf: entries, depth)
    return close(from: start, passes: passes)
  }

  /// Writes that an object passes some blocks.
  private mutating func write(allOf entries: [EntryIndex], _ depth: Int) -> Bool {
    let outer = context.scope
    defer { context.scope = outer }
    for entry in entries {
      if entry == .undocumented {
        open.append(.undocumented)
        continue
      }
      let block = blocks[entry]
      context.scope = block.scope
      guard write(blockAt: block.start, .object, depth) else { return false }
    }
    return true
  }

  /// Writes that members which are not evaluated are noted.
  private mutating func write(noting found: Coverage, from start: Int) {
    guard found.depends else {
      return open.append(.object(shape(besides: found.always, .undocumented, [])))
    }
    // Whether anything is asked at all depends on the branches if nothing else names properties.
    let dependents = found.always.shapes.isEmpty ? nil : dependents(of: found)
    if let dependents { open.append(.object(shape(besides: found.always, .undocumented, dependents))) }
    if dependents?.isEmpty != true {
      open.append(.remainingMembers(remainder(of: found, .undocumented, dependents ?? [])))
    }
    open.append(.covering(close(from: start)))
  }

  /// The list of a block of the same value: one that tracks, if all documentation comes from the instruction at `pc`.
  mutating func list(delegatedTo block: UInt32, at pc: UInt32, _ kind: TapeWord.Kind, depth: Int) -> ListIndex {
    guard context.delegate == pc else { return list(of: block, kind, depth: depth) }
    return list(ofEntry: childEntry(of: block), kind, depth: depth)
  }

  /// Writes an `anyOf` in which a passing branch does not settle what the other branches document.
  ///
  /// - Returns: `false` if an ordinary one does.
  mutating func write(
    documentingUnion blocks: [UInt32], at pc: UInt32, _ kind: TapeWord.Kind, _ depth: Int
  ) -> Bool {
    guard tracksUndocumented, blocks.count > 1, kind == .object || kind == .array else { return false }
    guard blocks.count <= 64 else {
      open.append(.undocumented)
      return false
    }
    let isTracking = kind == .object && context.delegate == pc
    let left = blocks.map { block in
      var mask: UInt64 = 0
      for (number, other) in blocks.enumerated() where documentation.documents(other, moreThan: block, isTracking) {
        mask |= 1 << UInt64(number)
      }
      return mask
    }
    // With two that may note something, one that passes without a note may answer for the other.
    if left.allSatisfy({ $0 == 0 }), blocks.filter({ documentation.documentsChildren($0) }).count < 2 { return false }
    let lists = blocks.map { list(delegatedTo: $0, at: pc, kind, depth: depth + 1) }
    let start = masks.append(contentsOf: left)
    write(anyOf: lists, kind, .documenting(start))
    return true
  }
}

extension Opcode {
  /// Whether what an instruction comes to can track in the stead of its block, if it alone documents members.
  fileprivate var canTrack: Bool {
    switch self {
    case .object, .call, .dynamicCall, .anyOf, .oneOf: true
    // A block that is run on a condition leaves the value undocumented if it is not run; others document no members.
    default: false
    }
  }
}
