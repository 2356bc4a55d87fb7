/// Keywords of objects, but for those that become their shape.
extension Compiler {
  mutating func writeObjects(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    try writeCounts(.ofObjects, keywords, into: &block)
    try writeShape(keywords, place, into: &block)
    writeSubschema(.propertyNames, .propertyNames, keywords, place, into: &block)
    if let entry = keywords[.dependentRequired] {
      if !entry.value.isObject { try leaveMalformed(.dependentRequired, entry, into: &block) }
      for (key, value) in entry.value.members {
        try writeDependentNames(.dependentRequired, key, (value, origin(key, below: entry.origin)), into: &block)
      }
    }
    if let entry = keywords[.dependencies] {
      for (key, place) in try map(.dependencies, entry, place, into: &block) ?? [] {
        if place.schema.isArray {
          try writeDependentNames(.dependencies, key, (place.schema, place.origin), into: &block)
        } else {
          writeDependentSchema(key, place, into: &block)
        }
      }
    }
    if let entry = keywords[.dependentSchemas] {
      for (key, place) in try map(.dependentSchemas, entry, place, into: &block) ?? [] {
        writeDependentSchema(key, place, into: &block)
      }
    }
  }

  private mutating func writeDependentSchema(
    _ key: SchemaNode, _ place: Place, into block: inout ProgramBuilder.Block
  ) {
    let target = self.block(for: place)
    noteCall(target, from: place.origin)
    block.append(
      Instruction(opcode: .dependentSchema, a: target.rawValue, b: pass.builder.name(key)), from: place.origin)
  }

  private mutating func writeDependentNames(
    _ keyword: Keyword, _ key: SchemaNode, _ list: Entry, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    let items = try names(list, into: &block) { "\(keyword.name)/\(key.string ?? "")" }
    guard list.value.isArray else { return }
    let start = UInt32(pass.builder.lists.count)
    for item in items { pass.builder.lists.append(.plain(pass.builder.name(item))) }
    block.append(
      Instruction(
        opcode: .dependentRequired, a: pass.builder.name(key), b: start,
        c: UInt32(pass.builder.lists.count) - start),
      from: list.origin)
  }
}
