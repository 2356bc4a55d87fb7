import Testing

@testable import Muster

/// The table of keywords against the metaschemas, and the compiler against the table.
@Suite("The table of keywords")
struct KeywordTableTests {
  /// The keywords of a dialect by their names.
  private func keywords(of dialect: Dialect) -> [(name: String, entry: KeywordTable.Entry)] {
    dialect.table.keywords.map { ($0.key, $0.value) }.sorted { $0.name < $1.name }
  }

  // MARK: Names

  @Test func everyKeywordFitsIntoASet() {
    #expect(Keyword.allCases.count <= 64)
    #expect(KeywordRow.all.count == Keyword.allCases.count)
  }

  /// A name is one keyword in all dialects, so that positions are known without the dialect.
  @Test func aNameIsOneKeyword() {
    var known: [String: Keyword] = [:]
    for (keyword, row) in zip(Keyword.allCases, KeywordRow.all) {
      #expect(!row.names.isEmpty)
      for name in row.names {
        #expect(known.updateValue(keyword, forKey: name.text) == nil, "\(name.text)")
        #expect(SubschemaPositions.inValue(of: name.text) == row.holds, "\(name.text)")
      }
    }
    #expect(SubschemaPositions.inValue(of: "x-properties") == .none)
  }

  @Test(arguments: Dialect.all) func namesAreFoundByTheirBytes(_ dialect: Dialect) throws {
    let names = KeywordNames.of(dialect.table)
    for (name, entry) in keywords(of: dialect) {
      let document = try JSONDocument(SourceText(name: "name", bytes: Array("\"\(name)\"".utf8)))
      let documents = SchemaDocuments()
      let meaning = try #require(names.meaning(documents.root(of: document), .all), "\(name)")
      #expect(meaning.keyword == entry.keyword && meaning.holds == entry.row.holds, "\(name)")
      #expect(names.meaning(documents.root(of: document), Vocabularies.all.subtracting(entry.vocabulary)) == nil)
    }
  }

  // MARK: The metaschemas

  /// Where a metaschema lets the value of one of its properties hold schemas.
  private struct Positions {
    let root: JSON

    func of(_ schema: JSON) -> SubschemaPositions {
      if isSchema(schema) { return .one }
      guard let schema = resolved(schema) else { return .none }
      let branches = (schema["anyOf"]?.items).map(Array.init) ?? []
      if branches.contains(where: isSchema) {
        return branches.contains { of($0) == .list } ? .oneOrList : .one
      }
      if let items = schema["items"], isSchema(items) { return .list }
      guard let members = schema["additionalProperties"] else { return .none }
      if isSchema(members) { return .map }
      return members["anyOf"]?.items.contains(where: isSchema) == true ? .mapOfSome : .none
    }

    private func isSchema(_ schema: JSON) -> Bool {
      schema["$ref"]?.string == "#" || schema["$recursiveRef"]?.string == "#"
        || schema["$dynamicRef"]?.string == "#meta"
    }

    private func resolved(_ schema: JSON) -> JSON? {
      guard let reference = schema["$ref"]?.string else { return schema }
      return JSONPointer(parsing: String(reference.dropFirst())).flatMap { root[$0] }
    }
  }

