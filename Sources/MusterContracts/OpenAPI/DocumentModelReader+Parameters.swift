import Muster

extension DocumentModelReader {
  /// The parameters of a path item or operation.
  mutating func parameters(of holder: Place, path: String) throws(ContractError) -> [Parameter] {
    guard let member = holder["parameters"] else { return [] }
    var parameters: [Parameter] = []
    for item in try member.expect(.array, "an array of parameters").items {
      let place = try references.resolve(item).expect(.object, "a parameter, which is an object,")
      guard let name = place["name"]?.value.string else {
        throw place.error(.document, "a parameter needs a 'name'")
      }
      guard let text = place["in"]?.value.string, let location = Parameter.Location(rawValue: text) else {
        throw place.error(.document, "a parameter needs an 'in': path, query, header or cookie")
      }
      let declaresRequired = try boolean("required", of: place)
      let schema = place["schema"] ?? place["content"]?.members.first?.place["schema"]
      if let schema { noteReadOnly(schema, name: name) }
      parameters.append(
        Parameter(
          name: name, location: location, isRequired: declaresRequired || location == .path, source: place.location,
          schema: schema.map { model.index(of: $0) }, types: types(of: schema)))
    }
    return parameters
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

  /// The types that the schema of a parameter allows, as far as it says so itself.
  private func types(of schema: Place?) -> Parameter.Types {
    guard let schema, let resolved = try? references.resolve(schema) else { return .string }
    guard let type = resolved["type"] else { return .string }
    let names = type.value.string.map { [$0] } ?? type.value.items.compactMap(\.string)
    var types: Parameter.Types = []
    for name in names {
      switch name {
      case "string": types.insert(.string)
      case "integer": types.insert(.integer)
      case "number": types.insert(.number)
      case "boolean": types.insert(.boolean)
      default: continue
      }
    }
    return types.isEmpty ? .string : types
  }
}
