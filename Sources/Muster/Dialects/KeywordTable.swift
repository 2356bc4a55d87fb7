/// The keywords of each version by name, made from the rows of the keywords.
enum KeywordTable: UInt8, Sendable, Hashable, CaseIterable {
  case draft4, draft6, draft7, draft201909, draft202012, v1, openAPI30, openAPI31, swagger20

  /// What a name stands for.
  struct Entry: Sendable {
    var keyword: Keyword
    var vocabulary: Vocabularies
    var row: KeywordRow
  }

  /// The keywords of the version by their names.
  var keywords: [String: Entry] { KeywordTable.all[Int(rawValue)] }

  private static let all: [[String: Entry]] = allCases.map { table in
    var keywords: [String: Entry] = [:]
    for (keyword, row) in zip(Keyword.allCases, KeywordRow.all) {
      for name in row.names where name.versions.contains(KeywordVersions(table)) {
        keywords[name.text] = Entry(keyword: keyword, vocabulary: name.vocabulary, row: row)
      }
    }
    return keywords
  }
}
