/// Reads a pattern by a grammar that has the constructs of several languages.
///
/// Each method reads one production and leaves `position` after it. What was read is kept in the form of ECMA-262, so
/// that only groups and repeats are left to be decided about.
struct ForeignParser {
  private let scalars: [Unicode.Scalar]
  private let offsets: [Int]
  /// Where the pattern ends; before the closing slash of a literal.
  private let end: Int
  let limits: PatternLimits
  var position: Int
  /// The flags in force, and those that the translation has at the same place without being told.
  var flags = ForeignFlags()
  private let outermost = ForeignFlags()
  private(set) var constructs: [ForeignPattern.Construct] = []
  private var knownConstructs: Set<String> = []
  /// What is shared with ECMA-262, and read in different ways elsewhere: it counts only in a pattern that is translated.
  private(set) var doubts: [PatternError] = []
  var groupCount = 0
  /// The number of the first group of each name.
  var namedGroups: [String: Int] = [:]
  /// Where a name is given to a second group.
  var secondName: Int?
  /// Where groups of different alternatives share their numbers.
  var branchReset: Int?
  var references: [ForeignReference] = []
  /// How many look-arounds are open.
  var lookDepth = 0
  /// What looking for the ends of nested classes may still cost.
  var searchBudget: Int

  private static let mostConstructs = 12
  private static let longestConstruct = 24

  init(_ source: String, literal: ForeignLiteral?, limits: PatternLimits) {
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
    position = literal?.body.lowerBound ?? 0
    end = literal?.body.upperBound ?? scalars.count
    searchBudget = 4 * scalars.count
    if let literal {
      flags = literal.flags
      let written = "/…/" + String(String.UnicodeScalarView(scalars[(literal.body.upperBound + 1)...]))
      constructs.append(ForeignPattern.Construct(text: written, offset: 0))
    }
  }

  // MARK: Reading

  var peek: Unicode.Scalar? { position < end ? scalars[position] : nil }

  func peek(ahead count: Int) -> Unicode.Scalar? { position + count < end ? scalars[position + count] : nil }

