/// The keywords that the compiler knows, whatever a dialect calls or lacks.
///
/// What the specifications say of each is its row in the table of keywords.
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

  /// What the specifications say of the keyword.
  var row: KeywordRow { KeywordRow.all[Int(rawValue)] }

  /// The name that messages give it: the one of the latest dialect.
  var name: String { row.names.last?.text ?? "" }
}
