import Muster
import MusterContracts

/// Reads the operations of an OpenAPI or Swagger document: what differs between versions is in `DocumentShape`.
///
/// A mistake is kept with the part that it is in, and the rest is read.
struct DocumentModelReader {
  let root: Place
  /// The index of the document in its contract.
  let document: Int
  let shape: DocumentShape
  let references: DocumentReferences
  let shapes: ValueShapeReader
  var model = DocumentModel()
  /// The callbacks that were read, each once.
  var readCallbacks: Set<SchemaPlace> = []

  init(_ json: JSONDocument, uri: String, library: DocumentLibrary, document: Int, shape: DocumentShape) {
    root = Place(value: json.root, pointer: JSONPointer())
    references = DocumentReferences(root: json.root, uri: uri, library: library)
    shapes = ValueShapeReader(references: references)
    self.document = document
    self.shape = shape
  }

  /// What holds for an operation unless it says otherwise.
  struct Surroundings {
    var path: String
    var parameters: [Parameter] = []
    var lostParameters: [BrokenPart] = []
    var servers: [ServerTemplate]?
    var security: [[String]]?
    /// Swagger's body and form parameters.
    var bodyParameters: [Place] = []
    /// Whether the requests come from the vendor: of a webhook or callback.
    var isIncoming = false
    /// How many callbacks it is the callback of.
    var depth = 0
  }

  /// The model.
  ///
  /// - Throws: ``ContractError/Code/missingPart`` where there are no operations at all.
  mutating func read() throws(ContractError) -> DocumentModel {
    _ = try root.expect(.object, "an OpenAPI document, which is an object,")
    let paths = try root["paths"]?.expect(.object, "an object of paths")
    let hooks = shape.isSwagger ? nil : try root["webhooks"]?.expect(.object, "an object of path items by their names")
    guard let holder = paths ?? hooks else {
      throw root.error(.missingPart, "the document has no 'paths'; expected an OpenAPI document with operations")
    }
    let servers = keep { (reader) throws(ContractError) in try reader.servers(of: reader.root) } ?? nil
    let security = keep { (reader) throws(ContractError) in try reader.security(of: reader.root) } ?? nil
    keep { (reader) throws(ContractError) in try reader.readSecuritySchemes() }
    for member in paths?.fields ?? [] {
      readPath(member, Surroundings(path: member.name, servers: servers, security: security))
    }
    for member in hooks?.fields ?? [] {
      readPathItem(member.place, Surroundings(path: "webhook:\(member.name)", isIncoming: true))
    }
    if model.operations.isEmpty {
      if let lost = model.lostPaths.first?.part ?? model.lost.first {
        throw ContractError(
          lost.code, source: lost.location.source, position: lost.location.position, pointer: lost.location.pointer,
          detail: lost.detail)
      }
      throw holder.error(.missingPart, "no path has an operation; expected a method such as 'get' under a path")
    }
    return model
  }

