/// The sentences about texts that are not JSON.
///
/// This is the only place that words them.
enum JSONErrorWording {
  /// What is wrong, in one sentence; never more of the text than one letter or punctuation character.
  static func detail(_ error: JSONError) -> String {
    switch error.expected {
    case .depth(let limit): return "arrays and objects nest deeper than the limit of \(limit)"
    case .size(let limit):
      guard case .size(let count) = error.found else { break }
      return "the text has \(count) bytes, more than the limit of \(limit)"
    default: break
    }
    var text = "expected \(words(for: error.expected))"
    if let after = error.after { text += " after \(quoted(after))" }
    text += ", found \(words(for: error.found))"
    if let slip = error.slip { text += " (\(words(for: slip)))" }
    return text
  }

  private static func words(for expected: JSONExpectation) -> String {
    switch expected {
    case .value: "a value"
    case .valueOrBracket: "a value or ']'"
    case .name: "a name in double quotes"
    case .nameOrBrace: "a name in double quotes or '}'"
    case .colon: "':' after the name"
    case .commaOrBrace: "',' or '}'"
    case .commaOrBracket: "',' or ']'"
    case .end: "the end of the text"
    case .digit: "a digit"
    case .endOfNumber: "'.' or the end of the number after '0'"
    case .endOfString: "'\"' at the end of the string"
    case .escape: "an escape such as '\\n' or '\\u00e9'"
    case .hexadecimalDigits: "four hexadecimal digits"
    case .surrogate: "the other half of a surrogate pair, as in '\\ud83d\\ude00'"
    case .utf8: "text in UTF-8"
    case .depth: "less nesting"
    case .size: "a shorter text"
    }
  }

  private static func words(for found: JSONFinding) -> String {
    switch found {
    case .end: "the end of the text"
    case .character(let scalar): quoted(scalar)
    case .digit: "a digit"
    case .space: "a space"
    case .tab: "a tab"
    case .lineBreak: "a line break"
    case .control: "a control character"
    case .nonASCII: "a character outside of ASCII"
    case .brokenUTF8: "bytes that are not UTF-8"
    case .size(let count): "\(count) bytes"
    case .container: "another array or object"
    }
  }

  private static func quoted(_ scalar: Unicode.Scalar) -> String { scalar == "'" ? "\"'\"" : "'\(scalar)'" }

  private static func words(for slip: JSONSlip) -> String {
    switch slip {
    case .trailingComma: "trailing comma"
    case .extraComma: "one comma too many"
    case .missingComma: "missing comma"
    case .missingColon: "missing colon"
    case .missingValue: "missing value"
    case .wrongBracket: "wrong closing bracket"
    case .extraBracket: "one closing bracket too many"
    case .semicolon: "a semicolon is not JSON"
    case .nameInArray: "an array has no names"
    case .secondValue: "a second value; a JSON text is one value"
    case .singleQuotes: "single quotes; JSON has double quotes only"
    case .backticks: "backticks; JSON has double quotes only"
    case .typographicQuotes: "typographic quotes; JSON has straight ones only"
    case .unquotedName: "name without quotes"
    case .unquotedText: "text without quotes"
    case .unescapedQuote: "a quote inside of a string must be escaped"
    case .foreignSpace: "this kind of space is not JSON"
    case .byteOrderMark: "a byte order mark may only be at the start"
    case .comment: "JSON has no comments"
    case .placeholder: "a placeholder that was not filled in"
    case .nonFiniteNumber: "JSON has no NaN and no infinity"
    case .foreignTrue: "JSON writes 'true'"
    case .foreignFalse: "JSON writes 'false'"
    case .foreignNull: "JSON writes 'null'"
    case .leadingZero: "leading zero"
    case .leadingPlus: "leading plus sign"
    case .bareDecimalPoint: "a decimal point needs digits on both sides"
    case .hexadecimalNumber: "JSON has decimal numbers only"
    case .digitSeparator: "separator between digits"
    case .lineBreakInString: "a line break in a string must be escaped, or the closing quote is missing"
    case .controlCharacter: "a control character in a string must be escaped"
    case .badEscape: "JSON has no such escape"
    case .loneSurrogate: "half of a surrogate pair"
    case .emptyText: "the text is empty"
    case .truncatedText: "the text is cut off"
    case .htmlPage: "this is an HTML page"
    case .xmlDocument: "this is XML or HTML"
    case .javaScript: "this is JavaScript"
    case .guardPrefix: "a prefix against script inclusion"
    case .eventStream: "this is an event stream"
    case .compressed: "this is compressed with gzip"
    case .utf16: "this is UTF-16"
    }
  }
}

extension Notice.Code {
  /// A byte order mark before a JSON text, which was skipped.
  public static let byteOrderMark = Notice.Code(rawValue: "byte-order-mark")
}

extension Notice {
  /// Says that a byte order mark was skipped (RFC 8259, section 8.1).
  ///
  /// - Parameter source: The source that begins with it; `nil` for the payload.
  package static func byteOrderMark(source: String? = nil) -> Notice {
    Notice(
      code: .byteOrderMark, reason: Reason(.byteOrderMark), pointer: "", source: source,
      position: TextPosition(offset: 0, line: 1, column: 1))
  }
}

extension JSONError {
  /// What was expected and what was found there, in one sentence; never more of the text than one character.
  public var detail: String { JSONErrorWording.detail(self) }
}
