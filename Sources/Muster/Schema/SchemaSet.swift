/// Many schemas of one document, compiled into one program: what a contract holds.
public struct SchemaSet: Sendable {
  private let schemas: PlannedSchemas
  private let pool: ScratchPool
  /// What compiling had to say about all of them.
  public let notices: [Notice]

  /// Compiles the schemas at some places of a document; what they share is compiled once.
  ///
  /// - Throws: ``SchemaError``, located in the document's source.
  /// - Complexity: O(*n*) in the size of the schemas and of all that they refer to.
  public init(
    _ document: JSONDocument, at pointers: [JSONPointer], options: Schema.Options = .init()
  ) throws(SchemaError) {
    let isStrict = options.mistakes == .rejected
    var compiler = try Compiler(document, options: options, isStrict: isStrict)
    let compiled = try compiler.compile(pointers.map { SchemaPlace(pointer: $0) }, under: options.reading)
    if isStrict { try CompiledMetaschemas.check(document, of: compiler.documentDialect) }
    if let first = compiled.mistakes.min(by: { $0.key < $1.key }) { throw first.value }
    self.init(compiled, options)
  }

  /// Compiles the schemas at some places, which may lie in other documents than the one that holds the rest.
  ///
  /// A keyword that cannot be used is left unchecked, and a notice says so. A schema that then checks nothing at all spoils
  /// none of the others.
  /// - Parameters:
  ///   - document: The document that places without a URI lie in.
  ///   - places: Where the schemas are; documents of other URIs are taken from the options' registry.
  ///   - mistakes: For the index of each place that cannot be used, the reason; such a schema must not be used.
  /// - Throws: ``SchemaError`` for what concerns all of them.
  /// - Complexity: O(*n*) in the size of the schemas and of all that they refer to.
  public init(
    _ document: JSONDocument, at places: [SchemaPlace], options: Schema.Options = .init(),
    mistakes: inout [Int: SchemaError]
  ) throws(SchemaError) {
    var compiler = try Compiler(document, options: options, isStrict: false)
    let compiled = try compiler.compile(places, under: options.reading)
    self.init(compiled, options)
    mistakes = compiled.mistakes
  }

  /// Compiles the schemas at some places under several readings; what these share is worked out once.
  ///
  /// Schemas that check nothing at all under one of the readings, because of a mistake, are left out of all sets; the
  /// others keep their order.
  /// - Throws: ``SchemaError`` for what concerns all of them.
  /// - Complexity: O(*n*) in the size of the schemas and of all that they refer to.
  package static func compile(
    _ document: JSONDocument, at places: [SchemaPlace], under readings: [Reading], options: Schema.Options
  ) throws(SchemaError) -> CompiledSets {
    var compiler = try Compiler(document, options: options, isStrict: false)
    var result = CompiledSets()
    var kept = Array(places.indices)
    while true {
      result.sets = []
      var found: [Int: SchemaError] = [:]
      var dependsOnReading = true
      for reading in readings where found.isEmpty {
        if let last = result.sets.last, !dependsOnReading {
          result.sets.append(CompiledSets.ReadingSet(set: last.set, isSame: true))
          continue
        }
        let compiled = try compiler.compile(kept.map { places[$0] }, under: reading)
        dependsOnReading = compiled.dependsOnReading
        found = compiled.mistakes
        if found.isEmpty {
          var set = CompiledSets.ReadingSet(set: SchemaSet(compiled, options, noticesMistakes: false), isSame: false)
          set.unchecked = compiled.unchecked.map { keyword in
            (keyword.mistake, keyword.entries.map { kept[$0] })
          }
          set.partlyChecked = Set(compiled.partlyChecked.map { kept[$0] })
          result.sets.append(set)
        }
      }
      if found.isEmpty { return result }
      for (position, mistake) in found { result.mistakes[kept[position]] = mistake }
      kept = kept.indices.filter { found[$0] == nil }.map { kept[$0] }
    }
  }

