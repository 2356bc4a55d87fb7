/// `$ref`, `$dynamicRef` and `$recursiveRef`.
extension Compiler {
  /// A dynamic reference whose targets are listed when all resources are known.
  struct DynamicCall {
    var block: ProgramBuilder.BlockIndex
    var position: Int
    /// The anchor's name; `nil` for `$recursiveAnchor`.
    var anchor: String?
    /// Which way its payloads go.
    var direction: Schema.Direction?
    /// What it leads to where no resource in the scope has the anchor.
    var first: ProgramBuilder.BlockIndex?
  }

  private struct TargetKey: Hashable {
    var anchor: String?
    var direction: Schema.Direction?
  }

  mutating func writeReference(
    _ entry: Entry, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard entry.value.isString else { throw malformed(entry, "$ref", "a string") }
    try writeCall(to: try resolve(entry.value, entry.origin, place), entry, place, into: &block)
  }

  private mutating func writeCall(
    to target: Place, _ entry: Entry, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    if open.contains(target.schema.key) {
      throw error(
        .circularReference, at: entry.origin,
        "'\(entry.value.string ?? "")' leads back to itself without a step into the payload, so that checking would never end"
      )
    }
    if options.optimizes, isSmall(target) {
      try writeInPlace(target, from: entry.origin, into: &block)
      return
    }
    // A resource's root enters its scope itself.
    let entersScope =
      features.contains(.dynamicScope) && target.base != place.base && !resources.isRoot(target.schema)
    if entersScope { writeScope(target.base, entry.origin, into: &block) }
    let called = blockOfSameValue(for: target)
    noteCall(called, from: entry.origin)
    block.append(Instruction(opcode: .call, a: called.rawValue), from: entry.origin)
    if entersScope { block.append(Instruction(opcode: .endScope), from: entry.origin) }
  }

  /// Begins the dynamic scope of a resource (JSON Schema 2020-12 Core, section 7.1).
  func writeScope(_ resource: ResourceIndex, _ origin: UInt32, into block: inout ProgramBuilder.Block) {
    block.append(Instruction(opcode: .beginScope, a: UInt32(resource.rawValue)), from: origin)
  }

  /// Whether a schema is so small that a call costs more than a copy: it applies no subschemas.
  private func isSmall(_ place: Place) -> Bool {
    guard place.schema.isObject else { return true }
    guard place.schema.count <= 8 else { return false }
    var names = keywordNames
    var vocabularies = dialect.vocabularies
    if place.base != dialectResource {
      let dialect = resources.dialect(of: place.base)
      names = KeywordNames.of(dialect.table)
      vocabularies = dialect.vocabularies
    }
    for (key, _) in place.schema.members {
      guard let keyword = names.keyword(key, vocabularies) else { return false }
      switch keyword {
      case .ref, .dynamicReference, .recursiveReference: return false
      default: if keyword.subschemas != .none { return false }
      }
    }
    return true
  }

  /// What a reference leads to, worked out once for each text in a resource.
  mutating func resolve(_ value: SchemaNode, _ origin: UInt32, _ place: Place) throws(SchemaError) -> Place {
    let text = texts.number(of: value)
    let key = UInt64(truncatingIfNeeded: place.base.rawValue) << 32 | UInt64(text)
    if key < UInt64(resolvedInMain.count) {
      if let known = resolvedInMain[Int(key)] { return known }
    } else if let known = resolved[key] {
      return known
    }
    let target: Place
    if let found = findByPointer(value, place.base) {
      target = found
    } else {
      target = try find(value.string ?? "", (value, origin), place)
    }
    if place.base.rawValue == 0 {
      while resolvedInMain.count <= Int(text) { resolvedInMain.append(nil) }
      resolvedInMain[Int(text)] = target
    } else {
      resolved[key] = target
    }
    return target
  }

