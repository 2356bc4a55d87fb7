/// What became of a part of an exchange.
public enum PartVerdict: Sendable, Hashable {
  /// It was held to the contract.
  case checked
  /// It was not, for a reason.
  case skipped(SkipReason)
  /// The contract says nothing of it.
  case undocumented
}
