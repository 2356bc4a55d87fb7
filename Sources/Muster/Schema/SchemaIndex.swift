/// The order of a schema resource among those of a document; 0 is the document itself.
struct ResourceIndex: Hashable {
  var rawValue: Int
}

/// What in a document can be referred to: its resources by URI, their anchors, and everything by pointer.
///
/// Subschemas are found by the position of keywords, never by their names alone: a property called `$id` identifies
/// nothing (JSON Schema 2020-12 Core, sections 8.2 and 9.4.2).
struct SchemaIndex {
  private struct Resource {
    var uri: URIReference
    var root: JSON
    var pointer: JSONPointer
    var anchors: [String: (schema: JSON, pointer: JSONPointer)] = [:]
  }

  private let document: JSONDocument
  private let dialect: Dialect
  private var resources: [Resource]
  private var byURI: [String: ResourceIndex] = [:]
  private var byRoot: [TapeIndex: ResourceIndex] = [:]

  init(_ document: JSONDocument, dialect: Dialect) {
    self.document = document
    self.dialect = dialect
    resources = [Resource(uri: URIReference(""), root: document.root, pointer: JSONPointer())]
    byURI[""] = ResourceIndex(rawValue: 0)
  }

  /// Walks the whole document for identifiers and anchors, if the dialect has them.
  mutating func indexRoot() {
    guard dialect.keyword("$id") != nil || dialect.keyword("$anchor") != nil else { return }
    index(document.root, at: JSONPointer(), within: ResourceIndex(rawValue: 0))
  }

  private mutating func index(_ root: JSON, at pointer: JSONPointer, within resource: ResourceIndex) {
    var pending: [(schema: JSON, pointer: JSONPointer, resource: ResourceIndex)] = [(root, pointer, resource)]
    while let (schema, pointer, outer) = pending.popLast() {
      guard schema.kind == .object else { continue }
      var resource = outer
      if let identifier = schema["$id"]?.string {
        let uri = URIReference(identifier).resolved(against: resources[outer.rawValue].uri)
        if schema.index == .root {
          resources[0].uri = uri
          byURI[uri.withoutFragment] = ResourceIndex(rawValue: 0)
        } else {
          resource = ResourceIndex(rawValue: resources.count)
          resources.append(Resource(uri: uri, root: schema, pointer: pointer))
          byURI[uri.withoutFragment] = resource
          byRoot[schema.index] = resource
        }
      }
      for name in ["$anchor", "$dynamicAnchor"] {
        if let anchor = schema[name]?.string { resources[resource.rawValue].anchors[anchor] = (schema, pointer) }
      }
      for member in schema.members {
        guard let keyword = dialect.keyword(member.name) else { continue }
        let place = pointer.appending(member.name)
        switch keyword.subschemas {
        case .none: break
        case .one: pending.append((member.value, place, resource))
        case .list:
          for (position, item) in member.value.items.enumerated() {
            pending.append((item, place.appending(String(position)), resource))
          }
        case .map:
          for child in member.value.members {
            pending.append((child.value, place.appending(child.name), resource))
          }
        }
      }
    }
  }

  /// The resource that a place belongs to, by the identifiers on the way to it.
  func resource(of pointer: JSONPointer) -> ResourceIndex {
    var resource = ResourceIndex(rawValue: 0)
    var step = document.root
    for token in pointer.tokens {
      guard let next = step[JSONPointer([token])] else { break }
      step = next
      if let entered = byRoot[step.index] { resource = entered }
    }
    return resource
  }

  /// The resource that holds inside of a schema: its own, if it has an identifier.
  func resource(enteredBy schema: JSON, within resource: ResourceIndex) -> ResourceIndex {
    byRoot[schema.index] ?? resource
  }

  /// The resource that a reference names.
  func resource(_ reference: URIReference, from base: ResourceIndex) -> ResourceIndex? {
    if reference.scheme == nil, reference.authority == nil, reference.path.isEmpty, reference.query == nil {
      return base
    }
    return byURI[reference.resolved(against: resources[base.rawValue].uri).withoutFragment]
  }

  /// The schema that a resource is.
  func root(of resource: ResourceIndex) -> JSON { resources[resource.rawValue].root }

  /// What a fragment, decoded, leads to: a pointer or an anchor.
  func target(
    _ fragment: String, in resource: ResourceIndex
  ) -> (schema: JSON, pointer: JSONPointer, resource: ResourceIndex)? {
    let root = resources[resource.rawValue]
    if let anchor = root.anchors[fragment] { return (anchor.schema, anchor.pointer, resource) }
    guard let pointer = JSONPointer(parsing: fragment) else { return nil }
    guard let schema = root.root[pointer] else { return nil }
    let whole = JSONPointer(root.pointer.tokens + pointer.tokens)
    return (schema, whole, pointer.tokens.isEmpty ? resource : self.resource(of: whole))
  }
}
