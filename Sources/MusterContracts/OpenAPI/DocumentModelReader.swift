import Muster

/// Reads the operations of an OpenAPI document, 3.0 and 3.1 alike: what differs between them is the schemas' dialect.
struct DocumentModelReader {
  let root: Place
  /// The index of the document in its contract.
  let document: Int
  let references: LocalReferences
  var model = DocumentModel()

  init(_ json: JSONDocument, document: Int) {
    root = Place(value: json.root, pointer: JSONPointer())
    references = LocalReferences(root: json.root)
    self.document = document
  }

  /// The model.
  ///
  /// - Throws: ``ContractError/Code/document`` and ``ContractError/Code/reference`` with the place.
  mutating func read() throws(ContractError) -> DocumentModel {
    _ = try root.expect(.object, "an OpenAPI document, which is an object,")
    guard let paths = try root["paths"]?.expect(.object, "an object of paths") else {
      throw root.error(.missingPart, "the document has no 'paths'; expected an OpenAPI document with operations")
    }
    let servers = try servers(of: root)
    let security = try security(of: root)
    try readSecuritySchemes()
    noteUnread("webhooks", of: root)
    for member in paths.fields {
      guard member.name.utf8.first == UInt8(ascii: "/") else {
        throw member.place.error(.document, "a path begins with a slash; this one is '\(member.name)'")
      }
      let item = try references.resolve(member.place).expect(.object, "a path item, which is an object,")
      let itemServers = try self.servers(of: item) ?? servers
      let shared = try parameters(of: item, path: member.name)
      noteUnread("additionalOperations", of: item)
      for field in item.fields where PathItemMethod.all.contains(field.name) {
        let place = try field.place.expect(.object, "an operation, which is an object,")
        var operation = try operation(at: place, path: member.name, shared: shared)
        operation.method = PathItemMethod.uppercased(field.name)
        operation.servers = try self.servers(of: place) ?? itemServers ?? []
        operation.security = try self.security(of: place) ?? security
        model.operations.append(operation)
      }
    }
    if model.operations.isEmpty {
      throw paths.error(.missingPart, "no path has an operation; expected a method such as 'get' under a path")
    }
    return model
  }

  /// Says of a field that it holds operations which the contract will not have.
  private mutating func noteUnread(_ field: String, of place: Place) {
    guard let unread = place[field] else { return }
    model.notices.append(
      Notice(code: .unread, at: unread, message: "'\(field)' is not read: what it describes is not in the contract"))
  }

  /// The schemas that the document gives names to.
  var componentSchemas: [Place] { root["components"]?["schemas"]?.members.map(\.place) ?? [] }

  private mutating func operation(
    at place: Place, path: String, shared: [Parameter]
  ) throws(ContractError) -> DocumentModel.Operation {
    var parameters = shared
    for parameter in try self.parameters(of: place, path: path) {
      // An operation's own parameter replaces the path item's of the same name and location.
      parameters.removeAll { $0.name == parameter.name && $0.location == parameter.location }
      parameters.append(parameter)
    }
    return DocumentModel.Operation(
      id: place["operationId"]?.value.string, method: "", path: path, document: document, location: place.location,
      isDeprecated: place["deprecated"]?.value.boolean ?? false, servers: [], security: nil, parameters: parameters,
      requestBody: try requestBody(of: place), responses: try responses(of: place))
  }

  private mutating func requestBody(of operation: Place) throws(ContractError) -> RequestBody? {
    guard let member = operation["requestBody"] else { return nil }
    let place = try references.resolve(member).expect(.object, "a request body, which is an object,")
    return RequestBody(
      isRequired: try boolean("required", of: place), content: try content(of: place), location: place.location)
  }

  private mutating func responses(of operation: Place) throws(ContractError) -> [Response] {
    guard let member = operation["responses"] else { return [] }
    var responses: [Response] = []
    for response in try member.expect(.object, "an object of responses").fields {
      guard let status = StatusKey(response.name) else {
        model.notices.append(
          Notice(
            code: .statusKey, at: response.place,
            message:
              "'\(response.name)' is no status; expected one such as 404, a range such as 4XX with upper-case X, "
              + "or default: this response is left out"))
        continue
      }
      let place = try references.resolve(response.place).expect(.object, "a response, which is an object,")
      if responses.contains(where: { $0.status == status }) {
        throw response.place.error(.document, "a second response for \(status); keep one")
      }
      responses.append(Response(status: status, content: try content(of: place), location: place.location))
    }
    return responses
  }

  private mutating func content(of place: Place) throws(ContractError) -> [MediaType] {
    guard let member = place["content"] else { return [] }
    var content: [MediaType] = []
    for media in try member.expect(.object, "an object of media types").members {
      let place = try media.place.expect(.object, "a media type object")
      if MediaTypeName(media.name) == nil {
        model.notices.append(
          Notice(
            code: .mediaTypeKey, at: place,
            message: "'\(media.name)' is no media type; expected one such as application/json"))
      }
      let schema = try self.schema(of: place).map { model.index(of: $0) }
      content.append(MediaType(name: media.name, location: place.location, schema: schema))
    }
    return content
  }

  /// The schema of a media type or parameter; `null` is none, and most likely a schema that was lost.
  func schema(of place: Place) throws(ContractError) -> Place? {
    if let schema = place.value["schema"], schema.kind == .null {
      throw Place(value: schema, pointer: place.pointer.appending("schema")).error(
        .document, "a schema was expected here, not null; write {} for one that allows anything")
    }
    return place["schema"]
  }

  func boolean(_ name: String, of place: Place) throws(ContractError) -> Bool {
    guard let member = place[name] else { return false }
    guard let value = member.value.boolean else {
      throw member.error(.document, "true or false was expected for '\(name)'")
    }
    return value
  }
}

extension PathItemMethod {
  /// A method as requests write it.
  static func uppercased(_ name: String) -> String {
    String(decoding: name.utf8.map { $0 >= 0x61 && $0 <= 0x7A ? $0 & 0xDF : $0 }, as: UTF8.self)
  }
}
