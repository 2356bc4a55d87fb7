/// Instructions without back-references, read in one direction.
struct RegularProgram: Sendable {
  var instructions: [PatternInstruction]
  /// Whether the text is read from its end to its start.
  var backward: Bool
  /// For the body of a look-around: whether it must not match.
  var negated = false
}

/// A pattern without back-references: its program and those of its look-arounds, inner ones first.
struct RegularPattern: Sendable {
  var main: RegularProgram
  var looks: [RegularProgram]
}
