/// A pattern of another language, with the ECMA-262 pattern of the same meaning.
///
/// The text is read by a grammar that has the constructs of Java, PCRE, Perl, Python and .NET besides those of ECMA-262.
/// Only what means the same in every language that has it is translated. Constructs that ECMA-262 shares with other
/// languages keep the meaning that ECMA-262 gives them: `\d`, `\w`, `\s`, `\b`, `.`, `^` and `$`.
public struct ForeignPattern: Sendable, Hashable {
  /// A construct that ECMA-262 does not have.
  public struct Construct: Sendable, Hashable {
    /// The construct as it is written, as far as it identifies it: `\A`, `(?i)`, `[:alpha:]`.
    public let text: String
    /// Where it is in the pattern, as an offset in UTF-8 bytes.
    public let offset: Int
  }

  /// The ECMA-262 pattern of the same meaning, for the flag `u`.
  public let translation: String
  /// The constructs that were translated, each text once, in order; at least one.
  public let constructs: [Construct]

  /// Translates a pattern; `nil` if it has no construct of another language.
  ///
  /// A pattern that ECMA-262 reads with the flag `u` has none, unless it is a literal with its slashes (`/^[a-z]+$/i`)
  /// that could hardly match with them.
  ///
  /// - Throws: ``PatternError/Code/uncertainMeaning`` if languages read a construct in different ways, or no way of
  ///   writing it is known in ECMA-262; other codes if no language has such a pattern.
  /// - Complexity: O(*n*) for *n* bytes.
  public init?(_ source: String, limits: PatternLimits = .init()) throws(PatternError) {
    let literal = ForeignLiteral(source)
    if literal == nil {
      var parser = PatternParser(source, limits: limits)
      do throws(PatternError) {
        _ = try parser.parse()
        return nil
      } catch {
        if error.isLimit { throw error }
      }
    }
    var parser = ForeignParser(source, literal: literal, limits: limits)
    let root = try parser.parse()
    guard !parser.constructs.isEmpty else { return nil }
    if let doubt = parser.doubts.first { throw doubt }
    var captures = ForeignCaptures(parser)
    try captures.check(root)
    var atomics = ForeignAtomics(parser)
    try atomics.check(root)
    var writer = ForeignWriter(references: parser.references)
    writer.append(root)
    translation = writer.text
    constructs = parser.constructs
    // Whatever was overlooked must not become a pattern of ECMA-262 that is none.
    var proof = PatternParser(translation, limits: PatternLimits(sourceBytes: .max))
    do throws(PatternError) { _ = try proof.parse() } catch {
      if error.isLimit { throw error }
      throw PatternError(code: .uncertainMeaning, offset: 0, detail: "no ECMA-262 pattern of its meaning is known")
    }
  }
}
