import Testing

@testable import Muster

/// That a payload passes without anything to say of it is found out by a way of its own: no name may slip through.
@Suite struct RepeatedNamesTests {
  @Test(arguments: [
    ("{}", true), ("[]", true), ("5", true), (#"{"a":1}"#, true), (#"{"a":1,"b":2}"#, true), (#"{"a":1,"a":2}"#, false),
    (#"{"a":{"b":1},"c":{"b":2}}"#, true), (#"{"a":{"b":1,"b":2}}"#, false), (#"{"a":{"b":1},"a":2}"#, false),
    (#"{"a":[],"b":{"c":[{"d":1},{"d":1,"e":{},"d":2}]}}"#, false), (#"[{"a":1},{"a":1}]"#, true),
    (#"[1,"x",{"a":1},{"b":[{"c":{},"c":{}}]}]"#, false), (#"{"a":[1,2],"b":3,"c":{"a":1},"b":4}"#, false),
    (#"{"a name that is longer than a word":1,"a name that is longer than a ward":2}"#, true),
    (#"{"a name that is longer than a word":[],"a name that is longer than a word":{}}"#, false),
  ])
  func namesAreHeldToEachOther(_ payload: String, _ isQuiet: Bool) throws {
    let schema = try Schema("{}".utf8)
    let bytes = Array(payload.utf8)
    #expect(schema.passesWithoutNotice(bytes.span, limits: Limits()) == isQuiet)
    #expect(schema.inspect(bytes).notices.isEmpty == isQuiet)
  }

  /// Long names and values have tape words of their own for their length.
  @Test func longTextsAreHeldToEachOther() throws {
    let schema = try Schema("{}".utf8)
    let long = String(repeating: "n", count: 100_000)
    for (payload, isQuiet) in [
      ("{\"\(long)\":\"\(long)\",\"\(long)x\":1}", true), ("{\"\(long)\":\"\(long)\",\"\(long)\":1}", false),
      ("{\"a\":\"\(long)\",\"b\":1,\"a\":{}}", false),
    ] {
      let bytes = Array(payload.utf8)
      #expect(schema.passesWithoutNotice(bytes.span, limits: Limits()) == isQuiet)
    }
  }
}
