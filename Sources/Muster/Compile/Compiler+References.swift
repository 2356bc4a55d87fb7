/// `$ref`.
extension Compiler {
  mutating func writeReference(
    _ entry: Entry, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard let text = entry.value.string else { throw malformed(entry, "$ref", "a string") }
    let target = try resolve(text, entry, place)
    if open.contains(target.schema.index) {
      throw error(
        .circularReference, at: entry.origin,
        "'\(text)' leads back to itself without a step into the payload, so that checking would never end")
    }
    if isSmall(target.schema) {
      try writeInPlace(target, from: entry.origin, into: &block)
    } else {
      let called = self.block(for: target)
      noteCall(called, from: entry.origin)
      block.append(Instruction(opcode: .call, a: called.rawValue), from: entry.origin)
    }
  }

  /// Whether a schema is so small that a call costs more than a copy: it applies no subschemas.
  private func isSmall(_ schema: JSON) -> Bool {
    guard schema.kind == .object else { return true }
    var count = 0
    for member in schema.members {
      count += 1
      guard count <= 8, let keyword = dialect.keyword(member.name) else { return false }
      guard keyword.subschemas == .none, keyword != .ref else { return false }
    }
    return true
  }

  private mutating func resolve(_ text: String, _ entry: Entry, _ place: Place) throws(SchemaError) -> Place {
    let reference = URIReference(text)
    guard let fragment = reference.decodedFragment else {
      throw error(.unresolvedReference, at: entry.origin, "'\(text)' has a fragment whose percent-encoding is broken")
    }
    guard let resource = resources.resource(reference, from: place.base) else {
      throw error(
        .unresolvedReference, at: entry.origin,
        "'\(text)' leads to a document that is not here; only references within '\(documentName)' are followed")
    }
    if let found = resources.target(fragment, in: resource) {
      return Place(
        schema: found.schema, origin: origin(of: found.schema, at: found.pointer), base: found.resource)
    }
    throw error(.unresolvedReference, at: entry.origin, unresolved(text, fragment, resource))
  }

  private var documentName: String { document.map.sources.first?.name ?? "the document" }

  /// Says how far a pointer leads, and the nearest name there.
  private func unresolved(_ text: String, _ fragment: String, _ resource: ResourceIndex) -> String {
    guard let pointer = JSONPointer(parsing: fragment) else {
      return "'\(text)' leads to no anchor in '\(documentName)'"
    }
    var step = resources.root(of: resource)
    var reached = JSONPointer()
    for token in pointer.tokens {
      guard let next = step[JSONPointer([token])] else {
        let nearest = NearestName.of(token, among: step.members.map(\.name))
        return "'\(text)' leads nowhere: there is no '\(token)' at '\(reached)'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? "")
      }
      step = next
      reached = reached.appending(token)
    }
    return "'\(text)' leads nowhere"
  }
}
