/// Origins as they were written: each is read when it is asked for.
struct StoredOrigins: OriginSource {
  private let source: PagedBytes
  private let range: Range<Int>

  /// Origins that begin where a range does.
  init(_ source: PagedBytes, in range: Range<Int>) {
    self.source = source
    self.range = range
  }

  private func tables() throws(ProgramError) -> StoredTables {
    let tables = try StoredTables(source, in: range, magic: ProgramOrigins.magic, widths: ProgramOrigins.widths)
    guard tables.range == range else { throw ProgramError(.corrupt, "something follows the program") }
    return tables
  }

  func instruction(_ number: Int) throws(ProgramError) -> UInt32 {
    var instructions = try tables().reader(5)
    return try instructions.word(number)
  }

  func shape(_ number: Int) throws(ProgramError) -> ProgramOrigins.ShapeOrigins {
    var shapes = try tables().reader(6)
    return try shapes.shapeOrigins(number)
  }

  func origin(_ index: UInt32) throws(ProgramError) -> ProgramOrigins.Origin {
    var origins = try tables().reader(4)
    return try origins.origin(Int(index))
  }

  func keyword(_ index: UInt32) throws(ProgramError) -> String {
    let tables = try tables()
    var origins = tables.reader(4)
    var tokens = TextReader(ends: tables.reader(2), bytes: tables.reader(3))
    return try tokens.text(Int(try origins.origin(Int(index)).token))
  }

  /// The whole location of an origin.
  ///
  /// - Complexity: O(*d*) in its depth.
  func location(_ index: UInt32) throws(ProgramError) -> SchemaLocation? {
    let tables = try tables()
    var stored = tables.reader(4)
    var tokens = TextReader(ends: tables.reader(2), bytes: tables.reader(3))
    var sources = TextReader(ends: tables.reader(0), bytes: tables.reader(1))
    // The origins on the way, from the root on.
    var way = [try stored.origin(Int(index))]
    var current = index
    while let last = way.last, last.parent < current {
      current = last.parent
      way.append(try stored.origin(Int(current)))
    }
    way.reverse()
    var origins = ProgramOrigins()
    for (order, step) in way.enumerated() {
      origins.tokens.append(try tokens.text(Int(step.token)))
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
    var sources = TextReader(ends: tables.reader(0), bytes: tables.reader(1))
    all.sources = try sources.all()
    var tokens = TextReader(ends: tables.reader(2), bytes: tables.reader(3))
    all.tokens = try tokens.all()
    var origins = tables.reader(4)
    all.origins.reserveCapacity(origins.count)
    for index in 0..<origins.count { all.origins.append(try origins.origin(index)) }
    var instructions = tables.reader(5)
    all.instructions = try instructions.words()
    var shapes = tables.reader(6)
    for index in 0..<shapes.count { all.shapes.append(try shapes.shapeOrigins(index)) }
    return all
  }
}

extension TableReader {
  fileprivate mutating func origin(_ index: Int) throws(ProgramError) -> ProgramOrigins.Origin {
    ProgramOrigins.Origin(
      parent: try word(index, 0), token: try word(index, 1), source: try word(index, 2), line: try word(index, 3),
      column: try word(index, 4))
  }

  fileprivate mutating func shapeOrigins(_ index: Int) throws(ProgramError) -> ProgramOrigins.ShapeOrigins {
    ProgramOrigins.ShapeOrigins(
      properties: try word(index, 0), required: try word(index, 1), patternProperties: try word(index, 2),
      additionalProperties: try word(index, 3))
  }
}
