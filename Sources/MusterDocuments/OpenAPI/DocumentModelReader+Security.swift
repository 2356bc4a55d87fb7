import Muster
import MusterContracts

extension DocumentModelReader {
  /// The servers that a document, path item or operation names; `nil` where it names none.
  func servers(of holder: Place) throws(ContractError) -> [ServerTemplate]? {
    if shape.isSwagger { return swaggerServers(of: holder) }
    guard let member = holder["servers"] else { return nil }
    var servers: [ServerTemplate] = []
    for item in try references.followed(member).place.expect(.array, "an array of servers").items {
      let item = try references.followed(item).place
      guard let url = item["url"]?.value.string else { throw item.error(.document, "a server needs a 'url'") }
      var variables: [ServerTemplate.Variable] = []
      for variable in item["variables"]?.members ?? [] {
        let values = variable.place["enum"]?.value.items.compactMap(\.string) ?? []
        guard let standard = variable.place["default"]?.value.string ?? values.first else {
          throw variable.place.error(.document, "the variable '\(variable.name)' of a server needs a 'default'")
        }
        variables.append(ServerTemplate.Variable(name: variable.name, standard: standard, values: values))
      }
      servers.append(ServerTemplate(url: url, variables: variables))
    }
    return servers
  }

  /// The security requirements of a document or operation; `nil` where it says nothing, empty where it needs none.
  ///
  /// The entries of the list are alternatives; the schemes of one entry are needed together (OpenAPI 3.1, section 4.8.30).
  func security(of holder: Place) throws(ContractError) -> [[String]]? {
    guard let member = holder["security"] else { return nil }
    var alternatives: [[String]] = []
    for item in try member.expect(.array, "an array of security requirements").items {
      alternatives.append(try item.expect(.object, "a security requirement, which is an object,").members.map(\.name))
    }
    return alternatives
  }

  mutating func readSecuritySchemes() throws(ContractError) {
    try readSecuritySchemes(shape.securitySchemes)
    // Where another version has them, they are told as that.
    let others = shape.isSwagger ? DocumentShape.openAPI30.securitySchemes : DocumentShape.swagger20.securitySchemes
    try readSecuritySchemes(others)
  }

  private mutating func readSecuritySchemes(_ names: [String]) throws(ContractError) {
    var holder = root
    for name in names {
      guard let next = holder[name] else { return }
      holder = try references.followed(next).place
    }
    for scheme in try holder.expect(.object, "an object of security schemes").members {
      let place = try resolve(scheme.place, .securityScheme)
      let type = place["type"]?.value.string ?? ""
      // Swagger's `basic` is a scheme of HTTP like others.
      let isBasic = type == "basic"
      model.securitySchemes.append(
        SecurityScheme(
          name: scheme.name, type: isBasic ? "http" : type, parameter: place["name"]?.value.string ?? "",
          location: place["in"]?.value.string ?? "",
          scheme: isBasic ? "basic" : place["scheme"]?.value.string ?? ""))
    }
  }
}
