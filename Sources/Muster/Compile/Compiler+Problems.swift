/// What is wrong with a schema, and what is noteworthy about it.
extension Compiler {
  func error(_ code: SchemaError.Code, at origin: UInt32, _ detail: String) -> SchemaError {
    SchemaError(code: code, location: pass.builder.origins.location(origin), detail: detail)
  }

  /// A keyword's value that is not of the form that the table of keywords says.
  func malformed(_ keyword: Keyword, _ entry: Entry) -> SchemaError {
    malformed(keyword.name, entry, keyword.row.form.rawValue)
  }

  /// A value that is not what was expected.
  func malformed(_ name: String, _ entry: Entry, _ expected: String) -> SchemaError {
    error(
      .keywordValue, at: entry.origin, "'\(name)' must be \(expected), but this is \(entry.value.kind.description)")
  }

  func circularReference(at origin: UInt32) -> SchemaError {
    error(
      .circularReference, at: origin,
      "this leads back to itself without a step into the payload, so that checking would never end")
  }

  mutating func notice(_ code: Notice.Code, at origin: UInt32, _ message: String) {
    pass.notices.add(code, at: pass.builder.origins.location(origin), message)
  }
}
