/// `$ref`, and what any reference leads to.
extension Compiler {
  mutating func writeReference(
    _ entry: Entry, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard entry.value.isString else { return try leaveMalformed(.ref, entry, into: &block) }
    let target: Place
    do throws(SchemaError) { target = try resolve(entry.value, entry.origin, place) } catch {
      return try leaveUnchecked(error, at: entry.origin, hidesEvaluations: true, into: &block)
    }
    try writeCall(to: target, entry, place, into: &block)
  }

  /// Writes a call of what a reference leads to, or the schema itself if it is small.
  mutating func writeCall(
    to target: Place, _ entry: Entry, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    if pass.current.schemas.contains(target.schema.key) {
      let mistake = error(
        .circularReference, at: entry.origin,
        "'\(entry.value.string ?? "")' leads back to itself without a step into the payload, so that checking would never end"
      )
      return try leaveUnchecked(mistake, at: entry.origin, hidesEvaluations: true, into: &block)
    }
    if input.options.optimizes, isSmall(target) {
      try writeInPlace(target, from: entry.origin, into: &block)
      return
    }
    // A resource's root enters its scope itself.
    let entersScope =
      pass.goal.features.contains(.dynamicScope) && target.base != place.base && !resources.isRoot(target.schema)
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
    var names = dialectInForce.names
    var vocabularies = dialect.vocabularies
    if place.base != dialectInForce.resource {
      let dialect = resources.dialect(of: place.base)
      names = KeywordNames.of(dialect.table)
      vocabularies = dialect.vocabularies
    }
    for (key, _) in place.schema.members {
      guard let meaning = names.meaning(key, vocabularies), meaning.holds == .none, !meaning.isReference else {
        return false
      }
    }
    return true
  }

  /// What a reference leads to, worked out once for each text in a resource.
  mutating func resolve(_ value: SchemaNode, _ origin: UInt32, _ place: Place) throws(SchemaError) -> Place {
    let text = words.number(of: value)
    if let known = pass.references.target(of: text, in: place.base) { return known }
    let target: Place
    if let found = findByPointer(value, place.base) {
      target = found
    } else {
      target = try find(value.string ?? "", (value, origin), place)
    }
    pass.references.set(target, of: text, in: place.base)
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
      let uri = reference.resolved(against: URIReference(resources.uri(of: place.base))).withoutFragment
      let reason = input.options.registry.reason?(uri)
      throw error(
        .unresolvedReference, at: entry.origin,
        "'\(text)' leads to a document that is not here: "
          + (reason ?? "nothing is fetched; give it along with the schema"))
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
        let place = reached.tokens.isEmpty ? "the root of the document" : "'\(reached)'"
        return "'\(text)' leads nowhere: there is no '\(token)' at \(place)"
          + (nearest.map { "; did you mean '\($0)'?" } ?? "")
      }
      step = next
      reached = reached.appending(token)
    }
    return "'\(text)' leads nowhere"
  }
}
