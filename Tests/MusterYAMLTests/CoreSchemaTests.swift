import MusterYAML
import Testing

@Suite struct CoreSchemaTests {
  @Test(arguments: [
    ("null", "null"), ("~", "null"), ("Null", "null"), ("NULL", "null"), ("", "null"), ("nULL", "\"nULL\""),
    ("true", "true"), ("True", "true"), ("TRUE", "true"), ("false", "false"), ("yes", "\"yes\""), ("OFF", "\"OFF\""),
    ("0", "0"), ("-0", "-0"), ("+1", "1"), ("007", "7"), ("000", "0"), ("-12", "-12"),
    ("9007199254740993", "9007199254740993"), ("1_000", "\"1_000\""),
    ("0o14", "12"), ("0x1F", "31"), ("0xffffffffffffffffffff", "1208925819614629174706175"), ("0o8", "\"0o8\""),
    ("0x", "\"0x\""), ("-0x1", "\"-0x1\""), ("0x3B9ACA00", "1000000000"),
    ("0o7777777777777777777777777", "37778931862957161709567"),
    ("0x10000000000000000000000000000000", "21267647932558653966460912964485513216"),
    ("1.0", "1.0"), (".5", "0.5"), ("-.5", "-0.5"), ("1.", "1"), ("1.e3", "1e3"), ("1e400", "1e400"),
    ("-0.50", "-0.50"), ("-00.5", "-0.5"), ("+.5e-3", "0.5e-3"),
    ("6.8523015e+5", "6.8523015e+5"), ("1E5", "1E5"), ("1e", "\"1e\""), (".", "\".\""), ("+", "\"+\""),
    ("-", "[null]"), ("1.2.3", "\"1.2.3\""), (".e1", "\".e1\""), ("2024-01-17", "\"2024-01-17\""),
    ("12:30", "\"12:30\""), (".inf", "\".inf\""), ("-.INF", "\"-.INF\""), (".NaN", "\".NaN\""), ("4XX", "\"4XX\""),
    ("'12'", "\"12\""), ("\"true\"", "\"true\""), ("|\n 12", "\"12\\n\""),
  ])
  func scalar(_ yaml: String, _ expected: String) throws {
    #expect(try json("--- \(yaml == "-" ? "\n-" : yaml)\n") == expected)
  }

  @Test func infinityIsAWarning() throws {
    #expect(try warnings("a: .inf\nb: .nan\n").map(\.code) == [.notFinite, .notFinite])
  }

  @Test func longHexadecimalNumberIsAnError() throws {
    expect(try error("a: 0x" + String(repeating: "f", count: 5000)), .numberTooLong, 1, 4)
  }

  @Test func keysAreStrings() throws {
    let yaml = "200: a\nnull: b\n~ : c\ntrue: d\n1.5: e\n4XX: f\n'5': g\n? h\n: i\n"
    #expect(
      try json(yaml)
        == #"{"200":"a","null":"b","null":"c","true":"d","1.5":"e","4XX":"f","5":"g","h":"i"}"#)
  }

  @Test func tags() throws {
    #expect(
      try json("[!!str 12, !!int '12', !!float 1, !!bool 'true', !!null '', ! 12, !x 12, !!binary \"a b\\nc\"]")
        == #"["12",12,1,true,null,"12",12,"a b\nc"]"#)
    #expect(try json("!!set {a, b}") == #"{"a":null,"b":null}"#)
    #expect(try json("!!omap [a: 1, b: 2]") == #"[{"a":1},{"b":2}]"#)
    #expect(try warnings("a: !x 1").map(\.code) == [.unknownTag])
    expect(try error("a: !!int x"), .tagMismatch, 1, 10)
    expect(try error("a: !!seq {}"), .tagMismatch, 1, 4)
    expect(try error("a: !h!x 1"), .undeclaredTagHandle, 1, 4)
  }
}
