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
  /// The limit's value, where it is a number.
  public let value: Int?
  /// The size of what exceeds the limit, if that is known.
  public let size: Int?
  /// The place in the schema that leads back to itself, for ``Limit/recursion``.
  public let schema: SchemaLocation?

  /// A limit that was reached.
  package init(
    limit: Limit, position: TextPosition, value: Int? = nil, size: Int? = nil, schema: SchemaLocation? = nil
  ) {
    self.limit = limit
    self.position = position
    self.value = value
    self.size = size
    self.schema = schema
  }

  /// The facts as a reason.
  public var reason: Reason {
    Reason(
      .stopped, expected: Reason.Expected(bound: value.map(String.init)),
      found: size.map { FoundValue(.string, count: $0) }, subject: Reason.Subject(.limit, limit.name),
      quote: schema.map { "\($0.source)#\($0.pointer):\($0.line)" })
  }
}

/// A payload that did not pass, thrown by `require`.
public struct Rejection: Error, Sendable, Hashable {
  /// What the check came to: never `valid`.
  public let outcome: Outcome
}
