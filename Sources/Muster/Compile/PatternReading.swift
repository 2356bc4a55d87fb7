import MusterText

/// The text of a pattern as one of the two readings takes it.
struct PatternReading {
  /// The pattern; in the form of ECMA-262 if it was translated.
  let pattern: Result<Pattern, PatternError>
  /// The translation, if the pattern is one of another language and the reading allows for that.
  let foreign: ForeignPattern?
  /// Whether the other reading takes the text in another way.
  let dependsOnReading: Bool

  private init(
    _ pattern: Result<Pattern, PatternError>, _ foreign: ForeignPattern? = nil, dependsOnReading: Bool = false
  ) {
    self.pattern = pattern
    self.foreign = foreign
    self.dependsOnReading = dependsOnReading
  }

  /// Reads a text: by the letter as ECMA-262 does, under intent also as another language does.
  ///
  /// - Complexity: bounded by the limits of patterns.
  init(_ text: String, isIntent: Bool) {
    let letter = Result { () throws(PatternError) in try Pattern(allowingLegacySyntax: text) }
    if case .success(let plain) = letter, !plain.isLegacy, text.utf8.first != UInt8(ascii: "/") {
      self.init(letter)
      return
    }
    do throws(PatternError) {
      guard let foreign = try ForeignPattern(text) else {
        self.init(letter)
        return
      }
      guard isIntent else {
        self.init(letter, dependsOnReading: true)
        return
      }
      let translated = Result { () throws(PatternError) in try Pattern(foreign.translation) }
      self.init(translated, foreign, dependsOnReading: true)
    } catch {
      guard error.code == .uncertainMeaning else {
        self.init(letter)
        return
      }
      var isLetterPattern = false
      if case .success = letter { isLetterPattern = true }
      self.init(isIntent ? .failure(error) : letter, dependsOnReading: isLetterPattern)
    }
  }
}
