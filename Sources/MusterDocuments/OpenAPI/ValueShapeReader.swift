import Muster
import MusterContracts

/// Reads out of a schema what a text may stand for: its types, through `$ref`, `allOf`, `anyOf` and `oneOf`.
struct ValueShapeReader {
  let references: DocumentReferences
  private let allowance = Allowance()

  /// How many are looked at in any case, when the whole document has used up its allowance.
  private static let leastSchemas = 256

  /// How many schemas may be looked at for all shapes of a document.
  private final class Allowance {
    var rest = 1 << 21
  }

  init(references: DocumentReferences) { self.references = references }

  /// The shape of a schema's values.
  ///
  /// - Complexity: O(*n*) in the number of its subschemas, of which no more than `ValueShape.schemaLimit` are looked at.
  func shape(of schema: Place?) -> ValueShape {
    guard let schema else { return .unknown }
    let limit = max(ValueShapeReader.leastSchemas, min(ValueShape.schemaLimit, allowance.rest))
    var shape = ValueShape.unknown
    // Of a schema that branches into itself less is looked at in depth, so that nothing near the top is left out.
    for room in [ValueShape.depthLimit, ValueShape.depthLimit / 2, ValueShape.depthLimit / 4] {
      var budget = limit
      shape = self.shape(of: schema, room: room, budget: &budget)
      allowance.rest -= limit - budget
      if budget > 0 { break }
    }
    return shape
  }

  /// The schema of what a member's text holds (JSON Schema 2020-12 Validation, section 8.5).
  func contentSchema(ofMember name: String, in schema: Place?) -> Place? {
    guard let schema else { return nil }
    var budget = ValueShape.schemaLimit
    let parts = parts(of: schema, budget: &budget)
    for part in parts {
      guard let member = part["properties"]?[name] else { continue }
      for inner in self.parts(of: member, budget: &budget) {
        if let content = inner["contentSchema"] { return content }
      }
    }
    return nil
  }

  /// A schema with all that it refers to and is made of by `allOf`.
  private func parts(of schema: Place, budget: inout Int) -> [Place] {
    var parts: [Place] = []
    var rest = [schema]
    while let place = rest.popLast(), budget > 0 {
      budget -= 1
      guard place.value.kind == .object else { continue }
      parts.append(place)
      if place["$ref"] != nil, let target = try? references.resolve(place) { rest.append(target) }
      rest += place["allOf"]?.items ?? []
    }
    return parts
  }

  /// Recursion is bounded by `room`, how much deeper may be looked.
  private func shape(of schema: Place, room: Int, budget: inout Int) -> ValueShape {
    let parts = parts(of: schema, budget: &budget)
    var shape = ValueShape()
    for part in parts {
      if let types = types(of: part) { shape.types.formIntersection(types) }
      let content = content(of: part)
      if content.rawValue > shape.content.rawValue { shape.content = content }
      for keyword in ["anyOf", "oneOf"] {
        guard let branches = part[keyword]?.items, !branches.isEmpty else { continue }
        guard room > 0 else {
          shape.isCut = true
          continue
        }
        var types: ValueShape.Types = []
        for branch in branches {
          let other = self.shape(of: branch, room: room - 1, budget: &budget)
          types.formUnion(other.types)
          if shape.items.isEmpty { shape.items = other.items }
          for member in other.members where shape.named(member.name) == nil { shape.members.append(member) }
          if shape.additional.isEmpty { shape.additional = other.additional }
          if other.content.rawValue > shape.content.rawValue { shape.content = other.content }
          if other.isCut { shape.isCut = true }
        }
        shape.types.formIntersection(types)
      }
      guard room > 0 else {
        if ["items", "properties", "additionalProperties"].contains(where: { part[$0]?.value.kind == .object }) {
          shape.isCut = true
        }
        continue
      }
      if shape.items.isEmpty, let items = part["items"], items.value.kind == .object {
        shape.items = [self.shape(of: items, room: room - 1, budget: &budget)]
      }
      for member in part["properties"]?.members ?? [] where shape.named(member.name) == nil {
        shape.members.append(
          ValueShape.Member(
            name: member.name, shape: self.shape(of: member.place, room: room - 1, budget: &budget)))
      }
      if shape.additional.isEmpty, let additional = part["additionalProperties"] {
        if additional.value.boolean == true {
          shape.additional = [.unknown]
        } else if additional.value.kind == .object {
          shape.additional = [self.shape(of: additional, room: room - 1, budget: &budget)]
        }
      }
    }
    // All that is not complete when the budget ends lacks something.
    if budget <= 0 { shape.isCut = true }
    if shape.types.isEmpty { shape.types = .any }
    // A schema that names members and no type means an object.
    if shape.types == .any, !shape.members.isEmpty { shape.types = .object }
    return shape
  }

  /// The types that a schema itself allows; `nil` where it says nothing of them.
  private func types(of schema: Place) -> ValueShape.Types? {
    var types: ValueShape.Types = []
    if let type = schema["type"] {
      for name in type.value.string.map({ [$0] }) ?? type.value.items.compactMap(\.string) {
        types.formUnion(ValueShape.Types(name))
      }
      if schema["nullable"]?.value.boolean == true { types.formUnion(.null) }
    } else if let values = schema["enum"]?.value.items, values.count > 0 {
      for value in values { types.formUnion(ValueShape.Types(of: value)) }
    } else if let value = schema.value["const"] {
      types.formUnion(ValueShape.Types(of: value))
    }
    return types.isEmpty ? nil : types
  }

  /// What a schema says that a string is, beside text: a file, or something that is written in text.
  ///
  /// A file is `format: binary` (OpenAPI 3.0.3, "Considerations for File Uploads"), `type: file` (Swagger 2.0), or a
  /// `contentMediaType` that is neither text nor JSON without `contentEncoding` (OpenAPI 3.1, section 4.8.14.2).
  private func content(of schema: Place) -> ValueShape.Content {
    let format = schema["format"]?.value.string
    if format == "binary" || schema["type"]?.value.string == "file" { return .octets }
    if format == "byte" || schema["contentEncoding"]?.value.string != nil { return .text }
    guard let media = schema["contentMediaType"]?.value.string else { return .plain }
    if MediaTypeName(media)?.kind == .other { return .octets }
    return schema["type"]?.value.string == "string" ? .text : .plain
  }
}

extension ValueShape.Types {
  /// The type of a name; none for a name that is no type.
  init(_ name: String) {
    switch name {
    case "string", "file": self = .string
    case "integer": self = .integer
    case "number": self = .number
    case "boolean": self = .boolean
    case "null": self = .null
    case "array": self = .array
    case "object": self = .object
    default: self = []
    }
  }

  fileprivate init(of value: JSON) {
    switch value.kind {
    case .string: self = .string
    case .number: self = .number
    case .boolean: self = .boolean
    case .null: self = .null
    case .array: self = .array
    case .object: self = .object
    }
  }
}
