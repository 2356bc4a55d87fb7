extension ForeignParser {
  /// Reads a class from its `[` on; gives it in the form of ECMA-262.
  mutating func parseClass() throws(PatternError) -> String {
    let start = position
    position += 1
    let isNegated = skip("^")
    var members = try parseLeadingBracket(from: start)
    try parseMembers(into: &members, from: start)
    let first = "[" + (isNegated ? "^" : "") + members + "]"
    guard peek == "&" else {
      position += 1
      return first
    }
    guard !isNegated else { throw uncertain(at: start, "languages differ on what a negated intersection is") }
    return try parseIntersection(with: first, from: start)
  }

  /// Reads a `]` that stands first in a class, where it is a member.
  ///
  /// In ECMA-262 it closes the class: `[]` has no member, and `[^]` all.
  private mutating func parseLeadingBracket(from start: Int) throws(PatternError) -> String {
    guard peek == "]" else { return "" }
    var place = position + 1
    while let scalar = scalar(at: place), scalar != "]" {
      try spendSearch(at: start)
      if scalar == "[", self.scalar(at: place + 1) != ":" {
        throw uncertain(at: start, "languages differ on where the class ends")
      }
      place += scalar == "\\" ? 2 : 1
    }
    guard scalar(at: place) != nil else { throw error(.unterminatedClass, at: start, "a [ without a ]") }
    position += 1
    note(from: start)
    return "\\]"
  }

  /// Reads members up to the `]` or `&&[` after them.
  private mutating func parseMembers(into members: inout String, from start: Int) throws(PatternError) {
    while true {
      guard let scalar = peek else { throw error(.unterminatedClass, at: start, "a [ without a ]") }
      if scalar == "]" { return }
      if scalar == "&", peek(ahead: 1) == "&" {
        if peek(ahead: 2) == "[", !members.isEmpty, isNested(at: position + 2) { return }
        doubt(at: position, "&& is an intersection in some languages and text in others")
      }
      let place = position
      let first = try parseMember()
      guard peek == "-", let next = peek(ahead: 1), next != "]" else {
        members += first.text
        continue
      }
      position += 1
      let last = try parseMember()
      if let lower = first.codePoint, let upper = last.codePoint {
        guard lower <= upper else { throw error(.invalidRange, at: place, "the range runs backwards") }
        members += first.text + "-" + last.text
      } else {
        if first.isForeign || last.isForeign {
          throw uncertain(at: place, "languages differ on a range with this end")
        }
        members += first.text + "\\-" + last.text
      }
    }
  }

  private struct Member {
    var text: String
    /// The code point that it is; `nil` for a set.
    var codePoint: UInt32?
    var isForeign = false
  }

  private mutating func parseMember() throws(PatternError) -> Member {
    let start = position
    guard let scalar = peek else { throw error(.unterminatedClass, at: start, "a [ without a ]") }
    switch scalar {
    case "[":
      if let set = try parseNamedSet() { return Member(text: set, isForeign: true) }
      if try closesTwice(at: start) {
        let isSubtracted = self.scalar(at: start - 1) == "-"
        throw uncertain(
          at: start,
          "a class in a class is \(isSubtracted ? "subtracted" : "added") in some languages, and text in others")
      }
    case "\\":
      return try parseEscapedMember()
    case " ", "\t", "\n", "\r", "#":
      if flags.extended { throw uncertain(at: start, "languages differ on white space in a class under the flag x") }
    default:
      break
    }
    position += 1
    return Member(text: ForeignText.member(scalar.value), codePoint: scalar.value)
  }

  private mutating func parseEscapedMember() throws(PatternError) -> Member {
    let start = position
    if peek(ahead: 1) == "Q" {
      position += 2
      note(from: start)
      if flags.extended { throw uncertain(at: start, "languages differ on \\Q under the flag x") }
      var text = ""
      while let scalar = peek, !(scalar == "\\" && peek(ahead: 1) == "E") {
        text += ForeignText.member(scalar.value)
        position += 1
      }
      if peek != nil { position += 2 }
      return Member(text: text, isForeign: true)
    }
    let constructsBefore = constructs.count
    switch try parseCharacter(inClass: true) {
    case .codePoint(let text):
      let set = try? Self.set(ofMembers: text)
      return Member(text: text, codePoint: set?.ranges.first?.lower)
    case .set(let text):
      return Member(text: text, isForeign: constructs.count > constructsBefore)
    case .members(let text, let isNegated):
      guard isNegated else { return Member(text: text, isForeign: true) }
      return Member(text: ForeignText.members(try Self.set(ofMembers: text).complement), isForeign: true)
    }
  }

  /// The code points of a class, given by its members.
  static func set(ofMembers members: String) throws(PatternError) -> CodePointSet {
    try PatternSyntaxSets.set("[\(members)]", ignoringCase: false)
  }

  /// Reads `[:name:]`, if it stands here.
  private mutating func parseNamedSet() throws(PatternError) -> String? {
    let start = position
    guard let mark = peek(ahead: 1), mark == ":" || mark == "." || mark == "=" else { return nil }
    position += 2
    let isNegated = skip("^")
    let first = position
    while let scalar = peek, ("a"..."z").contains(scalar) { position += 1 }
    let name = written(from: first)
    guard !name.isEmpty, skip(mark), skip("]") else {
      position = start
      return nil
    }
    guard mark == ":", let set = ForeignSets.posix(name) else {
      throw uncertain(at: start, "not every language has the class \(written(from: start))")
    }
    note(from: start)
    if isNegated, flags.ignoresCase, name == "upper" || name == "lower" {
      throw uncertain(at: start, "languages differ on this class where case is ignored")
    }
    return ForeignText.members(isNegated ? set.complement : set)
  }

  // MARK: Classes in classes

  /// Takes one step of a search for the end of a class.
  private mutating func spendSearch(at start: Int) throws(PatternError) {
    searchBudget -= 1
    guard searchBudget > 0 else { throw uncertain(at: start, "too many classes seem to stand in classes") }
  }

  /// Whether a `[` inside of a class would begin a class that is closed like the one around it.
  private mutating func closesTwice(at start: Int) throws(PatternError) -> Bool {
    guard scalar(at: start + 1) != "]" else { return false }
    var depth = 1
    var place = start
    while let scalar = scalar(at: place) {
      try spendSearch(at: start)
      switch scalar {
      case "\\": place += 1
      case "[": depth += 1
      case "]":
        depth -= 1
        if depth == 0 { return true }
      default: break
      }
      place += 1
    }
    return false
  }

  /// Whether a class without others in it begins here, and `]` or `&&` follows it.
  private mutating func isNested(at start: Int) -> Bool {
    var place = start + 1
    if scalar(at: place) == "^" { place += 1 }
    let first = place
    while let scalar = scalar(at: place), scalar != "]" {
      searchBudget -= 1
      if scalar == "[" && self.scalar(at: place + 1) != ":" || searchBudget <= 0 { return false }
      place += scalar == "\\" ? 2 : 1
    }
    guard place > first else { return false }
    return scalar(at: place + 1) == "]" || (scalar(at: place + 1) == "&" && scalar(at: place + 2) == "&")
  }

  /// Reads `&&[…]` as often as it stands here, and the end of the class.
  private mutating func parseIntersection(with first: String, from start: Int) throws(PatternError) -> String {
    var set = try PatternSyntaxSets.set(first, ignoringCase: flags.ignoresCase)
    while skip(text: "&&[") {
      note(from: position - 3)
      position -= 1
      let nested = try parseClass()
      let other = try PatternSyntaxSets.set(nested, ignoringCase: flags.ignoresCase)
      set = set.complement.union(other.complement).complement
      searchBudget -= set.ranges.count
      guard searchBudget > -100_000 else { throw error(.tooLarge, at: start, "the pattern has too many classes") }
    }
    guard skip("]") else { throw uncertain(at: start, "languages differ on what && means here") }
    return "[" + ForeignText.members(set) + "]"
  }
}

/// The sets that ECMA-262 gives to classes and escapes.
enum PatternSyntaxSets {
  /// The code points that an atom of one code point stands for.
  static func set(_ atom: String, ignoringCase: Bool, dotAll: Bool = false) throws(PatternError) -> CodePointSet {
    var parser = PatternParser(atom, limits: PatternLimits(sourceBytes: .max))
    parser.flags.ignoresCase = ignoringCase
    parser.flags.dotAll = dotAll
    let syntax = try parser.parse()
    guard case .set(let index) = syntax.root, index < syntax.sets.count else { return .everything }
    return syntax.sets[index]
  }
}
