/// The names of types: those of JSON Schema, and those that other languages have for them.
enum TypeNames {
  /// What a name stands for.
  struct Meaning {
    var types: TypeMask
    /// The format that the name says as well.
    var format: String?
  }

  static let names: [String: TypeMask] = [
    "null": .null, "boolean": .boolean, "integer": .integer, "number": .number, "string": .string, "array": .array,
    "object": .object,
  ]

  /// Names that documents use for a type, in lower case (trap type-alias).
  private static let aliases: [String: Meaning] = [
    "str": Meaning(types: .string),
    "int": Meaning(types: .integer), "long": Meaning(types: .integer), "short": Meaning(types: .integer),
    "int32": Meaning(types: .integer, format: "int32"), "int64": Meaning(types: .integer, format: "int64"),
    "float": Meaning(types: .number, format: "float"), "double": Meaning(types: .number, format: "double"),
    "decimal": Meaning(types: .number), "bool": Meaning(types: .boolean),
    "any": Meaning(types: .all), "date": Meaning(types: .string, format: "date"),
    "datetime": Meaning(types: .string, format: "date-time"),
    "date-time": Meaning(types: .string, format: "date-time"), "uuid": Meaning(types: .string, format: "uuid"),
    "file": Meaning(types: .string, format: "binary"), "list": Meaning(types: .array),
    "dict": Meaning(types: .object), "dictionary": Meaning(types: .object), "map": Meaning(types: .object),
  ]

  /// The names by their first eight bytes: none has more.
  private static let words: [(word: UInt64, length: Int, mask: TypeMask)] = names.map { name, mask in
    ByteView.with(Array(name.utf8)) { ($0.prefix(at: 0, length: 8), $0.count, mask) }
  }

  /// The type that a string names, or `nil` if it names none.
  static func type(_ value: SchemaNode) -> TypeMask? {
    guard value.isString else { return nil }
    return value.withName { bytes, offset, length in
      let word = bytes.prefix(at: offset, length: min(length, 8))
      for type in words where type.word == word && type.length == length { return type.mask }
      return nil
    }
  }

  /// What a string most likely means that names no type: one in other letter case, or an alias.
  static func meaning(_ value: SchemaNode) -> Meaning? {
    guard let name = value.string?.lowercased() else { return nil }
    return names[name].map { Meaning(types: $0) } ?? aliases[name]
  }
}
