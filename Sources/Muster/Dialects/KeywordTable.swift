/// The keywords of each version by name.
enum KeywordTable: UInt8, Sendable, Hashable, CaseIterable {
  case draft4, draft6, draft7, draft201909, draft202012, v1, openAPI30, openAPI31, swagger20

  typealias Keywords = [String: (keyword: Keyword, vocabulary: Vocabularies)]

  var keywords: Keywords {
    switch self {
    case .draft4: KeywordTable.draft4Keywords
    case .draft6: KeywordTable.draft6Keywords
    case .draft7: KeywordTable.draft7Keywords
    case .draft201909: KeywordTable.draft201909Keywords
    case .draft202012: KeywordTable.draft202012Keywords
    case .v1: KeywordTable.v1Keywords
    case .openAPI30: KeywordTable.openAPI30Keywords
    case .openAPI31: KeywordTable.openAPI31Keywords
    case .swagger20: KeywordTable.swagger20Keywords
    }
  }

  private static func adding(_ keywords: Keywords, to base: Keywords) -> Keywords {
    base.merging(keywords) { _, new in new }
  }

  private static func removing(_ names: [String], from base: Keywords) -> Keywords {
    base.filter { !names.contains($0.key) }
  }

  /// Draft 4: Core, section 7; Validation, sections 5 to 7.
  private static let draft4Keywords: Keywords = [
    "$schema": (.schema, .core), "id": (.identifier, .core), "$ref": (.ref, .core),
    "definitions": (.definitions, .core),
    "type": (.type, .validation), "enum": (.enumeration, .validation), "multipleOf": (.multipleOf, .validation),
    "maximum": (.maximum, .validation), "exclusiveMaximum": (.exclusiveMaximum, .validation),
    "minimum": (.minimum, .validation), "exclusiveMinimum": (.exclusiveMinimum, .validation),
    "maxLength": (.maxLength, .validation), "minLength": (.minLength, .validation),
    "pattern": (.pattern, .validation), "maxItems": (.maxItems, .validation), "minItems": (.minItems, .validation),
    "uniqueItems": (.uniqueItems, .validation), "maxProperties": (.maxProperties, .validation),
    "minProperties": (.minProperties, .validation), "required": (.required, .validation),
    "format": (.format, .format),
    "allOf": (.allOf, .applicator), "anyOf": (.anyOf, .applicator), "oneOf": (.oneOf, .applicator),
    "not": (.not, .applicator), "items": (.items, .applicator), "additionalItems": (.additionalItems, .applicator),
    "properties": (.properties, .applicator), "patternProperties": (.patternProperties, .applicator),
    "additionalProperties": (.additionalProperties, .applicator), "dependencies": (.dependencies, .applicator),
    "title": (.annotation, .metadata), "description": (.annotation, .metadata), "default": (.annotation, .metadata),
  ]

  /// Draft 6: Core, section 8; Validation, sections 6 to 8.
  private static let draft6Keywords = adding(
    [
      "$id": (.identifier, .core), "const": (.constant, .validation), "contains": (.contains, .applicator),
      "propertyNames": (.propertyNames, .applicator), "examples": (.annotation, .metadata),
    ], to: removing(["id"], from: draft4Keywords))

  /// Draft 7: Core, sections 8 and 9; Validation, sections 6 to 10.
  private static let draft7Keywords = adding(
    [
      "$comment": (.annotation, .core), "if": (.condition, .applicator), "then": (.then, .applicator),
      "else": (.otherwise, .applicator), "readOnly": (.readOnly, .metadata), "writeOnly": (.writeOnly, .metadata),
      "contentEncoding": (.contentEncoding, .content), "contentMediaType": (.contentMediaType, .content),
    ], to: draft6Keywords)

  /// 2019-09: Core, sections 8 and 9; Validation, sections 6 to 9.
  ///
  /// `definitions` and `dependencies` are kept for compatibility, as the metaschema does.
  private static let draft201909Keywords = adding(
    [
      "$defs": (.definitions, .core), "$anchor": (.anchor, .core), "$recursiveRef": (.recursiveReference, .core),
      "$recursiveAnchor": (.recursiveAnchor, .core), "$vocabulary": (.vocabulary, .core),
      "maxContains": (.maxContains, .validation), "minContains": (.minContains, .validation),
      "dependentRequired": (.dependentRequired, .validation), "dependentSchemas": (.dependentSchemas, .applicator),
      "unevaluatedItems": (.unevaluatedItems, .unevaluated),
      "unevaluatedProperties": (.unevaluatedProperties, .unevaluated),
      "deprecated": (.annotation, .metadata), "contentSchema": (.contentSchema, .content),
    ], to: draft7Keywords)

  /// 2020-12: Core, sections 8, 10 and 11; Validation, sections 6 to 9.
  private static let draft202012Keywords = adding(
    [
      "$dynamicRef": (.dynamicReference, .core), "$dynamicAnchor": (.dynamicAnchor, .core),
      "prefixItems": (.prefixItems, .applicator),
    ], to: removing(["$recursiveRef", "$recursiveAnchor", "additionalItems"], from: draft201909Keywords))

  /// JSON Schema v1: the keywords of 2020-12 without what it kept for compatibility.
  private static let v1Keywords = removing(["definitions", "dependencies"], from: draft202012Keywords)

  /// OpenAPI 3.0.4, section 4.7.24.
  private static let openAPI30Keywords = adding(
    [
      "nullable": (.nullable, .validation), "writeOnly": (.writeOnly, .metadata),
      "readOnly": (.readOnly, .metadata), "discriminator": (.discriminator, .metadata),
      "xml": (.annotation, .metadata), "externalDocs": (.annotation, .metadata),
      "example": (.annotation, .metadata), "deprecated": (.annotation, .metadata),
    ],
    to: removing(
      ["$schema", "id", "definitions", "additionalItems", "patternProperties", "dependencies"], from: draft4Keywords))

  /// Swagger 2.0, the Schema Object; and the Parameter and Items Objects, which are their own schemas there.
  private static let swagger20Keywords = adding(
    [
      "name": (.annotation, .metadata), "in": (.annotation, .metadata), "collectionFormat": (.annotation, .metadata),
      "allowEmptyValue": (.annotation, .metadata),
    ],
    to: removing(["anyOf", "oneOf", "not", "nullable", "writeOnly", "deprecated"], from: openAPI30Keywords))

  /// OpenAPI 3.1.1, section 4.8.24.2.
  private static let openAPI31Keywords = adding(
    [
      "discriminator": (.discriminator, .metadata), "xml": (.annotation, .metadata),
      "externalDocs": (.annotation, .metadata), "example": (.annotation, .metadata),
    ], to: draft202012Keywords)
}
