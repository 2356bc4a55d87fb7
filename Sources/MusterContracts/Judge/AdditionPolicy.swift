/// What it means that a vendor sends more than the contract documents: fields, enumerated values and discriminator tags
/// that were added to a response, and fields that a request has beyond its open schema.
///
/// It means the same for the guard, the linter, assertions and `validate`, whatever the schema says of
/// `additionalProperties`. A field that a *closed* request schema does not declare is a violation under every policy.
public enum AdditionPolicy: String, Sendable, Hashable, CaseIterable {
  /// Additions are drift: told, and no violation.
  case drift
  /// Additions are violations.
  case fails
  /// Additions are not told.
  case ignored
}
