/// Where the value of a keyword holds subschemas.
package enum SubschemaPositions: Sendable, Hashable {
  /// Nowhere.
  case none
  /// The value is a subschema.
  case one
  /// Each item of the value is a subschema.
  case list
  /// The value is a subschema or, in earlier drafts, a list of them.
  case oneOrList
  /// Each member of the value is a subschema.
  case map
  /// Each member of the value is a subschema, unless it is a list.
  case mapOfSome

  /// The positions in the value of a keyword, by the name that any dialect has for it; `none` if no dialect has the name.
  ///
  /// Dialects differ in the names that they have, never in what a name means, so that whoever walks a document without
  /// knowing its dialect finds every subschema.
  package static func inValue(of name: String) -> SubschemaPositions { byName[name] ?? .none }

  private static let byName: [String: SubschemaPositions] = {
    var positions: [String: SubschemaPositions] = [:]
    for row in KeywordRow.all where row.holds != .none {
      for name in row.names { positions[name.text] = row.holds }
    }
    return positions
  }()
}