  @Test(arguments: [Dialect.draft4, .draft6, .draft7, .draft201909, .draft202012, .v1])
  func positionsAreThoseOfTheMetaschema(_ dialect: Dialect) throws {
    let uri = try #require(dialect.metaschemaURI).prefix { $0 != "#" }
    let root = try #require(Metaschemas.singleDocument(at: String(uri))).root
    let positions = Positions(root: root)
    var found: [String: SubschemaPositions] = [:]
    for member in try #require(root["properties"]).members {
      let held = positions.of(member.value)
      if held != .none { found[member.name] = held }
    }
    // The published suite asks for it in v1, which dropped it from its metaschema.
    if dialect == .v1 { found["dependencies"] = .mapOfSome }
    var expected: [String: SubschemaPositions] = [:]
    for (name, entry) in keywords(of: dialect) where entry.row.holds != .none {
      // In 2020-12 `items` is one schema; a list is a mistake there.
      let isOne = entry.row.holds == .oneOrList && !dialect.rules.contains(.itemLists)
      expected[name] = isOne ? .one : entry.row.holds
    }
    #expect(found == expected)
    #expect(found.count >= 11)
  }

  /// The metaschemas name the same keywords, but for what a later draft only keeps from being used otherwise.
  @Test(arguments: [Dialect.draft4, .draft6, .draft7, .draft201909, .draft202012, .v1])
  func namesAreThoseOfTheMetaschema(_ dialect: Dialect) throws {
    let uri = try #require(dialect.metaschemaURI).prefix { $0 != "#" }
    let root = try #require(Metaschemas.singleDocument(at: String(uri))).root
    let named = Set(try #require(root["properties"]).members.map(\.name))
    let known = Set(keywords(of: dialect).map(\.name))
    // The metaschema of draft 4 has no references, and the one of draft 7 was published without `writeOnly`.
    // The published suite asks for `dependencies` in v1.
    let omitted: Set<String> =
      switch dialect {
      case .draft4: ["$ref"]
      case .draft7: ["writeOnly"]
      case .v1: ["dependencies"]
      default: []
      }
    #expect(known.subtracting(named) == omitted)
    #expect(named.subtracting(known).subtracting(["$recursiveRef", "$recursiveAnchor"]) == [])
  }

  // MARK: The compiler

  /// A value of a keyword's form, with a schema wherever it holds one.
  private func sample(_ name: String, _ row: KeywordRow, _ schema: String) -> String {
    switch row.holds {
    case .one, .oneOrList: return schema
    case .list: return "[\(schema)]"
    case .map, .mapOfSome: return #"{"a": \#(schema)}"#
    case .none: break
    }
    switch row.form {
    case .various, .schema: return name == "type" ? #""string""# : "1"
    case .anything, .number, .count: return "1"
    case .boolean: return "true"
    case .string: return row.isReference ? ##""#/x-a""## : #""date""#
    case .names: return #"["a"]"#
    case .values, .schemas: return "[1]"
    case .object, .schemasByName: return #"{"a": ["b"]}"#
    }
  }

  /// What compiles to nothing on its own: what names schemas, stands beside another keyword, or is an annotation.
  private static let silent: KeywordSet = [
    .definitions, .identifier, .anchor, .schema, .vocabulary, .dynamicAnchor, .recursiveAnchor, .then, .otherwise,
    .minContains, .maxContains, .additionalItems, .readOnly, .writeOnly, .discriminator, .contentEncoding,
    .contentMediaType, .contentSchema, .annotation, .nullable,
  ]

  /// A keyword that asserts compiles to an instruction, in every dialect that has it.
  @Test(arguments: Dialect.all) func everyKeywordIsCompiled(_ dialect: Dialect) throws {
    for (name, entry) in keywords(of: dialect) where !Self.silent.contains(entry.keyword) {
      var value = sample(name, entry.row, #"{"type": "string"}"#)
      var beside = #""x-a": {"type": "string"}"#
      if [.exclusiveMinimum, .exclusiveMaximum].contains(entry.keyword), dialect.rules.contains(.booleanExclusives) {
        value = "true"
        beside = #""minimum": 1, "maximum": 1"#
      }
      let text = #"{"\#(name)": \#(value), \#(beside)}"#
      let document = try JSONDocument(SourceText(name: "schema", bytes: Array(text.utf8)))
      var compiler = try Compiler(document, options: Schema.Options(dialect: dialect))
      let compiled = try compiler.compile([SchemaPlace(pointer: JSONPointer())], under: .intent)
      #expect(compiled.program.instructions.contains { $0.opcode != .end }, "\(text)")
    }
  }

  /// What is applied to the value itself must not lead back to itself; what is applied to its parts may.
  @Test(arguments: Dialect.all) func everyApplicatorSaysWhatItIsAppliedTo(_ dialect: Dialect) throws {
    for (name, entry) in keywords(of: dialect) {
      guard let target = entry.row.target else { continue }
      let value = sample(name, entry.row, ##"{"$ref": "#"}"##)
      let beside = [.then, .otherwise].contains(entry.keyword) ? #""if": {}, "# : ""
      let text = "{\(beside)\"\(name)\": \(value)}"
      let document = try JSONDocument(SourceText(name: "schema", bytes: Array(text.utf8)))
      var compiler = try Compiler(document, options: Schema.Options(dialect: dialect, contents: .assertion))
      do throws(SchemaError) {
        _ = try compiler.compile([SchemaPlace(pointer: JSONPointer())], under: .intent)
        #expect(target == .parts, "\(text)")
      } catch {
        #expect(error.code == .circularReference && target == .value, "\(text): \(error)")
      }
    }
  }
}
