/// Object shapes and the order of their names.
extension ProgramBuilder {
  /// Adds an object shape with its names, by their numbers.
  mutating func addShape(
    _ shape: ObjectShape, properties entries: [(name: UInt32, entry: PropertyEntry)],
    origins: ProgramOrigins.ShapeOrigins
  ) -> UInt32 {
    var shape = shape
    shape.propertyStart = UInt32(properties.count)
    shape.propertyCount = UInt32(entries.count)
    for (number, entry) in entries {
      let name = names.entries[Int(number)]
      var entry = entry
      entry.nameStart = name.start
      entry.nameLength = name.length
      entry.prefix = ByteView.with(names.bytes) { $0.prefix(at: Int(name.start), length: Int(name.length)) }
      properties.append(entry)
    }
    sortProperties(of: shape)
    shapes.append(shape)
    shapeOrigins.append(origins)
    return UInt32(shapes.count - 1)
  }

  /// Notes for each property of a shape which of them is at its place in the order of names.
  private mutating func sortProperties(of shape: ObjectShape) {
    let start = Int(shape.propertyStart)
    // Copied, so that the list of all is not when they are written.
    let own = Array(properties[start..<start + Int(shape.propertyCount)])
    let sorted = ByteView.with(names.bytes) { text in
      own.indices.sorted { left, right in
        let name = own[left]
        return NameOrder.compare(
          name.prefix, text, from: Int(name.nameStart), count: Int(name.nameLength), with: own[right], in: text) < 0
      }
    }
    for (place, index) in sorted.enumerated() {
      properties[start + place].sorted = UInt16(truncatingIfNeeded: index)
    }
  }
}
