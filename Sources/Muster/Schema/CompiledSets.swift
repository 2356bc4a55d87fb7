/// The schemas of a document under several readings.
package struct CompiledSets {
  /// The schemas under one reading.
  package struct ReadingSet {
    package let set: SchemaSet
    /// Whether it is the set of the reading before, because nothing in it depends on the reading.
    package let isSame: Bool
    /// Why keywords are left unchecked, each with the places whose schemas lead to it; none if there are too many to tell.
    package var unchecked: [(mistake: SchemaError, places: [Int])] = []
    /// The places whose schemas lead to a keyword that is left unchecked.
    package var partlyChecked: Set<Int> = []
  }

  /// A set for each reading.
  package var sets: [ReadingSet] = []
  /// For the index of each place that is left out, why its schema checks nothing.
  package var mistakes: [Int: SchemaError] = [:]
}
