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

  @Test func laterVersionsAreNamed() throws {
    var bytes = try SchemaSet(
      JSONDocument(SourceText(name: "s", bytes: Array("{}".utf8))), at: [JSONPointer()], options: .init()
    ).encoded()
    bytes[4] = 99
    let error = #expect(throws: ProgramError.self) { try SchemaSet(encoded: bytes) }
    #expect(error?.code == .futureVersion)
  }
}
