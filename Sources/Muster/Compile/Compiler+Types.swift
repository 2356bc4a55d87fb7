/// `type`.
extension Compiler {
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
      pass.dependsOnReading = true
      if isIntent { mask.formUnion(.integer) }
    }
    var instruction = Instruction(opcode: .type, mask: mask.rawValue)
    if dialect.rules.contains(.integerBySpelling) {
      pass.dependsOnReading = true
      if !isIntent { instruction.flags |= Instruction.exactInteger }
    }
    block.append(instruction, from: entry.origin)
  }

  /// The names of types by their first eight bytes: none has more.
  private static let typeWords: [(word: UInt64, length: Int, mask: TypeMask)] = typeNames.map { name, mask in
    ByteView.with(Array(name.utf8)) { ($0.prefix(at: 0, length: 8), $0.count, mask) }
  }

  /// The type that a string names, or `nil` if it names none.
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
        Keyword.type.name, entry,
        dialect.rules.contains(.singleType) ? "a string" : "a string or a list of strings")
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
}
