/// What is wrong with pointers into documents: RFC 6901 section 3, and the relative ones.
enum PointerProblem {
  /// The problem of a text that is no pointer.
  static func problem(in text: Span<UInt8>) -> FormatProblem {
    if text.byte(0) == UInt8(ascii: "#") { return FormatProblem(.fragmentPointer, at: 0) }
    if !text.isEmpty, text[0] != UInt8(ascii: "/") { return FormatProblem(.missingSlash, at: 0) }
    return inEscapes(text)
  }

  private static func inEscapes(_ text: Span<UInt8>) -> FormatProblem {
    for index in text.indices where text[index] == UInt8(ascii: "~") {
      let next = text.byte(index + 1)
      if next != UInt8(ascii: "0"), next != UInt8(ascii: "1") { return FormatProblem(.invalidTilde, at: index) }
    }
    return FormatProblem(.malformed)
  }

  /// The problem of a text that is no relative pointer.
  static func problem(inRelative text: Span<UInt8>) -> FormatProblem {
    if text.isEmpty { return FormatProblem(.empty) }
    var index = text.endOfDigits(from: 0)
    if let found = integer(text, 0, index) { return found }
    if text.byte(index) == UInt8(ascii: "+") || text.byte(index) == UInt8(ascii: "-") {
      let start = index + 1
      index = text.endOfDigits(from: start)
      if let found = integer(text, start, index) { return found }
    }
    if text.byte(index) == UInt8(ascii: "#") { return FormatProblem(.trailingText, at: index + 1) }
    if text.byte(index) != UInt8(ascii: "/") { return FormatProblem(.missingSlash, at: index) }
    return inEscapes(text)
  }

  private static func integer(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> FormatProblem? {
    if start == end { return FormatProblem(.missingNumber, at: start) }
    let isPadded = end > start + 1 && text[start] == UInt8(ascii: "0")
    return isPadded ? FormatProblem(.leadingZero, at: start) : nil
  }
}
