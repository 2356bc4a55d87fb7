/// Why bytes are not a JSON text, and where.
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
    /// A byte order mark at the start (RFC 8259, section 8.1).
    public static let byteOrderMark = Code(rawValue: 9)
    /// Arrays and objects nest deeper than `Limits.depth`.
    public static let depth = Code(rawValue: 10)
    /// The text has more bytes than `Limits.bytes`.
    public static let size = Code(rawValue: 11)
    /// A name occurs twice in an object and the caller asked to reject that.
    public static let duplicateName = Code(rawValue: 12)
  }

  /// What kind of mistake it is.
  public let code: Code
  /// Where it is.
  public let position: TextPosition
  /// What was found there, in a few words; never more of the text than one character.
  public let detail: String

  /// Whether a limit ended the reading, so that the text may well be JSON.
  public var isLimit: Bool { code == .depth || code == .size }
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
    detail = JSONError.detail(error, in: bytes, limits: limits)
  }

  private static func detail(_ error: TapeError, in bytes: Span<UInt8>, limits: Limits) -> String {
    switch error.code {
    case .endOfText:
      return bytes.isEmpty ? "the text is empty; a JSON value was expected" : "the text ends inside of a value"
    case .unexpectedCharacter:
      return "\(character(at: error.offset, in: bytes)) does not belong here"
    case .trailingText:
      return "\(character(at: error.offset, in: bytes)) follows the value; only one value makes a JSON text"
    case .number: return "this is not a number that JSON allows"
    case .controlCharacter: return "a control character in a string must be escaped"
    case .escape: return "this is not an escape that JSON allows"
    case .loneSurrogate: return "an escaped surrogate needs its other half beside it"
    case .encoding: return "the bytes are not UTF-8"
    case .byteOrderMark: return "a byte order mark must not be here"
    case .depth: return "arrays and objects nest deeper than the limit of \(limits.depth)"
    case .size: return "the text has \(bytes.count) bytes, more than the limit of \(limits.bytes)"
    case .duplicateName: return "the name occurs twice in one object"
    default: return "this is not JSON"
    }
  }

  private static func character(at offset: Int, in bytes: Span<UInt8>) -> String {
    guard offset < bytes.count else { return "the end" }
    let byte = bytes[offset]
    if byte >= 0x21, byte < 0x7F { return "'\(Unicode.Scalar(byte))'" }
    let digits = String(byte, radix: 16, uppercase: true)
    return "byte 0x" + (digits.utf8.count < 2 ? "0" : "") + digits
  }
}

extension JSONError: CustomStringConvertible {
  /// The line, the column and what is wrong there.
  public var description: String { "\(position.line):\(position.column): \(detail)" }
}
