extension PatternParser {
  /// Reads what follows a `\` outside a class. (ECMA-262, `AtomEscape`)
  mutating func parseAtomEscape(start: Int) throws(PatternError) -> PatternNode {
    guard let scalar = peek else {
      throw error(.invalidEscape, at: start, "a \\ at the end of the pattern")
    }
    if ("1"..."9").contains(scalar) {
      return reference(to: .number(parseNumber() ?? 0), start: start)
    }
    if scalar == "k" {
      position += 1
      guard skip("<") else {
        throw error(.invalidEscape, at: start, "\\k must be followed by <name>")
      }
      return reference(to: .name(try parseGroupName(start: start)), start: start)
    }
    if let set = try parseClassEscape(start: start) {
      return node(for: set)
    }
    return node(for: literal(try parseCharacterEscape(start: start)))
  }

  private mutating func reference(to target: PendingReference.Target, start: Int) -> PatternNode {
    let offset = error(.unknownGroup, at: start, "").offset
    references.append(PendingReference(target: target, offset: offset, ignoresCase: flags.ignoresCase))
    return .backreference(references.count - 1)
  }

  /// Reads `d D s S w W p{…} P{…}` after a `\`, if one stands here. (ECMA-262, `CharacterClassEscape`)
  mutating func parseClassEscape(start: Int) throws(PatternError) -> CodePointSet? {
    let set: CodePointSet
    switch peek {
    case "d": set = .decimalDigits
    case "D": set = CodePointSet.decimalDigits.complement
    case "s": set = .whiteSpace
    case "S": set = CodePointSet.whiteSpace.complement
    case "w": set = .wordCharacters(ignoringCase: flags.ignoresCase)
    case "W": set = CodePointSet.wordCharacters(ignoringCase: flags.ignoresCase).complement
    case "p", "P":
      let negated = peek == "P"
      position += 1
      let property = try parseProperty(start: start)
      let chosen = negated ? property.complement : property
      return flags.ignoresCase ? closing(chosen) : chosen
    default: return nil
    }
    position += 1
    return set
  }

  /// Reads `{Name}` or `{Name=Value}` after `\p`. (ECMA-262, `UnicodePropertyValueExpression`)
  private mutating func parseProperty(start: Int) throws(PatternError) -> CodePointSet {
    guard skip("{") else {
      throw error(.invalidEscape, at: start, "\\p must be followed by {…}")
    }
    var name = ""
    var value: String?
    while let scalar = peek, scalar != "}" {
      position += 1
      if scalar == "=", value == nil {
        value = ""
      } else if value != nil {
        value?.unicodeScalars.append(scalar)
      } else {
        name.unicodeScalars.append(scalar)
      }
    }
    guard skip("}") else {
      throw error(.invalidEscape, at: start, "a \\p{ without a }")
    }
    let shown = value.map { "\(name)=\($0)" } ?? name
    if let known = properties[shown] { return known }
    guard let set = UnicodeProperty.set(name: name, value: value) else {
      throw error(.unknownProperty, at: start, "ECMA-262 knows no property \(shown)")
    }
    properties[shown] = set
    return set
  }

  /// Reads the rest of an escape that stands for one code point. (ECMA-262, `CharacterEscape`)
  mutating func parseCharacterEscape(start: Int) throws(PatternError) -> UInt32 {
    guard let scalar = peek else {
      throw error(.invalidEscape, at: start, "a \\ at the end of the pattern")
    }
    position += 1
    switch scalar {
    case "f": return 0x0C
    case "n": return 0x0A
    case "r": return 0x0D
    case "t": return 0x09
    case "v": return 0x0B
    case "0":
      if let next = peek, ("0"..."9").contains(next) {
        throw error(.invalidEscape, at: start, "\\0 must not be followed by a digit")
      }
      return 0
    case "c":
      guard let letter = peek, ("a"..."z").contains(letter) || ("A"..."Z").contains(letter) else {
        throw error(.invalidEscape, at: start, "\\c must be followed by a letter")
      }
      position += 1
      return letter.value % 32
    case "x":
      guard let value = parseHex(digits: 2) else {
        throw error(.invalidEscape, at: start, "\\x must be followed by two hexadecimal digits")
      }
      return value
    case "u":
      return try parseUnicodeEscape(start: start)
    case "^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "/":
      return scalar.value
    case _ where isLegacy && !scalar.isASCIILetterOrDigit:
      return scalar.value
    default:
      throw error(.invalidEscape, at: start, "\\\(scalar) is no escape that ECMA-262 knows")
    }
  }

