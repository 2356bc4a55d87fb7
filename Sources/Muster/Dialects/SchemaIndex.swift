/// The order of a schema resource among those that are known.
struct ResourceIndex: Hashable {
  var rawValue: Int
}

/// What can be referred to: the resources of all documents by URI, their anchors, and everything by pointer.
///
/// Subschemas are found by the position of keywords, never by their names alone: a property called `$id` identifies
/// nothing (JSON Schema 2020-12 Core, sections 8.2 and 9.4.2).
struct SchemaIndex {
  /// What a schema asks of programs that most do not.
  struct Features: OptionSet {
    let rawValue: UInt8

    static let dynamicScope = Features(rawValue: 1)
    static let evaluatedMarks = Features(rawValue: 2)
    /// It depends on the direction of payloads.
    static let direction = Features(rawValue: 4)
  }

  /// A place with a plain name.
  struct Anchor {
    var schema: SchemaNode
    var pointer: JSONPointer
    /// Whether `$dynamicAnchor` names it.
    var isDynamic: Bool
  }

  private struct Resource {
    var uri: URIReference
    var root: SchemaNode
    var pointer: JSONPointer
    var dialect: Dialect
    var anchors: [String: Anchor] = [:]
    var hasRecursiveAnchor = false
  }

  /// A step on the way to a schema that is being walked: a key, or the position of an item.
  private struct Step {
    var parent: Int
    var key: TapeIndex?
    var position = 0
  }

  /// A schema that is still to be walked.
  private struct PendingSchema {
    var index: TapeIndex
    var step: Int
    var resource: ResourceIndex
  }

  let children = ChildIndex()
  /// The documents that are known, which nodes lie in.
  let documents = SchemaDocuments()
  private let registry: SchemaRegistry
  /// Whether the caller chose the dialect, so that what a document declares does not count.
  private let isDialectFixed: Bool
  private var resources: [Resource] = []
  /// Counts up with each change of a dialect that was known.
  private(set) var dialectChanges = 0
  /// Whether references depend on the way that evaluation took, and whether keywords ask for what others evaluated.
  private(set) var features = Features()
  private var byURI: [String: ResourceIndex] = [:]
  /// The resource that each document is.
  private var ofDocument: [ResourceIndex] = []
  /// The resources that lie within others, by their roots.
  private var embedded: [PlaceKey: ResourceIndex] = [:]
  /// Entries of OpenAPI documents that were walked.
  private var walked: Set<PlaceKey> = []
  private var steps: [Step] = []
  private var pending: [PendingSchema] = []

  init(_ document: JSONDocument, dialect: Dialect, options: Schema.Options) throws(SchemaError) {
    registry = options.registry
    isDialectFixed = options.dialect != nil
    try add(document, at: options.baseURI, dialect: dialect)
  }

  /// The dialect that holds in a resource.
  func dialect(of resource: ResourceIndex) -> Dialect { resources[resource.rawValue].dialect }

  /// Adds a document and walks it for identifiers and anchors, if its dialect has them.
  private mutating func add(_ document: JSONDocument, at uri: String, dialect: Dialect) throws(SchemaError) {
    let index = ResourceIndex(rawValue: resources.count)
    let base = URIReference(uri)
    let root = documents.root(of: document)
    resources.append(Resource(uri: base, root: root, pointer: JSONPointer(), dialect: dialect))
    byURI[base.withoutFragment] = index
    while ofDocument.count <= Int(root.document) { ofDocument.append(index) }
    ofDocument[Int(root.document)] = index
    // An OpenAPI document is no schema: what lies in it is found by pointer. A file beside it may be one.
    if dialect.rules.contains(.openAPI) {
      guard dialect.hasIdentifiers else { return }
      let parts = ["openapi", "swagger", "paths", "components", "definitions"]
      let isSchema = !parts.contains { root[$0] != nil }
      guard index.rawValue > 0, isSchema else { return try addSchemas(ofAPI: root, index) }
    }
    try walk(root, at: JSONPointer(), within: index)
  }

