/// A pattern of the program, and the block for members whose names it matches.
struct PatternBlock {
  var pattern: UInt32
  var entry: EntryIndex
}

extension PlanTable where Index == OperandIndex, Element == UInt32 {
  /// Appends the patterns of a shape and returns the index of the first one.
  mutating func append(_ patterns: [PatternBlock]) -> OperandIndex {
    append(contentsOf: patterns.flatMap { [$0.pattern, $0.entry.rawValue] })
  }

  /// The patterns of a shape.
  func patterns(of shape: PlanShape) -> [PatternBlock] {
    (0..<shape.patternCount).map { pair in
      PatternBlock(
        pattern: self[shape.patternStart &+ pair * 2], entry: EntryIndex(self[shape.patternStart &+ (pair * 2 + 1)]))
    }
  }
}
