/// What a search for a pattern in one string came to.
public enum PatternMatch: UInt8, Sendable {
  /// The pattern does not occur in the string.
  case unmatched
  /// The pattern occurs in the string.
  case matched
  /// The step budget ran out first: neither verdict may be assumed.
  case undecided
}
