import Muster
import MusterYAML
import Testing

@Suite struct AnchorTests {
  @Test func aliasesAreWrittenOut() throws {
    #expect(
      try json("a: &x {b: [1, 2]}\nc: *x\nd: &y 200\n*y : e\n")
        == #"{"a":{"b":[1,2]},"c":{"b":[1,2]},"d":200,"200":"e"}"#)
    #expect(try json("&k key: *k\n") == #"{"key":"key"}"#)
  }

  @Test func aLaterAnchorTakesTheName() throws {
    #expect(try json("[&a 1, *a, &a 2, *a]") == "[1,1,2,2]")
  }

  @Test func aliasesThatCannotBe() throws {
    expect(try error("a: *b\n"), .undefinedAlias, 1, 4)
    expect(try error("a: &a\n  b: *a\n"), .recursiveAlias, 2, 6)
    expect(try error("- &a [x]\n- ? *a\n  : y\n"), .collectionAsKey, 2, 5)
    expect(try error("- &a x\n- &b *a\n"), .propertyOnAlias, 2, 3)
  }

  @Test func bombsAreStopped() throws {
    var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<20 {
      let alias = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      yaml += "a\(level): &a\(level) [\(alias)]\n"
    }
    #expect(try error(yaml).code == .expansionTooLarge)
    #expect(try error("a: &a [1, 2, 3, 4]\nb: *a\n", limits: .init(expandedBytes: 8)).position.line == 2)
  }

  @Test func merges() throws {
    let base = "base: &b {x: 1, y: 2}\nother: &o {y: 3, z: 4}\n"
    let head = #"{"base":{"x":1,"y":2},"other":{"y":3,"z":4},"m":"#
    #expect(try json(base + "m:\n  <<: *b\n  y: 9\n") == head + #"{"y":9,"x":1}}"#)
    #expect(try json(base + "m: {y: 9, <<: [*b, *o]}\n") == head + #"{"y":9,"x":1,"z":4}}"#)
    #expect(try json(base + "m:\n  <<: *b\n  <<: *o\n") == head + #"{"x":1,"y":2,"z":4}}"#)
    #expect(try json(base + "m:\n  '<<': *b\n") == head + #"{"<<":{"x":1,"y":2}}}"#)
    #expect(try json("m:\n  <<: {}\n") == #"{"m":{}}"#)
    #expect(try json("m:\n  <<: 1\n") == #"{"m":{"<<":1}}"#)
    #expect(try warnings("m:\n  <<: 1\n").map(\.code) == [.mergeOfOther])
  }

  @Test func anchorsInsideOfAMergedMapping() throws {
    let yaml = "m: &m\n  <<: &i {a: [\"}\", '{']}\n  b: &b [1]\n  c: *b\nn: *b\no: *i\np: *m\n"
    #expect(
      try json(yaml)
        == #"{"m":{"b":[1],"c":[1],"a":["}","{"]},"n":[1],"o":{"a":["}","{"]},"p":{"b":[1],"c":[1],"a":["}","{"]}}"#)
  }
}
