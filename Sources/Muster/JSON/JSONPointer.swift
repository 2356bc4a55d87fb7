/// A JSON Pointer (RFC 6901): the way from a document's root to a value.
public struct JSONPointer: Sendable, Hashable {
  /// The unescaped reference tokens, from the root down.
  public var tokens: [String]

  /// The pointer of the root, or of what a list of tokens leads to.
  public init(_ tokens: [String] = []) {
    self.tokens = tokens
  }

  /// Reads the string form: empty, or tokens each after a slash, `~1` for `/` and `~0` for `~`.
  ///
  /// `nil` where the text is not of that form (RFC 6901, section 3).
  public init?(parsing text: some StringProtocol) {
    tokens = []
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { return }
    guard bytes[0] == UInt8(ascii: "/") else { return nil }
    var start = 1
    while start <= bytes.count {
      // A slash and a tilde are never part of another character's bytes.
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.count
      guard let token = JSONPointer.unescape(bytes[start..<end]) else { return nil }
      tokens.append(String(decoding: token, as: UTF8.self))
      start = end + 1
    }
  }

  /// A token as it is meant; `nil` where a tilde has neither 0 nor 1 behind it.
  private static func unescape(_ token: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard token.contains(UInt8(ascii: "~")) else { return token }
    var name: [UInt8] = []
    var rest = token.makeIterator()
    while let byte = rest.next() {
      guard byte == UInt8(ascii: "~") else {
        name.append(byte)
        continue
      }
      switch rest.next() {
      case UInt8(ascii: "0"): name.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): name.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return name[...]
  }

  /// The pointer of a child.
  public func appending(_ token: String) -> JSONPointer { JSONPointer(tokens + [token]) }

  /// A token of the string form, or the text itself where it is none.
  static func unescape(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "~")) else { return text }
    return JSONPointer(parsing: "/" + text)?.tokens.first ?? text
  }

  /// A token as the string form writes it.
  public static func escape(_ token: String) -> String {
    guard needsEscape(token.utf8.span) else { return token }
    var result = String.UnicodeScalarView()
    for scalar in token.unicodeScalars {
      switch scalar {
      case "~": result.append(contentsOf: "~0".unicodeScalars)
      case "/": result.append(contentsOf: "~1".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func needsEscape(_ token: Span<UInt8>) -> Bool {
    for index in token.indices where token[index] == UInt8(ascii: "~") || token[index] == UInt8(ascii: "/") {
      return true
    }
    return false
  }
}

extension JSONPointer: CustomStringConvertible {
  /// The string form.
  public var description: String {
    guard !tokens.isEmpty else { return "" }
    var text = TextBuilder(capacity: tokens.reduce(0) { $0 + $1.utf8.count + 2 })
    for token in tokens { JSONPointer.write(token, into: &text) }
    return text.string
  }

  /// Appends a slash and a token as the string form writes it.
  static func write(_ token: String, into text: inout TextBuilder) {
    text.append(UInt8(ascii: "/"))
    let bytes = token.utf8.span
    if needsEscape(bytes) { text.append(escape(token)) } else { text.append(bytes) }
  }
}

extension String {
  /// Whether two texts are the same bytes: as strings they are equal where only their canonical forms are.
  package func hasSameBytes(as other: String) -> Bool {
    let (left, right) = (utf8.span, other.utf8.span)
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }
}
