/// What is wrong with URI templates: RFC 6570 section 2.
enum TemplateProblem {
  static func problem(in text: Span<UInt8>) -> FormatProblem {
    var index = 0
    while index < text.count {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "{"):
        guard let end = text.firstIndex(of: UInt8(ascii: "}"), from: index) else {
          return FormatProblem(.unclosedBrace, at: index)
        }
        if end == index + 1 { return FormatProblem(.emptyExpression, at: index) }
        // An expression cannot hold a brace, so that it alone is a template if it is one.
        guard URITemplateFormat.accepts(text.extracting(index..<(end + 1))) else {
          return FormatProblem(.invalidExpression, at: index + 1)
        }
        index = end + 1
        continue
      case UInt8(ascii: "}"):
        return FormatProblem(.unopenedBrace, at: index)
      case UInt8(ascii: "%"):
        guard text.byte(index + 1).isHexDigit, text.byte(index + 2).isHexDigit else {
          return FormatProblem(.invalidPercent, at: index)
        }
      case UInt8(ascii: " "):
        return FormatProblem(.space, at: index)
      case UInt8(ascii: "\\"):
        return FormatProblem(.backslash, at: index)
      case 0..<0x80:
        if !URITemplateFormat.isLiteral(byte) { return FormatProblem(.unexpectedCharacter, at: index) }
      default:
        let decoded = text.codePoint(at: index)
        guard URIGrammar.isInternational(decoded.value, privateUse: true) else {
          return FormatProblem(.unexpectedCharacter, at: index)
        }
        index += decoded.length - 1
      }
      index += 1
    }
    return FormatProblem(.malformed)
  }
}
