/// Names of properties that no schema of a value requires, as one of them says that they go the other way.
struct LiftedNames {
  /// The names, by their numbers in the program.
  var names: Set<UInt32> = []
}

/// What a block with lifted names is known by.
struct LiftedKey: Hashable {
  let schema: PlaceKey
  let direction: Schema.Direction?
  let names: Set<UInt32>
}
