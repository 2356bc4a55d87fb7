/// A compiled regular expression of ECMA-262 (2025) with the flag `u`.
///
/// ```swift
/// let slug = try Pattern("^[a-z0-9]+(-[a-z0-9]+)*$")
/// slug.search("a-b")  // .matched
/// ```
/// A pattern without back-references is decided in time linear in the text. With them a search has a budget of steps,
/// and ends `undecided` when it is spent; so does one whose look-arounds are so large that they spend it 32 times over, or
/// would have to remember more than 64 MB of places.
public struct Pattern: Sendable {
  /// The text the pattern was made from.
  public let source: String
  /// Whether the pattern is none with the flag `u`, and was read as without it.
  public let isLegacy: Bool
  let storage: PatternStorage

  /// Compiles a pattern.
  ///
  /// - Throws: every code of ``PatternError/Code``.
  /// - Complexity: bounded by `limits` whatever the pattern.
  public init(_ source: String, limits: PatternLimits = .init()) throws(PatternError) {
    self.source = source
    isLegacy = false
    storage = try PatternStorage(source, limits: limits)
  }

  /// Compiles a pattern that may have been written for a `RegExp` without the flag `u`.
  ///
  /// What is no pattern with the flag is read by the grammar without it (ECMA-262 sections 22.2.1 and B.1.2), as far as
  /// that says what other languages of patterns say too: an escaped punctuation mark stands for itself (`\-`, `\&`), as
  /// does a `{`, `}` or `]` that closes or opens nothing, and a `-` beside a class of characters (`[\w-.]`). Escapes of
  /// letters and digits stay errors: `\Z` and `\A` would stand for the letters, which nobody means. It is matched code
  /// point by code point like any other.
  ///
  /// - Throws: every code of ``PatternError/Code``.
  /// - Complexity: bounded by `limits` whatever the pattern.
  public init(allowingLegacySyntax source: String, limits: PatternLimits = .init()) throws(PatternError) {
    self.source = source
    if let storage = try? PatternStorage(source, limits: limits) {
      self.storage = storage
      isLegacy = false
    } else {
      storage = try PatternStorage(source, limits: limits, isLegacy: true)
      isLegacy = true
    }
  }

  /// Finds whether the pattern occurs anywhere in a text, as `new RegExp(source, "u").test(text)` does.
  ///
  /// - Complexity: O(*n*) for *n* bytes, without back-references; else bounded by the limits' steps.
  public func search(_ text: Span<UInt8>, scratch: inout PatternScratch) -> PatternMatch {
    storage.search(text, scratch: &scratch)
  }

  /// Finds whether the pattern occurs anywhere in a string.
  ///
  /// - Complexity: as ``search(_:scratch:)``, and working memory is made for each call.
  public func search(_ text: String) -> PatternMatch {
    var scratch = PatternScratch()
    return storage.search(text.utf8.span, scratch: &scratch)
  }
}
