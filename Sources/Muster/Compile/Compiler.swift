import MusterText

/// Compiles schemas into a program.
///
/// Each subschema that is applied to a child, to a branch or through a reference becomes a block, written once and
/// found again by its place, so that recursion in the schema is a call in the program. `allOf` and small references
/// are written in place.
struct Compiler {
  /// A subschema: its value and the origin of its place.
  struct Place {
    var schema: SchemaNode
    var origin: UInt32
    /// The base URI that holds there.
    var base: ResourceIndex
    /// Whether a boolean may stand here though the dialect has no boolean schemas.
    var allowsBoolean = false
  }

  private struct PendingBlock {
    var place: Place
    var index: ProgramBuilder.BlockIndex
    var direction: Schema.Direction?
    var prefix: (instruction: Instruction, origin: UInt32)?
    /// Names that the schema does not require of its value.
    var lifted: LiftedNames
  }

  let document: JSONDocument
  var options: Schema.Options
  let hasCustomKeywords: Bool
  /// Whether the options say something of single formats.
  let hasFormatOptions: Bool
  /// The root of the document.
  let root: SchemaNode
  /// The dialect of the schema that is being written.
  private(set) var dialect: Dialect
  /// The names of its keywords.
  private(set) var keywordNames: KeywordNames
  /// The resource that the dialect was taken from, and how often dialects had changed by then.
  private var dialectSource: (resource: ResourceIndex, changes: Int)?
  var builder = ProgramBuilder()
  var resources: SchemaIndex
  var notices: [Notice] = []
  /// For each document and direction the block of each schema, by its place on the tape.
  private var blockOf: [[UInt32]] = []
  /// For each block the place that it is written for, where outputs are to tell of it.
  private(set) var blockPlaces: [Place] = []
  private var pending: [PendingBlock] = []
  /// Which way the payloads of what is being written go, where that matters to the schemas.
  var direction: Schema.Direction?
  /// What references have led to in the first resource, by the numbers of their texts.
  var resolvedInMain: [Place?] = []
  /// What they have led to in others: the number of the resource above that of the text.
  var resolved: [UInt64: Place] = [:]
  /// The texts of references, and the names of formats.
  var texts = TextTable()
  /// Formats by the numbers of their names.
  var formats: [UInt32: Format?] = [:]
  /// For each document the origins of places that references lead to, by their places on the tape.
  private var originOf: [[UInt32]] = []
  /// The schemas being written into the current block, one inside of the other.
  var open: [PlaceKey] = []
  /// The blocks that others apply to the same value, with the origin that says so, and the call before of the same block.
  private var sameValueCalls: [(block: UInt32, origin: UInt32, previous: UInt32)] = []
  /// For each block the last of its calls.
  private var lastCall: [UInt32] = []
  private var noticed: Set<String> = []
  /// By dialect, what unknown names may be meant to be.
  var nearestKeywords: [String: [String: String?]] = [:]
  /// What the program is written for; where a schema turns out to ask for more, it is written anew.
  private(set) var features = SchemaIndex.Features()
  /// The places that were compiled last, and the ways to them.
  private var prepared: (places: [SchemaPlace], ways: [EntryWay]) = ([], [])
  /// Whether every dynamic reference has turned out to have one target, so that no scope need be kept.
  private(set) var isStatic = false
  /// The resource that every entry is in, if it is the same one.
  private(set) var entryResource: ResourceIndex?
  /// The schemas of the entries.
  private(set) var entrySchemas: Set<PlaceKey> = []
  /// Names that the schemas being written do not require of the value at hand.
  var lifted = LiftedNames()
  /// The blocks of schemas that are written with such names.
  var liftedBlocks: [LiftedKey: ProgramBuilder.BlockIndex] = [:]
  /// Dynamic references that wait for the list of all their targets.
  var dynamicCalls: [DynamicCall] = []
  /// Whether a mistake ends the compilation; else it is kept, and the rest is compiled.
  var isStrict = true
  /// The mistakes that were kept, by the blocks that they are in.
  private var mistakes: [Int: SchemaError] = [:]
  /// The mistakes of entries whose places do not lead to a schema.
  private var lostEntries: [Int: SchemaError] = [:]
  /// Which blocks lead to which, where mistakes are kept.
  private var uses: [(user: UInt32, used: UInt32)] = []
  private var isDraining = false
  /// For each name of the program the last shape that has it, by its order, and where.
  var shapeOfName: [(shape: Int, position: Int)] = []
  /// The order of the shape that is being written.
  var namesOfShape = 0
  /// Memory for the keywords of schemas, which is not in use.
  var spareSlots: [[SchemaKeywords.Slot]] = []
  private var spareBlock = ProgramBuilder.Block()

