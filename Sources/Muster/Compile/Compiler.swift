import MusterText

/// Compiles schemas into a program.
///
/// Each subschema that is applied to a child, to a branch or through a reference becomes a block, written once and
/// found again by its place, so that recursion in the schema is a call in the program. `allOf` and small references
/// are written in place.
struct Compiler {
  /// A subschema: its value and the origin of its place.
  struct Place {
    var schema: JSON
    var origin: UInt32
    /// The base URI that holds there.
    var base: ResourceIndex
    /// Whether a boolean may stand here though the dialect has no boolean schemas.
    var allowsBoolean = false
  }

  /// What tells blocks apart.
  private struct BlockKey: Hashable {
    var place: PlaceKey
    var direction: Schema.Direction?
  }

  private struct PendingBlock {
    var place: Place
    var index: ProgramBuilder.BlockIndex
    var direction: Schema.Direction?
    var prefix: (instruction: Instruction, origin: UInt32)?
  }

  let document: JSONDocument
  let options: Schema.Options
  /// The dialect of the schema that is being written.
  var dialect: Dialect
  var builder = ProgramBuilder()
  var resources: SchemaIndex
  var notices: [Notice] = []
  private var blockOf: [BlockKey: ProgramBuilder.BlockIndex] = [:]
  /// For each block the place that it is written for, where outputs are to tell of it.
  private(set) var blockPlaces: [Place] = []
  private var pending: [PendingBlock] = []
  /// Which way the payloads of what is being written go, where that matters to the schemas.
  var direction: Schema.Direction?
  /// What references have led to.
  var resolved: [ReferenceKey: Place] = [:]
  /// Origins of places that references lead to.
  private var originOf: [PlaceKey: UInt32] = [:]
  /// The schemas being written into the current block, one inside of the other.
  var open: [PlaceKey] = []
  /// For each block the blocks that it applies to the same value, with the origin that says so.
  var sameValueCalls: [[(block: ProgramBuilder.BlockIndex, origin: UInt32)]] = []
  private var noticed: Set<String> = []
  /// By dialect, what unknown names may be meant to be.
  var nearestKeywords: [String: [String: String?]] = [:]
  /// What the program is written for; where a schema turns out to ask for more, it is written anew.
  private(set) var features = SchemaIndex.Features()
  /// Whether every dynamic reference has turned out to have one target, so that no scope need be kept.
  private(set) var isStatic = false
  /// The resource whose root every entry is; `nil` where they differ.
  private(set) var entryResource: ResourceIndex?
  /// Dynamic references that wait for the list of all their targets.
  var dynamicCalls: [DynamicCall] = []
  /// Whether a mistake ends the compilation; else it is kept, and the rest is compiled.
  var isStrict = true
  /// The mistakes that were kept, by the blocks that they are in.
  private var mistakes: [Int: SchemaError] = [:]
  /// The mistakes of entries whose places do not lead to a schema.
  private var lostEntries: [Int: SchemaError] = [:]
  /// For each block the blocks that it leads to, where mistakes are kept.
  private var uses: [[ProgramBuilder.BlockIndex]] = []
  private var isDraining = false

  /// How many schemas may be written into one another before a block of its own is begun.
  static let inlineLimit = 24
  /// How many blocks a program may have.
  static let blockLimit = 2_000_000

  init(_ document: JSONDocument, options: Schema.Options) throws(SchemaError) {
    self.document = document
    self.options = options
    if let chosen = options.dialect {
      dialect = chosen
    } else {
      dialect = try Dialect.declared(by: document) ?? options.defaultDialect
    }
    resources = try SchemaIndex(document, dialect: dialect, options: options)
  }

  /// The metaschema that the document as a whole is to be checked against, where it is a schema.
  var metaschema: Schema? {
    let dialect = resources.dialect(of: resources.resource(ofRoot: document))
    return dialect.rules.contains(.openAPI) ? nil : Metaschemas.schema(of: dialect)
  }

  var isIntent: Bool { options.reading == .intent }

