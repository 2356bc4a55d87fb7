import Muster

/// What a value of an OpenAPI document is, by its position: what tells references from data that looks like them.
indirect enum BundleNode: Sendable, Hashable {
  case document, components, paths, pathItem, operation, parameter, requestBody, response, header, mediaType, encoding
  case schema, discriminator, callback, link, example, securityScheme
  /// An object of nodes by name.
  case map(BundleNode)
  /// A list of nodes, or one of them.
  case list(BundleNode)
  /// What is copied as it is.
  case data

  /// What the value of a field is.
  func field(_ name: String) -> BundleNode {
    switch self {
    case .map(let node): return name.hasPrefix("x-") && node != .schema ? .data : node
    case .paths: return name.hasPrefix("/") ? .pathItem : .data
    case .callback: return name.hasPrefix("x-") ? .data : .pathItem
    case .list, .data: return .data
    case .schema: return name == "discriminator" ? .discriminator : BundleNode(SubschemaPositions.inValue(of: name))
    case .pathItem where BundleNode.methods.contains(name): return .operation
    default: return BundleNode.fields[self]?[name] ?? .data
    }
  }

  /// What a value is that holds subschemas at some positions.
  private init(_ positions: SubschemaPositions) {
    switch positions {
    case .none: self = .data
    case .one: self = .schema
    case .list, .oneOrList: self = .list(.schema)
    case .map, .mapOfSome: self = .map(.schema)
    }
  }

  /// The section of the components that a node may be referred to in; `nil` for one that is copied to where it is used.
  var section: String? {
    switch self {
    case .schema: "schemas"
    case .parameter: "parameters"
    case .requestBody: "requestBodies"
    case .response: "responses"
    case .header: "headers"
    case .callback: "callbacks"
    case .link: "links"
    case .example: "examples"
    case .securityScheme: "securitySchemes"
    case .mediaType: "mediaTypes"
    default: nil
    }
  }

  private static let methods: Set = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
  ]

  private static let fields: [BundleNode: [String: BundleNode]] = [
    .document: [
      "paths": .paths, "webhooks": .map(.pathItem), "components": .components, "definitions": .map(.schema),
      "parameters": .map(.parameter), "responses": .map(.response),
    ],
    .components: [
      "schemas": .map(.schema), "responses": .map(.response), "parameters": .map(.parameter),
      "examples": .map(.example), "requestBodies": .map(.requestBody), "headers": .map(.header),
      "securitySchemes": .map(.securityScheme), "links": .map(.link), "callbacks": .map(.callback),
      "pathItems": .map(.pathItem), "mediaTypes": .map(.mediaType),
    ],
    .pathItem: ["parameters": .list(.parameter), "additionalOperations": .map(.operation)],
    .operation: [
      "parameters": .list(.parameter), "requestBody": .requestBody, "responses": .map(.response),
      "callbacks": .map(.callback),
    ],
    .parameter: [
      "schema": .schema, "content": .map(.mediaType), "examples": .map(.example), "items": .schema,
    ],
    .requestBody: ["content": .map(.mediaType)],
    .response: [
      "headers": .map(.header), "content": .map(.mediaType), "links": .map(.link), "schema": .schema,
    ],
    .header: ["schema": .schema, "content": .map(.mediaType), "examples": .map(.example), "items": .schema],
    .mediaType: [
      "schema": .schema, "itemSchema": .schema, "examples": .map(.example), "encoding": .map(.encoding),
      "itemEncoding": .encoding, "prefixEncoding": .list(.encoding),
    ],
    .encoding: ["headers": .map(.header), "encoding": .map(.encoding)],
  ]
}
