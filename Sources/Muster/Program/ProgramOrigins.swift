/// The origins of a program: at hand, or in the bytes that it was read from.
///
/// Of those in bytes only what is asked for is read, as explaining asks for a few of many.
final class OriginTables: Sendable {
  private enum Source: Sendable {
    case given(ProgramOrigins)
    case stored(StoredOrigins, Numbers?)
  }

  /// The numbers that the instructions and shapes of a part of a program have among all of it.
  private struct Numbers: Sendable {
    let instructions: [UInt32]
    let shapes: [UInt32]
  }

  private let source: Source
  private let places = SetOnceReference<OriginPlaces>()

  init(_ origins: ProgramOrigins) { source = .given(origins) }

  /// The origins of a program that was read whole.
  init(_ origins: StoredOrigins) { source = .stored(origins, nil) }

  /// The origins of a part of a program.
  ///
  /// - Parameters:
  ///   - instructions: For each instruction of the part its number among all.
  ///   - shapes: For each shape of the part its number among all.
  init(_ origins: StoredOrigins, instructions: [UInt32], shapes: [UInt32]) {
    source = .stored(origins, Numbers(instructions: instructions, shapes: shapes))
  }

  /// All origins; none where they cannot be read.
  var value: ProgramOrigins { (try? read()) ?? ProgramOrigins() }

  /// Reads all origins.
  func read() throws(ProgramError) -> ProgramOrigins {
    switch source {
    case .given(let origins): return origins
    case .stored(let stored, _): return try stored.all()
    }
  }

  // MARK: What explaining asks for

  /// The origin of an instruction; the greatest number where it has none.
  func instruction(_ pc: Int) -> UInt32 {
    switch source {
    case .given(let origins): return origins.instructions.indices.contains(pc) ? origins.instructions[pc] : .max
    case .stored(let stored, let numbers):
      guard let number = OriginTables.number(pc, numbers?.instructions) else { return .max }
      return (try? stored.instruction(number)) ?? .max
    }
  }

  /// The origins of a shape; `nil` where it has none.
  func shape(_ index: Int) -> ProgramOrigins.ShapeOrigins? {
    switch source {
    case .given(let origins): return origins.shapes.indices.contains(index) ? origins.shapes[index] : nil
    case .stored(let stored, let numbers):
      guard let number = OriginTables.number(index, numbers?.shapes) else { return nil }
      return try? stored.shape(number)
    }
  }

  private static func number(_ index: Int, _ numbers: [UInt32]?) -> Int? {
    guard let numbers else { return index }
    return numbers.indices.contains(index) ? Int(numbers[index]) : nil
  }

  /// The origin that an origin lies in; `nil` where there is no such origin.
  func parent(of index: UInt32) -> UInt32? {
    switch source {
    case .given(let origins): Int(index) < origins.origins.count ? origins.origins[Int(index)].parent : nil
    case .stored(let stored, _): try? stored.origin(index).parent
    }
  }

  /// The whole location of an origin; `nil` where there is none.
  func location(_ index: UInt32) -> SchemaLocation? {
    switch source {
    case .given(let origins): origins.location(index)
    case .stored(let stored, _): try? stored.location(index)
    }
  }

  /// The place of an origin, which is made once; `nil` where there is none.
  func place(_ index: UInt32) -> OriginPlace? {
    (places.load() ?? places.storeIfNil(OriginPlaces())).place(index, of: self)
  }

  /// The last token of an origin's pointer: the keyword's name.
  func keyword(_ index: UInt32) -> String {
    switch source {
    case .given(let origins): origins.keyword(index)
    case .stored(let stored, _): (try? stored.keyword(index)) ?? ""
    }
  }
}

/// Origins as they were written: each is read when it is asked for.
struct StoredOrigins: Sendable {
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

/// Where the parts of a program were written: read only when explaining.
struct ProgramOrigins: Sendable {
  /// A place in the schema: the pointer of `parent` and one more token.
  struct Origin: Sendable, Hashable {
    /// The index of the parent's origin; its own index for a root.
    var parent: UInt32
    /// The index of the token in `tokens`.
    var token: UInt32
    /// The index of the source in `sources`.
    var source: UInt32
    var line: UInt32
    var column: UInt32
  }

  /// The keywords of an object shape, which one instruction stands for.
  struct ShapeOrigins: Sendable, Hashable {
    var properties: UInt32
    var required: UInt32
    var patternProperties: UInt32
    var additionalProperties: UInt32

    /// That a keyword is absent.
    static let none = UInt32.max
  }

  var sources: [String] = []
  var tokens: [String] = []
  var origins: [Origin] = []
  /// One for each instruction.
  var instructions: [UInt32] = []
  /// One for each shape.
  var shapes: [ShapeOrigins] = []

  /// The whole location of an origin; `nil` where there is none.
  func location(_ index: UInt32) -> SchemaLocation? {
    guard Int(index) < origins.count else { return nil }
    let origin = origins[Int(index)]
    var path: [Int] = []
    path.reserveCapacity(16)
    var length = 0
    var current = index
    while Int(current) < origins.count {
      let step = origins[Int(current)]
      if step.parent >= current { break }
      path.append(Int(step.token))
      length += Int(step.token) < tokens.count ? tokens[Int(step.token)].utf8.count + 2 : 1
      current = step.parent
    }
    var pointer = TextBuilder(capacity: length)
    for token in path.reversed() {
      JSONPointer.write(token < tokens.count ? tokens[token] : "", into: &pointer)
    }
    return SchemaLocation(
      source: Int(origin.source) < sources.count ? sources[Int(origin.source)] : "",
      pointer: pointer.string, line: Int(origin.line), column: Int(origin.column))
  }

  /// The last token of an origin's pointer: the keyword's name.
  func keyword(_ index: UInt32) -> String {
    guard Int(index) < origins.count else { return "" }
    let token = Int(origins[Int(index)].token)
    return token < tokens.count ? tokens[token] : ""
  }
}
