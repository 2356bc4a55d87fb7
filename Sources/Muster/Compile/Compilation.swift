/// What compiling came to.
struct Compilation {
  let program: Program
  /// Keywords and formats that are not known, and what has no effect.
  let notices: [Notice]
  /// The mistake of each entry that has one, itself or in a schema that it refers to.
  let mistakes: [Int: SchemaError]
  /// Whether the program might differ under the other reading.
  let dependsOnReading: Bool
}
