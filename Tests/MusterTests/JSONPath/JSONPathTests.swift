import Testing

@testable import Muster

/// The examples of RFC 9535, and what its grammar refuses.
struct JSONPathTests {
  /// A query with what it leads to, as JSON texts.
  struct Example: Sendable, CustomTestStringConvertible {
    let path: String
    let json: String
    let results: [String]

    var testDescription: String { "\(path) of \(json.prefix(40))" }
  }

  private static func examples(_ json: String, _ table: [(String, [String])]) -> [Example] {
    table.map { Example(path: $0.0, json: json, results: $0.1) }
  }

  private static let store = #"""
    {"store": {"book": [
      {"category": "reference", "author": "Nigel Rees", "title": "Sayings of the Century", "price": 8.95},
      {"category": "fiction", "author": "Evelyn Waugh", "title": "Sword of Honour", "price": 12.99},
      {"category": "fiction", "author": "Herman Melville", "title": "Moby Dick", "isbn": "0-553-21311-3", "price": 8.99},
      {"category": "fiction", "author": "J. R. R. Tolkien", "title": "The Lord of the Rings", "isbn": "0-395-19395-8",
       "price": 22.99}], "bicycle": {"color": "red", "price": 399}}}
    """#

  private static let filtered = #"""
    {"a": [3, 5, 1, 2, 4, 6, {"b": "j"}, {"b": "k"}, {"b": {}}, {"b": "kilo"}],
     "o": {"p": 1, "q": 2, "r": 3, "s": 5, "t": {"u": 6}}, "e": "f"}
    """#

  private static let compared = #"{"obj": {"x": "y"}, "arr": [2, 3]}"#

  static let all: [Example] =
    examples(
      store,
      [
        (
          "$.store.book[*].author",
          [#""Nigel Rees""#, #""Evelyn Waugh""#, #""Herman Melville""#, #""J. R. R. Tolkien""#]
        ),
        ("$.store..price", ["8.95", "12.99", "8.99", "22.99", "399"]),
        ("$..book[2].author", [#""Herman Melville""#]),
        ("$..book[2].publisher", []),
        ("$..book[-1].title", [#""The Lord of the Rings""#]),
        ("$..book[0,1].price", ["8.95", "12.99"]),
        ("$..book[:2].price", ["8.95", "12.99"]),
        ("$..book[?@.isbn].price", ["8.99", "22.99"]),
        ("$..book[?@.price<10].price", ["8.95", "8.99"]),
        ("$.store.bicycle.*", [#""red""#, "399"]),
        ("$..[?length(@.category) == 7].title", [#""Sword of Honour""#, #""Moby Dick""#, #""The Lord of the Rings""#]),
      ])
    + examples(
      #"{"o": {"j j": {"k.k": 3}}, "'": {"@": 2}}"#,
      [
        ("$.o['j j']", [#"{"k.k": 3}"#]), ("$.o['j j']['k.k']", ["3"]), (#"$.o["j j"]["k.k"]"#, ["3"]),
        (#"$["'"]["@"]"#, ["2"]), ("$", [#"{"o": {"j j": {"k.k": 3}}, "'": {"@": 2}}"#]),
        (#"$['\u006f']["j j"]['k\u002ek']"#, ["3"]),
      ])
    + examples(
      #"{"o": {"j": 1, "k": 2}, "a": [5, 3]}"#,
      [
        ("$[*]", [#"{"j": 1, "k": 2}"#, "[5, 3]"]), ("$.o[*]", ["1", "2"]), ("$.o[*, *]", ["1", "2", "1", "2"]),
        ("$.a[*]", ["5", "3"]),
      ])
    + examples(#"["a","b"]"#, [("$[1]", [#""b""#]), ("$[-2]", [#""a""#]), ("$[2]", []), ("$[-3]", [])])
    + examples(
      #"["a", "b", "c", "d", "e", "f", "g"]"#,
      [
        ("$[1:3]", [#""b""#, #""c""#]), ("$[5:]", [#""f""#, #""g""#]), ("$[1:5:2]", [#""b""#, #""d""#]),
        ("$[5:1:-2]", [#""f""#, #""d""#]),
        ("$[::-1]", [#""g""#, #""f""#, #""e""#, #""d""#, #""c""#, #""b""#, #""a""#]), ("$[::0]", []),
        ("$[0, 3]", [#""a""#, #""d""#]), ("$[0:2, 5]", [#""a""#, #""b""#, #""f""#]), ("$[0, 0]", [#""a""#, #""a""#]),
        ("$[ 1 : 2 : 1 ]", [#""b""#]), ("$[-2:]", [#""f""#, #""g""#]), ("$[10:-1]", []),
      ])
    + examples(
      compared,
      [
        ("$[?$.absent1 == $.absent2]", [#"{"x": "y"}"#, "[2, 3]"]),
        ("$[?$.absent1 <= $.absent2]", [#"{"x": "y"}"#, "[2, 3]"]),
        ("$[?$.absent == 'g']", []), ("$[?$.absent1 != $.absent2]", []),
        ("$[?$.absent != 'g']", [#"{"x": "y"}"#, "[2, 3]"]),
        ("$[?1 <= 2]", [#"{"x": "y"}"#, "[2, 3]"]), ("$[?1 > 2]", []), ("$[?13 == '13']", []),
        ("$[?'a' <= 'b']", [#"{"x": "y"}"#, "[2, 3]"]), ("$[?'a' > 'b']", []), ("$[?$.obj == $.arr]", []),
        ("$[?$.obj != $.arr]", [#"{"x": "y"}"#, "[2, 3]"]), ("$[?$.obj == $.obj]", [#"{"x": "y"}"#, "[2, 3]"]),
        ("$[?$.arr == $.arr]", [#"{"x": "y"}"#, "[2, 3]"]), ("$[?$.obj == 17]", []),
        ("$[?$.obj != 17]", [#"{"x": "y"}"#, "[2, 3]"]),
        ("$[?$.obj <= $.arr]", []), ("$[?$.obj < $.arr]", []), ("$[?$.obj <= $.obj]", [#"{"x": "y"}"#, "[2, 3]"]),
        ("$[?1 <= $.arr]", []), ("$[?true <= true]", [#"{"x": "y"}"#, "[2, 3]"]), ("$[?true > true]", []),
        ("$[?1.0 == 1]", [#"{"x": "y"}"#, "[2, 3]"]), ("$[?-0 == 0]", [#"{"x": "y"}"#, "[2, 3]"]),
        ("$[?9007199254740993 == 9007199254740992]", []),
      ])
    + examples(
      filtered,
      [
        ("$.a[?@.b == 'kilo']", [#"{"b": "kilo"}"#]), ("$.a[?(@.b == 'kilo')]", [#"{"b": "kilo"}"#]),
        ("$.a[?@>3.5]", ["5", "4", "6"]),
        ("$.a[?@.b]", [#"{"b": "j"}"#, #"{"b": "k"}"#, #"{"b": {}}"#, #"{"b": "kilo"}"#]),
        ("$.o[?@<3, ?@<3]", ["1", "2", "1", "2"]), ("$.a[?@<2 || @.b == \"k\"]", ["1", #"{"b": "k"}"#]),
        ("$.a[?match(@.b, \"[jk]\")]", [#"{"b": "j"}"#, #"{"b": "k"}"#]),
        ("$.a[?search(@.b, \"[jk]\")]", [#"{"b": "j"}"#, #"{"b": "k"}"#, #"{"b": "kilo"}"#]),
        ("$.o[?@>1 && @<4]", ["2", "3"]), ("$.o[?@.u || @.x]", [#"{"u": 6}"#]),
        ("$.a[?@.b == $.x]", ["3", "5", "1", "2", "4", "6"]),
        ("$.a[?!@.b]", ["3", "5", "1", "2", "4", "6"]),
        ("$.a[?!(@.b == 'j' || @ < 6)]", ["6", #"{"b": "k"}"#, #"{"b": {}}"#, #"{"b": "kilo"}"#]),
        ("$[?count(@.*) == 5]", [#"{"p": 1, "q": 2, "r": 3, "s": 5, "t": {"u": 6}}"#]),
        ("$[?value(@..u) == 6]", [#"{"p": 1, "q": 2, "r": 3, "s": 5, "t": {"u": 6}}"#]),
        ("$.a[?match(@.b, '[')]", []),
      ])
    + examples(
      #"{"o": {"j": 1, "k": 2}, "a": [5, 3, [{"j": 4}, {"k": 6}]]}"#,
      [
        ("$..j", ["1", "4"]), ("$..[0]", ["5", #"{"j": 4}"#]),
        ("$..o", [#"{"j": 1, "k": 2}"#]), ("$.o..[*, *]", ["1", "2", "1", "2"]),
        ("$.a..[0, 1]", ["5", "3", #"{"j": 4}"#, #"{"k": 6}"#]),
      ])
    + examples(
      #"{"a": null, "b": [null], "c": [{}], "null": 1}"#,
      [
        ("$.a", ["null"]), ("$.a[0]", []), ("$.a.d", []), ("$.b[0]", ["null"]), ("$.b[*]", ["null"]),
        ("$.b[?@]", ["null"]), ("$.b[?@==null]", ["null"]), ("$.c[?@.d==null]", []), ("$.null", ["1"]),
      ])
    + examples(#"{"é": 1, "e\u0301": 2}"#, [("$.é", ["1"]), ("$['e\u{301}']", ["2"]), (#"$['\u00e9']"#, ["1"])])
    + examples(
      #"["a\nb", "a.b", "aXb"]"#,
      [("$[?match(@, 'a.b')]", [#""a.b""#, #""aXb""#]), (#"$[?match(@, 'a[.]b')]"#, [#""a.b""#])])

  @Test(arguments: [all])
  func examplesOfTheSpecification(_ examples: [Example]) throws {
    for example in examples {
      let root = try JSONDocument(SourceText(name: "", bytes: Array(example.json.utf8))).root
      var steps = 100_000
      let nodes = try JSONPath(example.path).nodes(in: root, steps: &steps)
      let found = nodes.map { String(decoding: $0.rawText, as: UTF8.self) }
      #expect(found == example.results, "\(example.testDescription)")
    }
  }

  @Test(arguments: [
    [
      "", "a", "$a", "$.", "$..", "$.[0]", "$ .a.", "$[", "$[]", "$[a]", "$['a'", "$['a]", "$[01]", "$[-0]", "$[1.0]",
      "$[9007199254740992]", "$[-9223372036854775808]", "$[9223372036854775807]", "$[-9223372036854775808:]",
      "$[:-9223372036854775808]", "$[::-9223372036854775808]", "$[?@[-9223372036854775808]==1]",
      "$[-9223372036854775809]", "$[1:2:3:4]", "$.a b", "$.x-name", "$.1a", "$['\\x']", "$['\\\"']", "$[\"\\'\"]",
      "$['\\uD800']",
      "$['\\uDC00']", "$['\\u12']", "$['\u{1}']", "$[?]", "$[?1]", "$[?'a']", "$[?@.*==1]", "$[?@..a==1]",
      "$[?@[0,1]==1]",
      "$[?count(1)==1]", "$[?length(@.*)==1]", "$[?length(@)]", "$[?match(@,'a')==true]", "$[?match(@)]",
      "$[?nothing(@)]",
      "$[?@.a=1]", "$[?@.a===1]", "$[?(@.a]", "$[?@.a &&]", "$[?!1]", "$[?true]", "$[?True==1]", "$[?@.a==01]",
      "$[?@.a==1.]",
      "$[?length (@)==1]", "$.a ", " $.a", "$[?@ == [1]]", "$[?((1==1)]", "$[?!@.a==1]",
    ]
  ])
  func whatTheGrammarRefuses(_ paths: [String]) {
    for path in paths {
      #expect(throws: JSONPathError.self, "\(path)") { try JSONPath(path) }
    }
  }

  @Test func mistakesHaveAPlaceAndAdvice() throws {
    let error = #expect(throws: JSONPathError.self) { try JSONPath("$.paths.*.get[?@.x-oai-traits]") }
    #expect(error?.offset == 18)
    let name = #expect(throws: JSONPathError.self) { try JSONPath("$.x-name") }
    #expect(name == JSONPathError(offset: 3, detail: "a name with '-' is written in brackets and quotes: ['x-name']"))
  }

  @Test func hostileQueriesEnd() throws {
    for text in [String(repeating: "(", count: 100_000), String(repeating: "[?@", count: 100_000)] {
      #expect(throws: JSONPathError.self) { try JSONPath("$[?" + text) }
    }
    var json = "[" + String(repeating: "1,", count: 4_000) + "1]"
    json = "{\"a\": \(json)}"
    let root = try JSONDocument(SourceText(name: "", bytes: Array(json.utf8))).root
    let path = try JSONPath("$..[?count($..[?count($..*) > 1]) > 1]")
    var steps = 1_000_000
    let error = #expect(throws: JSONPathError.self) { try path.nodes(in: root, steps: &steps) }
    #expect(steps == 0)
    #expect(error?.offset == nil)
  }
}
