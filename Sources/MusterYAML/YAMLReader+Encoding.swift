import Muster

extension YAMLReader {
  /// A text as UTF-8: itself, or what a text in UTF-16 or UTF-32 says (YAML 1.2.2, section 5.2).
  ///
  /// Lines and columns stay those of the text that was given; offsets are those in UTF-8.
  /// - Throws: `invalidEncoding` where the text is not what its first bytes say.
  /// - Complexity: O(*n*) in the number of bytes; O(1) for UTF-8.
  public static func utf8(_ source: SourceText) throws(YAMLError) -> SourceText {
    let encoding = CharacterEncoding(of: source.bytes)
    if encoding == .utf8 { return source }
    let (bytes, isWhole) = encoding.decoded(source.bytes)
    let text = SourceText(name: source.name, bytes: bytes)
    guard isWhole else { throw YAMLError(Failure(.invalidEncoding, at: bytes.count), in: text) }
    return text
  }
}
