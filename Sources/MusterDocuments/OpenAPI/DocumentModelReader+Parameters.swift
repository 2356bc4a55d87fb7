import Muster
import MusterContracts

extension DocumentModelReader {
  /// Reads the parameters of a path item or operation; they replace those of the same name and location.
  mutating func readParameters(of holder: Place, into around: inout Surroundings) {
    guard let member = holder["parameters"] else { return }
    let found: [(place: Place, letter: BrokenPart?)]
    do throws(ContractError) { found = try parameters(in: member) } catch {
      around.lostParameters.append(BrokenPart(error))
      return
    }
    var seen: Set<[String]> = []
    for (item, letter) in found {
      do throws(ContractError) {
        let place = try resolve(item, .parameter).expect(.object, "a parameter, which is an object,")
        guard let name = place["name"]?.value.string else {
          throw place.error(.document, "a parameter needs a 'name'")
        }
        guard let text = place["in"]?.value.string, shape.locations.contains(text) || isOfOtherVersion(text) else {
          throw place.error(.document, "a parameter needs an 'in': \(locationNames)")
        }
        if !seen.insert([text, name]).inserted {
          model.notices.append(
            Notice(
              code: .noEffect, at: item,
              message: "the \(text) parameter '\(name)' is in this list twice; the last one counts, keep one of them"))
        }
        if text == "body" || text == "formData" {
          around.bodyParameters.removeAll { $0["name"]?.value.string == name && $0["in"]?.value.string == text }
          around.bodyParameters.append(place)
          continue
        }
        guard let location = Parameter.Location(rawValue: text) else { continue }
        if location == .header, !shape.isSwagger, Parameter.isDescribedElsewhere(header: name) {
          noteIgnored(place, name: name)
          continue
        }
        var parameter = sound(name, location, place)
        parameter.brokenByLetter = parameter.brokenByLetter ?? letter
        if !shape.locations.contains(text) {
          parameter.brokenByLetter = BrokenPart(place.error(.letter, "Swagger 2.0 has no parameters in '\(text)'"))
        }
        around.parameters.removeAll { $0.name == name && $0.location == location }
        around.parameters.append(parameter)
      } catch {
        around.lostParameters.append(BrokenPart(error))
      }
    }
  }

  /// Whether another version has parameters in a place, which are read as what they are by intent.
  private func isOfOtherVersion(_ location: String) -> Bool {
    shape.isSwagger ? location == "cookie" : location == "body" || location == "formData"
  }

  /// The items of a list of parameters, those of lists that a `$ref` leads to among them.
  private func parameters(
    in list: Place
  ) throws(ContractError) -> [(place: Place, letter: BrokenPart?)] {
    let whole = try references.followed(list)
    var found: [(place: Place, letter: BrokenPart?)] = []
    for item in try whole.place.expect(.array, "an array of parameters").items {
      // A reference may also lead to another list.
      if let other = try? references.followed(item), other.letter != nil, other.place.value.kind == .array {
        found += other.place.items.map { ($0, other.letter) }
      } else {
        found.append((item, whole.letter))
      }
    }
    return found
  }

  /// The parameters of an operation, those of its path held to the path's template (OpenAPI 3.1, section 4.8.12.1).
  mutating func placed(_ around: Surroundings, at operation: Place) -> [Parameter] {
    let names = PathTemplate(around.path).parameterNames
    var parameters = around.parameters
    for index in parameters.indices where parameters[index].location == .path {
      let parameter = parameters[index]
      guard !names.contains(parameter.name), parameter.broken == nil else { continue }
      let place = parameter.source
      let nearest = NearestName.of(parameter.name, among: names)
      parameters[index].broken = BrokenPart(
        ContractError(
          .document, source: place.source, position: place.position, pointer: place.pointer,
          detail: "the path \(around.path) has no '{\(parameter.name)}'; "
            + (nearest.map { "did you mean '\($0)'?" } ?? "expected one of its parameters")))
    }
    for (index, name) in names.enumerated() where names.firstIndex(of: name) != index {
      model.notices.append(
        Notice(
          code: .pathParameter, at: operation,
          message: "'{\(name)}' is in the path \(around.path) twice: only the first one is checked"))
    }
    guard around.lostParameters.isEmpty else { return parameters }
    for name in names where !parameters.contains(where: { $0.location == .path && $0.name == name }) {
      model.notices.append(
        Notice(
          code: .pathParameter, at: operation,
          message: "'{\(name)}' of the path \(around.path) is described by no parameter: it is not checked"))
    }
    return parameters
  }

  private var locationNames: String {
    ["path", "query", "header", "cookie", "querystring", "formData", "body"].filter(shape.locations.contains)
      .joined(separator: ", ")
  }

  private mutating func sound(_ name: String, _ location: Parameter.Location, _ place: Place) -> Parameter {
    do throws(ContractError) { return try parameter(name, location, place) } catch {
      return Parameter(broken: BrokenPart(error), name: name, in: location, at: place)
    }
  }

