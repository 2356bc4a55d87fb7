/// Places of subschemas, and their origins.
extension Compiler {
  /// A subschema: its value and the origin of its place.
  struct Place {
    var schema: SchemaNode
    var origin: UInt32
    /// The base URI that holds there.
    var base: ResourceIndex
    /// Whether a boolean may stand here though the dialect has no boolean schemas.
    var allowsBoolean = false
  }

  // MARK: Ways

  /// The place that steps lead to from the root of a document or resource.
  private mutating func place(of steps: [SchemaStep], from root: SchemaNode, base: ResourceIndex) -> Place {
    var place = Place(schema: root, origin: originOfRoot(root), base: base)
    for step in steps { place = enter(step, of: place) }
    return place
  }

  /// The place of a child that a pointer's token leads to: by its key, or an item.
  mutating func enter(_ step: SchemaStep, of parent: Place) -> Place {
    var origin = pass.origins[step.value]
    if origin == .max {
      if let key = step.key {
        origin = self.origin(key, below: parent.origin, at: step.value)
      } else {
        origin = self.origin(position(of: step.value, in: parent.schema), below: parent.origin, at: step.value)
      }
      pass.origins[step.value] = origin
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

  /// The place that a JSON Pointer refers to, or `nil` if there is no such place.
  ///
  /// The pointer is a range of bytes without escapes, in which every token follows a slash.
  mutating func place(
    of bytes: ByteView, from offset: Int, to end: Int, in resource: ResourceIndex
  ) -> Place? {
    let root = resources.root(of: resource).schema
    var steps: [SchemaStep] = []
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

  // MARK: Origins

  /// The origin of what a key names below a place, at another value.
  @inline(__always)
  mutating func origin(_ key: SchemaNode, below parent: UInt32, at place: SchemaNode? = nil) -> UInt32 {
    pass.builder.origins.origin(key, below: parent, at: place ?? key, resources.documents)
  }

  /// The origin of an item of a list.
  mutating func origin(_ position: Int, below parent: UInt32, at item: SchemaNode) -> UInt32 {
    pass.builder.origins.origin(position, below: parent, at: item, resources.documents)
  }

  /// The origin of a member of a place that is known by its name.
  mutating func origin(_ token: String, below parent: UInt32, at value: SchemaNode) -> UInt32 {
    pass.builder.origins.origin(token, below: parent, at: value, resources.documents)
  }

  /// The origin of a value that is the root of its document, or of a resource in it.
  mutating func originOfRoot(_ value: SchemaNode) -> UInt32 {
    pass.origins.reserve(for: value.document, in: resources.documents)
    let root = value.root
    if pass.origins[root] == .max {
      pass.origins[root] = pass.builder.origins.origin("", below: nil, at: root, resources.documents)
    }
    return pass.origins[root]
  }

  /// The origin of a place that a pointer from the root of its document leads to.
  mutating func origin(of value: SchemaNode, at pointer: JSONPointer) -> UInt32 {
    var place = Place(schema: value.root, origin: originOfRoot(value), base: ResourceIndex(rawValue: 0))
    let known = pass.origins[value]
    if known != .max { return known }
    for token in pointer.tokens {
      let step = ByteView.with(Array(token.utf8)) { resources.children.child($0, 0, $0.count, of: place.schema) }
      guard let step else { break }
      place = enter(step, of: place)
    }
    return place.origin
  }
}
