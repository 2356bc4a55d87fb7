/// The keywords that the compiler knows, whatever a dialect calls or lacks.
///
/// What the specifications say of each is its row in the table below.
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

/// The table of keywords.
///
/// Draft 4: Core, section 7; Validation, sections 5 to 7. Draft 6: Core, section 8; Validation, sections 6 to 8. Draft 7:
/// Core, sections 8 and 9; Validation, sections 6 to 10. 2019-09: Core, sections 8 and 9; Validation, sections 6 to 9.
/// 2020-12: Core, sections 8, 10 and 11; Validation, sections 6 to 9. OpenAPI 3.0.4, section 4.7.24, and 3.1.1, section
/// 4.8.24.2. Swagger 2.0: the Schema Object; and the Parameter and Items Objects, which are their own schemas there.
///
/// `definitions` and `dependencies` are kept from 2019-09 on for compatibility, as the metaschemas do. The metaschema of v1
/// has dropped both, and the published test suite still asks for `dependencies` there.
extension KeywordRow {
  /// The row of a keyword.
  static func of(_ keyword: Keyword) -> KeywordRow {
    switch keyword {
    // Core.
    case .ref: KeywordRow("$ref", .core, in: .all, .string, isReference: true)
    case .definitions:
      KeywordRow(
        "definitions", .core, in: .jsonSchema.subtracting(.v1), .schemasByName, holds: .map, appliedTo: nil
      ).and("$defs", .core, in: .from201909)
    case .identifier: KeywordRow("id", .core, in: .draft4, .string).and("$id", .core, in: .fromDraft6)
    case .anchor: KeywordRow("$anchor", .core, in: .from201909, .string)
    case .schema: KeywordRow("$schema", .core, in: .jsonSchema, .string)
    case .vocabulary: KeywordRow("$vocabulary", .core, in: .from201909, .object)
    case .dynamicReference:
      KeywordRow("$dynamicRef", .core, in: .from202012, .string, needs: .dynamicScope, isReference: true)
    case .dynamicAnchor: KeywordRow("$dynamicAnchor", .core, in: .from202012, .string)
    case .recursiveReference:
      KeywordRow("$recursiveRef", .core, in: .draft201909, .string, needs: .dynamicScope, isReference: true)
    case .recursiveAnchor: KeywordRow("$recursiveAnchor", .core, in: .draft201909, .boolean)
    // Assertions.
    case .type: KeywordRow("type", .validation, in: .all, .various)
    case .nullable: KeywordRow("nullable", .validation, in: .openAPI30, .boolean)
    case .enumeration: KeywordRow("enum", .validation, in: .all, .values)
    case .constant: KeywordRow("const", .validation, in: .fromDraft6, .anything)
    case .multipleOf: KeywordRow("multipleOf", .validation, in: .all, .number)
    case .maximum: KeywordRow("maximum", .validation, in: .all, .number)
    case .exclusiveMaximum: KeywordRow("exclusiveMaximum", .validation, in: .all, .various)
    case .minimum: KeywordRow("minimum", .validation, in: .all, .number)
    case .exclusiveMinimum: KeywordRow("exclusiveMinimum", .validation, in: .all, .various)
    case .maxLength: KeywordRow("maxLength", .validation, in: .all, .count)
    case .minLength: KeywordRow("minLength", .validation, in: .all, .count)
    case .pattern: KeywordRow("pattern", .validation, in: .all, .string)
    case .format: KeywordRow("format", .format, in: .all, .string, annotates: .value)
    case .maxItems: KeywordRow("maxItems", .validation, in: .all, .count)
    case .minItems: KeywordRow("minItems", .validation, in: .all, .count)
    case .uniqueItems: KeywordRow("uniqueItems", .validation, in: .all, .boolean)
    case .minContains: KeywordRow("minContains", .validation, in: .from201909, .count)
    case .maxContains: KeywordRow("maxContains", .validation, in: .from201909, .count)
    case .maxProperties: KeywordRow("maxProperties", .validation, in: .all, .count)
    case .minProperties: KeywordRow("minProperties", .validation, in: .all, .count)
    case .required: KeywordRow("required", .validation, in: .all, .names)
    case .dependentRequired: KeywordRow("dependentRequired", .validation, in: .from201909, .object)
    // Applicators.
    case .allOf: KeywordRow("allOf", .applicator, in: .all, .schemas, holds: .list, appliedTo: .value)
    case .anyOf:
      KeywordRow("anyOf", .applicator, in: withoutSwagger, .schemas, holds: .list, appliedTo: .value)
    case .oneOf:
      KeywordRow("oneOf", .applicator, in: withoutSwagger, .schemas, holds: .list, appliedTo: .value)
    case .not: KeywordRow("not", .applicator, in: withoutSwagger, .schema, holds: .one, appliedTo: .value)
    case .condition: KeywordRow("if", .applicator, in: .fromDraft7, .schema, holds: .one, appliedTo: .value)
    case .then: KeywordRow("then", .applicator, in: .fromDraft7, .schema, holds: .one, appliedTo: .value)
    case .otherwise: KeywordRow("else", .applicator, in: .fromDraft7, .schema, holds: .one, appliedTo: .value)
    case .dependentSchemas:
      KeywordRow("dependentSchemas", .applicator, in: .from201909, .schemasByName, holds: .map, appliedTo: .value)
    case .dependencies:
      KeywordRow(
        "dependencies", .applicator, in: .jsonSchema, .schemasByName, holds: .mapOfSome, appliedTo: .value)
    case .items:
      KeywordRow(
        "items", .applicator, in: .all, .various, holds: .oneOrList, appliedTo: .parts, annotates: .items)
    case .additionalItems:
      KeywordRow(
        "additionalItems", .applicator, in: .jsonSchema.subtracting(.from202012), .schema, holds: .one,
        appliedTo: .parts, annotates: .items)
    case .prefixItems:
      KeywordRow(
        "prefixItems", .applicator, in: .from202012, .schemas, holds: .list, appliedTo: .parts, annotates: .items)
    case .contains:
      KeywordRow(
        "contains", .applicator, in: .fromDraft6, .schema, holds: .one, appliedTo: .parts, annotates: .positions)
    case .properties:
      KeywordRow(
        "properties", .applicator, in: .all, .schemasByName, holds: .map, appliedTo: .parts, annotates: .names)
    case .patternProperties:
      KeywordRow(
        "patternProperties", .applicator, in: .jsonSchema, .schemasByName, holds: .map, appliedTo: .parts,
        annotates: .names)
    case .additionalProperties:
      KeywordRow(
        "additionalProperties", .applicator, in: .all, .schema, holds: .one, appliedTo: .parts, annotates: .names)
    case .propertyNames:
      KeywordRow("propertyNames", .applicator, in: .fromDraft6, .schema, holds: .one, appliedTo: .parts)
    case .unevaluatedItems:
      KeywordRow(
        "unevaluatedItems", .unevaluated, in: .from201909, .schema, holds: .one, appliedTo: .parts, annotates: .items,
        needs: .evaluatedMarks)
    case .unevaluatedProperties:
      KeywordRow(
        "unevaluatedProperties", .unevaluated, in: .from201909, .schema, holds: .one, appliedTo: .parts,
        annotates: .names, needs: .evaluatedMarks)
    // Annotations.
    case .readOnly:
      KeywordRow(
        "readOnly", .metadata, in: [.fromDraft7, .openAPI], .boolean, annotates: .value, needs: .direction)
    case .writeOnly:
      KeywordRow(
        "writeOnly", .metadata, in: [.fromDraft7, .openAPI30], .boolean, annotates: .value, needs: .direction)
    case .discriminator: KeywordRow("discriminator", .metadata, in: .openAPI, .object, annotates: .value)
    case .contentEncoding:
      KeywordRow("contentEncoding", .content, in: .fromDraft7, .string, annotates: .valueOfStrings)
    case .contentMediaType:
      KeywordRow("contentMediaType", .content, in: .fromDraft7, .string, annotates: .valueOfStrings)
    case .contentSchema:
      KeywordRow(
        "contentSchema", .content, in: .from201909, .schema, holds: .one, appliedTo: .parts,
        annotates: .valueOfStrings)
    case .annotation:
      KeywordRow("title", .metadata, in: .all, .anything, annotates: .value)
        .and("description", .metadata, in: .all).and("default", .metadata, in: .all)
        .and("examples", .metadata, in: .fromDraft6).and("$comment", .core, in: .fromDraft7)
        .and("deprecated", .metadata, in: [.from201909, .openAPI30])
        .and("xml", .metadata, in: .openAPI).and("externalDocs", .metadata, in: .openAPI)
        .and("example", .metadata, in: .openAPI).and("name", .metadata, in: .swagger20)
        .and("in", .metadata, in: .swagger20).and("collectionFormat", .metadata, in: .swagger20)
        .and("allowEmptyValue", .metadata, in: .swagger20)
    }
  }

  private static let withoutSwagger = KeywordVersions.all.subtracting(.swagger20)
}
