extension ShapeTable {
  /// OpenAPI 3.1 (schema `https://spec.openapis.org/oas/3.1/schema`): what 3.0 has, but for these.
  static let openAPI31 = ShapeTable(
    version: "OpenAPI 3.1", rootName: "OpenAPI Object", shapes: shapes31, besideReference: ["summary", "description"],
    hasBooleanSchemas: true)

  static let shapes31: [ObjectKind: ObjectShape] = openAPI30.shapes.merging(changes31) { before, change in
    before.with(change)
  }.merging(replacements31) { $1 }

  /// What is added to the objects of 3.0.
  private static let changes31: [ObjectKind: ObjectShape] = [
    .info: ObjectShape(optional: ["summary": .text]),
    .license: ObjectShape(optional: ["identifier": .text], rules: [.notTogether(["identifier", "url"])]),
    .document: ObjectShape(
      optional: [
        "paths": .object(.paths), "webhooks": .map(.object(.pathItem)), "jsonSchemaDialect": .text,
      ], rules: [.oneOf(["paths", "components", "webhooks"])]),
    .serverVariable: ObjectShape(optional: ["enum": .list(.text, least: 1)]),
    .components: ObjectShape(optional: ["pathItems": .map(.object(.pathItem), names: .componentName)]),
    .operation: ObjectShape(optional: ["responses": .object(.responses)]),
    .link: ObjectShape(optional: ["parameters": .map(.text)]),
    .securityScheme: ObjectShape(
      required: ["type": .oneOf(["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"])]),
  ]

  /// What differs as a whole.
  private static let replacements31: [ObjectKind: ObjectShape] = [
    .parameter: ObjectShape(
      required: ["name": .text, "in": .oneOf(["path", "query", "header", "cookie"], adopted: ["body", "formData"])],
      optional: [
        "description": .text, "required": .boolean, "deprecated": .boolean, "style": .text, "explode": .boolean,
        "schema": .schema, "content": .map(.object(.mediaType), names: .mediaRange, least: 1, most: 1),
        "example": .any, "examples": .map(.reference(.example)),
      ],
      rules: ShapeTable.schemaOrContent + [
        .only("example", beside: "schema"), .only("examples", beside: "schema"),
      ],
      variation: ObjectShape.Variation(
        member: "in",
        shapes: [
          "path": ObjectShape(
            required: ["required": .onlyTrue, "name": .textual(.withoutBraces)],
            optional: ["style": .oneOf(["matrix", "label", "simple"])]),
          "query": ObjectShape(
            optional: [
              "style": .oneOf(["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
              "allowReserved": .boolean, "allowEmptyValue": .boolean,
            ]),
          "header": ObjectShape(optional: ["style": .oneOf(["simple"])]),
          "cookie": ObjectShape(optional: ["style": .oneOf(["form"])]),
        ]),
      adopted: ShapeTable.valueKeywords.union(["collectionFormat"]), adoptedUnless: ["schema", "content"]),
    .header: ObjectShape(
      optional: [
        "description": .text, "required": .boolean, "deprecated": .boolean, "style": .oneOf(["simple"]),
        "explode": .boolean, "schema": .schema,
        "content": .map(.object(.mediaType), names: .mediaRange, least: 1, most: 1), "example": .any,
        "examples": .map(.reference(.example)),
      ],
      rules: ShapeTable.schemaOrContent + [
        .only("example", beside: "schema"), .only("examples", beside: "schema"),
      ], adopted: ShapeTable.valueKeywords.union(["collectionFormat"]), adoptedUnless: ["schema", "content"]),
  ]
}
