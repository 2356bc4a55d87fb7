/// Reads a pattern by the grammar of ECMA-262, 16th edition (2025), section 22.2.1, with the parameter `UnicodeMode`; or by
/// the one without it, with the additions of section B.1.2.
///
/// Each method reads one production and leaves `position` after it.
struct PatternParser {
  /// The flags a group `(?ims-ims:…)` switches.
  struct Flags {
    var ignoresCase = false
    var multiline = false
    var dotAll = false
  }

  /// One alternative of one disjunction, on the way from the root to the place being read.
  struct Branch: Equatable {
    var disjunction: Int
    var alternative: Int
  }

  struct NamedGroup {
    var index: Int
    var path: [Branch]
  }

  struct PendingReference {
    var target: Target
    var offset: Int
    var ignoresCase: Bool

    enum Target {
      case number(Int)
      case name(String)
    }
  }

  let scalars: [Unicode.Scalar]
  private let offsets: [Int]
  private let limits: PatternLimits
  /// Whether what the flag `u` forbids and no other language reads differently is read as without that flag.
  let isLegacy: Bool
  var position = 0
  var flags = Flags()
  var groupCount = 0
  var hasLook = false
  var namedGroups: [String: [NamedGroup]] = [:]
  var references: [PendingReference] = []
  private var path: [Branch] = []
  private var disjunctionCount = 0
  private var sets: [CodePointSet] = []
  private var setIndices: [CodePointSet: Int] = [:]
  private var closedSets: [CodePointSet: CodePointSet] = [:]
  var properties: [String: CodePointSet] = [:]

  init(_ source: String, limits: PatternLimits, isLegacy: Bool = false) {
    self.isLegacy = isLegacy
    var scalars: [Unicode.Scalar] = []
    var offsets: [Int] = []
    var offset = 0
    for scalar in source.unicodeScalars {
      scalars.append(scalar)
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
    self.scalars = scalars
    self.offsets = offsets
    self.limits = limits
  }

  // MARK: Reading

  var peek: Unicode.Scalar? {
    position < scalars.count ? scalars[position] : nil
  }

  func peek(ahead count: Int) -> Unicode.Scalar? {
    position + count < scalars.count ? scalars[position + count] : nil
  }

  /// Where reading has come to, in bytes.
  var currentOffset: Int { offsets[position] }

  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    position += 1
    return true
  }

  func error(_ code: PatternError.Code, at place: Int? = nil, _ detail: String) -> PatternError {
    let index = Swift.min(place ?? position, offsets.count - 1)
    return PatternError(code: code, offset: index >= 0 ? offsets[index] : 0, detail: detail)
  }

  mutating func node(for set: CodePointSet) -> PatternNode {
    if let index = setIndices[set] {
      return .set(index)
    }
    sets.append(set)
    setIndices[set] = sets.count - 1
    return .set(sets.count - 1)
  }

  // MARK: Productions

  mutating func parse() throws(PatternError) -> PatternSyntax {
    if let length = offsets.last, length > limits.sourceBytes {
      throw error(.tooLarge, at: 0, "the pattern is longer than \(limits.sourceBytes) bytes")
    }
    let root = try parseDisjunction(depth: 0)
    guard position == scalars.count else {
      throw error(.unbalancedGroup, "a ) without a (")
    }
    return PatternSyntax(
      root: root,
      sets: sets,
      references: try resolveReferences(),
      groupCount: groupCount,
      hasLook: hasLook
    )
  }

  private func resolveReferences() throws(PatternError) -> [PatternReference] {
    var resolved: [PatternReference] = []
    for reference in references {
      switch reference.target {
      case .number(let number):
        guard number <= groupCount else {
          throw PatternError(code: .unknownGroup, offset: reference.offset, detail: "there is no group \(number)")
        }
        resolved.append(PatternReference(groups: [number], ignoresCase: reference.ignoresCase))
      case .name(let name):
        guard let groups = namedGroups[name] else {
          throw PatternError(code: .unknownGroup, offset: reference.offset, detail: "there is no group named \(name)")
        }
        resolved.append(PatternReference(groups: groups.map(\.index), ignoresCase: reference.ignoresCase))
      }
    }
    return resolved
  }

  private mutating func parseDisjunction(depth: Int) throws(PatternError) -> PatternNode {
    guard depth <= limits.nestingDepth else {
      throw error(.tooDeep, "groups nest deeper than \(limits.nestingDepth)")
    }
    let disjunction = disjunctionCount
    disjunctionCount += 1
    var alternative = 0
    var alternatives: [PatternNode] = []
    repeat {
      path.append(Branch(disjunction: disjunction, alternative: alternative))
      alternatives.append(try parseAlternative(depth: depth))
      _ = path.popLast()
      alternative += 1
    } while skip("|")
    if alternatives.count == 1 { return alternatives[0] }
    return setOfAlternatives(alternatives) ?? .choice(alternatives)
  }

  /// The set that alternatives of one code point each are together: `.|\n`.
  private mutating func setOfAlternatives(_ alternatives: [PatternNode]) -> PatternNode? {
    var ranges: [CodePointRange] = []
    for alternative in alternatives {
      guard case .set(let index) = alternative else { return nil }
      ranges += sets[index].ranges
    }
    return node(for: CodePointSet(ranges))
  }

