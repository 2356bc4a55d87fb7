extension ForeignParser {
  /// Reads an escape outside of a class, with the quantifier of what it stands for.
  mutating func parseEscape() throws(PatternError) -> ForeignNode {
    let start = position
    guard let scalar = peek(ahead: 1) else { throw error(.invalidEscape, at: start, "a \\ at the end of the pattern") }
    position += 2
    switch scalar {
    case "b", "B":
      if peek == "{" { throw uncertain(at: start, "not every language has \\b{…}") }
      return try parseQuantifier(of: .assertion(.shared("\\" + String(Character(scalar))), flags))
    case "A":
      note(from: start)
      return try parseQuantifier(of: .assertion(.textStart, flags))
    case "z", "Z":
      note(from: start)
      return try parseQuantifier(of: .assertion(.textEnd, flags))
    case "K":
      guard lookDepth == 0 else { throw uncertain(at: start, "languages differ on \\K in a look-around") }
      note(from: start)
      return try parseQuantifier(of: .empty)
    case "R":
      note(from: start)
      return try parseQuantifier(of: .lineBreak(place: start))
    case "Q":
      return try parseQuoted(from: start)
    case "k", "g":
      return try parseQuantifier(of: try parseNamedReference(scalar, from: start))
    case "1"..."9":
      return try parseQuantifier(of: parseNumberedReference(from: start))
    default:
      position = start
      switch try parseCharacter(inClass: false) {
      case .codePoint(let text), .set(let text): return try parseQuantifier(of: .atom(text, flags))
      case .members(let text, let isNegated):
        return try parseQuantifier(of: .atom((isNegated ? "[^" : "[") + text + "]", flags))
      }
    }
  }

  /// Reads `\Q…\E`; a quantifier after it is that of the last character.
  private mutating func parseQuoted(from start: Int) throws(PatternError) -> ForeignNode {
    note(from: start)
    if flags.extended { throw uncertain(at: start, "languages differ on \\Q under the flag x") }
    var nodes: [ForeignNode] = []
    while let scalar = peek, !(scalar == "\\" && peek(ahead: 1) == "E") {
      nodes.append(.atom(ForeignText.literal(scalar.value), flags))
      position += 1
    }
    if peek != nil { position += 2 }
    guard let last = nodes.popLast() else { return try parseQuantifier(of: .empty) }
    nodes.append(try parseQuantifier(of: last))
    return .sequence(nodes)
  }

  // MARK: References

  private mutating func parseNamedReference(
    _ kind: Unicode.Scalar, from start: Int
  ) throws(PatternError) -> ForeignNode {
    if kind == "k" {
      for (opening, closing) in [("<", ">"), ("{", "}"), ("'", "'")] as [(Unicode.Scalar, Unicode.Scalar)] {
        guard skip(opening) else { continue }
        let name = try parseName(until: closing, from: start)
        if opening != "<" { note(from: start) }
        return reference(.name(name, place: start))
      }
      throw uncertain(at: start, "not every language has \\k without a name")
    }
    let isBraced = skip("{")
    let isRelative = skip("-")
    if let number = parseNumber() {
      guard !isBraced || skip("}"), number > 0, number <= groupCount || !isRelative else {
        throw error(.unknownGroup, at: start, "there is no such group")
      }
      note(from: start)
      return reference(.number(isRelative ? groupCount + 1 - number : number, octal: nil, place: start))
    }
    guard isBraced, !isRelative else { throw uncertain(at: start, "languages differ on \\g") }
    let name = try parseName(until: "}", from: start)
    note(from: start)
    return reference(.name(name, place: start))
  }

  private mutating func parseNumberedReference(from start: Int) -> ForeignNode {
    position = start + 1
    let octal = octalValue(digits: 3)
    let number = parseNumber() ?? 0
    return reference(.number(number, octal: position == start + 4 ? octal : nil, place: start))
  }

  /// The value of so many octal digits from here on; `nil` if they are not there, or give no byte.
  private func octalValue(digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for step in 0..<digits {
      guard let scalar = peek(ahead: step), ("0"..."7").contains(scalar) else { return nil }
      value = value << 3 | (scalar.value - 0x30)
    }
    return value <= 0xFF ? value : nil
  }

  // MARK: Characters

  /// Reads an escape that stands for a character or a set of characters.
  mutating func parseCharacter(inClass: Bool) throws(PatternError) -> ForeignCharacter {
    let start = position
    guard let scalar = peek(ahead: 1) else { throw error(.invalidEscape, at: start, "a \\ at the end of the pattern") }
    position += 2
    switch scalar {
    case "d", "D", "w", "W", "s", "S": return .set(written(from: start))
    case "f", "n", "r", "t": return .codePoint(written(from: start))
    case "v":
      doubt(at: start, "\\v is one character in some languages and several in others")
      return .codePoint("\\v")
    case "b" where inClass: return .codePoint("\\b")
    case "p", "P": return try parseProperty(from: start)
    case "h", "H": return foreign(.members(ForeignSets.horizontalSpace, isNegated: scalar == "H"), from: start)
    case "V": return foreign(.members(ForeignSets.verticalSpace, isNegated: true), from: start)
    case "N" where !inClass && peek != "{":
      return foreign(.members("\\n", isNegated: true), from: start)
    case "a": return foreign(.codePoint("\\x07"), from: start)
    case "e": return foreign(.codePoint("\\x1B"), from: start)
    case "c":
      guard let letter = peek, ("a"..."z").contains(letter) || ("A"..."Z").contains(letter) else {
        throw uncertain(at: start, "not every language has \\c without a letter")
      }
      position += 1
      return .codePoint(written(from: start))
    case "0"..."9": return try parseOctal(from: start, inClass: inClass)
    case "x", "u", "U", "o", "N": return try parseCodePoint(scalar, from: start, inClass: inClass)
    case "a"..."z", "A"..."Z":
      throw uncertain(at: start, "not every language has \(written(from: start))")
    default:
      return .codePoint(inClass ? ForeignText.member(scalar.value) : ForeignText.literal(scalar.value))
    }
  }

  private mutating func foreign(_ character: ForeignCharacter, from start: Int) -> ForeignCharacter {
    note(from: start)
    return character
  }

  private func text(of codePoint: UInt32, _ inClass: Bool) -> String {
    inClass ? ForeignText.member(codePoint) : ForeignText.literal(codePoint)
  }

  /// Reads `\0`, and octal numbers that every language reads alike.
  private mutating func parseOctal(from start: Int, inClass: Bool) throws(PatternError) -> ForeignCharacter {
    position = start + 1
    if peek == "0" {
      var digits = 1
      while digits < 4, let next = peek(ahead: digits), ("0"..."7").contains(next) { digits += 1 }
      let next = peek(ahead: digits)
      if digits == 4 || next == "8" || next == "9" {
        throw uncertain(at: start, "languages differ on where the octal number ends")
      }
      guard let value = octalValue(digits: digits) else { return .codePoint("\\x00") }
      position += digits
      if digits > 1 { note(from: start) }
      return .codePoint(value == 0 ? "\\x00" : text(of: value, inClass))
    }
    guard let value = octalValue(digits: 3), peek(ahead: 3).map({ ("0"..."9").contains($0) }) != true else {
      throw uncertain(at: start, "languages differ on whether this is an octal number")
    }
    position += 3
    return foreign(.codePoint(text(of: value, inClass)), from: start)
  }

  /// Reads a code point by its hexadecimal or octal number.
  private mutating func parseCodePoint(
    _ kind: Unicode.Scalar, from start: Int, inClass: Bool
  ) throws(PatternError) -> ForeignCharacter {
    switch kind {
    case "x" where peek != "{":
      guard hexadecimal(digits: 2) != nil else {
        throw uncertain(at: start, "languages differ on \\x with fewer than two digits")
      }
      return .codePoint(written(from: start))
    case "u" where peek != "{":
      guard let lead = hexadecimal(digits: 4) else {
        throw error(.invalidEscape, at: start, "\\u must be followed by four hexadecimal digits or {…}")
      }
      if (0xD800...0xDBFF).contains(lead), peek == "\\", peek(ahead: 1) == "u" {
        let afterLead = position
        position += 2
        if let trail = hexadecimal(digits: 4), (0xDC00...0xDFFF).contains(trail) {
          return .codePoint(written(from: start))
        }
        position = afterLead
      }
      return .codePoint(written(from: start))
    case "U":
      guard let value = hexadecimal(digits: 8), isCharacter(value) else {
        throw uncertain(at: start, "not every language has \\U")
      }
      return foreign(.codePoint(text(of: value, inClass)), from: start)
    default:
      let isOctal = kind == "o"
      guard skip("{"), kind != "N" || skip(text: "U+") else {
        throw uncertain(at: start, "not every language has \(written(from: start))")
      }
      var value: UInt32 = 0
      let first = position
      while let digit = peek?.hexadecimalValue, !isOctal || digit < 8, position < first + 9 {
        value = isOctal ? value << 3 | digit : value << 4 | digit
        position += 1
      }
      guard position > first, skip("}"), isCharacter(value), position <= first + 9 else {
        throw error(.invalidEscape, at: start, "this is no number of a character")
      }
      if kind == "u" { return .codePoint(written(from: start)) }
      return foreign(.codePoint(text(of: value, inClass)), from: start)
    }
  }

  private func isCharacter(_ value: UInt32) -> Bool { Unicode.Scalar(value) != nil }

  private mutating func hexadecimal(digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for step in 0..<digits {
      guard let digit = peek(ahead: step)?.hexadecimalValue else { return nil }
      value = value << 4 | digit
    }
    position += digits
    return value
  }
}