  /// A parameter, or a header of a response.
  mutating func parameter(
    _ name: String, _ location: Parameter.Location, _ place: Place
  ) throws(ContractError) -> Parameter {
    let isRequired = try boolean("required", of: place) || location == .path
    let content = try content(ofParameter: place)
    let isOwn = isItsOwnSchema(place)
    let schema =
      isOwn && !shape.isSwagger
      ? try valueSchema(of: place) : isOwn ? place : try self.schema(of: place) ?? content?.place["schema"]
    if let schema, !isOwn { noteReadOnly(schema, name: name) }
    let (style, explodes) = try writing(of: place, location)
    let reader = shapes
    let valueShape = reader.shape(of: schema)
    var parameter = Parameter(
      name: name, location: location, isRequired: isRequired, isDeprecated: try boolean("deprecated", of: place),
      style: style, explodes: explodes, allowsReserved: try boolean("allowReserved", of: place),
      allowsEmptyValue: try boolean("allowEmptyValue", of: place), contentType: content?.name,
      source: place.location, schema: schema.map { model.index(of: $0) }, shape: valueShape)
    if isOwn != shape.isSwagger, schema != nil {
      let detail =
        isOwn ? "only Swagger 2.0 has the schema in the parameter itself" : "Swagger 2.0 has no 'schema' here"
      parameter.brokenByLetter = BrokenPart(place.error(.letter, detail))
    }
    parameter.isMultiSegment = location == .path && place["x-multi-segment"]?.value.boolean == true
    if let content, MediaTypeName(content.name)?.kind == .form {
      parameter.form = FormShape(shape: valueShape)
    }
    return parameter
  }

  /// The kind of content that a parameter gives for its value; `nil` if it gives none.
  private func content(ofParameter place: Place) throws(ContractError) -> Place.Member? {
    guard let member = place["content"], place["schema"] == nil else { return nil }
    guard let media = try references.followed(member).place.members.first else { return nil }
    return Place.Member(name: media.name, place: try references.followed(media.place).place)
  }

  /// Whether a parameter or header is its own schema, as in Swagger 2.0: by its version, or because it has no other.
  func isItsOwnSchema(_ place: Place) -> Bool {
    let hasOther = place["schema"] != nil || place["content"] != nil
    if shape.isSwagger { return !hasOther || place["type"] != nil }
    return !hasOther && place.members.contains { ShapeTable.valueKeywords.contains($0.name) && $0.name != "default" }
  }

  /// The keywords of a parameter that is its own schema where its version has a schema of its own.
  func valueSchema(of place: Place) throws(ContractError) -> Place {
    // A file is bytes, of which there is nothing to check.
    let isFile = place["type"]?.value.string == "file"
    let node = OverlayNode(place.value) { !isFile && ShapeTable.valueKeywords.contains($0) }
    node.makeReferencesAbsolute { text in
      let target = URIReference(text).resolved(against: URIReference(place.uri ?? references.uri))
      return target.withoutFragment + (target.fragment.map { "#" + $0 } ?? "")
    }
    var writer = OverlayWriter()
    node.write(into: &writer)
    do throws(JSONError) {
      let document = try JSONDocument(writer.assembler)
      return Place(value: document.root, pointer: JSONPointer(), uri: references.library.add(generated: document))
    } catch {
      throw place.error(.document, "the schema of the parameter cannot be put together: \(error.detail)")
    }
  }

  /// The style of a parameter and whether it explodes.
  private func writing(
    of place: Place, _ location: Parameter.Location
  ) throws(ContractError) -> (style: Parameter.Style, explodes: Bool) {
    if shape.isSwagger || (place["style"] == nil && place["collectionFormat"] != nil) {
      return try collectionFormat(of: place, location)
    }
    let style = try style(of: place, among: location.styles) ?? location.standardStyle
    guard place["explode"] == nil else { return (style, try boolean("explode", of: place)) }
    return (style, style == .form || style == .cookie)
  }

  func style(of place: Place, among styles: [Parameter.Style]) throws(ContractError) -> Parameter.Style? {
    guard let member = place["style"] else { return nil }
    guard let style = member.value.string.flatMap(Parameter.Style.init), styles.contains(style) else {
      throw member.error(
        .document, "a style was expected here: \(styles.map(\.rawValue).joined(separator: ", "))")
    }
    return style
  }

  private mutating func noteIgnored(_ place: Place, name: String) {
    model.notices.append(
      Notice(
        code: .noEffect, at: place,
        message: "a parameter for the header '\(name)' has no effect: media types and security describe it"))
  }

  /// `readOnly` speaks of properties that are sent one way only; beside a parameter's schema it means nothing
  /// (OpenAPI 3.0.3, section 4.7.24.2).
  private mutating func noteReadOnly(_ schema: Place, name: String) {
    guard let readOnly = schema["readOnly"], readOnly.value.boolean == true else { return }
    model.notices.append(
      Notice(
        code: .noEffect, at: readOnly,
        message: "readOnly has no effect on the parameter '\(name)': only a property can be read-only"))
  }
}

extension Parameter {
  /// A parameter of which only name and place are known.
  init(broken: BrokenPart, name: String, in location: Location, at place: Place) {
    self.init(
      name: name, location: location, isRequired: location == .path, isDeprecated: false,
      style: location.standardStyle, explodes: false, allowsReserved: false, allowsEmptyValue: false, contentType: nil,
      source: place.location, broken: broken, schema: nil, shape: .unknown)
  }

  /// Whether a header is described by other parts of a document, so that a parameter for it means nothing
  /// (OpenAPI 3.1, section 4.8.12.1).
  static func isDescribedElsewhere(header name: String) -> Bool {
    ["ACCEPT", "CONTENT-TYPE", "AUTHORIZATION"].contains(name.asciiUppercased)
  }
}

extension Parameter.Location {
  /// The styles that a parameter may have here (OpenAPI 3.2, section 4.12.3).
  var styles: [Parameter.Style] {
    switch self {
    case .path: [.simple, .label, .matrix]
    case .query: [.form, .spaceDelimited, .pipeDelimited, .deepObject]
    case .header: [.simple]
    case .cookie: [.form, .cookie]
    case .querystring: []
    }
  }

  /// The style where none is given.
  var standardStyle: Parameter.Style {
    switch self {
    case .path, .header: .simple
    case .query, .cookie, .querystring: .form
    }
  }
}
