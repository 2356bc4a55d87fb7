/// What a check came to.
public enum Outcome: Sendable, Hashable {
  /// The payload passes muster.
  case valid
  /// It does not, for these reasons; never empty.
  case invalid([Issue])
  /// It is not JSON.
  case unreadable(JSONError)
  /// A limit ended the check: neither verdict may be assumed.
  case stopped(LimitExceeded)

  /// Whether the payload passes.
  public var isValid: Bool {
    if case .valid = self { true } else { false }
  }
}

/// The limit that ended a check before there was a verdict.
public struct LimitExceeded: Error, Sendable, Hashable {
  /// Which limit it was.
  ///
  /// New ones may be added.
  public struct Limit: Sendable, Hashable {
    /// The limit's name, as in `Limits`.
    public let name: String

    /// `Limits.bytes`.
    public static let bytes = Limit(name: "bytes")
    /// `Limits.depth`.
    public static let depth = Limit(name: "depth")
    /// `Limits.steps`.
    public static let steps = Limit(name: "steps")
    /// References of the schema lead back to where they began without a step into the payload: raising limits is no
    /// help.
    public static let recursion = Limit(name: "recursion")
    /// The step budget of one pattern on one string.
    public static let pattern = Limit(name: "pattern")
  }

  /// Which limit it was.
  public let limit: Limit
  /// How far the check had come in the payload.
  public let position: TextPosition
  /// What happened and what to do, in a sentence.
  public let message: String
}

/// A payload that did not pass, thrown by `require`.
public struct Rejection: Error, Sendable, Hashable {
  /// What the check came to: never `valid`.
  public let outcome: Outcome
}
