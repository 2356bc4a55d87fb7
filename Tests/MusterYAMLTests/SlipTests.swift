import Muster
import MusterYAML
import Testing

/// Mistakes that libyaml accepts: warnings by intent, errors by the letter.
@Suite struct SlipTests {
  /// A text, the JSON that it is by intent, and the slips in it.
  struct Case: Sendable {
    let yaml: String
    let json: String
    let slips: [String]

    init(_ yaml: String, _ json: String, _ slips: String...) {
      (self.yaml, self.json, self.slips) = (yaml, json, slips)
    }
  }

  static let cases = [
    // Closing brackets and other lines of flow collections.
    Case("a: {\n  \"b\": 1\n}\n", #"{"a":{"b":1}}"#, "flowIndentation 3:1"),
    Case("a: [\n1,\n2\n]\nb: 3\n", #"{"a":[1,2],"b":3}"#, "flowIndentation 2:1"),
    Case(
      "a:\n  b: [c,\n  d]\n  e: [\n  ]\n", #"{"a":{"b":["c","d"],"e":[]}}"#, "flowIndentation 3:3",
      "flowIndentation 5:3"),
    Case("a:\n  - {b: c\n  }\n", #"{"a":[{"b":"c"}]}"#, "flowIndentation 3:3"),
    Case("a: [b\nc]\n", #"{"a":["b c"]}"#, "flowIndentation 2:1"),
    Case("a: [{b: [\n]}]\nc: d\n", #"{"a":[{"b":[]}],"c":"d"}"#, "flowIndentation 2:1"),
    Case("a: [\n\t1,\n\t2\n\t]\n", #"{"a":[1,2]}"#, "tab 2:2"),
    // Quoted scalars.
    Case("a: \"b\nc\"\nd: e\n", #"{"a":"b c","d":"e"}"#, "scalarIndentation 2:1"),
    Case("a: 'b\n\nc\nd'\n", #"{"a":"b\nc d"}"#, "scalarIndentation 3:1"),
    Case("a:\n  b: \"c \\\n  d\"\n", #"{"a":{"b":"c d"}}"#, "scalarIndentation 3:3"),
    Case("a: 'b\n\tc'\n", #"{"a":"b c"}"#, "tab 2:1"),
    Case("a: {b: 'c\nd'}\n", #"{"a":{"b":"c d"}}"#, "scalarIndentation 2:1"),
    // Comments.
    Case("a: \"b\"# c\nd: e\n", #"{"a":"b","d":"e"}"#, "commentWithoutSpace 1:7"),
    Case("a: [b]# c\n", #"{"a":["b"]}"#, "commentWithoutSpace 1:7"),
    Case("a: [b,# c\n  'd'# e\n  ]\n", #"{"a":["b","d"]}"#, "commentWithoutSpace 1:7", "commentWithoutSpace 2:6"),
    Case("a: |# c\n  b\n", #"{"a":"b\n"}"#, "commentWithoutSpace 1:5"),
    Case("a: >-# c\n  b\n", #"{"a":"b"}"#, "commentWithoutSpace 1:6"),
    Case("a: |\n    \n  # c\nb: d\n", #"{"a":"","b":"d"}"#, "blankLineIndentation 2:1"),
    // The rest.
    Case("a: b\u{FEFF}c # \u{FEFF}\n", "{\"a\":\"b\u{FEFF}c\"}", "forbiddenCharacter 1:5", "forbiddenCharacter 1:10"),
    Case("a: [-, b, -]\n", #"{"a":["-","b","-"]}"#, "reservedIndicator 1:5", "reservedIndicator 1:11"),
    Case("x: &a k\n*a: b\n", #"{"x":"k","k":"b"}"#, "undefinedAlias 2:1"),
    Case("x: &a k\ny: {*a: b}\n", #"{"x":"k","y":{"k":"b"}}"#, "undefinedAlias 2:5"),
  ]

  @Test(arguments: cases) func aSlipIsAWarningByIntent(_ item: Case) throws {
    var assembler = JSONAssembler()
    let source = SourceText(name: "t", bytes: Array(item.yaml.utf8))
    let warnings = try YAMLReader(reading: .intent).read(source, into: &assembler)
    #expect(String(decoding: assembler.bytes, as: UTF8.self) == item.json)
    #expect(warnings.map { "\($0.code) \($0.position.line):\($0.position.column)" } == item.slips)
    #expect(warnings.allSatisfy { $0.code.isSlip && $0.message.contains("YAML 1.2.2 does not allow it") })
  }

  @Test(arguments: cases) func andAnErrorByTheLetter(_ item: Case) throws {
    let error = try error(item.yaml)
    #expect(
      "\(error.code) \(error.position.line):\(error.position.column)" == item.slips.first
        // By the letter, what is behind the colon is part of the alias, or follows it.
        || item.slips.first?.hasPrefix("undefinedAlias") == true
        // By the letter, the comment is no header of a block scalar.
        || error.code == .invalidBlockScalarHeader, "\(error)")
  }

  /// What follows from a slip is reported as the slip: it is the likelier mistake.
  @Test(arguments: [
    ("a: [1, 2\nb: 3\n", "flowIndentation 2:1"), ("a: {b: c\nd: e\nf: [\n", "flowIndentation 2:1"),
    ("a: \"b\nc: \"d\"\n", "scalarIndentation 2:1"), ("a: 'b\nc: d\n", "unterminatedScalar 1:4"),
    ("a: {b: c\n", "unterminatedCollection 1:4"),
  ])
  func anUnclosedBracketIsFoundWhereItShows(yaml: String, place: String) throws {
    let error = try #require(throws: YAMLError.self) {
      var assembler = JSONAssembler()
      _ = try YAMLReader(reading: .intent).read(SourceText(name: "t", bytes: Array(yaml.utf8)), into: &assembler)
    }
    let found = "\(error.code) \(error.position.line):\(error.position.column)"
    #expect(found == place || (place.hasPrefix("unterminated") && found.hasPrefix("scalarIndentation")), "\(error)")
  }

  /// What libyaml refuses, or what has several meanings, is an error under both readings.
  @Test(arguments: [
    "a:\n\tb: c\n", "a: b: c\n", "a: [b,,c]\n", "a: %b\n", "a: @b\n", "a: `b\n", "a: b\n c: d\n",
    "a:\n    b: 1\n  c: 2\n",
    "a: [b\n---\nc]\n", "a: \"b\n--- c\"\n", "a: *b\n", "a: - b\n", "\"a\n b\": c\n", "a: &x &y b\n", "a: [b} \n",
    "- a\nb: c\n",
    "a: b\n\u{FEFF}c: d\n", "a: b\u{7F}\n", "a: |\n    \n  b\n", "a: [-\n]\n", "a: b\n%c: d\n",
  ])
  func otherMistakesStayErrors(yaml: String) {
    for reading in Reading.allCases {
      #expect(throws: YAMLError.self) {
        var assembler = JSONAssembler()
        _ = try YAMLReader(reading: reading).read(SourceText(name: "t", bytes: Array(yaml.utf8)), into: &assembler)
      }
    }
  }

  /// However many warnings there are, the first slip is among them.
  @Test func theFirstSlipIsKept() throws {
    let text = (0..<40).map { "k\($0 % 2): 1\n" }.joined() + "z: [\n]\ny: [\n]\n"
    var assembler = JSONAssembler()
    let reader = YAMLReader(limits: .init(warnings: 0), reading: .intent)
    let warnings = try reader.read(SourceText(name: "t", bytes: Array(text.utf8)), into: &assembler)
    #expect(warnings.map(\.position.line) == [42])
    let late = try reader.readAll(SourceText(name: "t", bytes: Array("a: 1\n...\n# \u{FEFF}\n".utf8)))
    #expect(late.flatMap(\.warnings).map(\.position.line) == [3])
  }

  /// A number with a leading zero is decimal in YAML 1.2, which is reported under both readings.
  @Test func octalNumbersOfYAML11() throws {
    #expect(try json("[010, 0777, -01, 0o10, 08, 0, 0.10]") == "[10,777,-1,8,8,0,0.10]")
    #expect(try warnings("[010, 0777, -01, 0o10, 08, 0, 0.10]").map(\.position.column) == [2, 7, 13])
  }

  @Test func manySlipsCostLinearTime() throws {
    let text = String(repeating: "- a: {\n\"b\": [\n\"c\nd\"# e\n]\n}\n", count: 20_000)
    var assembler = JSONAssembler()
    let warnings = try YAMLReader(reading: .intent).read(
      SourceText(name: "t", bytes: Array(text.utf8)), into: &assembler)
    #expect(warnings.count == 1000)
  }
}