  /// How many schemas may be written into one another before a block of its own is begun.
  static let inlineLimit = 24
  /// How many blocks a program may have.
  static let blockLimit = 2_000_000

  init(_ document: JSONDocument, options: Schema.Options) throws(SchemaError) {
    self.document = document
    self.options = options
    hasCustomKeywords = !options.custom.keywords.isEmpty
    hasFormatOptions = !options.custom.formats.isEmpty || !options.formatPolicies.isEmpty
    if let chosen = options.dialect {
      dialect = chosen
    } else {
      dialect = try Dialect.declared(by: document) ?? options.defaultDialect
    }
    keywordNames = KeywordNames.of(dialect.table)
    resources = try SchemaIndex(document, dialect: dialect, options: options)
    root = resources.documents.root(of: document)
  }

  /// Goes over to the dialect of a resource.
  @inline(__always)
  mutating func enterDialect(of resource: ResourceIndex) {
    if let known = dialectSource, known.resource == resource, known.changes == resources.dialectChanges { return }
    setDialect(resources.dialect(of: resource))
    dialectSource = (resource, resources.dialectChanges)
  }

  private mutating func setDialect(_ dialect: Dialect) {
    self.dialect = dialect
    keywordNames = KeywordNames.of(dialect.table)
  }

  /// Goes back to a dialect that held before.
  @inline(__always)
  mutating func leaveDialect(for outer: ResourceIndex?) {
    if let outer { enterDialect(of: outer) }
  }

  /// The resource whose dialect holds; `nil` before the first schema.
  var dialectResource: ResourceIndex? { dialectSource?.resource }

  /// The metaschema that the document as a whole is to be checked against, where it is a schema.
  var metaschema: Schema? {
    let dialect = resources.dialect(of: resources.resource(ofRoot: root))
    return dialect.rules.contains(.openAPI) ? nil : Metaschemas.schema(of: dialect)
  }

  var isIntent: Bool { options.reading == .intent }

  /// Whether something that was written would be written otherwise under the other reading.
  var dependsOnReading = false

