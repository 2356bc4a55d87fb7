import Muster

/// The documented path that was probably meant: the one with the fewest segments to change.
enum NearestPath {
  /// How many templates are looked at.
  private static let limit = 1_000

  /// The nearest template; `nil` where none is near enough to be a slip.
  ///
  /// A segment is near where it is nearly a template's literal, and a path where all but one segment are right.
  static func of(
    _ path: [String?], among templates: [(path: String, base: [PathSegment], segments: [PathSegment])]
  ) -> String? {
    var best: (path: String, cost: Int)?
    for template in templates.prefix(limit) {
      let bases = template.base.isEmpty ? [[]] : [template.base, []]
      for base in bases {
        let segments = base + template.segments
        // Where no base path is known, there may be one before the rest.
        let isLonger = template.base.isEmpty && path.count > segments.count
        let costs = [cost(path, segments), isLonger ? cost(path.suffix(segments.count), segments).map { $0 + 1 } : nil]
        guard let cost = costs.compactMap({ $0 }).min(), cost < best?.cost ?? .max else { continue }
        best = (template.path, cost)
      }
    }
    return best?.path
  }

  private static func cost(_ path: some Collection<String?>, _ template: [PathSegment]) -> Int? {
    var path = Array(path)[...]
    // A slash too many at the end is a slip of its own.
    var cost = 0
    if path.count == template.count + 1, path.last == "" {
      path = path.dropLast()
      cost = 1
    }
    let literals = template.count(where: \.isLiteral)
    guard literals > 0, abs(path.count - template.count) <= 1 else { return nil }
    guard path.count == template.count else { return costOfLengths(path, template) }
    var wrong = 0
    for (segment, expected) in zip(path, template) where !expected.admits(segment) {
      guard case .literal(let literal) = expected, let segment else { return nil }
      if NearestName.of(segment, among: [literal]) != nil { cost += 1 } else { wrong += 1 }
    }
    guard wrong == 0 || (wrong == 1 && literals >= 3) else { return nil }
    return cost + wrong * 4
  }

  /// The cost where one segment is missing or too many.
  private static func costOfLengths(_ path: ArraySlice<String?>, _ template: [PathSegment]) -> Int? {
    let isLonger = path.count > template.count
    let short = isLonger ? template.count : path.count
    guard short >= 2 else { return nil }
    for left in 0...short {
      let path = Array(path)
      var literals = 0
      let fits = (0..<short).allSatisfy { index in
        let pathIndex = isLonger && index >= left ? index + 1 : index
        let templateIndex = !isLonger && index >= left ? index + 1 : index
        if template[templateIndex].isLiteral { literals += 1 }
        return template[templateIndex].admits(path[pathIndex])
      }
      // A literal that is missing is made up for by two that are there.
      let isLiteralMissing = !isLonger && template[left].isLiteral
      guard literals >= (isLiteralMissing ? 2 : 1) else { continue }
      if fits { return 3 }
    }
    return nil
  }
}
