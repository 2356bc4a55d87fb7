extension ShapeTable {
  /// Swagger 2.0 (schema `http://swagger.io/v2/schema.json`).
  static let swagger20 = ShapeTable(
    version: "Swagger 2.0", rootName: "Swagger Object", shapes: described.merging(checked20) { $1 },
    schemaMembers: [
      "xml": .object(.xml), "externalDocs": .object(.externalDocumentation), "discriminator": .text,
    ])

  private static let schemes: MemberForm = .list(.oneOf(["http", "https", "ws", "wss"]))
  private static let formats: MemberForm = .oneOf(["csv", "ssv", "tsv", "pipes"])
  private static let formatsWithMulti: MemberForm = .oneOf(["csv", "ssv", "tsv", "pipes", "multi"])
  private static let parameters: MemberForm = .list(.reference(.parameter), uniqueBy: ["name", "in"])

  /// The keywords of a value; what is wrong with one of them, compiling the schema says.
  private static let values: [String: MemberForm] = Dictionary(
    uniqueKeysWithValues: valueKeywords.map { ($0, $0 == "items" ? .object(.items) : .any) })

  private static let checked20: [ObjectKind: ObjectShape] = [
    .document: ObjectShape(
      required: ["swagger": .text, "info": .object(.info), "paths": .object(.paths)],
      optional: [
        "host": .textual(.host), "basePath": .textual(.withSlash), "schemes": schemes, "consumes": .list(.text),
        "produces": .list(.text), "definitions": .map(.schema), "parameters": .map(.object(.parameter)),
        "responses": .map(.object(.response)), "securityDefinitions": .map(.object(.securityScheme)),
        "security": .list(.object(.securityRequirement)), "tags": .list(.object(.tag), uniqueBy: ["name"]),
        "externalDocs": .object(.externalDocumentation),
      ], adopted: ["components"]),
    .components: ObjectShape(
      optional: [
        "schemas": .map(.schema), "responses": .map(.reference(.response)),
        "parameters": .map(.reference(.parameter)), "securitySchemes": .map(.any), "examples": .map(.any),
        "requestBodies": .map(.any), "headers": .map(.any), "links": .map(.any), "callbacks": .map(.any),
      ]),
    .paths: ObjectShape(others: (.path, .object(.pathItem))),
    .pathItem: ObjectShape(
      optional: [
        "$ref": .text, "parameters": parameters, "get": .object(.operation), "put": .object(.operation),
        "post": .object(.operation), "delete": .object(.operation), "options": .object(.operation),
        "head": .object(.operation), "patch": .object(.operation),
      ], adopted: ["trace"]),
    .operation: ObjectShape(
      required: ["responses": .object(.responses)],
      optional: [
        "tags": .list(.text), "summary": .text, "description": .text,
        "externalDocs": .object(.externalDocumentation), "operationId": .text, "produces": .list(.text),
        "consumes": .list(.text), "parameters": parameters, "schemes": schemes, "deprecated": .boolean,
        "security": .list(.object(.securityRequirement)),
      ], adopted: ["requestBody"]),
    .parameter: ObjectShape(
      required: ["name": .text, "in": .oneOf(["path", "query", "header", "formData", "body"], adopted: ["cookie"])],
      optional: ["description": .text, "required": .boolean],
      variation: ObjectShape.Variation(
        member: "in",
        shapes: [
          "body": ObjectShape(required: ["schema": .schema]),
          "path": ShapeTable.value(formats).with(ObjectShape(required: ["required": .onlyTrue])),
          "header": ShapeTable.value(formats),
          "query": ShapeTable.value(formatsWithMulti).with(ObjectShape(optional: ["allowEmptyValue": .boolean])),
          "formData": ShapeTable.value(formatsWithMulti, types: ["file"]).with(
            ObjectShape(optional: ["allowEmptyValue": .boolean])),
        ]),
      adopted: ["schema", "content"], adoptedUnless: ["type"]),
    .items: ShapeTable.value(formats),
    .responses: ObjectShape(others: (.plainStatus, .reference(.response)), rules: [.notEmpty]),
    .response: ObjectShape(
      required: ["description": .text],
      optional: ["schema": .schema, "headers": .map(.object(.header)), "examples": .map(.any)],
      adopted: ["content"], adoptedUnless: ["schema"]),
    .header: ShapeTable.value(formats).with(ObjectShape(optional: ["description": .text])),
    .securityScheme: ObjectShape(
      required: ["type": .oneOf(["basic", "apiKey", "oauth2"])], optional: ["description": .text],
      variation: ObjectShape.Variation(
        member: "type",
        shapes: [
          "basic": ObjectShape(),
          "apiKey": ObjectShape(required: ["name": .text, "in": .oneOf(["header", "query"])]),
          "oauth2": ObjectShape(
            required: ["flow": .oneOf(["implicit", "password", "application", "accessCode"])],
            optional: ["authorizationUrl": .text, "tokenUrl": .text, "scopes": .map(.text)],
            rules: [
              .needed("authorizationUrl", member: "flow", values: ["implicit", "accessCode"]),
              .needed("tokenUrl", member: "flow", values: ["password", "application", "accessCode"]),
            ]),
        ])),
  ]

  /// The members of what is its own schema: parameters other than bodies, headers, and the items of their lists.
  private static func value(_ formats: MemberForm, types: [String] = []) -> ObjectShape {
    var members = values
    members["collectionFormat"] = formats
    members["type"] = nil
    return ObjectShape(
      required: ["type": .oneOf(["string", "number", "integer", "boolean", "array"] + types)], optional: members,
      rules: [.needed("items", member: "type", values: ["array"])])
  }
}
