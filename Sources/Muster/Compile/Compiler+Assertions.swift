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
      if entry.value.isArray {
        let start = pass.builder.lists.count
        for item in entry.value.items { pass.builder.lists.append(.constant(pass.builder.constant(item))) }
        block.append(
          Instruction(opcode: .enumeration, a: UInt32(start), b: UInt32(pass.builder.lists.count - start)),
          from: entry.origin)
      } else {
        try leaveMalformed(.enumeration, entry, into: &block)
      }
    }
    if let entry = keywords[.constant] {
      block.append(Instruction(opcode: .constant, a: pass.builder.constant(entry.value)), from: entry.origin)
    }
  }

  // MARK: Numbers

  mutating func writeNumbers(
    _ keywords: SchemaKeywords, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    try writeBounds(.minimum, .minimum, sharpenedBy: .exclusiveMinimum, .exclusiveMinimum, keywords, into: &block)
    try writeBounds(.maximum, .maximum, sharpenedBy: .exclusiveMaximum, .exclusiveMaximum, keywords, into: &block)
    if let entry = keywords[.multipleOf] {
      if let text = number(entry, .multipleOf), !text.number.isNegative, !text.number.isZero {
        block.append(Instruction(opcode: .multipleOf, a: pass.builder.constant(text)), from: entry.origin)
      } else {
        let mistake = error(.keywordValue, at: entry.origin, "'multipleOf' must be a number greater than 0")
        try leaveUnchecked(mistake, at: entry.origin, into: &block)
      }
    }
  }

  /// Writes a bound and the exclusive one, which is a bound of its own or, in earlier dialects, a boolean that sharpens the
  /// first.
  private mutating func writeBounds(
    _ keyword: Keyword, _ opcode: Opcode, sharpenedBy sharp: Keyword, _ sharpOpcode: Opcode,
    _ keywords: SchemaKeywords, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard let exclusive = keywords[sharp] else { return try writeBound(keyword, opcode, keywords, into: &block) }
    let value = exclusive.value
    let isSharpener = value.boolean != nil || Compiler.spelledBoolean(value) != nil
    let isOwnForm = isSharpener == dialect.rules.contains(.booleanExclusives)
    let isReadable = isSharpener || value.kind == .number || value.kind == .string
    let isRead =
      isOwnForm
      || (isReadable
        && readsNeighbour(
          "\(isSharpener ? "a boolean" : "a number") as '\(sharp.name)'", of: isSharpener ? .draft4 : laterDialect,
          at: exclusive.origin))
    if isRead, isSharpener, let isExclusive = boolean(exclusive, sharp) {
      if keywords[keyword] == nil {
        notice(.noEffect, at: exclusive.origin, "this has no effect without '\(keyword.name)' beside it")
      }
      return try writeBound(keyword, isExclusive ? sharpOpcode : opcode, keywords, into: &block)
    }
    try writeBound(keyword, opcode, keywords, into: &block)
    if isRead, !isSharpener { return try writeBound(sharp, sharpOpcode, keywords, into: &block) }
    let expected = dialect.rules.contains(.booleanExclusives) ? "a boolean in \(dialect.name)" : "a number"
    try leaveUnchecked(malformed(sharp.name, exclusive, expected), at: exclusive.origin, into: &block)
  }

  /// The dialect that forms of later versions are read as: that of OpenAPI for its schemas.
  var laterDialect: Dialect { dialect.rules.contains(.openAPI) ? .openAPI31 : .draft6 }

  private mutating func writeBound(
    _ keyword: Keyword, _ opcode: Opcode, _ keywords: SchemaKeywords, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard let entry = keywords[keyword] else { return }
    guard let text = number(entry, keyword) else {
      return try leaveUnchecked(malformed(keyword.name, entry, "a number"), at: entry.origin, into: &block)
    }
    var instruction = Instruction(opcode: opcode, a: pass.builder.constant(text))
    if let bound = text.integer { instruction.value = bound } else { instruction.flags |= Instruction.wide }
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
        let mistake = self.error(.keywordValue, at: origin, "'\(keyword.name)': \(error.detail)")
        try leaveUnchecked(mistake, at: origin, into: &block)
        continue
      }
      pass.builder.checks.append(ProgramCheck(name: keyword.name, judge: .keyword(value.rawText, check)))
      block.append(Instruction(opcode: .customKeyword, a: UInt32(pass.builder.checks.count - 1)), from: origin)
    }
  }
}
