/// A version of the schema language: which keywords it has, and how they work together.
///
/// Dialects are data: a draft's table of keywords, the vocabularies of it that are in force, and a set of rules.
public struct Dialect: Sendable, Hashable {
  /// The name that options and messages use, such as `2020-12` or `openapi-3.0`.
  public let name: String
  /// The patch level of an OpenAPI 3.0 document: the letter of `nullable` changed with 3.0.3.
  let patch: Int
  let table: KeywordTable
  var vocabularies: Vocabularies
  var rules: Rules

  /// What differs between dialects beside their keywords.
  struct Rules: OptionSet, Sendable, Hashable {
    let rawValue: UInt16

    /// `$ref` hides the keywords beside it.
    static let referenceStandsAlone = Rules(rawValue: 1)
    /// `exclusiveMinimum` and `exclusiveMaximum` are booleans that sharpen `minimum` and `maximum`.
    static let booleanExclusives = Rules(rawValue: 2)
    /// By the letter `1.0` is no integer.
    static let integerBySpelling = Rules(rawValue: 4)
    /// `format` asserts.
    static let assertsFormats = Rules(rawValue: 8)
    /// A schema of an OpenAPI document: `x-` names are extensions, and vendors mean `nullable`.
    static let openAPI = Rules(rawValue: 16)
    /// `type` is one name and never `null`.
    static let singleType = Rules(rawValue: 32)
    /// `true` and `false` are schemas.
    static let booleanSchemas = Rules(rawValue: 64)
    /// An identifier that is only a fragment is an anchor.
    static let fragmentIdentifiers = Rules(rawValue: 128)
    /// `items` may be a list, which `additionalItems` goes on after.
    static let itemLists = Rules(rawValue: 256)
    /// What `contains` matches counts as evaluated.
    static let containsEvaluates = Rules(rawValue: 512)
    /// `$dynamicRef` is dynamic only where its first target is a `$dynamicAnchor` of the same name.
    static let dynamicReferencesStartAtTheirAnchor = Rules(rawValue: 1024)
    /// Names that begin with `x-` are anybody's annotations.
    static let extensions = Rules(rawValue: 2048)
    /// A property that goes one way only is required that way only.
    static let directionLiftsRequired = Rules(rawValue: 4096)
    /// A property that goes one way only must not go the other.
    static let directionForbids = Rules(rawValue: 8192)
  }

  /// JSON Schema draft 4.
  public static let draft4 = Dialect(
    name: "draft4", patch: 0, table: .draft4, vocabularies: .all,
    rules: [.referenceStandsAlone, .booleanExclusives, .integerBySpelling, .fragmentIdentifiers, .itemLists])
  /// JSON Schema draft 6.
  public static let draft6 = Dialect(
    name: "draft6", patch: 0, table: .draft6, vocabularies: .all,
    rules: [.referenceStandsAlone, .booleanSchemas, .fragmentIdentifiers, .itemLists])
  /// JSON Schema draft 7.
  public static let draft7 = Dialect(
    name: "draft7", patch: 0, table: .draft7, vocabularies: .all,
    rules: [.referenceStandsAlone, .booleanSchemas, .fragmentIdentifiers, .itemLists])
  /// JSON Schema 2019-09.
  public static let draft201909 = Dialect(
    name: "2019-09", patch: 0, table: .draft201909, vocabularies: .all, rules: [.booleanSchemas, .itemLists])
  /// JSON Schema 2020-12.
  public static let draft202012 = Dialect(
    name: "2020-12", patch: 0, table: .draft202012, vocabularies: .all,
    rules: [.booleanSchemas, .containsEvaluates, .dynamicReferencesStartAtTheirAnchor])
  /// JSON Schema v1.
  public static let v1 = Dialect(
    name: "v1", patch: 0, table: .v1, vocabularies: .all,
    rules: [.booleanSchemas, .containsEvaluates, .assertsFormats, .extensions])
  /// The Schema Object of OpenAPI 3.0, at its last patch level.
  public static let openAPI30 = openAPI30(patch: 4)
  /// The Schema Object of OpenAPI 3.1: JSON Schema 2020-12 with the OpenAPI base vocabulary.
  public static let openAPI31 = Dialect(
    name: "openapi-3.1", patch: 0, table: .openAPI31, vocabularies: .all,
    rules: [
      .booleanSchemas, .containsEvaluates, .dynamicReferencesStartAtTheirAnchor, .assertsFormats, .openAPI,
    ])

  /// The Schema Object of OpenAPI 3.2, which is that of 3.1 with more annotations.
  public static let openAPI32 = Dialect(
    name: "openapi-3.2", patch: 0, table: .openAPI31, vocabularies: .all, rules: openAPI31.rules)
  /// The Schema Object of Swagger 2.0.
  public static let swagger20 = Dialect(
    name: "swagger-2.0", patch: 0, table: .swagger20, vocabularies: .all,
    rules: [
      .referenceStandsAlone, .booleanExclusives, .integerBySpelling, .assertsFormats, .openAPI, .singleType,
      .directionLiftsRequired, .directionForbids,
    ])

  private static func openAPI30(patch: Int) -> Dialect {
    Dialect(
      name: "openapi-3.0", patch: patch, table: .openAPI30, vocabularies: .all,
      rules: [
        .referenceStandsAlone, .booleanExclusives, .integerBySpelling, .assertsFormats, .openAPI, .singleType,
        .directionLiftsRequired,
      ])
  }

