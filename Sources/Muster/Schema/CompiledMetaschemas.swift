/// The metaschemas that schemas are checked against, each compiled when it is first asked for.
enum CompiledMetaschemas {
  /// The metaschema of a dialect; `nil` for a dialect that is not one of a schema document of its own.
  static func schema(of dialect: Dialect) -> Schema? {
    if dialect.rules.contains(.openAPI) { return nil }
    return switch dialect.table {
    case .draft4: draft4
    case .draft6: draft6
    case .draft7: draft7
    case .draft201909: draft201909
    case .draft202012: draft202012
    case .v1: v1
    case .openAPI30, .openAPI31, .swagger20: nil
    }
  }

  /// Checks a schema document as the payload of its dialect's metaschema, if there is one.
  ///
  /// - Throws: ``SchemaError/Code/metaschema`` for the first issue.
  static func check(_ document: JSONDocument, of dialect: Dialect) throws(SchemaError) {
    guard let metaschema = schema(of: dialect), !metaschema.accepts(document),
      case .invalid(let issues) = metaschema.check(document.text, limits: Limits(depth: 100_000)),
      let issue = issues.first
    else { return }
    let origin = document.map.origin(of: issue.position.offset)
    let position = origin?.position ?? issue.position
    throw SchemaError(
      code: .metaschema,
      location: SchemaLocation(
        source: origin?.source.name ?? "", pointer: issue.instance.description, line: position.line,
        column: position.column),
      detail: issue.message)
  }

  private static let draft4 = compiled("http://json-schema.org/draft-04/schema")
  private static let draft6 = compiled("http://json-schema.org/draft-06/schema")
  private static let draft7 = compiled("http://json-schema.org/draft-07/schema")
  private static let draft201909 = compiled("https://json-schema.org/draft/2019-09/schema")
  private static let draft202012 = compiled("https://json-schema.org/draft/2020-12/schema")
  private static let v1 = compiled("https://json-schema.org/v1")

  private static func compiled(_ uri: String) -> Schema? {
    Metaschemas.singleDocument(at: uri).flatMap { compiled($0, at: uri) }
  }

  static func compiled(_ document: JSONDocument, at uri: String) -> Schema? {
    let options = Schema.Options(reading: .letter, formats: .annotation, baseURI: uri)
    return try? SchemaSet(unchecked: document, options: options)[0]
  }
}
