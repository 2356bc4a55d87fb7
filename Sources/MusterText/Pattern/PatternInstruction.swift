/// One step of a compiled pattern.
///
/// Targets are indices of instructions; where none is given, the next one follows.
enum PatternInstruction: Hashable, Sendable {
  /// Takes one code point that belongs to a set, going forward.
  case consume(set: Int32)
  /// Takes one code point that belongs to a set, going backward: inside a look-behind of a backtracking program.
  case consumeBackward(set: Int32)
  /// Takes as many code points of a set as there are, then gives back one at a time; `minimum` of them are kept.
  /// Only in backtracking programs.
  case run(set: Int32, minimum: Int32, backward: Bool)
  /// Takes as many code points of a set as a counted run wants, by its index among the program's runs.
  /// Only in regular programs that are followed as sets.
  case count(run: Int32)
  case jump(Int32)
  /// Tries `preferred` first, then `other`.
  case fork(preferred: Int32, other: Int32)
  case assert(PatternAssertion)
  /// Holds where a look-around does, by its index among the program's looks. Only in regular programs.
  case assertLook(Int32)
  /// Starts a look-around whose body follows and ends with ``lookMatched``; `end` follows the body.
  /// Only in backtracking programs.
  case look(negated: Bool, end: Int32)
  case lookMatched
  /// Stores the place in a slot: 2*n* is the start and 2*n*+1 the end of group *n*.
  case save(slot: Int32)
  /// Forgets what the groups with slots from `first` up to `end` matched.
  case clear(first: Int32, end: Int32)
  /// Remembers the place in a register, for ``checkProgress(register:)``.
  case mark(register: Int32)
  /// Fails if nothing was consumed since ``mark(register:)``.
  case checkProgress(register: Int32)
  case backreference(index: Int32, backward: Bool)
  case matched
}
