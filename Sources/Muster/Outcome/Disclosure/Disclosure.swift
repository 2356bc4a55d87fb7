/// Which values of a payload a report may show.
///
/// The names that occur here are the ones of properties, headers and parameters. A *harmless* name is one that
/// `Sensitivity` does not hold to name a secret. Kinds, lengths, counts and emptiness are never secrets.
public enum Disclosure: String, Sendable, Hashable, CaseIterable {
  /// Shows what the contract itself lists, numbers and booleans under harmless names, and the shape of other strings.
  ///
  /// The default of `lint` and of the response guard. The shape of `2024-05-01` is `9999-99-99`. Beside an
  /// enumeration it also shows a value of the listed values' own form, so that a new value can be named.
  case contract
  /// Shows, in addition to ``contract``, strings under harmless names that do not look private.
  ///
  /// The default of `validate` and of tests. Credentials, e-mail addresses, phone, card and account numbers, and URLs
  /// with a password or a query look private.
  case safe
  /// Shows no value at all.
  case never
  /// Shows every value, secrets included. This is never a default.
  case all
}
