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
    if text.isEmpty { return }
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    for token in text.unicodeScalars.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      var name = String.UnicodeScalarView()
      var rest = token.makeIterator()
      while let scalar = rest.next() {
        guard scalar == "~" else {
          name.append(scalar)
          continue
        }
        switch rest.next() {
        case "0": name.append("~")
        case "1": name.append("/")
        default: return nil
        }
      }
      tokens.append(String(name))
    }
  }

  /// The pointer of a child.
  public func appending(_ token: String) -> JSONPointer { JSONPointer(tokens + [token]) }

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
