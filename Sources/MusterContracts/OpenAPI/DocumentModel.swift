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
    var isDeprecated = false
    var servers: [ServerTemplate] = []
    /// The alternatives, each with the schemes that it needs together; `nil` where nothing is said.
    var security: [[String]]?
    var parameters: [Parameter] = []
    /// Why parameters of which not even the name is known cannot be checked.
    var lostParameters: [BrokenPart] = []
    var requestBody: RequestBody?
    var responses: [Response] = []
    /// Why nothing of it can be checked; `nil` where something can.
    var broken: BrokenPart?

    /// Whether the vendor sends the request; only what it answers to has a path.
    var isIncoming: Bool { path.utf8.first != UInt8(ascii: "/") }
  }

  var operations: [Operation] = []
  /// Paths whose operations are not known.
  var lostPaths: [ContractDocument.LostPath] = []
  var securitySchemes: [SecurityScheme] = []
  /// The schemas that the operations use, each once, in order of first use.
  var schemas: [Place] = []
  /// Where they are, with the direction that their payloads go.
  private(set) var schemaPlaces: [SchemaPlace] = []
  /// The direction of what is being read.
  var direction: Schema.Direction?
  var notices: [Notice] = []
  /// Mistakes that take down no operation that is known.
  var lost: [BrokenPart] = []
  private var schemaIndices: [SchemaKey: Int] = [:]

  /// A schema by where its text is, and the direction of its payloads.
  private struct SchemaKey: Hashable {
    let uri: String?
    let offset: Int
    let direction: Schema.Direction?
  }

  mutating func index(of schema: Place) -> Int {
    let key = SchemaKey(uri: schema.uri, offset: schema.value.textOffset, direction: direction)
    if let index = schemaIndices[key] { return index }
    let index = schemas.count
    schemas.append(schema)
    schemaPlaces.append(SchemaPlace(uri: schema.uri, pointer: schema.pointer, direction: direction))
    schemaIndices[key] = index
    return index
  }
}
