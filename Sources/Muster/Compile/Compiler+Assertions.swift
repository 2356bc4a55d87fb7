/// Keywords that look at the value itself.
extension Compiler {
  /// A keyword's value with its origin.
  typealias Entry = (value: SchemaNode, origin: UInt32)

  mutating func writeSensitivity(
    _ keywords: SchemaKeywords, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard keywords.has(.format) || keywords.has(.writeOnly) else { return }
    let isPassword = keywords[.format]?.value.isString("password") ?? false
    guard isPassword || keywords[.writeOnly]?.value.boolean == true else { return }
    block.append(
      Instruction(opcode: .sensitive), from: (keywords[.writeOnly] ?? keywords[.format])?.origin ?? UInt32.max)
  }

  // MARK: enum and const

  mutating func writeValues(
    _ keywords: SchemaKeywords, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    if let entry = keywords[.enumeration] {
      guard entry.value.kind == .array else { throw malformed(.enumeration, entry) }
      let start = pass.builder.lists.count
      for item in entry.value.items { pass.builder.lists.append(.constant(pass.builder.constant(item))) }
      block.append(
        Instruction(opcode: .enumeration, a: UInt32(start), b: UInt32(pass.builder.lists.count - start)),
        from: entry.origin)
    }
    if let entry = keywords[.constant] {
      block.append(Instruction(opcode: .constant, a: pass.builder.constant(entry.value)), from: entry.origin)
    }
  }

  // MARK: Numbers

  mutating func writeNumbers(
    _ keywords: SchemaKeywords, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    if dialect.rules.contains(.booleanExclusives) {
      try writeBound(.minimum, .minimum, sharpenedBy: .exclusiveMinimum, .exclusiveMinimum, keywords, into: &block)
      try writeBound(.maximum, .maximum, sharpenedBy: .exclusiveMaximum, .exclusiveMaximum, keywords, into: &block)
    } else {
      try writeBound(.minimum, .minimum, keywords, into: &block)
      try writeBound(.maximum, .maximum, keywords, into: &block)
      try writeBound(.exclusiveMinimum, .exclusiveMinimum, keywords, into: &block)
      try writeBound(.exclusiveMaximum, .exclusiveMaximum, keywords, into: &block)
    }
    if let entry = keywords[.multipleOf] {
      guard let text = entry.value.number, !text.hasPrefix("-"),
        text.utf8.prefix(while: { $0 | 0x20 != UInt8(ascii: "e") }).contains(where: { $0 >= 0x31 && $0 <= 0x39 })
      else {
        throw error(.keywordValue, at: entry.origin, "'multipleOf' must be a number greater than 0")
      }
      block.append(Instruction(opcode: .multipleOf, a: pass.builder.constant(entry.value)), from: entry.origin)
    }
  }

  /// Writes a bound beside which a boolean says that the bound itself is not allowed.
  private mutating func writeBound(
    _ keyword: Keyword, _ opcode: Opcode, sharpenedBy sharp: Keyword, _ sharpOpcode: Opcode,
    _ keywords: SchemaKeywords, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard let exclusive = keywords[sharp] else { return try writeBound(keyword, opcode, keywords, into: &block) }
    guard let isExclusive = exclusive.value.boolean else {
      throw malformed(sharp.name, exclusive, "a boolean in OpenAPI 3.0")
    }
    if keywords[keyword] == nil {
      notice(.noEffect, at: exclusive.origin, "this has no effect without '\(keyword.name)' beside it")
    }
    try writeBound(keyword, isExclusive ? sharpOpcode : opcode, keywords, into: &block)
  }

  private mutating func writeBound(
    _ keyword: Keyword, _ opcode: Opcode, _ keywords: SchemaKeywords, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard let entry = keywords[keyword] else { return }
    guard let text = entry.value.number else { throw malformed(keyword.name, entry, "a number") }
    var instruction = Instruction(opcode: opcode, a: pass.builder.constant(entry.value))
    if text.utf8.count <= 18, let bound = Int64(text) {
      instruction.value = bound
    } else {
      instruction.flags |= Instruction.wide
    }
    block.append(instruction, from: entry.origin)
  }

  // MARK: The caller's own keywords

  /// Writes the caller's own keywords.
  mutating func writeCustom(
    _ keywords: SchemaKeywords, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    for (keyword, node, origin) in keywords.custom {
      let value = resources.documents.value(of: node)
      let check: CustomKeyword.Check
      do throws(CustomKeyword.Mistake) { check = try keyword.makeCheck(value) } catch {
        throw self.error(.keywordValue, at: origin, "'\(keyword.name)': \(error.detail)")
      }
      pass.builder.checks.append(ProgramCheck(name: keyword.name, judge: .keyword(value.rawText, check)))
      block.append(Instruction(opcode: .customKeyword, a: UInt32(pass.builder.checks.count - 1)), from: origin)
    }
  }
}
