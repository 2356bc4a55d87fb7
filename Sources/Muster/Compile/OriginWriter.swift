import MusterText

/// Gathers the origins of instructions: their places in the schemas.
struct OriginWriter {
  private(set) var origins: [ProgramOrigins.Origin] = []
  private(set) var tokens = TextTable()
  /// The tokens of positions in lists.
  private var positionTokens: [UInt32] = []
  private(set) var sources = TextTable()
  /// What is known of the documents that origins lie in, by their numbers.
  private var maps: [DocumentMap] = []

  /// Finds where the parts of a document were written.
  private struct DocumentMap {
    var finder: SourceFinder
    /// The program's number of each source; the greatest number if it has none yet.
    var sources: [UInt32]
  }

  /// The origin of what a key names below a parent.
  mutating func origin(
    _ key: SchemaNode, below parent: UInt32, at place: SchemaNode, _ documents: SchemaDocuments
  ) -> UInt32 {
    origin(token: tokens.number(of: key), parent, place, documents)
  }

  /// The origin of an item of a list below a parent.
  mutating func origin(
    _ position: Int, below parent: UInt32, at place: SchemaNode, _ documents: SchemaDocuments
  ) -> UInt32 {
    if position < positionTokens.count, positionTokens[position] != .max {
      return origin(token: positionTokens[position], parent, place, documents)
    }
    let token = tokens.number(of: String(position).utf8)
    while positionTokens.count <= min(position, 1 << 16) { positionTokens.append(.max) }
    if position < positionTokens.count { positionTokens[position] = token }
    return origin(token: token, parent, place, documents)
  }

  /// The index of an origin: a token below a parent, or a root if `parent` is `nil`.
  mutating func origin(
    _ token: String, below parent: UInt32?, at place: SchemaNode, _ documents: SchemaDocuments
  ) -> UInt32 {
    origin(token: tokens.number(of: token.utf8), parent, place, documents)
  }

  private mutating func origin(
    token: UInt32, _ parent: UInt32?, _ place: SchemaNode, _ documents: SchemaDocuments
  ) -> UInt32 {
    let number = Int(place.document)
    while maps.count <= number {
      let map = documents.documents[maps.count].map
      maps.append(DocumentMap(finder: SourceFinder(map), sources: Array(repeating: .max, count: map.sources.count)))
    }
    let index = UInt32(origins.count)
    var origin = ProgramOrigins.Origin(parent: parent ?? index, token: token, source: 0, line: 1, column: 1)
    if let found = maps[number].finder.find(place.textOffset) {
      origin.source = maps[number].sources[found.source]
      if origin.source == .max {
        origin.source = sources.number(of: documents.documents[number].map.sources[found.source].name.utf8)
        maps[number].sources[found.source] = origin.source
      }
      origin.line = UInt32(clamping: found.line)
      origin.column = UInt32(clamping: found.column)
    } else {
      origin.source = sources.number(of: [])
    }
    origins.append(origin)
    return index
  }

  /// The whole location of an origin.
  func location(_ index: UInt32) -> SchemaLocation {
    guard Int(index) < origins.count else { return SchemaLocation(source: "", pointer: "", line: 1, column: 1) }
    let origin = origins[Int(index)]
    var path: [String] = []
    var step = index
    while origins[Int(step)].parent < step {
      path.append(tokens.string(origins[Int(step)].token))
      step = origins[Int(step)].parent
    }
    return SchemaLocation(
      source: sources.string(origin.source), pointer: JSONPointer(path.reversed()).description,
      line: Int(origin.line), column: Int(origin.column))
  }
}
