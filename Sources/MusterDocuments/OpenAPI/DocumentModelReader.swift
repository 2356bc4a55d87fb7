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
    /// Why none of it can be checked by the letter; `nil` if it can.
    var letter: BrokenPart?
  }

  /// The model.
  ///
  /// - Throws: ``ContractError/Code/missingPart`` where there are no operations at all.
  mutating func read() throws(ContractError) -> DocumentModel {
    _ = try root.expect(.object, "an OpenAPI document, which is an object,")
    let paths = try map("paths", "an object of paths", .object(.paths))
    let hooks =
      shape.isSwagger ? nil : try map("webhooks", "an object of path items by their names", .map(.object(.pathItem)))
    let others = root["x-ms-paths"].flatMap { $0.value.kind == .object ? $0 : nil }
    guard let holder = paths?.place ?? hooks?.place ?? others ?? componentsAlone else {
      throw root.error(.missingPart, "the document has no 'paths'; expected an OpenAPI document with operations")
    }
    let servers = keep { (reader) throws(ContractError) in try reader.servers(of: reader.root) } ?? nil
    let security = keep { (reader) throws(ContractError) in try reader.security(of: reader.root) } ?? nil
    keep { (reader) throws(ContractError) in try reader.readSecuritySchemes() }
    for member in paths?.place.fields ?? [] {
      let letter = paths?.letter(of: member)
      readPath(member, Surroundings(path: member.name, servers: servers, security: security, letter: letter))
    }
    for member in others?.fields ?? [] { readExtension(member, servers, security) }
    for member in hooks?.place.fields ?? [] {
      let letter = hooks?.letter(of: member)
      readPathItem(member.place, Surroundings(path: "webhook:\(member.name)", isIncoming: true, letter: letter))
    }
    if model.operations.isEmpty {
      if let lost = model.lostPaths.first?.part ?? model.lost.first {
        throw ContractError(
          lost.code, source: lost.location.source, position: lost.location.position, pointer: lost.location.pointer,
          detail: lost.detail)
      }
      guard isDeclared else {
        throw holder.error(.missingPart, "no path has an operation; expected a method such as 'get' under a path")
      }
      model.notices.append(
        Notice(code: .noOperations, at: holder, message: "the document has no operations: nothing is checked by it"))
    }
    return model
  }

  /// Whether the document says what it is, so that one without operations is one that holds components.
  private var isDeclared: Bool { root["openapi"] != nil || root["swagger"] != nil }

  /// The root of a document that declares what it is and holds components alone; `nil` for any other.
  private var componentsAlone: Place? {
    isDeclared && (root["components"] != nil || root["definitions"] != nil) ? root : nil
  }

  /// A member of the root that is an object by names.
  private mutating func map(
    _ name: String, _ what: String, _ form: MemberForm
  ) throws(ContractError) -> DocumentReferences.Followed? {
    guard let member = root[name] else { return nil }
    let map = try follow(member, form)
    _ = try map.place.expect(.object, what)
    return map
  }

  /// Reads a path of `x-ms-paths`, which has paths that differ in their queries.
  private mutating func readExtension(_ member: Place.Member, _ servers: [ServerTemplate]?, _ security: [[String]]?) {
    let letter = BrokenPart(member.place.error(.letter, "'x-ms-paths' is an extension, which means nothing"))
    readPath(member, Surroundings(path: member.name, servers: servers, security: security, letter: letter))
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
      readMisspelled(of: item, &methods, around)
      keep { (reader) throws(ContractError) in try reader.readAdditions(of: item, around) }
    }
  }

  /// Reads operations whose methods are in another letter case, or are those of a later version.
  private mutating func readMisspelled(of item: Place, _ methods: inout Set<String>, _ around: Surroundings) {
    for field in item.fields where !shape.methods.contains(field.name) {
      let name = field.name.asciiLowercased
      guard DocumentShape.openAPI32.methods.contains(name), field.place.value.kind == .object else { continue }
      // Whatever it is named, the method itself has been read.
      guard item[name] == nil || field.name == name, methods.insert(name).inserted else { continue }
      var around = around
      around.letter = BrokenPart(
        field.place.error(.letter, "the version of the document has no '\(field.name)' in a path item"))
      readOperation(field.place, method: name.asciiUppercased, around)
    }
  }

  private mutating func readAdditions(of item: Place, _ around: Surroundings) throws(ContractError) {
    guard let additions = item["additionalOperations"] else { return }
    let map = try references.followed(additions)
    for field in try map.place.expect(.object, "an object of operations by their methods").fields {
      var around = around
      around.letter = around.letter ?? map.letter(of: field)
      if !shape.hasAdditions {
        around.letter = BrokenPart(
          additions.error(.letter, "the version of the document has no 'additionalOperations' in a path item"))
      }
      // The case of these methods is part of their names (OpenAPI 3.2, section 4.9.1).
      readOperation(field.place, method: field.name, around)
    }
  }

  /// A path item with the one that its `$ref` leads to: of a field that both have, nothing is said of which one counts
  /// (OpenAPI 3.1, section 4.8.9.1), and the nearer one is taken.
  private mutating func pathItem(_ place: Place) throws(ContractError) -> [Place] {
    var items: [Place] = []
    var place = place
    for _ in 0..<DocumentReferences.chainLimit {
      items.append(try place.expect(.object, "a path item, which is an object,"))
      guard let reference = place["$ref"] else { return items }
      guard let text = reference.value.string else {
        throw reference.error(.reference, "a '$ref' is a string with a URI, such as #/components/pathItems/Item")
      }
      place = try references.target(of: text, at: reference)
      enter(place, .object(.pathItem))
    }
    throw place.error(.reference, "this reference leads in a circle; break it at one place")
  }

  private mutating func noteHidden(_ place: Place, _ name: String) {
    model.notices.append(
      Notice(
        code: .noEffect, at: place,
        message: "\(name) stands beside the path item's '$ref', too, where it is taken from: this one has no effect"))
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

  private mutating func readOperation(_ member: Place, method: String, _ around: Surroundings) {
    var place = member
    var letter = around.letter
    var failure: BrokenPart?
    do throws(ContractError) {
      let found = try follow(member, .object(.operation))
      (place, letter) = (found.place, letter ?? found.letter)
    } catch {
      failure = BrokenPart(error)
    }
    var operation = OperationRecord(
      id: place["operationId"]?.value.string, method: method, path: around.path, document: document,
      location: place.location, isDeprecated: place["deprecated"]?.value.boolean ?? false)
    operation.brokenByLetter = letter
    if let failure {
      operation.broken = failure
      model.operations.append(operation)
      return
    }
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
    operation.requestBody = body(of: place, around.bodyParameters)
    model.direction = nil
    model.operations.append(operation)
    if !shape.isSwagger { readCallbacks(of: place, "\(operation.path):\(method)", depth: around.depth) }
  }

  /// The body of a request, as the version has it, or else as another one does.
  private mutating func body(of operation: Place, _ parameters: [Place]) -> RequestBody? {
    if shape.isSwagger, let body = swaggerBody(of: operation, parameters) { return body }
    if let member = operation["requestBody"] {
      var body = requestBody(of: operation)
      if shape.isSwagger {
        body?.brokenByLetter = BrokenPart(member.error(.letter, "Swagger 2.0 has no 'requestBody' in an operation"))
      }
      return body
    }
    guard !shape.isSwagger, let parameter = parameters.first else { return nil }
    var body = swaggerBody(of: operation, parameters)
    body?.brokenByLetter = BrokenPart(parameter.error(.letter, "only Swagger 2.0 has the body among the parameters"))
    return body
  }

  private mutating func requestBody(of operation: Place) -> RequestBody? {
    guard let member = operation["requestBody"] else { return nil }
    do throws(ContractError) {
      let place = try resolve(member, .requestBody).expect(.object, "a request body, which is an object,")
      return RequestBody(
        isRequired: try boolean("required", of: place), content: try content(of: place), location: place.location)
    } catch {
      return RequestBody(isRequired: false, content: [], location: member.location, broken: BrokenPart(error))
    }
  }

  private mutating func responses(of operation: Place) throws(ContractError) -> [Response] {
    guard let member = operation["responses"] else { return [] }
    var responses: [Response] = []
    let map: DocumentReferences.Followed
    do throws(ContractError) { map = try follow(member, .object(.responses)) } catch {
      // Which statuses it documents is not known, so that any of them may be meant.
      return [
        Response(status: .default, content: [], headers: [], location: member.location, broken: BrokenPart(error))
      ]
    }
    let fields = try map.place.expect(.object, "an object of responses").fields
    // A range in lower case counts for less than the same one as it should be written.
    for field in fields.filter({ StatusKey($0.name) != nil }) + fields.filter({ StatusKey($0.name) == nil }) {
      guard let status = StatusKey(anyCase: field.name) else {
        model.notices.append(
          Notice(
            code: .statusKey, at: field.place,
            message:
              "'\(field.name)' is no status; expected one such as 404, a range such as 4XX with upper-case X, "
              + "or default: this response is left out"))
        continue
      }
      let isExact = StatusKey(field.name) != nil
      if let index = responses.firstIndex(where: { $0.status == status }) {
        guard isExact else { continue }
        responses[index].broken = BrokenPart(
          field.place.error(.document, "a second response for \(status); keep one"))
        continue
      }
      var response = response(status, field.place, of: operation)
      if !isExact {
        response.brokenByLetter = BrokenPart(
          field.place.error(.letterName, "a range of statuses has an upper-case X, and this one documents nothing"))
      } else {
        response.brokenByLetter = map.letter(of: field)
      }
      responses.append(response)
    }
    return responses
  }

  private mutating func response(_ status: StatusKey, _ member: Place, of operation: Place) -> Response {
    do throws(ContractError) {
      let place = try resolve(member, .response).expect(.object, "a response, which is an object,")
      let content = try content(ofResponse: place, in: operation)
      if case .code(let code) = status, HTTPStatus.isBodiless(code, to: ""), !content.isEmpty {
        model.notices.append(
          Notice(
            code: .noEffect, at: place,
            message: "a response with status \(code) never has a body: its content has no effect"))
      }
      let headers = keep { (reader) throws(ContractError) in try reader.headers(of: place) } ?? []
      return Response(status: status, content: content, headers: headers, location: place.location)
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
