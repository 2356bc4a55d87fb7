import Muster
import MusterContracts

extension DocumentModelReader {
  /// The kinds of content of a body, response or parameter.
  mutating func content(of place: Place) throws(ContractError) -> [MediaType] {
    guard let member = place["content"] else { return [] }
    let map = try follow(member, .map(.object(.mediaType), names: .mediaRange))
    var content: [MediaType] = []
    for media in try map.place.expect(.object, "an object of media types").members {
      let letter = map.letter(of: media)
      noteName(media.name, at: media.place)
      if media.place.value.kind == .null {
        // YAML authors leave the object out where they have nothing to say about the content.
        content.append(MediaType(name: media.name, location: media.place.location))
        continue
      }
      do throws(ContractError) {
        let found = try follow(media.place, .object(.mediaType))
        let place = try found.place.expect(.object, "a media type object")
        var type = try mediaType(media.name, place)
        // From 3.2 on, a Reference Object may stand here.
        type.brokenByLetter = letter ?? (shape.hasAdditions ? nil : found.letter) ?? type.brokenByLetter
        content.append(type)
      } catch {
        content.append(MediaType(name: media.name, location: media.place.location, broken: BrokenPart(error)))
      }
    }
    return content
  }

  mutating func noteName(_ name: String, at place: Place) {
    guard MediaTypeName(name) == nil else { return }
    model.notices.append(
      Notice(
        code: .mediaTypeKey, at: place,
        message: "'\(name)' is no media type; expected one such as application/json"))
  }

  /// The content of a response of Swagger 2.0, or of one in its form.
  mutating func content(ofResponse response: Place, in operation: Place) throws(ContractError) -> [MediaType] {
    let isSwagger = shape.isSwagger
    // Each has what only the other version gives it, if it has nothing of its own.
    let isOther =
      isSwagger
      ? response["schema"] == nil && response["content"] != nil
      : response["content"] == nil && response["schema"] != nil
    var content = try isSwagger != isOther ? swaggerContent(of: response, in: operation) : self.content(of: response)
    guard isOther, let member = response[isSwagger ? "content" : "schema"] else { return content }
    let letter = BrokenPart(
      member.error(.letter, "the version of the document has no '\(isSwagger ? "content" : "schema")' in a response"))
    for index in content.indices { content[index].brokenByLetter = letter }
    return content
  }

  private mutating func mediaType(_ name: String, _ place: Place) throws(ContractError) -> MediaType {
    noteUncheckedHeaders(of: place)
    return try mediaType(name, of: place, schema: try self.schema(of: place))
  }

  /// A kind of content with a schema that stands wherever the version has it.
  mutating func mediaType(_ name: String, of place: Place, schema: Place?) throws(ContractError) -> MediaType {
    let reader = shapes
    var media = MediaType(
      name: name, location: place.location, schema: schema.map { model.index(of: $0) },
      itemSchema: try self.schema("itemSchema", of: place).map { model.index(of: $0) })
    if let item = place["itemSchema"], !shape.hasAdditions {
      media.brokenByLetter = BrokenPart(item.error(.letter, "the version of the document has no 'itemSchema'"))
    }
    let type = MediaTypeName(name)
    if type?.kind == .events,
      let data = reader.contentSchema(ofMember: "data", in: try self.schema("itemSchema", of: place) ?? schema)
    {
      media.dataSchema = model.index(of: data)
    }
    switch type?.kind {
    case .form, .multipart:
      media.form = FormShape(shape: reader.shape(of: schema), fields: NamedList(try fields(of: place)))
    case .text, .sequence: media.shape = reader.shape(of: schema)
    case .events: media.shape = reader.shape(of: try self.schema("itemSchema", of: place) ?? schema)
    // What a range covers may be any of these.
    case .other where type?.isRange ?? false:
      media.shape = reader.shape(of: schema)
      media.form = FormShape(shape: media.shape, fields: NamedList(try fields(of: place)))
    default: break
    }
    return media
  }

  /// Says that headers of the parts of a body are not held to anything.
  private mutating func noteUncheckedHeaders(of media: Place) {
    guard MediaTypeName(media.pointer.tokens.last ?? "")?.kind == .multipart else { return }
    for entry in media["encoding"]?.members ?? [] {
      guard let headers = entry.place["headers"] else { continue }
      model.notices.append(
        Notice(code: .unread, at: headers, message: "the headers of the part '\(entry.name)' are not checked"))
    }
  }

  /// How the members of a form are written, as far as `encoding` says.
  private func fields(of media: Place) throws(ContractError) -> [FormShape.Field] {
    guard let member = media["encoding"] else { return [] }
    let map = try references.followed(member).place
    var fields: [FormShape.Field] = []
    for entry in try map.expect(.object, "an object of encodings by the names of properties").members {
      let place = try references.followed(entry.place).place.expect(.object, "an encoding, which is an object,")
      let style = try self.style(of: place, among: [.form, .spaceDelimited, .pipeDelimited, .deepObject])
      let contentType = place["contentType"]?.value.string
      // Where none of these is given, the value is written as its content type says (OpenAPI 3.1, section 4.8.15.1).
      let isStyled = style != nil || place["explode"] != nil || place["allowReserved"] != nil
      fields.append(
        FormShape.Field(
          name: entry.name, style: style ?? .form,
          explodes: place["explode"] == nil ? (style ?? .form) == .form : try boolean("explode", of: place),
          contentType: isStyled ? nil : contentType))
    }
    return fields
  }

  /// The headers of a response; `Content-Type` is not described this way (OpenAPI 3.1, section 4.8.17.1).
  mutating func headers(of response: Place) throws(ContractError) -> [Parameter] {
    guard let member = response["headers"] else { return [] }
    let map = try follow(member, .map(.reference(.header)))
    var headers: [Parameter] = []
    for header in try map.place.expect(.object, "an object of headers").members {
      if header.name.asciiUppercased == "CONTENT-TYPE" { continue }
      do throws(ContractError) {
        let place = try resolve(header.place, .header).expect(.object, "a header, which is an object,")
        var parameter = try parameter(header.name, .header, place)
        parameter.brokenByLetter = parameter.brokenByLetter ?? map.letter(of: header)
        headers.append(parameter)
      } catch {
        headers.append(Parameter(broken: BrokenPart(error), name: header.name, in: .header, at: header.place))
      }
    }
    return headers
  }

  /// The schema of a media type or parameter; `null` is none, and most likely a schema that was lost.
  func schema(_ name: String = "schema", of place: Place) throws(ContractError) -> Place? {
    if let schema = place.value[name], schema.kind == .null {
      throw Place(value: schema, pointer: place.pointer.appending(name), uri: place.uri).error(
        .document, "a schema was expected here, not null; write {} for one that allows anything")
    }
    return place[name]
  }
}
