import Testing

@testable import Muster

@Suite struct ProgramCodingTests {
  static let schema = ##"""
    {"type":"object","required":["id"],"additionalProperties":false,"properties":{
      "id":{"type":"string","format":"uuid"},"kind":{"enum":["a","b",{"x":[1]}]},"n":{"minimum":0,"multipleOf":0.5},
      "list":{"prefixItems":[{"const":1}],"items":{"$ref":"#"},"contains":{"type":"object"},"uniqueItems":true},
      "u":{"anyOf":[{"type":"string","pattern":"^a+$"},{"$ref":"#/properties/list"},{"not":{"type":"null"}}]}},
     "patternProperties":{"^x-":{"minLength":2}},"propertyNames":{"maxLength":9},"dependentRequired":{"n":["kind"]},
     "if":{"required":["n"]},"then":{"minProperties":2},"else":{"maxProperties":9}}
    """##

  static let payloads = [
    "{}", #"{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a"}"#, #"{"id":"x","n":0.25,"zz":1}"#,
    #"{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","list":[1,{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a"}],"u":"aaa","x-y":"ok"}"#,
    #"{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","list":[1,{"id":5},{"id":5}],"u":null,"kind":{"x":[1.0]}}"#, "[]",
    "null",
  ]

  @Test func whatIsReadBackSaysTheSame() throws {
    let set = try SchemaSet(
      JSONDocument(SourceText(name: "s", bytes: Array(Self.schema.utf8))), at: [JSONPointer()], options: .init())
    let bytes = set.encoded()
    let again = try SchemaSet(encoded: bytes)
    #expect(again.encoded() == bytes)
    for payload in Self.payloads { #expect(again[0].check(payload) == set[0].check(payload)) }
  }

  @Test func cutBytesAreAnError() throws {
    let set = try SchemaSet(
      JSONDocument(SourceText(name: "s", bytes: Array(Self.schema.utf8))), at: [JSONPointer()], options: .init())
    let bytes = set.encoded()
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: ProgramError.self) { try SchemaSet(encoded: Array(bytes.prefix(count))) }
    }
  }

  /// Whatever is changed: an error, or a program that runs without leaving its bounds and ends.
  @Test func changedBytesNeverTrap() throws {
    let set = try SchemaSet(
      JSONDocument(SourceText(name: "s", bytes: Array(Self.schema.utf8))), at: [JSONPointer()], options: .init())
    let bytes = set.encoded()
    var generator = SeededGenerator(seed: 11)
    var loaded = 0
    for position in bytes.indices {
      var changed = bytes
      changed[position] = UInt8.random(in: 0...255, using: &generator)
      guard let again = try? SchemaSet(encoded: changed) else { continue }
      loaded += 1
      for payload in Self.payloads { _ = again[0].check(Array(payload.utf8), limits: Limits(steps: 10_000)) }
    }
    #expect(loaded > 0)
  }

  /// A search that halves the names would miss some of those that are not in their order.
  @Test func namesOutOfTheirOrderAreRefused() throws {
    let schema = #"{"properties":{"bb":{"type":"string"},"a":{"type":"integer"}}}"#
    var bytes = try SchemaSet(
      JSONDocument(SourceText(name: "s", bytes: Array(schema.utf8))), at: [JSONPointer()], options: .init()
    ).encoded()
    // The entry of `bb`, whose last two bytes say which name is first: the second, `a`.
    let name = Array("bb".utf8) + [UInt8](repeating: 0, count: 6)
    let entry = try #require(bytes.indices.first { bytes[$0...].starts(with: name) })
    let place = entry + PropertyEntry.width - 2
    #expect(bytes[place] == 1)
    for other in [UInt8(0), 2] {
      bytes[place] = other
      let error = #expect(throws: ProgramError.self) { try SchemaSet(encoded: bytes) }
      #expect(error?.code == .corrupt)
    }
  }

  /// Names that differ only between their ends, and names of which all ends come to one value when they are mixed in a way
  /// that everybody knows.
  @Test func namesThatAreAlikeAreToldApart() throws {
    let names = (0..<3_000).map { "prefix--" + String(10_000 + $0) + "--suffix" }
    let members = names.map { #""\#($0)":{"type":"integer"}"# }.joined(separator: ",")
    let schema = try Schema(#"{"additionalProperties":false,"properties":{\#(members)}}"#.utf8)
    let payload = "{" + names.reversed().map { #""\#($0)":1"# }.joined(separator: ",") + "}"
    #expect(schema.accepts(payload))
    let other = payload.replacing("12000--", with: "x2000--").replacing(
      #""prefix--11000--suffix":1"#, with: #""prefix--11000--suffix":"""#)
    guard case .invalid(let issues) = schema.check(other) else {
      Testing.Issue.record("a wrong payload passed")
      return
    }
    #expect(Set(issues.map(\.keyword)) == ["type", "additionalProperties"] && issues.count == 2)
  }

  @Test func laterVersionsAreNamed() throws {
    var bytes = try SchemaSet(
      JSONDocument(SourceText(name: "s", bytes: Array("{}".utf8))), at: [JSONPointer()], options: .init()
    ).encoded()
    bytes[4] = 99
    let error = #expect(throws: ProgramError.self) { try SchemaSet(encoded: bytes) }
    #expect(error?.code == .futureVersion)
  }
}
