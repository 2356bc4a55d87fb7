extension ShapeTable {
  /// OpenAPI 3.0 (schema `https://spec.openapis.org/oas/3.0/schema`).
  static let openAPI30 = ShapeTable(
    version: "OpenAPI 3.0", rootName: "OpenAPI Object",
    shapes: ShapeTable.described.merging(ShapeTable.checked30) { $1 })

  /// The objects that only describe, which differ little between the versions.
  static let described: [ObjectKind: ObjectShape] = [
    .info: ObjectShape(
      required: ["title": .text, "version": .text],
      optional: [
        "description": .text, "termsOfService": .text, "contact": .object(.contact), "license": .object(.license),
      ]),
    .contact: ObjectShape(optional: ["name": .text, "url": .text, "email": .text]),
    .license: ObjectShape(required: ["name": .text], optional: ["url": .text]),
    .externalDocumentation: ObjectShape(required: ["url": .text], optional: ["description": .text]),
    .tag: ObjectShape(
      required: ["name": .text], optional: ["description": .text, "externalDocs": .object(.externalDocumentation)]),
    .xml: ObjectShape(
      optional: [
        "name": .text, "namespace": .text, "prefix": .text, "attribute": .boolean, "wrapped": .boolean,
      ]),
    .discriminator: ObjectShape(required: ["propertyName": .text], optional: ["mapping": .map(.text)]),
    .securityRequirement: ObjectShape(others: (.any, .list(.text)), allowsExtensions: false),
    .oauthFlows: ObjectShape(
      optional: [
        "implicit": .object(.implicitFlow), "password": .object(.passwordFlow),
        "clientCredentials": .object(.clientCredentialsFlow),
        "authorizationCode": .object(.authorizationCodeFlow),
      ]),
    .implicitFlow: ObjectShape(
      required: ["authorizationUrl": .text, "scopes": .map(.text)], optional: ["refreshUrl": .text]),
    .passwordFlow: ObjectShape(required: ["tokenUrl": .text, "scopes": .map(.text)], optional: ["refreshUrl": .text]),
    .clientCredentialsFlow: ObjectShape(
      required: ["tokenUrl": .text, "scopes": .map(.text)], optional: ["refreshUrl": .text]),
    .authorizationCodeFlow: ObjectShape(
      required: ["authorizationUrl": .text, "tokenUrl": .text, "scopes": .map(.text)],
      optional: ["refreshUrl": .text]),
  ]

  /// The objects that a contract is made of.
  private static let checked30: [ObjectKind: ObjectShape] = [
    .document: ObjectShape(
      required: ["openapi": .text, "info": .object(.info), "paths": .object(.paths)],
      optional: [
        "servers": .list(.object(.server)), "components": .object(.components),
        "security": .list(.object(.securityRequirement)), "tags": .list(.object(.tag), uniqueBy: ["name"]),
        "externalDocs": .object(.externalDocumentation),
      ],
      adopted: [
        "webhooks", "definitions", "parameters", "responses", "securityDefinitions", "consumes", "produces",
      ]),
    .server: ObjectShape(
      required: ["url": .text], optional: ["description": .text, "variables": .map(.object(.serverVariable))]),
    .serverVariable: ObjectShape(
      required: ["default": .text], optional: ["enum": .list(.text), "description": .text],
      rules: [.among("default", list: "enum")]),
    .components: ObjectShape(
      optional: [
        "schemas": .map(.schema, names: .componentName),
        "responses": .map(.reference(.response), names: .componentName),
        "parameters": .map(.reference(.parameter), names: .componentName),
        "examples": .map(.reference(.example), names: .componentName),
        "requestBodies": .map(.reference(.requestBody), names: .componentName),
        "headers": .map(.reference(.header), names: .componentName),
        "securitySchemes": .map(.reference(.securityScheme), names: .componentName),
        "links": .map(.reference(.link), names: .componentName),
        "callbacks": .map(.reference(.callback), names: .componentName),
      ], adopted: ["pathItems", "mediaTypes"]),
    .paths: ObjectShape(others: (.path, .object(.pathItem))),
    .pathItem: ObjectShape(
      optional: [
        "$ref": .text, "summary": .text, "description": .text, "servers": .list(.object(.server)),
        "parameters": .list(.reference(.parameter), uniqueBy: ["name", "in"]),
        "get": .object(.operation), "put": .object(.operation), "post": .object(.operation),
        "delete": .object(.operation), "options": .object(.operation), "head": .object(.operation),
        "patch": .object(.operation), "trace": .object(.operation),
      ], adopted: ["query", "additionalOperations"]),
    .operation: ObjectShape(
      required: ["responses": .object(.responses)],
      optional: [
        "tags": .list(.text), "summary": .text, "description": .text,
        "externalDocs": .object(.externalDocumentation), "operationId": .text,
        "parameters": .list(.reference(.parameter), uniqueBy: ["name", "in"]),
        "requestBody": .reference(.requestBody), "callbacks": .map(.reference(.callback)), "deprecated": .boolean,
        "security": .list(.object(.securityRequirement)), "servers": .list(.object(.server)),
      ], adopted: ["consumes", "produces"]),
    .parameter: ObjectShape(
      required: ["name": .text, "in": .oneOf(["path", "query", "header", "cookie"], adopted: ["body", "formData"])],
      optional: [
        "description": .text, "required": .boolean, "deprecated": .boolean, "allowEmptyValue": .boolean,
        "style": .text, "explode": .boolean, "allowReserved": .boolean, "schema": .schema,
        "content": .map(.object(.mediaType), names: .mediaRange, least: 1, most: 1), "example": .any,
        "examples": .map(.reference(.example)),
      ],
      rules: ShapeTable.schemaOrContent + [
        .only("example", beside: "schema"), .only("examples", beside: "schema"),
      ],
      variation: ObjectShape.Variation(
        member: "in",
        shapes: [
          "path": ObjectShape(
            required: ["required": .onlyTrue], optional: ["style": .oneOf(["matrix", "label", "simple"])]),
          "query": ObjectShape(
            optional: ["style": .oneOf(["form", "spaceDelimited", "pipeDelimited", "deepObject"])]),
          "header": ObjectShape(optional: ["style": .oneOf(["simple"])]),
          "cookie": ObjectShape(optional: ["style": .oneOf(["form"])]),
        ]),
      adopted: ShapeTable.valueKeywords.union(["collectionFormat"]), adoptedUnless: ["schema", "content"]),
    .requestBody: ObjectShape(
      required: ["content": .map(.object(.mediaType), names: .mediaRange)],
      optional: ["description": .text, "required": .boolean]),
    .mediaType: ObjectShape(
      optional: [
        "schema": .schema, "example": .any, "examples": .map(.reference(.example)),
        "encoding": .map(.object(.encoding)),
      ], rules: [.notTogether(["example", "examples"])], adopted: ["itemSchema"]),
    .encoding: ObjectShape(
      optional: [
        "contentType": .text, "headers": .map(.reference(.header)),
        "style": .oneOf(["form", "spaceDelimited", "pipeDelimited", "deepObject"]), "explode": .boolean,
        "allowReserved": .boolean,
      ]),
    .responses: ObjectShape(others: (.status, .reference(.response)), rules: [.notEmpty]),
    .response: ObjectShape(
      required: ["description": .text],
      optional: [
        "headers": .map(.reference(.header)), "content": .map(.object(.mediaType), names: .mediaRange),
        "links": .map(.reference(.link)),
      ], adopted: ["schema"], adoptedUnless: ["content"]),
    .callback: ObjectShape(others: (.any, .object(.pathItem))),
    .example: ObjectShape(
      optional: ["summary": .text, "description": .text, "value": .any, "externalValue": .text],
      rules: [.notTogether(["value", "externalValue"])]),
    .link: ObjectShape(
      optional: [
        "operationRef": .text, "operationId": .text, "parameters": .map(.any), "requestBody": .any,
        "description": .text, "server": .object(.server),
      ], rules: [.oneOf(["operationRef", "operationId"]), .notTogether(["operationRef", "operationId"])]),
    .header: ObjectShape(
      optional: [
        "description": .text, "required": .boolean, "deprecated": .boolean, "allowEmptyValue": .boolean,
        "style": .oneOf(["simple"]), "explode": .boolean, "allowReserved": .boolean, "schema": .schema,
        "content": .map(.object(.mediaType), names: .mediaRange, least: 1, most: 1), "example": .any,
        "examples": .map(.reference(.example)),
      ],
      rules: ShapeTable.schemaOrContent + [
        .only("example", beside: "schema"), .only("examples", beside: "schema"),
      ], adopted: ShapeTable.valueKeywords.union(["collectionFormat"]), adoptedUnless: ["schema", "content"]),
    .securityScheme: ShapeTable.securityScheme,
  ]

  /// A parameter or header has a schema or content, and how a value is written is said for a schema only.
  static let schemaOrContent: [ShapeRule] = [
    .oneOf(["schema", "content"]), .notTogether(["schema", "content"]), .only("style", beside: "schema"),
    .only("explode", beside: "schema"), .only("allowReserved", beside: "schema"),
    .notTogether(["example", "examples"]),
  ]

  /// The keywords that Swagger 2.0 has in a parameter itself.
  static let valueKeywords: Set = [
    "type", "format", "items", "default", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength",
    "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "enum", "multipleOf",
  ]

  /// A security scheme, by its type.
  static let securityScheme = ObjectShape(
    required: ["type": .oneOf(["apiKey", "http", "oauth2", "openIdConnect"])], optional: ["description": .text],
    variation: ObjectShape.Variation(
      member: "type",
      shapes: [
        "apiKey": ObjectShape(required: ["name": .text, "in": .oneOf(["query", "header", "cookie"])]),
        "http": ObjectShape(
          required: ["scheme": .text], optional: ["bearerFormat": .text],
          rules: [.onlyFor("bearerFormat", member: "scheme", value: "bearer")]),
        "oauth2": ObjectShape(required: ["flows": .object(.oauthFlows)]),
        "openIdConnect": ObjectShape(required: ["openIdConnectUrl": .text]),
        "mutualTLS": ObjectShape(),
      ]))
}