  /// Compiles a whole document without checking it against its metaschema: for the metaschemas themselves.
  init(unchecked document: JSONDocument, options: Schema.Options) throws(SchemaError) {
    var compiler = try Compiler(document, options: options)
    self.init(try compiler.compile([SchemaPlace(pointer: JSONPointer())], under: options.reading), options)
  }

  /// - Parameter noticesMistakes: Whether a notice says which keywords are left unchecked.
  private init(_ compiled: Compilation, _ options: Schema.Options, noticesMistakes: Bool = true) {
    schemas = PlannedSchemas(
      compiled.program, optimizes: options.optimizes, tracksUndocumented: options.tracksUndocumented)
    pool = ScratchPool()
    notices = compiled.notices + (noticesMistakes ? compiled.unchecked.map { Notice($0.mistake) } : [])
  }

  init(program: Program, notices: [Notice] = [], tracksUndocumented: Bool = false) {
    schemas = PlannedSchemas(program, tracksUndocumented: tracksUndocumented)
    pool = ScratchPool()
    self.notices = notices
  }

  /// How many schemas there are.
  public var count: Int { schemas.count }

  /// A schema by its order among the pointers; one that there is not accepts nothing.
  public subscript(index: Int) -> Schema {
    (try? schema(index))
      ?? Schema(
        PlannedSchemas.Planned(
          program: Program(Program.Parts(constants: .emptyArray)), plan: nil, root: .rejecting, entry: .max, notices: []
        ),
        pool: pool, notices: notices)
  }

  /// A schema by its order among the pointers.
  ///
  /// - Throws: ``ProgramError`` where there is no such schema, or the program that it was read from cannot be trusted.
  package func schema(_ index: Int) throws(ProgramError) -> Schema {
    let planned = try schemas.planned(index)
    return Schema(planned, pool: pool, notices: notices)
  }
}

/// Schema sets as bytes.
extension SchemaSet {
  /// The compiled program as bytes: the same for the same schemas, wherever it is made.
  public func encoded() -> [UInt8] {
    let (tables, origins) = encodedPieces()
    return tables + origins
  }

  /// Reads a compiled program and verifies it: every index in it is in bounds.
  ///
  /// What compiling had to say is not kept: `notices` is empty.
  /// - Throws: ``ProgramError``: the bytes are not a program, of a future version, cut, or changed.
  /// - Complexity: O(*n*) in the number of bytes.
  public init(
    encoded bytes: [UInt8], custom: CustomChecks = .init(), tracksUndocumented: Bool = false
  ) throws(ProgramError) {
    self.init(program: try Program(encoded: bytes, custom: custom), tracksUndocumented: tracksUndocumented)
  }

  /// The compiled program as bytes, in two pieces: what checking needs, and what explaining needs beside it.
  package func encodedPieces() -> (tables: [UInt8], origins: [UInt8]) {
    guard let program = try? schemas.whole() else { return ([], []) }
    return (program.encodedTables(), program.encodedOrigins())
  }

  /// Opens a compiled program, of which each schema is read and verified when ``schema(_:)`` first asks for it.
  ///
  /// - Parameters:
  ///   - range: Where the first of the pieces is.
  ///   - origins: Where the second of them is; `nil` where it follows the first.
  ///   - tracksUndocumented: As in ``Schema/Options``.
  /// - Throws: ``ProgramError``: the bytes are not a program, of another version, or cut.
  /// - Complexity: O(1).
  package init(
    deferring bytes: PagedBytes, in range: Range<Int>, origins: Range<Int>? = nil, tracksUndocumented: Bool = false
  ) throws(ProgramError) {
    schemas = PlannedSchemas(
      try StoredProgram(bytes, in: range, origins: origins), tracksUndocumented: tracksUndocumented)
    pool = ScratchPool()
    notices = []
  }

  /// Verifies all of a program whose verification was deferred.
  package func verify() throws(ProgramError) { try schemas.verify() }
}
