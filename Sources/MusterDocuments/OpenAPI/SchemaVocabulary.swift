import Muster
import MusterContracts

/// What the schemas of a document show of the version that they were written for, where none is declared.
///
/// Schemas are walked by position, so that a property called `nullable` or `const` is never taken for the keyword.
struct SchemaVocabulary {
  /// The first keyword that only OpenAPI 3.0 has.
  private(set) var openAPI30: Place?
  /// The first keyword that only OpenAPI 3.1 has.
  private(set) var openAPI31: Place?

  /// Looks through a schema and all below it; `$ref` is not followed.
  ///
  /// - Complexity: O(*values* in the schema).
  mutating func look(at schema: Place) {
    var rest = [schema]
    while let place = rest.popLast() {
      guard place.value.kind == .object else { continue }
      note(place)
      rest += place.subschemas
    }
  }

  private mutating func note(_ schema: Place) {
    for member in schema.value.members {
      let name = member.name
      let place = Place(value: member.value, pointer: schema.pointer.appending(name))
      switch name {
      case "nullable":
        if member.value.kind == .boolean { openAPI30 = openAPI30 ?? place }
      case "exclusiveMinimum", "exclusiveMaximum":
        if member.value.kind == .boolean {
          openAPI30 = openAPI30 ?? place
        } else if member.value.kind == .number {
          openAPI31 = openAPI31 ?? place
        }
      case "type":
        if member.value.kind == .array || member.value.string == "null" { openAPI31 = openAPI31 ?? place }
      default:
        if SchemaVocabulary.openAPI31Keywords.contains(name) { openAPI31 = openAPI31 ?? place }
      }
    }
  }

  private static let openAPI31Keywords: Set = [
    "const", "prefixItems", "$defs", "if", "then", "else", "dependentRequired", "dependentSchemas", "propertyNames",
    "patternProperties", "contains", "unevaluatedProperties", "unevaluatedItems", "contentEncoding",
    "contentMediaType", "$schema", "$id", "$anchor", "$dynamicRef", "$dynamicAnchor",
  ]
}
