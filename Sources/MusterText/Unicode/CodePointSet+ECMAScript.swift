/// The sets that ECMA-262 gives names to (section 22.2.2.9, `CharacterClassEscape`, and section 12).
extension CodePointSet {
  static let decimalDigits = CodePointSet(0x30, 0x39)

  /// `LineTerminator`.
  static let lineTerminators = CodePointSet([
    CodePointRange(lower: 0x0A, upper: 0x0A), CodePointRange(lower: 0x0D, upper: 0x0D),
    CodePointRange(lower: 0x2028, upper: 0x2029),
  ])

  /// `WhiteSpace` and `LineTerminator`: U+FEFF and every space separator (Zs) belong, U+0085 and U+180E do not.
  static let whiteSpace = CodePointSet([
    CodePointRange(lower: 0x09, upper: 0x0D), CodePointRange(lower: 0x20, upper: 0x20),
    CodePointRange(lower: 0xA0, upper: 0xA0), CodePointRange(lower: 0x1680, upper: 0x1680),
    CodePointRange(lower: 0x2000, upper: 0x200A), CodePointRange(lower: 0x2028, upper: 0x2029),
    CodePointRange(lower: 0x202F, upper: 0x202F), CodePointRange(lower: 0x205F, upper: 0x205F),
    CodePointRange(lower: 0x3000, upper: 0x3000), CodePointRange(lower: 0xFEFF, upper: 0xFEFF),
  ])

  private static let asciiWord = CodePointSet([
    CodePointRange(lower: 0x30, upper: 0x39), CodePointRange(lower: 0x41, upper: 0x5A),
    CodePointRange(lower: 0x5F, upper: 0x5F), CodePointRange(lower: 0x61, upper: 0x7A),
  ])

  /// `WordCharacters`: where case is ignored, U+017F and U+212A fold into it.
  static func wordCharacters(ignoringCase: Bool) -> CodePointSet {
    ignoringCase ? asciiWord.union(CodePointSet(0x17F)).union(CodePointSet(0x212A)) : asciiWord
  }
}
