import Testing

@testable import Muster

/// `readOnly` and `writeOnly` where it is known which way a payload goes.
@Suite struct DirectionTests {
  static func schema(
    _ text: String, _ dialect: Dialect, _ direction: Schema.Direction?, _ reading: Reading = .letter
  ) throws -> Schema {
    try Schema(text.utf8, options: Schema.Options(reading: reading, dialect: dialect, direction: direction))
  }

  static func notices(_ schema: Schema, _ payload: String) -> [String] {
    let inspection = schema.inspect(Array(payload.utf8))
    #expect(inspection.outcome == .valid)
    return inspection.notices.map { "\($0.code.rawValue) \($0.pointer)" }
  }

  static let account = #"""
    {"type": "object", "required": ["id", "secret", "name"], "properties": {
      "id": {"type": "string", "readOnly": true}, "secret": {"type": "string", "writeOnly": true}, "name": {}}}
    """#

  /// OpenAPI 3.0.4, section 4.7.24.2: SHOULD NOT be sent, and required in the other direction only.
  @Test(arguments: [Reading.letter, .intent])
  func openAPI30(_ reading: Reading) throws {
    let request = try Self.schema(Self.account, .openAPI30, .request, reading)
    #expect(Self.notices(request, #"{"secret": "s", "name": 1}"#) == [])
    #expect(Self.notices(request, #"{"id": "i", "secret": "s", "name": 1}"#) == ["wrong-direction /id"])
    #expect(!request.accepts(#"{"id": "i", "name": 1}"#))
    #expect(!request.accepts(#"{"id": 1, "secret": "s", "name": 1}"#))
    let response = try Self.schema(Self.account, .openAPI30, .response, reading)
    #expect(Self.notices(response, #"{"id": "i", "name": 1}"#) == [])
    #expect(Self.notices(response, #"{"id": "i", "secret": "s", "name": 1}"#) == ["wrong-direction /secret"])
    #expect(!response.accepts(#"{"secret": "s", "name": 1}"#))
    let either = try Self.schema(Self.account, .openAPI30, nil, reading)
    #expect(Self.notices(either, #"{"id": "i", "secret": "s", "name": 1}"#) == [])
    #expect(!either.accepts(#"{"secret": "s", "name": 1}"#))
    #expect(!either.accepts(#"{"id": "i", "name": 1}"#))
  }

  /// In JSON Schema, and in 3.1 and 3.2 by the letter, they are annotations: what is required stays so.
  @Test(
    arguments: [Dialect.draft7, .draft201909, .draft202012, .v1, .openAPI31, .openAPI32], [Reading.letter, .intent])
  func annotations(_ dialect: Dialect, _ reading: Reading) throws {
    if reading == .intent, dialect == .openAPI31 || dialect == .openAPI32 { return }
    let request = try Self.schema(Self.account, dialect, .request, reading)
    #expect(Self.notices(request, #"{"id": "i", "secret": "s", "name": 1}"#) == ["wrong-direction /id"])
    #expect(!request.accepts(#"{"secret": "s", "name": 1}"#))
    let response = try Self.schema(Self.account, dialect, .response, reading)
    #expect(Self.notices(response, #"{"id": "i", "secret": "s", "name": 1}"#) == ["wrong-direction /secret"])
    #expect(!response.accepts(#"{"id": "i", "name": 1}"#))
  }

  /// Under intent documents of 3.1 and 3.2 mean what 3.0 says (trap read-only-required).
  @Test(arguments: [Dialect.openAPI31, .openAPI32])
  func intentLiftsWhatIsRequired(_ dialect: Dialect) throws {
    let request = try Self.schema(Self.account, dialect, .request, .intent)
    #expect(Self.notices(request, #"{"secret": "s", "name": 1}"#) == [])
    #expect(Self.notices(request, #"{"id": "i", "secret": "s", "name": 1}"#) == ["wrong-direction /id"])
    #expect(!request.accepts(#"{"id": "i", "name": 1}"#))
    let response = try Self.schema(Self.account, dialect, .response, .intent)
    #expect(Self.notices(response, #"{"id": "i", "name": 1}"#) == [])
    #expect(!response.accepts(#"{"secret": "s", "name": 1}"#))
  }

  /// Schemas that require `id` and `name` in one place and declare `id` read-only in another.
  static let spread = [
    ##"{"allOf": [{"required": ["id", "name"]}, {"properties": {"id": {"readOnly": true}}}]}"##,
    ##"{"required": ["id", "name"], "allOf": [{"properties": {"id": {"readOnly": true}}}]}"##,
    ##"{"properties": {"id": {"readOnly": true}}, "allOf": [{"required": ["id"]}, {"required": ["name"]}]}"##,
    ##"{"allOf": [{"$ref": "#/components/schemas/Base"}, {"required": ["id", "name"]}]}"##,
    ##"{"allOf": [{"$ref": "#/components/schemas/Needs"}, {"properties": {"id": {"readOnly": true}}}]}"##,
    ##"{"allOf": [{"allOf": [{"$ref": "#/components/schemas/Deep"}]}, {"$ref": "#/components/schemas/Needs"}]}"##,
    ##"{"allOf": [{"$ref": "#/components/schemas/ById"}, {"$ref": "#/components/schemas/Needs"}]}"##,
  ]

  @Test(arguments: spread, [Dialect.openAPI30, .openAPI31, .openAPI32])
  func requiredInOnePartReadOnlyInAnother(_ text: String, _ dialect: Dialect) throws {
    let version = dialect == .openAPI30 ? "3.0.3" : dialect == .openAPI31 ? "3.1.0" : "3.2.0"
    let document = try JSONDocument(
      SourceText(
        name: "d.json",
        bytes: Array(
          #"""
          {"openapi": "\#(version)", "components": {"schemas": {"S": \#(text), "O": {"properties": {"s": \#(text)}},
            "Base": {"properties": {"id": {"readOnly": true}}}, "Needs": {"required": ["id", "name"]},
            "Deep": {"allOf": [{"$ref": "#/components/schemas/Base"}]}, "Id": {"readOnly": true},
            "ById": {"properties": {"id": {"$ref": "#/components/schemas/Id"}}}}}}
          """#.utf8)))
    for reading in [Reading.letter, .intent] {
      for optimizes in [true, false] {
        for (name, open, close) in [("S", "", ""), ("O", #"{"s": "#, "}")] {
          var options = Schema.Options(reading: reading, direction: .request)
          options.optimizes = optimizes
          let pointer = JSONPointer(["components", "schemas", name])
          let request = try Schema(document, at: pointer, options: options)
          let isLifted = dialect == .openAPI30 || reading == .intent
          #expect(request.accepts(open + #"{"name": 1}"# + close) == isLifted, "\(name) \(reading)")
          #expect(request.accepts(open + #"{"id": 1, "name": 1}"# + close))
          #expect(!request.accepts(open + #"{"id": 1}"# + close))
          options.direction = .response
          let response = try Schema(document, at: pointer, options: options)
          #expect(!response.accepts(open + #"{"name": 1}"# + close))
          // The shared part is as strict as ever where nothing else speaks of the property.
          options.direction = .request
          let alone = try Schema(document, at: JSONPointer(["components", "schemas", "Needs"]), options: options)
          #expect(!alone.accepts(#"{"name": 1}"#))
        }
      }
    }
  }

  /// Swagger 2.0: MUST NOT be sent as part of the request.
  @Test func swagger() throws {
    let request = try Self.schema(Self.account, .swagger20, .request)
    #expect(request.accepts(#"{"secret": "s", "name": 1}"#))
    guard case .invalid(let issues) = request.check(#"{"id": "i", "secret": "s", "name": 1}"#) else {
      Testing.Issue.record("expected the property to be an issue")
      return
    }
    #expect(issues.map(\.keyword) == ["readOnly"])
    #expect(issues.map(\.instance.description) == ["/id"])
    #expect(issues.map { $0.schema?.pointer } == ["/properties/id/readOnly"])
    #expect(issues.map(\.reason) == [Reason(.readOnly)])
    #expect(try Self.schema(Self.account, .swagger20, .response).accepts(#"{"id": "i", "secret": "s", "name": 1}"#))
  }

  /// The keyword counts through references and `allOf`, but not beside a reference that stands alone.
  @Test func whereTheKeywordIs() throws {
    let definitions = ##""components": {"schemas": {"ID": {"type": "string", "readOnly": true}}}"##
    for property in [
      ##"{"$ref": "#/components/schemas/ID"}"##, ##"{"allOf": [{"$ref": "#/components/schemas/ID"}]}"##,
      ##"{"allOf": [{"type": "string"}], "readOnly": true}"##,
    ] {
      let text = #"{"properties": {"id": \#(property)}, "required": ["id"], \#(definitions)}"#
      let request = try Self.schema(text, .openAPI30, .request)
      #expect(Self.notices(request, #"{"id": "i"}"#) == ["wrong-direction /id"], "\(property)")
      #expect(request.accepts("{}"), "\(property)")
      #expect(!request.accepts(#"{"id": 1}"#), "\(property)")
      #expect(try !Self.schema(text, .openAPI30, .response).accepts("{}"), "\(property)")
    }
    let hidden = ##"{"properties": {"id": {"$ref": "#/definitions/id", "readOnly": true}}, "definitions": {"id": {}}}"##
    #expect(Self.notices(try Self.schema(hidden, .draft7, .request), #"{"id": 1}"#) == [])
    #expect(Self.notices(try Self.schema(hidden, .draft201909, .request), #"{"id": 1}"#) == ["wrong-direction /id"])
    // A property of that name is no keyword, and a keyword that is false says nothing.
    let named = #"{"properties": {"readOnly": {"type": "boolean"}, "id": {"readOnly": false}}}"#
    #expect(Self.notices(try Self.schema(named, .draft202012, .request), #"{"readOnly": true, "id": 1}"#) == [])
  }

  /// An annotation counts only where the schema that it is part of passes.
  @Test func branchesThatFailSayNothing() throws {
    let text = #"""
      {"anyOf": [{"properties": {"kind": {"const": "a"}, "id": {"readOnly": true}}},
                 {"properties": {"kind": {"const": "b"}, "n": {"properties": {"id": {"readOnly": true}}}}}],
       "not": {"properties": {"x": {"readOnly": true}}, "required": ["y"]}}
      """#
    let schema = try Self.schema(text, .draft202012, .request)
    let payload = #"{"kind": "\#("KIND")", "id": 1, "x": 1, "n": {"id": 2}}"#
    #expect(Self.notices(schema, payload.replacing("KIND", with: "a")) == ["wrong-direction /id"])
    #expect(Self.notices(schema, payload.replacing("KIND", with: "b")) == ["wrong-direction /n/id"])
  }

  @Test func recursionAndWrittenPrograms() throws {
    let text = ##"""
      {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "readOnly": true},
        "children": {"type": "array", "items": {"$ref": "#"}}}}
      """##
    let document = try JSONDocument(SourceText(name: "t", bytes: Array(text.utf8)))
    var mistakes: [Int: SchemaError] = [:]
    let places = [Schema.Direction.request, .response, nil].map { SchemaPlace(pointer: JSONPointer(), direction: $0) }
    let set = try SchemaSet(
      document, at: places, options: Schema.Options(dialect: .openAPI30), mistakes: &mistakes)
    #expect(mistakes.isEmpty)
    for set in [set, try SchemaSet(encoded: set.encoded())] {
      #expect(set.count == 3)
      #expect(Self.notices(set[0], #"{"children": [{}, {"id": "a"}]}"#) == ["wrong-direction /children/1/id"])
      #expect(!set[0].accepts(#"{"children": [{"id": 1}]}"#))
      #expect(!set[1].accepts(#"{"id": "r", "children": [{}]}"#))
      #expect(Self.notices(set[1], #"{"id": "r", "children": [{"id": "a"}]}"#) == [])
      #expect(!set[2].accepts("{}"))
    }
  }
}
