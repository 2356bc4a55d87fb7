/// Where the entries are.
extension Compiler {
  /// Finds the ways to all entries, and walks those that nothing else would.
  mutating func ways(to places: [SchemaPlace]) -> [EntryWay] {
    let root = root
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
  mutating func entry(_ way: EntryWay, _ path: inout [Place]) throws(SchemaError) -> Place {
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

  private func lost(_ pointer: JSONPointer, in source: String) -> SchemaError {
    SchemaError(
      code: .unresolvedReference,
      location: SchemaLocation(source: source, pointer: pointer.description, line: 1, column: 1),
      detail: "the document has nothing at '\(pointer)'; a schema was expected there")
  }
}
