import MusterText

/// Keywords that look at the value itself.
extension Compiler {
  typealias Entry = (value: SchemaNode, origin: UInt32)

  func malformed(_ entry: Entry, _ keyword: String, _ expected: String) -> SchemaError {
    error(
      .keywordValue, at: entry.origin,
      "'\(keyword)' must be \(expected), but this is \(entry.value.kind.description)")
  }

  mutating func writeSensitivity(
    _ keywords: SchemaKeywords, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard keywords.has(.format) || keywords.has(.writeOnly) else { return }
    let isPassword = keywords[.format]?.value.isString("password") ?? false
    guard isPassword || keywords[.writeOnly]?.value.boolean == true else { return }
    block.append(
      Instruction(opcode: .sensitive), from: (keywords[.writeOnly] ?? keywords[.format])?.origin ?? UInt32.max)
  }

  // MARK: type

  private static let typeNames: [String: TypeMask] = [
    "null": .null, "boolean": .boolean, "integer": .integer, "number": .number, "string": .string, "array": .array,
    "object": .object,
  ]

  mutating func writeType(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard let entry = keywords[.type] else { return }
    let isSingle = dialect.rules.contains(.singleType)
    var mask = TypeMask()
    if entry.value.isArray, !isSingle {
      for item in entry.value.items {
        guard let known = Compiler.type(item) else { throw unknownType(item, entry) }
        mask.formUnion(known)
      }
    } else {
      guard let known = Compiler.type(entry.value), !isSingle || known != .null else {
        throw unknownType(entry.value, entry)
      }
      mask = known
    }
    if typeIsNullable(keywords) { mask.formUnion(.null) }
    if mask.contains(.string), keywords[.format]?.value.isString("int-or-string") ?? false {
      // Kubernetes writes so of a value that is either (trap int-or-string).
      dependsOnReading = true
      if isIntent { mask.formUnion(.integer) }
    }
    var instruction = Instruction(opcode: .type, mask: mask.rawValue)
    if dialect.rules.contains(.integerBySpelling) {
      dependsOnReading = true
      if !isIntent { instruction.flags |= Instruction.exactInteger }
    }
    block.append(instruction, from: entry.origin)
  }

  /// The names of types by their first eight bytes: none has more.
  private static let typeWords: [(word: UInt64, length: Int, mask: TypeMask)] = typeNames.map { name, mask in
    ByteView.with(Array(name.utf8)) { ($0.prefix(at: 0, length: 8), $0.count, mask) }
  }

  /// The type that a string names; `nil` where it names none.
  private static func type(_ value: SchemaNode) -> TypeMask? {
    guard value.isString else { return nil }
    return value.withName { bytes, offset, length in
      let word = bytes.prefix(at: offset, length: min(length, 8))
      for type in Compiler.typeWords where type.word == word && type.length == length { return type.mask }
      return nil
    }
  }

  private func unknownType(_ value: SchemaNode, _ entry: Entry) -> SchemaError {
    guard let name = value.string else {
      return malformed(
        entry, "type", dialect.rules.contains(.singleType) ? "a string" : "a string or a list of strings")
    }
    if name == "null" {
      return error(
        .keywordValue, at: entry.origin, "OpenAPI 3.0 has no type 'null'; say 'nullable: true' beside the type")
    }
    let nearest = NearestName.of(name, among: Compiler.typeNames.keys.sorted())
    return error(
      .keywordValue, at: entry.origin,
      "'\(name)' is not a type"
        + (nearest.map { "; did you mean '\($0)'?" }
          ?? "; the types are array, boolean, integer, null, number, object and string"))
  }

  // MARK: enum and const

  mutating func writeValues(
    _ keywords: SchemaKeywords, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    if let entry = keywords[.enumeration] {
      guard entry.value.kind == .array else { throw malformed(entry, "enum", "a list of values") }
      let start = builder.lists.count
      for item in entry.value.items { builder.lists.append(.constant(builder.constant(item))) }
      block.append(
        Instruction(opcode: .enumeration, a: UInt32(start), b: UInt32(builder.lists.count - start)),
        from: entry.origin)
    }
    if let entry = keywords[.constant] {
      block.append(Instruction(opcode: .constant, a: builder.constant(entry.value)), from: entry.origin)
    }
  }

