/// A keyword that a dialect does not have and another one has, which authors mean all the same.
struct NeighbouringKeyword: Sendable {
  var keyword: Keyword
  /// The dialect that it is read as.
  var dialect: Dialect

  /// Keywords that say where a schema is, or which dialect it is of: what is not known of these while documents are
  /// indexed must not count afterwards.
  private static let ofIdentity: Set<Keyword> = [
    .ref, .identifier, .anchor, .schema, .vocabulary, .dynamicReference, .dynamicAnchor, .recursiveReference,
    .recursiveAnchor,
  ]

  /// The keyword of a name, as authors of schemas of a dialect mean it; `nil` if no neighbour has it, or it is a keyword of
  /// the dialect itself, though of a vocabulary that is not in force.
  static func named(_ name: String, beside dialect: Dialect) -> NeighbouringKeyword? {
    guard dialect.table.keywords[name] == nil else { return nil }
    return tables[Int(dialect.table.rawValue)][name]
  }

  private static let tables: [[String: NeighbouringKeyword]] = KeywordTable.allCases.map(neighbours)

  /// The dialects that keywords are taken from, the nearest first: schemas of OpenAPI take them from OpenAPI first, others
  /// from drafts alone.
  private static func donors(of table: KeywordTable) -> [Dialect] {
    let drafts: [Dialect] = [.draft6, .draft7, .draft201909, .draft202012, .draft4]
    switch table {
    case .openAPI30, .openAPI31, .swagger20: return [.openAPI31, .openAPI30] + drafts.reversed()
    default: return drafts
    }
  }

  private static func neighbours(of table: KeywordTable) -> [String: NeighbouringKeyword] {
    var found: [String: NeighbouringKeyword] = [:]
    for donor in donors(of: table) where donor.table != table {
      for (name, entry) in donor.table.keywords where found[name] == nil {
        guard table.keywords[name] == nil, !ofIdentity.contains(entry.keyword) else { continue }
        found[name] = NeighbouringKeyword(keyword: entry.keyword, dialect: donor)
      }
    }
    if donors(of: table).contains(.openAPI30) || table == .openAPI30 {
      found["x-nullable"] = NeighbouringKeyword(keyword: .nullable, dialect: .openAPI30)
    }
    return found
  }
}
