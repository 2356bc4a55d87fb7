/// A version of the schema language: which keywords it has, and how they work together.
///
/// Dialects are data.
public struct Dialect: Sendable, Hashable {
  /// The name that options and messages use, such as `2020-12` or `openapi-3.0`.
  public let name: String
  /// The patch level of an OpenAPI 3.0 document: the letter of `nullable` changed with 3.0.3.
  let patch: Int
  let rules: Rules

  /// What differs between dialects beside their keywords.
  struct Rules: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

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
  }

  /// JSON Schema 2020-12.
  public static let draft202012 = Dialect(name: "2020-12", patch: 0, rules: [.booleanSchemas])
  /// The Schema Object of OpenAPI 3.0, at its last patch level.
  public static let openAPI30 = openAPI30(patch: 4)
  /// The Schema Object of OpenAPI 3.1: JSON Schema 2020-12 with the OpenAPI base vocabulary.
  public static let openAPI31 = Dialect(
    name: "openapi-3.1", patch: 0, rules: [.booleanSchemas, .assertsFormats, .openAPI])

  private static func openAPI30(patch: Int) -> Dialect {
    Dialect(
      name: "openapi-3.0", patch: patch,
      rules: [
        .referenceStandsAlone, .booleanExclusives, .integerBySpelling, .assertsFormats, .openAPI, .singleType,
      ])
  }

  /// All dialects by name.
  public static let all: [Dialect] = [draft202012, openAPI30, openAPI31]

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
    default: return nil
    }
  }

  /// The dialect that `$schema` names; a trailing empty fragment does not matter.
  static func metaschema(_ uri: String) -> Dialect? {
    switch uri.hasSuffix("#") ? String(uri.dropLast()) : uri {
    case "https://json-schema.org/draft/2020-12/schema": draft202012
    case "https://spec.openapis.org/oas/3.1/dialect/base", "https://spec.openapis.org/oas/3.1/dialect/2024-11-10":
      openAPI31
    default: nil
    }
  }

  /// The keyword that a name stands for; `nil` for a name that the dialect does not have.
  func keyword(_ name: String) -> Keyword? {
    if rules.contains(.singleType) { return Dialect.openAPI30Keywords[name] }
    return Dialect.keywords202012[name]
      ?? (rules.contains(.openAPI) ? Dialect.openAPI31Annotations[name] : nil)
  }

  /// The names that a misspelt keyword may have meant.
  var keywordNames: [String] {
    if rules.contains(.singleType) { return Dialect.openAPI30Keywords.keys.sorted() }
    return
      (Array(Dialect.keywords202012.keys)
      + (rules.contains(.openAPI) ? Array(Dialect.openAPI31Annotations.keys) : [])).sorted()
  }

  /// OpenAPI 3.0.4, section 4.7.24.
  private static let openAPI30Keywords: [String: Keyword] = [
    "$ref": .ref, "type": .type, "nullable": .nullable, "enum": .enumeration,
    "multipleOf": .multipleOf, "maximum": .maximum, "exclusiveMaximum": .exclusiveMaximum, "minimum": .minimum,
    "exclusiveMinimum": .exclusiveMinimum, "maxLength": .maxLength, "minLength": .minLength, "pattern": .pattern,
    "maxItems": .maxItems, "minItems": .minItems, "uniqueItems": .uniqueItems, "maxProperties": .maxProperties,
    "minProperties": .minProperties, "required": .required, "format": .format,
    "allOf": .allOf, "anyOf": .anyOf, "oneOf": .oneOf, "not": .not, "items": .items, "properties": .properties,
    "additionalProperties": .additionalProperties, "writeOnly": .writeOnly,
    "title": .annotation, "description": .annotation, "default": .annotation, "discriminator": .annotation,
    "readOnly": .annotation, "xml": .annotation, "externalDocs": .annotation, "example": .annotation,
    "deprecated": .annotation,
  ]

  /// JSON Schema 2020-12: Core, sections 8 and 10 to 11; Validation, sections 6 to 9.
  private static let keywords202012: [String: Keyword] = [
    "$ref": .ref, "$defs": .definitions, "definitions": .definitions, "$id": .identifier, "$anchor": .anchor,
    "$dynamicRef": .dynamicReference, "$dynamicAnchor": .dynamicAnchor, "$schema": .schema,
    "$vocabulary": .vocabulary, "$comment": .annotation,
    "type": .type, "enum": .enumeration, "const": .constant,
    "multipleOf": .multipleOf, "maximum": .maximum, "exclusiveMaximum": .exclusiveMaximum, "minimum": .minimum,
    "exclusiveMinimum": .exclusiveMinimum, "maxLength": .maxLength, "minLength": .minLength, "pattern": .pattern,
    "maxItems": .maxItems, "minItems": .minItems, "uniqueItems": .uniqueItems, "maxContains": .maxContains,
    "minContains": .minContains, "maxProperties": .maxProperties, "minProperties": .minProperties,
    "required": .required, "dependentRequired": .dependentRequired, "format": .format,
    "allOf": .allOf, "anyOf": .anyOf, "oneOf": .oneOf, "not": .not, "if": .condition, "then": .then,
    "else": .otherwise, "dependentSchemas": .dependentSchemas, "items": .items, "prefixItems": .prefixItems,
    "contains": .contains, "properties": .properties, "patternProperties": .patternProperties,
    "additionalProperties": .additionalProperties, "propertyNames": .propertyNames,
    "unevaluatedItems": .unevaluatedItems, "unevaluatedProperties": .unevaluatedProperties,
    "writeOnly": .writeOnly, "readOnly": .annotation, "title": .annotation, "description": .annotation,
    "default": .annotation, "deprecated": .annotation, "examples": .annotation,
    "contentEncoding": .annotation, "contentMediaType": .annotation, "contentSchema": .annotation,
  ]

  /// OpenAPI 3.1.1, section 4.8.24.2.
  private static let openAPI31Annotations: [String: Keyword] = [
    "discriminator": .annotation, "xml": .annotation, "externalDocs": .annotation, "example": .annotation,
  ]
}