  func scalar(at place: Int) -> Unicode.Scalar? { place < end ? scalars[place] : nil }

  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    position += 1
    return true
  }

  /// Skips a whole text, or nothing.
  mutating func skip(text: String) -> Bool {
    var place = position
    for scalar in text.unicodeScalars {
      guard place < end, scalars[place] == scalar else { return false }
      place += 1
    }
    position = place
    return true
  }

  /// What is written from some place up to here.
  func written(from start: Int) -> String {
    String(String.UnicodeScalarView(scalars[start..<Swift.max(start, position)]))
  }

  func error(_ code: PatternError.Code, at place: Int, _ detail: String) -> PatternError {
    PatternError(code: code, offset: offsets[Swift.min(place, offsets.count - 1)], detail: detail)
  }

  func uncertain(at place: Int, _ detail: String) -> PatternError { error(.uncertainMeaning, at: place, detail) }

  /// Takes in that a construct of another language was read, from some place up to here.
  mutating func note(from start: Int) {
    guard constructs.count < Self.mostConstructs else { return }
    var text = written(from: start)
    if text.unicodeScalars.count > Self.longestConstruct {
      text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.longestConstruct))) + "…"
    }
    guard knownConstructs.insert(text).inserted else { return }
    constructs.append(ForeignPattern.Construct(text: text, offset: offsets[start]))
  }

  /// Takes in that something would be uncertain in a pattern that has constructs of other languages.
  mutating func doubt(at place: Int, _ detail: String) {
    if doubts.isEmpty { doubts.append(uncertain(at: place, detail)) }
  }

  // MARK: Productions

  mutating func parse() throws(PatternError) -> ForeignNode {
    guard let length = offsets.last, length <= limits.sourceBytes else {
      throw error(.tooLarge, at: 0, "the pattern is longer than \(limits.sourceBytes) bytes")
    }
    let own = flags
    let root = try parseDisjunction(depth: 0)
    guard position == end else { throw error(.unbalancedGroup, at: position, "a ) without a (") }
    try resolveReferences()
    guard let opening = own.opening(inside: outermost) else { return root }
    return .group(root, opening: opening, capture: nil)
  }

  /// Tells references from octal numbers, now that the number of groups is known.
  private mutating func resolveReferences() throws(PatternError) {
    for (index, reference) in references.enumerated() {
      guard case .number(let number, let octal, let place) = reference, number > groupCount else { continue }
      guard let octal, groupCount == 0 else {
        if number > 9 { throw uncertain(at: place, "languages differ on whether this is an octal number") }
        throw error(.unknownGroup, at: place, "there is no group \(number)")
      }
      references[index] = .character(octal)
      position = place + 4
      note(from: place)
    }
  }

  /// Terms between two changes of the flags.
  private struct Segment {
    var flags: ForeignFlags
    var terms: [ForeignNode] = []

    func node(inside outer: ForeignFlags) -> ForeignNode {
      let body: ForeignNode = terms.count == 1 ? terms[0] : .sequence(terms)
      guard !terms.isEmpty, let opening = flags.opening(inside: outer) else { return body }
      return .group(body, opening: opening, capture: nil)
    }
  }

  mutating func parseDisjunction(depth: Int) throws(PatternError) -> ForeignNode {
    guard depth <= limits.nestingDepth else {
      throw error(.tooDeep, at: position, "groups nest deeper than \(limits.nestingDepth)")
    }
    let outer = flags
    try parseFlagChanges()
    // Flags at the start of a group hold in all of it: one group does for all alternatives.
    let whole = flags
    var alternatives: [ForeignNode] = []
    var changed: Int?
    repeat {
      if let changed {
        throw uncertain(at: changed, "languages differ on how far flags reach that stand before a |")
      }
      var segments = [Segment(flags: flags)]
      while try skipInvisible(), let scalar = peek, scalar != "|", scalar != ")" {
        let start = position
        if let found = try parseFlags() {
          flags = found
          if segments.allSatisfy(\.terms.isEmpty) { segments.removeAll() } else { changed = start }
          segments.append(Segment(flags: flags))
          continue
        }
        segments[segments.count - 1].terms.append(try parseTerm(depth: depth))
      }
      let nodes = segments.map { $0.node(inside: whole) }
      alternatives.append(nodes.count == 1 ? nodes[0] : .sequence(nodes))
    } while skip("|")
    flags = outer
    let body = alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
    guard let opening = whole.opening(inside: outer) else { return body }
    return .group(body, opening: opening, capture: nil)
  }

  private mutating func parseFlagChanges() throws(PatternError) {
    while try skipInvisible(), let found = try parseFlags() { flags = found }
  }

  /// Skips comments and, under the flag `x`, white space.
  ///
  /// - Returns: true, to be asked before what follows is looked at.
  @discardableResult
  mutating func skipInvisible() throws(PatternError) -> Bool {
    while let scalar = peek {
      if scalar == "(", peek(ahead: 1) == "?", peek(ahead: 2) == "#" {
        try skipComment()
      } else if flags.extended, scalar == "#" {
        while let skipped = peek, skipped != "\n" {
          guard !["\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(skipped) else {
            throw uncertain(at: position, "languages differ on where a comment ends")
          }
          position += 1
        }
      } else if flags.extended, [" ", "\t", "\n", "\r", "\u{B}", "\u{C}"].contains(scalar) {
        position += 1
      } else {
        return true
      }
    }
    return true
  }

  private mutating func skipComment() throws(PatternError) {
    let start = position
    position += 3
    while let scalar = peek, scalar != ")" {
      guard scalar != "\\" else { throw uncertain(at: start, "languages differ on where a comment with a \\ ends") }
      position += 1
    }
    guard skip(")") else { throw error(.unbalancedGroup, at: start, "a ( without a )") }
    note(from: start)
  }

  private mutating func parseTerm(depth: Int) throws(PatternError) -> ForeignNode {
    let start = position
    guard let scalar = peek else { return .empty }
    switch scalar {
    case "^", "$":
      position += 1
      return try parseQuantifier(of: .assertion(.shared(String(Character(scalar))), flags))
    case "(": return try parseQuantifier(of: try parseGroup(depth: depth))
    case "[": return try parseQuantifier(of: .atom(try parseClass(), flags))
    case "\\": return try parseEscape()
    case ".":
      position += 1
      return try parseQuantifier(of: .atom(".", flags))
    case "*", "+", "?":
      throw error(.nothingToRepeat, at: start, "a quantifier with nothing before it to repeat")
    case "{":
      if try parseBounds() != nil {
        throw error(.nothingToRepeat, at: start, "a quantifier with nothing before it to repeat")
      }
      fallthrough
    default:
      position += 1
      return try parseQuantifier(of: .atom(ForeignText.literal(scalar.value), flags))
    }
  }

  // MARK: Quantifiers

  /// Reads the quantifier after a term, if there is one.
  mutating func parseQuantifier(of node: ForeignNode) throws(PatternError) -> ForeignNode {
    try skipInvisible()
    guard var repeats = try parseRepeat() else { return node }
    switch node {
    case .empty, .assertion, .look:
      throw uncertain(at: repeats.place, "languages differ on repeating what has no length")
    default: break
    }
    if skip("?") {
      repeats.preference = .lazy
    } else if skip("+") {
      repeats.preference = .possessive
      note(from: repeats.place)
    }
    try skipInvisible()
    let next = position
    if let scalar = peek, ["*", "+", "?"].contains(scalar) {
      throw error(.nothingToRepeat, at: next, "a quantifier with nothing before it to repeat")
    }
    if try parseRepeat() != nil { throw uncertain(at: next, "languages differ on a quantifier of a quantifier") }
    return .repeated(node, repeats)
  }

  private mutating func parseRepeat() throws(PatternError) -> ForeignRepeat? {
    let start = position
    switch peek {
    case "*":
      position += 1
      return ForeignRepeat(minimum: 0, maximum: nil, text: "*", place: start)
    case "+":
      position += 1
      return ForeignRepeat(minimum: 1, maximum: nil, text: "+", place: start)
    case "?":
      position += 1
      return ForeignRepeat(minimum: 0, maximum: 1, text: "?", place: start)
    case "{": return try parseBounds()
    default: return nil
    }
  }

  /// Reads `{n}`, `{n,}` or `{n,m}`; nothing if the brace is only a character.
  private mutating func parseBounds() throws(PatternError) -> ForeignRepeat? {
    let start = position
    position += 1
    var hasSpace = skipSpaces()
    let minimum = parseNumber()
    hasSpace = skipSpaces() || hasSpace
    let hasComma = skip(",")
    hasSpace = skipSpaces() || hasSpace
    let maximum = hasComma ? parseNumber() : minimum
    hasSpace = skipSpaces() || hasSpace
    guard skip("}"), minimum != nil || maximum != nil else {
      position = start
      return nil
    }
    guard let minimum, !hasSpace else {
      throw uncertain(at: start, "\(written(from: start)) is a quantifier in some languages and text in others")
    }
    if let maximum, maximum < minimum { throw error(.invalidQuantifier, at: start, "the bounds are out of order") }
    return ForeignRepeat(minimum: minimum, maximum: maximum, text: written(from: start), place: start)
  }

  private mutating func skipSpaces() -> Bool {
    let start = position
    while peek == " " { position += 1 }
    return position > start
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
