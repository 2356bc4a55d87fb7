import Muster
import MusterContracts

/// What an OpenAPI document says, as far as a contract holds it.
struct DocumentModel {
  var operations: [OperationRecord] = []
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
  /// Parts of other documents that were read, with what they are.
  var entered: [(place: Place, form: MemberForm)] = []
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
