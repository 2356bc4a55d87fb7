/// A keyword that cannot be used, and who is concerned.
struct UncheckedKeyword: Sendable {
  /// Why it cannot be used.
  let mistake: SchemaError
  /// The entries that lead to it, in their order; empty if there are too many to tell.
  var entries: [Int]
}
