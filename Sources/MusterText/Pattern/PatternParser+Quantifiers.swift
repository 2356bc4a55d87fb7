extension PatternParser {
  /// Reads the quantifier after an atom, if there is one. (ECMA-262, `Quantifier`)
  mutating func parseQuantifier(of atom: PatternNode, groups: Range<Int>) throws(PatternError) -> PatternNode {
    let offset = currentOffset
    let minimum: Int
    let maximum: Int?
    switch peek {
    case "*":
      (minimum, maximum) = (0, nil)
      position += 1
    case "+":
      (minimum, maximum) = (1, nil)
      position += 1
    case "?":
      (minimum, maximum) = (0, 1)
      position += 1
    case "{" where !isLegacy || isBounds(at: position):
      (minimum, maximum) = try parseBounds()
    default:
      return atom
    }
    let greedy = !skip("?")
    let repeats = PatternRepeat(
      minimum: minimum, maximum: maximum, greedy: greedy, groups: groups, offset: offset)
    return .repeated(atom, repeats)
  }

  /// Whether `{n}`, `{n,}` or `{n,m}` stands somewhere. (ECMA-262, `InvalidBracedQuantifier`)
  func isBounds(at place: Int) -> Bool {
    var rest = self
    rest.position = place
    guard rest.skip("{"), rest.parseNumber() != nil else { return false }
    if rest.skip(",") { _ = rest.parseNumber() }
    return rest.skip("}")
  }

  private mutating func parseBounds() throws(PatternError) -> (Int, Int?) {
    let start = position
    position += 1
    guard let minimum = parseNumber() else {
      throw error(.invalidQuantifier, at: start, "a { must be written \\{, or be {n}, {n,} or {n,m}")
    }
    var maximum: Int? = minimum
    if skip(",") {
      maximum = parseNumber()
    }
    guard skip("}") else {
      throw error(.invalidQuantifier, at: start, "a { must be written \\{, or be {n}, {n,} or {n,m}")
    }
    if let maximum, maximum < minimum {
      throw error(.invalidQuantifier, at: start, "the bounds are out of order")
    }
    return (minimum, maximum)
  }

  /// Reads a decimal number; one too large to count stays at the largest that can be.
  mutating func parseNumber() -> Int? {
    var value: Int?
    while let scalar = peek, ("0"..."9").contains(scalar) {
      let digit = Int(scalar.value) - 0x30
      let (product, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
      value = overflow || product > Int.max - digit ? Int.max : product + digit
      position += 1
    }
    return value
  }
}
