/// The way from a document's root to an entry, which is the same in each pass.
struct EntryWay {
  /// The root of its document.
  var root: SchemaNode
  /// How many of its steps are those of the entry before.
  var shared: Int
  /// The others, in order.
  var steps: [SchemaStep]
  /// The entry itself and its resource; `nil` if the way does not lead to a schema.
  var end: (schema: SchemaNode, base: ResourceIndex)?
  var mistake: SchemaError?
}

/// A step from a value to one of its children.
typealias SchemaStep = (value: SchemaNode, key: SchemaNode?)
