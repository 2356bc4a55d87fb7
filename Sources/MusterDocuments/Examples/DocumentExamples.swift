import Muster
import MusterContracts

/// Finds the examples of a document, each with the schema that it is an example of.
///
/// Taken are `example` and `examples` of media types, parameters, headers and schemas, those of Swagger's responses,
/// `default` of schemas, and the extension `x-fern-examples` with its whole exchanges. Names are told by position, so that
/// a property called `example` is none.
struct DocumentExamples {
  private(set) var examples: [DocumentExample] = []
  private(set) var skipped: [SkippedExample] = []
  private let document: VendorDocument
  private var rest: [Task] = []

  private enum Task {
    /// Whatever is no schema: what has a schema beside examples is a media type, parameter or header.
    case part(Place)
    case schema(Place)
  }

  init(_ document: VendorDocument) {
    self.document = document
    for name in ["components", "definitions", "responses", "parameters", "webhooks", "paths"] {
      guard let place = document.root[name] else { continue }
      let isSwaggers = name == "definitions" || name == "responses" || name == "parameters"
      guard document.shape.isSwagger || !isSwaggers else { continue }
      rest += name == "definitions" ? place.members.reversed().map { .schema($0.place) } : [.part(place)]
    }
    while let task = rest.popLast() {
      switch task {
      case .part(let place): visit(part: place)
      case .schema(let place): visit(schema: place)
      }
    }
  }

  // MARK: Parts

  private mutating func visit(part place: Place) {
    // What comes first in the document comes first here, and examples before what is below them.
    var below: [Task] = place.items.map { .part($0) }
    let isSwaggers = document.shape.isSwagger
    if isSwaggers, place["in"]?.value.kind == .string, place["schema"] == nil {
      // A parameter of Swagger's is its own schema.
      rest.append(.schema(place))
      return
    }
    for member in place.members {
      let name = member.name
      if name == "schemas", place.pointer.tokens == ["components"] {
        below += member.place.members.map { .schema($0.place) }
      } else if name == "schema" || name == "itemSchema", member.place.value.kind == .object {
        below.append(.schema(member.place))
        if name == "schema" { take(of: place, schema: member.place) }
      } else if name == "x-fern-examples" {
        takeExchanges(member.place, of: place)
      } else if !name.hasPrefix("x-"), !["example", "examples"].contains(name) {
        below.append(.part(member.place))
      }
    }
    rest += below.reversed()
  }

  /// The examples beside a schema: `example`, the values of `examples`, and by media types those of Swagger.
  private mutating func take(of holder: Place, schema: Place) {
    let direction = direction(of: holder.pointer)
    if document.shape.isSwagger {
      for member in holder["examples"]?.members ?? [] { add(member.place, schema, direction) }
      return
    }
    if let example = holder["example"] { add(example, schema, direction) }
    for member in holder["examples"]?.members ?? [] {
      let place: Place
      do throws(ContractError) { place = try document.references.resolve(member.place) } catch {
        skip(member.place, error.detail)
        continue
      }
      if let value = place["value"] ?? place["dataValue"] {
        add(value, schema, direction)
      } else if let external = place["externalValue"] ?? place["serializedValue"] {
        let what =
          place["externalValue"] == nil ? "it is given as it is sent" : "it lies elsewhere, and nothing is fetched"
        skip(external, what)
      } else if place.value["value"]?.kind == .null {
        let null = Place(
          value: place.value["value"] ?? place.value, pointer: place.pointer.appending("value"), uri: place.uri)
        add(null, schema, direction)
      } else {
        skip(place, "it has no value")
      }
    }
  }

  /// Which way a body goes that lies at a pointer.
  private func direction(of pointer: JSONPointer) -> Schema.Direction? {
    let tokens = pointer.tokens
    if tokens.contains("responses") { return .response }
    return tokens.contains("requestBody") || tokens.contains("requestBodies") ? .request : nil
  }

  /// An extension of a vendor's with whole exchanges.
  private mutating func takeExchanges(_ examples: Place, of operation: Place) {
    for example in examples.items {
      if let request = example["request"], let schema = jsonSchema(operation["requestBody"]) {
        add(request, schema, .request)
      }
      guard let body = example["response"]?["body"] else { continue }
      for status in ["200", "201"] {
        guard let schema = jsonSchema(operation["responses"]?[status]) else { continue }
        add(body, schema, .response)
        break
      }
    }
  }

  private func jsonSchema(_ holder: Place?) -> Place? {
    guard let holder, let place = try? document.references.resolve(holder) else { return nil }
    return place["content"]?["application/json"]?["schema"]
  }

  // MARK: Schemas

  private mutating func visit(schema place: Place) {
    guard place.value.kind == .object else { return }
    let value = place.value
    for name in ["example", "default"] {
      guard let member = value[name] else { continue }
      let inner = Place(value: member, pointer: place.pointer.appending(name), uri: place.uri)
      add(inner, place, nil, kind: name == "default" ? .default : .example)
    }
    for example in place["examples"]?.items ?? [] { add(example, place, nil) }
    rest += place.subschemas.reversed().map { .schema($0) }
  }

  private mutating func add(
    _ value: Place, _ schema: Place, _ direction: Schema.Direction?, kind: DocumentExample.Kind = .example
  ) {
    let place = schema.schemaPlace
    examples.append(
      DocumentExample(
        kind: kind, location: value.location, value: value.value.rawText, outcomes: [:],
        schema: SchemaPlace(uri: place.uri, pointer: place.pointer, direction: direction)))
  }

  private mutating func skip(_ place: Place, _ reason: String) {
    skipped.append(SkippedExample(location: place.location, reason: reason))
  }
}
