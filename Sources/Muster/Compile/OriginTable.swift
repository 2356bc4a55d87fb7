/// The origins of places that references lead to, each made once.
struct OriginTable {
  /// For each document the origin of each value, by its place on the tape.
  private var known: [[UInt32]] = []

  /// The origin of a value; the greatest number if it has none yet.
  @inline(__always)
  subscript(value: SchemaNode) -> UInt32 {
    get { known[Int(value.document)][value.index.rawValue] }
    set { known[Int(value.document)][value.index.rawValue] = newValue }
  }

  /// Makes room for the origins of a document's values.
  mutating func reserve(for document: UInt32, in documents: SchemaDocuments) {
    while known.count <= Int(document) {
      let count = documents.wordCount(of: UInt32(known.count))
      known.append([UInt32](repeating: .max, count: count))
    }
  }
}
