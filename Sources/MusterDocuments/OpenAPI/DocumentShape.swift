import Muster
import MusterContracts

/// What differs between versions of OpenAPI where a document is read, as data: one reader reads them all.
struct DocumentShape {
  /// The way to the named schemas.
  let schemas: [String]
  /// The way to the named ways to prove who sends a request.
  let securitySchemes: [String]
  /// The fields of a path item that are operations.
  let methods: Set<String>
  /// The places that parameters may be in.
  let locations: Set<String>
  /// Whether parameters and headers are their own schemas, bodies are parameters, and media types are listed apart.
  var isSwagger = false
  /// Whether a path item has `additionalOperations`, content `itemSchema`, and the document `$self`.
  var hasAdditions = false

  private static let methods2: Set = ["get", "put", "post", "delete", "options", "head", "patch"]
  private static let methods3 = methods2.union(["trace"])

  /// Swagger 2.0.
  static let swagger20 = DocumentShape(
    schemas: ["definitions"], securitySchemes: ["securityDefinitions"], methods: methods2,
    locations: ["path", "query", "header", "formData", "body"], isSwagger: true)
  /// OpenAPI 3.0 and 3.1.
  static let openAPI30 = DocumentShape(
    schemas: ["components", "schemas"], securitySchemes: ["components", "securitySchemes"], methods: methods3,
    locations: ["path", "query", "header", "cookie"])
  /// OpenAPI 3.2.
  static let openAPI32 = DocumentShape(
    schemas: ["components", "schemas"], securitySchemes: ["components", "securitySchemes"],
    methods: methods3.union(["query"]), locations: ["path", "query", "header", "cookie", "querystring"],
    hasAdditions: true)

  /// The shape of documents of a dialect; `nil` for a page that declares no version, which may use what any has.
  static func of(_ dialect: Dialect?) -> DocumentShape {
    switch dialect {
    case .swagger20?: .swagger20
    case .openAPI32?, nil: .openAPI32
    default: .openAPI30
    }
  }
}