  /// Compiles the schemas at some places; the program's entries are in their order.
  mutating func compile(_ places: [SchemaPlace]) throws(SchemaError) -> Program {
    if !places.isEmpty, places.allSatisfy({ $0.uri == nil && $0.pointer.tokens.isEmpty }) {
      entryResource = resources.resource(ofRoot: document)
    }
    // Outputs tell by which way a schema was reached.
    var mayBeStatic = options.optimizes && !options.annotates
    var isDone = false
    repeat {
      features = isStatic ? resources.features.subtracting(.dynamicScope) : resources.features
      // Without this an 'if' without consequences would not be evaluated.
      if !places.contains(where: { $0.direction ?? options.direction != nil }) { features.formUnion(.direction) }
      if options.annotates { features.formUnion(.evaluatedMarks) }
      builder = ProgramBuilder()
      builder.optimizes = options.optimizes
      builder.keepsBlocks = options.annotates
      blockPlaces = []
      blockOf = [:]
      originOf = [:]
      resolved = [:]
      sameValueCalls = []
      dynamicCalls = []
      notices = []
      noticed = []
      mistakes = [:]
      lostEntries = [:]
      uses = []
      for (position, place) in places.enumerated() {
        direction = features.contains(.direction) ? place.direction ?? options.direction : nil
        do throws(SchemaError) {
          builder.entries.append(block(for: try entry(at: place)))
        } catch {
          if isStrict { throw error }
          lostEntries[position] = error
          let none = builder.addBlock()
          sameValueCalls.append([])
          uses.append([])
          builder.entries.append(none)
        }
        try drain()
      }
      let wasStatic = isStatic
      isStatic = try writeDynamicTargets() && mayBeStatic
      if wasStatic, !isStatic { mayBeStatic = false }
      let asked = isStatic ? resources.features.subtracting(.dynamicScope) : resources.features
      isDone = features.isSuperset(of: asked) && wasStatic == isStatic
    } while !isDone
    try rejectCircles()
    guard let program = builder.link() else {
      throw error(.tooLarge, at: 0, "the schema's constants are too large to hold")
    }
    return program
  }

  private mutating func entry(at place: SchemaPlace) throws(SchemaError) -> Place {
    var document = document
    if let uri = place.uri {
      let main = resources.resource(ofRoot: document)
      if let other = try resources.resource(URIReference(uri), from: main) {
        document = resources.root(of: other).schema.document
      } else {
        throw lost(place.pointer, in: uri)
      }
    }
    let pointer = place.pointer
    guard let schema = resources.children.value(at: pointer, from: document.root) else {
      throw lost(pointer, in: document.map.sources.first?.name ?? "")
    }
    try resources.walk(entry: schema, at: pointer)
    return Place(
      schema: schema, origin: origin(of: schema, at: pointer), base: resources.resource(of: pointer, in: document))
  }

  private func lost(_ pointer: JSONPointer, in source: String) -> SchemaError {
    SchemaError(
      code: .unresolvedReference,
      location: SchemaLocation(source: source, pointer: pointer.description, line: 1, column: 1),
      detail: "the document has nothing at '\(pointer)'; a schema was expected there")
  }

  /// The block of a place, written later if it is not yet.
  mutating func block(for place: Place) -> ProgramBuilder.BlockIndex {
    let key = BlockKey(place: PlaceKey(place.schema), direction: direction)
    if let block = blockOf[key] {
      noteUse(of: block)
      return block
    }
    let block = newBlock(for: place)
    blockOf[key] = block
    return block
  }

  /// A block of its own for a place, which begins with an instruction that the place does not ask for.
  mutating func newBlock(
    for place: Place, after prefix: (instruction: Instruction, origin: UInt32)? = nil
  ) -> ProgramBuilder.BlockIndex {
    let block = builder.addBlock()
    sameValueCalls.append([])
    uses.append([])
    noteUse(of: block)
    if options.annotates { blockPlaces.append(place) }
    pending.append(PendingBlock(place: place, index: block, direction: direction, prefix: prefix))
    return block
  }

  mutating func drain() throws(SchemaError) {
    let outerDirection = direction
    defer { direction = outerDirection }
    while let next = pending.popLast() {
      let (place, index) = (next.place, next.index)
      direction = next.direction
      guard builder.blocks.count <= Compiler.blockLimit else {
        throw error(.tooLarge, at: place.origin, "the schema has more than \(Compiler.blockLimit) subschemas")
      }
      var block = ProgramBuilder.Block()
      if let prefix = next.prefix { block.append(prefix.instruction, from: prefix.origin) }
      current = index
      isDraining = true
      defer { isDraining = false }
      do throws(SchemaError) {
        try write(place, into: &block)
        builder.blocks[Int(index.rawValue)] = block
      } catch {
        if isStrict { throw error }
        mistakes[Int(index.rawValue)] = error
        sameValueCalls[Int(index.rawValue)] = []
        dynamicCalls.removeAll { $0.block == index }
      }
    }
  }

