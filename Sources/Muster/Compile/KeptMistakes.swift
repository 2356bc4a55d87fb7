/// The mistakes of a compilation that goes on after them.
struct KeptMistakes {
  /// The mistake at each origin; the first one counts.
  private var byOrigin: [UInt32: SchemaError] = [:]
  /// The mistakes of entries whose places do not lead to a schema.
  private(set) var ofEntries: [Int: SchemaError] = [:]

  /// Takes in why a keyword or schema is left unchecked.
  mutating func add(_ mistake: SchemaError, at origin: UInt32) {
    if byOrigin[origin] == nil { byOrigin[origin] = mistake }
  }

  /// Takes in the mistake of an entry that leads to no schema.
  mutating func set(_ mistake: SchemaError, ofEntry entry: Int) { ofEntries[entry] = mistake }

  /// The mistake at an origin.
  subscript(origin: UInt32) -> SchemaError? { byOrigin[origin] }

  /// The origins of mistakes, in the order of the schemas' text as far as it was written.
  var origins: [UInt32] { byOrigin.keys.sorted() }
}
