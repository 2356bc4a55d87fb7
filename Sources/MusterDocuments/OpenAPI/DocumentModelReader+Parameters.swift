import Muster
import MusterContracts

extension DocumentModelReader {
  /// Reads the parameters of a path item or operation; they replace those of the same name and location.
  mutating func readParameters(of holder: Place, into around: inout Surroundings) {
    guard let member = holder["parameters"] else { return }
    let items: [Place]
    do throws(ContractError) { items = try member.expect(.array, "an array of parameters").items } catch {
      around.lostParameters.append(BrokenPart(error))
      return
    }
    var seen: Set<[String]> = []
    for item in items {
      do throws(ContractError) {
        let place = try references.resolve(item).expect(.object, "a parameter, which is an object,")
        guard let name = place["name"]?.value.string else {
          throw place.error(.document, "a parameter needs a 'name'")
        }
        guard let text = place["in"]?.value.string, shape.locations.contains(text) else {
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
        let parameter = sound(name, location, place)
        around.parameters.removeAll { $0.name == name && $0.location == location }
        around.parameters.append(parameter)
      } catch {
        around.lostParameters.append(BrokenPart(error))
      }
    }
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
    let content = shape.isSwagger ? nil : place["content"]?.members.first
    let schema = shape.isSwagger ? place : try self.schema(of: place) ?? content?.place["schema"]
    if let schema, !shape.isSwagger { noteReadOnly(schema, name: name) }
    let (style, explodes) = try writing(of: place, location)
    let reader = shapes
    let valueShape = reader.shape(of: schema)
    var parameter = Parameter(
      name: name, location: location, isRequired: isRequired, isDeprecated: try boolean("deprecated", of: place),
      style: style, explodes: explodes, allowsReserved: try boolean("allowReserved", of: place),
      allowsEmptyValue: try boolean("allowEmptyValue", of: place), contentType: content?.name,
      source: place.location, schema: schema.map { model.index(of: $0) }, shape: valueShape)
    parameter.isMultiSegment = location == .path && place["x-multi-segment"]?.value.boolean == true
    if let content, MediaTypeName(content.name)?.kind == .form {
      parameter.form = FormShape(shape: valueShape)
    }
    return parameter
  }

  /// The style of a parameter and whether it explodes.
  private func writing(
    of place: Place, _ location: Parameter.Location
  ) throws(ContractError) -> (style: Parameter.Style, explodes: Bool) {
    if shape.isSwagger { return try collectionFormat(of: place, location) }
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
