/// One of the objects that OpenAPI documents and overlays are made of.
enum ObjectKind: Sendable, Hashable, CaseIterable {
  case document, info, contact, license, server, serverVariable, components, paths, pathItem, operation
  case externalDocumentation, parameter, requestBody, mediaType, encoding, responses, response, callback, example, link
  case header, tag, securityScheme, oauthFlows, implicitFlow, passwordFlow, clientCredentialsFlow
  case authorizationCodeFlow, deviceAuthorizationFlow, securityRequirement, schema, xml, discriminator, items
  case overlay, overlayInfo, overlayAction

  /// The name that the specifications give it.
  func name(in table: ShapeTable) -> String {
    switch self {
    case .document: table.rootName
    case .info, .overlayInfo: "Info Object"
    case .contact: "Contact Object"
    case .license: "License Object"
    case .server: "Server Object"
    case .serverVariable: "Server Variable Object"
    case .components: "Components Object"
    case .paths: "Paths Object"
    case .pathItem: "Path Item Object"
    case .operation: "Operation Object"
    case .externalDocumentation: "External Documentation Object"
    case .parameter: "Parameter Object"
    case .requestBody: "Request Body Object"
    case .mediaType: "Media Type Object"
    case .encoding: "Encoding Object"
    case .responses: "Responses Object"
    case .response: "Response Object"
    case .callback: "Callback Object"
    case .example: "Example Object"
    case .link: "Link Object"
    case .header: "Header Object"
    case .tag: "Tag Object"
    case .securityScheme: "Security Scheme Object"
    case .oauthFlows: "OAuth Flows Object"
    case .implicitFlow, .passwordFlow, .clientCredentialsFlow, .authorizationCodeFlow, .deviceAuthorizationFlow:
      "OAuth Flow Object"
    case .securityRequirement: "Security Requirement Object"
    case .schema: "Schema Object"
    case .xml: "XML Object"
    case .discriminator: "Discriminator Object"
    case .items: "Items Object"
    case .overlay: "Overlay Object"
    case .overlayAction: "Action Object"
    }
  }

  /// Whether nothing of a contract depends on it, so that a `$ref` in it is not followed.
  var isDescriptive: Bool {
    switch self {
    case .info, .contact, .license, .externalDocumentation, .tag, .xml, .discriminator, .oauthFlows, .implicitFlow,
      .passwordFlow, .clientCredentialsFlow, .authorizationCodeFlow, .deviceAuthorizationFlow, .securityRequirement,
      .serverVariable, .link, .overlay, .overlayInfo, .overlayAction, .document, .items:
      true
    default: false
    }
  }
}
