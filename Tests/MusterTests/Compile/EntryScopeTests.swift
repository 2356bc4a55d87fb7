import Testing

@testable import Muster

/// Schemas that evaluation begins in, somewhere in a resource (JSON Schema 2020-12 Core, sections 7.1 and 8.2.3.2).
@Suite struct EntryScopeTests {
  private static let lists = #"""
    "T": {"$id": "https://e.dev/t", "$defs": {"c": {"$dynamicAnchor": "T", "not": true}}, "type": "array",
      "items": {"$dynamicRef": "#T"}},
    "L": {"$defs": {"s": {"$dynamicAnchor": "T", "type": "string"}}, "$ref": "#/$defs/T"},
    "O": {"properties": {"l": {"$ref": "#/$defs/L"}, "t": {"$ref": "https://e.dev/t"}}},
    "N": {"$id": "https://e.dev/n", "$defs": {"i": {"$dynamicAnchor": "T", "type": "integer"},
      "inner": {"properties": {"l": {"$ref": "https://e.dev/t"}}}}}
    """#

  /// A pointer, a payload that passes and one that does not.
  @Test(arguments: [
    ("/$defs/L", #"["a"]"#, "[1]"), ("/$defs/O", #"{"l": ["a"], "t": ["a"]}"#, #"{"t": [1]}"#),
    ("/$defs/O", "{}", #"{"l": [1]}"#),
    ("/$defs/N/$defs/inner", #"{"l": [1]}"#, #"{"l": ["a"]}"#), ("/$defs/T", "[]", #"["a", 1]"#),
  ])
  func theResourceAroundTheEntryIsInScope(pointer: String, good: String, bad: String) throws {
    for id in [#""$id": "https://e.dev/y", "#, ""] {
      let text = #"{"$schema": "https://json-schema.org/draft/2020-12/schema", \#(id)"$defs": {\#(Self.lists)}}"#
      let document = try JSONDocument(SourceText(name: "d.json", bytes: Array(text.utf8)))
      let place = try #require(JSONPointer(parsing: pointer))
      for optimizes in [true, false] {
        var options = Schema.Options()
        options.optimizes = optimizes
        let schema = try Schema(document, at: place, options: options)
        #expect(schema.check(good).isValid, "\(pointer) \(optimizes)")
        #expect(!schema.check(bad).isValid, "\(pointer) \(optimizes)")
        // Beside an entry in another resource, every one keeps its own scope.
        let both = try SchemaSet(
          document, at: [place, JSONPointer(["$defs", "N", "$defs", "inner"])], options: options)
        #expect(both[0].check(good).isValid, "\(pointer) \(optimizes)")
        #expect(!both[0].check(bad).isValid, "\(pointer) \(optimizes)")
        #expect(both[1].accepts(#"{"l": [1]}"#) && !both[1].accepts(#"{"l": ["a"]}"#))
      }
    }
  }

  @Test(arguments: [Reading.intent, .letter])
  func intOrString(_ reading: Reading) throws {
    for text in [
      #"{"type": "string", "format": "int-or-string"}"#, #"{"type": ["string", "null"], "format": "int-or-string"}"#,
      #"{"properties": {}, "allOf": [{"type": "string", "format": "int-or-string"}]}"#,
    ] {
      let schema = try Schema(text.utf8, options: Schema.Options(reading: reading, dialect: .openAPI31))
      #expect(schema.accepts("6443") == (reading == .intent), "\(text)")
      #expect(schema.accepts(#""http""#))
      #expect(!schema.accepts("true"))
      #expect(!schema.accepts("{}"))
    }
  }
}
