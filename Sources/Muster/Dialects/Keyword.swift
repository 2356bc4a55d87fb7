/// The keywords that the compiler knows, whatever a dialect calls or lacks.
enum Keyword: UInt8, Sendable, CaseIterable {
  // Core.
  case ref, definitions, identifier, anchor, schema, vocabulary
  case dynamicReference, dynamicAnchor, recursiveReference, recursiveAnchor
  // Assertions.
  case type, nullable, enumeration, constant
  case multipleOf, maximum, exclusiveMaximum, minimum, exclusiveMinimum
  case maxLength, minLength, pattern, format
  case maxItems, minItems, uniqueItems, minContains, maxContains
  case maxProperties, minProperties, required, dependentRequired
  // Applicators.
  case allOf, anyOf, oneOf, not, condition, then, otherwise, dependentSchemas, dependencies
  case items, additionalItems, prefixItems, contains
  case properties, patternProperties, additionalProperties, propertyNames
  case unevaluatedItems, unevaluatedProperties
  // Annotations.
  case readOnly, writeOnly, discriminator, contentEncoding, contentMediaType, contentSchema, annotation

  /// Where a keyword's value holds subschemas.
  enum Subschemas: Sendable {
    case none, one, list, map
    /// One schema, or in earlier drafts a list of them.
    case oneOrList
    /// Schemas by name; what is a list there is no schema.
    case mapOfSome
  }

  var subschemas: Subschemas {
    switch self {
    case .not, .condition, .then, .otherwise, .additionalItems, .contains, .additionalProperties, .propertyNames,
      .unevaluatedItems, .unevaluatedProperties, .contentSchema:
      .one
    case .items: .oneOrList
    case .allOf, .anyOf, .oneOf, .prefixItems: .list
    case .dependencies: .mapOfSome
    case .properties, .patternProperties, .dependentSchemas, .definitions: .map
    default: .none
    }
  }
}
