/// Some of the versions.
struct KeywordVersions: OptionSet, Sendable {
  let rawValue: UInt16

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(_ table: KeywordTable) { rawValue = 1 << UInt16(table.rawValue) }

  static let draft4 = KeywordVersions(.draft4)
  static let v1 = KeywordVersions(.v1)
  static let draft201909 = KeywordVersions(.draft201909)
  static let openAPI30 = KeywordVersions(.openAPI30)
  static let openAPI31 = KeywordVersions(.openAPI31)
  static let swagger20 = KeywordVersions(.swagger20)

  static let all = KeywordVersions(rawValue: (1 << UInt16(KeywordTable.allCases.count)) - 1)
  /// The drafts, and OpenAPI 3.1 and later, which take JSON Schema 2020-12 as it is.
  static let jsonSchema = all.subtracting([.openAPI30, .swagger20])
  static let fromDraft6 = jsonSchema.subtracting(.draft4)
  static let fromDraft7 = fromDraft6.subtracting(KeywordVersions(.draft6))
  static let from201909 = fromDraft7.subtracting(KeywordVersions(.draft7))
  static let from202012 = from201909.subtracting(.draft201909)
  /// Versions of OpenAPI, Swagger among them.
  static let openAPI: KeywordVersions = [.openAPI30, .openAPI31, .swagger20]
}
