import Testing

@testable import Muster

/// What dialects settle: unknown keywords, where implementations disagree, and what OpenAPI documents say of theirs.
@Suite struct DialectTests {
  // MARK: Unknown keywords

  /// Of every dialect a misspelt keyword is a notice, or an error where the caller asks for that; at any depth.
  @Test(arguments: Dialect.all)
  func unknownKeywordsAreToldOrRejected(_ dialect: Dialect) throws {
    let texts = [
      (#"{"requierd": ["a"]}"#, "/requierd"),
      (#"{"properties": {"a": {"items": {"maxLenght": 1}}}}"#, "/properties/a/items/maxLenght"),
      (
        #"{"allOf": [{"type": "object"}, {"additionalProperties": {"colour": 1}}]}"#,
        "/allOf/1/additionalProperties/colour"
      ),
    ]
    for (text, pointer) in texts {
      let options = Schema.Options(dialect: dialect)
      #expect(try Schema(text.utf8, options: options).notices.map(\.pointer) == [pointer], "\(dialect.name)")
      #expect(try Schema(text.utf8, options: options).notices.map(\.code) == [.unknownKeyword], "\(dialect.name)")
      #expect(try AnnotatingSchema(text.utf8, options: options).notices.map(\.pointer) == [pointer], "\(dialect.name)")
      var strict = options
      strict.unknownKeywords = .error
      let error = #expect(throws: SchemaError.self) { try Schema(text.utf8, options: strict) }
      #expect(error?.code == .unknownKeyword, "\(dialect.name)")
      #expect(error?.location.pointer == pointer, "\(dialect.name)")
    }
  }

  /// Keywords of later drafts are unknown to earlier ones, and those of earlier ones to v1.
  @Test(arguments: [
    (Dialect.draft4, "const"), (.draft6, "if"), (.draft7, "$defs"), (.draft201909, "prefixItems"),
    (.draft202012, "additionalItems"), (.v1, "definitions"), (.openAPI30, "const"), (.swagger20, "nullable"),
    (.openAPI31, "additionalItems"), (.openAPI32, "additionalItems"),
  ])
  func keywordsOfOtherDialectsAreUnknown(_ dialect: Dialect, _ keyword: String) throws {
    let options = Schema.Options(reading: .letter, dialect: dialect)
    let schema = try Schema(#"{"\#(keyword)": {}}"#.utf8, options: options)
    #expect(schema.notices.map(\.code) == [.unknownKeyword])
  }

  /// Names that begin with `x-` are extensions in OpenAPI and in v1.
  @Test(arguments: Dialect.all)
  func extensionsAreNotUnknown(_ dialect: Dialect) throws {
    let schema = try Schema(#"{"x-a": 1}"#.utf8, options: Schema.Options(dialect: dialect))
    let hasExtensions = [Dialect.v1, .swagger20, .openAPI30, .openAPI31, .openAPI32].contains(dialect)
    #expect(schema.notices.isEmpty == hasExtensions)
  }

  // MARK: Settled disagreements

  /// What `contains` matches is evaluated from 2020-12 on, not in 2019-09, where `contains` gives no annotation and
  /// `unevaluatedItems` asks for `items` and `additionalItems` alone (Core 2019-09, sections 9.3.1.3 and 9.3.1.4).
  ///
  /// Other implementations take the later rule for both.
  @Test func containsEvaluatesFrom202012On() throws {
    for (uri, accepts) in [
      ("https://json-schema.org/draft/2019-09/schema", false), ("https://json-schema.org/draft/2020-12/schema", true),
    ] {
      let text = #"{"$schema": "\#(uri)", "contains": {"type": "integer"}, "unevaluatedItems": false}"#
      for optimizes in [true, false] {
        var options = Schema.Options()
        options.optimizes = optimizes
        let schema = try Schema(text.utf8, options: options)
        #expect(schema.accepts("[1, 2]") == accepts, "\(uri)")
        #expect(!schema.accepts(#"[1, "a"]"#), "\(uri)")
      }
    }
  }

  // MARK: OpenAPI documents

  static func schema(_ components: String, _ head: String = "", at name: String = "Root") throws -> Schema {
    let text = #"{"openapi": "3.1.1", \#(head) "components": {"schemas": {\#(components)}}}"#
    let document = try JSONDocument(SourceText(name: "api", bytes: Array(text.utf8)))
    return try Schema(document, at: JSONPointer(["components", "schemas", name]))
  }

  /// `$ref` to an identifier or anchor of another schema of the document.
  @Test(arguments: [
    ##""Root": {"$ref": "https://example.com/token"}, "T": {"$id": "https://example.com/token", "type": "string"}"##,
    ##""Root": {"$ref": "#token"}, "T": {"properties": {"a": {"$anchor": "token", "type": "string"}}}"##,
    ##""Root": {"$ref": "https://example.com/t#a"}, "T": {"$id": "https://example.com/t", "$defs": {"a": {"$anchor": "a", "type": "string"}}}"##,
    ##""Root": {"$id": "https://example.com/r", "$ref": "#/$defs/a", "$defs": {"a": {"type": "string"}}}"##,
    ##""Root": {"$id": "https://example.com/r", "$ref": "list", "$defs": {"t": {"$dynamicAnchor": "item", "type": "string"}}}, "List": {"$id": "https://example.com/list", "$dynamicRef": "#item", "$defs": {"t": {"$dynamicAnchor": "item"}}}"##,
  ])
  func identifiersOfComponents(_ components: String) throws {
    let schema = try Self.schema(components)
    #expect(schema.accepts(#""x""#))
    #expect(!schema.accepts("1"))
  }

  @Test func identifiersOfOperationsSchemas() throws {
    let text = ##"""
      {"openapi": "3.1.0", "paths": {"/a": {"post": {"requestBody": {"content": {"application/json": {"schema":
        {"$id": "https://example.com/body", "$ref": "#inner", "$defs": {"i": {"$anchor": "inner", "type": "string"}}}}}}}}}}
      """##
    let document = try JSONDocument(SourceText(name: "api", bytes: Array(text.utf8)))
    let pointer = JSONPointer(["paths", "/a", "post", "requestBody", "content", "application/json", "schema"])
    let schema = try Schema(document, at: pointer)
    #expect(schema.accepts(#""x""#))
    #expect(!schema.accepts("1"))
  }

  /// A property that is called `$id` or `$anchor` identifies nothing.
  @Test func propertiesIdentifyNothing() throws {
    #expect(throws: SchemaError.self) {
      try Self.schema(
        ##""Root": {"$ref": "#a"}, "T": {"properties": {"$anchor": {"const": "a"}}, "example": {"$anchor": "a"}}"##)
    }
  }

  @Test func dialectsOfDocuments() throws {
    // 2020-12 has no `discriminator`, draft 7 ignores what stands beside `$ref`; a `$schema` of a schema's own counts more.
    let draft202012 = #""jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema","#
    let draft7 = #""jsonSchemaDialect": "http://json-schema.org/draft-07/schema#","#
    let base = #""jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base","#
    let discriminator = #""Root": {"discriminator": {"propertyName": "a"}, "oneOf": [{}, false]}"#
    #expect(try Self.schema(discriminator).notices.isEmpty)
    #expect(try Self.schema(discriminator, base).notices.isEmpty)
    #expect(try Self.schema(discriminator, draft202012).notices.map(\.code) == [.unknownKeyword])
    let list = ##""Root": {"items": [{"type": "string"}]}"##
    #expect(try Self.schema(list).notices.map(\.code) == [.neighbouringDialect])
    #expect(try !Self.schema(list, draft7).accepts("[1]"))
    #expect(try Self.schema(list, draft7).accepts(#"["a", 1]"#))
    let own =
      ##""Root": {"$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://example.com/r", "items": [{"type": "string"}]}"##
    #expect(try !Self.schema(own, draft202012).accepts("[1]"))
    // Formats are checked in OpenAPI documents, whatever the dialect.
    #expect(try !Self.schema(#""Root": {"format": "uuid"}"#, draft202012).accepts(#""x""#))
    let error = #expect(throws: SchemaError.self) {
      try Self.schema(#""Root": {}"#, #""jsonSchemaDialect": "https://example.com/none","#)
    }
    #expect(error?.code == .unknownDialect)
    #expect(error?.location.pointer == "/jsonSchemaDialect")
  }
}
