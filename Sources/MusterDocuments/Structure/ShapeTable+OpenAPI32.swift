extension ShapeTable {
  /// OpenAPI 3.2 (schema `https://spec.openapis.org/oas/3.2/schema`): what 3.1 has, but for these.
  static let openAPI32 = ShapeTable(
    version: "OpenAPI 3.2", rootName: "OpenAPI Object",
    shapes: shapes31.merging(changes32) { $0.with($1) }.merging(replacements32) { $1 },
    besideReference: ["summary", "description"], hasBooleanSchemas: true)

  private static let content: MemberForm = .map(.reference(.mediaType), names: .mediaRange)
  private static let oneContent: MemberForm = .map(.reference(.mediaType), names: .mediaRange, least: 1, most: 1)
  private static let parameters: MemberForm = .list(
    .reference(.parameter), uniqueBy: ["name", "in"], rule: .oneQueryString)
  private static let headers: MemberForm = .map(.reference(.header), names: .token)
  private static let encodings: [String: MemberForm] = [
    "encoding": .map(.object(.encoding)), "prefixEncoding": .list(.object(.encoding)),
    "itemEncoding": .object(.encoding),
  ]
  private static let encodingRules: [ShapeRule] = [
    .notTogether(["encoding", "prefixEncoding"]), .notTogether(["encoding", "itemEncoding"]),
  ]

  /// What is added to the objects of 3.1.
  private static let changes32: [ObjectKind: ObjectShape] = [
    .document: ObjectShape(optional: ["$self": .textual(.withoutFragment)]),
    .server: ObjectShape(optional: ["name": .text]),
    .components: ObjectShape(optional: ["mediaTypes": .map(.reference(.mediaType), names: .componentName)]),
    .pathItem: ObjectShape(
      optional: [
        "parameters": parameters, "query": .object(.operation),
        "additionalOperations": .map(.object(.operation), names: .additionalMethod),
      ]),
    .operation: ObjectShape(optional: ["parameters": parameters]),
    .requestBody: ObjectShape(required: ["content": content]),
    .mediaType: ObjectShape(
      optional: encodings.merging(["description": .text, "itemSchema": .schema]) { $1 }, rules: encodingRules),
    .encoding: ObjectShape(optional: encodings.merging(["headers": headers]) { $1 }, rules: encodingRules),
    .response: ObjectShape(
      optional: ["summary": .text, "description": .text, "headers": headers, "content": content]),
    .example: ObjectShape(
      optional: ["dataValue": .any, "serializedValue": .text],
      rules: [
        .notTogether(["value", "dataValue"]), .notTogether(["value", "serializedValue"]),
        .notTogether(["serializedValue", "externalValue"]),
      ]),
    .tag: ObjectShape(optional: ["summary": .text, "parent": .text, "kind": .text]),
    .xml: ObjectShape(
      optional: ["nodeType": .oneOf(["element", "attribute", "text", "cdata", "none"])],
      rules: [.notTogether(["attribute", "nodeType"]), .notTogether(["wrapped", "nodeType"])]),
    .discriminator: ObjectShape(optional: ["defaultMapping": .text]),
    .securityScheme: ObjectShape(
      optional: ["deprecated": .boolean],
      variation: ObjectShape.Variation(
        member: "type", shapes: ["oauth2": ObjectShape(optional: ["oauth2MetadataUrl": .text])])),
    .oauthFlows: ObjectShape(optional: ["deviceAuthorization": .object(.deviceAuthorizationFlow)]),
    .deviceAuthorizationFlow: ObjectShape(
      required: ["deviceAuthorizationUrl": .text, "tokenUrl": .text, "scopes": .map(.text)],
      optional: ["refreshUrl": .text]),
  ]

  /// What differs as a whole.
  private static let replacements32: [ObjectKind: ObjectShape] = [
    .parameter: ObjectShape(
      required: [
        "name": .text,
        "in": .oneOf(["path", "query", "header", "cookie", "querystring"], adopted: ["body", "formData"]),
      ],
      optional: [
        "description": .text, "required": .boolean, "deprecated": .boolean, "style": .text, "explode": .boolean,
        "schema": .schema, "content": oneContent, "example": .any, "examples": .map(.reference(.example)),
      ],
      rules: ShapeTable.schemaOrContent,
      variation: ObjectShape.Variation(
        member: "in",
        shapes: [
          "path": ObjectShape(
            required: ["required": .onlyTrue, "name": .textual(.withoutBraces)],
            optional: ["style": .oneOf(["matrix", "label", "simple"]), "allowReserved": .boolean]),
          "query": ObjectShape(
            optional: [
              "style": .oneOf(["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
              "allowReserved": .boolean, "allowEmptyValue": .boolean,
            ]),
          "header": ObjectShape(
            required: ["name": .textual(.token)], optional: ["style": .oneOf(["simple"])]),
          "cookie": ObjectShape(
            optional: ["style": .oneOf(["form", "cookie"]), "allowReserved": .boolean],
            rules: [.onlyFor("allowReserved", member: "style", value: "form")]),
          "querystring": ObjectShape(required: ["content": oneContent]),
        ]),
      adopted: ShapeTable.valueKeywords.union(["collectionFormat"]), adoptedUnless: ["schema", "content"]),
    .header: ObjectShape(
      optional: [
        "description": .text, "required": .boolean, "deprecated": .boolean, "style": .oneOf(["simple"]),
        "explode": .boolean, "schema": .schema, "content": oneContent, "example": .any,
        "examples": .map(.reference(.example)),
      ],
      rules: ShapeTable.schemaOrContent, adopted: ShapeTable.valueKeywords.union(["collectionFormat"]),
      adoptedUnless: ["schema", "content"]),
  ]
}