  private mutating func parseAlternative(depth: Int) throws(PatternError) -> PatternNode {
    var terms: [PatternNode] = []
    while let scalar = peek, scalar != "|", scalar != ")" {
      let firstGroup = groupCount + 1
      if let assertion = try parseAssertion(depth: depth) {
        terms.append(assertion)
      } else {
        let atom = try parseAtom(depth: depth)
        terms.append(try parseQuantifier(of: atom, groups: firstGroup..<(groupCount + 1)))
      }
    }
    switch terms.count {
    case 0: return .empty
    case 1: return terms[0]
    default: return .sequence(terms)
    }
  }

  /// Reads an assertion, if one starts here.
  ///
  /// With `u` none of them takes a quantifier.
  private mutating func parseAssertion(depth: Int) throws(PatternError) -> PatternNode? {
    switch peek {
    case "^":
      position += 1
      return .assertion(flags.multiline ? .lineStart : .textStart)
    case "$":
      position += 1
      return .assertion(flags.multiline ? .lineEnd : .textEnd)
    case "\\" where peek(ahead: 1) == "b":
      position += 2
      return .assertion(.wordBoundary(ignoringCase: flags.ignoresCase))
    case "\\" where peek(ahead: 1) == "B":
      position += 2
      return .assertion(.notWordBoundary(ignoringCase: flags.ignoresCase))
    case "(" where peek(ahead: 1) == "?":
      let start = position
      let behind = peek(ahead: 2) == "<"
      let kind = peek(ahead: behind ? 3 : 2)
      guard kind == "=" || kind == "!" else { return nil }
      position += behind ? 4 : 3
      hasLook = true
      let body = try parseDisjunction(depth: depth + 1)
      try closeGroup(openedAt: start)
      return .look(body, PatternLook(ahead: !behind, negated: kind == "!"))
    default:
      return nil
    }
  }

  private mutating func closeGroup(openedAt start: Int) throws(PatternError) {
    guard skip(")") else {
      throw error(.unbalancedGroup, at: start, "a ( without a )")
    }
  }

  private mutating func parseAtom(depth: Int) throws(PatternError) -> PatternNode {
    let start = position
    guard let scalar = peek else { return .empty }
    position += 1
    switch scalar {
    case ".":
      return node(for: flags.dotAll ? .everything : CodePointSet.lineTerminators.complement)
    case "\\":
      return try parseAtomEscape(start: start)
    case "[":
      return node(for: try parseClass(start: start))
    case "(":
      return try parseGroup(start: start, depth: depth)
    case "{" where isLegacy && !isBounds(at: start):
      return node(for: literal(scalar.value))
    case "*", "+", "?", "{":
      throw error(.nothingToRepeat, at: start, "a quantifier with nothing before it to repeat")
    case "}" where !isLegacy, "]" where !isLegacy:
      throw error(.unexpectedCharacter, at: start, "a lone \(scalar) must be written \\\(scalar)")
    default:
      return node(for: literal(scalar.value))
    }
  }

  /// The set one literal code point stands for under the current flags.
  mutating func literal(_ codePoint: UInt32) -> CodePointSet {
    let set = CodePointSet(codePoint)
    return flags.ignoresCase ? closing(set) : set
  }

  /// Adds what differs from members of a set only in case.
  mutating func closing(_ set: CodePointSet) -> CodePointSet {
    if let known = closedSets[set] { return known }
    let closed = CaseFolding.close(set)
    closedSets[set] = closed
    return closed
  }

  private mutating func parseGroup(start: Int, depth: Int) throws(PatternError) -> PatternNode {
    let outer = flags
    var index: Int?
    if skip("?") {
      if skip("<") {
        groupCount += 1
        index = groupCount
        try declareGroup(named: try parseGroupName(start: start), index: groupCount, start: start)
      } else {
        try parseModifiers(start: start)
      }
    } else {
      groupCount += 1
      index = groupCount
    }
    let body = try parseDisjunction(depth: depth + 1)
    try closeGroup(openedAt: start)
    flags = outer
    guard let index else { return body }
    return .group(body, index: index)
  }

  /// Reads `ims-ims:` after `(?`.
  private mutating func parseModifiers(start: Int) throws(PatternError) {
    var seen: [Unicode.Scalar] = []
    var adding = true
    while let scalar = peek {
      position += 1
      switch scalar {
      case ":":
        guard adding || !seen.isEmpty else {
          throw error(.invalidGroup, at: start, "(?-: switches nothing")
        }
        return
      case "-" where adding:
        adding = false
      case "i", "m", "s":
        guard !seen.contains(scalar) else {
          throw error(.invalidGroup, at: position - 1, "the flag \(scalar) is given twice")
        }
        seen.append(scalar)
        switch scalar {
        case "i": flags.ignoresCase = adding
        case "m": flags.multiline = adding
        default: flags.dotAll = adding
        }
      default:
        throw error(.invalidGroup, at: start, "(? starts no group that ECMA-262 knows")
      }
    }
    throw error(.invalidGroup, at: start, "(? starts no group that ECMA-262 knows")
  }

  /// Two groups may share a name only where no match can go through both: in different alternatives.
  private mutating func declareGroup(named name: String, index: Int, start: Int) throws(PatternError) {
    for other in namedGroups[name, default: []] {
      let fork = zip(other.path, path).first { $0 != $1 }
      guard let fork, fork.0.disjunction == fork.1.disjunction else {
        throw error(.duplicateGroupName, at: start, "there is a group named \(name) already")
      }
    }
    namedGroups[name, default: []].append(NamedGroup(index: index, path: path))
  }
}
