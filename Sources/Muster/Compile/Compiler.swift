/// Compiles schemas into a program.
///
/// Each subschema that is applied to a child, to a branch or through a reference becomes a block, written once and
/// found again by its place, so that recursion in the schema is a call in the program. `allOf` and small references
/// are written in place.
///
/// What the schemas ask of the program, such as to keep dynamic scopes, may turn out when most of them are written. They
/// are then written anew, in another pass.
struct Compiler {
  let input: CompilerInput
  /// The documents and resources found so far; references bring in more.
  var resources: SchemaIndex
  /// The ways to the entries that were compiled last, as several readings of one document have the same.
  private var entries: (places: [SchemaPlace], ways: [EntryWay]) = ([], [])
  var words = WordTable()
  var dialectInForce: DialectInForce
  /// What is written, and found on the way.
  var pass: CompilerPass
  var spare = SpareMemory()

  /// How many schemas may be written into one another before a block of its own is begun.
  static let inlineLimit = 24
  /// How many blocks a program may have.
  static let blockLimit = 2_000_000

  /// A compiler for schemas of a document.
  ///
  /// - Parameter isStrict: Whether a mistake ends the compilation; else it is kept, and the rest is compiled.
  init(_ document: JSONDocument, options: Schema.Options, isStrict: Bool = true) throws(SchemaError) {
    input = CompilerInput(document, options, isStrict: isStrict)
    let dialect: Dialect
    if let chosen = options.dialect {
      dialect = chosen
    } else {
      dialect = try Dialect.declared(by: document) ?? options.defaultDialect
    }
    dialectInForce = DialectInForce(dialect)
    resources = try SchemaIndex(document, dialect: dialect, options: options)
    pass = CompilerPass(CompilerPass.Goal(), options)
  }

  /// The root of the document.
  var root: SchemaNode { resources.documents.root(of: input.document) }

  /// The dialect of the schema that is being written.
  @inline(__always)
  var dialect: Dialect { dialectInForce.dialect }

  /// Goes over to the dialect of a resource.
  @inline(__always)
  mutating func enterDialect(of resource: ResourceIndex) {
    let changes = resources.dialectChanges
    if dialectInForce.isDialect(of: resource, changes: changes) { return }
    dialectInForce.change(to: resources.dialect(of: resource), of: resource, changes: changes)
  }

  /// Goes back to a dialect that held before.
  @inline(__always)
  mutating func leaveDialect(for outer: ResourceIndex?) {
    if let outer { enterDialect(of: outer) }
  }

  /// The dialect of the document as a whole.
  var documentDialect: Dialect { resources.dialect(of: resources.resource(ofRoot: root)) }

  @inline(__always)
  var isIntent: Bool { pass.goal.reading == .intent }

  /// Compiles the schemas at some places; the program's entries are in their order.
  mutating func compile(_ places: [SchemaPlace], under reading: Reading) throws(SchemaError) -> Compilation {
    if entries.places != places { entries = (places, ways(to: places)) }
    let ways = entries.ways
    let first = ways.first?.end
    var goal = CompilerPass.Goal(reading: reading)
    goal.entryResource = ways.allSatisfy { $0.end?.base == first?.base } ? first?.base : nil
    goal.entrySchemas = Set(ways.compactMap { $0.end?.schema.key })
    // Outputs tell by which way a schema was reached.
    var mayBeStatic = input.options.optimizes && !input.options.annotates
    var dependsOnReading = false
    while true {
      goal.features = features(isStatic: goal.isStatic)
      // Without this an 'if' without consequences would not be evaluated.
      if !places.contains(where: { input.direction(of: $0) != nil }) { goal.features.formUnion(.direction) }
      if input.options.annotates { goal.features.formUnion(.evaluatedMarks) }
      pass = CompilerPass(goal, input.options)
      try write(places, ways)
      let isStatic = try writeDynamicTargets() && mayBeStatic
      dependsOnReading = dependsOnReading || pass.dependsOnReading
      if isStatic == goal.isStatic, goal.features.isSuperset(of: features(isStatic: isStatic)) { break }
      if !isStatic, goal.isStatic { mayBeStatic = false }
      goal.isStatic = isStatic
    }
    try leaveCircles()
    let unchecked = settleUnchecked()
    guard let program = pass.builder.link() else {
      throw error(.tooLarge, at: 0, "the schema's constants are too large to hold")
    }
    return Compilation(
      program: program, notices: pass.notices.notices, mistakes: unchecked.mistakes, unchecked: unchecked.keywords,
      partlyChecked: unchecked.partlyChecked, dependsOnReading: dependsOnReading)
  }

  /// What the schemas that are known ask programs to track.
  private func features(isStatic: Bool) -> SchemaIndex.Features {
    isStatic ? resources.features.subtracting(.dynamicScope) : resources.features
  }

  /// Writes the schemas at some places, and all that they lead to.
  private mutating func write(_ places: [SchemaPlace], _ ways: [EntryWay]) throws(SchemaError) {
    let hasDirection = pass.goal.features.contains(.direction)
    var path: [Place] = []
    for (position, place) in places.enumerated() {
      pass.current.direction = hasDirection ? input.direction(of: place) : nil
      do throws(SchemaError) {
        pass.builder.entries.append(block(for: try entry(ways[position], &path)))
      } catch {
        if input.isStrict { throw error }
        pass.mistakes.set(error, ofEntry: position)
        pass.builder.entries.append(addBlock())
      }
      try drain()
    }
  }
}
