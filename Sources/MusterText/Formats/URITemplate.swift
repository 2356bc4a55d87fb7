/// A URI template: RFC 6570 section 2, `URI-Template`, of any level.
///
/// Relaxed is the same as strict.
enum URITemplateFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "{") {
        guard let end = text.firstIndex(of: UInt8(ascii: "}"), from: index),
          acceptsExpression(text.extracting((index + 1)..<end))
        else { return false }
        index = end + 1
      } else if byte == UInt8(ascii: "%") {
        guard text.byte(index + 1).isHexDigit, text.byte(index + 2).isHexDigit else { return false }
        index += 3
      } else if byte < 0x80 {
        guard isLiteral(byte) else { return false }
        index += 1
      } else {
        let decoded = text.codePoint(at: index)
        guard URIGrammar.isInternational(decoded.value, privateUse: true) else { return false }
        index += decoded.length
      }
    }
    return true
  }

  /// `literals` of section 2.1, with the `'` that erratum 6937 adds.
  static func isLiteral(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
      UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: "%"):
      false
    default:
      true
    }
  }

  /// What stands in braces: `[ operator ] variable-list`, where the grammar takes the reserved operators too.
  private static func acceptsExpression(_ text: Span<UInt8>) -> Bool {
    var index = 0
    switch text.byte(0) {
    case UInt8(ascii: "+"), UInt8(ascii: "#"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ";"),
      UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: ","), UInt8(ascii: "!"),
      UInt8(ascii: "@"), UInt8(ascii: "|"):
      index = 1
    default:
      break
    }
    while true {
      guard skipName(text, &index), skipModifier(text, &index) else { return false }
      if index == text.count { return true }
      guard text[index] == UInt8(ascii: ",") else { return false }
      index += 1
    }
  }

  /// Reads `varname = varchar *( ["."] varchar )`.
  private static func skipName(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
    let start = index
    var afterDot = true
    while index < text.count {
      let byte = text[index]
      if byte.isLetterOrDigit || byte == UInt8(ascii: "_") {
        index += 1
        afterDot = false
      } else if byte == UInt8(ascii: "%"), text.byte(index + 1).isHexDigit, text.byte(index + 2).isHexDigit {
        index += 3
        afterDot = false
      } else if byte == UInt8(ascii: "."), !afterDot {
        index += 1
        afterDot = true
      } else {
        break
      }
    }
    return index > start && !afterDot
  }

  /// `modifier-level4`: `*`, or a length from 1 to 9999.
  private static func skipModifier(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
    if text.byte(index) == UInt8(ascii: "*") {
      index += 1
    } else if text.byte(index) == UInt8(ascii: ":") {
      index += 1
      let start = index
      guard (0x31...0x39).contains(text.byte(index)) else { return false }
      while index - start < 4, text.byte(index).isDigit { index += 1 }
    }
    return true
  }
}
