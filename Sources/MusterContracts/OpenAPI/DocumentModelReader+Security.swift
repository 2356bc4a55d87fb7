import Muster

extension DocumentModelReader {
  /// The URLs of the servers that a document, path item or operation names; `nil` where it names none.
  func servers(of holder: Place) throws(ContractError) -> [String]? {
    guard let member = holder["servers"] else { return nil }
    var urls: [String] = []
    for item in try member.expect(.array, "an array of servers").items {
      guard let url = item["url"]?.value.string else { throw item.error(.document, "a server needs a 'url'") }
      urls.append(url)
    }
    return urls
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
    guard let member = root["components"]?["securitySchemes"] else { return }
    for scheme in try member.expect(.object, "an object of security schemes").members {
      let place = try references.resolve(scheme.place)
      model.securitySchemes.append(
        SecurityScheme(
          name: scheme.name, type: place["type"]?.value.string ?? "", parameter: place["name"]?.value.string ?? "",
          location: place["in"]?.value.string ?? "", scheme: place["scheme"]?.value.string ?? ""))
    }
  }
}
