extension ForeignParser {
  /// Reads `(?imsx-imsx)`, if it stands here; gives the flags that hold after it.
  mutating func parseFlags() throws(PatternError) -> ForeignFlags? {
    guard peek == "(", peek(ahead: 1) == "?" else { return nil }
    let start = position
    position += 2
    guard let changed = parseFlagLetters(), peek == ")", position > start + 2 else {
      position = start
      return nil
    }
    position += 1
    note(from: start)
    let found = changed.flags
    if try skipInvisible(), let next = peek, ["*", "+", "?"].contains(next) {
      throw error(.nothingToRepeat, at: position, "a quantifier with nothing before it to repeat")
    }
    return found
  }

  /// Reads the letters of flags; `nil` if others than those that all languages read alike are among them.
  private mutating func parseFlagLetters() -> (flags: ForeignFlags, isForeign: Bool)? {
    var changed = flags
    var adding = true
    var isForeign = false
    var seen: Set<Unicode.Scalar> = []
    while let scalar = peek, scalar != ")", scalar != ":" {
      if !seen.insert(scalar).inserted { isForeign = true }
      switch scalar {
      case "-" where adding: adding = false
      case "i": changed.ignoresCase = adding
      case "m": changed.multiline = adding
      case "s": changed.dotAll = adding
      case "x":
        changed.extended = adding
        isForeign = true
      default: return nil
      }
      position += 1
    }
    return (changed, isForeign)
  }

  /// Reads a group, from its opening bracket on.
  mutating func parseGroup(depth: Int) throws(PatternError) -> ForeignNode {
    let start = position
    position += 1
    guard skip("?") else {
      if peek == "*" { throw uncertain(at: start, "not every language has verbs such as (*…)") }
      groupCount += 1
      return try parseBody(depth, from: start, opening: "(", capture: groupCount)
    }
    if skip(":") { return try parseBody(depth, from: start, opening: "(?:", capture: nil) }
    if skip("=") { return try parseLook(depth, from: start, ahead: true, negated: false) }
    if skip("!") { return try parseLook(depth, from: start, ahead: true, negated: true) }
    if skip(text: "<=") { return try parseLook(depth, from: start, ahead: false, negated: false) }
    if skip(text: "<!") { return try parseLook(depth, from: start, ahead: false, negated: true) }
    if skip(">") {
      note(from: start)
      return .atomic(try parseBody(depth, from: start, opening: nil, capture: nil), place: start)
    }
    if skip("|") {
      note(from: start)
      branchReset = branchReset ?? start
      return try parseBody(depth, from: start, opening: "(?:", capture: nil)
    }
    if skip("<") { return try parseNamed(depth, from: start, until: ">", isForeign: false) }
    if skip("'") { return try parseNamed(depth, from: start, until: "'", isForeign: true) }
    if skip(text: "P<") { return try parseNamed(depth, from: start, until: ">", isForeign: true) }
    if skip(text: "P=") {
      let name = try parseName(until: ")", from: start)
      note(from: start)
      return reference(.name(name, place: start))
    }
    return try parseFlagGroup(depth, from: start)
  }

  private mutating func parseFlagGroup(_ depth: Int, from start: Int) throws(PatternError) -> ForeignNode {
    let outer = flags
    guard let found = parseFlagLetters(), peek == ":" else {
      throw uncertain(
        at: start, "not every language has \(written(from: start))\(peek.map { String(Character($0)) } ?? "")")
    }
    position += 1
    if found.isForeign { note(from: start) }
    flags = found.flags
    let opening = flags.opening(inside: outer) ?? "(?:"
    let group = try parseBody(depth, from: start, opening: opening, capture: nil)
    flags = outer
    return group
  }

  /// Reads the body of a group and its closing bracket.
  private mutating func parseBody(
    _ depth: Int, from start: Int, opening: String?, capture: Int?
  ) throws(PatternError) -> ForeignNode {
    let body = try parseDisjunction(depth: depth + 1)
    guard skip(")") else { throw error(.unbalancedGroup, at: start, "a ( without a )") }
    guard let opening else { return body }
    return .group(body, opening: opening, capture: capture)
  }

  private mutating func parseLook(
    _ depth: Int, from start: Int, ahead: Bool, negated: Bool
  ) throws(PatternError) -> ForeignNode {
    lookDepth += 1
    let body = try parseBody(depth, from: start, opening: nil, capture: nil)
    lookDepth -= 1
    return .look(body, PatternLook(ahead: ahead, negated: negated))
  }

  private mutating func parseNamed(
    _ depth: Int, from start: Int, until end: Unicode.Scalar, isForeign: Bool
  ) throws(PatternError) -> ForeignNode {
    let name = try parseName(until: end, from: start)
    groupCount += 1
    let isFirst = namedGroups[name] == nil
    if isFirst { namedGroups[name] = groupCount } else { secondName = secondName ?? start }
    if isForeign || !isFirst { note(from: start) }
    return try parseBody(depth, from: start, opening: isFirst ? "(?<\(name)>" : "(", capture: groupCount)
  }

  /// Reads a name of letters, digits and underscores, and what ends it.
  mutating func parseName(until end: Unicode.Scalar, from start: Int) throws(PatternError) -> String {
    let first = position
    while let scalar = peek, scalar != end {
      let isDigit = ("0"..."9").contains(scalar)
      let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
      guard isLetter || (isDigit && position > first) else {
        throw uncertain(at: start, "not every language has a group of such a name")
      }
      position += 1
    }
    let name = written(from: first)
    guard !name.isEmpty, skip(end) else {
      throw error(.invalidGroupName, at: start, "a group's name must be an identifier")
    }
    return name
  }

  mutating func reference(_ reference: ForeignReference) -> ForeignNode {
    references.append(reference)
    return .reference(references.count - 1)
  }
}
