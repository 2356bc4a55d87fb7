import Muster
import MusterContracts

/// Finds the examples of a document, each with the schema that it is an example of.
///
/// Taken are `example` and `examples` of media types, parameters, headers and schemas, those of Swagger's responses,
/// `default` of schemas, and the extensions `x-fern-examples` and `x-ms-examples` with their whole exchanges. Names are told
/// by position, so that a property called `example` is none. What is referred to in other files is looked through as well,
/// each value once.
struct DocumentExamples {
  private(set) var examples: [DocumentExample] = []
  private(set) var skipped: [SkippedExample] = []
  private let document: VendorDocument
  private var rest: [Task] = []

  /// The values that were looked through.
  private var seen: Set<Seen> = []

  private enum Task {
    /// Whatever is no schema: what has a schema beside examples is a media type, parameter or header. The direction is
    /// that of the bodies in it.
    case part(Place, Schema.Direction?)
    case schema(Place)
  }

  private struct Seen: Hashable {
    let uri: String?
    let offset: Int
    let isSchema: Bool
  }

  init(_ document: VendorDocument) {
    self.document = document
    for name in ["components", "definitions", "responses", "parameters", "webhooks", "paths"] {
      guard let place = document.root[name] else { continue }
      let isSwaggers = name == "definitions" || name == "responses" || name == "parameters"
      guard document.shape.isSwagger || !isSwaggers else { continue }
      rest +=
        name == "definitions"
        ? place.members.reversed().map { .schema($0.place) } : [.part(place, name == "responses" ? .response : nil)]
    }
    while let task = rest.popLast() {
      switch task {
      case .part(let place, let direction): visit(part: place, direction)
      case .schema(let place): visit(schema: place)
      }
    }
  }

  /// Whether a value was not looked through before.
  private mutating func isNew(_ place: Place, isSchema: Bool) -> Bool {
    seen.insert(Seen(uri: place.uri, offset: place.value.textOffset, isSchema: isSchema)).inserted
  }

  /// What a value refers to in another file; all that is in the document itself is looked through anyway.
  private func elsewhere(_ place: Place) -> Place? {
    guard place.value["$ref"]?.kind == .string, let target = try? document.references.resolve(place), target.uri != nil
    else { return nil }
    return target
  }

  // MARK: Parts

  private mutating func visit(part place: Place, _ direction: Schema.Direction?) {
    guard isNew(place, isSchema: false) else { return }
    // What comes first in the document comes first here, and examples before what is below them.
    var below: [Task] = place.items.map { .part($0, direction) }
    if let target = elsewhere(place) { below.append(.part(target, direction)) }
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
        if name == "schema" { take(of: place, schema: member.place, direction) }
      } else if name == "x-fern-examples" {
        takeExchanges(member.place, of: place)
      } else if name == "x-ms-examples" {
        takeExchanges(ofAzure: member.place, of: place)
      } else if !name.hasPrefix("x-") || name == "x-ms-paths", !["example", "examples"].contains(name) {
        below.append(.part(member.place, DocumentExamples.direction(of: name) ?? direction))
      }
    }
    rest += below.reversed()
  }

  /// The examples beside a schema: `example`, the values of `examples`, and by media types those of Swagger.
  private mutating func take(of holder: Place, schema: Place, _ direction: Schema.Direction?) {
    if document.shape.isSwagger {
      for member in holder["examples"]?.members ?? [] {
        add(member.place, schema, direction, media: MediaTypeName(member.name))
      }
      return
    }
    let tokens = holder.pointer.tokens
    // The key of a media type has a slash, which no name of a parameter or header has.
    let media = tokens.last.flatMap { $0.contains("/") ? MediaTypeName($0) : nil }
    if let example = holder["example"] { add(example, schema, direction, media: media) }
    for member in holder["examples"]?.members ?? [] {
      let place: Place
      do throws(ContractError) { place = try document.references.resolve(member.place) } catch {
        skip(member.place, error.detail)
        continue
      }
      if let value = place["value"] ?? place["dataValue"] {
        add(value, schema, direction, media: media)
      } else if let external = place["externalValue"] ?? place["serializedValue"] {
        let what =
          place["externalValue"] == nil ? "it is given as it is sent" : "it lies elsewhere, and nothing is fetched"
        skip(external, what)
      } else if place.value["value"]?.kind == .null {
        let null = Place(
          value: place.value["value"] ?? place.value, pointer: place.pointer.appending("value"), uri: place.uri)
        add(null, schema, direction, media: media)
      } else {
        skip(place, "it has no value")
      }
    }
  }

  /// Which way the bodies go that lie under a member of this name.
  private static func direction(of name: String) -> Schema.Direction? {
    switch name {
    case "responses": .response
    case "requestBody", "requestBodies": .request
    default: nil
    }
  }

  /// Exchanges by name, each with the arguments of the operation's parameters and with responses by status.
  private mutating func takeExchanges(ofAzure examples: Place, of operation: Place) {
    for member in examples.members {
      let example: Place
      do throws(ContractError) { example = try document.references.resolve(member.place) } catch {
        skip(member.place, error.detail)
        continue
      }
      guard isNew(example, isSchema: false) else { continue }
      for item in operation["parameters"]?.items ?? [] {
        guard let parameter = try? document.references.resolve(item), let schema = parameter["schema"],
          let name = parameter["name"]?.value.string, let value = example["parameters"]?[name]
        else { continue }
        add(value, schema, .request)
      }
      if let schema = jsonSchema(operation["requestBody"]), let body = example["requestBody"] {
        add(body, schema, .request)
      }
      for response in example["responses"]?.members ?? [] {
        guard let declared = operation["responses"]?[response.name], let body = response.place["body"],
          let holder = try? document.references.resolve(declared)
        else { continue }
        guard let schema = holder["schema"] ?? jsonSchema(declared) else { continue }
        add(body, schema, .response)
      }
    }
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
    guard place.value.kind == .object, isNew(place, isSchema: true) else { return }
    if let target = elsewhere(place) { rest.append(.schema(target)) }
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
    _ value: Place, _ schema: Place, _ direction: Schema.Direction?, kind: DocumentExample.Kind = .example,
    media: MediaTypeName? = nil
  ) {
    let isText = media.map { $0.kind != .json && !$0.isRange } ?? false
    if isText, value.value.kind == .string, media?.kind != .text {
      return skip(value, "it is written as \(media?.description ?? "text"), which is not JSON")
    }
    let place = schema.schemaPlace
    examples.append(
      DocumentExample(
        kind: kind, location: value.location, value: value.value.rawText, isText: isText, outcomes: [:],
        schema: SchemaPlace(uri: place.uri, pointer: place.pointer, direction: direction)))
  }

  private mutating func skip(_ place: Place, _ reason: String) {
    skipped.append(SkippedExample(location: place.location, reason: reason))
  }
}
