/// The blocks that schemas are written as.
struct SchemaBlocks {
  /// For each document and direction the block of each schema, by its place on the tape.
  private var known: [[UInt32]] = []
  /// The blocks of schemas that are written with lifted names.
  var lifted: [LiftedKey: ProgramBuilder.BlockIndex] = [:]
  /// The place that each block is written for, kept only where outputs are to tell of it.
  private(set) var places: [Compiler.Place] = []

  /// The block of a schema for payloads of a direction, if it has one.
  @inline(__always)
  subscript(schema: SchemaNode, direction: Schema.Direction?) -> ProgramBuilder.BlockIndex? {
    let table = SchemaBlocks.table(of: schema, direction)
    guard table < known.count, !known[table].isEmpty else { return nil }
    let block = known[table][schema.index.rawValue]
    return block == .max ? nil : ProgramBuilder.BlockIndex(rawValue: block)
  }

  /// Takes in the block of a schema.
  mutating func set(
    _ block: ProgramBuilder.BlockIndex, of schema: SchemaNode, _ direction: Schema.Direction?,
    in documents: SchemaDocuments
  ) {
    let table = SchemaBlocks.table(of: schema, direction)
    while known.count <= table { known.append([]) }
    if known[table].isEmpty {
      known[table] = [UInt32](repeating: .max, count: documents.wordCount(of: schema.document))
    }
    known[table][schema.index.rawValue] = block.rawValue
  }

  /// Keeps the place that the next block is written for.
  mutating func keep(_ place: Compiler.Place) { places.append(place) }

  @inline(__always)
  private static func table(of schema: SchemaNode, _ direction: Schema.Direction?) -> Int {
    let number =
      switch direction {
      case nil: 0
      case .request: 1
      case .response: 2
      }
    return Int(schema.document) * 3 + number
  }
}