  private mutating func readPath(_ member: Place.Member, _ around: Surroundings) {
    guard member.name.utf8.first == UInt8(ascii: "/") else {
      let error = member.place.error(.document, "a path begins with a slash; this one is '\(member.name)'")
      model.lostPaths.append(ContractDocument.LostPath(path: member.name, part: BrokenPart(error)))
      return
    }
    if let end = member.name.utf8.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) {
      let message =
        member.name.utf8[end] == UInt8(ascii: "?")
        ? "a path has no query: by intent, '\(member.name[end...])' selects the requests whose query has it; by the "
          + "letter, no request has this path"
        : "a path ends where '#' is: no request has this one; describe what is behind it by query parameters"
      model.notices.append(Notice(code: .noEffect, at: member.place, message: message))
    }
    readPathItem(member.place, around)
  }

  mutating func readPathItem(_ place: Place, _ around: Surroundings) {
    var around = around
    var items: [Place] = []
    do throws(ContractError) {
      items = try pathItem(place)
    } catch {
      model.lostPaths.append(ContractDocument.LostPath(path: around.path, part: BrokenPart(error)))
      // What stands beside the reference is there all the same, with parameters that nobody knows.
      guard place.value.kind == .object else { return }
      around.lostParameters.append(BrokenPart(error))
      items = [place]
    }
    var methods: Set<String> = []
    for item in items {
      around.servers =
        (keep { (reader) throws(ContractError) in try reader.servers(of: item) } ?? nil) ?? around.servers
    }
    for item in items.reversed() { readParameters(of: item, into: &around) }
    for item in items {
      for field in item.fields where shape.methods.contains(field.name) {
        guard methods.insert(field.name).inserted else {
          noteHidden(field.place, "'\(field.name)'")
          continue
        }
        readOperation(field.place, method: field.name.asciiUppercased, around)
      }
      guard shape.hasAdditions else {
        for field in ["query", "additionalOperations"] { noteUnread(field, of: item) }
        continue
      }
      keep { (reader) throws(ContractError) in try reader.readAdditions(of: item, around) }
    }
  }

  private mutating func readAdditions(of item: Place, _ around: Surroundings) throws(ContractError) {
    guard let additions = item["additionalOperations"] else { return }
    for field in try additions.expect(.object, "an object of operations by their methods").fields {
      // The case of these methods is part of their names (OpenAPI 3.2, section 4.9.1).
      readOperation(field.place, method: field.name, around)
    }
  }

  /// A path item with the one that its `$ref` leads to: of a field that both have, nothing is said of which one counts
  /// (OpenAPI 3.1, section 4.8.9.1), and the nearer one is taken.
  private func pathItem(_ place: Place) throws(ContractError) -> [Place] {
    var items: [Place] = []
    var place = place
    for _ in 0..<DocumentReferences.chainLimit {
      items.append(try place.expect(.object, "a path item, which is an object,"))
      guard let reference = place["$ref"] else { return items }
      guard let text = reference.value.string else {
        throw reference.error(.reference, "a '$ref' is a string with a URI, such as #/components/pathItems/Item")
      }
      place = try references.target(of: text, at: reference)
    }
    throw place.error(.reference, "this reference leads in a circle; break it at one place")
  }

  private mutating func noteHidden(_ place: Place, _ name: String) {
    model.notices.append(
      Notice(
        code: .noEffect, at: place,
        message: "\(name) stands beside the path item's '$ref', too, where it is taken from: this one has no effect"))
  }

  /// Says of a field that it holds operations which the contract will not have.
  mutating func noteUnread(_ field: String, of place: Place) {
    guard let unread = place[field] else { return }
    model.notices.append(
      Notice(code: .unread, at: unread, message: "'\(field)' is not read: what it describes is not in the contract"))
  }

  /// The schemas that the document gives names to.
  var componentSchemas: [Place] {
    var place: Place? = root
    for name in shape.schemas { place = place?[name] }
    return place?.members.map(\.place) ?? []
  }

  /// Does something whose mistakes take down no operation that is known.
  @discardableResult
  mutating func keep<Result>(
    _ body: (inout DocumentModelReader) throws(ContractError) -> Result
  ) -> Result? {
    do throws(ContractError) { return try body(&self) } catch {
      model.lost.append(BrokenPart(error))
      return nil
    }
  }

  // MARK: Operations

  private mutating func readOperation(_ place: Place, method: String, _ around: Surroundings) {
    var operation = OperationRecord(
      id: place["operationId"]?.value.string, method: method, path: around.path, document: document,
      location: place.location, isDeprecated: place["deprecated"]?.value.boolean ?? false)
    do throws(ContractError) {
      _ = try place.expect(.object, "an operation, which is an object,")
      // Who owns the properties that only one side sets is on the other side where the vendor sends the requests.
      model.direction = around.isIncoming ? nil : .response
      defer { model.direction = nil }
      if place["responses"] != nil { try operation.responses = responses(of: place) }
    } catch {
      operation.broken = BrokenPart(error)
      model.operations.append(operation)
      return
    }
    var around = around
    readParameters(of: place, into: &around)
    operation.servers =
      (keep { (reader) throws(ContractError) in try reader.servers(of: place) } ?? nil) ?? around.servers ?? []
    operation.security =
      (keep { (reader) throws(ContractError) in try reader.security(of: place) } ?? nil) ?? around.security
    operation.parameters = around.isIncoming ? around.parameters : placed(around, at: place)
    operation.lostParameters = around.lostParameters
    model.direction = around.isIncoming ? nil : .request
    operation.requestBody = shape.isSwagger ? body(of: place, around.bodyParameters) : requestBody(of: place)
    model.direction = nil
    model.operations.append(operation)
    if !shape.isSwagger { readCallbacks(of: place, "\(operation.path):\(method)", depth: around.depth) }
  }

  private mutating func requestBody(of operation: Place) -> RequestBody? {
    guard let member = operation["requestBody"] else { return nil }
    do throws(ContractError) {
      let place = try references.resolve(member).expect(.object, "a request body, which is an object,")
      return RequestBody(
        isRequired: try boolean("required", of: place), content: try content(of: place), location: place.location)
    } catch {
      return RequestBody(isRequired: false, content: [], location: member.location, broken: BrokenPart(error))
    }
  }

  private mutating func responses(of operation: Place) throws(ContractError) -> [Response] {
    guard let member = operation["responses"] else { return [] }
    var responses: [Response] = []
    for field in try member.expect(.object, "an object of responses").fields {
      guard let status = StatusKey(field.name) else {
        model.notices.append(
          Notice(
            code: .statusKey, at: field.place,
            message:
              "'\(field.name)' is no status; expected one such as 404, a range such as 4XX with upper-case X, "
              + "or default: this response is left out"))
        continue
      }
      if let index = responses.firstIndex(where: { $0.status == status }) {
        responses[index].broken = BrokenPart(
          field.place.error(.document, "a second response for \(status); keep one"))
        continue
      }
      responses.append(response(status, field.place, of: operation))
    }
    return responses
  }

  private mutating func response(_ status: StatusKey, _ member: Place, of operation: Place) -> Response {
    do throws(ContractError) {
      let place = try references.resolve(member).expect(.object, "a response, which is an object,")
      let content = shape.isSwagger ? try swaggerContent(of: place, in: operation) : try content(of: place)
      if case .code(let code) = status, HTTPStatus.isBodiless(code, to: ""), !content.isEmpty {
        model.notices.append(
          Notice(
            code: .noEffect, at: place,
            message: "a response with status \(code) never has a body: its content has no effect"))
      }
      return Response(status: status, content: content, headers: try headers(of: place), location: place.location)
    } catch {
      return Response(status: status, content: [], headers: [], location: member.location, broken: BrokenPart(error))
    }
  }

  func boolean(_ name: String, of place: Place) throws(ContractError) -> Bool {
    guard let member = place[name] else { return false }
    guard let value = member.value.boolean else {
      throw member.error(.document, "true or false was expected for '\(name)'")
    }
    return value
  }
}
