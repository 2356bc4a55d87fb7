/// What is wrong with numbers: RFC 8259 section 6 and the OpenAPI format registry.
enum NumberProblem {
  /// The problem of a text that is no integer of a width.
  static func problem(inInteger text: Span<UInt8>) -> FormatProblem {
    guard let number = NumberLexeme(text) else { return notANumber(text) }
    guard number.isIntegral else { return FormatProblem(.notAnInteger, at: text.firstIndex(of: UInt8(ascii: "."))) }
    return outOfRange(number)
  }

  /// The problem of a text that is no number, or none of a width.
  static func problem(inNumber text: Span<UInt8>) -> FormatProblem {
    guard let number = NumberLexeme(text) else { return notANumber(text) }
    return outOfRange(number)
  }

  /// The problem of a decimal of a structured field.
  static func problem(inStructured text: Span<UInt8>) -> FormatProblem {
    guard let number = NumberLexeme(text) else { return notANumber(text) }
    return number.magnitude > 12 ? outOfRange(number) : FormatProblem(.tooManyDigits)
  }

  private static func outOfRange(_ number: NumberLexeme) -> FormatProblem {
    FormatProblem(number.isNegative ? .tooSmall : .tooLarge)
  }

  private static func notANumber(_ text: Span<UInt8>) -> FormatProblem {
    if text.isEmpty { return FormatProblem(.empty) }
    if text[0] == UInt8(ascii: "+") { return FormatProblem(.sign, at: 0) }
    let start = text[0] == UInt8(ascii: "-") ? 1 : 0
    let word = text.extracting(start..<text.count)
    if word.equalsIgnoringCase("nan") || word.equalsIgnoringCase("infinity") || word.equalsIgnoringCase("inf") {
      return FormatProblem(.notFinite)
    }
    if word.byte(0) == UInt8(ascii: "0"), word.byte(1).isDigit { return FormatProblem(.leadingZero, at: start) }
    return FormatProblem(.notANumber)
  }
}
