import MusterText

/// What about a format failed.
enum FormatProblems {
  /// The code of the problem; `nil` where nothing more is known.
  static func problem(of format: Format, in tape: TapeView, _ value: TapeIndex) -> String? { nil }
}
