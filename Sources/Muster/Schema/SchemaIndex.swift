/// The order of a schema resource among those that are known.
struct ResourceIndex: Hashable {
  var rawValue: Int
}

/// A value by its document and its place there.
struct PlaceKey: Hashable {
  private let document: ObjectIdentifier
  private let index: TapeIndex

  init(_ value: JSON) {
    document = ObjectIdentifier(value.document.storage)
    index = value.index
  }
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
    var schema: JSON
    var pointer: JSONPointer
    /// Whether `$dynamicAnchor` names it.
    var isDynamic: Bool
  }

  private struct Resource {
    var uri: URIReference
    var root: JSON
    var pointer: JSONPointer
    var dialect: Dialect
    var anchors: [String: Anchor] = [:]
    var hasRecursiveAnchor = false
  }

  let children = ChildIndex()
  private let registry: SchemaRegistry
  /// Whether the caller chose the dialect, so that what a document declares does not count.
  private let isDialectFixed: Bool
  private var resources: [Resource] = []
  /// Whether references depend on the way that evaluation took, and whether keywords ask for what others evaluated.
  private(set) var features = Features()
  private var byURI: [String: ResourceIndex] = [:]
  private var byRoot: [PlaceKey: ResourceIndex] = [:]
  /// Entries of OpenAPI documents that were walked.
  private var walked: Set<PlaceKey> = []

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
    resources.append(
      Resource(uri: base, root: document.root, pointer: JSONPointer(), dialect: dialect))
    byURI[base.withoutFragment] = index
    byRoot[PlaceKey(document.root)] = index
    // An OpenAPI document is no schema: what lies in it is found by pointer. A file beside it may be one.
    if dialect.rules.contains(.openAPI) {
      guard dialect.hasIdentifiers else { return }
      let parts = ["openapi", "swagger", "paths", "components", "definitions"]
      let isSchema = !parts.contains { document.root[$0] != nil }
      guard index.rawValue > 0, isSchema else { return try addSchemas(ofAPI: document, index, uri) }
    }
    try walk(document.root, at: JSONPointer(), within: index)
  }

  /// Takes in what an OpenAPI document says for its schemas, and walks those that have names.
  ///
  /// `jsonSchemaDialect` is the dialect of schemas without a `$schema` (OpenAPI 3.1.1, section 4.8.1).
  private mutating func addSchemas(
    ofAPI document: JSONDocument, _ index: ResourceIndex, _ uri: String
  ) throws(SchemaError) {
    if !isDialectFixed, let declared = document.root["jsonSchemaDialect"] {
      guard let name = declared.string, var dialect = try metaschema(name, depth: 0) else {
        throw Dialect.unknown(declared, at: "/jsonSchemaDialect")
      }
      // It stays an OpenAPI document's: with extensions, and formats that are checked.
      dialect.rules.formUnion([.openAPI, .assertsFormats])
      resources[index.rawValue].dialect = dialect
    }
    guard let schemas = document.root["components"]?["schemas"] else { return }
    for member in schemas.members {
      try walk(member.value, at: JSONPointer(["components", "schemas", member.name]), within: index)
    }
  }

  /// Walks a schema that no other holds, where that has not been done: one of an OpenAPI document's operations.
  mutating func walk(entry schema: JSON, at pointer: JSONPointer) throws(SchemaError) {
    let resource = resource(of: pointer, in: schema.document)
    let dialect = resources[resource.rawValue].dialect
    guard dialect.rules.contains(.openAPI), dialect.hasIdentifiers,
      pointer.tokens.first != "components" || pointer.tokens.dropFirst().first != "schemas",
      walked.insert(PlaceKey(schema)).inserted
    else { return }
    try walk(schema, at: pointer, within: resource)
  }

  private mutating func walk(
    _ root: JSON, at pointer: JSONPointer, within resource: ResourceIndex
  ) throws(SchemaError) {
    // The way to each schema, from its end: few are ever asked for theirs.
    var steps: [(parent: Int, token: String)] = pointer.tokens.enumerated().map { ($0.offset - 1, $0.element) }
    var pending = [(schema: root, step: steps.count - 1, resource: resource)]
    while let (schema, step, outer) = pending.popLast() {
      guard schema.kind == .object else { continue }
      let resource = saysOfItself(schema) ? try enter(schema, at: way(step, steps), within: outer) : outer
      let dialect = resources[resource.rawValue].dialect
      for member in schema.members {
        let name = member.name
        guard let keyword = dialect.keyword(name) else { continue }
        note(keyword)
        guard keyword.subschemas != .none else { continue }
        steps.append((step, name))
        let place = steps.count - 1
        switch keyword.subschemas {
        case .none: break
        case .one: pending.append((member.value, place, resource))
        case .oneOrList where member.value.kind != .array: pending.append((member.value, place, resource))
        case .list, .oneOrList:
          for (position, item) in member.value.items.enumerated() {
            steps.append((place, String(position)))
            pending.append((item, steps.count - 1, resource))
          }
        case .map, .mapOfSome:
          for child in member.value.members {
            steps.append((place, child.name))
            pending.append((child.value, steps.count - 1, resource))
          }
        }
      }
    }
  }

  private func way(_ step: Int, _ steps: [(parent: Int, token: String)]) -> JSONPointer {
    var tokens: [String] = []
    var step = step
    while step >= 0 {
      tokens.append(steps[step].token)
      step = steps[step].parent
    }
    return JSONPointer(tokens.reversed())
  }

  /// Whether a schema object has a member that may name it or its dialect: with a dollar sign, or draft 4's `id`.
  private func saysOfItself(_ schema: JSON) -> Bool {
    schema.document.withTape { tape in
      var key = tape.firstChild(schema.index)
      let end = tape.end(schema.index)
      while key < end {
        let word = tape[key]
        let first = tape.bytes[word.offset]
        if first == UInt8(ascii: "$") || first == UInt8(ascii: "i") || word.flags & TapeWord.hasEscape != 0 {
          return true
        }
        key = tape.next(after: tape.next(after: key))
      }
      return false
    }
  }

  /// Takes in what a schema object says of itself; gives the resource that holds inside of it.
  private mutating func enter(
    _ schema: JSON, at pointer: JSONPointer, within outer: ResourceIndex
  ) throws(SchemaError) -> ResourceIndex {
    var resource = outer
    let outerDialect = resources[outer.rawValue].dialect
    let dialect = try declaredDialect(schema) ?? outerDialect
    let isRoot = byRoot[PlaceKey(schema)] != nil
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
        byRoot[PlaceKey(schema)] = resource
      }
    }
    if isRoot { resources[outer.rawValue].dialect = dialect }
    if dialect.keyword("$anchor") != nil, let anchor = schema["$anchor"]?.string {
      resources[resource.rawValue].anchors[anchor] = Anchor(schema: schema, pointer: pointer, isDynamic: false)
    }
    if dialect.keyword("$dynamicAnchor") != nil, let anchor = schema["$dynamicAnchor"]?.string {
      resources[resource.rawValue].anchors[anchor] = Anchor(schema: schema, pointer: pointer, isDynamic: true)
    }
    if dialect.keyword("$recursiveAnchor") != nil, schema["$recursiveAnchor"]?.boolean == true,
      PlaceKey(schema) == PlaceKey(resources[resource.rawValue].root)
    {
      resources[resource.rawValue].hasRecursiveAnchor = true
    }
    return resource
  }

  /// Takes in that a keyword is used.
  mutating func note(_ keyword: Keyword) {
    switch keyword {
    case .dynamicReference, .recursiveReference: features.formUnion(.dynamicScope)
    case .readOnly, .writeOnly: features.formUnion(.direction)
    case .unevaluatedItems, .unevaluatedProperties: features.formUnion(.evaluatedMarks)
    default: break
    }
  }

  // MARK: Dialects

  /// The dialect that a schema's `$schema` names, where it does and may.
  private mutating func declaredDialect(_ schema: JSON) throws(SchemaError) -> Dialect? {
    guard !isDialectFixed, let declared = schema["$schema"], let uri = declared.string else { return nil }
    if let dialect = try metaschema(uri, depth: 0) { return dialect }
    throw Dialect.unknown(declared, at: "/$schema")
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
  func resource(ofRoot document: JSONDocument) -> ResourceIndex {
    byRoot[PlaceKey(document.root)] ?? ResourceIndex(rawValue: 0)
  }

  /// The resource that a place belongs to, by the identifiers on the way to it.
  func resource(of pointer: JSONPointer, in document: JSONDocument) -> ResourceIndex {
    var resource = resource(ofRoot: document)
    var step = document.root
    for token in pointer.tokens {
      guard let next = children.child(token, of: step) else { break }
      step = next
      if let entered = byRoot[PlaceKey(step)] { resource = entered }
    }
    return resource
  }

  /// Whether a schema is the root of a resource.
  func isRoot(_ schema: JSON) -> Bool { byRoot[PlaceKey(schema)] != nil }

  /// The resource that holds inside of a schema: its own, if it has an identifier.
  func resource(enteredBy schema: JSON, within resource: ResourceIndex) -> ResourceIndex {
    byRoot[PlaceKey(schema)] ?? resource
  }

  /// The resource that a reference names; one that is not known yet is taken from the registry.
  mutating func resource(_ reference: URIReference, from base: ResourceIndex) throws(SchemaError) -> ResourceIndex? {
    if reference.scheme == nil, reference.authority == nil, reference.path.isEmpty, reference.query == nil {
      return base
    }
    let uri = reference.resolved(against: resources[base.rawValue].uri).withoutFragment
    if let known = byURI[uri] { return known }
    guard let document = registry.document(at: uri) ?? Metaschemas.document(at: uri) else { return nil }
    try add(document, at: uri, dialect: resources[base.rawValue].dialect)
    return byURI[uri]
  }

  /// The URI of a resource; empty where nothing says it.
  func uri(of resource: ResourceIndex) -> String { resources[resource.rawValue].uri.withoutFragment }

  /// The schema that a resource is, with its pointer in its document.
  func root(of resource: ResourceIndex) -> (schema: JSON, pointer: JSONPointer) {
    (resources[resource.rawValue].root, resources[resource.rawValue].pointer)
  }

  func anchor(_ name: String, in resource: ResourceIndex) -> Anchor? { resources[resource.rawValue].anchors[name] }

  func hasRecursiveAnchor(_ resource: ResourceIndex) -> Bool { resources[resource.rawValue].hasRecursiveAnchor }

  /// All resources, in the order in which they were found.
  var all: Range<Int> { 0..<resources.count }

  /// What a fragment, decoded, leads to: a pointer or an anchor.
  func target(
    _ fragment: String, in resource: ResourceIndex
  ) -> (schema: JSON, pointer: JSONPointer, resource: ResourceIndex)? {
    let root = resources[resource.rawValue]
    if let anchor = root.anchors[fragment] { return (anchor.schema, anchor.pointer, resource) }
    guard let pointer = JSONPointer(parsing: fragment) else { return nil }
    guard let schema = children.value(at: pointer, from: root.root) else { return nil }
    let whole = JSONPointer(root.pointer.tokens + pointer.tokens)
    return (schema, whole, pointer.tokens.isEmpty ? resource : self.resource(of: whole, in: root.root.document))
  }
}
