import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

struct OverlayTests {
  /// What a document becomes, as compact JSON.
  private func patched(_ document: String, _ actions: String, version: String = "1.1.0") throws -> String {
    String(decoding: try apply(document, actions, version: version).document.text, as: UTF8.self)
  }

  private func apply(
    _ document: String, _ actions: String, version: String = "1.1.0", steps: Int = 100_000
  ) throws -> (document: JSONDocument, notices: [Notice]) {
    let text = #"{"overlay": "\#(version)", "info": {"title": "t", "version": "1"}, "actions": [\#(actions)]}"#
    let overlay = try Overlay(SourceText(name: "fixes.json", bytes: Array(text.utf8)))
    let original = try JSONDocument(SourceText(name: "api.json", bytes: Array(document.utf8)))
    var used: Set<Int> = []
    var steps = steps
    let document = try overlay.apply(to: original, used: &used, steps: &steps)
    return (document, overlay.notices(used: used))
  }

  @Test(arguments: [
    [
      // Members are merged at every depth, new ones come last.
      (
        #"{"a":{"b":1,"c":{"d":2}}}"#, #"{"target": "$.a", "update": {"c": {"e": 3}, "b": 4, "f": null}}"#,
        #"{"a":{"b":4,"c":{"d":2,"e":3},"f":null}}"#
      ),
      // An item is appended; lists are put together, at any depth.
      (#"{"a":[1]}"#, #"{"target": "$.a", "update": {"b": 2}}"#, #"{"a":[1,{"b": 2}]}"#),
      (#"{"a":[1]}"#, #"{"target": "$.a", "update": [2, 3]}"#, #"{"a":[1,2,3]}"#),
      (#"{"a":[1]}"#, #"{"target": "$", "update": {"a": [2]}}"#, #"{"a":[1,2]}"#),
      // What is no object or array is replaced; so is what has another form.
      (#"{"a":1}"#, #"{"target": "$.a", "update": "x"}"#, #"{"a":"x"}"#),
      (#"{"a":1}"#, #"{"target": "$", "update": {"a": {"b": 1}}}"#, #"{"a":{"b":1}}"#),
      // Removing: members, items, several, the same twice.
      (#"{"a":1,"b":2}"#, #"{"target": "$.a", "remove": true}"#, #"{"b":2}"#),
      (#"{"a":[1,2,3,4]}"#, #"{"target": "$.a[?@ > 2]", "remove": true}"#, #"{"a":[1,2]}"#),
      (#"{"a":[1,2]}"#, #"{"target": "$.a[0, 0]", "remove": true}"#, #"{"a":[2]}"#),
      (#"{"a":{"x":1},"b":{"x":1,"y":2}}"#, #"{"target": "$..x", "remove": true}"#, #"{"a":{},"b":{"y":2}}"#),
      // Removing wins over an update, and false removes nothing.
      (#"{"a":{"b":1}}"#, #"{"target": "$.a", "remove": true, "update": {"c": 1}}"#, #"{}"#),
      (#"{"a":{"b":1}}"#, #"{"target": "$.a", "remove": false, "update": {"c": 1}}"#, #"{"a":{"b":1,"c":1}}"#),
      // One after the other: the second sees what the first has done.
      (
        #"{"a":{}}"#, #"{"target": "$.a", "update": {"b": {}}}, {"target": "$.a.b", "update": {"c": 1}}"#,
        #"{"a":{"b":{"c":1}}}"#
      ),
      // An update goes to each target, and each has its own.
      (
        #"{"a":{},"b":{}}"#, #"{"target": "$.*", "update": {"c": {}}}, {"target": "$.a.c", "update": {"d": 1}}"#,
        #"{"a":{"c":{"d":1}},"b":{"c":{}}}"#
      ),
      // Copying merges what another place has.
      (#"{"a":{"x":1},"b":{"y":2}}"#, #"{"target": "$.b", "copy": "$.a"}"#, #"{"a":{"x":1},"b":{"y":2,"x":1}}"#),
      // Nothing is rounded or rewritten on the way.
      (
        #"{"a":{"n":1.10e400,"s":"\u00e9\ud83d\ude00"}}"#, #"{"target": "$.a", "update": {"b": 1.0}}"#,
        #"{"a":{"n":1.10e400,"s":"\u00e9\ud83d\ude00","b":1.0}}"#
      ),
    ]
  ])
  func actions(_ table: [(document: String, actions: String, result: String)]) throws {
    for (document, actions, result) in table {
      // Values of the overlay keep their spelling, its spaces among them.
      let found = try patched(document, actions).replacing(": ", with: ":")
      #expect(found == result.replacing(": ", with: ":"), "\(actions)")
    }
  }

  @Test func partsKeepThePlacesTheyWereWrittenAt() throws {
    let document = "{\n  \"a\": {\n    \"b\": 1\n  }\n}"
    let (patched, _) = try apply(document, "\n" + #"{"target": "$.a", "update": {"c": {"d": 2}}}"#)
    let vendor = try #require(patched.root["a"]?["b"]?.origin)
    #expect(vendor.source.name == "api.json" && vendor.position.line == 3 && vendor.position.column == 10)
    let own = try #require(patched.root["a"]?["c"]?["d"]?.origin)
    #expect(own.source.name == "fixes.json" && own.position.line == 2)
  }

  @Test func aTargetThatSelectsNothingIsNoted() throws {
    let (document, notices) = try apply(
      #"{"a":1}"#, #"{"target": "$.b", "remove": true}, {"target": "$"}, {"target": "$", "updat": {}}"#)
    #expect(String(decoding: document.text, as: UTF8.self) == #"{"a":1}"#)
    #expect(notices.map(\.code) == Array(repeating: .overlay, count: 4))
    #expect(notices.contains { $0.message == "'$.b' selects nothing that is compiled here" })
    #expect(notices.contains { $0.message.contains("'updat'") })
  }

  @Test(arguments: [
    [
      ("", "no YAML document"), ("[]", "an overlay is an object"), ("{}", "a member 'overlay'"),
      (#"{"overlay": "2.0.0", "actions": []}"#, "of version 2.0.0"), (#"{"overlay": "1.2.0", "actions": []}"#, "1.2.0"),
      (#"{"overlay": "1.0.0"}"#, "a list 'actions'"), (#"{"overlay": "1.0.0", "actions": {}}"#, "a list 'actions'"),
      (#"{"overlay": "1.0.0", "actions": [{}]}"#, "a 'target'"),
      (#"{"overlay": "1.0.0", "actions": [{"target": "$.x-"]}]}"#, ""),
      (#"{"overlay": "1.0.0", "actions": [{"target": "$", "remove": "yes"}]}"#, "true or false"),
      (#"{"overlay": "1.0.0", "actions": [{"target": "$", "remove": true}]}"#, "the whole document"),
      (#"{"overlay": "1.0.0", "actions": [{"target": "$", "update": 5}]}"#, "takes an object"),
      (#"{"overlay": "1.0.0", "actions": [{"target": "$.a", "update": 5}]}"#, "overlay: 1.1.0"),
      (#"{"overlay": "1.1.0", "actions": [{"target": "$", "copy": "$.*"}]}"#, "selects 2"),
      (#"{"overlay": "1.1.0", "#, ""), ("a: [", ""),
    ]
  ])
  func mistakes(_ table: [(overlay: String, words: String)]) throws {
    let original = try JSONDocument(SourceText(name: "api.json", bytes: Array(#"{"a":1,"b":2}"#.utf8)))
    for (text, words) in table {
      let error = #expect(throws: ContractError.self, "\(text)") {
        var (used, steps): (Set<Int>, Int) = ([], 10_000)
        _ = try Overlay(SourceText(name: "fixes", bytes: Array(text.utf8))).apply(
          to: original, used: &used, steps: &steps)
      }
      #expect(error?.detail.contains(words) ?? false || words.isEmpty, "\(text): \(error?.detail ?? "")")
      #expect(error?.source == "fixes", "\(text)")
      #expect(error?.position != nil, "\(text)")
    }
  }

  @Test func contractsAreCompiledWithThem() throws {
    let api = """
      openapi: 3.1.0
      info: {title: t, version: '1'}
      paths:
        /a:
          get:
            responses:
              '200': {description: d, content: {application/json: {schema: {$ref: 'b.yaml#/Item'}}}}
      """
    let other = "Item:\n  type: string\n"
    let fixes = """
      overlay: 1.1.0
      info: {title: t, version: '1'}
      actions:
        - {target: "$.Item.type", update: integer}
        - target: $.paths['/a']
          update: {put: {responses: {'204': {description: d}}}}
        - {target: $.nothing, remove: true}
      """
    @Sendable func source(_ name: String, _ text: String) -> SourceText {
      SourceText(name: name, bytes: Array(text.utf8))
    }
    let contract = try Contract(
      compiling: [source("a.yaml", api)],
      options: Contract.CompileOptions(
        overlays: [source("fixes.yaml", fixes)], uri: { "https://x.dev/\($0)" }, load: { _ in source("b.yaml", other) })
    )
    // Also what is referred to is changed.
    let rule = try contract.operation("GET /a").response(status: 200)
    #expect(rule.accepts(Array("5".utf8)) && !rule.accepts(Array("\"x\"".utf8)))
    guard case .invalid(let issues) = rule.check(Array("\"x\"".utf8)) else {
      Testing.Issue.record("it must not pass")
      return
    }
    #expect(issues.first?.schema?.source == "fixes.yaml" && issues.first?.schema?.line == 4)
    #expect(contract.operations.map(\.reference) == ["GET /a", "PUT /a"])
    #expect(
      contract.notices.contains { $0.code == .overlay && $0.message.contains("$.nothing") && $0.position.line == 7 })
  }

  @Test func yamlIsRead() throws {
    let text = """
      overlay: 1.0.0
      info: {title: t, version: '1'}
      extends: ./specs/api.json?x
      actions:
        - target: $.paths['/a'].get
          description: The limit is wrong.
          update: {parameters: [{name: limit, in: query}]}
      """
    let overlay = try Overlay(SourceText(name: "o.yaml", bytes: Array(text.utf8)))
    let api = SourceText(name: "other/api.json", bytes: Array(#"{"paths":{"/a":{"get":{}}}}"#.utf8))
    let other = SourceText(name: "b.json", bytes: [])
    #expect(overlay.isFor(api, among: [api, other]) && !overlay.isFor(other, among: [api, other]))
    #expect(overlay.isFor(other, among: [other]))
    var (used, steps): (Set<Int>, Int) = ([], 10_000)
    let document = try overlay.apply(to: JSONDocument(api), used: &used, steps: &steps)
    let name = document.root["paths"]?["/a"]?["get"]?["parameters"]?[0]?["name"]
    #expect(name?.string == "limit" && name?.origin?.position.line == 7)
    #expect(overlay.notices(used: used).isEmpty)
  }

  /// All actions of a run share one budget, for what they look at and for what they add.
  @Test(arguments: [
    Array(repeating: #"{"target": "$..n", "update": {"x": 1}}"#, count: 50).joined(separator: ","),
    #"{"target": "$..*", "update": {"a": {"b": [1, 2, 3, 4, 5, 6, 7, 8]}}}"#,
    Array(repeating: #"{"target": "$.*", "copy": "$.o"}"#, count: 12).joined(separator: ","),
  ])
  func actionsEndAtALimit(_ actions: String) throws {
    let document = "{\"o\": {\"p\": 1}," + (0..<200).map { "\"k\($0)\": {}" }.joined(separator: ",") + "}"
    let error = #expect(throws: ContractError.self) { try apply(document, actions, steps: 2_000) }
    #expect(error?.code == .overlay && error?.detail.contains("too many nodes") == true)
  }
}