  /// Takes in what an OpenAPI document says for its schemas, and walks those that have names.
  ///
  /// `jsonSchemaDialect` is the dialect of schemas without a `$schema` (OpenAPI 3.1.1, section 4.8.1).
  private mutating func addSchemas(ofAPI document: SchemaNode, _ index: ResourceIndex) throws(SchemaError) {
    if !isDialectFixed, let declared = document["jsonSchemaDialect"] {
      guard let name = declared.string, var dialect = try metaschema(name, depth: 0) else {
        throw Dialect.unknown(documents.value(of: declared), at: "/jsonSchemaDialect")
      }
      // It stays an OpenAPI document's: with extensions, and formats that are checked.
      dialect.rules.formUnion([.openAPI, .assertsFormats])
      resources[index.rawValue].dialect = dialect
      dialectChanges += 1
    }
    guard let schemas = document["components"]?["schemas"] else { return }
    let pointer = JSONPointer(["components", "schemas"])
    for member in schemas.members { try walk(member.value, named: member.key, at: pointer, within: index) }
  }

  /// Walks a schema that no other holds, where that has not been done: one of an OpenAPI document's operations.
  mutating func walk(entry schema: SchemaNode, at pointer: JSONPointer, in resource: ResourceIndex) throws(SchemaError)
  {
    let dialect = resources[resource.rawValue].dialect
    guard dialect.rules.contains(.openAPI), dialect.hasIdentifiers,
      pointer.tokens.first != "components" || pointer.tokens.dropFirst().first != "schemas",
      walked.insert(schema.key).inserted
    else { return }
    try walk(schema, at: pointer, within: resource)
  }

  /// Walks a schema and all that lie in it.
  ///
  /// - Parameters:
  ///   - key: The last step of the way to it, where that is not part of `pointer`: few are ever asked for theirs.
  private mutating func walk(
    _ root: SchemaNode, named key: SchemaNode? = nil, at pointer: JSONPointer, within resource: ResourceIndex
  ) throws(SchemaError) {
    guard root.isObject else { return }
    steps.removeAll(keepingCapacity: true)
    pending.removeAll(keepingCapacity: true)
    if let key { steps.append(Step(parent: -1, key: key.index)) }
    pending.append(PendingSchema(index: root.index, step: steps.count - 1, resource: resource))
    var known = resource
    var dialect = resources[resource.rawValue].dialect
    var names = KeywordNames.of(dialect.table)
    while let next = pending.popLast() {
      let schema = root.at(next.index)
      var resource = next.resource
      if saysOfItself(schema) {
        resource = try enter(schema, at: way(next.step, from: pointer, in: root), within: resource)
        known = resource
        dialect = resources[resource.rawValue].dialect
        names = KeywordNames.of(dialect.table)
      } else if resource != known {
        known = resource
        dialect = resources[resource.rawValue].dialect
        names = KeywordNames.of(dialect.table)
      }
      for (key, value) in schema.members {
        guard let meaning = names.meaning(key, dialect.vocabularies) else { continue }
        note(meaning.needs)
        guard meaning.holds != .none, value.word.isContainer else { continue }
        steps.append(Step(parent: next.step, key: key.index))
        let place = steps.count - 1
        switch meaning.holds {
        case .none: break
        case .oneOrList where value.isArray, .list:
          for (position, item) in value.items.enumerated() where item.isObject {
            steps.append(Step(parent: place, position: position))
            pending.append(PendingSchema(index: item.index, step: steps.count - 1, resource: resource))
          }
        case .one, .oneOrList:
          if value.isObject { pending.append(PendingSchema(index: value.index, step: place, resource: resource)) }
        case .map, .mapOfSome:
          for (key, child) in value.members where child.isObject {
            steps.append(Step(parent: place, key: key.index))
            pending.append(PendingSchema(index: child.index, step: steps.count - 1, resource: resource))
          }
        }
      }
    }
  }

  private func way(_ step: Int, from pointer: JSONPointer, in root: SchemaNode) -> JSONPointer {
    var tokens: [String] = []
    var step = step
    while step >= 0 {
      tokens.append(steps[step].key.map { root.tape.decodedString($0) } ?? String(steps[step].position))
      step = steps[step].parent
    }
    return JSONPointer(pointer.tokens + tokens.reversed())
  }

