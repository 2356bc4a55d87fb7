import MusterText

/// Keywords of strings: lengths, `format` and `pattern`.
extension Compiler {
  mutating func writeStrings(
    _ keywords: SchemaKeywords, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    try writeCounts(.ofStrings, keywords, into: &block)
    if let entry = keywords[.format] { try writeFormat(entry, into: &block) }
    guard let entry = keywords[.pattern] else { return }
    guard entry.value.isString else { return try leaveMalformed(.pattern, entry, into: &block) }
    if let index = try pattern(entry.value, at: entry.origin, into: &block) {
      block.append(Instruction(opcode: .pattern, a: index), from: entry.origin)
    }
  }

  // MARK: format

  private mutating func writeFormat(
    _ entry: Entry, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard entry.value.isString else { return try leaveMalformed(.format, entry, into: &block) }
    let known = words.format(entry.value)
    if let known, !input.hasFormatOptions { return write(format: known, input.options.formats, entry, into: &block) }
    let name = entry.value.string ?? ""
    if let check = input.options.custom.formats[name] {
      if (input.options.formatPolicies[name] ?? input.options.formats) == .annotation { return }
      pass.builder.checks.append(ProgramCheck(name: name, judge: .format(check)))
      block.append(Instruction(opcode: .customFormat, a: UInt32(pass.builder.checks.count - 1)), from: entry.origin)
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
    write(format: known, input.options.formatPolicies[name] ?? input.options.formats, entry, into: &block)
  }

  mutating func write(
    format: Format, _ policy: Schema.FormatPolicy, _ entry: Entry, into block: inout ProgramBuilder.Block
  ) {
    let mode: Format.Mode
    switch policy {
    case .annotation: return
    case .strict: mode = .strict
    case .relaxed: mode = .relaxed
    case .dialect:
      if !dialect.rules.contains(.assertsFormats) {
        pass.dependsOnReading = true
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
}
