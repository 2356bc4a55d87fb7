/// Where the object shape that is being written has each name.
struct ShapeNames {
  /// For each name of the program the last shape that has it, by its order, and where.
  private var lastShape: [(shape: Int, position: Int)] = []
  /// The order of the shape that is being written.
  private var shape = 0

  /// Begins the next shape, which has no names yet.
  mutating func begin() { shape += 1 }

  /// The position of a name in the shape; `nil` if it is not there.
  func position(of name: UInt32) -> Int? {
    guard Int(name) < lastShape.count, lastShape[Int(name)].shape == shape else { return nil }
    return lastShape[Int(name)].position
  }

  mutating func set(_ position: Int, of name: UInt32) {
    while lastShape.count <= Int(name) { lastShape.append((0, 0)) }
    lastShape[Int(name)] = (shape, position)
  }
}
