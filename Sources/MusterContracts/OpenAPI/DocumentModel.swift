import Muster

/// What an OpenAPI document says, as far as a contract holds it.
struct DocumentModel {
  /// An operation with the indices of its schemas among `schemas`.
  struct Operation: Sendable, Hashable {
    var id: String?
    var method: String
    var path: String
    /// The index of the document that it is from.
    var document: Int
    var location: SourceLocation
    var isDeprecated: Bool
    var servers: [String]
    /// The alternatives, each with the schemes that it needs together; `nil` where nothing is said.
    var security: [[String]]?
    var parameters: [Parameter]
    var requestBody: RequestBody?
    var responses: [Response]
  }

  var operations: [Operation] = []
  var securitySchemes: [SecurityScheme] = []
  /// The schemas that the operations use, each once, in order of first use.
  var schemas: [Place] = []
  var notices: [Notice] = []
  private var schemaIndices: [JSONPointer: Int] = [:]

  mutating func index(of schema: Place) -> Int {
    if let index = schemaIndices[schema.pointer] { return index }
    let index = schemas.count
    schemas.append(schema)
    schemaIndices[schema.pointer] = index
    return index
  }
}
