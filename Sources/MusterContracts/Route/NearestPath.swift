import Muster

/// The documented path that was probably meant: the one with the fewest segments to change.
enum NearestPath {
  /// A template beside the base path of its server.
  struct Candidate {
    let path: String
    /// The base path; `nil` if no server is documented, so that there may be any.
    let base: [SegmentPattern]?
    let segments: [SegmentPattern]
  }

  /// How many templates are looked at.
  static let limit = 1_000
  /// How many segments of a path are looked at.
  private static let segmentLimit = 64

  /// The nearest template; `nil` if none is near enough to be a slip.
  ///
  /// A path is near a template if a segment is nearly its literal, or if all but one segment are right. A template that
  /// shares no literal segment with the path is never near: nothing but the number of segments would speak for it.
  ///
  /// - Complexity: O(*candidates*), of which 1,000 are looked at.
  static func of(_ path: [String?], among candidates: some Sequence<Candidate>) -> String? {
    guard path.count <= segmentLimit else { return nil }
    var best: (path: String, cost: Int)?
    for candidate in candidates.prefix(limit) {
      let template = candidate.segments
      var costs = [cost(path, template)]
      if let base = candidate.base {
        if !base.isEmpty, path.count > base.count, zip(base, path).allSatisfy({ $0.admits($1) }) {
          costs.append(cost(path.dropFirst(base.count), template, isBaseShared: base.contains { $0.isLiteral }))
        }
      } else if path.count > template.count {
        costs.append(cost(path.suffix(template.count), template).map { $0 + 1 })
      }
      guard let cost = costs.compactMap({ $0 }).min(), cost < best?.cost ?? .max else { continue }
      best = (candidate.path, cost)
    }
    return best?.path
  }

  private static func cost(
    _ path: some Collection<String?>, _ template: [SegmentPattern], isBaseShared: Bool = false
  ) -> Int? {
    var path = Array(path)[...]
    // A slash too many at the end is a slip of its own.
    var cost = 0
    if path.count == template.count + 1, path.last == "" {
      path = path.dropLast()
      cost = 1
    }
    guard abs(path.count - template.count) <= 1 else { return nil }
    guard path.count == template.count else { return costOfLengths(path, template) }
    var (shared, near, wrong) = (0, 0, 0)
    for (segment, expected) in zip(path, template) {
      if expected.admits(segment) {
        if expected.isLiteral, segment?.isEmpty == false { shared += 1 }
        continue
      }
      if case .mixed = expected, segment?.isEmpty == false {
        near += 1
        continue
      }
      guard case .literal(let literal) = expected, let segment else { return nil }
      let isNear = NearestName.of(segment, among: [String(decoding: literal, as: UTF8.self)]) != nil
      if isNear { near += 1 } else { wrong += 1 }
    }
    // One segment may be another one altogether, if nothing else is wrong and two say that this is the path.
    if wrong > 0 { guard wrong == 1, near == 0, shared >= 2 else { return nil } }
    guard shared > 0 || (isBaseShared && near == 1) else { return nil }
    return cost + near + wrong * 4
  }

  /// The cost if one segment is missing or too many.
  private static func costOfLengths(_ path: ArraySlice<String?>, _ template: [SegmentPattern]) -> Int? {
    let isLonger = path.count > template.count
    let short = isLonger ? template.count : path.count
    guard short >= 2 else { return nil }
    let path = Array(path)
    for left in 0...short {
      var shared = 0
      let fits = (0..<short).allSatisfy { index in
        let segment = path[isLonger && index >= left ? index + 1 : index]
        let expected = template[!isLonger && index >= left ? index + 1 : index]
        if expected.isLiteral, segment?.isEmpty == false { shared += 1 }
        return expected.admits(segment)
      }
      // A literal that is missing is made up for by two that are there.
      let isLiteralMissing = !isLonger && template[left].isLiteral
      if fits, shared >= (isLiteralMissing ? 2 : 1) { return 3 }
    }
    return nil
  }
}
