/// A subschema as outputs tell of it.
final class UnitSource: Sendable {
  let schema: JSON
  /// The way to it from the root of its document.
  let tokens: [String]
  /// Its absolute location: the URI of its resource with a pointer as the fragment.
  let location: String
  /// The keywords that give their value as an annotation, in the order of the schema.
  let annotations: [(keyword: String, value: JSON, isForStrings: Bool)]
  /// The keywords whose annotation says what they were applied to, in the order of the schema.
  let applicators: [(keyword: String, kind: Applicator)]

  /// What the annotation of an applicator is (JSON Schema 2020-12 Core, sections 10.3 and 11).
  enum Applicator: Sendable {
    /// The names of the members that it was applied to.
    case names
    /// `true` where it was applied to any item.
    case all
    /// The last position that it was applied to.
    case lastPosition
    /// The positions of the items that passed it.
    case positions
  }

  init(schema: JSON, tokens: [String], location: String, dialect: Dialect) {
    self.schema = schema
    self.tokens = tokens
    self.location = location
    var annotations: [(keyword: String, value: JSON, isForStrings: Bool)] = []
    var applicators: [(keyword: String, kind: Applicator)] = []
    // Beside a reference that stands alone nothing has a meaning.
    let isReference = dialect.rules.contains(.referenceStandsAlone) && schema["$ref"]?.kind == .string
    if !isReference {
      for member in schema.members {
        let name = member.name
        guard let annotation = UnitSource.annotation(of: name, schema, dialect) else { continue }
        switch annotation {
        case .value, .valueOfStrings:
          annotations.removeAll { $0.keyword == name }
          annotations.append((name, member.value, annotation == .valueOfStrings))
        case .names: applicators.append((name, .names))
        case .items: applicators.append((name, member.value.kind == .array ? .lastPosition : .all))
        case .positions: applicators.append((name, .positions))
        }
      }
    }
    self.annotations = annotations
    self.applicators = applicators
  }

  /// What a keyword gives as its annotation, if anything.
  ///
  /// A keyword that the dialect does not have is an annotation like any other (2020-12 Core, section 6.5); comments are
  /// none (section 8.3).
  private static func annotation(of name: String, _ schema: JSON, _ dialect: Dialect) -> KeywordRow.Annotation? {
    guard let keyword = dialect.keyword(name) else { return .value }
    // Before 2020-12 `contains` gives no annotation (2019-09 Core, section 9.3.1.4).
    if keyword == .contains, !dialect.rules.contains(.containsEvaluates) { return nil }
    // It means nothing without a media type (Validation, section 8.5).
    if keyword == .contentSchema, schema["contentMediaType"] == nil { return nil }
    return name == "$comment" ? nil : keyword.row.annotation
  }
}
