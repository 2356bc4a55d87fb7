/// Object shapes and the hash tables of their names.
extension ProgramBuilder {
  /// Adds an object shape with its names, by their numbers, and their hash table.
  mutating func addShape(
    _ shape: ObjectShape, properties entries: [(name: UInt32, entry: PropertyEntry)],
    origins: ProgramOrigins.ShapeOrigins
  ) -> UInt32 {
    var shape = shape
    shape.propertyStart = UInt32(properties.count)
    shape.propertyCount = UInt32(entries.count)
    shape.slotStart = UInt32(slots.count)
    var size = 4
    while size < entries.count * 2 { size *= 2 }
    shape.slotMask = UInt32(size - 1)
    let start = slots.count
    slots.append(contentsOf: repeatElement(0, count: size))
    for (position, (number, entry)) in entries.enumerated() {
      let name = names.entries[Int(number)]
      let length = Int(name.length)
      var entry = entry
      entry.nameStart = name.start
      entry.nameLength = name.length
      let suffix = ByteView.with(names.bytes) { bytes in
        entry.prefix = bytes.prefix(at: Int(name.start), length: length)
        return length > 8 ? bytes.word(at: Int(name.start) + length - 8) : 0
      }
      let hash = NameHash.of(prefix: entry.prefix, suffix: suffix, length: length)
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while slots[start + slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[start + slot] = UInt16(truncatingIfNeeded: position + 1)
      properties.append(entry)
    }
    shapes.append(shape)
    shapeOrigins.append(origins)
    return UInt32(shapes.count - 1)
  }
}
