import Foundation
import Muster

@testable import MusterContracts

/// Every example of an OpenAPI document beside the schema that it is an example of.
struct DocumentExamples {
  /// An example: where it is, what it is, and the schema that it should pass.
  struct Example {
    let pointer: JSONPointer
    let schema: JSONPointer
    let value: [UInt8]
    let line: Int
  }

  private let document: JSONDocument
  private(set) var examples: [Example] = []

  init(_ document: JSONDocument) {
    self.document = document
    let root = document.root
    visit(root["paths"], ["paths"])
    visit(root["webhooks"], ["webhooks"])
    visit(root["components"], ["components"])
  }

  /// Visits what is no schema: whatever has a schema beside examples is a media type, parameter or header.
  private mutating func visit(_ value: JSON?, _ tokens: [String]) {
    guard let value else { return }
    for (index, item) in value.items.enumerated() { visit(item, tokens + [String(index)]) }
    for member in value.members {
      let inner = tokens + [member.name]
      if inner.count == 2, inner[0] == "components", member.name == "schemas" {
        for schema in member.value.members { visit(schema: schema.value, inner + [schema.name]) }
      } else if member.name == "schema", member.value.kind == .object {
        visit(schema: member.value, inner)
        take(value, tokens, schema: JSONPointer(inner))
      } else if member.name == "x-fern-examples" {
        takeOperation(value, tokens, member.value, inner)
      } else if !member.name.hasPrefix("x-"), !["example", "examples"].contains(member.name) {
        visit(member.value, inner)
      }
    }
  }

  /// The examples beside a schema: `example`, and the values of `examples`.
  private mutating func take(_ holder: JSON, _ tokens: [String], schema: JSONPointer) {
    if let example = holder["example"] { add(example, tokens + ["example"], schema) }
    for member in holder["examples"]?.members.map({ $0 }) ?? [] {
      if let value = member.value["value"] { add(value, tokens + ["examples", member.name, "value"], schema) }
    }
  }

  /// An extension of a vendor's with whole exchanges.
  private mutating func takeOperation(_ operation: JSON, _ tokens: [String], _ examples: JSON, _ inner: [String]) {
    let content = ["content", "application/json", "schema"]
    for (index, example) in examples.items.enumerated() {
      let place = inner + [String(index)]
      if let request = example["request"], request.kind != .null {
        let schema = JSONPointer(tokens + ["requestBody"] + content)
        if document.root[schema] != nil { add(request, place + ["request"], schema) }
      }
      for status in ["200", "201"] {
        let schema = JSONPointer(tokens + ["responses", status] + content)
        if let body = example["response"]?["body"], document.root[schema] != nil {
          add(body, place + ["response", "body"], schema)
          break
        }
      }
    }
  }

  private static let single: Set = [
    "items", "additionalProperties", "not", "contains", "propertyNames", "if", "then", "else", "unevaluatedProperties",
  ]
  private static let lists: Set = ["allOf", "anyOf", "oneOf", "prefixItems"]
  private static let maps: Set = ["properties", "patternProperties", "$defs", "dependentSchemas"]

  /// Visits a schema and those in it, by the positions of keywords.
  private mutating func visit(schema: JSON, _ tokens: [String]) {
    guard schema.kind == .object else { return }
    if let example = schema["example"] { add(example, tokens + ["example"], JSONPointer(tokens)) }
    for (index, example) in (schema["examples"]?.items.map { $0 } ?? []).enumerated() {
      add(example, tokens + ["examples", String(index)], JSONPointer(tokens))
    }
    for member in schema.members {
      let inner = tokens + [member.name]
      if Self.single.contains(member.name) {
        visit(schema: member.value, inner)
      } else if Self.lists.contains(member.name) {
        for (index, item) in member.value.items.enumerated() { visit(schema: item, inner + [String(index)]) }
      } else if Self.maps.contains(member.name) {
        for child in member.value.members { visit(schema: child.value, inner + [child.name]) }
      }
    }
  }

  private mutating func add(_ value: JSON, _ tokens: [String], _ schema: JSONPointer) {
    examples.append(
      Example(
        pointer: JSONPointer(tokens), schema: schema, value: value.rawText, line: value.origin?.position.line ?? 0))
  }
}