  /// Whether a schema object has a member that may name it or its dialect: `id`, or one with a dollar sign but those
  /// that nearly every schema has.
  private func saysOfItself(_ schema: SchemaNode) -> Bool {
    let bytes = schema.tape.bytes
    for (key, _) in schema.members {
      let word = key.word
      if word.flags & TapeWord.hasEscape != 0 { return true }
      switch bytes[word.offset] {
      case UInt8(ascii: "$"):
        let second = bytes[word.offset &+ 1]
        if second == UInt8(ascii: "r"), word.shortLength == 4 { continue }
        if second == UInt8(ascii: "d"), word.shortLength == 5 { continue }
        return true
      case UInt8(ascii: "i"): if word.shortLength == 2, bytes[word.offset &+ 1] == UInt8(ascii: "d") { return true }
      default: break
      }
    }
    return false
  }

  /// Takes in what a schema object says of itself; gives the resource that holds inside of it.
  private mutating func enter(
    _ schema: SchemaNode, at pointer: JSONPointer, within outer: ResourceIndex
  ) throws(SchemaError) -> ResourceIndex {
    var resource = outer
    let outerDialect = resources[outer.rawValue].dialect
    let dialect = try declaredDialect(schema) ?? outerDialect
    let isRoot = isRoot(schema)
    // Beside a `$ref` that stands alone an identifier is ignored like everything else.
    let isHidden = dialect.rules.contains(.referenceStandsAlone) && schema["$ref"] != nil
    if !isHidden, let identifier = schema[dialect.identifierName]?.string {
      let uri = URIReference(identifier).resolved(against: resources[outer.rawValue].uri)
      let isFragment = identifier.hasPrefix("#")
      if isFragment, dialect.rules.contains(.fragmentIdentifiers) {
        resources[outer.rawValue].anchors[String(identifier.dropFirst())] = Anchor(
          schema: schema, pointer: pointer, isDynamic: false)
      } else if isRoot {
        resources[outer.rawValue].uri = uri
        byURI[uri.withoutFragment] = outer
      } else {
        resource = ResourceIndex(rawValue: resources.count)
        resources.append(Resource(uri: uri, root: schema, pointer: pointer, dialect: dialect))
        byURI[uri.withoutFragment] = resource
        embedded[schema.key] = resource
      }
    }
    if isRoot {
      resources[outer.rawValue].dialect = dialect
      dialectChanges += 1
    }
    if dialect.keyword("$anchor") != nil, let anchor = schema["$anchor"]?.string {
      resources[resource.rawValue].anchors[anchor] = Anchor(schema: schema, pointer: pointer, isDynamic: false)
    }
    if dialect.keyword("$dynamicAnchor") != nil, let anchor = schema["$dynamicAnchor"]?.string {
      resources[resource.rawValue].anchors[anchor] = Anchor(schema: schema, pointer: pointer, isDynamic: true)
    }
    if dialect.keyword("$recursiveAnchor") != nil, schema["$recursiveAnchor"]?.boolean == true,
      schema.key == resources[resource.rawValue].root.key
    {
      resources[resource.rawValue].hasRecursiveAnchor = true
    }
    return resource
  }

  /// Takes in what a keyword that is used asks of programs.
  @inline(__always)
  mutating func note(_ needs: Features) { features.formUnion(needs) }

  // MARK: Dialects

  /// The dialect that a schema's `$schema` names, where it does and may.
  private mutating func declaredDialect(_ schema: SchemaNode) throws(SchemaError) -> Dialect? {
    guard !isDialectFixed, let declared = schema["$schema"], let uri = declared.string else { return nil }
    if let dialect = try metaschema(uri, depth: 0) { return dialect }
    throw Dialect.unknown(documents.value(of: declared), at: "/$schema")
  }

  /// The dialect of a metaschema: one of ours, or of a document in the registry by its vocabularies.
  private func metaschema(_ uri: String, depth: Int) throws(SchemaError) -> Dialect? {
    if let dialect = Dialect.metaschema(uri) { return dialect }
    guard depth < 8, let document = registry.document(at: URIReference(uri).withoutFragment) else { return nil }
    var dialect = Dialect.draft202012
    if let own = document.root["$schema"]?.string, own != uri, let base = try metaschema(own, depth: depth + 1) {
      dialect = base
    }
    guard let vocabularies = document.root["$vocabulary"] else { return dialect }
    dialect.vocabularies = [.core]
    for member in vocabularies.members {
      if let (vocabulary, assertsFormats) = Vocabularies.of(member.name) {
        dialect.vocabularies.formUnion(vocabulary)
        if assertsFormats { dialect.rules.formUnion(.assertsFormats) }
      } else if member.value.boolean == true {
        let position = member.key.origin?.position
        throw SchemaError(
          code: .unknownDialect,
          location: SchemaLocation(
            source: member.key.origin?.source.name ?? uri, pointer: "/$vocabulary", line: position?.line ?? 1,
            column: position?.column ?? 1),
          detail: "the metaschema '\(uri)' requires the vocabulary '\(member.name)', which Muster does not have")
      }
    }
    return dialect
  }