  private mutating func parseHex(digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for step in 0..<digits {
      guard let digit = peek(ahead: step)?.hexadecimalValue else { return nil }
      value = value << 4 | digit
    }
    position += digits
    return value
  }

  /// Reads the rest of `\uXXXX`, of a surrogate pair so written, or of `\u{…}`. (ECMA-262, `RegExpUnicodeEscapeSequence`)
  mutating func parseUnicodeEscape(start: Int) throws(PatternError) -> UInt32 {
    if skip("{") {
      var value: UInt32 = 0
      var digits = 0
      while let digit = peek?.hexadecimalValue {
        value = value << 4 | digit
        guard value <= CodePointSet.last else {
          throw error(.invalidEscape, at: start, "a code point beyond U+10FFFF")
        }
        digits += 1
        position += 1
      }
      guard digits > 0, skip("}") else {
        throw error(.invalidEscape, at: start, "\\u{ must be followed by hexadecimal digits and }")
      }
      return value
    }
    guard let lead = parseHex(digits: 4) else {
      throw error(.invalidEscape, at: start, "\\u must be followed by four hexadecimal digits or {…}")
    }
    guard (0xD800...0xDBFF).contains(lead), peek == "\\", peek(ahead: 1) == "u" else { return lead }
    let afterLead = position
    position += 2
    guard let trail = parseHex(digits: 4), (0xDC00...0xDFFF).contains(trail) else {
      position = afterLead
      return lead
    }
    return 0x10000 + (lead - 0xD800) << 10 + (trail - 0xDC00)
  }

  /// Reads a group's name and the `>` after it. (ECMA-262, `GroupName`)
  mutating func parseGroupName(start: Int) throws(PatternError) -> String {
    var name = ""
    while let scalar = peek, scalar != ">" {
      let place = position
      position += 1
      var codePoint = scalar.value
      if scalar == "\\" {
        guard skip("u") else {
          throw error(.invalidGroupName, at: place, "only \\u escapes may stand in a group's name")
        }
        codePoint = try parseUnicodeEscape(start: place)
      }
      guard isIdentifier(codePoint, first: name.isEmpty), let character = Unicode.Scalar(codePoint) else {
        throw error(.invalidGroupName, at: place, "a group's name must be an identifier")
      }
      name.unicodeScalars.append(character)
    }
    guard !name.isEmpty, skip(">") else {
      throw error(.invalidGroupName, at: start, "a group's name must be an identifier followed by >")
    }
    return name
  }

  private func isIdentifier(_ codePoint: UInt32, first: Bool) -> Bool {
    switch codePoint {
    case 0x24, 0x5F, 0x41...0x5A, 0x61...0x7A: return true
    case 0x30...0x39: return !first
    case 0..<0x80: return false
    case 0x200C, 0x200D: return !first
    default:
      let property = first ? "ID_Start" : "ID_Continue"
      return UnicodeProperty.set(name: property, value: nil)?.contains(codePoint) ?? false
    }
  }
}

extension Unicode.Scalar {
  /// Whether an escape of it stands for something else than itself in some language of patterns.
  fileprivate var isASCIILetterOrDigit: Bool {
    switch self {
    case "0"..."9", "a"..."z", "A"..."Z": true
    default: false
    }
  }

  /// The value of a hexadecimal digit, or nil.
  var hexadecimalValue: UInt32? {
    switch self {
    case "0"..."9": return value - 0x30
    case "a"..."f": return value - 0x61 + 10
    case "A"..."F": return value - 0x41 + 10
    default: return nil
    }
  }
}
