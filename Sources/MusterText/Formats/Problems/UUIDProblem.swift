/// What is wrong with UUIDs: RFC 9562 section 4.
enum UUIDProblem {
  static func problem(in text: Span<UInt8>, mode: Format.Mode) -> FormatProblem {
    if text.isEmpty { return FormatProblem(.empty) }
    var start = 0
    var end = text.count
    if text[0] == UInt8(ascii: "{") {
      guard mode == .relaxed else { return FormatProblem(.braces, at: 0) }
      guard text[end - 1] == UInt8(ascii: "}") else { return FormatProblem(.unclosedBrace, at: 0) }
      start = 1
      end = max(start, end - 1)
    } else if text.count >= 4, text.extracting(0..<4).equalsIgnoringCase("urn:") {
      guard mode == .relaxed, text.count >= 9, text.extracting(0..<9).equalsIgnoringCase("urn:uuid:") else {
        return FormatProblem(.urn, at: 0)
      }
      start = 9
    }
    var hyphens = 0
    for index in start..<end {
      if text[index] == UInt8(ascii: "-") {
        hyphens += 1
      } else if !text[index].isHexDigit {
        return FormatProblem(text[index] < 0x80 ? .notHexadecimal : .notASCII, at: index)
      }
    }
    // 32 digits that stand in the right number: the hyphens are what is wrong.
    if end - start - hyphens == 32 { return FormatProblem(hyphens == 0 ? .missingHyphens : .misplacedHyphen) }
    return FormatProblem(.wrongLength)
  }
}
