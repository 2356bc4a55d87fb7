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
        if let kind = UnitSource.applicator(name, member.value, dialect) {
          applicators.append((name, kind))
        } else if let isForStrings = UnitSource.annotation(name, schema, dialect) {
          annotations.removeAll { $0.keyword == name }
          annotations.append((name, member.value, isForStrings))
        }
      }
    }
    self.annotations = annotations
    self.applicators = applicators
  }

  private static func applicator(_ name: String, _ value: JSON, _ dialect: Dialect) -> Applicator? {
    switch dialect.keyword(name) {
    case .properties, .patternProperties, .additionalProperties, .unevaluatedProperties: .names
    case .items: value.kind == .array ? .lastPosition : .all
    case .additionalItems, .unevaluatedItems: .all
    case .prefixItems: .lastPosition
    // Before 2020-12 `contains` gives no annotation (2019-09 Core, section 9.3.1.4).
    case .contains: dialect.rules.contains(.containsEvaluates) ? .positions : nil
    default: nil
    }
  }

  /// Whether a keyword's value is an annotation, and if so whether of strings only.
  ///
  /// A keyword that the dialect does not have is an annotation like any other (2020-12 Core, section 6.5); comments are
  /// none (section 8.3), and `contentSchema` means nothing without a media type (Validation, section 8.5).
  private static func annotation(_ name: String, _ schema: JSON, _ dialect: Dialect) -> Bool? {
    switch dialect.keyword(name) {
    case .annotation: name == "$comment" ? nil : false
    case .readOnly, .writeOnly, .format, .discriminator, nil: false
    case .contentEncoding, .contentMediaType: true
    case .contentSchema: schema["contentMediaType"] == nil ? nil : true
    default: nil
    }
  }
}
