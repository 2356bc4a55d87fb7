import Testing

@testable import Muster

/// Hostile payloads and schemas end in a verdict, an issue or a limit.
@Suite struct LimitTests {
  @Test func longPayloadsRunOutOfSteps() throws {
    let schema = try Schema(##"{"items":{"items":{"anyOf":[{"minimum":2},{"maximum":5}]}}}"##.utf8)
    let payload = Array(("[" + Array(repeating: "[3,4]", count: 1_000).joined(separator: ",") + "]").utf8)
    #expect(schema.check(payload, limits: Limits(steps: 100_000)) == .valid)
    guard case .stopped(let limit) = schema.check(payload, limits: Limits(steps: 2_000)) else {
      Testing.Issue.record("expected the steps to run out")
      return
    }
    #expect(limit.limit == .steps)
  }

  @Test func limitsOfTheReaderAreNoVerdict() throws {
    let schema = try Schema("{}".utf8)
    let deep = Array((String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000)).utf8)
    guard case .stopped(let limit) = schema.check(deep) else {
      Testing.Issue.record("expected the depth to end it")
      return
    }
    #expect(limit.limit == .depth)
    #expect(schema.check(deep, limits: Limits(depth: 5_000)) == .valid)
  }

  @Test func manyItemsAreComparedQuickly() throws {
    let schema = try Schema(#"{"uniqueItems":true}"#.utf8)
    let numbers = (0..<100_000).map(String.init).joined(separator: ",")
    #expect(schema.accepts("[\(numbers)]"))
    #expect(!schema.accepts("[\(numbers),7.0]"))
  }

  /// Values of a long enumeration are found by their hashes, whatever they are and however they are written.
  @Test func longEnumerationsAreSearched() throws {
    let values = (0..<2_000).map { number -> String in
      switch number % 4 {
      case 0: "\(number).50"
      case 1: #""s\#(number)""#
      case 2: #"{"a": \#(number), "b": [true]}"#
      default: "[\(number)]"
      }
    }
    let schema = try Schema("{\"items\": {\"enum\": [\(values.joined(separator: ","))]}}".utf8)
    var options = Schema.Options()
    options.optimizes = false
    let plain = try Schema("{\"items\": {\"enum\": [\(values.joined(separator: ","))]}}".utf8, options: options)
    let right = ["[400.5]", "[4005e-1]", #"["s1"]"#, #"["\u0073401"]"#, #"[{"b": [true], "a": 2.0}]"#, "[[3e0]]"]
    let wrong = ["[400.51]", "[400]", #"["s2"]"#, #"[{"b": [true], "a": 3}]"#, "[[4]]", "[null]", "[[]]"]
    for payload in right { #expect(schema.accepts(payload) && plain.accepts(payload), "\(payload)") }
    for payload in wrong {
      #expect(!schema.accepts(payload) && !plain.accepts(payload), "\(payload)")
      guard case .invalid(let issues) = schema.check(payload) else {
        Testing.Issue.record("\(payload)")
        continue
      }
      #expect(issues.map(\.keyword) == ["enum"])
    }
    let all = "[\(values.reversed().joined(separator: ","))]"
    #expect(schema.check(all, limits: Limits(steps: 40_000)) == .valid)
  }

  /// Many required names are found by their hashes, escapes or not.
  @Test(arguments: ["required", "dependentRequired"])
  func manyRequiredNamesAreFound(keyword: String) throws {
    let names = (0..<300).map { "n\($0)é" }
    let list = "[" + names.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    let schema = try Schema("{\"\(keyword)\": \(keyword == "required" ? list : "{\"n0é\": \(list)}")}".utf8)
    func payload(_ names: [String]) -> String { "{" + names.map { "\"\($0)\": 1" }.joined(separator: ",") + "}" }
    let escaped = names.reversed().map { $0.replacing("é", with: "\\u00e9") }
    #expect(schema.accepts(payload(names)) && schema.accepts(payload(escaped + ["x"])))
    for missing in [1, 150, 299] {
      let others = names.filter { $0 != names[missing] }
      #expect(!schema.accepts(payload(others)))
      guard case .invalid(let issues) = schema.check(payload(others)) else {
        Testing.Issue.record("\(missing)")
        continue
      }
      #expect(issues.count == 1 && issues[0].keyword == keyword && issues[0].message.contains(names[missing]))
    }
  }

  @Test func longDivisionsTakeSteps() throws {
    let schema = try Schema("{\"multipleOf\": \(String(repeating: "7", count: 2_000))}".utf8)
    let payload = String(repeating: "7", count: 4_000)
    #expect(schema.check(payload) == .valid)
    guard case .stopped(let limit) = schema.check(payload, limits: Limits(steps: 100_000)) else {
      Testing.Issue.record("expected the steps to run out")
      return
    }
    #expect(limit.limit == .steps)
    let bytes = Array(payload.utf8)
    let accepts = schema.accepts(bytes.span, limits: Limits(steps: 100_000))
    #expect(!accepts)
  }

  @Test func emptyAndBrokenPayloadsAreUnreadable() throws {
    let schema = try Schema("true".utf8)
    for text in ["", " ", "{", "nul", "\u{FEFF}", "{}\u{FEFF}"] {
      guard case .unreadable = schema.check(text) else {
        Testing.Issue.record("\(text)")
        continue
      }
      #expect(!schema.accepts(text))
    }
  }

  // MARK: Recursion without progress

  /// A dynamic reference that leads back to the schema it stands in, known only when it is followed.
  static let circle = ##"""
    {"$id": "https://example.com/outer", "$dynamicAnchor": "node", "$ref": "inner",
     "$defs": {"inner": {"$id": "inner", "properties": {"a": true}, "$dynamicRef": "#node",
       "$defs": {"node": {"$dynamicAnchor": "node"}}}}}
    """##

  @Test func circlesOfDynamicReferencesAreFound() throws {
    let schema = try Schema(Self.circle.utf8)
    for payload in ["1", #"{"a": [1]}"#] {
      #expect(!schema.accepts(payload))
      guard case .stopped(let limit) = schema.check(payload) else {
        Testing.Issue.record("expected the circle to be found")
        continue
      }
      #expect(limit.limit == .recursion)
      let place = try #require(limit.schema)
      #expect(place.source == "<schema>" && place.pointer.lowercased().hasSuffix("ref"))
      #expect(limit.reason.quote == "<schema>#\(place.pointer):\(place.line)")
      // It is found long before the steps run out.
      #expect(schema.check(payload, limits: Limits(steps: 20_000)) == .stopped(limit))
    }
    for format in Output.Format.allCases {
      let rejection = #expect(throws: Rejection.self) {
        try AnnotatingSchema(Self.circle.utf8).output("1", as: format)
      }
      guard case .stopped(let limit) = rejection?.outcome else { continue }
      #expect(limit.limit == .recursion)
    }
  }

  @Test func deepRecursionIsNoCircle() throws {
    let depth = 50_000
    let payload = Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    for schema in [
      ##"{"items": {"$ref": "#"}}"##, ##"{"$dynamicAnchor": "n", "items": {"allOf": [{"$dynamicRef": "#n"}]}}"##,
      ##"{"anyOf": [{"type": "null"}, {"items": {"$ref": "#"}}]}"##,
    ] {
      #expect(try Schema(schema.utf8).check(payload, limits: Limits(depth: depth)) == .valid)
    }
  }

  /// The same schemas with more and more resources to go through are followed to their end.
  @Test func longChainsOfReferencesAreNoCircle() throws {
    let count = 20_000
    var definitions = (0..<count).map { ##""d\##($0)": {"$ref": "#/$defs/d\##($0 + 1)", "minimum": 0}"## }
    definitions.append(##""d\##(count)": {"maximum": 5}"##)
    let schema = try Schema(##"{"$ref": "#/$defs/d0", "$defs": {\##(definitions.joined(separator: ","))}}"##.utf8)
    #expect(schema.accepts("5"))
    #expect(!schema.accepts("6"))
  }
}
