/// Why bytes are not a JSON text, and where.
///
/// The parts are data. ``detail`` puts them into a sentence, which nothing needs to read.
public struct JSONError: Error, Sendable, Hashable {
  /// What kind of mistake it is.
  ///
  /// New codes may be added.
  public struct Code: Sendable, Hashable {
    let rawValue: UInt8

    /// The text ends inside of a value, or has none.
    public static let endOfText = Code(rawValue: 1)
    /// A character that no JSON value begins or goes on with.
    public static let unexpectedCharacter = Code(rawValue: 2)
    /// Something other than white space follows the value.
    public static let trailingText = Code(rawValue: 3)
    /// A number against the grammar (RFC 8259, section 6).
    public static let number = Code(rawValue: 4)
    /// A control character inside of a string, unescaped.
    public static let controlCharacter = Code(rawValue: 5)
    /// An escape against the grammar (RFC 8259, section 7).
    public static let escape = Code(rawValue: 6)
    /// An escaped surrogate without its other half.
    public static let loneSurrogate = Code(rawValue: 7)
    /// Bytes that are not UTF-8 (RFC 3629).
    public static let encoding = Code(rawValue: 8)
    /// Arrays and objects nest deeper than `Limits.depth`.
    public static let depth = Code(rawValue: 10)
    /// The text has more bytes than `Limits.bytes`.
    public static let size = Code(rawValue: 11)
  }

  /// What kind of mistake it is.
  public let code: Code
  /// Where it is; a byte order mark at the start of the text counts as a character.
  public let position: TextPosition
  /// What JSON's grammar has there.
  public let expected: JSONExpectation
  /// The punctuation or letter that led to the expectation, such as the `,` before a missing value.
  public let after: Unicode.Scalar?
  /// What stands there instead.
  public let found: JSONFinding
  /// The usual slip that this is, if it is one.
  public let slip: JSONSlip?

  /// Whether a limit ended the reading, so that the text may well be JSON.
  public var isLimit: Bool { code == .depth || code == .size }

  /// The same mistake at another place, where the text was put together from parts.
  func moved(to position: TextPosition) -> JSONError {
    JSONError(code: code, position: position, expected: expected, after: after, found: found, slip: slip)
  }
}

/// What JSON's grammar has at the place of a mistake.
///
/// New ones may be added.
public enum JSONExpectation: Sendable, Hashable {
  /// A value, or a value or the end of an empty array.
  case value, valueOrBracket
  /// The name of a member, or that or the end of an empty object.
  case name, nameOrBrace
  /// The colon behind a name.
  case colon
  /// What follows a value in an object, in an array and at the end of the text.
  case commaOrBrace, commaOrBracket, end
  /// A digit, or the end of a number that began with 0.
  case digit, endOfNumber
  /// The end of a string, and an escape in it.
  case endOfString, escape
  /// The digits of an escape, and the other half of a surrogate pair.
  case hexadecimalDigits, surrogate
  /// Bytes that are UTF-8.
  case utf8
  /// At most so many nested arrays and objects, and at most so many bytes.
  case depth(limit: Int), size(limit: Int)
}

/// What stands at the place of a mistake: a kind of character, and the character itself if it is a letter or punctuation.
public enum JSONFinding: Sendable, Hashable {
  /// The end of the text.
  case end
  /// A letter or a punctuation character of ASCII.
  case character(Unicode.Scalar)
  /// A digit; which one is not told.
  case digit
  /// White space or a control character inside of a value.
  case space, tab, lineBreak, control
  /// A character outside of ASCII, and bytes that are none.
  case nonASCII, brokenUTF8
  /// As many bytes as the text has.
  case size(Int)
  /// One array or object more than may nest.
  case container
}

/// A usual slip in JSON texts.
///
/// New ones may be added.
public enum JSONSlip: String, Sendable, Hashable, CaseIterable {
  // Punctuation.
  case trailingComma = "trailing-comma"
  case extraComma = "extra-comma"
  case missingComma = "missing-comma"
  case missingColon = "missing-colon"
  case missingValue = "missing-value"
  case wrongBracket = "wrong-bracket"
  case extraBracket = "extra-bracket"
  case semicolon
  case nameInArray = "name-in-array"
  case secondValue = "second-value"
  // Quotes and text.
  case singleQuotes = "single-quotes"
  case backticks
  case typographicQuotes = "typographic-quotes"
  case unquotedName = "unquoted-name"
  case unquotedText = "unquoted-text"
  case unescapedQuote = "unescaped-quote"
  case foreignSpace = "foreign-space"
  case byteOrderMark = "byte-order-mark"
  case comment
  case placeholder
  // Literals and numbers.
  case nonFiniteNumber = "non-finite-number"
  case foreignTrue = "foreign-true"
  case foreignFalse = "foreign-false"
  case foreignNull = "foreign-null"
  case leadingZero = "leading-zero"
  case leadingPlus = "leading-plus"
  case bareDecimalPoint = "bare-decimal-point"
  case hexadecimalNumber = "hexadecimal-number"
  case digitSeparator = "digit-separator"
  // Strings.
  case lineBreakInString = "line-break-in-string"
  case controlCharacter = "control-character"
  case badEscape = "bad-escape"
  case loneSurrogate = "lone-surrogate"
  // The text as a whole.
  case emptyText = "empty-text"
  case truncatedText = "truncated-text"
  case htmlPage = "html-page"
  case xmlDocument = "xml-document"
  case javaScript = "javascript"
  case guardPrefix = "guard-prefix"
  case eventStream = "event-stream"
  case compressed
  case utf16 = "utf-16"
}

/// A mistake by code and offset: what the reader itself knows.
struct TapeError: Error {
  var code: JSONError.Code
  var offset: Int
}

extension JSONError {
  init(_ error: TapeError, in bytes: Span<UInt8>, limits: Limits) {
    code = error.code
    position = SourceText.position(at: error.offset, in: bytes)
    let diagnosis = ByteView.with(bytes) { JSONDiagnosis(error, in: $0, limits: limits) }
    (expected, after, found, slip) = (diagnosis.expected, diagnosis.after, diagnosis.found, diagnosis.slip)
  }
}

extension JSONError: CustomStringConvertible {
  /// The line, the column and what is wrong there.
  public var description: String { "\(position.line):\(position.column): \(detail)" }
}
