/// What is wrong with base 64: RFC 4648 section 3 to 5.
struct Base64Problem {
  /// Whether the alphabet of section 4 is taken, and that of section 5.
  var takesStandard: Bool
  var takesURL: Bool

  func problem(in text: Span<UInt8>) -> FormatProblem {
    if text.count > 5, text.extracting(0..<5).equalsIgnoringCase("data:") { return FormatProblem(.dataURL, at: 0) }
    var end = text.count
    while end > 0, text[end - 1] == UInt8(ascii: "=") { end -= 1 }
    var standard: Int?
    var url: Int?
    for index in 0..<end where !text[index].isLetterOrDigit {
      switch text[index] {
      case UInt8(ascii: "+"), UInt8(ascii: "/"): standard = standard ?? index
      case UInt8(ascii: "-"), UInt8(ascii: "_"): url = url ?? index
      default: return character(text, at: index)
      }
    }
    if let standard, !takesStandard { return FormatProblem(.standardAlphabet, at: standard) }
    // Both alphabets may be taken, but not in one text.
    if let url, !takesURL || standard != nil { return FormatProblem(.urlAlphabet, at: url) }
    if end % 4 == 1 { return FormatProblem(.wrongLength) }
    let due = (4 - end % 4) % 4
    let found = text.count - end
    if found > due { return FormatProblem(.misplacedPadding, at: end + due) }
    return found < due ? FormatProblem(.missingPadding, at: text.count) : FormatProblem(.malformed)
  }

  private func character(_ text: Span<UInt8>, at index: Int) -> FormatProblem {
    switch text[index] {
    case UInt8(ascii: "="): FormatProblem(.misplacedPadding, at: index)
    case 0x0A, 0x0D: FormatProblem(.lineBreak, at: index)
    case UInt8(ascii: " "): FormatProblem(.space, at: index)
    case 0x80...: FormatProblem(.notASCII, at: index)
    default: FormatProblem(.unexpectedCharacter, at: index)
    }
  }
}
