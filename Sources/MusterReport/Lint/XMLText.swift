/// Text inside of XML documents.
enum XMLText {
  /// A text as character data and attribute values take it (XML 1.0, sections 2.2 and 2.4).
  ///
  /// Characters that no XML document may have become U+FFFD. Line feeds and tabs stay in character data and are escaped in
  /// attribute values, where they would become spaces.
  static func escape(_ text: String, isAttribute: Bool = false) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"" where isAttribute: result += "&quot;"
      case "\n" where !isAttribute: result += "\n"
      case "\t" where !isAttribute: result += "\t"
      case "\n", "\t", "\r": result += "&#\(scalar.value);"
      default: result.unicodeScalars.append(isAllowed(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return result
  }

  /// The characters of XML 1.0, less the controls of C1, which it discourages.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: scalar.value & 0xFFFE != 0xFFFE
    default: false
    }
  }
}
