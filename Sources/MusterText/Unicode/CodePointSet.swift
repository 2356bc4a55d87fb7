/// A closed range of code points.
struct CodePointRange: Hashable, Sendable {
  var lower: UInt32
  var upper: UInt32
}

/// A set of code points, surrogates included, as sorted ranges that neither overlap nor touch.
struct CodePointSet: Hashable, Sendable {
  static let last: UInt32 = 0x10FFFF
  static let everything = CodePointSet([CodePointRange(lower: 0, upper: last)])

  private(set) var ranges: [CodePointRange]

  init() {
    ranges = []
  }

  /// Makes a set from ranges in any order.
  init(_ unordered: [CodePointRange]) {
    ranges = []
    ranges.reserveCapacity(unordered.count)
    for range in unordered.sorted(by: { ($0.lower, $0.upper) < ($1.lower, $1.upper) }) {
      append(range)
    }
  }

  init(_ codePoint: UInt32) {
    ranges = [CodePointRange(lower: codePoint, upper: codePoint)]
  }

  init(_ lower: UInt32, _ upper: UInt32) {
    ranges = [CodePointRange(lower: lower, upper: upper)]
  }

  var isEmpty: Bool { ranges.isEmpty }

  /// Adds a range that starts no earlier than the last one does.
  private mutating func append(_ range: CodePointRange) {
    if let end = ranges.last, range.lower <= end.upper &+ 1 {
      if range.upper > end.upper {
        ranges[ranges.count - 1].upper = range.upper
      }
    } else {
      ranges.append(range)
    }
  }

  func union(_ other: CodePointSet) -> CodePointSet {
    if ranges.isEmpty { return other }
    if other.ranges.isEmpty { return self }
    return CodePointSet(ranges + other.ranges)
  }

  var complement: CodePointSet {
    var result = CodePointSet()
    var next: UInt32 = 0
    for range in ranges {
      if range.lower > next {
        result.ranges.append(CodePointRange(lower: next, upper: range.lower - 1))
      }
      next = range.upper + 1
    }
    if next <= Self.last {
      result.ranges.append(CodePointRange(lower: next, upper: Self.last))
    }
    return result
  }

  func isDisjoint(with other: CodePointSet) -> Bool {
    var left = 0
    var right = 0
    while left < ranges.count, right < other.ranges.count {
      if ranges[left].upper < other.ranges[right].lower {
        left += 1
      } else if other.ranges[right].upper < ranges[left].lower {
        right += 1
      } else {
        return false
      }
    }
    return true
  }

  /// Whether the set has the code point.
  ///
  /// - Complexity: O(log *n*) for *n* ranges.
  func contains(_ codePoint: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = low + (high - low) / 2
      if ranges[middle].upper < codePoint {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < ranges.count && ranges[low].lower <= codePoint
  }
}
