import MusterText

extension Notice.Code {
  /// A pattern of another language, read as the ECMA-262 pattern of the same meaning.
  public static let foreignPattern = Notice.Code(rawValue: "foreign-pattern")
}

/// The texts of `pattern` and of the names of `patternProperties`.
extension Compiler {
  /// The number of a pattern; `nil` if it is left unchecked.
  ///
  /// - Throws: ``SchemaError/Code/pattern`` if the text is not a valid pattern, or its meaning is not certain, and the
  ///   caller wants no mistakes.
  mutating func pattern(
    _ source: SchemaNode, at origin: UInt32, hidesEvaluations: Bool = false, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) -> UInt32? {
    let found = pass.builder.pattern(source) { PatternReading($0, isIntent: pass.goal.reading == .intent) }
    if found.reading.dependsOnReading { pass.dependsOnReading = true }
    switch found.reading.pattern {
    case .success(let pattern):
      if let foreign = found.reading.foreign {
        notice(.foreignPattern, at: origin, Self.words(on: foreign))
      } else if pattern.isLegacy {
        notice(
          .legacyPattern, at: origin,
          "the pattern is not valid with the flag u, so it is read without it (ECMA-262, B.1.2)")
      }
      return found.index
    case .failure(let error) where error.isLimit:
      notice(
        .uncheckedKeyword, at: origin,
        "the pattern is beyond a limit of Muster and is not checked: at offset \(error.offset), \(error.detail)")
      appendUnchecked(at: origin, hidesEvaluations: hidesEvaluations, into: &block)
      return nil
    case .failure(let error):
      let problem =
        error.code == .uncertainMeaning
        ? "the pattern is not a regular expression of ECMA-262, and what it means there is not certain"
        : "the pattern is not a regular expression of ECMA-262"
      let mistake = self.error(.pattern, at: origin, "\(problem): at offset \(error.offset), \(error.detail)")
      try leaveUnchecked(mistake, at: origin, hidesEvaluations: hidesEvaluations, into: &block)
      return nil
    }
  }

  private static let longestShown = 200

  private static func words(on foreign: ForeignPattern) -> String {
    let constructs = foreign.constructs.map { "'\($0.text)'" }.joined(separator: ", ")
    let isLong = foreign.translation.unicodeScalars.count > longestShown
    let shown = isLong ? String(foreign.translation.prefix(longestShown)) + "…" : foreign.translation
    return "ECMA-262 does not have \(constructs); the pattern is read as '\(shown)', which has the same meaning"
  }
}