  /// All dialects by name.
  public static let all: [Dialect] = [
    draft4, draft6, draft7, draft201909, draft202012, v1, swagger20, openAPI30, openAPI31, openAPI32,
  ]

  /// The dialect of a name as in `all`, or of an OpenAPI 3.0 patch level such as `openapi-3.0.1`.
  public static func named(_ name: String) -> Dialect? {
    if let dialect = all.first(where: { $0.name == name }) { return dialect }
    return name.hasPrefix("openapi-") ? openAPI(version: String(name.dropFirst(8))) : nil
  }

  /// The dialect of an OpenAPI document by its `openapi` field, such as `3.0.1`.
  public static func openAPI(version: String) -> Dialect? {
    let parts = version.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0] == "3" else { return nil }
    let patch = parts.count > 2 ? Int(parts[2].prefix { $0.isASCII && $0.isNumber }) : nil
    switch parts[1] {
    case "0": return openAPI30(patch: patch ?? 4)
    case "1": return openAPI31
    case "2": return openAPI32
    default: return nil
    }
  }

  /// The dialect of a metaschema's URI; an empty fragment at its end does not matter.
  public static func metaschema(_ uri: String) -> Dialect? {
    switch uri.hasSuffix("#") ? String(uri.dropLast()) : uri {
    case "http://json-schema.org/draft-04/schema": draft4
    case "http://json-schema.org/draft-06/schema": draft6
    case "http://json-schema.org/draft-07/schema": draft7
    case "https://json-schema.org/draft/2019-09/schema": draft201909
    case "https://json-schema.org/draft/2020-12/schema": draft202012
    case "https://json-schema.org/v1": v1
    // Behind it stands `base` or the date of a revision.
    case let dialect where dialect.hasPrefix("https://spec.openapis.org/oas/3.1/dialect/"): openAPI31
    case let dialect where dialect.hasPrefix("https://spec.openapis.org/oas/3.2/dialect/"): openAPI32
    default: nil
    }
  }

  /// The URI of the dialect's metaschema; `nil` for the Schema Objects that have none.
  var metaschemaURI: String? {
    switch table {
    case .draft4: "http://json-schema.org/draft-04/schema#"
    case .draft6: "http://json-schema.org/draft-06/schema#"
    case .draft7: "http://json-schema.org/draft-07/schema#"
    case .draft201909: "https://json-schema.org/draft/2019-09/schema"
    case .draft202012: "https://json-schema.org/draft/2020-12/schema"
    case .v1: "https://json-schema.org/v1"
    case .openAPI31:
      name == Dialect.openAPI32.name
        ? "https://spec.openapis.org/oas/3.2/dialect/2025-09-17" : "https://spec.openapis.org/oas/3.1/dialect/base"
    case .openAPI30, .swagger20: nil
    }
  }

  /// The keyword that a name stands for; `nil` for a name that the dialect does not have.
  func keyword(_ name: String) -> Keyword? {
    guard let entry = table.keywords[name], vocabularies.contains(entry.vocabulary) else { return nil }
    return entry.keyword
  }

  /// The names that a misspelt keyword may have meant.
  var keywordNames: [String] { table.keywords.keys.sorted() }

  /// The name of the keyword that identifies a schema.
  var identifierName: String { table == .draft4 ? "id" : "$id" }

  /// Whether schemas can identify themselves at all: those of OpenAPI 3.0 and Swagger 2.0 cannot.
  var hasIdentifiers: Bool { keyword(identifierName) == .identifier }
}

/// The vocabularies that 2019-09 and later divide their keywords into; earlier drafts have all of theirs at once.
struct Vocabularies: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  static let core = Vocabularies(rawValue: 1)
  static let applicator = Vocabularies(rawValue: 2)
  static let unevaluated = Vocabularies(rawValue: 4)
  static let validation = Vocabularies(rawValue: 8)
  static let metadata = Vocabularies(rawValue: 16)
  static let format = Vocabularies(rawValue: 32)
  static let content = Vocabularies(rawValue: 64)
  static let all = Vocabularies(rawValue: 127)

  /// The vocabulary of a URI, with whether it makes `format` assert (2019-09 and 2020-12, section 8.1.2).
  static func of(_ uri: String) -> (vocabulary: Vocabularies, assertsFormats: Bool)? {
    let prefixes = ["https://json-schema.org/draft/2020-12/vocab/", "https://json-schema.org/draft/2019-09/vocab/"]
    guard let prefix = prefixes.first(where: uri.hasPrefix) else { return nil }
    let isFirst = prefix == prefixes[0]
    switch uri.dropFirst(prefix.utf8.count) {
    case "core": return (.core, false)
    // In 2019-09 the unevaluated keywords are applicators.
    case "applicator": return (isFirst ? .applicator : [.applicator, .unevaluated], false)
    case "unevaluated" where isFirst: return (.unevaluated, false)
    case "validation": return (.validation, false)
    case "meta-data": return (.metadata, false)
    case "format-annotation" where isFirst: return (.format, false)
    case "format-assertion" where isFirst: return (.format, true)
    case "format" where !isFirst: return (.format, false)
    case "content": return (.content, false)
    default: return nil
    }
  }
}
