import Muster
import MusterReport
import Testing

/// The outputs of the specification as JSON.
@Suite struct OutputRendererTests {
  static let schema = ##"""
    {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.com/polygon", "title": "Polygon",
     "type": "array", "items": {"$ref": "#/$defs/point"}, "minItems": 3,
     "$defs": {"point": {"type": "object", "properties": {"x": {"type": "number"}, "y": {"type": "number"}},
       "additionalProperties": false, "required": ["x", "y"]}}}
    """##

  static func render(_ payload: String, _ format: Output.Format) throws -> String {
    OutputRenderer().render(try AnnotatingSchema(schema.utf8).output(payload, as: format))
  }

  @Test func flag() throws {
    #expect(
      try Self.render("[]", .flag)
        == #"{"dialect":"https://json-schema.org/draft/2020-12/schema","schema":"https://example.com/polygon","valid":false}"#
        + "\n")
  }

  /// The locations of Core 2020-12, section 12.4.2, for its example of a polygon.
  @Test func basic() throws {
    let text = try Self.render(#"[{"x": 2.5, "y": 1.3}, {"x": 1, "z": 6.7}]"#, .basic)
    #expect(
      text == #"""
        {"valid":false,"errors":[
          {"keywordLocation":"/minItems","absoluteKeywordLocation":"https://example.com/polygon#/minItems","instanceLocation":"","error":"expected at least 3 items, found 2"},
          {"keywordLocation":"/items/$ref/required","absoluteKeywordLocation":"https://example.com/polygon#/$defs/point/required","instanceLocation":"/1","error":"required property 'y' is missing"},
          {"keywordLocation":"/items/$ref/additionalProperties","absoluteKeywordLocation":"https://example.com/polygon#/$defs/point/additionalProperties","instanceLocation":"/1/z","error":"no value is allowed here, found the number 6.7"}
        ]}

        """#)
  }

  @Test func list() throws {
    let text = try Self.render(#"[{"x": 1, "y": 1}, {"x": 1, "y": 1}, {"x": 1, "y": 1}]"#, .list)
    #expect(
      text == #"""
        {"dialect":"https://json-schema.org/draft/2020-12/schema","schema":"https://example.com/polygon","valid":true,"details":[
          {"valid":true,"evaluationPath":"","schemaLocation":"https://example.com/polygon#","instanceLocation":"","annotations":{"title":"Polygon","items":true}},
          {"valid":true,"evaluationPath":"/items/$ref","schemaLocation":"https://example.com/polygon#/$defs/point","instanceLocation":"/0","annotations":{"properties":["x","y"],"additionalProperties":[]}},
          {"valid":true,"evaluationPath":"/items/$ref","schemaLocation":"https://example.com/polygon#/$defs/point","instanceLocation":"/1","annotations":{"properties":["x","y"],"additionalProperties":[]}},
          {"valid":true,"evaluationPath":"/items/$ref","schemaLocation":"https://example.com/polygon#/$defs/point","instanceLocation":"/2","annotations":{"properties":["x","y"],"additionalProperties":[]}}
        ]}

        """#)
  }

  @Test func hierarchical() throws {
    let schema = try AnnotatingSchema(
      ##"{"properties": {"a/b": {"title": "t", "$ref": "#/$defs/x"}, "c": false}, "$defs": {"x": {"required": ["p", "q"]}}}"##
        .utf8)
    let text = OutputRenderer().render(try schema.output(#"{"a/b": {}, "c": 1}"#, as: .hierarchical))
    #expect(
      text == #"""
        {"dialect":"https://json-schema.org/draft/2020-12/schema","schema":"urn:muster:schema","valid":false,"details":[
          {"valid":false,"evaluationPath":"","schemaLocation":"urn:muster:schema#","instanceLocation":"","droppedAnnotations":{"properties":["a/b","c"]},"details":[
            {"valid":false,"evaluationPath":"/properties/a~1b","schemaLocation":"urn:muster:schema#/properties/a~1b","instanceLocation":"/a~1b","droppedAnnotations":{"title":"t"},"details":[
              {"valid":false,"evaluationPath":"/properties/a~1b/$ref","schemaLocation":"urn:muster:schema#/$defs/x","instanceLocation":"/a~1b","errors":{"required":["required property 'p' is missing","required property 'q' is missing"]}}]},
            {"valid":false,"evaluationPath":"/properties/c","schemaLocation":"urn:muster:schema#/properties/c","instanceLocation":"/c","errors":{"":"no value is allowed here, found the number 1"}}]}
        ]}

        """#)
  }

  @Test func deepOutputsAreWritten() throws {
    let schema = try AnnotatingSchema(##"{"items": {"$ref": "#"}}"##.utf8)
    let depth = 900
    let payload = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let text = OutputRenderer().render(try schema.output(payload, as: .hierarchical))
    let document = try JSONDocument(SourceText(name: "output", bytes: Array(text.utf8)), limits: Limits(depth: 10_000))
    #expect(document.root["valid"]?.boolean == true)
  }
}
