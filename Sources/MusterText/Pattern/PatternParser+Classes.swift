extension PatternParser {
  /// One end of a possible range: a code point, or a class escape that can be no end.
  private enum ClassAtom {
    case codePoint(UInt32)
    case set(CodePointSet)

    var ranges: [CodePointRange] {
      switch self {
      case .codePoint(let codePoint): [CodePointRange(lower: codePoint, upper: codePoint)]
      case .set(let set): set.ranges
      }
    }
  }

  /// How many ranges may gather before those that overlap are made one.
  private static let mostRanges = 50_000

  /// Reads a class after its `[`. (ECMA-262, `CharacterClass`)
  mutating func parseClass(start: Int) throws(PatternError) -> CodePointSet {
    let negated = skip("^")
    var ranges: [CodePointRange] = []
    while !skip("]") {
      if ranges.count > Self.mostRanges {
        ranges = CodePointSet(ranges).ranges
      }
      let place = position
      let first = try parseClassAtom(start: start)
      // A dash before the closing bracket is a member, not a range.
      guard peek == "-", let next = peek(ahead: 1), next != "]" else {
        ranges += first.ranges
        continue
      }
      position += 1
      let last = try parseClassAtom(start: start)
      guard case .codePoint(let lower) = first, case .codePoint(let upper) = last else {
        guard isLegacy else { throw error(.invalidRange, at: place, "a class cannot be an end of a range") }
        // The dash is a member then. (ECMA-262, B.1.2.7, `CharacterRangeOrUnion`)
        ranges += first.ranges + last.ranges + [CodePointRange(lower: 0x2D, upper: 0x2D)]
        continue
      }
      guard lower <= upper else {
        throw error(.invalidRange, at: place, "the range runs backwards")
      }
      ranges.append(CodePointRange(lower: lower, upper: upper))
    }
    var set = CodePointSet(ranges)
    if flags.ignoresCase {
      set = closing(set)
    }
    return negated ? set.complement : set
  }

  private mutating func parseClassAtom(start: Int) throws(PatternError) -> ClassAtom {
    guard let scalar = peek else {
      throw error(.unterminatedClass, at: start, "a [ without a ]")
    }
    let place = position
    position += 1
    guard scalar == "\\" else { return .codePoint(scalar.value) }
    switch peek {
    case "b":
      position += 1
      return .codePoint(0x08)
    case "-":
      position += 1
      return .codePoint(0x2D)
    default:
      if let set = try parseClassEscape(start: place) {
        return .set(set)
      }
      return .codePoint(try parseCharacterEscape(start: place))
    }
  }
}
