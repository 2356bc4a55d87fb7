import Muster
import MusterContracts

/// The operations of a document with the places of what they are made of, references followed.
struct OperationPlaces {
  /// An operation with its parts.
  struct Found: Sendable {
    let operation: Place
    var parameters: [Place]
    /// What holds the request's content: the body, or Swagger's parameter for it.
    var requestBody: Place?
    var responses: [(status: StatusKey, place: Place)]
  }

  private(set) var all: [Found] = []

  init(_ document: VendorDocument) {
    let paths = ["paths", "webhooks", "x-ms-paths"].flatMap { OperationPlaces.map($0, of: document.root, document) }
    for path in paths {
      guard let item = try? document.references.resolve(path.place) else { continue }
      let shared = OperationPlaces.parameters(of: item, document)
      var operations = item.fields.filter { document.shape.methods.contains($0.name) }.map(\.place)
      operations += item["additionalOperations"]?.members.map(\.place) ?? []
      for member in operations {
        guard let place = try? document.references.followed(member).place else { continue }
        var found = Found(operation: place, parameters: shared, responses: [])
        // An operation's own parameters come first: the first one of a name is taken.
        found.parameters = OperationPlaces.parameters(of: place, document) + shared
        found.requestBody =
          place["requestBody"].flatMap { try? document.references.resolve($0) }
          ?? found.parameters.first { $0["in"]?.value.string == "body" }
        for member in OperationPlaces.map("responses", of: place, document) {
          guard let status = StatusKey(member.name), let response = try? document.references.resolve(member.place)
          else { continue }
          found.responses.append((status, response))
        }
        all.append(found)
      }
    }
  }

  /// The entries of a map, those that its `$ref` leads to among them.
  private static func map(_ name: String, of place: Place, _ document: VendorDocument) -> [Place.Member] {
    guard let member = place[name] else { return [] }
    return ((try? document.references.followed(member).place) ?? member).fields
  }

  private static func parameters(of place: Place, _ document: VendorDocument) -> [Place] {
    place["parameters"]?.items.compactMap { try? document.references.resolve($0) } ?? []
  }
}

/// The examples of one body, of its media type or of the schema; or else what can be put together of the schema's parts.
struct BodyExamples {
  /// An example of a body.
  struct Example {
    let name: String
    let value: [UInt8]
    /// Where the document has it; where its schema is, if it was put together.
    let location: SourceLocation?
    /// Whether it was put together, so that the vendor never said that it passes.
    var isAssembled = false
    /// Whether the document gives it for this media type, and not for the schema.
    var isOfMediaType = false
  }

  private let document: VendorDocument
  private let direction: Schema.Direction

  init(_ document: VendorDocument, direction: Schema.Direction) {
    self.document = document
    self.direction = direction
  }

  /// The examples of a body with a media type.
  func examples(of holder: Place, media: String) -> [Example] {
    if document.shape.isSwagger {
      if let place = holder["examples"]?[media] {
        var whole = example("the document's example", place)
        whole.isOfMediaType = true
        return [whole]
      }
      return holder["schema"].map(ofSchema) ?? []
    }
    guard let content = holder["content"]?.members.first(where: { $0.name == media }),
      let place = try? document.references.resolve(content.place)
    else { return [] }
    var examples: [Example] = []
    if let value = place.value["example"] {
      let whole = Place(value: value, pointer: place.pointer.appending("example"), uri: place.uri)
      examples.append(example("the document's example", whole))
    }
    for member in place["examples"]?.members ?? [] {
      guard let named = try? document.references.resolve(member.place) else { continue }
      let name = named.value["value"] == nil ? "dataValue" : "value"
      guard let value = named.value[name] else { continue }
      let whole = Place(value: value, pointer: named.pointer.appending(name), uri: named.uri)
      examples.append(example("the document's example '\(member.name)'", whole))
    }
    if examples.isEmpty { return place["schema"].map(ofSchema) ?? [] }
    for index in examples.indices { examples[index].isOfMediaType = true }
    return examples
  }

  /// The bodies in whole exchanges that a vendor's extension gives (`x-fern-examples`): of the request, or of the response
  /// with a status, which is the first success there is.
  func exchanges(of operation: Place, status: StatusKey?) -> [Example] {
    var found = azureExchanges(of: operation, status: status)
    if let status {
      let success = [200, 201].first { operation["responses"]?[String($0)] != nil }
      guard case .code(let code) = status, code == success else { return found }
    }
    for (index, exchange) in (operation["x-fern-examples"]?.items ?? []).enumerated() {
      guard let body = status == nil ? exchange["request"] : exchange["response"]?["body"] else { continue }
      found.append(example("exchange \(index + 1) of x-fern-examples", body))
    }
    return found
  }

  /// The bodies in the exchanges of `x-ms-examples`: each has the request's parameters and the responses by status.
  private func azureExchanges(of operation: Place, status: StatusKey?) -> [Example] {
    var found: [Example] = []
    let parameters = operation["parameters"]?.items.compactMap { try? document.references.resolve($0) } ?? []
    let name = parameters.first { $0["in"]?.value.string == "body" }?["name"]?.value.string
    for member in operation["x-ms-examples"]?.members ?? [] {
      guard let exchange = try? document.references.resolve(member.place) else { continue }
      let body =
        status.map { exchange["responses"]?[$0.description]?["body"] } ?? name.flatMap { exchange["parameters"]?[$0] }
      if let body { found.append(example("'\(member.name)' of x-ms-examples", body)) }
    }
    return found
  }

  private func ofSchema(_ schema: Place) -> [Example] {
    guard let place = try? document.references.resolve(schema) else { return [] }
    if let value = place.value["example"] {
      return [
        example(
          "the example of its schema", Place(value: value, pointer: place.pointer.appending("example"), uri: place.uri))
      ]
    }
    let several = place["examples"]?.items ?? []
    if !several.isEmpty { return several.map { example("the example of its schema", $0) } }
    guard
      let payload = ExampleAssembly(references: document.references, direction: direction).payload(of: schema)
    else { return [] }
    return [
      Example(
        name: "put together from the examples of its parts", value: payload, location: place.location, isAssembled: true
      )
    ]
  }

  private func example(_ name: String, _ place: Place) -> Example {
    Example(name: name, value: place.value.rawText, location: place.location)
  }

  /// The text of a path parameter's example, if it is one that is written as it is.
  func text(ofParameter name: String, in parameters: [Place]) -> String? {
    guard
      let parameter = parameters.first(where: { $0["name"]?.value.string == name && $0["in"]?.value.string == "path" })
    else { return nil }
    var value = parameter.value["example"] ?? parameter["examples"]?.members.first?.place.value["value"]
    if value == nil {
      let schema = document.shape.isSwagger ? parameter : parameter["schema"]
      let assembly = ExampleAssembly(references: document.references, direction: .request)
      var assembler = JSONAssembler()
      guard let payload = schema.flatMap({ assembly.payload(of: $0) }) else { return nil }
      assembler.append(payload)
      value = try? JSONDocument(assembler).root
    }
    guard let value else { return nil }
    return value.string ?? value.number ?? value.boolean.map { $0 ? "true" : "false" }
  }
}
