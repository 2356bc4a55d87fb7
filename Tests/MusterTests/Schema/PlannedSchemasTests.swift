import Testing

@testable import Muster

@Suite("Schemas that are planned when they are asked for")
struct PlannedSchemasTests {
  /// Schemas that share parts: entry `n` is an object of `n` or less, through one of the patterns.
  private static func set(of count: Int, more: String = "") throws -> SchemaSet {
    let schemas = (0..<count).map { number in
      ##""S\##(number)": {"type": "object", "required": ["n"], "properties": {"n": {"maximum": \##(number)},"##
        + ##" "id": {"pattern": "^p\##(number % 7)-[0-9]+$"}, "##
        + ##""next": {"$ref": "#/$defs/S\##((number + 1) % count)"}}\##(more)}"##
    }
    let text = #"{"$defs": {"# + schemas.joined(separator: ",") + "}}"
    let document = try JSONDocument(SourceText(name: "many.json", bytes: Array(text.utf8)))
    return try SchemaSet(document, at: (0..<count).map { JSONPointer(["$defs", "S\($0)"]) })
  }

  private static func payloads(_ number: Int) -> [(text: String, isValid: Bool)] {
    [
      (#"{"n": \#(number)}"#, true), (#"{"n": \#(number + 1)}"#, false), ("{}", false),
      (#"{"n": 0, "id": "p\#(number % 7)-12"}"#, true), (#"{"n": 0, "id": "p\#(number % 7)-"}"#, false),
    ]
  }

  private static func deferred(_ set: SchemaSet) throws -> SchemaSet {
    let bytes = set.encoded()
    // A program lies somewhere in a file.
    let file = [1, 2, 3] + bytes + [4]
    return try SchemaSet(deferring: PagedBytes(file), in: 3..<(3 + bytes.count))
  }

  @Test(arguments: ["", #", "unevaluatedProperties": false"#]) func eachIsJudgedAsItself(_ more: String) throws {
    let set = try Self.set(of: 40, more: more)
    for set in [set, try Self.deferred(set), try SchemaSet(encoded: set.encoded())] {
      // More than the plans of single schemas come to: all of them are planned together in between.
      for number in [39, 0, 17] + Array(0..<40) + [39, 0, 17] {
        let schema = try set.schema(number)
        for (text, isValid) in Self.payloads(number) {
          #expect(schema.accepts(text) == isValid, "\(number): \(text)")
          #expect(schema.check(text).isValid == isValid, "\(number): \(text)")
        }
      }
    }
  }

  @Test func issuesSayTheSameFromBytes() throws {
    let set = try Self.set(of: 3)
    let deferred = try Self.deferred(set)
    let payload = #"{"id": "x", "next": {"n": 3}}"#
    guard case .invalid(let issues) = set[1].check(payload) else {
      Issue.record("it should not pass")
      return
    }
    #expect(deferred[1].check(payload) == .invalid(issues))
    #expect(issues.allSatisfy { $0.schema?.source == "many.json" })
    #expect(deferred.encoded() == set.encoded())
  }

  @Test func oneSchemaLeavesTheRestAlone() throws {
    let document = try JSONDocument(
      SourceText(
        name: "two.json",
        bytes: Array(#"{"a": {"maxLength": 2}, "b": {"unevaluatedItems": false, "pattern": "^b"}}"#.utf8)))
    let set = try SchemaSet(document, at: [JSONPointer(["a"]), JSONPointer(["b"])])
    let bytes = set.encoded()
    let schemas = PlannedSchemas(try StoredProgram(PagedBytes(bytes), in: bytes.indices))
    let first = try schemas.planned(0)
    #expect(first.plan != nil)
    #expect(first.program.patterns.isEmpty)
    let second = try schemas.planned(1)
    #expect(second.plan != nil)
    #expect(second.program.patterns.count == 1)
  }

  @Test func manyThreadsMayAskAtOnce() async throws {
    let set = try Self.deferred(try Self.set(of: 60))
    await withTaskGroup(of: Int.self) { group in
      for task in 0..<8 {
        group.addTask {
          var wrong = 0
          for step in 0..<60 {
            let number = (step * 7 + task * 13) % 60
            for (text, isValid) in Self.payloads(number) where set[number].accepts(text) != isValid { wrong += 1 }
          }
          return wrong
        }
      }
      for await wrong in group { #expect(wrong == 0) }
    }
  }

  /// Whatever the bytes say, asking for a schema ends with one or with an error.
  @Test(arguments: [
    #", "enum": [1, {"n": 2}], "items": {"format": "uuid"}"#,
    #", "anyOf": [{"properties": {"a": true}}, {"minProperties": 5}], "unevaluatedProperties": false"#,
  ])
  func changedBytesEndWell(_ more: String) throws {
    let bytes = try Self.set(of: 2, more: more).encoded()
    var refused = 0
    for index in bytes.indices {
      for value in [1, 0xFF] as [UInt8] where bytes[index] != value {
        var changed = bytes
        changed[index] = value
        do throws(ProgramError) {
          let set = try SchemaSet(deferring: PagedBytes(changed), in: changed.indices)
          for entry in 0..<min(set.count, 4) {
            let schema = try set.schema(entry)
            for (text, _) in Self.payloads(1) { _ = schema.check(Array(text.utf8), limits: Limits(steps: 10_000)) }
          }
        } catch { refused += 1 }
      }
    }
    #expect(refused > 100)
    for count in bytes.indices {
      if let set = try? SchemaSet(deferring: PagedBytes(bytes), in: 0..<count) {
        #expect(throws: ProgramError.self) { try set.verify() }
      }
    }
  }

  @Test func aSchemaThatIsNotThereIsAnError() throws {
    let set = try Self.deferred(try Self.set(of: 2))
    #expect(throws: ProgramError.self) { try set.schema(2) }
    #expect(throws: ProgramError.self) { try set.schema(-1) }
    #expect(!set[2].accepts("{}"))
  }
}