  // MARK: Numbers

  mutating func writeNumbers(
    _ keywords: SchemaKeywords, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    if dialect.rules.contains(.booleanExclusives) {
      try writeBound(.minimum, "minimum", sharpenedBy: .exclusiveMinimum, .exclusiveMinimum, keywords, into: &block)
      try writeBound(.maximum, "maximum", sharpenedBy: .exclusiveMaximum, .exclusiveMaximum, keywords, into: &block)
    } else {
      try writeBound(.minimum, "minimum", .minimum, keywords, into: &block)
      try writeBound(.maximum, "maximum", .maximum, keywords, into: &block)
      try writeBound(.exclusiveMinimum, "exclusiveMinimum", .exclusiveMinimum, keywords, into: &block)
      try writeBound(.exclusiveMaximum, "exclusiveMaximum", .exclusiveMaximum, keywords, into: &block)
    }
    if let entry = keywords[.multipleOf] {
      guard let text = entry.value.number, !text.hasPrefix("-"),
        text.utf8.prefix(while: { $0 | 0x20 != UInt8(ascii: "e") }).contains(where: { $0 >= 0x31 && $0 <= 0x39 })
      else {
        throw error(.keywordValue, at: entry.origin, "'multipleOf' must be a number greater than 0")
      }
      block.append(Instruction(opcode: .multipleOf, a: builder.constant(entry.value)), from: entry.origin)
    }
  }

  private mutating func writeBound(
    _ keyword: Keyword, _ name: String, sharpenedBy sharp: Keyword, _ sharpOpcode: Opcode, _ keywords: SchemaKeywords,
    into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    let opcode: Opcode = keyword == .minimum ? .minimum : .maximum
    guard let exclusive = keywords[sharp] else {
      return try writeBound(keyword, name, opcode, keywords, into: &block)
    }
    guard let isExclusive = exclusive.value.boolean else {
      throw malformed(
        exclusive, "exclusive\(name.prefix(1).uppercased())\(name.dropFirst())", "a boolean in OpenAPI 3.0")
    }
    if keywords[keyword] == nil {
      notice(.noEffect, at: exclusive.origin, "this has no effect without '\(name)' beside it")
    }
    try writeBound(keyword, name, isExclusive ? sharpOpcode : opcode, keywords, into: &block)
  }

  private mutating func writeBound(
    _ keyword: Keyword, _ name: String, _ opcode: Opcode, _ keywords: SchemaKeywords,
    into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard let entry = keywords[keyword] else { return }
    guard let text = entry.value.number else { throw malformed(entry, name, "a number") }
    var instruction = Instruction(opcode: opcode, a: builder.constant(entry.value))
    if text.utf8.count <= 18, let bound = Int64(text) {
      instruction.value = bound
    } else {
      instruction.flags |= Instruction.wide
    }
    block.append(instruction, from: entry.origin)
  }

  // MARK: Strings

  mutating func writeStrings(
    _ keywords: SchemaKeywords, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    try writeCount(.minLength, "minLength", .minLength, keywords, into: &block)
    try writeCount(.maxLength, "maxLength", .maxLength, keywords, into: &block)
    if let entry = keywords[.format] { try writeFormat(entry, into: &block) }
    if let entry = keywords[.pattern] {
      guard entry.value.isString else { throw malformed(entry, "pattern", "a string") }
      if let index = try pattern(entry.value, at: entry.origin) {
        block.append(Instruction(opcode: .pattern, a: index), from: entry.origin)
      }
    }
  }

