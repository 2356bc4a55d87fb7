/// Names the slip behind a character that does not belong where it is.
struct JSONSlipFinder {
  let bytes: ByteView
  let offset: Int
  let place: JSONPlace

  private var byte: UInt8 { bytes[offset] }

  /// The slip, or `nil` if it is no usual one.
  var slip: JSONSlip? {
    if let slip = slipOfCharacter { return slip }
    switch place.step {
    case .start: return slipOfText ?? slipBeforeValue
    case .open where place.isObject == true: return slipBeforeName
    case .comma where place.isObject == true: return slipBeforeName
    case .open, .comma, .colon: return slipBeforeValue
    case .name: return isClosing || byte == UInt8(ascii: ",") ? .missingValue : .missingColon
    case .value: return slipAfterValue
    case .end: return slipAfterText
    }
  }

  private var isClosing: Bool { byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") }

  // MARK: Anywhere

  /// Slips that are told by the character alone.
  private var slipOfCharacter: JSONSlip? {
    switch byte {
    case 0: bytes.isLikelyUTF16 ? .utf16 : nil
    case UInt8(ascii: "#"): .comment
    case UInt8(ascii: "/"): bytes[offset + 1] == byte || bytes[offset + 1] == UInt8(ascii: "*") ? .comment : nil
    case UInt8(ascii: "'"): .singleQuotes
    case UInt8(ascii: "`"): .backticks
    case UInt8(ascii: "$"): bytes[offset + 1] == UInt8(ascii: "{") ? .placeholder : nil
    case UInt8(ascii: "{"): bytes[offset + 1] == byte || (isAdjacent && bytes[offset - 1] == byte) ? .placeholder : nil
    case UInt8(ascii: "<"): bytes[offset + 1] == UInt8(ascii: "%") ? .placeholder : nil
    case 0x80...: slipOutsideASCII
    default: nil
    }
  }

  private var slipOutsideASCII: JSONSlip? {
    switch (byte, bytes[offset + 1], bytes[offset + 2]) {
    case (0xEF, 0xBB, 0xBF): .byteOrderMark
    // U+00A0, U+1680, U+2000 to U+200B, U+2028 and U+2029, U+202F, U+205F, U+2060, U+3000.
    case (0xC2, 0xA0, _), (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xA8...0xA9),
      (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F...0xA0), (0xE3, 0x80, 0x80):
      .foreignSpace
    // U+2018 to U+201F, U+00AB, U+00BB.
    case (0xE2, 0x80, 0x98...0x9F), (0xC2, 0xAB, _), (0xC2, 0xBB, _): .typographicQuotes
    default: nil
    }
  }

  /// Whether the character follows the last token at once.
  private var isAdjacent: Bool { offset > 0 && place.tokenEnd == offset && place.tokenEnd > place.token }

  private var isWord: Bool {
    bytes.isLetter(at: offset) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
  }

  // MARK: The text as a whole

  /// Slips that the beginning of the text tells.
  private var slipOfText: JSONSlip? {
    if byte == 0x1F, bytes[offset + 1] == 0x8B { return .compressed }
    if byte == UInt8(ascii: "<") { return isHTML ? .htmlPage : .xmlDocument }
    if bytes.hasFolded(")]}", at: offset) || bytes.hasFolded("while(1)", at: offset)
      || bytes.hasFolded("for(;;)", at: offset)
    {
      return .guardPrefix
    }
    if bytes.hasFolded("data:", at: offset) || bytes.hasFolded("event:", at: offset) { return .eventStream }
    return isCall || bytes.hasFolded("var ", at: offset) || bytes.hasFolded("const ", at: offset) ? .javaScript : nil
  }

  /// How far the kind of a whole text is looked for.
  private static let reach = 1_024

  private var isHTML: Bool {
    for index in offset..<min(bytes.count, offset + JSONSlipFinder.reach) where bytes[index] == UInt8(ascii: "<") {
      for tag in ["<!doctype html", "<html", "<head", "<body", "<title"] as [StaticString]
      where bytes.hasFolded(tag, at: index) {
        return true
      }
    }
    return false
  }

  /// Whether a function's name and a bracket follow, as in JSONP.
  private var isCall: Bool {
    var index = offset
    while index - offset < 64,
      bytes.isAlphanumeric(at: index) || bytes[index] == UInt8(ascii: "_") || bytes[index] == UInt8(ascii: ".")
        || bytes[index] == UInt8(ascii: "$")
    {
      index += 1
    }
    return index > offset && bytes[index] == UInt8(ascii: "(")
  }

  // MARK: Before names and values

  private var slipBeforeName: JSONSlip? {
    if byte == UInt8(ascii: ",") { return .extraComma }
    if isClosing {
      if byte == UInt8(ascii: "}") { return place.step == .comma ? .trailingComma : nil }
      return .wrongBracket
    }
    if byte == UInt8(ascii: ":") { return nil }
    return isWord || bytes.isDigit(at: offset) || byte == UInt8(ascii: "-") ? .unquotedName : nil
  }

  private var slipBeforeValue: JSONSlip? {
    switch byte {
    case UInt8(ascii: ","): return place.step == .colon ? .missingValue : .extraComma
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      switch place.step {
      case .start: return .extraBracket
      case .colon: return byte == UInt8(ascii: "}") ? .missingValue : .wrongBracket
      case .comma: return byte == UInt8(ascii: "]") ? .trailingComma : .wrongBracket
      default: return .wrongBracket
      }
    case UInt8(ascii: "+"): return JSONSlipFinder.isNonFinite(bytes, at: offset + 1) ? .nonFiniteNumber : .leadingPlus
    case UInt8(ascii: "."): return bytes.isDigit(at: offset + 1) ? .bareDecimalPoint : nil
    default: return isWord ? slipOfWord : nil
    }
  }

  /// The ways in which other languages write JSON's three literals.
  private static let literals: [(StaticString, JSONSlip)] = [
    ("true", .foreignTrue), ("false", .foreignFalse), ("null", .foreignNull), ("none", .foreignNull),
    ("nil", .foreignNull), ("undefined", .foreignNull),
  ]

  private var slipOfWord: JSONSlip {
    if JSONSlipFinder.isNonFinite(bytes, at: offset) { return .nonFiniteNumber }
    for (word, slip) in JSONSlipFinder.literals
    where bytes.hasFolded(word, at: offset) && !bytes.isWordPart(at: offset + word.utf8CodeUnitCount) {
      return slip
    }
    return .unquotedText
  }

  /// Whether what JavaScript and Python write for numbers that are none stands at an offset.
  static func isNonFinite(_ bytes: ByteView, at offset: Int) -> Bool {
    for word in ["nan", "infinity", "inf"] as [StaticString]
    where bytes.hasFolded(word, at: offset) && !bytes.isWordPart(at: offset + word.utf8CodeUnitCount) {
      return true
    }
    return false
  }

  // MARK: After values

  private var slipAfterValue: JSONSlip? {
    if isClosing { return .wrongBracket }
    if byte == UInt8(ascii: ";") { return .semicolon }
    if byte == UInt8(ascii: ":") { return place.isObject == true ? nil : .nameInArray }
    return slipOfGluedText ?? (beginsValue ? .missingComma : nil)
  }

  private var beginsValue: Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "-"), UInt8(ascii: "{"), UInt8(ascii: "["): true
    default: isWord || bytes.isDigit(at: offset)
    }
  }

  /// The slips of a number or string that goes on where it should have ended.
  private var slipOfGluedText: JSONSlip? {
    guard isAdjacent else { return nil }
    if bytes[offset - 1] == UInt8(ascii: "\"") { return isWord || bytes.isDigit(at: offset) ? .unescapedQuote : nil }
    if bytes.isLetter(at: offset - 1), isWord || bytes.isDigit(at: offset) { return .unquotedText }
    guard bytes.isDigit(at: offset - 1) else { return nil }
    if byte | 0x20 == UInt8(ascii: "x"), bytes[offset - 1] == UInt8(ascii: "0") { return .hexadecimalNumber }
    return byte == UInt8(ascii: "_") ? .digitSeparator : isWord || byte == UInt8(ascii: "-") ? .unquotedText : nil
  }

  private var slipAfterText: JSONSlip? {
    switch byte {
    case UInt8(ascii: ","): .trailingComma
    case UInt8(ascii: ";"): .semicolon
    case UInt8(ascii: "}"), UInt8(ascii: "]"): .extraBracket
    case UInt8(ascii: ":"): nil
    default: slipOfGluedText ?? (beginsValue ? .secondValue : nil)
    }
  }
}
