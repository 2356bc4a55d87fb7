/// What one check may cost.
///
/// Every limit has a default that ordinary payloads never reach and hostile ones cannot outlast.
public struct Limits: Sendable, Hashable {
  /// Bytes of a payload; at most 4 GiB − 1, which is what the tape can address.
  public var bytes: Int
  /// How deep arrays and objects may nest.
  public var depth: Int
  /// Steps of evaluation: about one for each schema object applied to each value.
  public var steps: Int
  /// Issues that an outcome lists; the rest are only counted.
  public var issues: Int
  /// Entries of a request's query that its parameters are looked for among; of a query with more none is checked.
  public var parameters: Int

  /// The greatest text that a tape can address.
  static let addressableBytes = Int(UInt32.max) - 1

  /// Limits, each with its default: 1 GiB, 1,024 levels, 200 million steps, 100 issues, 10,000
  /// parameters.
  public init(
    bytes: Int = 1 << 30, depth: Int = 1_024, steps: Int = 200_000_000, issues: Int = 100,
    parameters: Int = 10_000
  ) {
    self.bytes = bytes
    self.depth = depth
    self.steps = steps
    self.issues = issues
    self.parameters = parameters
  }
}
