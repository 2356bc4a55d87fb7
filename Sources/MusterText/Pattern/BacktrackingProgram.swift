/// Instructions for a pattern with back-references, which no linear search can follow.
struct BacktrackingProgram: Sendable {
  var instructions: [PatternInstruction]
  var slotCount: Int
  var registerCount: Int
  var references: [PatternReference]
}

/// What a backtracking search comes back to, or puts back on the way.
struct BacktrackEntry: Sendable {
  enum Kind: UInt8, Sendable {
    /// Go on with an instruction at a place.
    case branch
    /// Give back one code point of a run, down to a limit, and go on after it.
    case forwardRun
    case backwardRun
    /// A group's place as it was before.
    case slot
    case register
    /// A look-around whose body has no way left to match.
    case barrier
  }

  var kind: Kind
  var index: Int32
  var place: Int
  var limit: Int = 0
}
