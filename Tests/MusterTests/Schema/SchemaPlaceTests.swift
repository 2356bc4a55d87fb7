import Testing

@testable import Muster

@Suite("Schemas with mistakes beside others")
struct SchemaPlaceTests {
  private static let text = """
    {"openapi": "3.1.0", "components": {"schemas": {
      "Good": {"type": "integer"},
      "Bad": {"type": "whatever"},
      "UsesBad": {"properties": {"a": {"items": {"$ref": "#/components/schemas/Bad"}}}},
      "UsesGood": {"properties": {"a": {"$ref": "#/components/schemas/Good"}}},
      "Circle": {"allOf": [{"$ref": "#/components/schemas/Round"}], "minLength": 1},
      "Round": {"anyOf": [{"$ref": "#/components/schemas/Circle"}], "maxLength": 9},
      "Lost": {"$ref": "#/components/schemas/Nowhere"},
      "Other": {"$ref": "other.json#/Item"}
    }}}
    """

  private func compile(_ places: [SchemaPlace]) throws -> (set: SchemaSet, mistakes: [Int: SchemaError]) {
    var registry = SchemaRegistry()
    let other = SourceText(name: "other.json", bytes: Array(#"{"Item": {"type": "boolean"}, "Bad": 5}"#.utf8))
    registry.add(try JSONDocument(other), at: "file:///api/other.json")
    let document = try JSONDocument(SourceText(name: "main.json", bytes: Array(Self.text.utf8)))
    var mistakes: [Int: SchemaError] = [:]
    let set = try SchemaSet(
      document, at: places, options: .init(registry: registry, baseURI: "file:///api/main.json"), mistakes: &mistakes)
    return (set, mistakes)
  }

  private func component(_ name: String) -> SchemaPlace {
    SchemaPlace(pointer: JSONPointer(["components", "schemas", name]))
  }

  @Test func aMistakeCostsItselfAndAReferenceItsSchema() throws {
    let names = ["Good", "Bad", "UsesBad", "UsesGood", "Circle", "Round", "Lost", "Other", "Missing"]
    let (set, mistakes) = try compile(names.map(component))
    #expect(mistakes.keys.sorted() == [6, 8])
    let told = set.notices.filter { $0.code == .uncheckedKeyword }.map(\.pointer)
    #expect(told.contains("/components/schemas/Bad/type"))
    #expect(told.contains { $0.hasPrefix("/components/schemas/Circle") || $0.hasPrefix("/components/schemas/Round") })
    #expect(set[2].accepts(#"{"a": [1]}"#))
    // What is beside the circle holds.
    #expect(!set[4].accepts("\"\"") && !set[4].accepts("\"0123456789\"") && set[4].accepts("\"a\""))
    #expect(!set[5].accepts("\"0123456789\"") && set[5].accepts("\"a\""))
    #expect(mistakes[6]?.code == .unresolvedReference && mistakes[8]?.code == .unresolvedReference)
    #expect(set[0].accepts("5") && !set[0].accepts("true"))
    #expect(set[3].accepts(#"{"a": 5}"#) && !set[3].accepts(#"{"a": "x"}"#))
    #expect(set[7].accepts("true") && !set[7].accepts("5"))
  }

  @Test func aSchemaLiesInAnotherDocument() throws {
    let uri = "file:///api/other.json"
    let (set, mistakes) = try compile([
      SchemaPlace(uri: uri, pointer: JSONPointer(["Item"])), SchemaPlace(uri: uri, pointer: JSONPointer(["Bad"])),
      SchemaPlace(uri: "file:///api/none.json", pointer: JSONPointer()),
      SchemaPlace(uri: "file:///api/main.json", pointer: JSONPointer(["components", "schemas", "Good"])),
    ])
    #expect(mistakes.keys.sorted() == [1, 2])
    #expect(mistakes[1]?.location.source == "other.json")
    #expect(set[0].accepts("true") && !set[0].accepts("5"))
    #expect(set[3].accepts("5") && !set[3].accepts("true"))
  }
}