  /// Notes that the block which is being written leads to another.
  private mutating func noteUse(of block: ProgramBuilder.BlockIndex) {
    if !isStrict, isDraining { uses[Int(current.rawValue)].append(block) }
  }

  /// Notes that a block may lead to another by a dynamic reference.
  mutating func noteUse(of block: ProgramBuilder.BlockIndex, by user: ProgramBuilder.BlockIndex) {
    if !isStrict { uses[Int(user.rawValue)].append(block) }
  }

  /// The block that is being written.
  private(set) var current = ProgramBuilder.BlockIndex(rawValue: 0)

  // MARK: Places

  /// The origin of a child of a place.
  mutating func origin(_ token: String, below parent: UInt32, at value: JSON) -> UInt32 {
    builder.origin(token, below: parent, at: value.origin)
  }

  /// The origin of a place that a pointer from the root of its document leads to.
  mutating func origin(of value: JSON, at pointer: JSONPointer) -> UInt32 {
    if let known = originOf[PlaceKey(value)] { return known }
    var step = value.document.root
    var origin = originOf[PlaceKey(step)] ?? builder.origin("", below: nil, at: step.origin)
    originOf[PlaceKey(step)] = origin
    for token in pointer.tokens {
      guard let next = resources.children.child(token, of: step) else { break }
      step = next
      if let known = originOf[PlaceKey(step)] {
        origin = known
      } else {
        origin = builder.origin(token, below: origin, at: step.origin)
        originOf[PlaceKey(step)] = origin
      }
    }
    return origin
  }

  // MARK: Problems

  func error(_ code: SchemaError.Code, at origin: UInt32, _ detail: String) -> SchemaError {
    SchemaError(code: code, location: builder.location(origin), detail: detail)
  }

  mutating func notice(_ code: Notice.Code, at origin: UInt32, _ message: String) {
    let location = builder.location(origin)
    // A schema that is written in several places says a thing once.
    guard noticed.insert("\(location.source)\u{0}\(location.pointer)\u{0}\(code.rawValue)").inserted else { return }
    notices.append(
      Notice(
        code: code, pointer: location.pointer, source: location.source,
        position: TextPosition(offset: 0, line: location.line, column: location.column), message: message))
  }

  // MARK: Circles

  /// Rejects references that lead back to where they began without a step into the payload: they would never end.
  private mutating func rejectCircles() throws(SchemaError) {
    enum State { case new, open, done }
    var states = [State](repeating: .new, count: builder.blocks.count)
    for start in builder.blocks.indices where states[start] == .new {
      var path: [(block: Int, next: Int)] = [(start, 0)]
      states[start] = .open
      while let (block, next) = path.last {
        guard next < sameValueCalls[block].count else {
          states[block] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let call = sameValueCalls[block][next]
        switch states[Int(call.block.rawValue)] {
        case .new:
          states[Int(call.block.rawValue)] = .open
          path.append((Int(call.block.rawValue), 0))
        case .open:
          let circle = error(
            .circularReference, at: call.origin,
            "this leads back to itself without a step into the payload, so that checking would never end")
          if isStrict { throw circle }
          mistakes[block] = mistakes[block] ?? circle
        case .done: break
        }
      }
    }
  }

  // MARK: Mistakes that were kept

  /// The mistake of each entry that has one, itself or in a schema that it leads to.
  ///
  /// - Complexity: O(*blocks*).
  var mistakesOfEntries: [Int: SchemaError] {
    guard !mistakes.isEmpty || !lostEntries.isEmpty else { return [:] }
    var users = [[Int]](repeating: [], count: uses.count)
    for (block, used) in uses.enumerated() {
      for use in used { users[Int(use.rawValue)].append(block) }
    }
    var found: [Int: SchemaError] = [:]
    for (block, mistake) in mistakes.sorted(by: { $0.key < $1.key }) {
      var rest = [block]
      while let block = rest.popLast() {
        if found[block] != nil { continue }
        found[block] = mistake
        rest += users[block]
      }
    }
    var result = lostEntries
    for (position, entry) in builder.entries.enumerated() {
      if let mistake = found[Int(entry.rawValue)] { result[position] = mistake }
    }
    return result
  }

  /// Notes that the current block applies another to the same value.
  mutating func noteCall(_ block: ProgramBuilder.BlockIndex, from origin: UInt32) {
    sameValueCalls[Int(current.rawValue)].append((block, origin))
  }
}
