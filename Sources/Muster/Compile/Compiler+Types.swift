import MusterText

/// `type`.
extension Compiler {
  mutating func writeType(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard let entry = keywords[.type] else { return }
    guard var types = types(entry) else {
      return try leaveUnchecked(unknownType(entry), at: entry.origin, into: &block)
    }
    if typeIsNullable(keywords) { types.mask.formUnion(.null) }
    if types.mask.contains(.string), keywords[.format]?.value.isString("int-or-string") ?? false {
      // Kubernetes writes so of a value that is either (trap int-or-string).
      pass.dependsOnReading = true
      if isIntent { types.mask.formUnion(.integer) }
    }
    var instruction = Instruction(opcode: .type, mask: types.mask.rawValue)
    if dialect.rules.contains(.integerBySpelling) {
      pass.dependsOnReading = true
      if !isIntent { instruction.flags |= Instruction.exactInteger }
    }
    block.append(instruction, from: entry.origin)
    if let format = types.format, !keywords.has(.format), let known = Format.named(format) {
      write(format: known, input.options.formatPolicies[format] ?? input.options.formats, entry, into: &block)
    }
  }

  /// The types that the keyword allows, with the format that an alias says; `nil` if it cannot be used.
  private mutating func types(_ entry: Entry) -> (mask: TypeMask, format: String?)? {
    let isSingle = dialect.rules.contains(.singleType)
    if let mask = TypeNames.type(entry.value), !isSingle || mask != .null { return (mask, nil) }
    var values = [entry.value]
    if entry.value.isArray {
      values = Array(entry.value.items)
      guard !values.isEmpty else { return nil }
    }
    var mask = TypeMask()
    var formats: [String?] = []
    var hasAliases = false
    for value in values {
      if let known = TypeNames.type(value) {
        mask.formUnion(known)
      } else {
        guard let meaning = TypeNames.meaning(value) else { return nil }
        hasAliases = true
        mask.formUnion(meaning.types)
        formats.append(meaning.format)
      }
    }
    if hasAliases {
      guard readsAliases(values, entry) else { return nil }
    }
    if isSingle, entry.value.isArray || mask == .null {
      let what = entry.value.isArray ? "a list as 'type'" : "the type 'null'"
      guard readsNeighbour(what, of: .openAPI31, at: entry.origin) else { return nil }
    }
    // Beside other types a format would hold for those as well.
    return (mask, values.count == 1 ? formats.first ?? nil : nil)
  }

  /// Whether the reading takes names that are no types for those that they mean; says so if it does.
  private mutating func readsAliases(_ values: [SchemaNode], _ entry: Entry) -> Bool {
    pass.dependsOnReading = true
    guard isIntent else { return false }
    for value in values where TypeNames.type(value) == nil {
      guard let meaning = TypeNames.meaning(value) else { continue }
      let types = TypeNames.names.filter { meaning.types.contains($0.value) }.keys.sorted()
      let words = types.count == TypeNames.names.count ? "any type" : "'\(types.first ?? "")'"
      notice(
        .typeAlias, at: entry.origin,
        "'\(value.string ?? "")' is not the name of a type; it is read as \(words)"
          + (meaning.format.map { " with the format '\($0)'" } ?? "") + ", and by the letter it is not checked")
    }
    return true
  }

  private func unknownType(_ entry: Entry) -> SchemaError {
    let isSingle = dialect.rules.contains(.singleType)
    let value = entry.value.isArray ? entry.value.items.first { TypeNames.type($0) == nil } ?? entry.value : entry.value
    guard let name = value.string, !isSingle || !entry.value.isArray else {
      return malformed(Keyword.type.name, entry, isSingle ? "a string" : "a string or a list of strings")
    }
    if name == "null" {
      return error(
        .keywordValue, at: entry.origin, "\(dialect.name) has no type 'null'; say 'nullable: true' beside the type")
    }
    let nearest = NearestName.of(name, among: TypeNames.names.keys.sorted())
    return error(
      .keywordValue, at: entry.origin,
      "'\(name)' is not a type"
        + (nearest.map { "; did you mean '\($0)'?" }
          ?? "; the types are array, boolean, integer, null, number, object and string"))
  }
}
