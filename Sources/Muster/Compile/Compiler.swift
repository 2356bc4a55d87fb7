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

  let document: JSONDocument
  let options: Schema.Options
  /// The dialect of the schema that is being written.
  var dialect: Dialect
  var builder = ProgramBuilder()
  var resources: SchemaIndex
  var notices: [Notice] = []
  private var blockOf: [PlaceKey: ProgramBuilder.BlockIndex] = [:]
  private var pending: [(place: Place, block: ProgramBuilder.BlockIndex)] = []
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
    Metaschemas.schema(of: resources.dialect(of: resources.resource(ofRoot: document)))
  }

  var isIntent: Bool { options.reading == .intent }

  /// Compiles the schemas at some pointers; the program's entries are in their order.
  mutating func compile(_ pointers: [JSONPointer]) throws(SchemaError) -> Program {
    if !pointers.isEmpty, pointers.allSatisfy({ $0.tokens.isEmpty }) {
      entryResource = resources.resource(ofRoot: document)
    }
    var mayBeStatic = options.optimizes
    var isDone = false
    repeat {
      features = isStatic ? resources.features.subtracting(.dynamicScope) : resources.features
      builder = ProgramBuilder()
      builder.optimizes = options.optimizes
      blockOf = [:]
      originOf = [:]
      resolved = [:]
      sameValueCalls = []
      dynamicCalls = []
      notices = []
      noticed = []
      for pointer in pointers {
        builder.entries.append(block(for: try entry(at: pointer)))
        try drain()
      }
      let wasStatic = isStatic
      isStatic = try writeDynamicTargets() && mayBeStatic
      if wasStatic, !isStatic { mayBeStatic = false }
      let asked = isStatic ? resources.features.subtracting(.dynamicScope) : resources.features
      isDone = features == asked && wasStatic == isStatic
    } while !isDone
    try rejectCircles()
    guard let program = builder.link() else {
      throw error(.tooLarge, at: 0, "the schema's constants are too large to hold")
    }
    return program
  }

  private mutating func entry(at pointer: JSONPointer) throws(SchemaError) -> Place {
    guard let schema = resources.children.value(at: pointer, from: document.root) else {
      throw SchemaError(
        code: .unresolvedReference,
        location: SchemaLocation(
          source: document.map.sources.first?.name ?? "", pointer: pointer.description, line: 1, column: 1),
        detail: "the document has nothing at '\(pointer)'; a schema was expected there")
    }
    return Place(
      schema: schema, origin: origin(of: schema, at: pointer), base: resources.resource(of: pointer, in: document))
  }

  /// The block of a place, written later if it is not yet.
  mutating func block(for place: Place) -> ProgramBuilder.BlockIndex {
    let key = PlaceKey(place.schema)
    if let block = blockOf[key] { return block }
    let block = builder.addBlock()
    sameValueCalls.append([])
    blockOf[key] = block
    pending.append((place, block))
    return block
  }

  mutating func drain() throws(SchemaError) {
    while let (place, index) = pending.popLast() {
      guard builder.blocks.count <= Compiler.blockLimit else {
        throw error(.tooLarge, at: place.origin, "the schema has more than \(Compiler.blockLimit) subschemas")
      }
      var block = ProgramBuilder.Block()
      current = index
      try write(place, into: &block)
      builder.blocks[Int(index.rawValue)] = block
    }
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
  private func rejectCircles() throws(SchemaError) {
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
          throw error(
            .circularReference, at: call.origin,
            "this leads back to itself without a step into the payload, so that checking would never end")
        case .done: break
        }
      }
    }
  }

  /// Notes that the current block applies another to the same value.
  mutating func noteCall(_ block: ProgramBuilder.BlockIndex, from origin: UInt32) {
    sameValueCalls[Int(current.rawValue)].append((block, origin))
  }
}
