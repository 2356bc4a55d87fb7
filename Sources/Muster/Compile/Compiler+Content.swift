/// `contentEncoding`, `contentMediaType` and `contentSchema`, where the caller wants them to assert.
extension Compiler {
  mutating func writeContent(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard input.options.contents == .assertion else { return }
    var instruction = Instruction(opcode: .content)
    var origin = place.origin
    if let entry = keywords[.contentEncoding] {
      guard let name = entry.value.string else { return try leaveMalformed(.contentEncoding, entry, into: &block) }
      guard name.lowercased() == "base64" else {
        notice(.noEffect, at: entry.origin, "the encoding '\(name)' is not known and its content not checked")
        return
      }
      instruction.flags |= Instruction.isBase64
      origin = entry.origin
    }
    if let entry = keywords[.contentMediaType] {
      guard let name = entry.value.string else { return try leaveMalformed(.contentMediaType, entry, into: &block) }
      let essence = name.lowercased().prefix { $0 != ";" }
      if essence == "application/json" || essence.hasSuffix("+json") {
        instruction.flags |= Instruction.isJSON
        origin = entry.origin
        // Without a media type a schema of the content means nothing (section 8.5).
        if let schema = keywords[.contentSchema] {
          instruction.flags |= Instruction.hasThen
          instruction.a = self.block(for: child(schema, place)).rawValue
        }
      } else {
        notice(.noEffect, at: entry.origin, "content of the type '\(name)' is not checked")
      }
    }
    if instruction.flags != 0 { block.append(instruction, from: origin) }
  }
}
