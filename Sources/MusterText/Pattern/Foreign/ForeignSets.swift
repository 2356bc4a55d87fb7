/// Sets of code points that other languages give names to.
enum ForeignSets {
  /// `\h` of Java and PCRE, as the members of a class.
  static let horizontalSpace = #"\t \xA0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000"#

  /// `\v` of Java and PCRE, as the members of a class.
  static let verticalSpace = #"\n-\r\x85\u2028\u2029"#

  private static let graphic = CodePointSet(0x21, 0x7E)

  private static func ranges(_ bounds: (UInt32, UInt32)...) -> CodePointSet {
    CodePointSet(bounds.map { CodePointRange(lower: $0.0, upper: $0.1) })
  }

  /// A class of POSIX by its name in lower case, among the characters of ASCII.
  ///
  /// So they are without a locale, in PCRE, and in Java's `\p{Alpha}`.
  static func posix(_ name: String) -> CodePointSet? {
    switch name {
    case "alpha": ranges((0x41, 0x5A), (0x61, 0x7A))
    case "digit": ranges((0x30, 0x39))
    case "alnum": ranges((0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A))
    case "upper": ranges((0x41, 0x5A))
    case "lower": ranges((0x61, 0x7A))
    case "punct": ranges((0x21, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0x7E))
    case "space": ranges((0x09, 0x0D), (0x20, 0x20))
    case "blank": ranges((0x09, 0x09), (0x20, 0x20))
    case "cntrl": ranges((0x00, 0x1F), (0x7F, 0x7F))
    case "graph": graphic
    case "print": ranges((0x20, 0x7E))
    case "xdigit": ranges((0x30, 0x39), (0x41, 0x46), (0x61, 0x66))
    case "word": ranges((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A))
    case "ascii": ranges((0x00, 0x7F))
    default: nil
    }
  }

  /// Java's POSIX classes, `\p{Alnum}`, that are no properties of ECMA-262.
  ///
  /// `\p{Punct}` is not among them: in Perl it leaves out the symbols of ASCII.
  static func java(_ name: String) -> CodePointSet? {
    switch name {
    case "Digit", "Alnum", "Graph", "Print", "Blank", "Cntrl", "Space": posix(name.lowercased())
    case "XDigit": posix("xdigit")
    case "javaISOControl": ranges((0x00, 0x1F), (0x7F, 0x9F))
    case "javaWhitespace":
      ranges(
        (0x09, 0x0D), (0x1C, 0x20), (0x1680, 0x1680), (0x2000, 0x2006), (0x2008, 0x200A), (0x2028, 0x2029),
        (0x205F, 0x205F), (0x3000, 0x3000))
    default: nil
    }
  }

  /// A block by its name in lower case without spaces, hyphens and underscores; the commonest ones.
  static func block(_ name: String) -> CodePointSet? {
    switch name {
    case "basiclatin": ranges((0x0000, 0x007F))
    case "latin1supplement", "latin1": ranges((0x0080, 0x00FF))
    case "latinextendeda": ranges((0x0100, 0x017F))
    case "latinextendedb": ranges((0x0180, 0x024F))
    case "ipaextensions": ranges((0x0250, 0x02AF))
    case "spacingmodifierletters": ranges((0x02B0, 0x02FF))
    case "combiningdiacriticalmarks": ranges((0x0300, 0x036F))
    case "greek", "greekandcoptic": ranges((0x0370, 0x03FF))
    case "cyrillic": ranges((0x0400, 0x04FF))
    case "hebrew": ranges((0x0590, 0x05FF))
    case "arabic": ranges((0x0600, 0x06FF))
    case "thai": ranges((0x0E00, 0x0E7F))
    case "latinextendedadditional": ranges((0x1E00, 0x1EFF))
    case "generalpunctuation": ranges((0x2000, 0x206F))
    case "superscriptsandsubscripts": ranges((0x2070, 0x209F))
    case "currencysymbols": ranges((0x20A0, 0x20CF))
    case "letterlikesymbols": ranges((0x2100, 0x214F))
    case "cjksymbolsandpunctuation": ranges((0x3000, 0x303F))
    case "hiragana": ranges((0x3040, 0x309F))
    case "katakana": ranges((0x30A0, 0x30FF))
    case "cjkunifiedideographs": ranges((0x4E00, 0x9FFF))
    case "hangulsyllables": ranges((0xAC00, 0xD7AF))
    case "halfwidthandfullwidthforms": ranges((0xFF00, 0xFFEF))
    default: nil
    }
  }
}
