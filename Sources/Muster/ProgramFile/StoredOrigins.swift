/// Origins as they were written: each is read when it is asked for.
struct StoredOrigins: OriginSource {
  /// The tables of the part that holds the origins.
  enum Table: Int, TableList {
    static let magic: UInt32 = 0x4F50_534D  // "MSPO"

    case sourceEnds, sources, tokenEnds, tokens, origins
    /// The origin of each instruction, and those of each shape.
    case instructions, shapes

    var width: Int {
      switch self {
      case .sourceEnds, .tokenEnds, .instructions: UInt32.width
      case .sources, .tokens: UInt8.width
      case .origins: ProgramOrigins.Origin.width
      case .shapes: ProgramOrigins.ShapeOrigins.width
      }
    }
  }

  private let source: PagedBytes
  private let range: Range<Int>

  /// Origins that begin where a range does.
  init(_ source: PagedBytes, in range: Range<Int>) {
    self.source = source
    self.range = range
  }

  private func tables() throws(ProgramError) -> StoredTables<Table> {
    let tables = try StoredTables<Table>(source, in: range)
    guard tables.range == range else { throw ProgramError(.corrupt, "something follows the program") }
    return tables
  }

  func instruction(_ number: Int) throws(ProgramError) -> UInt32 {
    var instructions = try tables().reader(.instructions, of: UInt32.self)
    return try instructions.record(number)
  }

  func shape(_ number: Int) throws(ProgramError) -> ProgramOrigins.ShapeOrigins {
    var shapes = try tables().reader(.shapes, of: ProgramOrigins.ShapeOrigins.self)
    return try shapes.record(number)
  }

  func origin(_ index: UInt32) throws(ProgramError) -> ProgramOrigins.Origin {
    var origins = try tables().reader(.origins, of: ProgramOrigins.Origin.self)
    return try origins.record(Int(index))
  }

  func keyword(_ index: UInt32) throws(ProgramError) -> String {
    let tables = try tables()
    var origins = tables.reader(.origins, of: ProgramOrigins.Origin.self)
    var tokens = tables.tokens
    return try tokens.text(Int(try origins.record(Int(index)).token))
  }

  /// The whole location of an origin.
  ///
  /// - Complexity: O(*d*) in its depth.
  func location(_ index: UInt32) throws(ProgramError) -> SchemaLocation? {
    let tables = try tables()
    var stored = tables.reader(.origins, of: ProgramOrigins.Origin.self)
    var tokens = tables.tokens
    var sources = tables.sources
    // The origins on the way, from the root on.
    var way = [try stored.record(Int(index))]
    var current = index
    while let last = way.last, last.parent < current {
      current = last.parent
      way.append(try stored.record(Int(current)))
      guard way.count <= ProgramOrigins.pointerLimit else { return nil }
    }
    way.reverse()
    var origins = ProgramOrigins()
    var length = 0
    for (order, step) in way.enumerated() {
      let token = try tokens.text(Int(step.token))
      length += token.utf8.count
      guard length <= ProgramOrigins.pointerLimit else { return nil }
      origins.tokens.append(token)
      var step = step
      step.parent = UInt32(max(order - 1, 0))
      step.token = UInt32(order)
      step.source = 0
      origins.origins.append(step)
    }
    if let last = way.last { origins.sources = [try sources.text(Int(last.source))] }
    return origins.location(UInt32(way.count - 1))
  }

  /// All of them.
  func all() throws(ProgramError) -> ProgramOrigins {
    let tables = try tables()
    var all = ProgramOrigins()
    var (sources, tokens) = (tables.sources, tables.tokens)
    all.sources = try sources.all()
    all.tokens = try tokens.all()
    var origins = tables.reader(.origins, of: ProgramOrigins.Origin.self)
    all.origins = try origins.records()
    var instructions = tables.reader(.instructions, of: UInt32.self)
    all.instructions = try instructions.records()
    var shapes = tables.reader(.shapes, of: ProgramOrigins.ShapeOrigins.self)
    all.shapes = try shapes.records()
    return all
  }
}

extension StoredTables<StoredOrigins.Table> {
  fileprivate var sources: TextReader { TextReader(ends: reader(.sourceEnds), bytes: reader(.sources)) }
  fileprivate var tokens: TextReader { TextReader(ends: reader(.tokenEnds), bytes: reader(.tokens)) }
}