  /// The number of a pattern; `nil` if it exceeds a limit, which a notice reports.
  ///
  /// - Throws: ``SchemaError/Code/pattern`` if the text is not a valid pattern.
  mutating func pattern(_ source: SchemaNode, at origin: UInt32) throws(SchemaError) -> UInt32? {
    do throws(PatternError) {
      let index = try builder.pattern(source)
      if builder.patterns[Int(index)].isLegacy {
        notice(
          .legacyPattern, at: origin,
          "the pattern is no regular expression with the flag u; it is read as without it (ECMA-262, B.1.2)")
      }
      return index
    } catch {
      if error.isLimit {
        notice(
          .uncheckedKeyword, at: origin,
          "the pattern is beyond a limit of Muster and is not checked: at offset \(error.offset), \(error.detail)")
        return nil
      }
      throw self.error(
        .pattern, at: origin,
        "the pattern is not a regular expression of ECMA-262: at offset \(error.offset), \(error.detail)")
    }
  }

  private mutating func writeFormat(
    _ entry: Entry, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard entry.value.isString else { throw malformed(entry, "format", "a string") }
    let known = format(entry.value)
    if let known, !hasFormatOptions { return write(format: known, options.formats, entry, into: &block) }
    let name = entry.value.string ?? ""
    if let check = options.custom.formats[name] {
      if (options.formatPolicies[name] ?? options.formats) == .annotation { return }
      builder.checks.append(ProgramCheck(name: name, judge: .format(check)))
      block.append(Instruction(opcode: .customFormat, a: UInt32(builder.checks.count - 1)), from: entry.origin)
      return
    }
    guard let known else {
      if name == "int-or-string", isIntent { return }
      let nearest = NearestName.of(name, among: Format.all.map(\.name))
      notice(
        .unknownFormat, at: entry.origin,
        "the format '\(name)' is not known and not checked" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
      return
    }
    write(format: known, options.formatPolicies[name] ?? options.formats, entry, into: &block)
  }

  /// The format of a name, looked up once for each.
  private mutating func format(_ name: SchemaNode) -> Format? {
    let number = texts.number(of: name)
    if let known = formats[number] { return known }
    let format = Format.named(name.string ?? "")
    formats[number] = .some(format)
    return format
  }

  private mutating func write(
    format: Format, _ policy: Schema.FormatPolicy, _ entry: Entry, into block: inout ProgramBuilder.Block
  ) {
    let mode: Format.Mode
    switch policy {
    case .annotation: return
    case .strict: mode = .strict
    case .relaxed: mode = .relaxed
    case .dialect:
      if !dialect.rules.contains(.assertsFormats) {
        dependsOnReading = true
        guard isIntent else { return }
      }
      mode = .strict
    }
    var mask: TypeMask
    switch format.subject {
    case .string: mask = .string
    case .number: mask = .number
    case .none: return
    }
    // The OpenAPI registry lets some numbers be written as strings; JSON Schema knows nothing of it.
    if format.appliesToStrings, dialect.rules.contains(.openAPI) { mask.formUnion(.string) }
    block.append(
      Instruction(opcode: .format, mask: mask.rawValue, a: UInt32(format.code), b: UInt32(mode.rawValue)),
      from: entry.origin)
  }

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
      builder.checks.append(ProgramCheck(name: keyword.name, judge: .keyword(value.rawText, check)))
      block.append(Instruction(opcode: .customKeyword, a: UInt32(builder.checks.count - 1)), from: origin)
    }
  }

  /// Writes a keyword whose value is a count.
  mutating func writeCount(
    _ keyword: Keyword, _ name: String, _ opcode: Opcode, _ keywords: SchemaKeywords,
    into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard keywords.has(keyword), let count = try count(keyword, name, keywords) else { return }
    block.append(Instruction(opcode: opcode, value: count.value), from: count.origin)
  }

  /// A keyword's value that must be an integer from 0 on; one too great for 64 bits is taken as the greatest.
  func count(
    _ keyword: Keyword, _ name: String, _ keywords: SchemaKeywords
  ) throws(SchemaError) -> (value: Int64, origin: UInt32)? {
    guard let entry = keywords[keyword] else { return nil }
    guard entry.value.kind == .number else { throw malformed(entry, name, "a whole number from 0 on") }
    let number = entry.value.tape.number(entry.value.index)
    guard number.isInteger, number.isZero || !number.isNegative else {
      throw error(.keywordValue, at: entry.origin, "'\(name)' must be a whole number from 0 on")
    }
    return (number.int64 ?? .max, entry.origin)
  }
}
