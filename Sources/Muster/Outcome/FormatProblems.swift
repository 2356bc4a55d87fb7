import MusterText

/// What about a format failed.
enum FormatProblems {
  /// The code of the problem of a string or number that is not of a format; `nil` if nothing more than that is known.
  ///
  /// - Complexity: O(*n*) in the length of the value's text.
  static func problem(of format: Format, _ mode: Format.Mode, in tape: TapeView, _ value: TapeIndex) -> String? {
    let isPlain = tape[value].kind == .number || tape[value].flags & TapeWord.hasEscape == 0
    let problem =
      isPlain
      ? tape.withText(value) { format.problem(in: $0, mode: mode) }
      : format.problem(in: tape.decodedString(value), mode: mode)
    return problem.map { $0.code.description }
  }
}
