import Muster
import MusterContracts
import Testing

@testable import MusterDocuments

/// Whatever walks over the schemas of a document finds all of them: keywords that one walk forgot are the cases.
@Suite("Walks over schemas")
struct SubschemaTests {
  private func place(_ text: String) throws -> Place {
    Place(value: try JSONDocument(SourceText("schema.json", text)).root, pointer: JSONPointer())
  }

  @Test func subschemasAreFoundByPosition() throws {
    let schema = try place(
      """
      {"properties": {"items": {}, "example": {}}, "items": [{}, true], "additionalItems": {}, "not": {},
       "dependencies": {"a": ["b"], "c": {}}, "default": {"not": {}}, "allOf": [{}], "x-not": {},
       "unevaluatedItems": false}
      """)
    #expect(
      schema.subschemas.map(\.pointer.description) == [
        "/properties/items", "/properties/example", "/items/0", "/items/1", "/additionalItems", "/not",
        "/dependencies/c", "/allOf/0", "/unevaluatedItems",
      ])
    #expect(try place(#"{"items": {}}"#).subschemas.map(\.pointer.description) == ["/items"])
    #expect(try place("true").subschemas.isEmpty)
  }

  /// A document without a version is read as the one whose keywords its schemas have, wherever these are.
  @Test(arguments: [
    #"{"definitions": {"a": {"const": 1}}}"#, #"{"additionalItems": {"const": 1}}"#,
    #"{"dependencies": {"a": {"const": 1}}}"#, #"{"not": {"dependentSchemas": {"a": {"const": 1}}}}"#,
  ])
  func theVersionShowsWhereverSchemasAre(_ schema: String) throws {
    var vocabulary = SchemaVocabulary()
    vocabulary.look(at: try place(schema))
    #expect(vocabulary.openAPI31 != nil)
  }

  /// A bundle follows the references of every subschema.
  @Test(arguments: ["definitions", "dependencies", "dependentSchemas", "patternProperties"])
  func aBundleFollowsEveryReference(_ keyword: String) throws {
    let main = SourceText(
      "main.yaml",
      """
      openapi: 3.1.0
      paths: {}
      components: {schemas: {A: {\(keyword): {x: {$ref: 'other.yaml#/B'}, y: [{$ref: data}]}}}}
      """)
    let options = Contract.CompileOptions(
      uri: { "file:///api/\($0)" }, load: { _ in SourceText("other.yaml", "B: {type: string}") })
    let bundle = try DocumentBundle(main, options: options)
    let schemas = try JSONDocument(SourceText(name: "bundle.json", bytes: bundle.bytes)).root["components"]?["schemas"]
    #expect(bundle.problems.isEmpty)
    #expect(schemas?["A"]?[keyword]?["x"]?["$ref"]?.string == "#/components/schemas/B")
    #expect(schemas?["A"]?[keyword]?["y"]?[0]?["$ref"]?.string == "data")
    #expect(schemas?["B"]?["type"]?.string == "string")
  }

  /// The examples of every subschema are found.
  @Test func examplesAreFoundInEverySubschema() throws {
    let report = try ExampleReport(
      sources: [
        SourceText(
          "api.yaml",
          """
          openapi: 3.1.0
          paths: {/a: {get: {responses: {'204': {description: d}}}}}
          components:
            schemas:
              A: {dependencies: {x: {type: string, example: 1}}, definitions: {B: {type: string, example: 2}}}
          """)
      ])
    #expect(
      Set(report.examples.map(\.location.pointer)) == [
        "/components/schemas/A/dependencies/x/example", "/components/schemas/A/definitions/B/example",
      ])
  }
}
