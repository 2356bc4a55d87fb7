import Muster

/// How messages are judged.
public struct JudgeOptions: Sendable, Hashable {
  /// How to take the schemas' words.
  public var reading: Reading
  /// What it means that a message has more than the contract documents.
  public var additions: AdditionPolicy
  /// What findings may show of a message's values.
  public var disclosure: Disclosure
  /// What the check of one body may cost.
  public var limits: Limits
  /// What to do if a name occurs twice in an object.
  public var duplicateNames: DuplicateNames
  /// Texts that stand for what was sent and are not held against anybody; `nil` if messages are as they were sent.
  public var placeholders: Placeholders?

  /// Options, each with its default.
  public init(
    reading: Reading = .intent, additions: AdditionPolicy = .drift, disclosure: Disclosure = .contract,
    limits: Limits = .init(), duplicateNames: DuplicateNames = .warn,
    placeholders: Placeholders? = nil
  ) {
    self.reading = reading
    self.additions = additions
    self.disclosure = disclosure
    self.limits = limits
    self.duplicateNames = duplicateNames
    self.placeholders = placeholders
  }
}
