extension Compiler {
  /// Writes a subschema into a block.
  mutating func write(_ place: Place, into block: inout ProgramBuilder.Block) throws(SchemaError) {
    let schema = place.schema
    let outerDialect = dialectInForce.resource
    defer { leaveDialect(for: outerDialect) }
    var place = place
    place.base = resources.resource(enteredBy: schema, within: place.base)
    enterDialect(of: place.base)
    if let boolean = schema.boolean,
      place.allowsBoolean || dialect.rules.contains(.booleanSchemas)
        || readsNeighbour("a boolean as a schema", of: laterDialect, at: place.origin)
    {
      if !boolean { block.append(Instruction(opcode: .reject), from: place.origin) }
      return
    }
    guard schema.isObject else {
      let mistake = error(
        .notASchema, at: place.origin,
        "a schema was expected here, an object\(dialect.rules.contains(.booleanSchemas) ? " or a boolean" : ""), "
          + "but this is \(schema.kind.description)")
      return try leaveUnchecked(mistake, at: place.origin, hidesEvaluations: true, into: &block)
    }
    guard !pass.current.schemas.contains(schema.key) else {
      return try leaveUnchecked(
        circularReference(at: place.origin), at: place.origin, hidesEvaluations: true, into: &block)
    }
    pass.current.schemas.append(schema.key)
    defer { pass.current.schemas.removeLast() }

    let keywords = try read(place)
    defer { spare.give(back: keywords.slots) }
    let outerLifted = pass.current.lifted
    defer { pass.current.lifted = outerLifted }
    if pass.current.direction != nil, outerLifted.names.isEmpty, isSpread(keywords) {
      pass.current.lifted = namesLifted(across: place)
    }
    if let entry = keywords[.nullable], boolean(entry, .nullable) == nil {
      try leaveMalformed(.nullable, entry, into: &block)
    }
    let start = block.instructions.count
    if acceptsNull(keywords, place) {
      block.append(Instruction(opcode: .skipIfNull), from: keywords[.nullable]?.origin ?? place.origin)
    }
    let body = block.instructions.count
    // Evaluation that begins inside of a resource is in that resource's scope (JSON Schema 2020-12 Core, section 7.1).
    let isResource =
      pass.goal.features.contains(.dynamicScope)
      && (resources.isRoot(schema) || pass.goal.entrySchemas.contains(schema.key))
    if isResource { writeScope(place.base, place.origin, into: &block) }
    try writeBody(keywords, place, into: &block)
    if isResource { block.append(Instruction(opcode: .endScope), from: place.origin) }
    if body > start {
      if block.instructions.count == body {
        block.removeLast()
      } else {
        block.instructions[start].a = UInt32(block.instructions.count - body)
      }
    }
  }

  private mutating func writeBody(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    if dialect.rules.contains(.referenceStandsAlone), let reference = keywords[.ref] {
      try writeReference(reference, place, into: &block)
      return
    }
    let asksForMarks = keywords.has(.unevaluatedItems) || keywords.has(.unevaluatedProperties)
    if asksForMarks { block.append(Instruction(opcode: .beginMarks), from: place.origin) }
    try writeSensitivity(keywords, into: &block)
    try writeType(keywords, place, into: &block)
    try writeValues(keywords, into: &block)
    try writeNumbers(keywords, into: &block)
    try writeStrings(keywords, into: &block)
    try writeContent(keywords, place, into: &block)
    try writeCustom(keywords, into: &block)
    try writeArrays(keywords, place, into: &block)
    try writeObjects(keywords, place, into: &block)
    if let reference = keywords[.ref] { try writeReference(reference, place, into: &block) }
    if let reference = keywords[.dynamicReference] {
      do throws(SchemaError) { try writeDynamicReference(reference, place, into: &block) } catch {
        try leaveUnchecked(error, at: reference.origin, hidesEvaluations: true, into: &block)
      }
    }
    if let reference = keywords[.recursiveReference] {
      do throws(SchemaError) { try writeRecursiveReference(reference, place, into: &block) } catch {
        try leaveUnchecked(error, at: reference.origin, hidesEvaluations: true, into: &block)
      }
    }
    try writeLogic(keywords, place, into: &block)
    if asksForMarks {
      writeSubschema(.unevaluatedProperties, .unevaluatedProperties, keywords, place, into: &block)
      writeSubschema(.unevaluatedItems, .unevaluatedItems, keywords, place, into: &block)
      block.append(Instruction(opcode: .endScope), from: place.origin)
    }
  }
}
