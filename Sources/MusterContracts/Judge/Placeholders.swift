import Muster
import MusterText

/// Texts that recorders write in place of what was sent, such as `<TOKEN>` or `REDACTED`.
///
/// Nobody knows what was sent, so a placeholder is not held against anybody. Only a whole value is one:
/// - a name in angle brackets, in double braces, in `${…}` or `%{…}`: `<API_KEY>`, `{{token}}`, `${TOKEN}`,
/// - three or more asterisks,
/// - the words redacted, filtered, masked, scrubbed, sanitized, removed and hidden in letters of any case, bare in capitals
///   or in brackets of any kind: `REDACTED`, `[FILTERED]`, `<redacted>`,
/// - what one of the patterns takes as a whole.
public struct Placeholders: Sendable, Hashable {
  private let patterns: [Pattern]

  /// The placeholders that recorders are known for.
  public static let ofRecorders = Placeholders()

  private init() { patterns = [] }

  /// The placeholders that recorders are known for, and those of patterns.
  ///
  /// - Parameter sources: Regular expressions of ECMA-262, each for a whole value.
  /// - Throws: `PatternError` for a text that is none.
  public init(_ sources: [String]) throws(PatternError) {
    var patterns: [Pattern] = []
    for source in sources { patterns.append(try Pattern(allowingLegacySyntax: "^(?:\(source))$")) }
    self.patterns = patterns
  }

  /// Whether two are of the same patterns.
  public static func == (left: Placeholders, right: Placeholders) -> Bool {
    left.patterns.map(\.source) == right.patterns.map(\.source)
  }

  /// Hashes the patterns.
  public func hash(into hasher: inout Hasher) { hasher.combine(patterns.map(\.source)) }

  /// Whether a text is a placeholder.
  ///
  /// - Complexity: O(*n*) for texts of up to 128 bytes, and for longer ones that of the patterns.
  public func contains(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return Placeholders.isKnown(bytes) || patterns.contains { $0.search(text) == .matched }
  }

  /// Whether the JSON string at an offset of a text is a placeholder.
  func contains(stringAt offset: Int, of text: [UInt8]) -> Bool {
    guard text.indices.contains(offset), text[offset] == UInt8(ascii: "\"") else { return false }
    var end = offset + 1
    while end < text.count, text[end] != UInt8(ascii: "\"") { end += text[end] == UInt8(ascii: "\\") ? 2 : 1 }
    guard end < text.count else { return false }
    var assembler = JSONAssembler()
    assembler.append(Array(text[offset...end]))
    guard let string = (try? JSONDocument(assembler))?.root.string else { return false }
    return contains(string)
  }

  // MARK: What recorders write

  private static let words: Set<String> = [
    "redacted", "filtered", "masked", "scrubbed", "sanitized", "sanitised", "removed", "hidden",
  ]
  private static let brackets: [(open: String, close: String)] = [
    ("{{", "}}"), ("${", "}"), ("%{", "}"), ("<", ">"), ("[", "]"), ("(", ")"), ("{", "}"), ("*", "*"), ("_", "_"),
  ]
  private static let longest = 128

  private static func isKnown(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 3, bytes.count <= longest else { return false }
    if bytes.allSatisfy({ $0 == UInt8(ascii: "*") }) { return true }
    if words.contains(String(decoding: bytes.map { $0 | 0x20 }, as: UTF8.self)) {
      return bytes.allSatisfy { $0 & 0x20 == 0 }
    }
    var inner = bytes[...]
    // Two pairs of brackets are as many as anybody writes: `**[REDACTED]**`.
    for _ in 0..<4 {
      guard let pair = brackets.first(where: { inner.starts(with: $0.open.utf8) && ends(inner, with: $0.close) }) else {
        break
      }
      inner = inner.dropFirst(pair.open.utf8.count).dropLast(pair.close.utf8.count)
      if words.contains(String(decoding: inner.map { $0 | 0x20 }, as: UTF8.self)) { return true }
      let isForNames = pair.open == "<" || pair.open.utf8.count == 2
      if isForNames, isName(inner) { return true }
    }
    return false
  }

  private static func ends(_ bytes: ArraySlice<UInt8>, with text: String) -> Bool {
    bytes.count > text.utf8.count * 2 && bytes.suffix(text.utf8.count).elementsEqual(text.utf8)
  }

  private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.contains { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
      && bytes.allSatisfy {
        ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || " _-.:$".utf8.contains($0)
      }
  }
}
