import Testing

@testable import Muster

/// By intent a discriminator decides; by the letter it changes no verdict.
@Suite struct DiscriminatorTests {
  private struct Case: CustomTestStringConvertible {
    var union: String
    var payload: String
    /// The keywords and places of the issues by intent; empty for a payload that passes.
    var intent: [String]
    /// Whether it passes by the letter.
    var letter: Bool

    init(_ union: String, _ payload: String, _ intent: [String], letter: Bool) {
      (self.union, self.payload, self.intent, self.letter) = (union, payload, intent, letter)
    }

    var testDescription: String { "\(payload) \(union)" }
  }

  private static let schemas = ##"""
    "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "lives": {"type": "integer"}}},
    "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "bark": {"type": "string"}}},
    "Bird": {"type": "object", "properties": {"kind": {"type": "string"}}},
    "Alias": {"$ref": "#/components/schemas/Cat"},
    "Base": {"type": "object", "properties": {"kind": {"type": "string", "enum": ["car", "bus"]}}},
    "Car": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {"kind": {"enum": ["car"]}, "n": {"type": "integer"}}}]},
    "Bus": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {"kind": {"enum": ["bus"]}, "n": {"type": "string"}}}]}
    """##

  private static let cat = ##"{"$ref": "#/components/schemas/Cat"}"##
  private static let dog = ##"{"$ref": "#/components/schemas/Dog"}"##

  private static func union(_ keyword: String, _ branches: [String], _ mapping: String? = nil, _ more: String = "")
    -> String
  {
    let mapping = mapping.map { #", "mapping": {\#($0)}"# } ?? ""
    return
      #"{"\#(keyword)": [\#(branches.joined(separator: ", "))], "discriminator": {"propertyName": "kind"\#(mapping)}\#(more)}"#
  }

  private static let mapped = union(
    "oneOf", [cat, dog], ##""cat": "#/components/schemas/Cat", "dog": "Dog", "bird": "#/components/schemas/Bird""##)

  private static let cases: [Case] = [
    // A tag that names no branch, known to the mapping or not.
    Case(mapped, #"{"kind": "bird"}"#, ["discriminator /kind"], letter: false),
    Case(mapped, #"{"kind": "fish", "bark": 1}"#, ["discriminator /kind"], letter: true),
    // The tag's branch decides, whatever the others say.
    Case(mapped, #"{"kind": "cat", "lives": "x"}"#, ["type /lives"], letter: true),
    Case(mapped, #"{"kind": "cat", "lives": 9}"#, [], letter: false),
    Case(mapped, #"{"kind": "dog", "lives": "x"}"#, [], letter: true),
    // By the specification a name stays good beside a mapping.
    Case(mapped, #"{"kind": "Dog", "bark": 1}"#, ["type /bark"], letter: true),
    // Escapes are read; the first of several members counts, and all are checked.
    Case(mapped, #"{"k\u0069nd": "c\u0061t", "lives": 9}"#, [], letter: false),
    Case(mapped, #"{"kind": "cat", "kind": "dog", "lives": 9}"#, [], letter: false),
    Case(mapped, #"{"kind": "cat", "kind": 5, "lives": 9}"#, ["type /kind"], letter: false),
    // No tag: the union as it is.
    Case(mapped, "{}", ["required "], letter: false),
    Case(mapped, #"{"kind": 5}"#, ["type /kind"], letter: false),
    Case(mapped, "[]", ["type "], letter: false),
    // Names without a mapping.
    Case(union("anyOf", [cat, dog]), #"{"kind": "Cat", "lives": "x"}"#, ["type /lives"], letter: true),
    Case(union("anyOf", [cat, dog]), #"{"kind": "cat"}"#, ["discriminator /kind"], letter: true),
    // A mapping to a name by which another branch goes, and to a schema that is nothing but a reference to a branch.
    Case(
      union("oneOf", [dog, cat], #""Dog": "Cat""#), #"{"kind": "Dog", "lives": "x"}"#, ["type /lives"], letter: true),
    Case(
      union("oneOf", [cat, dog], ##""a": "#/components/schemas/Alias""##), #"{"kind": "a", "lives": "x"}"#,
      ["type /lives"], letter: true),
    Case(union("oneOf", [cat, dog], #""a": "Alias""#), #"{"kind": "a", "lives": 1}"#, [], letter: false),
    Case(union("oneOf", [cat, dog], #""a": "Nothing""#), #"{"kind": "a"}"#, ["discriminator /kind"], letter: false),
    // What branches hold the member to are tags where nothing is mapped.
    Case(
      union("oneOf", [##"{"$ref": "#/components/schemas/Car"}"##, ##"{"$ref": "#/components/schemas/Bus"}"##]),
      #"{"kind": "car", "n": "x"}"#, ["type /n"], letter: false),
    Case(
      union("oneOf", [##"{"$ref": "#/components/schemas/Car"}"##, ##"{"$ref": "#/components/schemas/Bus"}"##]),
      #"{"kind": "bus", "n": "x"}"#, [], letter: true),
    Case(
      union("oneOf", [##"{"$ref": "#/components/schemas/Car"}"##, ##"{"$ref": "#/components/schemas/Base"}"##]),
      #"{"kind": "bus"}"#, [], letter: true),
    // A branch of one reference; one branch alone.
    Case(
      union("oneOf", [#"{"allOf": [\#(cat)]}"#, dog], #""cat": "Cat""#), #"{"kind": "cat", "lives": 1}"#, [],
      letter: false),
    Case(union("oneOf", [cat], #""cat": "Cat""#), #"{"kind": "dog"}"#, ["discriminator /kind"], letter: true),
    Case(union("oneOf", [cat], #""cat": "Cat""#), #"{"kind": "cat"}"#, [], letter: true),
    // A branch that no tag can name leaves unknown tags to the union, if it takes objects.
    Case(union("anyOf", [cat, #"{"type": "object"}"#]), #"{"kind": "bird"}"#, [], letter: true),
    Case(union("anyOf", [cat, #"{"type": "string"}"#]), #"{"kind": "bird"}"#, ["discriminator /kind"], letter: true),
    Case(union("anyOf", [cat, #"{"type": "string"}"#]), #""bird""#, [], letter: true),
    // Without a branch that is a reference there is nothing to decide.
    Case(union("anyOf", [#"{"required": ["a"]}"#, "{}"]), #"{"kind": "bird"}"#, [], letter: true),
  ]

  private static let dialects = ["3.0.3", "3.1.0", "3.2.0"]

  private func storages(_ schema: Schema) throws -> [SchemaStorage] {
    let program = schema.program
    let entry = Int(try #require(program.entries.first))
    let plan = try #require(PlanBuilder.plan(of: program))
    return [
      SchemaStorage(program: program, plan: plan, root: plan.roots[0], pool: ScratchPool(), entry: entry, notices: []),
      SchemaStorage(program: program, plan: nil, root: .accepting, pool: ScratchPool(), entry: entry, notices: []),
    ]
  }

  private func schema(_ union: String, _ version: String, _ options: Schema.Options) throws -> Schema {
    let text = #"{"openapi": "\#(version)", "components": {"schemas": {\#(Self.schemas), "Union": \#(union)}}}"#
    let document = try JSONDocument(SourceText(name: "t", bytes: Array(text.utf8)))
    let place = JSONPointer(["components", "schemas", "Union"])
    // As contracts have it: taken out of stored bytes.
    let bytes = try SchemaSet(document, at: [place], options: options).encoded()
    return try SchemaSet(deferring: PagedBytes(bytes), in: bytes.indices).schema(0)
  }

  private func told(_ outcome: Outcome) -> [String] {
    guard case .invalid(let issues) = outcome else { return [] }
    return issues.map { "\($0.keyword) \($0.instance)" }
  }

  @Test(arguments: dialects)
  func decidesByIntent(_ version: String) throws {
    for example in Self.cases {
      for optimizes in [true, false] {
        var options = Schema.Options()
        options.optimizes = optimizes
        for storage in try storages(schema(example.union, version, options)) {
          let payload = Array(example.payload.utf8)
          #expect(told(storage.check(payload.span, Limits(), .safe)) == example.intent, "\(example.testDescription)")
        }
      }
    }
  }

  @Test(arguments: dialects)
  func changesNoVerdictByTheLetter(_ version: String) throws {
    for example in Self.cases {
      for storage in try storages(schema(example.union, version, Schema.Options(reading: .letter))) {
        let payload = Array(example.payload.utf8)
        #expect(
          storage.check(payload.span, Limits(), .safe).isValid == example.letter, "\(example.testDescription)")
      }
    }
  }

  /// What the tag's branch evaluates is evaluated, and nothing else.
  @Test(arguments: [
    (#"{"kind": "cat", "lives": 1}"#, [] as [String]), (#"{"kind": "dog", "bark": "w"}"#, []),
    (#"{"kind": "dog", "lives": 1}"#, ["unevaluatedProperties /lives"]),
    (#"{"kind": "fish"}"#, ["discriminator /kind"]),
  ])
  func onlyTheBranchOfTheTagEvaluates(_ payload: String, _ expected: [String]) throws {
    for keyword in ["anyOf", "oneOf"] {
      let union = Self.union(
        keyword, [Self.cat, Self.dog], #""cat": "Cat", "dog": "Dog""#, #", "unevaluatedProperties": false"#)
      for storage in try storages(schema(union, "3.1.0", Schema.Options())) {
        let issues = told(storage.check(Array(payload.utf8).span, Limits(), .safe))
        #expect(Set(expected).isSubset(of: issues) && issues.isEmpty == expected.isEmpty, "\(issues)")
      }
    }
  }

  /// In a parent that its children take in by `allOf` a discriminator names no branch of a union.
  @Test func inheritanceIsNoUnion() throws {
    let text = ##"""
      {"openapi": "3.0.3", "components": {"schemas": {
        "Pet": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}},
          "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat"}}},
        "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"lives": {"type": "integer"}}}]}}}}
      """##
    let document = try JSONDocument(SourceText(name: "t", bytes: Array(text.utf8)))
    let set = try SchemaSet(
      document, at: ["Pet", "Cat"].map { JSONPointer(["components", "schemas", $0]) }, options: Schema.Options())
    #expect(set[0].accepts(#"{"kind": "fish"}"#))
    #expect(!set[0].accepts("{}"))
    #expect(!set[1].accepts(#"{"kind": "cat", "lives": "x"}"#))
  }

  @Test func theListingTellsWhatDecides() throws {
    let listing = try schema(Self.mapped, "3.0.3", Schema.Options()).program.listing
    #expect(listing.contains(" by kind (cat → 0, dog → 1, bird → none, Cat → 0, Dog → 1)"))
    #expect(try !schema(Self.mapped, "3.0.3", Schema.Options(reading: .letter)).program.listing.contains(" by kind"))
  }
}