  // MARK: Looking up

  /// The resource of a document's root.
  func resource(ofRoot document: SchemaNode) -> ResourceIndex { ofDocument[Int(document.document)] }

  /// The resource that a place belongs to, by the identifiers on the way to it.
  func resource(of pointer: JSONPointer, in document: SchemaNode) -> ResourceIndex {
    var resource = resource(ofRoot: document)
    if embedded.isEmpty { return resource }
    var step = document.root
    for token in pointer.tokens {
      guard let next = children.child(token, of: step) else { break }
      step = next
      if let entered = embedded[step.key] { resource = entered }
    }
    return resource
  }

  /// Whether a schema is the root of a resource.
  @inline(__always)
  func isRoot(_ schema: SchemaNode) -> Bool {
    schema.index == .root || (!embedded.isEmpty && embedded[schema.key] != nil)
  }

  /// The resource that holds inside of a schema: its own, if it has an identifier.
  @inline(__always)
  func resource(enteredBy schema: SchemaNode, within resource: ResourceIndex) -> ResourceIndex {
    if schema.index == .root { return ofDocument[Int(schema.document)] }
    return embedded.isEmpty ? resource : embedded[schema.key] ?? resource
  }

  /// The resource that a reference names; one that is not known yet is taken from the registry.
  mutating func resource(_ reference: URIReference, from base: ResourceIndex) throws(SchemaError) -> ResourceIndex? {
    if reference.scheme == nil, reference.authority == nil, reference.path.isEmpty, reference.query == nil {
      return base
    }
    let uri = reference.resolved(against: resources[base.rawValue].uri).withoutFragment
    if let known = byURI[uri] { return known }
    guard let document = registry.document(at: uri) else { return nil }
    try add(document, at: uri, dialect: resources[base.rawValue].dialect)
    return byURI[uri]
  }

  /// The URI of a resource; empty where nothing says it.
  func uri(of resource: ResourceIndex) -> String { resources[resource.rawValue].uri.withoutFragment }

  /// The schema that a resource is, with its pointer in its document.
  func root(of resource: ResourceIndex) -> (schema: SchemaNode, pointer: JSONPointer) {
    (resources[resource.rawValue].root, resources[resource.rawValue].pointer)
  }

  func anchor(_ name: String, in resource: ResourceIndex) -> Anchor? { resources[resource.rawValue].anchors[name] }

  func hasRecursiveAnchor(_ resource: ResourceIndex) -> Bool { resources[resource.rawValue].hasRecursiveAnchor }

  /// All resources, in the order in which they were found.
  var all: Range<Int> { 0..<resources.count }

  /// What a fragment, decoded, leads to: a pointer or an anchor.
  func target(
    _ fragment: String, in resource: ResourceIndex
  ) -> (schema: SchemaNode, pointer: JSONPointer, resource: ResourceIndex)? {
    let root = resources[resource.rawValue]
    if let anchor = root.anchors[fragment] { return (anchor.schema, anchor.pointer, resource) }
    guard let pointer = JSONPointer(parsing: fragment) else { return nil }
    guard let schema = children.value(at: pointer, from: root.root) else { return nil }
    let whole = JSONPointer(root.pointer.tokens + pointer.tokens)
    return (schema, whole, pointer.tokens.isEmpty ? resource : self.resource(of: whole, in: root.root))
  }

  /// Whether a resource is a whole document in which nothing but pointers leads anywhere.
  @inline(__always)
  func hasPointersOnly(_ resource: ResourceIndex) -> Bool {
    guard embedded.isEmpty, resources[resource.rawValue].anchors.isEmpty else { return false }
    let root = resources[resource.rawValue].root
    return root.index == .root && ofDocument[Int(root.document)] == resource
  }
}
