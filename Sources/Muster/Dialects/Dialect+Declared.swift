extension Dialect {
  /// The dialect that a document declares for all of it: an OpenAPI version.
  ///
  /// A `$schema` is read with the schemas.
  ///
  /// - Throws: ``SchemaError`` where it is a version that there is not.
  static func declared(by document: JSONDocument) throws(SchemaError) -> Dialect? {
    if let version = document.root["swagger"] {
      // YAML reads an unquoted version as a number.
      guard let text = version.string ?? version.number, text == "2.0" || text == "2" else {
        throw unknown(version, at: "/swagger")
      }
      return .swagger20
    }
    guard let version = document.root["openapi"] else { return nil }
    guard let text = version.string ?? version.number, let dialect = Dialect.openAPI(version: text) else {
      throw unknown(version, at: "/openapi")
    }
    return dialect
  }

  static func unknown(_ value: JSON, at pointer: String) -> SchemaError {
    let origin = value.origin
    return SchemaError(
      code: .unknownDialect,
      location: SchemaLocation(
        source: origin?.source.name ?? "", pointer: pointer, line: origin?.position.line ?? 1,
        column: origin?.position.column ?? 1),
      detail: "'\(value.string ?? value.kind.description)' is not a dialect that Muster has; the dialects are "
        + Dialect.all.map(\.name).joined(separator: ", ") + ". Choose one by option to check all the same")
  }
}
