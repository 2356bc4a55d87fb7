/// What compiling came to.
struct Compilation {
  let program: Program
  /// Keywords and formats that are not known, and what has no effect.
  let notices: [Notice]
  /// Why an entry has nothing to check with: for each that has not.
  let mistakes: [Int: SchemaError]
  /// The keywords that cannot be used, in the order in which they were found.
  let unchecked: [UncheckedKeyword]
  /// The entries that lead to such a keyword.
  let partlyChecked: Set<Int>
  /// Whether the program might differ under the other reading.
  let dependsOnReading: Bool
}
