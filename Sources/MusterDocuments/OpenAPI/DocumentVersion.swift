import Muster
import MusterContracts

/// The version of OpenAPI that a document is read as, and the dialect of its schemas.
struct DocumentVersion {
  /// What the document declares; `nil` for fragments that declare nothing.
  let declared: String?
  let dialect: Dialect
  /// Whether the document says the dialect of its schemas, so that it need not be chosen for it.
  private(set) var saysDialect = false
  var notices: [Notice] = []

  /// Takes what the document declares, or else what the vocabulary of its schemas shows.
  ///
  /// Where neither version shows, it is 3.0, the one that more pages are written for. Where both show, it is 3.1, the only
  /// one in which the words of both can be understood.
  /// - Throws: ``ContractError/Code/unsupportedVersion``.
  init(of root: Place, schemas: [Place]) throws(ContractError) {
    if let version = try DocumentVersion.declared(by: root) {
      declared = version.text
      dialect = version.dialect
      saysDialect = true
      noteSchemaDialect(of: root)
      return
    }
    declared = nil
    var vocabulary = SchemaVocabulary()
    for schema in schemas { vocabulary.look(at: schema) }
    dialect = vocabulary.openAPI31 == nil ? .openAPI30 : .openAPI31
    if let old = vocabulary.openAPI30, let new = vocabulary.openAPI31 {
      notices.append(
        Notice(
          code: .mixedVersions, at: old,
          message: "the page declares no version; this keyword is OpenAPI 3.0's, but \(new.pointer) at line "
            + "\(new.location.line) is 3.1's: read as 3.1"))
    }
  }

  /// The version that a document declares; `nil` where it declares none.
  ///
  /// It is looked at before anything else of the document: what else is wrong with it may only be its version.
  static func declared(by root: Place) throws(ContractError) -> (text: String, dialect: Dialect)? {
    if let openapi = root["openapi"] {
      // YAML reads an unquoted `3.1` as a number; its text is the version all the same.
      guard let text = openapi.value.string ?? openapi.value.number else {
        throw openapi.error(.unsupportedVersion, "a version such as \"3.0.3\" or \"3.1.0\" was expected here")
      }
      guard let dialect = Dialect.openAPI(version: text) else {
        throw openapi.error(.unsupportedVersion, "OpenAPI '\(text)' is not read; expected 3.0.x, 3.1.x or 3.2.x")
      }
      return (text, dialect)
    }
    if let swagger = root["swagger"] {
      let text = swagger.value.string ?? swagger.value.number ?? ""
      guard text == "2.0" || text == "2" else {
        throw swagger.error(.unsupportedVersion, "Swagger '\(text)' is not read; expected 2.0")
      }
      return (text, .swagger20)
    }
    return nil
  }

  private mutating func noteSchemaDialect(of root: Place) {
    guard let place = root["jsonSchemaDialect"], let uri = place.value.string else { return }
    if Dialect.metaschema(uri) == nil {
      saysDialect = false
      notices.append(
        Notice(code: .unknownDialect, at: place, message: "this dialect is not known; schemas are read as 2020-12"))
    }
  }
}
