/// `$dynamicRef` and `$recursiveRef`.
extension Compiler {
  private struct TargetKey: Hashable {
    var anchor: String?
    var direction: Schema.Direction?
  }

  /// JSON Schema 2020-12 Core, section 8.2.3.2; v1 does without the first target.
  mutating func writeDynamicReference(
    _ entry: Entry, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard let text = entry.value.string else { return try leaveMalformed(.dynamicReference, entry, into: &block) }
    let reference = URIReference(text)
    let name = reference.decodedFragment ?? ""
    var first: Place?
    if let resource = try resources.resource(reference, from: place.base),
      resources.target(name, in: resource) != nil || dialect.rules.contains(.dynamicReferencesStartAtTheirAnchor)
    {
      let target = try resolve(entry.value, entry.origin, place)
      let isDynamic = resources.anchor(name, in: target.base)?.isDynamic ?? false
      guard isDynamic || !dialect.rules.contains(.dynamicReferencesStartAtTheirAnchor) else {
        return try writeCall(to: target, entry, place, into: &block)
      }
      first = target
    }
    guard !name.isEmpty, !name.hasPrefix("/") else {
      guard let first else { throw error(.unresolvedReference, at: entry.origin, "'\(text)' leads nowhere") }
      return try writeCall(to: first, entry, place, into: &block)
    }
    writeDynamicCall(anchor: name, first: first, entry, into: &block)
  }

  /// JSON Schema 2019-09 Core, section 8.2.4.2.1.
  mutating func writeRecursiveReference(
    _ entry: Entry, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard entry.value.isString else { return try leaveMalformed(.recursiveReference, entry, into: &block) }
    let target = try resolve(entry.value, entry.origin, place)
    guard resources.hasRecursiveAnchor(target.base), resources.isRoot(target.schema) else {
      return try writeCall(to: target, entry, place, into: &block)
    }
    writeDynamicCall(anchor: nil, first: target, entry, into: &block)
  }

  private mutating func writeDynamicCall(
    anchor: String?, first: Place?, _ entry: Entry, into block: inout ProgramBuilder.Block
  ) {
    let target = first.map { self.block(for: $0) }
    pass.dynamicCalls.append(
      DynamicCall(
        block: pass.current.index, position: block.instructions.count, anchor: anchor,
        direction: pass.current.direction, first: target))
    if pass.goal.isStatic, let target = outermost(anchor).map({ self.block(for: $0) }) ?? target {
      block.append(Instruction(opcode: .call, a: target.rawValue), from: entry.origin)
      return
    }
    var instruction = Instruction(opcode: .dynamicCall)
    if let target {
      instruction.flags |= Instruction.hasElse
      instruction.c = target.rawValue
    }
    block.append(instruction, from: entry.origin)
  }

  /// Lists for each dynamic reference the resources that have its anchor; writing these may bring in more of both.
  ///
  /// - Returns: Whether each of them, and there are some, has but one target, whatever the scope.
  mutating func writeDynamicTargets() throws(SchemaError) -> Bool {
    var known = -1
    while known != resources.all.count + pass.dynamicCalls.count {
      known = resources.all.count + pass.dynamicCalls.count
      for call in pass.dynamicCalls {
        pass.current.direction = call.direction
        _ = targets(of: call.anchor)
      }
      try drain()
    }
    var haveOneTarget = !pass.dynamicCalls.isEmpty
    for call in pass.dynamicCalls where haveOneTarget {
      pass.current.direction = call.direction
      haveOneTarget =
        outermost(call.anchor) != nil
        || (call.first != nil && targets(of: call.anchor).allSatisfy { $0.block == call.first })
    }
    if pass.goal.isStatic { return haveOneTarget }
    var lists: [TargetKey: (start: UInt32, count: UInt32)] = [:]
    for call in pass.dynamicCalls {
      let key = TargetKey(anchor: call.anchor, direction: call.direction)
      pass.current.direction = call.direction
      if lists[key] == nil {
        let targets = targets(of: call.anchor)
        lists[key] = (UInt32(pass.builder.lists.count), UInt32(targets.count))
        for (resource, block) in targets {
          pass.builder.lists.append(.plain(UInt32(resource)))
          pass.builder.lists.append(.block(block))
        }
      }
      let list = lists[key] ?? (0, 0)
      pass.builder.patch(call.block, call.position, a: list.start, b: list.count)
    }
    return haveOneTarget
  }

  /// What an anchor names in the resource that evaluation begins in, which is the outermost of every scope.
  private mutating func outermost(_ anchor: String?) -> Place? {
    guard let entryResource = pass.goal.entryResource else { return nil }
    return target(of: anchor, in: entryResource)
  }

  private mutating func target(of anchor: String?, in resource: ResourceIndex) -> Place? {
    var found: (schema: SchemaNode, pointer: JSONPointer)?
    if let anchor {
      if let named = resources.anchor(anchor, in: resource), named.isDynamic {
        found = (named.schema, named.pointer)
      }
    } else if resources.hasRecursiveAnchor(resource) {
      found = resources.root(of: resource)
    }
    guard let found else { return nil }
    return Place(schema: found.schema, origin: origin(of: found.schema, at: found.pointer), base: resource)
  }

  private mutating func targets(of anchor: String?) -> [(resource: Int, block: ProgramBuilder.BlockIndex)] {
    var targets: [(resource: Int, block: ProgramBuilder.BlockIndex)] = []
    for number in resources.all {
      let resource = ResourceIndex(rawValue: number)
      guard let place = target(of: anchor, in: resource) else { continue }
      targets.append((number, block(for: place)))
    }
    return targets
  }
}
