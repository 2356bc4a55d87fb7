/// Instructions without back-references, read in one direction.
struct RegularProgram: Sendable {
  var instructions: [PatternInstruction]
  /// Whether the text is read from its end to its start.
  var backward: Bool
  /// For the body of a look-around: whether it must not match.
  var negated = false
  /// The counted repeats that are not written out.
  var runs: [CountedRun] = []
  /// What the rings of all runs take, in words of eight bytes.
  var ringWords = 0
}

/// A pattern without back-references: its program and those of its look-arounds, inner ones first.
struct RegularPattern: Sendable {
  var main: RegularProgram
  var looks: [RegularProgram]

  /// How many instructions there are in all programs.
  var size: Int { looks.reduce(main.instructions.count) { $0 + $1.instructions.count } }

  /// Whether a state is no more than a set of instructions: no look-arounds, no counts.
  var canGrowTable: Bool { looks.isEmpty && main.runs.isEmpty }
}