  /// What a reference within its document leads to, which is a plain pointer as nearly all are; `nil` for others, and
  /// where it leads nowhere.
  private mutating func findByPointer(_ value: SchemaNode, _ base: ResourceIndex) -> Place? {
    guard value.word.flags & TapeWord.hasEscape == 0, resources.hasPointersOnly(base) else { return nil }
    let bytes = value.tape.bytes
    let start = value.word.offset
    let end = start + value.tape.length(value.index)
    guard start < end, bytes[start] == UInt8(ascii: "#") else { return nil }
    for offset in start + 1..<end {
      switch bytes[offset] {
      case UInt8(ascii: "%"), UInt8(ascii: "~"), UInt8(ascii: "#"): return nil
      default: break
      }
    }
    return self.place(of: bytes, from: start + 1, to: end, in: base)
  }

  mutating func find(_ text: String, _ entry: Entry, _ place: Place) throws(SchemaError) -> Place {
    let reference = URIReference(text)
    guard let fragment = reference.decodedFragment else {
      throw error(.unresolvedReference, at: entry.origin, "'\(text)' has a fragment whose percent-encoding is broken")
    }
    guard let resource = try resources.resource(reference, from: place.base) else {
      throw error(
        .unresolvedReference, at: entry.origin,
        "'\(text)' leads to a document that is not here; nothing is fetched: give it along with the schema")
    }
    if let found = resources.target(fragment, in: resource) {
      return Place(
        schema: found.schema, origin: origin(of: found.schema, at: found.pointer), base: found.resource)
    }
    throw error(.unresolvedReference, at: entry.origin, unresolved(text, fragment, resource))
  }

  /// Says how far a pointer leads, and the nearest name there.
  private func unresolved(_ text: String, _ fragment: String, _ resource: ResourceIndex) -> String {
    let root = resources.root(of: resource).schema
    guard let pointer = JSONPointer(parsing: fragment) else {
      return "'\(text)' leads to no anchor in '\(resources.documents.name(of: root))'"
    }
    var step = root
    var reached = JSONPointer()
    for token in pointer.tokens {
      guard let next = resources.children.child(token, of: step) else {
        let nearest = NearestName.of(token, among: step.members.map { $0.key.string ?? "" })
        return "'\(text)' leads nowhere: there is no '\(token)' at '\(reached)'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? "")
      }
      step = next
      reached = reached.appending(token)
    }
    return "'\(text)' leads nowhere"
  }

  // MARK: Dynamic references

  /// JSON Schema 2020-12 Core, section 8.2.3.2; v1 does without the first target.
  mutating func writeDynamicReference(
    _ entry: Entry, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard let text = entry.value.string else { throw malformed(entry, "$dynamicRef", "a string") }
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
    guard entry.value.isString else { throw malformed(entry, "$recursiveRef", "a string") }
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
    dynamicCalls.append(
      DynamicCall(
        block: current, position: block.instructions.count, anchor: anchor, direction: direction, first: target))
    if isStatic, let target = outermost(anchor).map({ self.block(for: $0) }) ?? target {
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
    while known != resources.all.count + dynamicCalls.count {
      known = resources.all.count + dynamicCalls.count
      for call in dynamicCalls {
        direction = call.direction
        for target in targets(of: call.anchor) { noteUse(of: target.block, by: call.block) }
      }
      try drain()
    }
    var haveOneTarget = !dynamicCalls.isEmpty
    for call in dynamicCalls where haveOneTarget {
      direction = call.direction
      haveOneTarget =
        outermost(call.anchor) != nil
        || (call.first != nil && targets(of: call.anchor).allSatisfy { $0.block == call.first })
    }
    if isStatic { return haveOneTarget }
    var lists: [TargetKey: (start: UInt32, count: UInt32)] = [:]
    for call in dynamicCalls {
      let key = TargetKey(anchor: call.anchor, direction: call.direction)
      direction = call.direction
      if lists[key] == nil {
        let targets = targets(of: call.anchor)
        lists[key] = (UInt32(builder.lists.count), UInt32(targets.count))
        for (resource, block) in targets {
          builder.lists.append(.plain(UInt32(resource)))
          builder.lists.append(.block(block))
        }
      }
      let list = lists[key] ?? (0, 0)
      builder.patch(call.block, call.position, a: list.start, b: list.count)
    }
    return haveOneTarget
  }

  /// What an anchor names in the resource that evaluation begins in, which is the outermost of every scope.
  private mutating func outermost(_ anchor: String?) -> Place? {
    guard let entryResource else { return nil }
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
