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
      let content = place["content"]?.members.first?.place
      let schema = try self.schema(of: place) ?? content?["schema"]
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

  /// The types that the schema of a parameter allows, as far as it says so itself or in the branches that it is made of.
  private func types(of schema: Place?) -> Parameter.Types {
    var types: Parameter.Types = []
    var rest = schema.map { [$0] } ?? []
    // Branches may refer back to their whole: a few are enough to tell text from numbers.
    for _ in 0..<LocalReferences.chainLimit {
      guard let place = rest.popLast() else { break }
      guard let resolved = try? references.resolve(place) else { continue }
      if let type = resolved["type"] {
        for name in type.value.string.map({ [$0] }) ?? type.value.items.compactMap(\.string) {
          types.formUnion(Parameter.Types(name))
        }
      } else {
        for keyword in ["allOf", "anyOf", "oneOf"] { rest += resolved[keyword]?.items ?? [] }
      }
    }
    return types.isEmpty ? .string : types
  }
}

extension Parameter.Types {
  /// The type of a name; none for those that no text is turned into.
  fileprivate init(_ name: String) {
    switch name {
    case "string": self = .string
    case "integer": self = .integer
    case "number": self = .number
    case "boolean": self = .boolean
    default: self = []
    }
  }
}