  /// Compiles the schemas at some places; the program's entries are in their order.
  mutating func compile(_ places: [SchemaPlace]) throws(SchemaError) -> Program {
    if prepared.places != places { prepared = (places, ways(to: places)) }
    let ways = prepared.ways
    let first = ways.first?.end
    entryResource = ways.allSatisfy { $0.end?.base == first?.base } ? first?.base : nil
    entrySchemas = Set(ways.compactMap { $0.end?.schema.key })
    // Outputs tell by which way a schema was reached.
    isStatic = false
    dependsOnReading = false
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
      shapeOfName = []
      blockPlaces = []
      blockOf = []
      originOf = []
      liftedBlocks = [:]
      resolvedInMain = []
      resolved = [:]
      sameValueCalls = []
      lastCall = []
      dynamicCalls = []
      notices = []
      noticed = []
      mistakes = [:]
      lostEntries = [:]
      uses = []
      var path: [Place] = []
      for (position, place) in places.enumerated() {
        direction = features.contains(.direction) ? place.direction ?? options.direction : nil
        do throws(SchemaError) {
          builder.entries.append(block(for: try entry(ways[position], &path)))
        } catch {
          if isStrict { throw error }
          lostEntries[position] = error
          builder.entries.append(addBlock())
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

  /// The way to an entry, which is the same in each pass.
  private struct EntryWay {
    /// The root of its document.
    var root: SchemaNode
    /// How many of its steps are those of the entry before.
    var shared: Int
    /// The others, in order.
    var steps: [(value: SchemaNode, key: SchemaNode?)]
    /// The entry itself and its resource; `nil` if the way does not lead to a schema.
    var end: (schema: SchemaNode, base: ResourceIndex)?
    var mistake: SchemaError?
  }

  /// Finds the ways to all entries, and walks those that nothing else would.
  private mutating func ways(to places: [SchemaPlace]) -> [EntryWay] {
    var ways: [EntryWay] = []
    ways.reserveCapacity(places.count)
    var last: (uri: String?, tokens: [String]) = (nil, [])
    var path: [(value: SchemaNode, base: ResourceIndex)] = []
    for place in places {
      var way = EntryWay(root: root, shared: 0, steps: [])
      do throws(SchemaError) {
        if path.isEmpty || place.uri != last.uri {
          if let uri = place.uri { way.root = try documentRoot(at: uri, for: place.pointer) }
          path = [(way.root, resources.resource(ofRoot: way.root))]
          last = (place.uri, [])
        } else {
          way.root = path[0].value
        }
        let tokens = place.pointer.tokens
        while way.shared < min(tokens.count, last.tokens.count),
          tokens[way.shared].hasSameBytes(as: last.tokens[way.shared])
        { way.shared += 1 }
        path.removeLast(path.count - 1 - way.shared)
        last.tokens = tokens
        for token in tokens[way.shared...] {
          let (parent, base) = path[path.count - 1]
          let step = ByteView.with(token.utf8.span) { resources.children.child($0, 0, $0.count, of: parent) }
          guard let step else { throw lost(place.pointer, in: resources.documents.name(of: way.root)) }
          way.steps.append(step)
          path.append((step.value, resources.resource(enteredBy: step.value, within: base)))
        }
        let (schema, base) = path[path.count - 1]
        try resources.walk(entry: schema, at: place.pointer, in: base)
        let inside = resources.resource(enteredBy: schema, within: base)
        path[path.count - 1].base = inside
        way.end = (schema, inside)
      } catch {
        way.mistake = error
        path = []
      }
      ways.append(way)
    }
    return ways
  }

  /// The place of an entry.
  ///
  /// - Parameter path: The places on the way to the entry before, and then those on the way to this one.
  private mutating func entry(_ way: EntryWay, _ path: inout [Place]) throws(SchemaError) -> Place {
    if let mistake = way.mistake { throw mistake }
    if way.shared == 0 {
      let base = resources.resource(ofRoot: way.root)
      path = [Place(schema: way.root, origin: originOfRoot(way.root), base: base)]
    } else {
      path.removeLast(path.count - 1 - way.shared)
    }
    for step in way.steps { path.append(enter(step, of: path[path.count - 1])) }
    return path[path.count - 1]
  }

  private mutating func documentRoot(at uri: String, for pointer: JSONPointer) throws(SchemaError) -> SchemaNode {
    let main = resources.resource(ofRoot: root)
    guard let other = try resources.resource(URIReference(uri), from: main) else { throw lost(pointer, in: uri) }
    return resources.root(of: other).schema.root
  }

  /// The place that steps lead to from the root of a document or resource.
  private mutating func place(
    of steps: [(value: SchemaNode, key: SchemaNode?)], from root: SchemaNode, base: ResourceIndex
  ) -> Place {
    var place = Place(schema: root, origin: originOfRoot(root), base: base)
    for step in steps { place = enter(step, of: place) }
    return place
  }

  /// The place of a child that a pointer's token leads to: by its key, or an item.
  private mutating func enter(
    _ step: (value: SchemaNode, key: SchemaNode?), of parent: Place
  ) -> Place {
    let number = Int(step.value.document)
    let index = step.value.index.rawValue
    var origin = originOf[number][index]
    if origin == .max {
      if let key = step.key {
        origin = self.origin(key, below: parent.origin, at: step.value)
      } else {
        origin = self.origin(position(of: step.value, in: parent.schema), below: parent.origin, at: step.value)
      }
      originOf[number][index] = origin
    }
    return Place(
      schema: step.value, origin: origin, base: resources.resource(enteredBy: step.value, within: parent.base))
  }

  private func position(of item: SchemaNode, in list: SchemaNode) -> Int {
    var position = 0
    for other in list.items {
      if other.index == item.index { break }
      position += 1
    }
    return position
  }

  /// The place that a pointer leads to which lies among bytes, each token after a slash and without escapes; `nil` where
  /// it leads nowhere.
  mutating func place(
    of bytes: ByteView, from offset: Int, to end: Int, in resource: ResourceIndex
  ) -> Place? {
    let root = resources.root(of: resource).schema
    var steps: [(value: SchemaNode, key: SchemaNode?)] = []
    var schema = root
    var offset = offset
    while offset < end {
      guard bytes[offset] == UInt8(ascii: "/") else { return nil }
      let start = offset + 1
      offset = start
      while offset < end, bytes[offset] != UInt8(ascii: "/") { offset += 1 }
      guard let step = resources.children.child(bytes, start, offset - start, of: schema) else { return nil }
      steps.append(step)
      schema = step.value
    }
    return place(of: steps, from: root, base: resource)
  }

  private func lost(_ pointer: JSONPointer, in source: String) -> SchemaError {
    SchemaError(
      code: .unresolvedReference,
      location: SchemaLocation(source: source, pointer: pointer.description, line: 1, column: 1),
      detail: "the document has nothing at '\(pointer)'; a schema was expected there")
  }

  /// The block of a place, written later if it is not yet.
  mutating func block(for place: Place) -> ProgramBuilder.BlockIndex {
    let table = Int(place.schema.document) * 3 + (direction == nil ? 0 : direction == .request ? 1 : 2)
    let index = place.schema.index.rawValue
    while blockOf.count <= table { blockOf.append([]) }
    if blockOf[table].isEmpty {
      blockOf[table] = [UInt32](repeating: .max, count: resources.documents.wordCount(of: place.schema.document))
    }
    let known = blockOf[table][index]
    if known != .max {
      let block = ProgramBuilder.BlockIndex(rawValue: known)
      noteUse(of: block)
      return block
    }
    let block = newBlock(for: place)
    blockOf[table][index] = block.rawValue
    return block
  }

  private mutating func addBlock() -> ProgramBuilder.BlockIndex {
    lastCall.append(.max)
    return builder.addBlock()
  }

  /// A block of its own for a place, which begins with an instruction that the place does not ask for.
  mutating func newBlock(
    for place: Place, after prefix: (instruction: Instruction, origin: UInt32)? = nil,
    lifting lifted: LiftedNames = LiftedNames()
  ) -> ProgramBuilder.BlockIndex {
    let block = addBlock()
    noteUse(of: block)
    if options.annotates { blockPlaces.append(place) }
    pending.append(
      PendingBlock(place: place, index: block, direction: direction, prefix: prefix, lifted: lifted))
    return block
  }

  mutating func drain() throws(SchemaError) {
    let outerDirection = direction
    defer { direction = outerDirection }
    while let next = pending.popLast() {
      let (place, index) = (next.place, next.index)
      direction = next.direction
      guard builder.blockCount <= Compiler.blockLimit else {
        throw error(.tooLarge, at: place.origin, "the schema has more than \(Compiler.blockLimit) subschemas")
      }
      var block = spareBlock
      spareBlock = ProgramBuilder.Block()
      defer {
        block.removeAll()
        spareBlock = block
      }
      if let prefix = next.prefix { block.append(prefix.instruction, from: prefix.origin) }
      current = index
      isDraining = true
      defer { isDraining = false }
      do throws(SchemaError) {
        lifted = next.lifted
        try write(place, into: &block)
        builder.finish(index, block)
      } catch {
        if isStrict { throw error }
        mistakes[Int(index.rawValue)] = error
        lastCall[Int(index.rawValue)] = .max
        dynamicCalls.removeAll { $0.block == index }
      }
    }
  }

  /// Notes that the block which is being written leads to another.
  mutating func noteUse(of block: ProgramBuilder.BlockIndex) {
    if !isStrict, isDraining { uses.append((current.rawValue, block.rawValue)) }
  }

  /// Notes that a block may lead to another by a dynamic reference.
  mutating func noteUse(of block: ProgramBuilder.BlockIndex, by user: ProgramBuilder.BlockIndex) {
    if !isStrict { uses.append((user.rawValue, block.rawValue)) }
  }

  /// The block that is being written.
  private(set) var current = ProgramBuilder.BlockIndex(rawValue: 0)

  // MARK: Places

  /// The origin of what a key names below a place, at another value.
  @inline(__always)
  mutating func origin(_ key: SchemaNode, below parent: UInt32, at place: SchemaNode? = nil) -> UInt32 {
    builder.origin(key, below: parent, at: place ?? key, resources.documents)
  }

  /// The origin of an item of a list.
  mutating func origin(_ position: Int, below parent: UInt32, at item: SchemaNode) -> UInt32 {
    builder.origin(position, below: parent, at: item, resources.documents)
  }

  /// The origin of a member of a place that is known by its name.
  mutating func origin(_ token: String, below parent: UInt32, at value: SchemaNode) -> UInt32 {
    builder.origin(token, below: parent, at: value, resources.documents)
  }

  /// The origin of a value that is the root of its document, or of a resource in it.
  private mutating func originOfRoot(_ value: SchemaNode) -> UInt32 {
    let number = Int(value.document)
    while originOf.count <= number {
      let count = resources.documents.wordCount(of: UInt32(originOf.count))
      originOf.append([UInt32](repeating: .max, count: count))
    }
    let index = TapeIndex.root.rawValue
    if originOf[number][index] == .max {
      originOf[number][index] = builder.origin("", below: nil, at: value.root, resources.documents)
    }
    return originOf[number][index]
  }

  /// The origin of a place that a pointer from the root of its document leads to.
  mutating func origin(of value: SchemaNode, at pointer: JSONPointer) -> UInt32 {
    var place = Place(schema: value.root, origin: originOfRoot(value), base: ResourceIndex(rawValue: 0))
    let known = originOf[Int(value.document)][value.index.rawValue]
    if known != .max { return known }
    for token in pointer.tokens {
      let step = ByteView.with(Array(token.utf8)) { resources.children.child($0, 0, $0.count, of: place.schema) }
      guard let step else { break }
      place = enter(step, of: place)
    }
    return place.origin
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
    if sameValueCalls.isEmpty { return }
    // The calls of a block in the order in which they were noted.
    var nextCall = [UInt32](repeating: .max, count: sameValueCalls.count)
    var firstCall = lastCall
    for block in lastCall.indices {
      var call = lastCall[block]
      while call != .max {
        let previous = sameValueCalls[Int(call)].previous
        if previous == .max { firstCall[block] = call } else { nextCall[Int(previous)] = call }
        call = previous
      }
    }
    enum State { case new, open, done }
    var states = [State](repeating: .new, count: builder.blockCount)
    var path: [(block: Int, next: UInt32)] = []
    for start in states.indices where states[start] == .new {
      states[start] = .open
      path.append((start, firstCall[start]))
      while let (block, next) = path.last {
        guard next != .max else {
          states[block] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].next = nextCall[Int(next)]
        let call = sameValueCalls[Int(next)]
        switch states[Int(call.block)] {
        case .new:
          states[Int(call.block)] = .open
          path.append((Int(call.block), firstCall[Int(call.block)]))
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
    var users: [Int: [Int]] = [:]
    for use in uses { users[Int(use.used), default: []].append(Int(use.user)) }
    var found: [Int: SchemaError] = [:]
    for (block, mistake) in mistakes.sorted(by: { $0.key < $1.key }) {
      var rest = [block]
      while let block = rest.popLast() {
        if found[block] != nil { continue }
        found[block] = mistake
        rest += users[block] ?? []
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
    sameValueCalls.append((block.rawValue, origin, lastCall[Int(current.rawValue)]))
    lastCall[Int(current.rawValue)] = UInt32(sameValueCalls.count - 1)
  }
}
